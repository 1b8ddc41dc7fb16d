package guide

import (
	"strconv"

	"nianbao/internal/clerk/form"
	"nianbao/internal/document"
)

// Contents is the table of chapters with their pages.
type Contents struct{ table *document.Table }

// WithContents gives a document with its contents behind its title; the pages
// are not known yet.
func WithContents(doc *document.Document, look *form.Form) (*document.Document, Contents) {
	rows := [][]document.Run{{{Text: "章"}, {Text: "页"}}}
	for _, b := range doc.Blocks {
		if p, ok := b.(*document.Paragraph); ok && p.Role == document.Heading1 {
			rows = append(rows, []document.Run{{Text: p.Text()}, {}})
		}
	}
	s := &setter{look: look}
	t := s.filled([]int{8, 1}, rows)
	for _, row := range t.Rows[t.HeaderRows:] {
		row.Cells[0].To = row.Cells[0].Text.Text
		row.Cells[1].Style = look.Kind(form.FigureKind).Style
	}
	with := *doc
	with.Blocks = append([]document.Block{doc.Blocks[0], t}, doc.Blocks[1:]...)
	return &with, Contents{t}
}

// Number says on which page a chapter begins; what is no chapter is passed over.
func (c Contents) Number(chapter string, page int) {
	for _, row := range c.table.Rows[c.table.HeaderRows:] {
		if row.Cells[0].Text.Text == chapter {
			row.Cells[1].Text.Text = strconv.Itoa(page)
		}
	}
}
