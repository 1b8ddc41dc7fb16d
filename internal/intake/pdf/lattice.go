package pdf

import (
	"cmp"
	"slices"
	"sort"

	"nianbao/internal/intake/pdf/content"
)

// Tolerances in points: how far rules may be from where they should meet.
const (
	sameRule   = 1.2 // rules of one line
	ruleGap    = 2.6 // in a line that is drawn in pieces
	sameEdge   = 3.0 // edges of cells: double rules are one
	mostLines  = 3000
	mostAcross = 200
	mostDown   = 1000
	mostWork   = 20_000_000 // tables of a page times its glyphs
)

// lattice is a table of rules: edges of columns and rows, and its cells.
type lattice struct {
	xs, ys []float64
	cells  []latticeCell
	at     [][]int // index of the cell, by row and column
}

// latticeCell is a cell from row and column on, counted from 0.
type latticeCell struct {
	row, column, rows, columns int
	beside                     bool // no rule ends it on the right, as rules end other rows: it lies beside a narrower table
}

func (l *lattice) box() content.Box {
	return content.Box{X0: l.xs[0], Y0: l.ys[0], X1: l.xs[len(l.xs)-1], Y1: l.ys[len(l.ys)-1]}
}

// cellAt gives the index of the cell at a point; -1: none.
func (l *lattice) cellAt(x, y float64) int {
	c := sort.SearchFloat64s(l.xs, x) - 1
	r := sort.SearchFloat64s(l.ys, y) - 1
	if r < 0 || c < 0 || r >= len(l.at) || c >= len(l.at[r]) {
		return -1
	}
	return l.at[r][c]
}

// lattices finds the tables of a page; refused says that there are too many
// rules for any table.
func lattices(p *content.Page) (all []*lattice, refused bool) {
	level, upright := strokes(p.Rules, false), strokes(p.Rules, true)
	if len(level)+len(upright) > mostLines {
		return nil, true
	}
	for _, group := range connected(append(level, upright...)) {
		l, tooLarge := newLattice(group)
		refused = refused || tooLarge
		if l != nil {
			all = append(all, l)
		}
	}
	if len(all)*len(p.Glyphs) > mostWork {
		return nil, true
	}
	slices.SortFunc(all, func(a, b *lattice) int { return cmp.Compare(a.ys[0], b.ys[0]) })
	return all, refused
}

// stroke is a rule along one axis: at is its place across.
type stroke struct {
	upright      bool
	at, from, to float64
}

