package rollup

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// TestBeside: a list beside a county's report is used, told to be of no use, or
// another's.
func TestBeside(t *testing.T) {
	list := strings.Replace(countyList, "year = 2025\n", "year = 2025\nfrom = \"in\"\n", 1)
	for _, c := range []struct {
		name, list, agency string
		used               bool
		told               diag.Severity
		what               string
	}{
		{"the county's", list, "甲县人民政府", true, 0, ""},
		{"with a mistake", strings.Replace(list, `kind = "own"`, `kind = "owm"`, 1), "甲县人民政府", false, diag.Warning, "unknown kind"},
		{"no TOML", list + "[[body\n", "甲县人民政府", false, diag.Warning, "at fault"},
		{"another's with a mistake", list + "[[body\n", "乙县人民政府", false, 0, ""},
		{"without a folder", countyList, "甲县人民政府", false, diag.Warning, "no from"},
		{"spelt otherwise", strings.Replace(list, `agency = "甲县人民政府"`, `agency = "甲县"`, 1), "甲县人民政府", false, diag.Info, "not of"},
		{"of another year", strings.Replace(list, "year = 2025", "year = 2024", 1), "甲县人民政府", false, 0, ""},
		{"beside a body's own report", list, "甲县水利局", false, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "名单.toml"), []byte(c.list), 0o666); err != nil {
				t.Fatal(err)
			}
			got, told := (&Lists{}).Beside(filepath.Join(dir, "2025.toml"), c.agency, 2025)
			if (got != nil) != c.used {
				t.Errorf("used: %v", got != nil)
			}
			if c.what == "" && len(told) > 0 {
				t.Errorf("told %v", told)
			}
			if c.what != "" && (len(told) != 1 || told[0].Severity != c.told || !strings.Contains(told[0].Error(), c.what)) {
				t.Errorf("told %v, want %q", told, c.what)
			}
		})
	}
}

// The report that a roll-up wrote lies in a folder beside the list.
func TestBesideTheRollup(t *testing.T) {
	dir := t.TempDir()
	list := strings.Replace(countyList, "year = 2025\n", "year = 2025\nfrom = \"in\"\n", 1)
	for name, text := range map[string]string{"名单.toml": list, "汇总/" + LedgerName: "{}", "别处/a.txt": ""} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for folder, want := range map[string]bool{"汇总": true, "别处": false} {
		if c, told := (&Lists{}).Beside(filepath.Join(dir, folder, "汇总.toml"), "甲县人民政府", 2025); (c != nil) != want || len(told) > 0 {
			t.Errorf("%s: %v, %v", folder, c != nil, told)
		}
	}
}

// A county's folder holds hundreds of reports: their files are read once, not once for
// each of them.
func TestBesideReadsAFolderOnce(t *testing.T) {
	dir := t.TempDir()
	report := filepath.Join(dir, "2025.toml")
	var lists Lists
	if c, _ := lists.Beside(report, "甲县人民政府", 2025); c != nil {
		t.Fatal("a list is found in an empty folder")
	}
	list := strings.Replace(countyList, "year = 2025\n", "year = 2025\nfrom = \"in\"\n", 1)
	if err := os.WriteFile(filepath.Join(dir, "名单.toml"), []byte(list), 0o666); err != nil {
		t.Fatal(err)
	}
	if c, _ := lists.Beside(report, "甲县人民政府", 2025); c != nil {
		t.Error("the folder was read again")
	}
	if c, _ := new(Lists).Beside(report, "甲县人民政府", 2025); c == nil {
		t.Error("the list is not found")
	}
}
