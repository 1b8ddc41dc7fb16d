package desk

import (
	"net/http"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// shaping asks for another shape of a table of prose, at one of its cells.
type shaping struct {
	Name    string `json:"name"`
	Version string `json:"version"` // that the page shows
	Key     string `json:"key"`     // of the cell
	Do      string `json:"do"`      // a name of shapes
}

// The directions of a table: rows follow each other downwards, columns to the right.
const (
	down  = 0
	right = 1
)

// piece is a cell of a table that is being shaped: where it begins, and over how
// many rows and columns it goes.
type piece struct {
	text     string
	at, span [2]int
}

// shaped is a table of prose while its shape changes.
type shaped struct {
	pieces []*piece
	size   [2]int
	header int // rows of headings
}

// shapes are what can be done to a table at a cell.
var shapes = map[string]func(t *shaped, p *piece) error{
	"row":           func(t *shaped, p *piece) error { t.insert(down, p.at[down]+p.span[down]); return nil },
	"column":        func(t *shaped, p *piece) error { t.insert(right, p.at[right]+p.span[right]); return nil },
	"remove row":    func(t *shaped, p *piece) error { return t.remove(down, p.at[down]) },
	"remove column": func(t *shaped, p *piece) error { return t.remove(right, p.at[right]) },
	"merge right":   func(t *shaped, p *piece) error { return t.merge(right, p) },
	"merge down":    func(t *shaped, p *piece) error { return t.merge(down, p) },
	"part":          func(t *shaped, p *piece) error { p.span = [2]int{1, 1}; return nil },
}

var (
	errLast  = diag.New(diag.Pos{}, diag.T("这是最后一行或一列，不能删。", "it is the last row or column."), diag.T("不要这张表，就点“去掉表格”。", "remove the table itself."))
	errMerge = diag.New(diag.Pos{}, diag.T("旁边没有同样高（宽）的格，不能合并。", "there is no cell beside it that is as high or as wide."), diag.T("请先合并或拆开旁边的格；表头和下面的行不能合并。", "merge or part that one first."))
)

// postShape changes the shape of a table of prose.
func (d *Desk) postShape(w http.ResponseWriter, r *http.Request) {
	var in shaping
	if !asked(w, r, &in) {
		return
	}
	d.rewriteShown(w, in.Name, in.Version, func(o *press.Opened) (*press.Opened, error) {
		key, change := splitPath(in.Key), shapes[in.Do]
		if !key.isCell() || change == nil || o.Report.Tables[key[1]] == nil {
			return nil, errField
		}
		table := o.Report.Tables[key[1]]
		t, at := shapeOf(table, key, o.File.Root)
		if at == nil {
			return nil, errField
		}
		columns := t.size[right]
		if err := change(t, at); err != nil {
			return nil, err
		}
		t.fill()
		e, n := o.File.Edit(), key[:2].in(o.File.Root)
		e.Replace(n.Get("columns"), t.headings())
		e.Replace(n.Get("rows"), "[\n"+t.lines(t.header, t.size[down])+"]")
		if widths := n.Get("widths_mm"); widths != nil && columns != t.size[right] {
			e.Remove(widths)
		}
		return d.applied(in.Name, e)
	})
}

// shapeOf gives a table's shape, and the piece that a key names.
func shapeOf(of *report.ProseTable, key keyPath, root *source.Node) (t *shaped, named *piece) {
	t = &shaped{size: [2]int{len(of.Rows), of.Columns}, header: of.Header}
	for r, row := range of.Rows {
		for _, c := range row {
			at := cellKey(key[:2], of, r, c.Col, root)
			n := at.in(root)
			if n == nil {
				continue
			}
			p := &piece{n.Text, [2]int{r, c.Col}, [2]int{c.RowSpan, c.ColSpan}}
			t.pieces = append(t.pieces, p)
			if slices.Equal(at, key) {
				named = p
			}
		}
	}
	return t, named
}

// insert makes room for a row or a column; cells that go over the place grow.
func (t *shaped) insert(way, i int) {
	for _, p := range t.pieces {
		switch {
		case p.at[way] >= i:
			p.at[way]++
		case p.at[way]+p.span[way] > i:
			p.span[way]++
		}
	}
	t.size[way]++
	if way == down && i <= t.header { // below a heading stands another one
		t.header++
	}
}

// remove takes a row or a column out; cells that go over it shrink.
func (t *shaped) remove(way, i int) error {
	if t.size[way] == 1 || way == down && (t.header == 1 && i == 0 || t.size[down]-t.header == 1 && i >= t.header) {
		return errLast
	}
	t.pieces = slices.DeleteFunc(t.pieces, func(p *piece) bool { return p.at[way] == i && p.span[way] == 1 })
	for _, p := range t.pieces {
		switch {
		case p.at[way] > i:
			p.at[way]--
		case p.at[way]+p.span[way] > i:
			p.span[way]--
		}
	}
	t.size[way]--
	if way == down && i < t.header {
		t.header--
	}
	return nil
}

// merge makes one cell of a cell and the next one, with the words of both.
func (t *shaped) merge(way int, p *piece) error {
	across := 1 - way
	end := p.at[way] + p.span[way]
	i := slices.IndexFunc(t.pieces, func(q *piece) bool {
		return q.at[way] == end && q.at[across] == p.at[across] && q.span[across] == p.span[across]
	})
	if i < 0 || way == down && end == t.header {
		return errMerge
	}
	q := t.pieces[i]
	p.span[way] += q.span[way]
	p.text = strings.Trim(p.text+"\n"+q.text, "\n")
	t.pieces = slices.Delete(t.pieces, i, i+1)
	return nil
}

// fill puts blank cells where none is.
func (t *shaped) fill() {
	for r := range t.size[down] {
		for c := range t.size[right] {
			if t.over(r, c) == nil {
				t.pieces = append(t.pieces, &piece{"", [2]int{r, c}, [2]int{1, 1}})
			}
		}
	}
}

// over gives the cell that covers a place.
func (t *shaped) over(r, c int) *piece {
	i := slices.IndexFunc(t.pieces, func(p *piece) bool {
		return p.at[down] <= r && r < p.at[down]+p.span[down] && p.at[right] <= c && c < p.at[right]+p.span[right]
	})
	if i < 0 {
		return nil
	}
	return t.pieces[i]
}

// headings gives the literal of the rows of headings.
func (t *shaped) headings() string {
	if t.header == 1 {
		return strings.TrimSuffix(strings.TrimSpace(t.lines(0, 1)), ",")
	}
	return "[\n" + t.lines(0, t.header) + "]"
}

// lines gives the literals of rows, each in a line of its own.
func (t *shaped) lines(from, to int) string {
	var b strings.Builder
	for r := from; r < to; r++ {
		cells := make([]string, t.size[right])
		for c := range cells {
			switch p := t.over(r, c); {
			case p.at == [2]int{r, c}:
				cells[c] = cellLiteral(p.text)
			case p.at[right] < c:
				cells[c] = source.Quote("<")
			default:
				cells[c] = source.Quote("^")
			}
		}
		b.WriteString("  [" + strings.Join(cells, ", ") + "],\n")
	}
	return b.String()
}

// widthsField is the last key of the field of a table's widths of columns.
const widthsField = "widths_mm"

// widths changes the widths of a table's columns; without any they are computed.
func (e *editor) widths(key keyPath, n *source.Node, c change) error {
	all := strings.FieldsFunc(plain(c.Text), func(r rune) bool { return strings.ContainsRune(" ,，、;；\n　", r) })
	switch table := key.parent().in(e.o.File.Root); {
	case table == nil || n != nil && n.Kind != source.Array:
		return errField
	case c.clashes(strings.ReplaceAll(joined(n), "\n", " ")):
		return errChanged
	case len(all) > 0:
		e.put(key, n, "["+strings.Join(all, ", ")+"]")
	case n != nil:
		e.edit.Remove(n)
	}
	return nil
}

// widthsOf gives the field of a table's widths.
func (s *viewer) widthsOf(key keyPath) fieldView {
	at := append(slices.Clone(key), widthsField)
	return fieldView{Key: at.String(), Label: "各列的宽（毫米）", Text: strings.ReplaceAll(joined(at.in(s.o.File.Root)), "\n", " "), Hint: "从左到右，用空格隔开；不填就由程序分配"}
}
