package desk

import (
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

// blockView is a table or a picture that a text places.
type blockView struct {
	Ref    string      `json:"ref"` // "table.NAME", "image.NAME"
	Name   string      `json:"name"`
	Fields []fieldView `json:"fields"`
	Table  *tableView  `json:"table,omitempty"`
}

// blocks gives what the lines of a text place, in their order.
func (s *viewer) blocks(text string) (all []blockView) {
	for line := range strings.SplitSeq(text, "\n") {
		kind, name, ok := report.Value{Text: strings.TrimSpace(line)}.Ref()
		key := keyPath{kind, name}
		switch {
		case !ok || key.in(s.o.File.Root) == nil:
		case kind == report.TableRef && s.o.Report.Tables[name] != nil:
			fields := append(s.field(append(key, "title"), "表题", false), s.widthsOf(key))
			all = append(all, blockView{kind + "." + name, name, fields, s.proseTable(key, s.o.Report.Tables[name])})
		case kind == report.ImageRef:
			b := blockView{Ref: kind + "." + name, Name: textOf(append(key, "file").in(s.o.File.Root))}
			b.Fields = append(s.field(keyPath{kind, name, "caption"}, "图题", false), s.field(keyPath{kind, name, "alt"}, "给看不见图的人的说明", false)...)
			all = append(all, b)
		}
	}
	return all
}

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
