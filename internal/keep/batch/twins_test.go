package batch

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestTwins(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"住建局/2025": "year = 2025\n[agency]\nname = \"甲局\"\n", "重/2025": "agency = { name = \"甲局 \" }\nyear = 2025\n", // told another way
		"住建局/2024": "year = 2024\n[agency]\nname = \"甲局\"\n", "乙": "year = 2025\n[agency]\nname = \"乙局\"\n",
		"broken": "year = 2025\n[agency]\nname = \"甲局\"\nx = \n", "text": "note = \"\"\"\nyear = 2025\n\"\"\"\nyear = 2023\n[agency]\nname = \"乙局\"\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name)+".toml")
		os.MkdirAll(filepath.Dir(path), 0o777)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	bag := filepath.Join(dir, "档案", "v001")
	os.MkdirAll(filepath.Join(bag, "data"), 0o777)
	os.WriteFile(filepath.Join(bag, "bagit.txt"), []byte("BagIt-Version: 1.0\n"), 0o666)
	os.WriteFile(filepath.Join(bag, "data", "2025.toml"), []byte("year = 2025\n[agency]\nname = \"乙局\"\n"), 0o666)
	inputs, err := Find([]string{dir})
	if err != nil || len(inputs) != 6 {
		t.Fatalf("%v, %v; want 6: an archive's files are no inputs", inputs, err)
	}
	refused := Twins(inputs)
	if len(refused) != 2 {
		t.Errorf("%d are refused: %v", len(refused), refused)
	}
	for rel, other := range map[string]string{"住建局/2025": "重", "重/2025": "住建局"} {
		if err := refused[rel]; err == nil || !strings.Contains(err.Error(), filepath.Join(dir, other, "2025.toml")) {
			t.Errorf("%s: %v; it does not name the other", rel, err)
		}
	}
}

func TestListInGBK(t *testing.T) {
	text, err := simplifiedchinese.GBK.NewEncoder().String("甲县/2023.toml\r\n")
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "名单.txt")
	if err := os.WriteFile(list, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Find([]string{list}); err == nil || !strings.Contains(err.Error(), "GBK") || !strings.Contains(err.Error(), "Save As") {
		t.Errorf("%v", err)
	}
}

// FuzzList: whatever a list says, it is refused or gives paths.
func FuzzList(f *testing.F) {
	f.Add([]byte("a.toml\n# x\n\n..\\b\\c.toml\r\n/abs.toml"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list := filepath.Join(t.TempDir(), "list.txt")
		if err := os.WriteFile(list, data, 0o666); err != nil {
			t.Fatal(err)
		}
		all, err := listed(list)
		for _, i := range all {
			if !filepath.IsLocal(filepath.FromSlash(i.Rel)) {
				t.Errorf("%q would be written to %q", i.Path, i.Rel)
			}
		}
		if err != nil && len(all) > 0 {
			t.Error("both paths and an error")
		}
	})
}

// FuzzState: a damaged state is as good as none.
func FuzzState(f *testing.F) {
	f.Add([]byte(`{"version":1,"reports":{"a":{"key":"k","year":2020,"outputs":[{"name":"a.pdf","size":1,"time":"2026-01-27T09:00:00Z","sha256":""}]}}}`))
	f.Add([]byte(`{"version":1,"reports":{"../x":{"outputs":[{"name":"../../etc/passwd","size":-1}]}}}`))
	path, none := filepath.Join(f.TempDir(), "state.json"), filepath.Join(f.TempDir(), "none")
	f.Fuzz(func(t *testing.T, data []byte) {
		s := parseState(bytes.NewReader(data))
		for rel, r := range s.reports {
			for i := range r.outputs {
				if r.outputs[i].stands(none, rel) {
					t.Errorf("%q stands where there is nothing", r.outputs[i].name(rel))
				}
			}
		}
		if err := s.write(path); err != nil {
			t.Fatal(err)
		}
		if again := readState(path); len(again.reports) != len(s.reports) {
			t.Errorf("%d reports are written, %d read", len(s.reports), len(again.reports))
		}
	})
}

// Of many only some are named: each of a hundred would name ninety-nine.
func TestSomeNames(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"a"}, "a"}, {[]string{"a", "b", "c", "d"}, "a、b、c、d"}, {[]string{"a", "b", "c", "d", "e"}, "a、b、c…（5）"},
	} {
		if got := some(c.names); got != c.want {
			t.Errorf("%v: %s", c.names, got)
		}
	}
}
