package rollup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// The names of what comes out.
const (
	TextName   = "汇总.toml"
	BookName   = "汇总.xlsx"
	LedgerName = "ledger.json"
	LetterDir  = "问题"
)

// Output is what is to be written, and what differs from the roll-up that is there.
type Output struct {
	Files   []outfile.File
	Again   bool // there was one
	Changes []Change
	Kept    []Place  // figures of the county's TOML that were changed by hand, and are not the sums
	Stale   []string // letters of an earlier run to bodies that are listed no more
}

// Output makes all files that go to a folder. What the clerk wrote into the TOML of
// an earlier run stays. The error is a diag.List.
func (r *Rollup) Output(dir string, b *press.Builder) (*Output, error) {
	out := &Output{}
	name := filepath.Join(dir, TextName)
	before, err := earlier(filepath.Join(dir, LedgerName))
	if err != nil {
		return nil, err
	}
	if before != nil && (before.Year != r.County.Year || before.County != r.County.Agency || before.Form != r.Form.Name) {
		return nil, diag.List{diag.New(diag.Pos{File: dir}, diag.T("这里是 %[1]s %[2]d 年的汇总（表式 %[3]s）。", "here is the roll-up of %[1]s of %[2]d, in the form %[3]s.", before.County, before.Year, before.Form), diag.T("请换一个输出文件夹（-o）。", "choose another folder with -o."))}
	}
	old, err := os.ReadFile(name)
	var text []byte
	switch {
	case errors.Is(err, fs.ErrNotExist):
		text, err = r.Text(name)
	case err == nil && before == nil:
		return nil, diag.List{diag.New(diag.Pos{File: name}, diag.T("这里已经有一份汇总，却没有它的台账（%s）。", "there is a roll-up already, and no ledger of it (%s).", LedgerName),
			diag.T("请换一个输出文件夹（-o）。", "choose another folder with -o."))}
	case err == nil:
		text, out.Kept, err = r.Update(name, old, before)
	}
	if err != nil {
		return nil, err
	}
	if before != nil {
		out.Again, out.Changes = true, r.Changes(before)
	}
	if err := r.files(out, dir, name, text, b, before); err != nil {
		return nil, err
	}
	return out, vacant(before.newTo(out.Files))
}

// newTo gives the files that the run before did not write: all, where there was none.
func (l *Ledger) newTo(files []outfile.File) []outfile.File {
	if l == nil {
		return files
	}
	return slices.DeleteFunc(slices.Clone(files), func(f outfile.File) bool {
		name := strings.TrimSuffix(filepath.Base(f.Path), filepath.Ext(f.Path))
		return filepath.Base(filepath.Dir(f.Path)) != LetterDir || l.Letters == nil || slices.Contains(l.Letters, name)
	})
}

// vacant tells of a file that no roll-up wrote and that one would take the place of.
func vacant(files []outfile.File) error {
	for _, f := range files {
		if _, err := os.Lstat(f.Path); err == nil {
			return diag.List{diag.New(diag.Pos{File: f.Path}, diag.T("已经有这个文件，不是以前汇总写的（台账 %s 里没有它）。", "the file is there already, and no roll-up wrote it (%s has none such).", LedgerName), diag.T("请换一个输出文件夹（-o），或先把它移走。", "choose another folder with -o, or move it away."))}
		}
	}
	return nil
}

func earlier(name string) (*Ledger, error) {
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		why, do := diag.System(err)
		return nil, diag.List{diag.New(diag.Pos{File: name}, why, do)}
	}
	return ParseLedger(name, data)
}

// files adds the files.
func (r *Rollup) files(out *Output, dir, name string, text []byte, b *press.Builder, before *Ledger) error {
	paper, err := r.paper(name, b)
	if err != nil {
		return err
	}
	letters, err := r.Letters(b, func(name string) bool { return lies(dir, name) })
	if err != nil {
		return err
	}
	l := r.Ledger()
	for _, line := range r.facts() {
		l.Facts = append(l.Facts, factName(line))
	}
	for _, letter := range letters {
		l.Letters = append(l.Letters, letter.Name)
	}
	out.Stale = stale(before, l.Letters, dir)
	l.Letters = append(l.Letters, out.Stale...) // they are still ours
	ledger, err := l.Bytes()
	if err != nil {
		return err
	}
	out.Files = append(out.Files, outfile.File{Path: name, Data: text}, outfile.File{Path: filepath.Join(dir, BookName), Data: paper}, outfile.File{Path: filepath.Join(dir, LedgerName), Data: ledger})
	for _, l := range letters {
		stem := filepath.Join(dir, LetterDir, l.Name)
		out.Files = append(out.Files, outfile.File{Path: stem + ".txt", Data: []byte(l.Text)}, outfile.File{Path: stem + ".docx", Data: l.Word})
	}
	return nil
}

// paper gives the working paper: it has the sums, whatever was changed by hand.
func (r *Rollup) paper(name string, b *press.Builder) ([]byte, error) {
	fresh, err := r.Text(name)
	if err != nil {
		return nil, err
	}
	f, err := source.Parse(name, fresh)
	if err != nil {
		return nil, err
	}
	o, err := press.Parse(b.Forms, f)
	if err != nil {
		return nil, err
	}
	book, err := r.Book(o)
	if err != nil {
		return nil, err
	}
	return xlsx.Write(book)
}

// lies reports whether a letter of that name is there.
func lies(dir, name string) bool {
	_, err := os.Lstat(filepath.Join(dir, LetterDir, name+".txt"))
	return err == nil
}

// stale gives the letters of an earlier run that are there and were not written anew.
func stale(before *Ledger, written []string, dir string) (names []string) {
	if before == nil {
		return nil
	}
	for _, name := range before.Letters {
		if lies(dir, name) && !slices.Contains(written, name) {
			names = append(names, name)
		}
	}
	return names
}
