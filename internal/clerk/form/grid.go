package form

import (
	"strings"

	"nianbao/internal/clerk/grid"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// grid reads a table's grid of so many columns. It gives nil where the grid
// cannot be told.
func (d *decoder) grid(t *source.Node, columns int) [][]grid.Place {
	n := d.Need(t, "grid", source.Array)
	rows := d.Array(n)
	if n == nil || n.Kind != source.Array || columns == 0 {
		return nil
	}
	if len(rows) == 0 || len(rows) > grid.MaxRows {
		d.Value(n, diag.T("一张表有 1 到 %d 行，这里是 %d 行。", "a table has 1 to %d rows; here are %d.", grid.MaxRows, len(rows)), diag.Text{})
		return nil
	}
	names := d.columnNames(t)
	var g [][]grid.Place
	ok := true
	for _, row := range rows {
		ps, good := d.positions(row, names)
		if good && len(ps) != columns {
			d.Value(row, diag.T("这一行有 %d 格，应有 %d 格（与列宽的个数相同）。", "this row has %d cells; it needs %d, one for each width.", len(ps), columns), diag.Text{})
		}
		ok = ok && good && len(ps) == columns
		g = append(g, ps)
	}
	if !ok || !grid.Close(d.Decoder, g) {
		return nil
	}
	return g
}

// columnNames reads the columns that {row.*} stands for.
func (d *decoder) columnNames(t *source.Node) (names []string) {
	seen := map[string]bool{}
	for _, n := range d.Array(t.Get("figures")) {
		k := d.key(n)
		if seen[k] && k != "" {
			d.Value(n, diag.T("%s 重复。", "%s stands here twice.", k), diag.Text{})
		}
		seen[k] = true
		names = append(names, k)
	}
	return names
}

// positions reads one row.
func (d *decoder) positions(row *source.Node, names []string) (ps []grid.Place, ok bool) {
	if row.Kind != source.Array {
		d.Array(row)
		return nil, false
	}
	ok = true
	for _, n := range row.Items {
		text, is := d.String(n)
		if !is {
			ok = false
			continue
		}
		if !strings.ContainsAny(Line{Text: text}.Fill("", 0), "{}") {
			ps = append(ps, grid.Place{Node: n})
			continue
		}
		key, column, is := value(text)
		switch {
		case !is:
			d.Value(n, diag.T("数值写法不对：%s", "this is no value: %s", text),
				diag.T(`数值写成 "{行.列}"，例如 "{new.total}"，用小写字母、数字和下划线。`, `a value is "{row.column}", such as "{new.total}", in small letters, figures and underscores.`))
			ok = false
		case column == "*" && len(names) == 0:
			d.Value(n, diag.T("用 {行.*} 时要在 figures 中列出各列。", "with {row.*} the key figures must list the columns."), diag.Text{})
			ok = false
		case column == "*":
			for _, c := range names {
				ps = append(ps, grid.Place{Node: n, Row: key, Column: c})
			}
		default:
			ps = append(ps, grid.Place{Node: n, Row: key, Column: column})
		}
		if len(ps) > 4*grid.MaxColumns { // far too long already
			break
		}
	}
	return ps, ok
}

// value takes "{row.column}" apart.
func value(text string) (row, column string, ok bool) {
	inner, begins := strings.CutPrefix(text, "{")
	inner, ends := strings.CutSuffix(inner, "}")
	row, column, dot := strings.Cut(inner, ".")
	ok = begins && ends && dot && keyForm.MatchString(row) && (column == "*" || keyForm.MatchString(column))
	return row, column, ok
}

// figures lists the rows of figures in the order of the grid, and tells what
// is there twice.
func (d *decoder) figures(t *Table, n *source.Node, g [][]grid.Place) {
	total := d.key(n.Get("total"))
	at, seen, totals := map[string]int{}, map[string]bool{}, false
	for _, row := range g {
		for c := range row {
			p := &row[c]
			if p.Row == "" {
				continue
			}
			key := p.Row + "." + p.Column
			if seen[key] {
				d.Value(p.Node, diag.T("数值 {%s} 出现了两次。", "the value {%s} stands here twice.", key), diag.Text{})
				continue
			}
			seen[key] = true
			i, is := at[p.Row]
			if !is {
				i = len(t.FigureRows)
				at[p.Row] = i
				t.FigureRows = append(t.FigureRows, report.RowSchema{Key: p.Row})
			}
			s := &t.FigureRows[i]
			s.Columns = append(s.Columns, p.Column)
			if p.Column == total {
				s.Total, totals = total, true
			}
		}
	}
	if total != "" && !totals {
		d.Value(n.Get("total"), diag.T("表中没有名为 %s 的列。", "the table has no column %s.", total), diag.Text{})
	}
}
