// Package original is what the readers of other programs' files give: the
// blocks of a document in reading order, each with its place in the original
// file, and remarks about what was left out. The readers (docx, html, xlsx, pdf)
// know files and no form; the package intake, which takes a Document, knows forms
// and no file. This package knows neither.
package original

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/unit"
)

// Document is a file as it was read.
type Document struct {
	Name    string // of the file, for messages
	Format  string // "DOCX", "HTML", "XLSX", "PDF"
	Title   string // what its properties say, as far as they say it
	Author  string
	Blocks  []Block
	Remarks []Remark
}

// Block is a *Paragraph, a *Grid or a *Picture.
type Block interface{ At() Place }

// Place is a place in the original, for people. What is not known is zero.
type Place struct {
	Page   int    // from 1
	Sheet  string // of a workbook
	Table  int    // from 1, counted through the document
	Row    int    // of the table or sheet, from 1
	Column int    // of the table's grid or sheet, from 1
}

// At gives the place itself; it is promoted to all that have one.
func (p Place) At() Place { return p }

// Remark says something about the original that the clerk should know: what was
// left out, what was accepted, what could not be read.
type Remark struct {
	Place
	Text diag.Text
	Lost bool // something that belongs into the report may be missing, doubled or out of its order
}

// Align is how a paragraph is set.
type Align int

// The alignments. Justified counts as Left.
const (
	Left Align = iota
	Centre
	Right
)

// Paragraph is a paragraph of text. A line break inside is '\n', a tab '\t'.
type Paragraph struct {
	Place
	Number    string // that the program of the original computes, "（一）" or "1."; "" none, or typed in Runs
	Runs      []Run
	Style     string // the style's name, "heading 1", "Title", "h2"; "" none
	Level     int    // of a heading, by style or outline level, from 1; 0 none is told
	Align     Align
	Left      unit.Length // indent of all lines, from the text's left edge
	FirstLine unit.Length // further indent of the first line; may be negative
	NewPage   bool        // it is told to begin a page
}

// Text gives all of a paragraph's text, with its number in front.
func (p *Paragraph) Text() string {
	var b strings.Builder
	b.WriteString(p.Number)
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Bold reports whether all text of the paragraph is bold.
func (p *Paragraph) Bold() bool {
	any := false
	for _, r := range p.Runs {
		if strings.TrimSpace(r.Text) == "" {
			continue
		}
		if any = true; !r.Bold {
			return false
		}
	}
	return any
}

// Size gives the size of most of the text; 0 where none is told.
func (p *Paragraph) Size() unit.Length {
	n := map[unit.Length]int{}
	var size unit.Length
	for _, r := range p.Runs {
		if n[r.Size] += len(r.Text); n[r.Size] > n[size] {
			size = r.Size
		}
	}
	return size
}

// Join puts runs together that are set alike. Readers do it once a paragraph's end is
// known: there may be many.
func (p *Paragraph) Join() {
	alike := func(a, b *Run) bool {
		return a.Bold == b.Bold && a.Font == b.Font && a.Size == b.Size && a.Unsure == b.Unsure
	}
	out := p.Runs[:0]
	for i := 0; i < len(p.Runs); {
		r, to, size := p.Runs[i], i+1, len(p.Runs[i].Text)
		for ; to < len(p.Runs) && alike(&r, &p.Runs[to]); to++ {
			size += len(p.Runs[to].Text)
		}
		if to > i+1 {
			var b strings.Builder
			b.Grow(size)
			for k := i; k < to; k++ {
				b.WriteString(p.Runs[k].Text)
			}
			r.Text = b.String()
		}
		out, i = append(out, r), to
	}
	p.Runs = out
}

// Run is text set alike.
type Run struct {
	Text string
	Bold bool
	Font string      // the name of the font of Chinese text; "" where none is told
	Size unit.Length // 0 where none is told

	Unsure diag.Text // why it may be no part of the text: it is struck out, or not seen; zero: nothing
}

// Grid is a table. Cells are in reading order, by the row and column in which
// each begins; places that no cell covers were not in the original.
type Grid struct {
	Place
	Rows, Columns int
	Cells         []*Cell
	Continues     bool // it begins a page and the table above it ended the page before
}

// Cell is a cell of a grid.
type Cell struct {
	Place                   // Row and Column count from 1
	RowSpan, ColSpan int    // at least 1
	Text             string // paragraphs and line breaks are '\n'; otherwise as it stands
	Header           bool   // the original says that it is a heading (th, a repeated head row)
	Bold             bool
	Size             unit.Length // 0 where none is told
	Pictures         []*Picture
	Unsure           diag.Text // why its text may not be what it says: a raised mark, struck out figures; zero: nothing
}

// DoubtOf takes over what is to be doubted in a paragraph of the cell.
func (c *Cell) DoubtOf(p *Paragraph) {
	for _, r := range p.Runs {
		if strings.TrimSpace(r.Text) != "" && !r.Unsure.IsZero() {
			c.Doubt(r.Unsure)
		}
	}
}

// Doubt says why a cell's text may not be what it says. The first reason counts.
func (c *Cell) Doubt(why diag.Text) {
	if c.Unsure.IsZero() {
		c.Unsure = why
	}
}

// Covers reports whether the cell covers the grid's place at row and column,
// counted from 1.
func (c *Cell) Covers(row, column int) bool {
	return c.Row <= row && row < c.Row+c.RowSpan && c.Column <= column && column < c.Column+c.ColSpan
}

// Laid gives the cell that covers each place of the grid, by row and column
// counted from 0; nil where there is none.
func (g *Grid) Laid() [][]*Cell {
	rows := make([][]*Cell, g.Rows)
	for r := range rows {
		rows[r] = make([]*Cell, g.Columns)
	}
	for _, c := range g.Cells {
		for r := c.Row - 1; r < min(c.Row-1+c.RowSpan, g.Rows); r++ {
			for col := c.Column - 1; col < min(c.Column-1+c.ColSpan, g.Columns); col++ {
				if rows[r][col] == nil {
					rows[r][col] = c
				}
			}
		}
	}
	return rows
}

// Picture is a picture of the text.
type Picture struct {
	Place
	Name  string      // its file's name in the original
	Alt   string      // what the original says about it for people who cannot see it
	Data  []byte      // as it is in the original
	Width unit.Length // as it is shown; 0 where none is told
}
