package form

import (
	"regexp"
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/source"
	"nianbao/internal/unit"
)

// tableDefaults is what a page layout says of all tables and a table may say
// otherwise.
type tableDefaults struct{ above, rule, marginX, marginY, rowHeight unit.Length }

var tableLengths = []string{"above", "rule", "margin_x", "margin_y", "row"}

func (d *decoder) tableDefaults(n *source.Node, other tableDefaults) tableDefaults {
	if n == nil {
		return other
	}
	if n == d.File.Root.Get("table") { // of the page layout: nothing else stands here
		if !d.Table(n, withUnits(nil, tableLengths...)...) {
			return other
		}
	}
	return tableDefaults{
		above:     d.notNegative(n, "above", other.above),
		rule:      d.notNegative(n, "rule", other.rule),
		marginX:   d.notNegative(n, "margin_x", other.marginX),
		marginY:   d.notNegative(n, "margin_y", other.marginY),
		rowHeight: d.notNegative(n, "row", other.rowHeight),
	}
}

// maxColumns is what Word takes.
const maxColumns = 63

// table reads a form's table.
func (d *decoder) table(lay *Layout, n *source.Node) *Table {
	if !d.Table(n, withUnits([]string{"columns_mm", "columns_pt", "header_rows", "keep", "figures", "total", "sums", "grid", "kinds"}, tableLengths...)...) {
		return nil
	}
	defaults := d.tableDefaults(n, lay.defaults)
	t := &Table{
		Columns: d.columns(lay, n),
		Keep:    d.flag(n, "keep"),
		Above:   defaults.above, Rule: defaults.rule, MarginX: defaults.marginX, MarginY: defaults.marginY, RowHeight: defaults.rowHeight,
	}
	for _, w := range t.Columns {
		if w > 0 && w <= 2*t.MarginX {
			d.Value(n, diag.T("有一列的宽度 %v 不超过左右边距之和。", "a column of %v is no wider than its margins.", w), diag.Text{})
			break
		}
	}
	g := d.grid(n, len(t.Columns))
	if g == nil {
		return t
	}
	t.HeaderRows = d.headerRows(n, g)
	d.figures(t, n, g)
	t.Sums = d.sums(t, n.Get("sums"))
	rules := d.kindRules(lay, n)
	for r, row := range g.rows {
		out := Row{}
		for c := range row {
			p := &row[c]
			if p.merged() {
				continue
			}
			cell := Cell{Col: c, RowSpan: p.rowSpan, ColSpan: p.colSpan, Row: p.row, Column: p.column}
			if p.row == "" {
				cell.Text = d.printed(p.node, true)
			}
			cell.Kind = lay.Kinds[kindOf(rules, g, r, c, t.HeaderRows)]
			if cell.Kind == nil {
				cell.Kind = &Kind{} // the page layout was refused
			}
			out.KeepNext = out.KeepNext || cell.Kind.KeepNext
			out.Cells = append(out.Cells, cell)
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

// columns reads the columns' widths.
func (d *decoder) columns(lay *Layout, t *source.Node) (ws []unit.Length) {
	n, u := t.Get("columns_pt"), unit.Point
	if n == nil {
		n, u = d.Need(t, "columns_mm", source.Array), unit.Millimetre
	} else if mm := t.Get("columns_mm"); mm != nil {
		d.Key(mm, diag.T("columns_mm 与 columns_pt 只能写一个。", "give either columns_mm or columns_pt."), diag.Text{})
	}
	var sum unit.Length
	for _, v := range d.Array(n) {
		w, ok := d.measure(v, u)
		if ok && w <= 0 {
			d.Value(v, diag.T("列宽必须大于 0。", "a column's width must be more than 0."), diag.Text{})
		}
		ws = append(ws, w)
		sum += max(w, 0)
	}
	switch room := lay.Page.TextWidth(); {
	case n == nil || n.Kind != source.Array:
	case len(ws) == 0 || len(ws) > maxColumns:
		d.Value(n, diag.T("一张表有 1 到 %d 列，这里是 %d 列。", "a table has 1 to %d columns; here are %d.", maxColumns, len(ws)), diag.Text{})
		return nil
	case room > 0 && sum > room:
		d.Value(n, diag.T("各列共宽 %v，超过版心宽 %v。", "the columns are %v wide together; the text area is %v.", sum, room),
			diag.T("请减小列宽，至少减 %v。", "make them smaller, by %v at least.", sum-room))
	}
	return ws
}

// headerRows reads how many rows are repeated on each page.
func (d *decoder) headerRows(t *source.Node, g *grid) int {
	n := t.Get("header_rows")
	h := d.count(t, "header_rows", 0, len(g.rows)-1, 0)
	for r := 0; r < h; r++ {
		for c := range g.rows[r] {
			if p := &g.rows[r][c]; !p.merged() && r+p.rowSpan > h {
				d.Value(n, diag.T("表头为 %[1]d 行，但第 %[2]d 行第 %[3]d 格向下合并到了表头之外。", "%[1]d header rows cut through the cell in row %[2]d, column %[3]d.", h, r+1, c+1),
					diag.T("请把 header_rows 改为 %d，或改掉 ^。", "set header_rows to %d, or change the ^.", r+p.rowSpan))
				return 0
			}
		}
	}
	return h
}

// kindRule says which kind the cells have that it speaks of.
type kindRule struct {
	row, cell, value *regexp.Regexp
	kind             string
}

// kindRules reads the rules by which cells get their kinds.
func (d *decoder) kindRules(lay *Layout, t *source.Node) (rules []kindRule) {
	var known []string
	for k := range lay.Kinds {
		known = append(known, k)
	}
	slices.Sort(known)
	for _, n := range d.Array(t.Get("kinds")) {
		if !d.Table(n, "row", "cell", "value", "kind") {
			continue
		}
		r := kindRule{row: d.expression(n.Get("row")), cell: d.expression(n.Get("cell")), value: d.expression(n.Get("value"))}
		if k := d.Need(n, "kind", source.String); len(known) > 0 { // else the page layout was refused
			r.kind = d.name(k, known)
		}
		given := 0
		for _, k := range []string{"row", "cell", "value"} {
			if n.Get(k) != nil {
				given++
			}
		}
		if given != 1 {
			d.Value(n, diag.T("row、cell、value 要写其中一个。", "give one of row, cell and value."), diag.Text{})
		}
		rules = append(rules, r)
	}
	return rules
}

// kindOf gives the kind of a cell: by the first rule that speaks of it, or by
// its place.
func kindOf(rules []kindRule, g *grid, r, c, headerRows int) string {
	p := &g.rows[r][c]
	if r < headerRows && p.row == "" {
		return headerKind
	}
	for _, rule := range rules {
		switch {
		case p.row != "" && rule.value != nil && rule.value.MatchString(p.row+"."+p.column),
			p.row == "" && rule.cell != nil && rule.cell.MatchString(p.node.Text),
			p.row == "" && rule.row != nil && rule.row.MatchString(g.rows[r][0].node.Text):
			return rule.kind
		}
	}
	if p.row != "" {
		return figureKind
	}
	return labelKind
}
