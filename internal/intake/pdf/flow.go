package pdf

import (
	"cmp"
	"maps"
	"slices"
	"unicode"

	"nianbao/internal/diag"
	"nianbao/internal/intake/pdf/content"
)

// Text may be set in two columns: a line of the left one and a line of the right
// one then stand at the same height, and are read one column after the other.

// What is taken for two columns of prose.
const (
	columnLines = 5         // lines of each at least
	columnWidth = 10        // ems
	columnGap   = 0.8       // ems between both
	columnBreak = 1.0       // ems of blank from which on two pieces of a line may be of two columns
	mostGutters = 8         // places that are tried
	mostBeside  = 2_000_000 // pieces of lines times tables; a page with more is read across
)

// columns are two columns of prose beside each other.
type columns struct {
	top, bottom float64
	gutter      float64 // the right column begins behind it
	shift       float64 // from the right column to the left
}

// flow is text that is read from top to bottom.
type flow struct {
	lines  []line
	narrow bool // a column; the right one is moved over the left one
}

// flows gives a page's text in reading order: what stands above the first columns,
// their left one, their right one, what stands below, and so on.
func (p *page) flows() []flow {
	p.columns = p.columnsIn(p.pieces())
	out := make([]flow, 3*len(p.columns)+1)
	for i := range out {
		out[i].narrow = i%3 != 0
	}
	for _, l := range p.lines {
		for _, piece := range p.parted(l) {
			at := p.order(piece.box)
			if at%3 == 2 {
				piece.move(p.columns[at/3].shift)
			}
			out[at].lines = append(out[at].lines, piece)
		}
	}
	slices.SortStableFunc(p.tables, func(a, b *filled) int {
		return cmp.Or(cmp.Compare(p.order(a.box()), p.order(b.box())), cmp.Compare(a.ys[0], b.ys[0]))
	})
	return out
}

// order gives the flow that something on the page belongs to.
func (p *page) order(b content.Box) int {
	x, y := b.Mid()
	for i, c := range p.columns {
		switch {
		case y < c.top:
			return 3 * i
		case y <= c.bottom && x < c.gutter:
			return 3*i + 1
		case y <= c.bottom:
			return 3*i + 2
		}
	}
	return 3 * len(p.columns)
}

// parted parts a line at the gutter of the columns in which it stands.
func (p *page) parted(l line) []line {
	at := p.order(l.box)
	if at%3 == 0 || l.glyphs[0].Turn != content.Rightward {
		return []line{l}
	}
	gutter := p.columns[at/3].gutter
	k := slices.IndexFunc(l.glyphs, func(g glyph) bool { return g.box.X0 >= gutter })
	if k <= 0 {
		return []line{l}
	}
	return append(l.part(0, k), l.part(k, len(l.glyphs))...)
}

// part gives a part of a line as a line; none where nothing is seen of it.
func (l *line) part(from, to int) []line {
	p := line{glyphs: slices.Clone(l.glyphs[from:to]), base: l.base}
	for _, g := range p.glyphs {
		p.size = max(p.size, g.Size)
	}
	if !p.settle() {
		return nil
	}
	return []line{p}
}

func (l *line) move(by float64) {
	for i := range l.glyphs {
		l.glyphs[i].box.X0 += by
		l.glyphs[i].box.X1 += by
	}
	l.box.X0 += by
	l.box.X1 += by
}

// pieces gives the parts of a page's lines between wide blanks, from the top.
func (p *page) pieces() (out []line) {
	for _, l := range p.lines {
		if l.glyphs[0].Turn != content.Rightward {
			continue
		}
		from := 0
		for i := 1; i <= len(l.glyphs); i++ {
			if i == len(l.glyphs) || l.glyphs[i].box.X0-l.glyphs[i-1].box.X1 >= columnBreak*l.size {
				out = append(out, l.part(from, i)...)
				from = i
			}
		}
	}
	slices.SortStableFunc(out, func(a, b line) int { return cmp.Compare(a.box.Y0, b.box.Y0) })
	return out
}

// columnsIn finds the columns of a page, from the top.
func (p *page) columnsIn(pieces []line) (all []columns) {
	work := (len(p.tables) + 1) * len(pieces)
	for tried := work; len(pieces) >= 2*columnLines && tried <= mostBeside; tried += work {
		var best *columns
		end := 0
		for _, gutter := range gutters(pieces) {
			if c, to := p.firstColumns(pieces, gutter); c != nil && (best == nil || c.top < best.top) {
				best, end = c, to
			}
		}
		if best == nil {
			return all
		}
		all, pieces = append(all, *best), pieces[end:]
	}
	return all
}

