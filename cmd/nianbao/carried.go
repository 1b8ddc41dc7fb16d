package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/intake"
	"nianbao/internal/intake/open"
	"nianbao/internal/intake/original"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/internal/signing/pdfread"
)

// carried is the data file that one of the program's own PDF files carries.
type carried struct {
	files []outfile.File // the data file, then its pictures
	built *press.Output
	shown *intake.Result // what import makes of its pages
}

// taken is what became of an original of which the data file was taken; more is
// what else there is to say of its pages.
func (c *carried) taken(more []original.Remark) *taken {
	told := original.Remark{Text: diag.T("PDF 带着数据文件，与页面一致，照它取出。", "the PDF carries its data file, which says what the pages show; it was taken.")}
	return &taken{year: c.built.Year, form: c.built.Form, remarks: append([]original.Remark{told}, more...)}
}

// carried gives the data file that a PDF carries, with what its pages have to show:
// it is built anew and read as the PDF is read. Nil: there is none; shown is nil
// where it cannot be built.
func (in *importer) carried(ctx context.Context, j *intakeJob, data []byte, forms *form.Set, o intake.Options) (*carried, error) {
	held := attachedReport(j.path, data, j.output)
	if held == nil {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "nianbao-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	at := slices.Clone(held)
	for i := range at {
		rel, err := filepath.Rel(filepath.Dir(j.output), at[i].Path)
		if err != nil {
			return nil, err
		}
		at[i].Path = filepath.Join(dir, rel)
	}
	if err := outfile.Write(at...); err != nil {
		return nil, err
	}
	b := &press.Builder{Fonts: in.roles, Forms: forms, Options: press.Options{Version: version, PDF: true, AllowErrors: true,
		Typeset: typeset.Options{Profile: typeset.Profiles[0], AllowMissing: true}}}
	c := &carried{files: held}
	if c.built, err = b.File(at[0].Path); err != nil {
		return c, nil // its errors are those of a file that is not to be taken
	}
	d, err := open.Read(ctx, j.path, c.built.PDF)
	if err != nil {
		return nil, err
	}
	c.shown, err = intake.Make(d, forms, o)
	return c, err
}

// attachedReport gives the data file and the pictures that a PDF carries, with the
// paths that they have where the data file is output; nil where it carries none.
func attachedReport(name string, data []byte, output string) (files []outfile.File) {
	if !bytes.HasPrefix(data, []byte("%PDF")) {
		return nil
	}
	f, err := pdfread.Open(name, data)
	if err != nil {
		return nil
	}
	held, err := f.Embedded()
	if err != nil {
		return nil
	}
	toml := -1
	for i := range held {
		path, err := outfile.Below(filepath.Dir(output), held[i].Name)
		if err != nil {
			return nil
		}
		switch strings.ToLower(filepath.Ext(path)) {
		case ".toml":
			if toml >= 0 {
				return nil
			}
			toml = len(files)
			files = append(files, outfile.File{Path: output, Data: held[i].Data})
		case ".png", ".jpg", ".jpeg":
			files = append(files, outfile.File{Path: path, Data: held[i].Data})
		}
	}
	if toml < 0 {
		return nil
	}
	if _, err := source.Parse(output, files[toml].Data); err != nil {
		return nil
	}
	files[0], files[toml] = files[toml], files[0]
	return files
}
