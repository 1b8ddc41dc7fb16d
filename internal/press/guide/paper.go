package guide

import (
	"slices"
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/pattern"
)

// reOption is an option of the program.
var reOption = pattern.New(`--[a-z][a-z-]*`)

// joiner parts no line (U+2060).
const joiner = "\u2060"

// OnPaper gives a document none of whose options is parted behind a hyphen at a
// line's end, where it could be typed with a blank. On a web page, whose text is
// copied, nothing stands between the characters.
func OnPaper(doc *document.Document) *document.Document {
	paper := *doc
	paper.Blocks = slices.Clone(doc.Blocks)
	for i, block := range paper.Blocks {
		switch b := block.(type) {
		case *document.Paragraph:
			p := *b
			p.Runs = slices.Clone(p.Runs)
			for k := range p.Runs {
				p.Runs[k].Text = unparted(p.Runs[k].Text)
			}
			paper.Blocks[i] = &p
		case *document.Table:
			t := *b
			t.Rows = slices.Clone(t.Rows)
			for r := range t.Rows {
				t.Rows[r].Cells = slices.Clone(t.Rows[r].Cells)
				for c := range t.Rows[r].Cells {
					text := &t.Rows[r].Cells[c].Text
					text.Text = unparted(text.Text)
				}
			}
			paper.Blocks[i] = &t
		}
	}
	return &paper
}

func unparted(text string) string {
	return reOption.ReplaceAllStringFunc(text, func(option string) string { return strings.ReplaceAll(option, "-", "-"+joiner) })
}