// gutters gives the places at which a right column may begin: several pieces of
// lines do that are as wide as a column.
func gutters(pieces []line) (xs []float64) {
	n := map[int]int{}
	for i := range pieces {
		if b := pieces[i].box; b.X1-b.X0 >= columnWidth*pieces[i].size {
			n[int(b.X0)]++
		}
	}
	common := slices.SortedFunc(maps.Keys(n), func(a, b int) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	for _, x := range common[:min(mostGutters, len(common))] {
		if n[x]+n[x+1] >= columnLines-1 {
			xs = append(xs, float64(x)-0.5)
		}
	}
	return xs
}

// firstColumns finds the first columns on both sides of a gutter, and how many
// pieces of lines stand above their end.
func (p *page) firstColumns(pieces []line, gutter float64) (*columns, int) {
	for from := 0; from < len(pieces); {
		to := from
		for to < len(pieces) && !crosses(pieces[to].box, gutter) && (to == from || !p.tableBetween(&pieces[to-1], &pieces[to], gutter)) {
			to++
		}
		if c := columnsOf(pieces[from:to], gutter); c != nil {
			return c, to
		}
		from = max(to, from+1)
	}
	return nil, 0
}

func crosses(b content.Box, x float64) bool { return b.X0 < x && b.X1 > x }

// tableBetween reports whether a table across the gutter stands between two lines.
func (p *page) tableBetween(a, b *line, gutter float64) bool {
	return slices.ContainsFunc(p.tables, func(t *filled) bool {
		box := t.box()
		return crosses(box, gutter) && box.Y0 >= a.box.Y0 && box.Y0 < b.box.Y1
	})
}

// columnsOf gives the columns that pieces of lines on both sides of a gutter make;
// nil: they are none. What stands above the later one of both is none of them.
func columnsOf(pieces []line, gutter float64) *columns {
	var left, right []line
	for _, l := range pieces {
		if l.box.X1 <= gutter {
			left = append(left, l)
		} else {
			right = append(right, l)
		}
	}
	if len(left) < columnLines || len(right) < columnLines {
		return nil
	}
	top := max(left[0].box.Y0, right[0].box.Y0) - 0.5*left[0].size
	left = slices.DeleteFunc(left, func(l line) bool { return l.box.Y0 < top })
	right = slices.DeleteFunc(right, func(l line) bool { return l.box.Y0 < top })
	a, ok := column(left)
	b, also := column(right)
	if !ok || !also || b.X0-a.X1 < columnGap*left[0].size {
		return nil
	}
	return &columns{top: top, bottom: max(a.Y1, b.Y1), gutter: gutter, shift: a.X0 - b.X0}
}

// column gives the box of lines that are a column of prose: most of their text is
// letters, and half of the lines are full.
func column(lines []line) (box content.Box, ok bool) {
	if len(lines) < columnLines {
		return box, false
	}
	box = lines[0].box
	letters, all := 0, 0
	for i := range lines {
		b := lines[i].box
		box = content.Box{X0: min(box.X0, b.X0), Y0: min(box.Y0, b.Y0), X1: max(box.X1, b.X1), Y1: max(box.Y1, b.Y1)}
		for _, g := range lines[i].glyphs {
			if all++; unicode.IsLetter(firstRune(g.Text)) {
				letters++
			}
		}
	}
	full := 0
	for i := range lines {
		if lines[i].box.X1 > box.X1-2*lines[i].size {
			full++
		}
	}
	return box, box.X1-box.X0 >= columnWidth*lines[0].size && full*2 >= len(lines) && letters*10 >= all*6
}

// tellColumns says where text was read in columns, and where it may stand in some
// that cannot be told for sure.
func (d *reader) tellColumns(p *page, flows []flow) {
	if len(p.columns) > 0 {
		d.remark(p.number, diag.T("这一页的文字分两栏，是先左栏后右栏读的，请核对次序", "the text of this page stands in two columns; the left one was read first: look to the order"))
	}
	n := 0
	for _, f := range flows {
		for i := range f.lines {
			if f.lines[i].besideAnother() {
				n++
			}
		}
	}
	if n >= columnLines {
		d.remark(p.number, diag.T("这一页有 %d 行中间空得很宽，文字可能分栏，是整行读的，请核对次序", "%d lines of this page have a wide blank in their middle: their text may stand in columns, and was read across: look to the order", n))
	}
}

// besideAnother reports whether a line is two pieces of prose with a wide blank
// between.
func (l *line) besideAnother() bool {
	const piece, blank = 8, 2 // ems
	for i := 1; i < len(l.glyphs); i++ {
		a, b := l.glyphs[i-1].box, l.glyphs[i].box
		if b.X0-a.X1 < blank*l.size {
			continue
		}
		if a.X1-l.box.X0 >= piece*l.size && l.box.X1-b.X0 >= piece*l.size && unicode.IsLetter(firstRune(l.glyphs[i].Text)) {
			return true
		}
	}
	return false
}

// before reports whether a table stands before a line of a flow.
func (p *page) before(t *filled, flow int, l *line) bool {
	at := p.order(t.box())
	return at < flow || at == flow && t.ys[0] < l.box.Y0
}

// measures gives the edges of text that stands in no column, and of columns.
func (d *reader) measures(flows [][]flow) map[bool]measure {
	pages := map[bool][]*page{}
	for i, p := range d.pages {
		for _, f := range flows[i] {
			pages[f.narrow] = append(pages[f.narrow], &page{Page: p.Page, lines: f.lines})
		}
	}
	wide, narrow := measureOf(pages[false]), measureOf(pages[true])
	narrow.middle = (narrow.left + narrow.right) / 2
	return map[bool]measure{false: wide, true: narrow}
}
