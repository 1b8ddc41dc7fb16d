package pdf

import (
	"strings"

	"nianbao/internal/intake/original"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/unit"
)

// readTable reads a table; false where its cells do not close to a grid.
func (t *tree) readTable(e pdfread.Dict, page, depth int) bool {
	if t.table > 0 {
		return false // tables in tables are read by their rules
	}
	t.flush()
	t.table++
	defer func() { t.table-- }()
	g := &gridOfTags{tree: t, Grid: &original.Grid{}}
	if !g.rows(e, page, depth) || !g.closed() {
		return false
	}
	t.out = append(t.out, block{page: g.Page, y: g.top, block: g.Grid})
	return true
}

// gridOfTags is a table while its rows are read.
type gridOfTags struct {
	*tree
	*original.Grid
	taken [][]bool // by row and column
	last  *seat    // of the cell that was read last
	top   float64  // where its first cell with text stands
}

// rows reads the rows below an element of a table.
func (g *gridOfTags) rows(e pdfread.Dict, page, depth int) bool {
	if depth > deepestElement {
		return false
	}
	if r, ok := e.Get("Pg").(pageRef); ok {
		page = g.pageNumber(r)
	}
	list := g.file.Array(e.Get("K"))
	if list == nil {
		list = pdfread.Array{e.Get("K")}
	}
	for _, o := range list {
		if !g.spend(1) {
			return false
		}
		d := g.file.Dict(o)
		switch g.role(d) {
		case "TR":
			if !g.row(d, page, depth+1) {
				return false
			}
		case "THead", "TBody", "TFoot":
			if !g.rows(d, page, depth+1) {
				return false
			}
		case "Caption":
			if !g.element(d, page, depth+1) {
				return false
			}
		}
	}
	return true
}

// row reads the cells of a row.
func (g *gridOfTags) row(e pdfread.Dict, page, depth int) bool {
	if r, ok := e.Get("Pg").(pageRef); ok {
		page = g.pageNumber(r)
	}
	row := g.Grid.Rows
	if g.Grid.Rows++; g.Grid.Rows > mostDown {
		return false
	}
	list := g.file.Array(e.Get("K"))
	if list == nil {
		list = pdfread.Array{e.Get("K")}
	}
	for _, o := range list {
		d := g.file.Dict(o)
		role := g.role(d)
		if !g.spend(1) {
			return false
		}
		if role != "TH" && role != "TD" {
			continue
		}
		c, ok := g.cell(d, page, depth+1)
		if !ok {
			return false
		}
		c.Header = role == "TH"
		if !g.place(c, row) {
			return false
		}
	}
	return true
}

// cell reads a cell; its paragraphs are parted by line breaks.
func (g *gridOfTags) cell(e pdfread.Dict, page, depth int) (*original.Cell, bool) {
	c := &original.Cell{RowSpan: g.span(e, "RowSpan"), ColSpan: g.span(e, "ColSpan")}
	outer := g.out
	g.out, g.seat = nil, &seat{table: g.Grid}
	ok := g.kids(e, page, depth)
	g.flush()
	g.last, g.seat = g.seat, nil
	inner := g.out
	g.out = outer
	if len(inner) > 0 && g.top == 0 {
		g.top = inner[0].y
	}
	var texts []string
	for _, b := range inner {
		switch b := b.block.(type) {
		case *original.Paragraph:
			texts = append(texts, b.Text())
			c.DoubtOf(b)
			if smallDigits(b) {
				c.Doubt(original.Raised)
			}
			c.Bold, c.Page = c.Bold || b.Bold(), max(c.Page, b.Page)
			if c.Size == unit.Length(0) {
				c.Size = b.Size()
			}
		case *original.Picture:
			c.Pictures = append(c.Pictures, b)
		}
	}
	c.Text = strings.Join(texts, "\n")
	return c, ok
}

// span reads a cell's attribute (14.8.5.7).
func (g *gridOfTags) span(e pdfread.Dict, key pdfread.Name) int {
	list := g.file.Array(e.Get("A"))
	if list == nil {
		list = pdfread.Array{e.Get("A")}
	}
	for _, o := range list {
		if !g.spend(1) {
			break
		}
		if n, ok := g.file.Int(g.file.Dict(o).Get(key)); ok && n > 0 && n <= mostDown {
			return n
		}
	}
	return 1
}

// place puts a cell into the first free place of its row.
func (g *gridOfTags) place(c *original.Cell, row int) bool {
	column := 0
	for column < mostAcross && g.isTaken(row, column) {
		column++
	}
	if column+c.ColSpan > mostAcross || row+c.RowSpan > mostDown {
		return false
	}
	for r := row; r < row+c.RowSpan; r++ {
		for len(g.taken) <= r {
			g.taken = append(g.taken, nil)
		}
		for k := column; k < column+c.ColSpan; k++ {
			if g.isTaken(r, k) {
				return false
			}
			for len(g.taken[r]) <= k {
				g.taken[r] = append(g.taken[r], false)
			}
			g.taken[r][k] = true
		}
	}
	c.Row, c.Column = row+1, column+1
	g.last.row, g.last.column = row, column
	g.Columns = max(g.Columns, column+c.ColSpan)
	g.Cells = append(g.Cells, c)
	if g.Page == 0 {
		g.Page = c.Page
	}
	return true
}

func (g *gridOfTags) isTaken(row, column int) bool {
	return row < len(g.taken) && column < len(g.taken[row]) && g.taken[row][column]
}

// closed reports whether the cells cover the grid.
func (g *gridOfTags) closed() bool {
	if g.Grid.Rows == 0 || len(g.taken) != g.Grid.Rows {
		return false
	}
	for r := range g.taken {
		for c := range g.Columns {
			if !g.isTaken(r, c) {
				return false
			}
		}
	}
	return true
}
