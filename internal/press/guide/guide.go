// Package guide makes a document of the Chinese guide's text, so that the
// program sets its own guide like any report. In goes Markdown (CommonMark with
// tables) of the few constructs that the guide is written in, out comes a
// document.Document in the styles of a form. What it does not know is refused:
// nothing of the guide is lost in silence. It knows neither Word, PDF nor HTML.
package guide

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"nianbao/internal/clerk/form"
	"nianbao/internal/document"
)

// Title is the guide's.
const Title = "年报（Nianbao）使用说明"

// codeStyle is the character style of what is typed, where it stands in a line.
const codeStyle = "code"

// Document sets the chapters in the order of their names, in the styles of a
// form. The error names the file and the construct that is not known.
func Document(chapters fs.FS, look *form.Form) (*document.Document, error) {
	names, err := fs.Glob(chapters, "*.md")
	if err != nil {
		return nil, err
	}
	s := &setter{look: look, pictures: chapters, doc: &document.Document{
		Info: document.Info{Title: Title, Language: look.Language}, Page: look.Page, Styles: withCode(look),
	}}
	s.add(&document.Paragraph{Style: look.Use.Title, Role: document.Title, Runs: []document.Run{{Text: Title}}})
	for _, name := range names {
		if err := s.chapter(name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return s.doc, nil
}

// withCode gives a form's styles with that of code, in the size of the text.
func withCode(look *form.Form) []document.Style {
	styles := append([]document.Style(nil), look.Styles...)
	for _, s := range look.Styles {
		if s.ID == look.Use.Body {
			return append(styles, document.Style{ID: codeStyle, Name: "键入的内容", Run: true, Font: "heiti", Size: s.Size, Spacing: s.Spacing, Pitch: s.Pitch})
		}
	}
	return styles
}

// setter adds blocks to the document, a construct of Markdown after the other.
type setter struct {
	look     *form.Form
	pictures fs.FS
	doc      *document.Document
	source   []byte
}

func (s *setter) add(b document.Block) { s.doc.Blocks = append(s.doc.Blocks, b) }

// led adds a table on the page of the sentence that leads up to it.
func (s *setter) led(t *document.Table) {
	if p, ok := s.doc.Blocks[len(s.doc.Blocks)-1].(*document.Paragraph); ok {
		p.KeepNext = max(p.KeepNext, document.KeepLead)
	}
	s.add(t)
}

func (s *setter) chapter(name string) (err error) {
	if s.source, err = fs.ReadFile(s.pictures, name); err != nil {
		return err
	}
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(s.source))
	return s.blocks(root, "")
}

// blocks adds what stands in a node; lead goes before the first paragraph.
func (s *setter) blocks(parent ast.Node, lead string) error {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if err := s.block(n, lead); err != nil {
			return err
		}
		lead = ""
	}
	return nil
}

func (s *setter) block(n ast.Node, lead string) error {
	switch n := n.(type) {
	case *ast.Heading:
		return s.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		return s.paragraph(n, lead)
	case *ast.List:
		return s.list(n)
	case *ast.FencedCodeBlock:
		s.code(n)
		return nil
	}
	if t, ok := asTable(n); ok {
		return s.table(t)
	}
	return unknown(n)
}

// unknown says which construct the guide may not use.
func unknown(n ast.Node) error {
	return fmt.Errorf("the guide is not written in such Markdown: %s", n.Kind())
}

// heading adds 一、 from ## and （一） from ###: the numbers are in the text.
func (s *setter) heading(n *ast.Heading) error {
	runs, err := s.runs(n, "")
	if err != nil {
		return err
	}
	p := &document.Paragraph{Style: s.look.Use.Part, Role: document.Heading1, Runs: runs}
	if n.Level > 2 {
		p.Style, p.Role = "heading2", document.Heading2
	}
	p.Bookmark = p.Text()
	s.add(p)
	return nil
}

func (s *setter) paragraph(n ast.Node, lead string) error {
	if img, ok := n.FirstChild().(*ast.Image); ok && n.ChildCount() == 1 {
		return s.picture(img)
	}
	runs, err := s.runs(n, "")
	if err != nil {
		return err
	}
	if lead != "" {
		runs = append([]document.Run{{Text: lead}}, runs...)
	}
	s.add(&document.Paragraph{Style: s.look.Use.Body, Runs: runs})
	return nil
}

// list adds a paragraph for each item: 1. or a dot before it.
func (s *setter) list(n *ast.List) error {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		lead := "• "
		if n.IsOrdered() {
			lead = strconv.Itoa(number) + ". "
			number++
		}
		if err := s.blocks(item, lead); err != nil {
			return err
		}
	}
	return nil
}

// code adds lines that are typed or shown by the program, on a grey ground.
func (s *setter) code(n *ast.FencedCodeBlock) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(s.source))
	}
	cell := s.cell(form.TextKind, 0, document.Run{Text: strings.TrimRight(b.String(), "\n")})
	cell.Shade = "F2F2F2"
	t := s.grid([]int{1})
	t.Rows = []document.Row{{MinHeight: s.look.Table.RowHeight, Cells: []document.Cell{cell}}}
	s.led(t)
}
