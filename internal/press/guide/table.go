package guide

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

func asTable(n ast.Node) (*extast.Table, bool) {
	t, ok := n.(*extast.Table)
	return t, ok
}

// table adds a table with a heading row.
func (s *setter) table(n *extast.Table) error {
	var rows [][]document.Run
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		var row []document.Run
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			runs, err := s.runs(c, "")
			if err != nil {
				return err
			}
			row = append(row, document.Run{Text: plain(runs)})
		}
		rows = append(rows, row)
	}
	s.led(s.filled(shares(rows), rows))
	return nil
}

// filled gives a table of rows, the first of which is its heading.
func (s *setter) filled(parts []int, rows [][]document.Run) *document.Table {
	t := s.grid(parts)
	t.HeaderRows = 1
	for i, row := range rows {
		kind := form.TextKind
		if i == 0 {
			kind = form.HeaderKind
		}
		out := document.Row{MinHeight: s.look.Table.RowHeight}
		for c, text := range row {
			out.Cells = append(out.Cells, s.cell(kind, c, text))
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

// The bounds of a column's share of the width, in characters.
const (
	narrow = 6
	wide   = 24
)

// shares says how the width is divided: by the longest text of each column.
func shares(rows [][]document.Run) []int {
	parts := make([]int, len(rows[0]))
	for _, row := range rows {
		for c, run := range row {
			parts[c] = min(max(parts[c], narrow, (len(run.Text)+2)/3), wide)
		}
	}
	return parts
}

// grid gives an empty table as wide as the text.
func (s *setter) grid(parts []int) *document.Table {
	look, room := &s.look.Table, s.look.Page.TextWidth()
	all := 0
	for _, p := range parts {
		all += p
	}
	t := &document.Table{
		Above: look.Above, Rule: look.Rule, MarginX: look.MarginX, MarginY: look.MarginY, Inset: look.Inset,
		Name: Title, Widen: diag.T("请改说明的文字。", "change the guide's text."),
	}
	for _, p := range parts {
		t.Columns = append(t.Columns, room*unit.Length(p)/unit.Length(all))
	}
	return t
}

// cell makes a cell of a kind.
func (s *setter) cell(kind string, col int, text document.Run) document.Cell {
	k := s.look.Kind(kind)
	return document.Cell{Col: col, RowSpan: 1, ColSpan: 1, Text: text, Style: k.Style, Head: k.Scope, Shade: k.Shade}
}
