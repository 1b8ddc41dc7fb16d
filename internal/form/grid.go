package form

import (
	"strings"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/report"
	"nianbao/internal/source"
)

// The marks in a grid.
const (
	toLeft  = "<" // continues the cell at the left
	toAbove = "^" // continues the cell above
)

// maxRows bounds a grid.
const maxRows = 2000

// grid is a table's positions with the merges resolved.
type grid struct{ rows [][]position }

// position is one place of the grid. Several share a node where {row.*}
// stands for a whole row of figures.
type position struct {
	node             *source.Node
	row, column      string // of a value
	ownerRow, ownerC int    // the cell that covers it
	r, c             int
	rowSpan, colSpan int // of a cell that begins here
}

func (p *position) merged() bool { return p.ownerRow != p.r || p.ownerC != p.c }

// grid reads a table's grid of so many columns. It gives nil where the grid
// cannot be told.
func (d *decoder) grid(t *source.Node, columns int) *grid {
	n := d.Need(t, "grid", source.Array)
	rows := d.Array(n)
	if n == nil || n.Kind != source.Array || columns == 0 {
		return nil
	}
	if len(rows) == 0 || len(rows) > maxRows {
		d.Value(n, diag.T("一张表有 1 到 %d 行，这里是 %d 行。", "a table has 1 to %d rows; here are %d.", maxRows, len(rows)), diag.Text{})
		return nil
	}
	names := d.columnNames(t)
	g, ok := &grid{}, true
	for r, row := range rows {
		ps, good := d.positions(row, names)
		if good && len(ps) != columns {
			d.Value(row, diag.T("这一行有 %d 格，应有 %d 格（与列宽的个数相同）。", "this row has %d cells; it needs %d, one for each width.", len(ps), columns), diag.Text{})
		}
		ok = ok && good && len(ps) == columns
		for c := range ps {
			ps[c].r, ps[c].c = r, c
		}
		g.rows = append(g.rows, ps)
	}
	if !ok || !d.merge(g) {
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
func (d *decoder) positions(row *source.Node, names []string) (ps []position, ok bool) {
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
		if !strings.ContainsAny(text, "{}") {
			ps = append(ps, position{node: n})
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
				ps = append(ps, position{node: n, row: key, column: c})
			}
		default:
			ps = append(ps, position{node: n, row: key, column: column})
		}
		if len(ps) > 4*maxColumns { // far too long already
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

// merge finds the cell that covers each position, and tells what is no
// rectangle.
func (d *decoder) merge(g *grid) bool {
	ok := true
	for r, row := range g.rows {
		for c := range row {
			p := &row[c]
			p.ownerRow, p.ownerC = r, c
			mark := ""
			if p.row == "" {
				mark = p.node.Text
			}
			switch {
			case mark == toLeft && c == 0:
				d.Value(p.node, diag.T("第一列的左边没有格，不能写 <。", "there is no cell at the left of the first column; < cannot stand here."), diag.Text{})
				ok = false
			case mark == toAbove && r == 0:
				d.Value(p.node, diag.T("第一行的上边没有格，不能写 ^。", "there is no cell above the first row; ^ cannot stand here."), diag.Text{})
				ok = false
			case mark == toLeft:
				p.ownerRow, p.ownerC = row[c-1].ownerRow, row[c-1].ownerC
			case mark == toAbove:
				p.ownerRow, p.ownerC = g.rows[r-1][c].ownerRow, g.rows[r-1][c].ownerC
			}
			if !ok {
				continue
			}
			o := &g.rows[p.ownerRow][p.ownerC]
			o.rowSpan, o.colSpan = max(o.rowSpan, r-o.r+1), max(o.colSpan, c-o.c+1)
		}
	}
	if !ok {
		return false
	}
	for _, row := range g.rows {
		for c := range row {
			if p := &row[c]; !p.merged() && !d.rectangle(g, p) {
				ok = false
			}
		}
	}
	return ok
}

// rectangle tells the first position that a cell's rectangle lacks.
func (d *decoder) rectangle(g *grid, p *position) bool {
	for r := p.r; r < p.r+p.rowSpan; r++ {
		for c := p.c; c < p.c+p.colSpan; c++ {
			q := &g.rows[r][c]
			if q.ownerRow == p.r && q.ownerC == p.c {
				continue
			}
			d.Value(q.node, diag.T("“%[1]s”合并成的不是矩形：从第 %[2]d 行第 %[3]d 格起，%[4]d 行 %[5]d 列，这一格（第 %[6]d 行第 %[7]d 格）不属于它。",
				"the merged cell “%[1]s” is no rectangle: it begins in row %[2]d, column %[3]d and spans %[4]d rows and %[5]d columns, but row %[6]d, column %[7]d does not belong to it.",
				short(p.node.Text), p.r+1, p.c+1, p.rowSpan, p.colSpan, r+1, c+1),
				diag.T("请把这一格改为 < 或 ^，或减少合并的格。", "write < or ^ here, or merge fewer cells."))
			return false
		}
	}
	return true
}

// short is a label's beginning, for messages.
func short(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	const most = 16
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return text
}

// figures lists the rows of figures in the order of the grid, and tells what
// is there twice.
func (d *decoder) figures(t *Table, n *source.Node, g *grid) {
	total := d.key(n.Get("total"))
	at, seen, totals := map[string]int{}, map[string]bool{}, false
	for _, row := range g.rows {
		for c := range row {
			p := &row[c]
			if p.row == "" {
				continue
			}
			key := p.row + "." + p.column
			if seen[key] {
				d.Value(p.node, diag.T("数值 {%s} 出现了两次。", "the value {%s} stands here twice.", key), diag.Text{})
				continue
			}
			seen[key] = true
			i, is := at[p.row]
			if !is {
				i = len(t.Figures)
				at[p.row] = i
				t.Figures = append(t.Figures, report.RowSchema{Key: p.row})
			}
			s := &t.Figures[i]
			s.Columns = append(s.Columns, p.column)
			if p.column == total {
				s.Total, totals = total, true
			}
		}
	}
	if total != "" && !totals {
		d.Value(n.Get("total"), diag.T("表中没有名为 %s 的列。", "the table has no column %s.", total), diag.Text{})
	}
}
