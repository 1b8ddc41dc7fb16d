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
	"time"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/export/svg"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/keep/archive"
	"nianbao/internal/keep/batch"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/internal/signing/sign"
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
	var failed writeError
	if !errors.As(err, &failed) {
		return err
	}
	folder := a.folder + string(filepath.Separator)
	return writeError{diag.Text{ZH: strings.ReplaceAll(failed.ZH, folder, ""), EN: strings.ReplaceAll(failed.EN, folder, "")}}
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
			if err == nil && !b.Replace {
				err = otherBook(f)
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
	mark := ""
	if of.Draft {
		mark = press.DraftMark
	}
	return a.given(lib, path, of, mark, of.Draft)
}

// given makes what a report gives. mark stands in the names of what has pages.
func (a *app) given(lib *font.Library, path string, of *desk.Building, mark string, allowErrors bool) (files []outfile.File, err error) {
	pages := slices.DeleteFunc(slices.Clone(of.Formats), func(f string) bool { return f == "xlsx" })
	if len(pages) > 0 {
		b, err := a.builder(lib, path, &buildFlags{formats: pages, sealed: of.Sealed, attach: of.Attach, allowErrors: allowErrors})
		if err != nil {
			return nil, err
		}
		out, err := b.File(path)
		if err != nil {
			return nil, err
		}
		for _, f := range out.Files() {
			files = append(files, outfile.File{Path: target(path, "", mark+f.Ending), Data: f.Data})
		}
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

// sealed shows where a seal comes to stand: the report is set for it, whatever
// its errors.
func (a *app) sealed(lib *font.Library, path string, s *desk.Seal) (*desk.Sealed, error) {
	seal, err := a.sealOf(s.Name, s.Data, s.Width)
	if err != nil {
		return nil, err
	}
	b, err := a.builder(lib, path, &buildFlags{formats: []string{"pdf"}, sealed: true, allowErrors: true})
	if err != nil {
		return nil, err
	}
	out, err := b.File(path)
	if err != nil {
		return nil, err
	}
	at, width, height, err := sign.Lay(path, out.PDF, seal)
	if err != nil {
		return nil, err
	}
	o, err := press.Open(b.Forms, path, press.Pictures(a.allowOutside)...)
	if err != nil {
		return nil, err
	}
	layout, err := b.Layout(o)
	if err != nil {
		return nil, err
	}
	page, err := new(svg.Drawer).Page(&layout.Pages[at.Page-1])
	share := func(l, of float64) float64 { return 100 * l / of }
	w, h := width.Millimetres(), height.Millimetres()
	return &desk.Sealed{Page: at.Page, SVG: string(page),
		Left: share((at.X - seal.Width/2).Millimetres(), w), Top: share((at.Y - seal.Height/2).Millimetres(), h),
		Width: share(seal.Width.Millimetres(), w), Height: share(seal.Height.Millimetres(), h)}, err
}

var errSigned = inputError{diag.T("已经有签了名的 PDF，没有替换。\n→ 要重新签名，勾选“替换已签名的文件”。", "there is a signed PDF; it was not replaced.\n→ Choose to replace it, to sign again.")}

// signDrawn builds a report, with room for the seal where there is one, and
// signs its PDF beside the one that is built.
func (a *app) signDrawn(lib *font.Library, path string, s *desk.Signing, said io.Writer) ([]string, error) {
	signed := target(path, "", press.SignedEnding)
	if _, err := os.Lstat(signed); err == nil && !s.Replace {
		return nil, errSigned
	}
	formats := []string{"docx", "pdf"}
	if exists(target(path, "", ".html")) {
		formats = append(formats, "html") // which shows the same signature block
	}
	files, err := a.drawn(lib, path, &desk.Building{Formats: formats, Sealed: s.Sealed || s.Seal != nil, Attach: s.Attach})
	if err != nil {
		return nil, err
	}
	var pdf []byte
	for _, f := range files {
		if filepath.Ext(f.Path) == ".pdf" {
			pdf = f.Data
		}
	}
	var failure error
	a.heard(said, func(a *app) error {
		pdf, failure = a.signUpload(signed, pdf, s)
		return nil
	})
	if failure != nil {
		return nil, failure
	}
	files = append(files, outfile.File{Path: signed, Data: pdf})
	return paths(files), a.below(a.writeBuilt(files))
}

// signUpload signs with a key that was chosen on the page.
func (a *app) signUpload(name string, pdf []byte, s *desk.Signing) ([]byte, error) {
	o := sign.Options{Time: time.Now(), Reason: s.Reason}
	var err error
	if s.Seal != nil {
		if o.Seal, err = a.sealOf(s.Seal.Name, s.Seal.Data, s.Seal.Width); err != nil {
			return nil, err
		}
	}
	if o.Key, err = a.chooseKey(s.Key.Name, s.Key.Data, string(s.Passphrase), strings.TrimSpace(s.Serial), o.Time); err != nil {
		return nil, err
	}
	if s.TSA != "" {
		o.Stamp = (&sign.TSA{URL: s.TSA, Time: o.Time}).Stamp
	}
	return sign.Sign(name, pdf, &o)
}

// verifyUpload says what the signatures of a file are worth.
func (a *app) verifyUpload(pdf desk.Upload, trust []desk.Upload, said io.Writer) bool {
	return a.heard(said, func(a *app) error {
		t := &sign.Trust{Now: time.Now()}
		for _, f := range trust {
			list, err := sign.ReadCertificates(f.Name, f.Data)
			if err != nil {
				return err
			}
			t.Signers = append(t.Signers, list...)
		}
		v := a.verifyData(pdf.Name, pdf.Data, t)
		a.showVerified(v)
		if !v.OK {
			return errCode(exitInput)
		}
		return nil
	})
}

// wholeAndSigned reports whether a file is signed, and nothing was changed since;
// whom the certificate is of is asked by verifying.
func wholeAndSigned(name string, pdf []byte) bool {
	r, err := sign.Verify(name, pdf, &sign.Trust{Now: time.Now()})
	if err != nil || len(r.Signatures) == 0 || len(r.Problems) > 0 {
		return false
	}
	for _, s := range r.Signatures {
		if !s.Intact || !s.Whole {
			return false
		}
	}
	return true
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
		made, err := a.given(lib, path, &desk.Building{Formats: formatsOf(files), Sealed: way.Sealed(), Attach: way.Attach()}, "", true)
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

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// archiveOne archives a report of the folder.
func (a *app) archiveOne(folder, path, by, reason string, said io.Writer) bool {
	return a.heard(said, func(a *app) error {
		f := &archiveFlags{to: filepath.Join(folder, desk.ArchiveName), by: by, reason: reason}
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
