package typeset

import "nianbao/internal/unit"

// borders finds the rules of a stretch of rows: an edge between two grid
// positions is ruled unless one cell covers both.
type borders struct {
	xs, ys []unit.Length // edges of the grid, on dots
	cell   []int         // which cell covers a position; 0: none
	n      int
}

// begin begins a stretch of rows; xs and ys are the edges of its grid.
func (b *borders) begin(xs, ys []unit.Length) {
	b.xs, b.ys, b.n = snapAll(b.xs[:0], xs), snapAll(b.ys[:0], ys), 0
	b.cell = append(b.cell[:0], make([]int, b.rows()*b.cols())...)
}

func (b *borders) rows() int { return len(b.ys) - 1 }
func (b *borders) cols() int { return len(b.xs) - 1 }

func snapAll(dst, v []unit.Length) []unit.Length {
	for _, l := range v {
		dst = append(dst, l.Snap(unit.Dot))
	}
	return dst
}

func (b *borders) cover(r0, r1, c0, c1 int) {
	b.n++
	for r := r0; r < r1; r++ {
		for c := c0; c < c1; c++ {
			b.cell[r*b.cols()+c] = b.n
		}
	}
}

func (b *borders) rect(r0, r1, c0, c1 int, fill string) Rect {
	return Rect{X: b.xs[c0], Y: b.ys[r0], W: b.xs[c1] - b.xs[c0], H: b.ys[r1] - b.ys[r0], Fill: fill}
}

// at is the cell at a position; outside the grid it is none.
func (b *borders) at(r, c int) int {
	if r < 0 || c < 0 || r >= b.rows() || c >= b.cols() {
		return -1
	}
	return b.cell[r*b.cols()+c]
}

// rules adds the rules as rectangles, stretches in one line joined. A rule
// reaches half its width beyond its ends, so that corners are closed.
func (b *borders) rules(dst []Rect, width unit.Length) []Rect {
	w := max(width.Snap(unit.Dot), unit.Dot)
	half := (w / 2).Snap(unit.Dot)
	for r := 0; r <= b.rows(); r++ {
		for c := 0; c < b.cols(); c++ {
			from := c
			for c < b.cols() && b.at(r-1, c) != b.at(r, c) {
				c++
			}
			if c > from {
				dst = append(dst, Rect{X: b.xs[from] - half, Y: b.ys[r] - half, W: b.xs[c] - b.xs[from] + w, H: w})
			}
		}
	}
	for c := 0; c <= b.cols(); c++ {
		for r := 0; r < b.rows(); r++ {
			from := r
			for r < b.rows() && b.at(r, c-1) != b.at(r, c) {
				r++
			}
			if r > from {
				dst = append(dst, Rect{X: b.xs[c] - half, Y: b.ys[from] - half, W: w, H: b.ys[r] - b.ys[from] + w})
			}
		}
	}
	return dst
}
