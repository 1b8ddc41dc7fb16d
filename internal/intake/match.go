package intake

import (
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/intake/original"
)

// match says which rows of a sheet are which of a form's table.
type match struct {
	part  *form.Part
	table *form.Table
	rows  []formRow
	sheet *sheet
	line  []int  // the sheet's line of each row; -1 none
	leaf  []int  // the index of the cell with the row's name in that line; -1 it has none
	vague []bool // the row's name differs, or it was told by its place alone
	gap   []bool // it was told by its place alone

	found, missing int // rows of figures

	named []*wordsOnly // by row: what stands where the figure of one belongs that was told by its name alone; nil: others
}

// matcher compares tables of forms with sheets.
type matcher struct {
	words  *otherNames
	agency string
	year   int

	wants   map[string]bool // figures that have to be whole numbers, part.row.column
	letters string          // of all labels of all forms
}

// match finds a form's table in a sheet; nil where it is not there.
func (m *matcher) match(p *form.Part, rows []formRow, s *sheet) *match {
	if !worth(rows, s) {
		return nil
	}
	out := &match{part: p, table: p.Table, rows: rows, sheet: s}
	m.align(out)
	m.fillGaps(out)
	heads := 0
	for r := range out.rows {
		switch got := out.line[r] >= 0; {
		case len(out.rows[r].values) == 0 && got:
			heads++
		case len(out.rows[r].values) == 0:
		case got:
			out.found++
		default:
			out.missing++
		}
	}
	if out.found == 0 || out.found*5 < (out.found+out.missing)*2 || out.found < 3 && heads == 0 {
		return nil
	}
	m.byName(out)
	return out
}

// worth reports whether a fifth of the table's labels stand in the sheet.
func worth(rows []formRow, s *sheet) bool {
	if s.has == nil {
		s.has = map[string]bool{}
		for _, l := range s.lines {
			for _, c := range l.cells {
				s.has[bare(c.Text)] = true
			}
		}
	}
	all, there := 0, 0
	for _, f := range rows {
		for _, t := range f.labels {
			if all++; s.has[bare(t)] {
				there++
			}
		}
	}
	return there*5 >= all
}

// align finds the pairs of rows in the same order that are most alike.
func (m *matcher) align(out *match) {
	n, k := len(out.rows), len(out.sheet.lines)
	score, leaf := make([][]float64, n), make([][]int, n)
	best := make([][]float64, n+1)
	best[n] = make([]float64, k+1)
	for r := n - 1; r >= 0; r-- {
		score[r], leaf[r], best[r] = make([]float64, k), make([]int, k), make([]float64, k+1)
		for i := k - 1; i >= 0; i-- {
			score[r][i], leaf[r][i] = m.meets(&out.rows[r], &out.sheet.lines[i])
			best[r][i] = max(best[r+1][i], best[r][i+1])
			if s := score[r][i]; s > 0 {
				best[r][i] = max(best[r][i], s+best[r+1][i+1])
			}
		}
	}
	out.line, out.leaf, out.vague, out.gap = make([]int, n), make([]int, n), make([]bool, n), make([]bool, n)
	for r, i := 0, 0; r < n; r++ {
		out.line[r], out.leaf[r] = -1, -1
		for i < k && best[r][i] == best[r][i+1] {
			i++ // of equal ways the one that takes the later rows: a head that is repeated is nearest
		}
		if i < k && score[r][i] > 0 && best[r][i] == score[r][i]+best[r+1][i+1] {
			out.line[r], out.leaf[r] = i, leaf[r][i]
			out.vague[r] = out.rows[r].leaf != "" && m.words.likeness(out.rows[r].leaf, out.sheet.lines[i].cells[leaf[r][i]].Text) < sure
			i++
		}
	}
}

// meets says how alike a row of the form and one of the original are, 0 for not
// at all, and which cell has the row's name.
func (m *matcher) meets(f *formRow, l *line) (score float64, leaf int) {
	switch {
	case len(f.values) == 0:
		return m.meetsHead(f, l), -1
	case f.leaf == "":
		return meetsNameless(f, l), -1
	}
	leaf = -1
	for k, c := range l.cells {
		rest := l.cells[k+1:]
		if looksLikeFigure(c.Text) {
			continue
		}
		s := m.words.likeness(f.leaf, c.Text)
		if s < alike || len(rest) == 0 || !m.figuresFollow(f, rest) {
			continue
		}
		s *= 10
		if len(rest) == len(f.after) {
			s++
			for i, a := range f.after {
				if a != "" && plain(a) == plain(rest[i].Text) {
					s += 0.5
				}
			}
		}
		if s > score {
			score, leaf = s, k
		}
	}
	return score, leaf
}

