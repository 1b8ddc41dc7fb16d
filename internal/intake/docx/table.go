package docx

import (
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// What a table may have.
const (
	maxRows    = 20000
	maxColumns = 200 // Word allows 63
)

// cell is a cell being read.
type cell struct {
	*original.Cell
	any  bool
	text strings.Builder
}

// add puts a paragraph into the cell.
func (c *cell) add(p *paragraph) {
	if c.any {
		c.text.WriteByte('\n')
	} else {
		c.Bold, c.Size = p.Bold(), p.Size()
	}
	c.any = true
	c.text.WriteString(p.Text())
	if all := p.unsure == original.Raised && !p.level; !p.unsure.IsZero() && !all {
		c.Doubt(p.unsure)
	}
	c.Pictures = append(c.Pictures, p.pictures...)
}

// grid is a table being read.
type grid struct {
	*original.Grid
	w      *walker
	open   map[int]*original.Cell // vertically merged cells that may go on, by column
	nested []original.Block
	inside bool // there are tables in its cells
}

// table reads a table and gives it, with the tables in its cells behind it. Of
// a table that only frames others, their content is given.
func (w *walker) table(n *node) []original.Block {
	g := &grid{w: w, open: map[int]*original.Cell{}}
	if g.frames(n) {
		return g.frame(n)
	}
	w.tables++
	g.Grid = &original.Grid{Place: original.Place{Table: w.tables}}
	g.rows(n)
	if g.inside {
		w.once(diag.T("有的表格里面还有表格，里面的表格录入在外面的表格之后。", "tables inside of tables were put behind the outer ones."))
	}
	return append([]original.Block{g.Grid}, g.nested...)
}

// frames reports whether a table has one column and tables in it, or a cell that
// holds text and tables as a page does. It is asked before anything is read, so that
// tables in each other are read once.
func (g *grid) frames(n *node) bool {
	inside, page, columns := false, false, 0
	g.each(n, "tr", func(tr *node) {
		width := number(tr.child("trPr").val("gridBefore"), 0)
		g.each(tr, "tc", func(tc *node) {
			width += number(tc.child("tcPr").val("gridSpan"), 1)
			holds := tc.holds("tbl")
			inside, page = inside || holds, page || holds && len(tc.all("p")) >= pageParagraphs
		})
		columns = max(columns, width)
	})
	return inside && (columns == 1 || page)
}

// pageParagraphs is how many paragraphs a cell around tables has at least where it
// is a page's article rather than a table's cell.
const pageParagraphs = 4

// frame gives the content of a table that stands around others. Rows of several
// cells and no tables are a table of their own.
func (g *grid) frame(n *node) (out []original.Block) {
	var apart *grid
	end := func() {
		if apart != nil {
			out, apart = append(out, apart.nested...), nil
		}
	}
	g.each(n, "tr", func(tr *node) {
		trPr, cells := tr.child("trPr"), 0
		if trPr.child("del") != nil {
			g.w.deleted()
			return
		}
		if g.each(tr, "tc", func(*node) { cells++ }); cells > 1 && !tr.holds("tbl") {
			if apart == nil {
				g.w.tables++
				apart = &grid{w: g.w, open: map[int]*original.Cell{}, Grid: &original.Grid{Place: original.Place{Table: g.w.tables}}}
				out = append(out, apart.Grid)
			}
			apart.row(tr, trPr)
			return
		}
		end()
		g.each(tr, "tc", func(tc *node) { out = append(out, g.w.blocks(tc, nil)...) })
	})
	end()
	return out
}

// each calls f for the elements of a name, also those that content controls and
// tracked changes stand around.
func (g *grid) each(n *node, name string, f func(*node)) {
	for _, k := range n.kids {
		switch k.name {
		case name:
			f(k)
		case "sdt":
			g.each(k.child("sdtContent").orEmpty(), name, f)
		case "ins", "moveTo", "customXml", "smartTag":
			g.each(k, name, f)
		case "AlternateContent":
			g.each(choice(k), name, f)
		}
	}
}

func (g *grid) rows(n *node) {
	g.each(n, "tr", func(tr *node) {
		trPr := tr.child("trPr")
		if trPr.child("del") != nil {
			g.w.deleted()
			return
		}
		g.row(tr, trPr)
	})
}

func (g *grid) row(tr, trPr *node) {
	if g.Rows == maxRows {
		g.w.once(diag.T("有的表格超过 %d 行，后面的没有录入。", "a table has more than %d rows; the rest was left out.", maxRows))
		return
	}
	g.Rows++
	column := 1 + number(trPr.val("gridBefore"), 0)
	g.each(tr, "tc", func(tc *node) {
		tcPr := tc.child("tcPr")
		span := number(tcPr.val("gridSpan"), 1)
		if column+span > maxColumns {
			g.w.once(diag.T("有的表格超过 %d 列，右面的没有录入。", "a table has more than %d columns; the rest was left out.", maxColumns))
			return
		}
		g.cell(tc, tcPr, column, span, trPr.is("tblHeader"))
		column += span
		g.Columns = max(g.Columns, column-1)
	})
}

// number gives a number that may not be negative.
func number(text string, otherwise int) int {
	if v, err := strconv.Atoi(text); err == nil && v >= otherwise {
		return min(v, maxColumns)
	}
	return otherwise
}

func (g *grid) cell(tc, tcPr *node, column, span int, head bool) {
	merge := tcPr.child("vMerge")
	if above := g.open[column]; merge != nil && merge.attr("val") != "restart" && above != nil && above.ColSpan == span && above.Row+above.RowSpan == g.Rows {
		above.RowSpan++
		return
	}
	if h := tcPr.child("hMerge"); h != nil && h.attr("val") != "restart" && len(g.Cells) > 0 {
		left := g.Cells[len(g.Cells)-1]
		if left.Row == g.Rows && left.Column+left.ColSpan == column {
			left.ColSpan += span
			return
		}
	}
	c := &cell{Cell: &original.Cell{
		Place:   original.Place{Table: g.Table, Row: g.Rows, Column: column},
		RowSpan: 1, ColSpan: span, Header: head,
	}}
	tables, ground := g.w.tables, g.w.ground
	if own := groundOf(tcPr.child("shd")); own != "" {
		g.w.ground = own
	}
	g.nested = append(g.nested, g.w.blocks(tc, c)...)
	if g.w.tables > tables {
		g.inside = true
		c.Doubt(original.Nested)
	}
	g.nested = append(g.nested, g.w.flushInto(c)...)
	g.w.ground = ground
	c.Text = strings.TrimRight(c.text.String(), "\n")
	g.Cells = append(g.Cells, c.Cell)
	delete(g.open, column)
	if merge != nil {
		g.open[column] = c.Cell
	}
}

// flushInto gives a paragraph that waits for one to join to the cell.
func (w *walker) flushInto(c *cell) []original.Block {
	p := w.joined
	if w.joined = nil; p == nil {
		return nil
	}
	return w.done(p, c)
}
