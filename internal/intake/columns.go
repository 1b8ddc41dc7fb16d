package intake

import (
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// columns says which columns of the original the figures of a row of the form
// stand in.
type columns struct {
	inOrder bool             // the heads of both have the same labels in the same order
	heads   []*original.Cell // the head of each figure; nil where it was not found
	headed  bool             // the original has heads
	unclear bool             // labels that repeat are told apart by rows above, and these differ
	partly  bool             // figures were taken in their order: those below heads that are known are sure
}

// columns compares the heads of a row's figures.
func (m *matcher) columns(x *match, f *formRow) *columns {
	c := &columns{heads: make([]*original.Cell, len(f.values)), inOrder: true}
	found := make([][]*original.Cell, len(f.head))
	whole := make([]bool, len(f.head)) // nothing else stands in the head's row
	for i, h := range f.head {
		found[i] = make([]*original.Cell, len(h.texts))
		at := x.line[h.row]
		if at < 0 {
			continue
		}
		c.headed = true
		var cells []*original.Cell
		var texts []string
		for _, cell := range x.sheet.lines[at].cells {
			if trim(cell.Text) != "" {
				cells, texts = append(cells, cell), append(texts, cell.Text)
			}
		}
		whole[i] = len(cells) == len(h.texts)
		for j, p := range m.slips(h.texts, texts, m.pairs(h.texts, texts, sure)) {
			if p >= 0 {
				found[i][j] = cells[p]
			} else {
				whole[i] = false
			}
		}
	}
	for j, v := range f.values {
		r, t := f.headOf(v)
		if r < 0 {
			continue
		}
		c.heads[j] = found[r][t]
		c.inOrder = c.inOrder && whole[r]
	}
	for i := range f.head {
		c.unclear = c.unclear || !whole[i] && f.tellsApart(i)
	}
	if !c.inOrder {
		m.flat(x, f, c)
	}
	return c
}

// tellsApart reports whether a row of the head is needed to tell figures apart
// whose nearest labels are the same: 未经复议直接起诉 and 复议后起诉.
func (f *formRow) tellsApart(row int) bool {
	seen := map[string]int{}
	for _, v := range f.values {
		r, t := f.headOf(v)
		if r <= row {
			continue
		}
		above := -1
		for j, c := range f.head[row].cells {
			if c.Col <= v.Col && v.Col < c.Col+c.ColSpan {
				above = j
			}
		}
		if other, ok := seen[f.head[r].texts[t]]; ok && other != above {
			return true
		}
		seen[f.head[r].texts[t]] = above
	}
	return false
}

// flat looks for a row that has the heads of all figures, where the form's head
// has several rows.
func (m *matcher) flat(x *match, f *formRow, c *columns) {
	var want []string
	for _, v := range f.values {
		r, t := f.headOf(v)
		if r < 0 {
			return
		}
		want = append(want, f.head[r].texts[t])
	}
	from, to := x.headLines(f)
	for i := from; i < to; i++ {
		var cells []*original.Cell
		for _, cell := range x.sheet.lines[i].cells {
			if trim(cell.Text) != "" {
				cells = append(cells, cell)
			}
		}
		if len(cells) < len(want) || len(want) < 2 {
			continue
		}
		cells = cells[len(cells)-len(want):]
		same := true
		for j, w := range want {
			same = same && m.words.likeness(w, cells[j].Text) >= sure
		}
		if same {
			c.inOrder, c.headed = true, true
			copy(c.heads, cells)
			return
		}
	}
}

// headLines gives the lines in which the head of a row may stand: above the row's
// group of rows, below the group before.
func (x *match) headLines(f *formRow) (from, to int) {
	for r := range x.rows {
		switch at := x.line[r]; {
		case at < 0 || len(x.rows[r].values) == 0:
		case r < f.head[0].row:
			from = max(from, at+1)
		case r > f.head[len(f.head)-1].row:
			return from, at
		}
	}
	return from, len(x.sheet.lines)
}

// take gives the figures of a row of the form.
func (m *matcher) take(x *match, r int) []*figure {
	f := &x.rows[r]
	out := make([]*figure, len(f.values))
	at := x.line[r]
	if at < 0 {
		for j := range out {
			if out[j] = (&figure{}); schema(x.table, f).Optional {
				continue
			}
			out[j].add(diag.T("原件里没有找到这一行", "the original has no such row"))
		}
		return out
	}
	if n := x.named[r]; n != nil {
		return []*figure{n.figure(m.whole(x, f, 0))}
	}
	l := &x.sheet.lines[at]
	rest := l.cells[x.leaf[r]+1:]
	if f.leaf == "" && len(rest) == len(f.after)+1 && !looksLikeFigure(rest[0].Text) {
		rest = rest[1:] // a name that the form's row does not have
	}
	c := m.columns(x, f)
	cells, why := c.pick(x, f, l, rest)
	twice, other := m.namedTwice(f, l), x.otherName(f, l)
	for j := range out {
		out[j] = newFigure(cells[j], m.whole(x, f, j))
		if twice {
			out[j].add(diag.T("原件这一行有两个同样的行名，可能并排有两张表", "the row's name stands in it twice: two tables may stand side by side"))
		}
		if other != "" {
			out[j].add(diag.T("原件这一行里还有另一行的行名“%s”", "the row has the name of another row too: %s", other))
		}
		if !why.IsZero() && !c.vouches(j, cells[j]) {
			out[j].add(why)
		}
		if x.gap[r] || x.vague[r] && schema(x.table, f).Total == "" {
			out[j].add(diag.T("原件的行名是“%s”，与表式不同", "the row is called %s in the original", trim(l.cells[max(x.leaf[r], 0)].Text)))
		}
	}
	return out
}

// otherName gives the name of another row that stands in a row; "": none does.
func (x *match) otherName(f *formRow, l *line) string {
	for _, c := range l.cells {
		own := func(label string) bool { return bare(label) == bare(c.Text) }
		if f.leaf != "" && x.isName(c.Text) && !own(f.leaf) && !slices.ContainsFunc(f.labels, own) {
			return trim(c.Text)
		}
	}
	return ""
}

// namedTwice reports whether a row's name stands in it twice.
func (m *matcher) namedTwice(f *formRow, l *line) bool {
	n := 0
	for _, c := range l.cells {
		if f.leaf != "" && m.words.likeness(f.leaf, c.Text) >= sure {
			n++
		}
	}
	return n > 1
}

// pick gives the cell of each figure, and why that is in doubt.
func (c *columns) pick(x *match, f *formRow, l *line, rest []*original.Cell) (cells []*original.Cell, why diag.Text) {
	total := schema(x.table, f).Total != ""
	if one := c.straight(f, rest); one != nil {
		switch {
		case c.unclear:
			return one, diag.T("原件上面的列名与表式不同，是按次序对应的", "the upper heads have other names in the original; the columns were taken in their order")
		case c.inOrder, total && !c.headed, c.agrees(one):
			return one, why
		case c.complete():
		default:
			c.partly = true
			return one, diag.T("原件的列名与表式不同，是按次序对应的", "the columns have other names in the original; they were taken in their order")
		}
	}
	if c.complete() {
		if cells = c.below(l); distinct(cells) && !leftOver(f, rest, cells) {
			return cells, why
		}
		return cells, diag.T("原件这一行的格数与表头不符", "the row has other columns than its head in the original")
	}
	cells = make([]*original.Cell, len(f.values))
	copy(cells, rest)
	return cells, diag.T("原件这一行有 %d 格数，应有 %d 格", "the row has %d figures in the original; it should have %d", len(rest), len(f.values))
}

// leftOver reports whether a row has figures besides those that were taken.
func leftOver(f *formRow, rest, taken []*original.Cell) bool {
	return slices.ContainsFunc(rest, func(c *original.Cell) bool {
		known := trim(c.Text) == "" || !looksLikeFigure(c.Text) || slices.Contains(taken, c)
		return !known && !slices.ContainsFunc(f.after, func(a string) bool { return plain(a) == plain(c.Text) })
	})
}

// straight pairs figures and cells one by one, where there are as many of both;
// else nil.
func (c *columns) straight(f *formRow, rest []*original.Cell) (cells []*original.Cell) {
	for len(rest) > len(f.after) && trim(rest[len(rest)-1].Text) == "" {
		rest = rest[:len(rest)-1] // rows are filled up to the width of the widest
	}
	if len(rest) != len(f.after) {
		rest = f.filled(rest)
	}
	if len(rest) != len(f.after) {
		return nil
	}
	for i, a := range f.after {
		if a == "" {
			cells = append(cells, rest[i])
		}
	}
	return cells
}

// filled gives the cells of a row that are not blank, where the form's row has
// one figure only: its cells may not have been merged.
func (f *formRow) filled(rest []*original.Cell) (out []*original.Cell) {
	if len(f.after) != 1 {
		return nil
	}
	for _, c := range rest {
		if trim(c.Text) != "" {
			out = append(out, c)
		}
	}
	if len(out) == 0 && len(rest) > 0 {
		return rest[:1]
	}
	return out
}

// complete reports whether each figure has a head of its own.
func (c *columns) complete() bool { return len(c.heads) > 0 && distinct(c.heads) }

func distinct(cells []*original.Cell) bool {
	seen := map[*original.Cell]bool{}
	for _, c := range cells {
		if c == nil || seen[c] {
			return false
		}
		seen[c] = true
	}
	return true
}

// agrees reports whether each cell stands below its head.
func (c *columns) agrees(cells []*original.Cell) bool {
	for i, cell := range cells {
		if !c.under(i, cell) {
			return false
		}
	}
	return true
}

// under reports whether a cell stands below the head of a figure.
func (c *columns) under(i int, cell *original.Cell) bool {
	h := c.heads[i]
	return h != nil && h.Table == cell.Table && h.Column == cell.Column && h.ColSpan == cell.ColSpan
}

// vouches reports whether a figure's own head is known, whatever its row's others
// are called.
func (c *columns) vouches(i int, cell *original.Cell) bool { return c.partly && c.under(i, cell) }

// below gives the cells of a row that stand below the heads.
func (c *columns) below(l *line) []*original.Cell {
	out := make([]*original.Cell, len(c.heads))
	for i, h := range c.heads {
		for _, cell := range l.cells {
			if cell.Column <= h.Column && h.Column < cell.Column+cell.ColSpan {
				out[i] = cell
			}
		}
	}
	return out
}

// whole reports whether a rule of the form wants a figure to be a whole number.
func (m *matcher) whole(x *match, f *formRow, j int) bool {
	return m.wants[x.part.Key+"."+f.values[j].Row+"."+f.values[j].Column]
}
