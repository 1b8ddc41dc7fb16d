package rollup

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/unit"
)

func TestGovernment(t *testing.T) {
	for _, c := range []struct {
		want  string
		names []string
	}{
		{"云岫县人民政府", []string{"国家税务总局云岫县税务局", "云岫县民政局", "云岫县水利局"}},
		{"南岭市鼓楼区人民政府", []string{"南岭市鼓楼区民政局", "南岭市鼓楼区市场监督管理局"}},
		{"南岭市人民政府", []string{"南岭市市场监督管理局"}},
		{"南岭市人民政府", []string{"南岭市民政局", "南岭市水利局", "南岭市东城区人民政府"}},
		{"甲旗人民政府", []string{"甲旗农牧局"}},
		{"待填", []string{"某大学"}},
	} {
		if got := government(c.names); got != c.want {
			t.Errorf("%q: %s, want %s", c.names, got, c.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, c := range [][2]string{{"甲 县（老龄办）", "甲县(老龄办)"}, {"甲\u200b县　局", "甲县局"}, {"ＡＢ局", "AB局"}} {
		if got := plain(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

// TestPassedOver: what is not looked at is told, but for what roll-ups of this county
// wrote; a picture that a data file names is its own.
func TestPassedOver(t *testing.T) {
	files := clean()
	files["x.zip"], files["p.png"], files["scan/q.jpg"], files["扫描.JPG"] = "PK", "png", "jpg", "jpg"
	files["charts/r.png"], files["charts/s.png"] = "png", "png"
	for name := range files {
		if filepath.Ext(name) == tomlEnding && filepath.Dir(name) == "." {
			files[name] += "\n[image.a]\n  file = \"p.png\"\n[image]\nb = { file = 'charts/r.png', width_mm = 40 }\nc.file = \"charts/s.png\"\n"
			break
		}
	}
	files["下级/"+LedgerName], files["下级/汇总.toml"] = "{}", body("甲县水利局", 2025, 1)
	files["汇总/"+LedgerName], files["汇总/汇总.toml"] = ledgerOf(t), "year = 2025\n"
	r, _ := rolled(t, countyList, files)
	var told []string
	for _, f := range r.Findings {
		if f.ID == "ROLLUP-UNREAD" && f.Severity == diag.Info {
			told = append(told, filepath.Base(f.File))
		}
	}
	slices.Sort(told)
	if want := []string{"q.jpg", "x.zip", "下级", "扫描.JPG"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	if counted, expected := r.CountBodies(); counted != 3 || expected != 3 {
		t.Errorf("%d of %d are counted", counted, expected)
	}
}

// ledgerOf gives the ledger of a roll-up of the list.
func ledgerOf(t *testing.T) string {
	r, _ := rolled(t, countyList, clean())
	data, err := r.Ledger().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestLastReportOfABody: the county's report of the year before is not a body's.
func TestLastReportOfABody(t *testing.T) {
	files := clean()
	list := strings.Replace(countyList, "year = 2025\n", "year = 2025\nlast_report = \"in/last.toml\"\n", 1)
	files["last.toml"] = body("甲县水利局", 2024, 5)
	dir, c := county(t, list, files)
	if _, err := Make(context.Background(), c, builder.Forms, reader, filepath.Join(dir, "in")); err == nil || !strings.Contains(err.Error(), "county's own") {
		t.Errorf("a body's: %v", err)
	}
	files["last.toml"] = body("甲县人民政府", 2024, 5)
	dir, c = county(t, list, files)
	if _, err := Make(context.Background(), c, builder.Forms, reader, filepath.Join(dir, "in")); err != nil {
		t.Errorf("the county's: %v", err)
	}
}

// TestForeignFiles: without a ledger nothing that lies there is replaced.
func TestForeignFiles(t *testing.T) {
	r, dir := rolled(t, countyList, clean())
	out := filepath.Join(dir, "out")
	if err := os.MkdirAll(out, 0o777); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(out, BookName)
	if err := os.WriteFile(name, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Output(out, builder); err == nil || !strings.Contains(err.Error(), BookName) {
		t.Errorf("a workbook that is no roll-up's: %v", err)
	}
	for _, text := range []string{`{"a":1}`, `{}`, `[]`, "x"} {
		if _, err := ParseLedger("ledger.json", []byte(text)); err == nil {
			t.Errorf("%s is taken for a ledger", text)
		}
	}
}

// TestForBody: what goes to a body says what it can do, without names of places in
// a data file and what the county does in its list.
func TestForBody(t *testing.T) {
	files := clean()
	delete(files, "c/c.toml")
	files["d.toml"] = body("甲县水务局", 2025, 24)
	files["a.toml"] = strings.Replace(files["a.toml"], "licence = 1107", "licence = \"\"", 1)
	r, _ := rolled(t, countyList, files)
	for name, want := range map[string]string{"甲县林业局": "尽快报送", "甲县水利局": "以哪一份为准", "甲县人民政府办公室": "没有的填 0"} {
		text := strings.Join(r.itemsFor(name, r.Told()), "\n")
		if name == "甲县人民政府办公室" && !strings.Contains(text, "“五、存在的主要问题及改进情况”这一部分只有 6 字") {
			t.Errorf("%s: the part is not named in\n%s", name, text)
		}
		if !strings.Contains(text, want) {
			t.Errorf("%s: %q is not told in\n%s", name, want, text)
		}
		for _, word := range []string{"[[", "file）", "disclosure.", "没有计入"} {
			if strings.Contains(text, word) {
				t.Errorf("%s: %q is in\n%s", name, word, text)
			}
		}
	}
}

// A body that falls out is told in one line; its letter stays known.
func TestDropped(t *testing.T) {
	r, dir := rolled(t, countyList, clean())
	write(t, r, dir)
	if err := os.Remove(filepath.Join(dir, "in", "c", "c.toml")); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range write(t, again(t, r.County, dir), dir).Changes {
		if c.Body == "甲县林业局" {
			if n++; !c.Dropped {
				t.Errorf("%+v", c)
			}
		}
	}
	if n != 1 {
		t.Errorf("told %d times", n)
	}
}

// TestLinesOf: rows of the working paper's lists are as high as their texts.
func TestLinesOf(t *testing.T) {
	for text, want := range map[string]int{"": 1, "a": 1, strings.Repeat("字", 10): 1, strings.Repeat("字", 15): 2, "一\n二": 2, strings.Repeat("a", 25): 2} {
		if got := linesOf(text, 45*unit.Millimetre); got != want {
			t.Errorf("%q: %d lines, want %d", text, got, want)
		}
	}
}

// TestForeignLetter: a file that no run wrote is not replaced in a later run either;
// what the clerk wrote into remarks stays.
func TestForeignLetter(t *testing.T) {
	r, dir, name, text := first(t, clean())
	i := strings.Index(text, factMark+"新收申请")
	end := i + strings.Index(text[i:], "\n")
	noted := text[:end] + "  <- 已核对\n" + factMark + "备注：要重报" + text[end:]
	put(t, name, noted)
	if out := write(t, again(t, r.County, dir), dir); string(out.Files[0].Data) != noted {
		t.Errorf("the clerk's remarks are gone:\n%s", out.Files[0].Data)
	}
	ledger, err := os.ReadFile(filepath.Join(dir, "out", LedgerName))
	if err != nil {
		t.Fatal(err)
	}
	l, err := ParseLedger(LedgerName, ledger)
	if err != nil {
		t.Fatal(err)
	}
	l.Letters = slices.DeleteFunc(l.Letters, func(name string) bool { return name == "甲县林业局" })
	if ledger, err = l.Bytes(); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "out", LedgerName), string(ledger))
	if _, err := again(t, r.County, dir).Output(filepath.Join(dir, "out"), builder); err == nil || !strings.Contains(err.Error(), "甲县林业局.txt") {
		t.Errorf("a file of somebody's: %v", err)
	}
}

// What is not counted is told wherever it is told what is counted.
func TestUncounted(t *testing.T) {
	for _, c := range []struct{ from, to, letter string }{
		{"licence = 1107", `licence = "1,107件"`, "只写数字"},
		{"licence = 1107", `licence = ""`, "没有的填 0"},
		{"fees = 1.11", `fees = "12300元"`, "按万元填写，只写数字：1.23"},
	} {
		files := clean()
		if !strings.Contains(files["a.toml"], c.from) {
			t.Fatalf("%q is not in\n%s", c.from, files["a.toml"])
		}
		files["a.toml"] = strings.Replace(files["a.toml"], c.from, c.to, 1)
		r, _ := rolled(t, countyList, files)
		name := r.Uncounted()
		if len(name) != 1 || !strings.HasPrefix(name[0], "甲县人民政府办公室（") {
			t.Fatalf("%s: %q", c.to, name)
		}
		facts, standing := strings.Join(r.facts(), "\n"), strings.Join(r.standing(), "\n")
		if strings.Contains(facts, "已全部计入") || !strings.Contains(facts, name[0]) || !strings.Contains(standing, name[0]) {
			t.Errorf("%s:\n%s\n%s", c.to, facts, standing)
		}
		if letter := strings.Join(r.itemsFor("甲县人民政府办公室", r.Told()), "\n"); !strings.Contains(letter, c.letter) {
			t.Errorf("%s: the letter is\n%s", c.to, letter)
		}
	}
}
