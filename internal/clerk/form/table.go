package form

import (
	"regexp"
	"slices"

	"nianbao/internal/clerk/grid"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

var tableLengths = []string{"above", "rule", "margin_x", "margin_y", "inset", "row"}

// tableLook reads how a table looks; other is what a page layout says of all
// tables.
func (d *decoder) tableLook(n *source.Node, other TableLook) TableLook {
	if n == nil {
		return other
	}
	if n == d.File.Root.Get("table") { // of the page layout: nothing else stands here
		if !d.Table(n, withUnits(nil, tableLengths...)...) {
			return other
		}
	}
	return TableLook{
		Above:     d.notNegative(n, "above", other.Above),
		Rule:      d.notNegative(n, "rule", other.Rule),
		MarginX:   d.notNegative(n, "margin_x", other.MarginX),
		MarginY:   d.notNegative(n, "margin_y", other.MarginY),
		Inset:     d.notNegative(n, "inset", other.Inset),
		RowHeight: d.notNegative(n, "row", other.RowHeight),
	}
}

// table reads the table of a part.
func (d *decoder) table(lay *Layout, n *source.Node, part string) *Table {
	if !d.Table(n, withUnits([]string{"columns_mm", "columns_pt", "header_rows", "keep", "figures", "total", "sums", "optional", "grid", "kinds", "head", "foot"}, tableLengths...)...) {
		return nil
	}
	t := &Table{
		TableLook: d.tableLook(n, lay.Table),
		Columns:   d.columns(lay, n),
		Keep:      d.flag(n, "keep"),
		Head:      d.templates(n.Get("head")),
		Foot:      d.templates(n.Get("foot")),
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
	d.optionalRows(t, n, g)
	rules := d.kindRules(lay, n)
	for r, row := range g {
		out := Row{}
		for c := range row {
			p := &row[c]
			if p.Merged() {
				continue
			}
			cell := Cell{Col: c, RowSpan: p.RowSpan, ColSpan: p.ColSpan, Row: p.Row, Column: p.Column}
			if p.Row == "" {
				cell.Text = d.printed(p.Node, true)
			} else {
				if t.Schema(p.Row).Optional {
					out.Optional = p.Row
				}
				cell.Figure = &document.FigureKey{Part: part, Row: p.Row, Column: p.Column}
			}
			cell.Kind = lay.Kinds[kindOf(rules, g, r, c, t.HeaderRows)]
			if cell.Kind == nil {
				cell.Kind = &Kind{} // the page layout was refused
			}
			out.KeepNext = out.KeepNext || cell.Kind.KeepNext
			out.Group = out.Group || cell.Kind.Group
			out.Cells = append(out.Cells, cell)
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

// optionalRows reads the rows of figures that are not printed where a report
// does not give them. Such a row stands alone in its row of the grid.
func (d *decoder) optionalRows(t *Table, n *source.Node, g [][]grid.Place) {
	known := make([]string, len(t.FigureRows))
	for i := range t.FigureRows {
		known[i] = t.FigureRows[i].Key
	}
	for _, o := range d.Array(n.Get("optional")) {
		i := slices.Index(known, d.name(o, known))
		if i < 0 {
			continue
		}
		t.FigureRows[i].Optional = true
		for r, row := range g {
			if slices.ContainsFunc(row, func(p grid.Place) bool { return p.Row == known[i] }) && !alone(g, r, known[i]) {
				d.Value(o, diag.T("%s 不能省去：它的行里还有别的数值，或者有跨行的格。", "%s cannot be left out: its row has other figures or cells that span rows.", known[i]), diag.Text{})
				break
			}
		}
	}
}

// alone reports whether row r of the grid can be taken away with the figures of
// key.
func alone(g [][]grid.Place, r int, key string) bool {
	for c := range g[r] {
		p := &g[r][c]
		if p.Row != "" && p.Row != key || p.RowSpan > 1 || p.Row == "" && p.Node.Text == "^" ||
			r+1 < len(g) && g[r+1][c].Row == "" && g[r+1][c].Node.Text == "^" {
			return false
		}
	}
	return true
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
	case len(ws) == 0 || len(ws) > grid.MaxColumns:
		d.Value(n, diag.T("一张表有 1 到 %d 列，这里是 %d 列。", "a table has 1 to %d columns; here are %d.", grid.MaxColumns, len(ws)), diag.Text{})
		return nil
	case room > 0 && sum > room:
		d.Value(n, diag.T("各列共宽 %v，超过版心宽 %v。", "the columns are %v wide together; the text area is %v.", sum, room),
			diag.T("请减小列宽，至少减 %v。", "make them smaller, by %v at least.", sum-room))
	}
	return ws
}

// headerRows reads how many rows are repeated on each page.
func (d *decoder) headerRows(t *source.Node, g [][]grid.Place) int {
	n := t.Get("header_rows")
	h := d.count(t, "header_rows", 0, len(g)-1, 0)
	if cut, r, c, end := grid.CutByHeader(g, h); cut != nil {
		d.Value(n, diag.T("表头为 %[1]d 行，但第 %[2]d 行第 %[3]d 格向下合并到了表头之外。", "%[1]d header rows cut through the cell in row %[2]d, column %[3]d.", h, r, c),
			diag.T("请把 header_rows 改为 %d，或改掉 ^。", "set header_rows to %d, or change the ^.", end))
		return 0
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
func kindOf(rules []kindRule, g [][]grid.Place, r, c, headerRows int) string {
	p := &g[r][c]
	if r < headerRows && p.Row == "" {
		return HeaderKind
	}
	for _, rule := range rules {
		switch {
		case p.Row != "" && rule.value != nil && rule.value.MatchString(p.Row+"."+p.Column),
			p.Row == "" && rule.cell != nil && rule.cell.MatchString(p.Node.Text),
			p.Row == "" && rule.row != nil && rule.row.MatchString(g[r][0].Node.Text):
			return rule.kind
		}
	}
	if p.Row != "" {
		return FigureKind
	}
	return LabelKind
}