// figuresFollow reports whether at least half of what follows a row's name looks
// like figures, units aside.
func (m *matcher) figuresFollow(f *formRow, rest []*original.Cell) bool {
	figures, others := 0, 0
	for i, c := range rest {
		switch {
		case i < len(f.after) && f.after[i] != "" && plain(f.after[i]) == plain(c.Text):
		case looksLikeFigure(c.Text):
			figures++
		default:
			others++
		}
	}
	return figures >= others && figures > 0
}

// meetsNameless compares a row whose figures are told by their columns alone.
func meetsNameless(f *formRow, l *line) float64 {
	figures, labels := 0, 0
	for i, c := range l.cells {
		switch {
		case looksLikeFigure(c.Text):
			figures++
		case i > 0:
			labels++
		}
	}
	n := len(f.values)
	if labels*4 > n || figures*10 < n*6 {
		return 0
	}
	score := 6 * float64(min(figures, n)) / float64(max(figures, n))
	if !l.blank() {
		score += 2
	}
	return score
}

// meetsHead compares rows of labels: which share of them is in both, in the same
// order.
func (m *matcher) meetsHead(f *formRow, l *line) float64 {
	var there []string
	for _, c := range l.cells {
		if trim(c.Text) != "" {
			there = append(there, c.Text)
		}
	}
	pairs := m.pairs(f.labels, there, alike)
	n := 0
	for _, p := range pairs {
		if p >= 0 {
			n++
		}
	}
	if all := max(len(f.labels), len(there)); n*2 >= all && all > 0 {
		return 3 * float64(n) / float64(all)
	}
	return 0
}

// pairs finds each label of a in b, in the same order; -1 where none is as alike
// as least.
func (m *matcher) pairs(a, b []string, least float64) []int {
	n, k := len(a), len(b)
	best := make([][]float64, n+1)
	best[n] = make([]float64, k+1)
	for i := n - 1; i >= 0; i-- {
		best[i] = make([]float64, k+1)
		for j := k - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s := m.words.likeness(a[i], b[j]); s >= least {
				best[i][j] = max(best[i][j], s+best[i+1][j+1])
			}
		}
	}
	out := make([]int, n)
	for i, j := 0, 0; i < n; i++ {
		out[i] = -1
		for j < k && best[i][j] == best[i][j+1] {
			j++
		}
		if j < k && best[i][j] != best[i+1][j] {
			out[i] = j
			j++
		}
	}
	return out
}

// fillGaps takes rows with figures whose name is not known for the rows of the
// form at whose place they stand, if there are as many of both.
func (m *matcher) fillGaps(out *match) {
	for _, g := range out.gaps() {
		if g.to < len(out.rows) {
			out.takeGap(g.from, g.to, g.begin, g.end)
		}
	}
}

// gap is rows of the form that were not found, behind one that was, and the lines
// between those of the rows beside them.
type gap struct {
	from, to   int // rows
	begin, end int // lines
}

func (out *match) gaps() (all []gap) {
	for r := 1; r < len(out.rows); r++ {
		if out.line[r] >= 0 || out.line[r-1] < 0 {
			continue
		}
		g := gap{from: r, to: r, begin: out.line[r-1] + 1, end: len(out.sheet.lines)}
		for g.to < len(out.rows) && out.line[g.to] < 0 {
			g.to++
		}
		if g.to < len(out.rows) {
			g.end = out.line[g.to]
		}
		all = append(all, g)
	}
	return all
}

func (out *match) takeGap(r, to, begin, end int) {
	var rows, ls []int
	for ; r < to; r++ {
		if f := &out.rows[r]; len(f.values) > 0 && f.leaf != "" {
			rows = append(rows, r)
		}
	}
	for i := begin; i < end; i++ {
		l := &out.sheet.lines[i]
		if len(rows) == 0 || l.named() < 0 || len(l.cells)-l.named()-1 != len(out.rows[rows[0]].after) {
			continue
		}
		if out.isName(l.cells[l.named()].Text) {
			return // rows stand in another order
		}
		ls = append(ls, i)
	}
	if len(rows) != len(ls) {
		return
	}
	for i, r := range rows {
		out.line[r], out.leaf[r], out.vague[r], out.gap[r] = ls[i], out.sheet.lines[ls[i]].named(), true, true
	}
}

// isName reports whether a text is the name of some row of the form.
func (out *match) isName(text string) bool {
	return slices.ContainsFunc(out.rows, func(f formRow) bool { return f.leaf != "" && bare(f.leaf) == bare(text) })
}

// named gives the last cell before the figures at the end of a row, -1 where
// there is none.
func (l *line) named() int {
	i := len(l.cells) - 1
	for i >= 0 && looksLikeFigure(l.cells[i].Text) {
		i--
	}
	if i == len(l.cells)-1 {
		return -1
	}
	return i
}
