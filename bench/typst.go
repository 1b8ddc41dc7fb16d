package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

// typstSource writes a document for Typst: the same paper, styles, texts and
// tables with the same spans and heights of rows, which it need not work out,
// in the same fonts. It is a JSON string.
func typstSource(d *document.Document, fonts *font.Library, families map[string]string) ([]byte, error) {
	w := &typstWriter{fonts: fonts, families: families}
	if err := w.document(d); err != nil {
		return nil, err
	}
	return json.Marshal(w.b.String())
}

type typstWriter struct {
	b        strings.Builder
	fonts    *font.Library
	families map[string]string
}

func (w *typstWriter) f(format string, a ...any) { fmt.Fprintf(&w.b, format, a...) }

func pt(l unit.Length) string { return fmt.Sprintf("%.3fpt", l.Points()) }

var typstAlign = map[document.Align]string{document.Justify: "left", document.Left: "left", document.Center: "center", document.Right: "right"}

func (w *typstWriter) document(d *document.Document) error {
	p := &d.Page
	w.f("#set document(title: %q, author: %q)\n", d.Info.Title, d.Info.Author)
	w.f("#set text(lang: \"zh\", region: \"cn\", top-edge: 0.8em, bottom-edge: -0.2em)\n")
	for i := range d.Styles {
		if err := w.style(&d.Styles[i]); err != nil {
			return err
		}
	}
	w.f("#set page(width: %s, height: %s, margin: (top: %s, bottom: %s, left: %s, right: %s),\n", pt(p.Width), pt(p.Height), pt(p.Top), pt(p.Bottom), pt(p.Left), pt(p.Right))
	w.f("  footer: context { set align(if calc.odd(here().page()) { right } else { left }); st-%s(%q + str(here().page()) + %q) })\n", p.Number.Style, p.Number.Before, p.Number.After)
	w.f("#show heading: it => it.body\n")
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			w.paragraph(d.Style(b.Style), b)
		case *document.Table:
			w.table(b)
		default:
			return fmt.Errorf("a %T for Typst", b)
		}
	}
	return nil
}

// style writes a style as a function of its content.
func (w *typstWriter) style(s *document.Style) error {
	var names []string
	for _, role := range []string{s.LatinFont(), s.Font} {
		if role == "" {
			continue
		}
		c, err := w.fonts.Chain(role)
		if err != nil {
			return err
		}
		for _, l := range c.Links() {
			name := fmt.Sprintf("%q", w.families[filepath.Base(l.Face.File)])
			if role != s.Font {
				name = fmt.Sprintf("(name: %s, covers: \"latin-in-cjk\")", name)
			}
			names = append(names, name)
		}
	}
	w.f("#let st-%s(body) = {\n", s.ID)
	if len(names) > 0 {
		w.f("  set text(font: (%s,))\n", strings.Join(names, ", "))
	}
	weight := "regular"
	if s.Font == "xiaobiaosong" { // Typst tells Fandol's two Song faces apart by weight
		weight = "bold"
	}
	w.f("  set text(weight: %q)\n", weight)
	if s.Size > 0 {
		w.f("  set text(size: %s, tracking: %s)\n", pt(s.Size), pt(s.Spacing))
	}
	if !s.Run {
		leading := max(0, s.Pitch-s.Size)
		w.f("  set par(leading: %s, spacing: %s, justify: %v, first-line-indent: (amount: %dem, all: true))\n", pt(leading), pt(leading), s.Align == document.Justify, s.First)
		w.f("  set align(%s)\n", typstAlign[s.Align])
	}
	w.f("  body\n}\n")
	return nil
}

func (w *typstWriter) paragraph(s *document.Style, p *document.Paragraph) {
	if p.PageBreak {
		w.f("#pagebreak()\n")
	}
	w.f("#block(above: %s, below: %s, inset: (left: %s), ", pt(p.Above+max(0, s.Pitch-s.Size)), pt(p.Below), pt(p.Left))
	heading := p.Role >= document.Heading1
	if heading {
		w.f("heading(level: %d, ", int(p.Role-document.Heading1)+1)
	}
	w.f("st-%s(par[", s.ID)
	for _, r := range p.Runs {
		if r.Style != "" {
			w.f("#st-%s[", r.Style)
		}
		w.text(r.Text)
		if r.Style != "" {
			w.f("]")
		}
	}
	w.f("])")
	if heading {
		w.f(")")
	}
	w.f(")\n")
}

func (w *typstWriter) text(s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			w.f("#linebreak()")
		}
		if line != "" {
			w.f("#%q", line)
		}
	}
}

func (w *typstWriter) table(t *document.Table) {
	w.f("#block(above: %s)[#set align(center)\n#table(stroke: %s, inset: (x: %s, y: %s), align: center + horizon, columns: (", pt(t.Above), pt(t.Rule), pt(t.SideMargin()), pt(t.MarginY))
	for _, c := range t.Columns {
		w.f("%s, ", pt(c))
	}
	w.f("), rows: (")
	for i := range t.Rows {
		h := t.Rows[i].MinHeight
		if t.Fit != nil {
			h = t.Fit.Heights[i]
		}
		w.f("%s, ", pt(h))
	}
	w.f("),\n")
	if t.HeaderRows > 0 {
		w.f("table.header(\n")
	}
	for i := range t.Rows {
		for _, c := range t.Rows[i].Cells {
			w.f("table.cell(colspan: %d, rowspan: %d, st-%s[", c.ColSpan, c.RowSpan, c.Style)
			if c.Size > 0 {
				w.f("#set text(size: %s)\n", pt(c.Size))
			}
			text := c.Text.Text
			if c.Upright {
				text = strings.Join(strings.Split(text, ""), "\n")
			}
			w.text(text)
			w.f("]),\n")
		}
		if i+1 == t.HeaderRows {
			w.f("),\n")
		}
	}
	w.f(")]\n")
}
