package typeset

import (
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// rowGrid is what row heights are multiples of: a whole number of twips for
// Word and of dots for a 600 dpi printer.
const rowGrid = 60 * 127 * unit.EMU

// tableSet is a table being set. Splitting at a page break replaces t.
type tableSet struct {
	t       *document.Table
	cells   [][]cellSet // by row, as t.Rows[r].Cells
	heights []unit.Length
	breaks  []int
	node    *Node
	nodes   []*Node // of the cells by row and first column, before any split
	index   int     // of the fitted block
}

// cellSet is a cell's text in lines.
type cellSet struct {
	face  *face
	size  unit.Length
	pitch unit.Length
	chars []char
	lines []line
}

// table adds the rows of a table.
func (s *setter) table(flow []slot, t *document.Table) ([]slot, error) {
	t = ownRows(t)
	ts := &tableSet{t: t, index: len(s.fitted)}
	s.fitted = append(s.fitted, nil)
	s.tables = append(s.tables, ts)
	s.tableNodes(ts)
	if err := s.setCells(ts); err != nil {
		return nil, err
	}
	s.tellCells(ts)
	ts.rowHeights(0, len(t.Rows))
	s.keepEnds(ts)
	full := s.tableRoom()
	var whole unit.Length
	for r, h := range ts.heights {
		if whole += h; h > full {
			return nil, s.tooHigh(ts, r)
		}
	}
	if s.highest(ts, 0) > full { // no room for a row below the heading rows
		if whole > full {
			s.noteHead(t)
		}
		t.HeaderRows = 0
	}
	t.Keep = t.Keep && whole+tied(flow) <= full
	return appendRows(flow, ts, 0), nil
}

// noteHead tells that no page of a table but the first has its heading rows.
func (s *setter) noteHead(t *document.Table) {
	d := diag.New(t.Rows[0].Cells[0].Text.Pos,
		diag.T("表格“%s”有一行太高，续页上放不下表头，因此各页都不重复表头", "table %s has a row so high that the heading rows do not fit above it: they are repeated on no page", t.Name),
		diag.T("请缩短那一行的文字，或分成几行", "shorten that row's text, or make several rows of it"))
	d.Severity = diag.Warning
	s.notes = append(s.notes, d)
}

// keepEnds keeps the first two and the last two rows of a table together, so
// that no page has its heading and one row only, or a row alone. Rows higher
// than a quarter of a page may stand alone.
func (s *setter) keepEnds(ts *tableSet) {
	t := ts.t
	for _, r := range []int{t.HeaderRows, len(t.Rows) - 2} {
		if r >= 0 && r+1 < len(t.Rows) && ts.heights[r]+ts.heights[r+1] <= s.tableRoom()/4 {
			t.Rows[r].KeepNext = max(t.Rows[r].KeepNext, document.KeepLead)
		}
	}
}

// tied is the height of the lines at the end of flow that keep with what
// follows.
func tied(flow []slot) (h unit.Length) {
	for i := len(flow) - 1; i >= 0 && flow[i].keep > document.MayPart; i-- {
		h += flow[i].height
	}
	return h
}

// tooHigh says which cell makes a row higher than a page.
func (s *setter) tooHigh(ts *tableSet, row int) error {
	var cell *document.Cell
	var most unit.Length
	for r := 0; r <= row; r++ {
		for i := range ts.t.Rows[r].Cells {
			c := &ts.t.Rows[r].Cells[i]
			if need := ts.cells[r][i].need(ts.t, c); r+c.RowSpan > row && (cell == nil || need > most) {
				cell, most = c, need
			}
		}
	}
	d := diag.New(diag.Pos{},
		diag.T("表格“%s”第 %d 行（连表头数）太高，一页放不下", "table %s: row %d, counted with the heading rows, is higher than a page", ts.t.Name, row+1),
		diag.T("请缩短这一格的文字，或写在正文里；行高在版式文件中", "shorten the cell's text, or put it into the prose; row heights stand in the layout"))
	if cell != nil {
		d.Pos = cell.Text.Pos
	}
	return diag.List{d}
}

// ownRows copies a table with its cells, since figures may shrink.
func ownRows(t *document.Table) *document.Table {
	c := *t
	c.Rows = slices.Clone(t.Rows)
	cells := make([]document.Cell, 0, t.Size())
	for r := range c.Rows {
		at := len(cells)
		cells = append(cells, t.Rows[r].Cells...)
		c.Rows[r].Cells = cells[at:len(cells):len(cells)]
	}
	return &c
}

// appendRows adds the slots of the rows from row on.
func appendRows(flow []slot, ts *tableSet, row int) []slot {
	for r := row; r < len(ts.t.Rows); r++ {
		flow = append(flow, slot{height: ts.heights[r], table: ts, row: r, keep: ts.t.KeepsNext(r)})
	}
	return flow
}

// headHeight is the height of the heading rows.
func (ts *tableSet) headHeight() (h unit.Length) {
	for _, row := range ts.heights[:ts.t.HeaderRows] {
		h += row
	}
	return h
}

// cellWidth is the width of the columns that a cell covers.
func cellWidth(t *document.Table, c *document.Cell) (w unit.Length) {
	for _, col := range t.Columns[c.Col : c.Col+c.ColSpan] {
		w += col
	}
	return w
}

// need is the height that a cell's text wants, margins included.
func (c *cellSet) need(t *document.Table, cell *document.Cell) unit.Length {
	if cell.Upright {
		return c.uprightNeed(t, cell) + 2*t.MarginY
	}
	return unit.Length(len(c.lines))*c.pitch + 2*t.MarginY
}

// uprightNeed is the least height in which upright text fits into the width,
// in several columns where it must.
func (c *cellSet) uprightNeed(t *document.Table, cell *document.Cell) unit.Length {
	columns := max(1, int((cellWidth(t, cell)-2*t.MarginX)/c.pitch))
	per := (len(c.chars) + columns - 1) / columns
	return unit.Length(per) * c.upright()
}

// upright is the distance between characters that stand one under the other.
func (c *cellSet) upright() unit.Length { return c.size + c.face.style.Spacing }

// rowHeights sets the heights of the rows [from, to), over whose bounds no
// cell reaches. What a cell over several rows needs more, its last row gets.
func (ts *tableSet) rowHeights(from, to int) {
	t := ts.t
	if len(ts.heights) != len(t.Rows) {
		ts.heights = make([]unit.Length, len(t.Rows))
	}
	h := ts.heights
	for r := from; r < to; r++ {
		h[r] = t.Rows[r].MinHeight
	}
	for r := from; r < to; r++ {
		// cells that end in this row
		for q := from; q <= r; q++ {
			for i := range t.Rows[q].Cells {
				cell := &t.Rows[q].Cells[i]
				if q+cell.RowSpan-1 != r {
					continue
				}
				need := ts.cells[q][i].need(t, cell)
				for k := q; k < r; k++ {
					need -= h[k]
				}
				h[r] = max(h[r], need)
			}
		}
		h[r] = (h[r] + rowGrid - 1) / rowGrid * rowGrid
	}
}

// props names the cell that holds up each row.
func (ts *tableSet) props() []document.Prop {
	props := make([]document.Prop, len(ts.t.Rows))
	for r := range ts.t.Rows {
		props[r] = ts.prop(r)
	}
	return props
}

// prop finds the first cell with text in lines that ends in row r. A cell of one
// row goes first: what it holds up follows from no other row.
func (ts *tableSet) prop(r int) document.Prop {
	room := -ts.t.Rule
	for q := r; q >= 0; q-- {
		room += ts.heights[q]
		for i := range ts.t.Rows[q].Cells {
			cell, set := &ts.t.Rows[q].Cells[i], &ts.cells[q][i]
			if q+cell.RowSpan-1 != r || cell.Upright {
				continue
			}
			lines := max(unit.Length(len(set.lines)), 1) // an empty paragraph is a line
			if left := room - lines*set.pitch; left >= 0 {
				above := left / (2 * unit.Twip) * unit.Twip
				return document.Prop{Row: q, Cell: i, Above: above, Below: left - above}
			}
		}
	}
	return document.Prop{Cell: -1}
}

// tableNodes makes the structure elements of a table.
func (s *setter) tableNodes(ts *tableSet) {
	t := ts.t
	ts.node = &Node{Tag: TagTable, Title: t.Title}
	s.layout.Root.Kids = append(s.layout.Root.Kids, ts.node)
	ts.nodes = make([]*Node, len(t.Rows)*len(t.Columns))
	body := ts.node
	if t.HeaderRows > 0 && t.HeaderRows < len(t.Rows) {
		head := &Node{Tag: TagTHead}
		body = &Node{Tag: TagTBody}
		ts.node.Kids = []*Node{head, body}
	}
	nodes := make([]Node, len(t.Rows)+t.Size())
	take := func() *Node {
		n := &nodes[0]
		nodes = nodes[1:]
		return n
	}
	for r := range t.Rows {
		parent := body
		if body != ts.node && r < t.HeaderRows {
			parent = ts.node.Kids[0]
		}
		tr := take()
		*tr = Node{Tag: TagTR, Kids: make([]*Node, 0, len(t.Rows[r].Cells))}
		parent.Kids = append(parent.Kids, tr)
		for i := range t.Rows[r].Cells {
			c, n := &t.Rows[r].Cells[i], take()
			*n = Node{Tag: TagTD, RowSpan: c.RowSpan, ColSpan: c.ColSpan, Scope: c.Head, Source: c.Text.Pos}
			if c.Head != document.NoScope {
				n.Tag = TagTH
			}
			tr.Kids = append(tr.Kids, n)
			if c.To != "" {
				n.Kids = []*Node{{Tag: TagLink, Source: n.Source}}
				n = n.Kids[0]
			}
			ts.nodes[r*len(t.Columns)+c.Col] = n
		}
	}
}
