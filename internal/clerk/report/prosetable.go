package report

import (
	"math/big"

	"nianbao/internal/clerk/grid"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/unit"
)

// ProseTable is a table that prose places. Its grid is closed: every place is
// covered once.
type ProseTable struct {
	Pos     diag.Pos
	Title   Value // printed above it; "" none
	Columns int
	Widths  []unit.Length // nil: they follow from what stands in the columns
	Header  int           // rows at the top that are headings
	Rows    [][]Cell
	Keep    bool // on one page where it fits
}

// Cell is a cell of such a table; '\n' breaks a line.
type Cell struct {
	Value
	Col, RowSpan, ColSpan int
}

// Indented reports whether blanks were typed before the cell's text, as before what
// is part of the row above.
func (c Cell) Indented() bool { return c.Text != "" && c.off > 0 }

// proseTable reads a table that prose places.
func (d *decoder) proseTable(n *source.Node) *ProseTable {
	if !d.Table(n, "title", "columns", "rows", "widths_mm", "keep") {
		return nil
	}
	t := &ProseTable{Pos: n.Pos, Title: d.line(n.Get("title")), Keep: true}
	if k := n.Get("keep"); k != nil {
		t.Keep, _ = d.Bool(k)
	}
	columns, rows := d.Need(n, "columns", source.Array), d.Need(n, "rows", source.Array)
	lines := d.Array(columns)
	if len(lines) > 0 && lines[0].Kind != source.Array {
		lines = []*source.Node{columns} // one row of headings
	}
	t.Header = len(lines)
	lines = append(lines[:t.Header:t.Header], d.Array(rows)...)
	if columns == nil || rows == nil || len(lines) == 0 {
		return nil
	}
	t.Columns = len(lines[0].Items)
	switch {
	case t.Columns == 0 || t.Columns > grid.MaxColumns:
		d.Value(columns, diag.T("一张表有 1 到 %d 列，这里是 %d 列。", "a table has 1 to %d columns; here are %d.", grid.MaxColumns, t.Columns), diag.Text{})
		return nil
	case len(lines) == t.Header || len(lines) > grid.MaxRows:
		d.Value(rows, diag.T("表头之外，一张表有 1 到 %d 行，这里是 %d 行。", "below its headings a table has 1 to %d rows; here are %d.", grid.MaxRows-t.Header, len(lines)-t.Header), diag.Text{})
		return nil
	}
	t.Widths = d.widths(n.Get("widths_mm"), t.Columns)
	t.Rows = d.cells(lines, t)
	if t.Rows == nil {
		return nil
	}
	return t
}

// cells reads the rows; nil where their grid cannot be told.
func (d *decoder) cells(lines []*source.Node, t *ProseTable) [][]Cell {
	g, ok := make([][]grid.Place, len(lines)), true
	for r, line := range lines {
		if line.Kind == source.Array && len(line.Items) != t.Columns {
			d.Value(line, diag.T("这一行有 %[1]d 格，第一行有 %[2]d 格。", "this row has %[1]d cells; the first one has %[2]d.", len(line.Items), t.Columns),
				diag.T(`各行的格数要相同；空白的格写 ""，与左边合并的写 "<"，与上边合并的写 "^"。`, `all rows need as many; write "" for a blank cell, "<" for one that is merged with its left neighbour, "^" with the one above.`))
			ok = false
			continue
		}
		items := d.Array(line)
		ok = ok && len(items) == t.Columns
		for _, n := range items {
			if _, is := d.Typed(n); !is {
				ok = false
			}
			g[r] = append(g[r], grid.Place{Node: n})
		}
	}
	if !ok || !grid.Close(d.Decoder, g) {
		return nil
	}
	if cut, r, c, _ := grid.CutByHeader(g, t.Header); cut != nil {
		d.Value(cut.Node, diag.T("表头第 %[1]d 行第 %[2]d 格向下合并到了表头之外。", "the heading in row %[1]d, column %[2]d goes on below the headings.", r, c),
			diag.T("请改掉 rows 第一行中的 ^。", "change the ^ in the first of the rows."))
		return nil
	}
	rows := make([][]Cell, len(g))
	for r := range g {
		rows[r] = []Cell{}
		for c := range g[r] {
			if p := &g[r][c]; !p.Merged() {
				rows[r] = append(rows[r], Cell{d.cell(p.Node), c, p.RowSpan, p.ColSpan})
			}
		}
	}
	return rows
}

// cell reads what stands in a cell: a number or a text, which may have several
// lines.
func (d *decoder) cell(n *source.Node) Value {
	if n.Kind != source.String {
		return d.figure(n)
	}
	return d.drawn(trimmed(n, n.Text, 0))
}

// widths reads the columns' widths.
func (d *decoder) widths(n *source.Node, columns int) (ws []unit.Length) {
	if n == nil {
		return nil
	}
	for _, v := range d.Array(n) {
		ws = append(ws, d.millimetres(v))
	}
	if n.Kind == source.Array && len(ws) != columns {
		d.Value(n, diag.T("有 %[1]d 个列宽，表有 %[2]d 列。", "there are %[1]d widths; the table has %[2]d columns.", len(ws), columns),
			diag.T("每列写一个，或者不写 widths_mm，由程序分配。", "give one for each, or leave widths_mm out to have them computed."))
		return nil
	}
	return ws
}

// widest is more than any paper that fits into a printer.
const widest = 500

// millimetres reads a width, which is more than nothing.
func (d *decoder) millimetres(n *source.Node) unit.Length {
	text, ok := d.Number(n)
	if !ok {
		return 0
	}
	v, ok := new(big.Rat).SetString(text)
	if !ok || len(text) > 20 || v.Sign() <= 0 || v.Cmp(big.NewRat(widest, 1)) > 0 {
		d.Value(n, diag.T("宽度不合理：%s", "this is no sensible width: %s", n.Text), diag.T("单位是毫米，大于 0，不超过 %d。", "it is in millimetres, more than 0 and at most %d.", widest))
		return 0
	}
	v.Mul(v, new(big.Rat).SetInt64(int64(unit.Millimetre)))
	return max(unit.Length(new(big.Int).Quo(v.Num(), v.Denom()).Int64()), 1)
}
