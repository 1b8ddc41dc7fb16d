package intake

import (
	"strings"

	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// maxLines is more rows than the tables of a report have together.
const maxLines = 4000

// sheet is a table of the original, or several that follow each other without
// text between them: one that was parted by a page.
type sheet struct {
	at    int // of the first of them among the blocks
	grids []*original.Grid
	lines []line
	has   map[string]bool // labels that stand in it, bare; nil: not looked for yet
}

// line is a row of the original: the cells that begin in it.
type line struct {
	grid  *original.Grid
	row   int // of the grid, from 1
	cells []*original.Cell
}

// sheets gathers the tables of a document.
func sheets(d *original.Document) (out []*sheet) {
	var open *sheet
	total := 0
	for i, b := range d.Blocks {
		g, ok := b.(*original.Grid)
		if !ok {
			if p, is := b.(*original.Paragraph); !is || !isNothing(p.Text()) && !(open != nil && goesOn(d.Blocks, i)) {
				open = nil
			}
			continue
		}
		if total += g.Rows; total > maxLines {
			return out
		}
		if open == nil {
			open = &sheet{at: i}
			out = append(out, open)
		}
		open.grids = append(open.grids, g)
		open.lines = append(open.lines, lines(g)...)
	}
	return out
}

// lines takes a table apart.
func lines(g *original.Grid) []line {
	ls := make([]line, g.Rows)
	for r := range ls {
		ls[r] = line{grid: g, row: r + 1}
	}
	for _, c := range g.Cells {
		if c.Row >= 1 && c.Row <= g.Rows {
			ls[c.Row-1].cells = append(ls[c.Row-1].cells, c)
		}
	}
	return ls
}

// blank reports whether nothing stands in the row.
func (l *line) blank() bool {
	for _, c := range l.cells {
		if trim(c.Text) != "" {
			return false
		}
	}
	return true
}

// text gives all that stands in the row.
func (l *line) text() string {
	var ts []string
	for _, c := range l.cells {
		if t := trim(strings.ReplaceAll(c.Text, "\n", "")); t != "" {
			ts = append(ts, t)
		}
	}
	return strings.Join(ts, " | ")
}

// isNothing reports whether a text has neither letters nor figures, or is a page
// number: it does not part a table.
func isNothing(text string) bool {
	t := plain(text)
	return t == "" || len(t) <= 3 && strings.Trim(t, "0123456789") == ""
}

// continued is what stands above the second part of a table (GB/T 7713).
var continued = pattern.New(`^[（(]?\s*(续\s*上?\s*表|接\s*上\s*[表页]|表\s*[0-9一二三四五六]+\s*[（(]\s*续\s*[）)])\s*[0-9一二三四五六]*\s*[）)]?[:：]?$`)

// goesOn reports whether a block says that the table above it goes on in the one
// below.
func goesOn(blocks []original.Block, at int) bool {
	p, ok := blocks[at].(*original.Paragraph)
	return ok && continued.MatchString(trim(p.Text())) && nextGrid(blocks, at, -1) && nextGrid(blocks, at, 1)
}

// nextGrid reports whether nothing stands between a block and a table.
func nextGrid(blocks []original.Block, at, step int) bool {
	for i := at + step; i >= 0 && i < len(blocks); i += step {
		switch b := blocks[i].(type) {
		case *original.Grid:
			return true
		case *original.Paragraph:
			if !isNothing(b.Text()) {
				return false
			}
		default:
			return false
		}
	}
	return false
}
