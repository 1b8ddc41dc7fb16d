package desk

import (
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

// proseTable gives a table of prose, cell by cell.
func (s *viewer) proseTable(key keyPath, t *report.ProseTable) *tableView {
	v := &tableView{}
	for r, row := range t.Rows {
		cells := []cellView{}
		for _, c := range row {
			at := cellKey(key, t, r, c.Col, s.o.File.Root)
			n := at.in(s.o.File.Root)
			if n == nil {
				continue
			}
			s.mark(n.Pos, at.String(), 0)
			label := "第 " + itoa(r+1) + " 行，第 " + itoa(c.Col+1) + " 列"
			cells = append(cells, cellView{Text: shown(n.Text), Todo: n.Text == report.Unfilled, RowSpan: c.RowSpan, ColSpan: c.ColSpan, Key: at.String(), Label: label, Lines: true})
		}
		v.Rows = append(v.Rows, cells)
	}
	return v
}

// cellKey gives the way to a cell of a table of prose: the headings are a list, or
// a list of rows.
func cellKey(key keyPath, t *report.ProseTable, row, column int, root *source.Node) keyPath {
	at := append(keyPath{}, key...)
	switch columns := append(at, "columns").in(root); {
	case row >= t.Header:
		return append(at, "rows", itoa(row-t.Header), itoa(column))
	case columns != nil && len(columns.Items) > 0 && columns.Items[0].Kind == source.Array:
		return append(at, "columns", itoa(row), itoa(column))
	}
	return append(at, "columns", itoa(column))
}

// isCell reports whether a key is that of a cell of a table of prose.
func (p keyPath) isCell() bool {
	return len(p) >= 4 && p[0] == report.TableRef && (p[2] == "rows" || p[2] == "columns")
}
