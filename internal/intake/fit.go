package intake

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// fit says which words of a text are which cells of a form's table.
type fit struct {
	table       *form.Table
	of          []int // the cell that each word belongs to, -1 none
	score       float64
	first, last int // of the words that belong to cells
	slots       []slot
	alone       []*original.Cell // whose words are paragraphs of their own, in order
}

// slot is a cell of the table in reading order.
type slot struct {
	form.Cell
	row   int
	label string // "": a figure
}

const (
	mostJoined = 8 // words of one label
	mostFit    = 4_000_000
	perFigure  = 0.5
)

// slotsOf gives the cells of a table in reading order.
func slotsOf(t *form.Table) (all []slot) {
	for r := range t.Rows {
		for _, c := range t.Rows[r].Cells {
			s := slot{c, r, trim(c.Text.Text)}
			if c.Row != "" {
				s.label = ""
			} else if plain(s.label) == "" {
				continue
			}
			all = append(all, s)
		}
	}
	return all
}

// fit fits words into a table, in the order of both, so that most labels are met;
// nil where less than half of them are.
func (m *maker) fit(t *form.Table, words []word) *fit {
	f := &fit{table: t, slots: slotsOf(t)}
	if len(f.slots)*len(words) > mostFit || !m.mayFit(f.slots, words) {
		return nil
	}
	steps := m.steps(f.slots, words)
	return f.follow(steps, len(words))
}

// mayFit reports whether half of the labels stand in the words at all.
func (m *maker) mayFit(slots []slot, words []word) bool {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(plain(w.text))
	}
	all, there := 0, 0
	for _, s := range slots {
		if s.label == "" {
			continue
		}
		if all++; strings.Contains(b.String(), bare(s.label)) {
			there++
		}
	}
	return there*2 >= all
}

// step is the best way on from a slot and a word: how many words the slot takes; 0
// passes the slot over, -1 the word.
type step struct {
	score float64
	take  int
}

func (m *maker) steps(slots []slot, words []word) [][]step {
	n, k := len(slots), len(words)
	best := make([][]step, n+1)
	best[n] = make([]step, k+1)
	for i := n - 1; i >= 0; i-- {
		best[i] = make([]step, k+1)
		for j := k; j >= 0; j-- {
			s := step{best[i+1][j].score, 0}
			if j < k && best[i][j+1].score > s.score {
				s = step{best[i][j+1].score, -1}
			}
			if j < k {
				m.takes(&slots[i], words[j:], func(count int, score float64) {
					if v := score + best[i+1][j+count].score; v >= s.score { // of equal ways the nearest cell's
						s = step{v, count}
					}
				})
			}
			best[i][j] = s
		}
	}
	return best
}

// takes tells in which ways a slot can take the first words.
func (m *maker) takes(s *slot, words []word, way func(count int, score float64)) {
	if s.label == "" {
		if looksLikeFigure(words[0].text) {
			way(1, perFigure)
		}
		return
	}
	label, joined := plain(s.label), ""
	for i := 0; i < len(words) && i < mostJoined; i++ {
		joined += words[i].text
		all := 0.001 * float64(i) // of equal ways the one with a label's last mark
		if v := m.words.likeness(s.label, joined); v >= sure {
			way(i+1, v*(1+min(float64(len(label)), 24)/24)+all)
		} else if v >= alike {
			way(i+1, v*0.8+all)
		}
		if p := plain(joined); len(p) > len(label) || !strings.Contains(label, p) {
			return
		}
	}
}

// follow goes the best way.
func (f *fit) follow(best [][]step, words int) *fit {
	f.of = make([]int, words)
	for j := range f.of {
		f.of[j] = -1
	}
	labels, met, figures := 0, 0, 0
	f.first, f.last = -1, -1
	for i, j := 0, 0; i < len(f.slots); {
		take := best[i][j].take
		if take < 0 {
			j++
			continue
		}
		if f.slots[i].label != "" {
			if labels++; take > 0 {
				met++
			}
		} else {
			figures += take
		}
		for ; take > 0; take-- {
			f.of[j], f.last = i, j
			if f.first < 0 {
				f.first = j
			}
			j++
		}
		i++
	}
	if met*2 < labels || met < fewLabels || figures < fewLabels {
		return nil
	}
	f.score = best[0][0].score - 0.5*float64(labels-met)
	for j := f.first; j <= f.last; j++ {
		if f.of[j] < 0 {
			f.score -= perFigure // another form may have it
		}
	}
	return f
}

