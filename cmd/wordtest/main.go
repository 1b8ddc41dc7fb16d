// Command wordtest writes a Word file of one page whose line ends and row
// heights tell which of the typesetter's assumptions about a word processor are
// wrong, and the PDF that it ought to agree with. docs/word-test.md says what
// each outcome means.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/export/docx"
	"nianbao/internal/export/pdf"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/outfile"
	"nianbao/layouts"
)

func main() {
	out := flag.String("o", "out/word-test.docx", "the file to write; the PDF goes beside it")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(*out)
}

func run(name string) error {
	lib, l, err := set()
	if err != nil {
		return err
	}
	word, err := docx.File(l.Fitted, docx.Options{WordFont: lib.WordFont})
	if err != nil {
		return err
	}
	page, err := pdf.File(l, pdf.Options{})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return outfile.Write(
		outfile.File{Path: name, Data: word},
		outfile.File{Path: strings.TrimSuffix(name, filepath.Ext(name)) + ".pdf", Data: page},
	)
}

// set sets the test page with the bundled fonts and the page of GB/T 9704.
func set() (*font.Library, *typeset.Layout, error) {
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		return nil, nil, err
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		return nil, nil, err
	}
	f, err := forms.For(formYear, "")
	if err != nil {
		return nil, nil, err
	}
	l, err := typeset.Set(page(f), lib, typeset.Options{})
	return lib, l, err
}
