package desk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/press"
)

// A report is archived where all that was made of it is, the signed PDF too; what
// a run of the whole folder wrote elsewhere and is old does not make it stale.
func TestStateOfAll(t *testing.T) {
	o := newOffice(t)
	o.tools.Current = func(_ string, files []string) []press.Ways {
		are := make([]press.Ways, len(files))
		for i, f := range files {
			data, _ := os.ReadFile(f)
			if strings.HasPrefix(string(data), "now") {
				are[i] = press.AnyWay
			}
		}
		return are
	}
	kept := []string{o.file(), "now pdf"}
	archived := Archived(func(_ string, year int) func([]byte) bool {
		if year != 2020 || kept == nil {
			return nil
		}
		return func(data []byte) bool { return slices.Contains(kept, string(data)) }
	})
	elsewhere := func(string, int, string) []string { return []string{"out/2020.pdf"} }
	os.Mkdir(filepath.Join(o.folder, "out"), 0o755)
	put := func(file, text string) { write(t, filepath.Join(o.folder, file), []byte(text)) }
	look := func(what string, want state) {
		t.Helper()
		s := o.state(name, archived, elsewhere)
		s.Unfilled, s.Errors, s.Warnings = 0, 0, 0
		if s != want {
			t.Errorf("%s: %+v", what, s)
		}
	}
	look("nothing built", state{Archived: true})
	put("out/2020.pdf", "before, Nianbao")
	look("only an old run", state{Stale: true, Archived: true})
	put("2020.pdf", "now pdf")
	look("built beside the file", state{Built: true, Old: true, Archived: true})
	put("out/2020.pdf", "now pdf without room")
	look("a run built it in another way", state{Built: true, Archived: true})
	put("out/2020.pdf", "before, Nianbao")
	put("2020-签名.pdf", "now signed")
	look("signed afterwards", state{Built: true, Old: true, Signed: true, Unkept: "signed"})
	kept = append(kept, "now signed")
	look("archived with it", state{Built: true, Old: true, Signed: true, Archived: true})
	put("2020.html", "now page")
	look("a page that was built afterwards", state{Built: true, Old: true, Signed: true, Unkept: "built"})
	os.Remove(filepath.Join(o.folder, "2020.html"))
	put("2020.pdf", "before, Nianbao")
	look("changed since it was built", state{Stale: true, Signed: true, Archived: true})
	put("2020-签名.pdf", "before, Nianbao")
	look("changed since it was signed", state{Stale: true, Outdated: true, Archived: true})
	put("2020.docx", "no file of ours any more")
	look("saved in another program", state{Stale: true, Saved: true, Outdated: true, Archived: true})
	os.Remove(filepath.Join(o.folder, "2020.docx"))
	kept[0] = "another report"
	look("changed since it was archived", state{Stale: true, Outdated: true, Changed: true})
	kept = nil
	look("never archived", state{Stale: true, Outdated: true})
}

// What is counted on a card goes with the year before: one that cannot be read is told
// of as long as it is there.
func TestCountsGoWithTheYearBefore(t *testing.T) {
	o := newOffice(t)
	counted := func() [2]int {
		o.shelf.Forget() // as by listing the folder
		s := o.state(name, notArchived, func(string, int, string) []string { return nil })
		return [2]int{s.Errors, s.Warnings}
	}
	alone, before := counted(), filepath.Join(o.folder, "2019.toml")
	write(t, before, []byte("year = 2019\n[agency\n"))
	broken := counted()
	if broken == alone {
		t.Errorf("beside one that cannot be read: %v", broken)
	}
	os.Remove(before)
	if again := counted(); again != alone {
		t.Errorf("%v, before that %v", again, alone)
	}
}
