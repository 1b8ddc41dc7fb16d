package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// What a table may have; the spans are those of the HTML standard.
const (
	maxColSpan = 1000
	maxRowSpan = 65534
	maxRows    = 20000
	maxCells   = 200000
	maxColumns = 2000
)

// rows gives the rows of a table in the order in which they are shown: heads,
// bodies, feet.
func rows(table *html.Node) (out []*html.Node, heads int) {
	var bodies, feet []*html.Node
	for k := table.FirstChild; k != nil; k = k.NextSibling {
		switch k.DataAtom {
		case atom.Tr:
			bodies = append(bodies, k)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			for r := k.FirstChild; r != nil; r = r.NextSibling {
				switch {
				case r.DataAtom != atom.Tr:
				case k.DataAtom == atom.Thead:
					out = append(out, r)
				case k.DataAtom == atom.Tfoot:
					feet = append(feet, r)
				default:
					bodies = append(bodies, r)
				}
			}
		}
	}
	heads = len(out)
	return append(append(out, bodies...), feet...), heads
}

// frames reports whether a table only lays other content out: it has tables in
// its cells, or one cell.
func frames(table *html.Node) bool {
	cells, nested := 0, false
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			switch k.DataAtom {
			case atom.Table:
				nested = true
				continue
			case atom.Td, atom.Th:
				cells++
			}
			walk(k)
		}
	}
	walk(table)
	return nested || cells <= 1
}

// table reads a table. Of one that lays other content out, that is read.
func (w *walker) table(n *html.Node) {
	w.end()
	if frames(n) {
		all, _ := rows(n)
		for _, r := range all {
			for c := r.FirstChild; c != nil; c = c.NextSibling {
				w.children(c)
				w.end()
			}
		}
		return
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		// Pages for screen readers repeat the heading above as the caption, or hide it.
		if k.DataAtom == atom.Caption && strings.TrimSpace(plain(k)) != w.heading && !w.isUnseen(k) {
			saved := w.look
			w.look.align = original.Centre
			w.node(k)
			w.look = saved
		}
	}
	w.tables++
	g := &former{grid: &original.Grid{Place: original.Place{Table: w.tables}}, w: w}
	all, heads := rows(n)
	for i, r := range all {
		if i == maxRows || len(g.grid.Cells) > maxCells {
			w.doc.Remarks = append(w.doc.Remarks, original.Remark{Place: g.grid.Place, Text: diag.T("表格太大，后面的行没有录入。", "the table is too large; its last rows were left out.")})
			break
		}
		g.row(r, i < heads)
	}
	g.finish()
	if g.grid.Rows > 0 {
		w.blocks = append(w.blocks, g.grid)
	}
}

// former forms a table (HTML standard, 4.9.12.1).
type former struct {
	grid  *original.Grid
	w     *walker
	until []int // by column, from 1: the last row that a cell from above reaches into
}

// taken reports whether a cell from above reaches into the last row.
func (g *former) taken(column int) bool {
	return column < len(g.until) && g.until[column] >= g.grid.Rows
}

// reaches notes how far a cell goes down.
func (g *former) reaches(c *original.Cell) {
	for k := c.Column; k < c.Column+c.ColSpan; k++ {
		for len(g.until) <= k {
			g.until = append(g.until, 0)
		}
		g.until[k] = max(g.until[k], c.Row+c.RowSpan-1)
	}
}

func (g *former) row(tr *html.Node, head bool) {
	g.grid.Rows++
	column, first := 1, len(g.grid.Cells)
	for n := tr.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Td && n.DataAtom != atom.Th || style(n, "display") == "none" {
			continue
		}
		for g.taken(column) {
			column++
		}
		if column > maxColumns {
			break
		}
		c := &original.Cell{Place: original.Place{Table: g.grid.Table, Row: g.grid.Rows, Column: column}, RowSpan: span(n, "rowspan", maxRowSpan), ColSpan: span(n, "colspan", maxColSpan), Header: head || n.DataAtom == atom.Th}
		for c.ColSpan = min(c.ColSpan, maxColumns+1-column); c.ColSpan > 1 && g.taken(column+c.ColSpan-1); {
			c.ColSpan--
		}
		g.grid.Cells = append(g.grid.Cells, c)
		g.grid.Columns = max(g.grid.Columns, column+c.ColSpan-1)
		column += c.ColSpan
		g.w.cell(n, c)
	}
	for _, c := range g.grid.Cells[first:] {
		g.reaches(c)
	}
}

// span reads a span; 0 and what is no number count as 1, except that rowspan 0
// reaches to the end.
func span(n *html.Node, name string, most int) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, name)))
	switch {
	case err == nil && v == 0 && name == "rowspan":
		return most
	case err != nil || v < 1:
		return 1
	}
	return min(v, most)
}

// finish makes the grid as wide as its widest row, and cells end where it ends; wider
// spans were cut.
func (g *former) finish() {
	g.grid.Columns = min(g.grid.Columns, maxColumns)
	for _, c := range g.grid.Cells {
		c.RowSpan = min(c.RowSpan, g.grid.Rows+1-c.Row)
	}
}

// cell reads what stands in a cell.
func (w *walker) cell(n *html.Node, c *original.Cell) {
	look, into, text, lists := w.look, w.into, w.text, w.lists
	w.look, w.into, w.text, w.lists = wordsOnly(look), c, &strings.Builder{}, nil
	w.styled(n, true)
	w.children(n)
	w.end()
	c.Text = w.text.String()
	w.look, w.into, w.text, w.lists = look, into, text, lists
}

// wordsOnly is how text of a cell is set where nothing is said.
func wordsOnly(l look) look {
	return look{size: l.size, unsure: l.unsure, ink: l.ink, ground: l.ground}
}
