// Command svg draws the pages of reports as SVG files, for conformance/svg, which
// compares them with the PDF of the same layout.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/export/pdf"
	"nianbao/internal/export/svg"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/layouts"
)

func main() {
	out := flag.String("o", "out/svg", "the folder to write into: NAME.pdf, and NAME-1.svg and so on")
	flag.Parse()
	if err := run(*out, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string, reports []string) error {
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		return err
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		return err
	}
	b := press.Builder{Fonts: lib, Forms: forms}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range reports {
		o, err := press.Open(forms, name)
		if err != nil {
			return err
		}
		l, err := b.Layout(o)
		if err != nil {
			return err
		}
		stem := filepath.Base(filepath.Dir(name)) + "-" + press.Stem(name)
		if err := write(filepath.Join(folder, stem), name, l); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// write writes a layout as a PDF and as SVG files, whose names begin with stem.
func write(stem, report string, l *typeset.Layout) error {
	b, err := pdf.File(l, pdf.Options{})
	if err != nil {
		return err
	}
	files := []outfile.File{{Path: stem + ".pdf", Data: b}}
	d := svg.Drawer{At: svg.InFile(report)}
	for i := range l.Pages {
		page, err := d.Page(&l.Pages[i])
		if err != nil {
			return err
		}
		files = append(files, outfile.File{Path: fmt.Sprintf("%s-%d.svg", stem, i+1), Data: page})
	}
	return outfile.Write(files...)
}
