// Package docx reads Word files (ECMA-376, transitional and strict). In go a
// file's bytes, out comes an original.Document: its paragraphs with the numbers
// that Word computes, its tables with their spans resolved, its pictures, and
// remarks about what was left out. The package knows no form.
package docx

import (
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// Read reads the Word file with the bytes data; name is its name in messages.
// The error is a *diag.Diagnostic.
func Read(name string, data []byte) (*original.Document, error) {
	p, err := open(data)
	if err != nil {
		return nil, refuse(name, err)
	}
	w := &walker{pack: p, doc: &original.Document{Name: name, Format: "DOCX"}, seen: map[string]bool{}, noted: map[string]string{}}
	if err := w.read(); err != nil {
		return nil, refuse(name, err)
	}
	return w.doc, nil
}

// fault is why a file cannot be read.
type fault struct{ what, do diag.Text }

func (f *fault) Error() string { return f.what.EN }

// damaged is the fault of a file that breaks its format's rules.
func damaged(zh, en string, args ...any) error {
	return &fault{diag.T(zh, en, args...),
		diag.T("请用 WPS 或 Word 打开，另存为 .docx 后再试；打不开的，向来文单位重新要一份。", "open it in a word processor and save it as .docx anew; if that fails, ask for the file again.")}
}

// tooMuch is the fault of a file that would cost more than any report may.
func tooMuch(zh, en string, args ...any) error {
	return &fault{diag.T(zh, en, args...),
		diag.T("年报不会有这么大，没有读。请确认是不是选错了文件。", "no report is as large; it was not read. Is it the right file?")}
}

func refuse(name string, err error) error {
	f, ok := err.(*fault)
	if !ok {
		f = damaged("这个 Word 文件读不了：%v。", "this Word file cannot be read: %v.", err).(*fault)
	}
	return diag.New(diag.Pos{File: name}, f.what, f.do)
}

// walker goes through a document's parts.
type walker struct {
	pack      *pack
	part      *part // in which the walker is
	styles    styles
	numbering *numbering
	notes     map[string]*node // footnotes and endnotes by kind and id
	doc       *original.Document
	tables    int
	ground    string            // the colour of the cell's shade; "" none
	noted     map[string]string // the marks of notes that were met, by kind and id
	pending   []*node           // their texts, to follow the paragraph
	fields    []bool            // the complex fields around a run; true: in the result
	coded     int               // how many of them are in their instruction
	backward  bool              // in text that is set from right to left, whatever it is (17.3.2.3)
	joined    *paragraph        // a paragraph whose mark was deleted goes on in the next one
	seen      map[string]bool   // remarks that are made once
}

func (w *walker) read() error {
	main, err := w.pack.main()
	if err != nil {
		return err
	}
	w.part = main
	if err := w.readStyles(); err != nil {
		return err
	}
	if err := w.readNumbering(); err != nil {
		return err
	}
	if err := w.readNotes(); err != nil {
		return err
	}
	body := main.root.child("body")
	if body == nil {
		return damaged("这个 Word 文件没有正文。", "this Word file has no body.")
	}
	w.doc.Blocks = w.blocks(body, nil)
	w.doc.Blocks = append(w.doc.Blocks, w.flush()...)
	w.leftOut(body)
	return w.properties()
}

// properties reads the document's title and author.
func (w *walker) properties() error {
	rels, err := w.pack.relations("", "_rels/.rels")
	if err != nil {
		return err
	}
	core, err := w.pack.related(&part{rels: rels}, "core-properties")
	if core == nil || err != nil {
		return err
	}
	if n := core.root.child("title"); n != nil {
		w.doc.Title = n.text
	}
	if n := core.root.child("creator"); n != nil {
		w.doc.Author = n.text
	}
	return nil
}

// once makes a remark that is made once however often its reason is met.
func (w *walker) once(t diag.Text) {
	if !w.seen[t.ZH] {
		w.seen[t.ZH] = true
		w.doc.Remarks = append(w.doc.Remarks, original.Remark{Text: t})
	}
}
