package main

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/keep/archive"
	"nianbao/internal/keep/batch"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// withinFolder is told what is said of files by their names in the desk's folder.
type withinFolder struct {
	io.Writer
	folder string // with a separator at its end
}

func (w withinFolder) Write(p []byte) (int, error) {
	_, err := io.WriteString(w.Writer, strings.ReplaceAll(string(p), w.folder, ""))
	return len(p), err
}

// below tells of files by their names in the desk's folder in what the page is told
// of a failure.
func (a *app) below(err error) error {
	within := func(t diag.Text) diag.Text {
		folder := a.folder + string(filepath.Separator)
		return diag.Text{ZH: strings.ReplaceAll(t.ZH, folder, ""), EN: strings.ReplaceAll(t.EN, folder, "")}
	}
	var input inputError
	var failed writeError
	switch {
	case errors.As(err, &input):
		return inputError{within(input.Text)}
	case errors.As(err, &failed):
		return writeError{within(failed.Text)}
	}
	return err
}

// heard runs a command whose words the page shows, and reports whether all was
// well.
func (a *app) heard(said io.Writer, do func(*app) error) bool {
	said = withinFolder{said, a.folder + string(filepath.Separator)}
	s := newApp(diag.Chinese, strings.NewReader(""), said, said, func(string) string { return "" })
	s.folder, s.fonts, s.layouts, s.allowOutside = a.folder, a.fonts, a.layouts, a.allowOutside
	return s.report(do(s)) == exitOK
}

// finishTools are the commands for reports that are written.
func (a *app) finishTools(lib *font.Library, folder string) desk.Finish {
	return desk.Finish{
		Build: func(path string, b *desk.Building) ([]string, error) {
			f, err := a.drawn(lib, path, b)
			if err == nil {
				err = press.OwnFiles(path, paths(f))
			}
			if err == nil && !b.Replace {
				err = a.asks(lib, path, f, b.Draft)
			}
			if err != nil {
				return nil, err
			}
			return paths(f), a.below(a.writeBuilt(f))
		},
		Seal: func(path string, s *desk.Seal) (*desk.Sealed, error) { return a.sealed(lib, path, s) },
		Sign: func(path string, s *desk.Signing, said io.Writer) ([]string, error) {
			return a.signDrawn(lib, path, s, said)
		},
		Verify:  a.verifyUpload,
		Current: func(path string, files []string) []press.Ways { return a.current(lib, path, files) },
		Archive: func(path, by, reason string, said io.Writer) bool {
			return a.archiveOne(folder, path, by, reason, said)
		},
		Kept:     func() ([]desk.Kept, error) { return keptIn(folder) },
		TakeOut:  func(version string, said io.Writer) bool { return a.takeOut(folder, version, said) },
		Prove:    func(head string, w *desk.Work) bool { return a.prove(folder, head, w) },
		Extract:  func(pdf desk.Upload, said io.Writer) bool { return a.extractUpload(folder, pdf, said) },
		Written:  func() desk.Written { return writtenIn(folder) },
		Archived: func() desk.Archived { return archivedIn(filepath.Join(folder, desk.ArchiveName)) },
		IsCopy:   archive.IsCopy,
		Batch:    func(w *desk.Work) bool { return a.deskBatch(folder, w) },
		List:     deskList,
		Draft:    func(path, last string, w *desk.Work) bool { return a.deskDraft(cmp.Or(last, folder), path, w) },
		RollUp:   func(path string, w *desk.Work) ([]desk.Row, bool) { return a.deskRollUp(folder, path, w) },
		Guide: func() ([]byte, error) {
			_, page, err := a.guideFiles()
			return page, err
		},
	}
}

// otherBook asks before an Excel file of ours takes the place of one that has
// something else: somebody typed into it, or it is the working paper of a roll-up.
// One that another program saved is refused by what writes it.
func otherBook(files []outfile.File) error {
	for _, f := range files {
		there, err := os.ReadFile(f.Path)
		if filepath.Ext(f.Path) == ".xlsx" && err == nil && !bytes.Equal(there, f.Data) && !press.Foreign(f.Path) {
			return desk.Question{Diagnostic: diag.New(diag.Pos{}, diag.T("%s 已经有了，内容和现在要写的不一样：可能是以前生成的，可能有人在里面填过，也可能是别的表（例如汇总的底稿）。", "%s is there and has something else: it was made before, somebody typed into it, or it is another table.", filepath.Base(f.Path)),
				diag.T("换成现在的吗？换了就找不回来。", "replace it?"))}
		}
	}
	return nil
}

func paths(files []outfile.File) (all []string) {
	for _, f := range files {
		all = append(all, f.Path)
	}
	return all
}

// builder gives the builder of a report's files.
func (a *app) builder(lib *font.Library, path string, f *buildFlags) (*press.Builder, error) {
	f.processor = "word"
	options, err := a.options(f)
	if err != nil {
		return nil, err
	}
	return a.buildersWith(lib, options).of(path)
}