// grid makes a table of the words. A row in which there are as many figures as
// the form has keeps the form's columns; in another all figures stand in a row, so
// that they are found to be too many or too few.
func (f *fit) grid(words []word) *original.Grid {
	for ; f.first > 0 && words[f.first-1].block == words[f.first].block; f.first-- { // paragraphs go in whole
	}
	for ; f.last+1 < len(words); f.last++ { // also figures that follow: the last row may have one too many
		if next := words[f.last+1]; next.block != words[f.last].block && !looksLikeFigure(next.text) && !f.again(words[f.last+1:]) {
			break
		}
	}
	g := &original.Grid{Place: words[f.first].place, Columns: len(f.table.Columns)}
	passed, together := false, f.rowsTogether(words)
	for at := f.first; at <= f.last; {
		row, to := f.rowAt(words, at)
		for j := at; j < to; j++ {
			passed = passed || f.passed(j, words[j].text)
		}
		g.Rows++
		from := len(g.Cells)
		f.row(g, row, words, at, to)
		for _, c := range g.Cells[from:] {
			switch {
			case passed:
				c.Doubt(diag.T("原件的行或列与表式的次序不同", "rows or columns stand in another order than the form's"))
			case f.scattered(words, at, to), together && f.parted(words, at, to):
				c.Doubt(diag.T("原件这一行的数字不在同一段里，可能混进了页码", "the row's figures stand in several paragraphs; one may be a page number"))
			}
		}
		at = to
	}
	for _, c := range g.Cells {
		g.Columns = max(g.Columns, c.Column+c.ColSpan-1)
	}
	return g
}

// passed reports whether a word is a label of the table that was passed over, or
// does not come where the form has it: rows or columns stand in another order.
func (f *fit) passed(j int, text string) bool {
	return f.of[j] < 0 && slices.ContainsFunc(f.slots, func(s slot) bool { return s.label != "" && bare(s.label) == bare(text) })
}

// again reports whether words are a row's name and a figure.
func (f *fit) again(words []word) bool {
	if len(words) < 2 || !looksLikeFigure(words[1].text) {
		return false
	}
	for i := 1; i < len(f.slots); i++ {
		if l := f.slots[i-1].label; f.slots[i].label == "" && l != "" && bare(l) == bare(words[0].text) {
			return true
		}
	}
	return false
}

// scattered reports whether a row's figures stand in several paragraphs, and more
// than one in some: one of them may be a page number in the place of a blank.
func (f *fit) scattered(words []word, at, to int) bool {
	in, figures := map[int]bool{}, 0
	for j := at; j < to; j++ {
		if i := f.of[j]; i >= 0 && f.slots[i].label == "" {
			in[words[j].block] = true
			figures++
		}
	}
	return len(in) > 1 && len(in) < figures
}

// rowAt gives the row of the table that the words from at on stand in, and where
// they end. Words that belong to no cell stay with those before, but for the name
// of a row that comes again, and so do figures that may be theirs.
func (f *fit) rowAt(words []word, at int) (row, to int) {
	row = -1
	apart := f.of[at] < 0 && f.again(words[at:])
	for to = at; to <= f.last; to++ {
		switch i := f.of[to]; {
		case i < 0 && to > at && f.again(words[to:]), i >= 0 && apart:
			return row, to
		case i < 0:
		case row < 0:
			row = f.slots[i].row
		case f.slots[i].row != row && !f.nameless(to):
			return row, to
		}
	}
	return row, to
}

// nameless reports whether a row that the form gives a name begins with a figure, and
// no word stands in the name's place: the figure may be of the row above.
func (f *fit) nameless(at int) bool {
	i := f.of[at]
	first := slices.IndexFunc(f.slots, func(s slot) bool { return s.row == f.slots[i].row })
	return f.of[at-1] >= 0 && f.slots[i].label == "" && f.slots[first].label != ""
}

// row makes a row of the words from at to to.
func (f *fit) row(g *original.Grid, row int, words []word, at, to int) {
	column := 1
	whole := f.whole(row, words, at, to)
	add := func(text string, w word, col, span int) *original.Cell {
		c := &original.Cell{Place: w.place, RowSpan: 1, ColSpan: span, Text: text}
		c.Row, c.Column = g.Rows, col
		if w.alone {
			f.alone = append(f.alone, c)
		}
		g.Cells = append(g.Cells, c)
		column = col + span
		return c
	}
	var label *original.Cell
	last := -1
	for j := at; j < to; j++ {
		i := f.of[j]
		switch {
		case i >= 0 && i == last && f.slots[i].label != "":
			label.Text += words[j].text
		case i >= 0 && (whole || f.slots[i].label != ""):
			label = add(words[j].text, words[j], max(column, f.slots[i].Col+1), f.slots[i].ColSpan)
		default:
			add(words[j].text, words[j], column, 1)
		}
		last = i
	}
}

// whole reports whether the words from at to to have a row's figures one by one,
// and no more.
func (f *fit) whole(row int, words []word, at, to int) bool {
	want, have, taken := 0, 0, 0
	for _, s := range f.slots {
		if s.row == row && s.label == "" {
			want++
		}
	}
	for j := at; j < to; j++ {
		i := f.of[j]
		if i >= 0 && f.slots[i].label == "" {
			taken++
		}
		if i < 0 && looksLikeFigure(words[j].text) || i >= 0 && f.slots[i].label == "" {
			have++
		}
	}
	return have == want && taken == want
}
