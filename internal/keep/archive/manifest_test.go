package archive

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sound is a manifest that may be read.
func sound() *Manifest {
	m := about("r")
	m.Format, m.Version, m.Files = Format, 1, entries(report("一"))
	return &m
}

// TestManifestRefused spoils one thing in a manifest after the other.
func TestManifestRefused(t *testing.T) {
	read := func(m *Manifest) error {
		data, err := m.marshal()
		if err != nil {
			t.Fatal(err)
		}
		_, err = ReadManifest(data)
		return err
	}
	if err := read(sound()); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Manifest){
		"another format":               func(m *Manifest) { m.Format += "1" },
		"no agency":                    func(m *Manifest) { m.Agency = "" },
		"no base":                      func(m *Manifest) { m.Base = "" },
		"no year":                      func(m *Manifest) { m.Year = 0 },
		"no version":                   func(m *Manifest) { m.Version = 0 },
		"no day":                       func(m *Manifest) { m.Archived = "2021-1-28" },
		"a day and more":               func(m *Manifest) { m.Archived += "T" },
		"a number below nothing":       func(m *Manifest) { m.Number = -1 },
		"a number, nothing followed":   func(m *Manifest) { m.Number = 1 },
		"something followed, none":     func(m *Manifest) { m.Follows = start },
		"a path that leads out":        func(m *Manifest) { m.Files[0].Path = "../x" },
		"a path from the top":          func(m *Manifest) { m.Files[0].Path = "/x" },
		"a path that is the folder":    func(m *Manifest) { m.Files[0].Path = "." },
		"a path to the folder above":   func(m *Manifest) { m.Files[0].Path = ".." },
		"a path by another name":       func(m *Manifest) { m.Files[0].Path = "a/./b" },
		"a path of another drive":      func(m *Manifest) { m.Files[0].Path = "C:x" },
		"no path":                      func(m *Manifest) { m.Files[0].Path = "" },
		"a path twice":                 func(m *Manifest) { m.Files[1].Path = m.Files[0].Path },
		"a size below nothing":         func(m *Manifest) { m.Files[0].Size = -1 },
		"a hash that is none":          func(m *Manifest) { m.Files[0].SHA256 = strings.ToUpper(m.Files[0].SHA256) + "x" },
		"a hash that is none, at last": func(m *Manifest) { m.Files[len(m.Files)-1].SHA256 = "" },
	} {
		m := sound()
		if spoil(m); read(m) == nil {
			t.Errorf("%s: is read", name)
		}
	}
	for name, may := range map[string]func(*Manifest){
		"the first year": func(m *Manifest) { m.Year = 1 }, "a number and what it follows": func(m *Manifest) { m.Number, m.Follows = 1, start },
		"an empty file": func(m *Manifest) { m.Files[0].Size = 0 }, "no files": func(m *Manifest) { m.Files = nil }, "a name with dots": func(m *Manifest) { m.Files[0].Path = "..x/.y" },
	} {
		m := sound()
		if may(m); read(m) != nil {
			t.Errorf("%s: %v", name, read(m))
		}
	}
	if _, err := ReadManifest(make([]byte, 17<<20)); err == nil {
		t.Error("one of 17 MB is read")
	}
}

// TestLists is about lists of hashes as RFC 8493 has them, and what comes near.
func TestLists(t *testing.T) {
	h := Sum(nil)
	for text, want := range map[string]int{
		h + "  data/a\n": 1, h + " data/a\n" + h + "  data/b": 2, h + "  data/a b.pdf\r\n": 1,
		"": 0, "\n": 0, h: 0, h + "\n": 0, h + "  ": 0, h + "  ../a\n": 0, strings.ToUpper(h[:63]+"a") + "  a\n": 0, h[1:] + "  a\n": 0,
		h + "  a\n" + h + "  a\n": 0, h + "  a\n\n" + h + "  b\n": 0,
	} {
		list, err := readList([]byte(text))
		if (err == nil) != (want > 0) || err == nil && len(list) != want {
			t.Errorf("%q: %v, %v", text, list, err)
		}
	}
}

// TestVersionNames: a version has one name only.
func TestVersionNames(t *testing.T) {
	for name, want := range map[string]int{"v001": 1, "v012": 12, "v999": 999, "v1000": 1000, "v000": 0, "v01": 0, "v0001": 0, "001": 0, "v-01": 0, "v+01": 0, "V001": 0, "v": 0, "": 0, "vv001": 0} {
		if got := versionOf(name); got != want {
			t.Errorf("%q: %d", name, got)
		}
	}
}

// TestHolds: more may stand behind a PDF file's bytes, and nothing else.
func TestHolds(t *testing.T) {
	for _, c := range []struct {
		name, kept, built string
		want              bool
	}{
		{"a.pdf", "pdf", "pdf", true}, {"a.docx", "docx", "docx", true}, {"a.pdf", "pdf signed", "pdf", true}, {"a.docx", "docx more", "docx", false},
		{"a.pdf", "PDF signed", "pdf", false}, {"a.pdf", "pd", "pdf", false}, {"a.pdf", "pdf", "", false}, {"a.pdf", "", "", true},
	} {
		if got := Holds(c.name, []byte(c.kept), []byte(c.built)); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestOrder has the thousandth version behind the one before it.
func TestOrder(t *testing.T) {
	a := &Archive{t.TempDir()}
	year := filepath.Join(a.Dir, "某局", "2020")
	for _, name := range []string{"v1000", "v999", "v002", "v1", "x"} {
		if err := os.MkdirAll(filepath.Join(year, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(year, "v003"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	all, err := versions(year)
	var names []string
	for _, v := range all {
		names = append(names, filepath.Base(v.Dir))
		if _, err := v.Read(); v.Manifest != nil || !errors.As(err, new(Damaged)) || !strings.Contains(err.Error(), manifestName) {
			t.Errorf("%s: %v", v.Dir, err)
		}
	}
	if err != nil || !slices.Equal(names, []string{"v002", "v999", "v1000"}) {
		t.Errorf("%v, %v", names, err)
	}
	if _, err := versions(filepath.Join(year, "v003")); err == nil {
		t.Error("a file has versions")
	}
	if all, err := versions(filepath.Join(year, "none")); err != nil || all != nil {
		t.Errorf("nothing has versions: %v, %v", all, err)
	}
}

// TestReadDamaged gives no file of a version that is not what was archived.
func TestReadDamaged(t *testing.T) {
	all, err := four(t).All()
	if err != nil {
		t.Fatal(err)
	}
	v := &all[0]
	name := v.Path(&v.Manifest.Files[2])
	if err := os.WriteFile(name, []byte("other"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Read(); !errors.Is(err, Damaged{v.Manifest.Files[2].Path}) || !strings.Contains(err.Error(), v.Manifest.Files[2].Path) {
		t.Errorf("a file that was changed: %v", err)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Read(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is gone: %v", err)
	}
}

// TestIsCopy knows versions, and what was taken out, from reports.
func TestIsCopy(t *testing.T) {
	all, err := four(t).All()
	if err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(t.TempDir(), TakenName)
	for dir, want := range map[string]bool{all[0].Dir: true, filepath.Dir(all[0].Dir): false, t.TempDir(): false, taken: true} {
		if got := IsCopy(dir); got != want {
			t.Errorf("%s: %v", dir, got)
		}
	}
	notBag := t.TempDir()
	if err := os.Mkdir(filepath.Join(notBag, bagDecl), 0o777); err != nil || IsVersion(notBag) {
		t.Errorf("a folder of that name: %v", err)
	}
}
