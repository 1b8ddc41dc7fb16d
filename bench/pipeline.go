package main

import (
	"time"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/export/docx"
	"nianbao/internal/export/pdf"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
	"nianbao/internal/signing/sign"
	"nianbao/layouts"
)

// open opens fonts and forms as the program does.
func open() (*press.Builder, error) {
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		return nil, err
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		return nil, err
	}
	return &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{Version: "bench", DOCX: true, PDF: true,
		Typeset: typeset.Options{Profile: &typeset.Word}}}, nil
}

// builds and writesPDF put each PDF into the memory of the one before, as a batch does.
func builds(b *press.Builder) func(*variant) error {
	var room []byte
	return func(v *variant) error {
		o, err := b.FileInto(room, v.path)
		if err == nil {
			room = o.PDF
		}
		return err
	}
}

func writesPDF() func(*typeset.Layout) error {
	var room []byte
	return func(l *typeset.Layout) (err error) {
		room, err = pdf.FileInto(room, l, pdf.Options{Producer: "bench"})
		return err
	}
}

func writeDOCX(b *press.Builder, l *typeset.Layout) error {
	_, err := docx.File(l.Fitted, docx.Options{WordFont: b.Fonts.WordFont, WordProcessor: l.Profile.Name})
	return err
}

// signing gives the task of signing PDFs with a key on P-256.
func signing() (func(name string, file []byte) error, error) {
	now := time.Date(2026, 1, 27, 9, 0, 0, 0, time.UTC)
	p12, _, err := sign.TestKey("bench", now, false)
	if err != nil {
		return nil, err
	}
	keys, err := sign.ReadKeys("bench.p12", p12, "bench")
	if err != nil {
		return nil, err
	}
	return func(name string, file []byte) error {
		_, err := sign.Sign(name, file, &sign.Options{Key: keys[0], Time: now})
		return err
	}, nil
}
