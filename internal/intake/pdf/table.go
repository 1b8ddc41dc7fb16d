package pdf

import (
	"strings"

	"nianbao/internal/character"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/unit"
)

// filled is a lattice with the glyphs of its cells.
type filled struct {
	*lattice
	glyphs  [][]*content.Glyph // by cell
	crossed []int              // cells whose figure stands across a rule
}

// fill takes the glyphs that stand in the lattice out of glyphs and puts them
// into its cells; the rest is given back.
func (l *lattice) fill(glyphs []*content.Glyph) (*filled, []*content.Glyph) {
	f := &filled{lattice: l, glyphs: make([][]*content.Glyph, len(l.cells))}
	box := l.box()
	var level []glyph
	rest := glyphs[:0:0]
	for _, g := range glyphs {
		x, y := g.Box.Mid()
		switch {
		case x < box.X0 || x > box.X1 || y < box.Y0 || y > box.Y1:
			rest = append(rest, g)
		case g.Turn == content.Rightward:
			level = append(level, straight(g))
		default:
			f.put(l.cellAt(x, y), g)
		}
	}
	for _, n := range turned(level) {
		for _, piece := range l.pieces(n.glyphs) {
			f.putPiece(piece)
		}
	}
	return f, rest
}

func (f *filled) put(cell int, g *content.Glyph) {
	if cell >= 0 {
		f.glyphs[cell] = append(f.glyphs[cell], g)
	}
}

// putPiece puts a piece of text into the cell in which most of it stands.
func (f *filled) putPiece(piece []glyph) {
	in := map[int]int{}
	best, digits := -1, false
	for _, g := range piece {
		x, y := g.box.Mid()
		c := f.cellAt(x, y)
		if in[c]++; best < 0 || in[c] > in[best] {
			best = c
		}
		digits = digits || character.IsDigit(firstRune(g.Text))
	}
	if len(in) > 1 && digits {
		f.crossed = append(f.crossed, best)
	}
	for _, g := range piece {
		f.put(best, g.Glyph)
	}
}

// pieces parts a line's glyphs where a rule may stand between them: at gaps. A
// figure that is too wide for its cell goes across the rule and stays whole.
func (l *lattice) pieces(glyphs []glyph) (all [][]glyph) {
	from := 0
	for i := 1; i < len(glyphs); i++ {
		a, b := glyphs[i-1], glyphs[i]
		gap := (b.box.X0 - a.box.X1) / b.Size
		ax, ay := a.box.Mid()
		bx, by := b.box.Mid()
		apart := l.cellAt(ax, ay) != l.cellAt(bx, by)
		figure := character.IsDigit(lastRune(a.Text)) && character.IsDigit(firstRune(b.Text))
		if gap > 0.15 || apart && !figure && l.between(a, b) {
			all = append(all, glyphs[from:i])
			from = i
		}
	}
	return append(all, glyphs[from:])
}

// between reports whether a rule stands between two glyphs rather than through
// one of them.
func (l *lattice) between(a, b glyph) bool {
	tolerance := 0.15 * b.Size
	for _, x := range l.xs {
		if x > a.box.X1-tolerance && x < b.box.X0+tolerance {
			return true
		}
	}
	return false
}

// grid gives the table.
func (f *filled) grid(p *page) *original.Grid {
	page := p.number
	g := &original.Grid{Place: original.Place{Page: page}, Rows: len(f.ys) - 1, Columns: len(f.xs) - 1}
	for i, k := range f.cells {
		c := &original.Cell{Place: original.Place{Page: page, Row: k.row + 1, Column: k.column + 1}, RowSpan: k.rows, ColSpan: k.columns}
		text := cellText(linesOf(f.glyphs[i]))
		c.Text, c.Bold, c.Size = strings.TrimSpace(text.Text()), text.Bold(), text.Size()
		c.DoubtOf(text)
		if smallDigits(text) {
			c.Doubt(original.Raised)
		}
		if p.Outside > 0 && f.atEdge(k, p) {
			c.Doubt(original.Unseen) // the paper ends in the cell
		}
		if k.beside && c.Text == "" {
			continue
		}
		g.Cells = append(g.Cells, c)
	}
	return g
}

// atEdge reports whether a cell reaches to an edge of the paper.
func (f *filled) atEdge(k latticeCell, p *page) bool {
	return f.xs[k.column] < sameEdge || f.xs[k.column+k.columns] > p.Width-sameEdge ||
		f.ys[k.row] < sameEdge || f.ys[k.row+k.rows] > p.Height-sameEdge
}

// cellText joins a cell's lines.
func cellText(all []line) *original.Paragraph {
	var w writer
	for i := range all {
		w.parted(&all[i])
		w.line(&all[i])
	}
	return &original.Paragraph{Runs: w.done()}
}

// smallDigits reports whether digits of two sizes stand in a cell: the small ones
// may be a mark of a note.
func smallDigits(p *original.Paragraph) bool {
	least, most := unit.Length(0), unit.Length(0)
	for _, r := range p.Runs {
		if r.Size == 0 || !strings.ContainsFunc(r.Text, character.IsDigit) {
			continue
		}
		if least == 0 || r.Size < least {
			least = r.Size
		}
		most = max(most, r.Size)
	}
	return least*100 < most*88
}

// parted writes a line break between two lines of a cell that end and begin with
// a digit, for they may be one figure or two.
func (w *writer) parted(l *line) {
	if character.IsDigit(w.last) && character.IsDigit(firstRune(l.glyphs[0].Text)) {
		w.add("\n", nil)
	}
}

// crossedCells gives the cells of which a figure stands across a rule.
func (f *filled) crossedCells() (places []latticeCell) {
	for _, i := range f.crossed {
		if i >= 0 {
			places = append(places, f.cells[i])
		}
	}
	return places
}

func (f *filled) empty() bool {
	for _, cell := range f.glyphs {
		for _, g := range cell {
			if strings.TrimSpace(g.Text) != "" {
				return false
			}
		}
	}
	return true
}