// strokes puts the pieces of rules of one direction together.
func strokes(rules []content.Rule, upright bool) []stroke {
	var all []stroke
	for _, r := range rules {
		s := stroke{false, (r.Y0 + r.Y1) / 2, r.X0, r.X1}
		if r.Upright {
			s = stroke{true, (r.X0 + r.X1) / 2, r.Y0, r.Y1}
		}
		if r.Upright == upright {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b stroke) int { return cmp.Compare(a.at, b.at) })
	for i := 0; i < len(all); { // those of one line get its place
		k := i
		for k < len(all) && all[k].at-all[i].at <= sameRule {
			k++
		}
		at := all[i].at
		for ; i < k; i++ {
			all[i].at = at
		}
	}
	slices.SortFunc(all, func(a, b stroke) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	kept := all[:0]
	for _, s := range all {
		if n := len(kept); n > 0 && kept[n-1].at == s.at && s.from <= kept[n-1].to+ruleGap {
			kept[n-1].to = max(kept[n-1].to, s.to)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// connected groups rules that meet.
func connected(all []stroke) [][]stroke {
	group := make([]int, len(all))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range all {
		for k := i + 1; k < len(all); k++ {
			if meets(a, all[k]) {
				group[find(i)] = find(k)
			}
		}
	}
	by := map[int]int{}
	var out [][]stroke
	for i, s := range all {
		g := find(i)
		n, ok := by[g]
		if !ok {
			n = len(out)
			by[g] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], s)
	}
	return out
}

// meets reports whether two rules touch. Parallel ones do if they are a double
// rule.
func meets(a, b stroke) bool {
	if a.upright == b.upright {
		return a.at-b.at <= sameEdge && b.at-a.at <= sameEdge && a.from <= b.to+ruleGap && b.from <= a.to+ruleGap
	}
	return a.from-sameEdge <= b.at && b.at <= a.to+sameEdge && b.from-sameEdge <= a.at && a.at <= b.to+sameEdge
}

// newLattice makes a table of rules that meet; nil: they are none.
func newLattice(group []stroke) (l *lattice, tooLarge bool) {
	var xs, ys []float64
	box := content.Box{X0: 1e9, Y0: 1e9, X1: -1e9, Y1: -1e9}
	for _, s := range group {
		if s.upright {
			xs = append(xs, s.at)
			box.Y0, box.Y1 = min(box.Y0, s.from), max(box.Y1, s.to)
		} else {
			ys = append(ys, s.at)
			box.X0, box.X1 = min(box.X0, s.from), max(box.X1, s.to)
		}
	}
	if len(xs) == 0 || len(ys) == 0 {
		return nil, false
	}
	// A table may be open at its sides: its rules' ends are edges too.
	xs, ys = edges(xs, box.X0, box.X1), edges(ys, box.Y0, box.Y1)
	if len(xs) < 2 || len(ys) < 2 {
		return nil, false // a cross of rules too short to have a side
	}
	if len(xs)-1 > mostAcross || len(ys)-1 > mostDown {
		return nil, true
	}
	l = &lattice{xs: xs, ys: ys}
	l.part(group)
	if len(l.cells) < 2 {
		return nil, false
	}
	return l, false
}

// edges gives the places of edges: those that are near are one; from and to are
// ends of the table.
func edges(at []float64, from, to float64) []float64 {
	slices.Sort(at)
	if at[0]-from > sameEdge {
		at = slices.Insert(at, 0, from)
	}
	if to-at[len(at)-1] > sameEdge {
		at = append(at, to)
	}
	kept := []float64{at[0]}
	for _, v := range at[1:] {
		if v-kept[len(kept)-1] > sameEdge {
			kept = append(kept, v)
		}
	}
	return kept
}

// walls tells which edges of places in the grid are drawn.
type walls struct {
	right, below [][]bool // by row and column
}

func (l *lattice) walls(group []stroke) walls {
	rows, columns := len(l.ys)-1, len(l.xs)-1
	w := walls{make([][]bool, rows), make([][]bool, rows)}
	for r := range rows {
		w.right[r], w.below[r] = make([]bool, columns), make([]bool, columns)
	}
	for _, s := range group {
		across, along := l.ys, l.xs
		if s.upright {
			across, along = l.xs, l.ys
		}
		edge := nearest(across, s.at) - 1 // of the places before it
		if edge < 0 || edge >= len(across)-1 {
			continue
		}
		for i := range len(along) - 1 {
			covered := min(s.to, along[i+1]) - max(s.from, along[i])
			if covered < 0.6*(along[i+1]-along[i]) {
				continue
			}
			if s.upright {
				w.right[i][edge] = true
			} else {
				w.below[edge][i] = true
			}
		}
	}
	return w
}

func nearest(at []float64, v float64) int {
	best := 0
	for i := range at {
		if abs(at[i]-v) < abs(at[best]-v) {
			best = i
		}
	}
	return best
}

func abs(v float64) float64 { return max(v, -v) }

// part makes cells of the places that no rule parts. Each is a rectangle: it
// takes what is to the right, then what is below.
func (l *lattice) part(group []stroke) {
	w := l.walls(group)
	rows, columns := len(l.ys)-1, len(l.xs)-1
	l.at = make([][]int, rows)
	for r := range l.at {
		l.at[r] = slices.Repeat([]int{-1}, columns)
	}
	for r := range rows {
		for c := range columns {
			if l.at[r][c] < 0 {
				l.cell(w, r, c)
			}
		}
	}
	if slices.ContainsFunc(w.right, func(row []bool) bool { return row[columns-1] }) {
		for i := range l.cells {
			k := &l.cells[i]
			k.beside = k.column+k.columns == columns && !slices.ContainsFunc(w.right[k.row:k.row+k.rows], func(row []bool) bool { return row[columns-1] })
		}
	}
}

// cell makes the cell that begins at row r and column c.
func (l *lattice) cell(w walls, r, c int) {
	rows, columns := len(l.ys)-1, len(l.xs)-1
	k := latticeCell{row: r, column: c, rows: 1, columns: 1}
	for c+k.columns < columns && !w.right[r][c+k.columns-1] && l.at[r][c+k.columns] < 0 {
		k.columns++
	}
	for r+k.rows < rows && l.open(w, k) {
		k.rows++
	}
	for y := r; y < r+k.rows; y++ {
		for x := c; x < c+k.columns; x++ {
			l.at[y][x] = len(l.cells)
		}
	}
	l.cells = append(l.cells, k)
}

// open reports whether a cell goes on in the row below: no rule is between, and
// the row is parted from its neighbours as the cell is.
func (l *lattice) open(w walls, k latticeCell) bool {
	r := k.row + k.rows
	for x := k.column; x < k.column+k.columns; x++ {
		if w.below[r-1][x] || l.at[r][x] >= 0 || x+1 < k.column+k.columns && w.right[r][x] {
			return false
		}
	}
	last := k.column + k.columns - 1
	closedRight := last+1 == len(l.xs)-1 || w.right[r][last]
	closedLeft := k.column == 0 || w.right[r][k.column-1]
	return closedRight && closedLeft
}