// drawn makes a report's files of some formats, among them xlsx; drafts in spite of
// errors, under names of their own.
func (a *app) drawn(lib *font.Library, path string, of *desk.Building) ([]outfile.File, error) {
	name, page := path, target(path, "", ".html")
	if of.Draft {
		name = target(path, "", press.DraftMark+".toml")
	} else if of.Pages == "" && !slices.Contains(of.Formats, "html") && !slices.Equal(of.Formats, []string{"xlsx"}) && exists(page) && !press.Foreign(page) {
		with := *of
		with.Formats = append(slices.Clone(of.Formats), "html") // which has links to the others, and the same signature block
		of = &with
	}
	return a.given(lib, path, of, name, filepath.Dir(path), of.Draft)
}

// given makes what a report gives, for a folder. What has pages has its name from
// another.
func (a *app) given(lib *font.Library, path string, of *desk.Building, name, dir string, allowErrors bool) (files []outfile.File, err error) {
	pages := slices.DeleteFunc(slices.Clone(of.Formats), func(f string) bool { return f == "xlsx" })
	if len(pages) > 0 {
		b, err := a.builder(lib, path, &buildFlags{formats: pages, sealed: of.Sealed, attach: of.Attach, allowErrors: allowErrors, draft: of.Draft, pages: of.Pages})
		if err != nil {
			return nil, err
		}
		b.LinkDOCX, b.LinkPDF = exists(target(path, dir, ".docx")), exists(target(path, dir, ".pdf"))
		out, err := b.File(path)
		if err != nil {
			return nil, err
		}
		files = outputFiles(out, b.Pages, name, "")
	}
	if len(pages) == len(of.Formats) {
		return files, nil
	}
	book, err := a.workbookOf(lib, path)
	if err != nil {
		return nil, err
	}
	data, err := xlsx.Write(book)
	return append(files, outfile.File{Path: target(path, "", ".xlsx"), Data: data}), err
}

// current tells of each of these files in which ways the report gives it as it is
// now, whatever the checks find by now: those against the year before change with
// that. The ways are tried until there is one that all files are of.
func (a *app) current(lib *font.Library, path string, files []string) []press.Ways {
	are := make([]press.Ways, len(files))
	ways := []press.Ways{press.Plain, press.WithRoom}
	if slices.ContainsFunc(files, carries) {
		ways = append(ways, press.WithData, press.WithRoomAndData)
	}
	for _, way := range ways {
		of := &desk.Building{Formats: formatsOf(files), Sealed: way.Sealed(), Attach: way.Attach()}
		made, err := a.given(lib, path, of, path, filepath.Dir(files[0]), true)
		if err != nil {
			return are // one that is not filled in gives none
		}
		all := true
		for i, name := range files {
			if isOf(path, name, made) {
				are[i] |= way
			}
			all = all && are[i]&way != 0
		}
		if all {
			break
		}
	}
	return are
}

// isOf reports whether a file is among those that were made of a report, or is one
// of them that was signed.
func isOf(path, name string, made []outfile.File) bool {
	data, err := os.ReadFile(name)
	signed := strings.HasSuffix(name, press.SignedEnding)
	unsigned := filepath.Base(name)
	if signed {
		unsigned = press.Stem(path) + ".pdf"
	}
	at := slices.IndexFunc(made, func(f outfile.File) bool { return filepath.Base(f.Path) == unsigned })
	return err == nil && at >= 0 && archive.Holds(name, data, made[at].Data) && (!signed || wholeAndSigned(name, data))
}

// formatsOf gives the formats that files of a report are of.
func formatsOf(files []string) (formats []string) {
	for _, name := range files {
		format := strings.TrimPrefix(filepath.Ext(name), ".")
		if !slices.Contains(formats, format) {
			formats = append(formats, format)
		}
	}
	return formats
}

// archiveOne archives a report of the folder.
func (a *app) archiveOne(folder, path, by, reason string, said io.Writer) bool {
	return a.heard(said, func(a *app) error {
		to, err := inside(folder, desk.ArchiveName)
		if err != nil {
			return err
		}
		f := &archiveFlags{to: to, by: by, reason: reason}
		f.formats, f.processor = []string{"docx", "pdf"}, "word"
		f.attach = slices.ContainsFunc([]string{target(path, "", ".pdf"), target(path, "", press.SignedEnding)}, carries)
		if exists(target(path, "", ".html")) {
			f.formats = append(f.formats, "html")
		}
		if err := f.complete([]string{folder}); err != nil {
			return err
		}
		inputs, err := batch.Find([]string{folder})
		if err != nil {
			return err
		}
		chosen := slices.DeleteFunc(slices.Clone(inputs), func(in batch.Input) bool { return !sameFile(in.Path, path) })
		return a.archiveAll(f, folder, inputs, chosen)
	})
}
