package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/unit"
)

// glyph is a glyph as it is read: its box is turned so that its text runs to
// the right and lines follow downwards.
type glyph struct {
	*content.Glyph
	box  content.Box
	base float64
}

// straight turns a glyph's box.
func straight(g *content.Glyph) glyph {
	b := g.Box
	switch g.Turn {
	case content.Downward: // columns follow to the left
		return glyph{g, content.Box{X0: b.Y0, Y0: -b.X1, X1: b.Y1, Y1: -b.X0}, -g.Base}
	case content.Upward:
		return glyph{g, content.Box{X0: -b.Y1, Y0: b.X0, X1: -b.Y0, Y1: b.X1}, g.Base}
	case content.Leftward:
		return glyph{g, content.Box{X0: -b.X1, Y0: -b.Y1, X1: -b.X0, Y1: -b.Y0}, -g.Base}
	}
	return glyph{g, b, g.Base}
}

// line is a line of text.
type line struct {
	glyphs []glyph
	box    content.Box
	base   float64
	size   float64 // of its largest glyphs
}

// linesOf puts glyphs together to lines, from the top, each from the left.
// Glyphs of another turn than most follow after.
func linesOf(glyphs []*content.Glyph) []line {
	var by [5][]glyph
	most := content.Rightward
	for _, g := range glyphs {
		by[g.Turn] = append(by[g.Turn], straight(g))
		if len(by[g.Turn]) > len(by[most]) {
			most = g.Turn
		}
	}
	all := turned(by[most])
	for t := range by {
		if content.Turn(t) != most {
			all = append(all, turned(by[t])...)
		}
	}
	return all
}

// turned puts glyphs of one turn together to lines.
func turned(glyphs []glyph) []line {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.base, b.base) })
	var all []line
	for _, g := range glyphs {
		if n := len(all); n > 0 && g.base-all[n-1].base <= 0.4*max(all[n-1].size, g.Size) {
			l := &all[n-1]
			if g.Size > 1.2*l.size { // the line's own text, after a mark above it
				l.base = g.base
			}
			l.size = max(l.size, g.Size)
			l.glyphs = append(l.glyphs, g)
			continue
		}
		all = append(all, line{glyphs: []glyph{g}, base: g.base, size: g.Size})
	}
	return settled(all)
}

// settled settles lines and leaves out those of which nothing is left.
func settled(all []line) []line {
	kept := all[:0]
	for _, l := range all {
		if l.settle() {
			kept = append(kept, l)
		}
	}
	return kept
}

// settle sorts a line, takes blanks from its ends and measures it; false: nothing
// is left.
func (l *line) settle() bool {
	slices.SortStableFunc(l.glyphs, func(a, b glyph) int { return cmp.Compare(a.box.X0, b.box.X0) })
	for len(l.glyphs) > 0 && blank(l.glyphs[0]) {
		l.glyphs = l.glyphs[1:]
	}
	for n := len(l.glyphs); n > 0 && blank(l.glyphs[n-1]) && !l.wordSpace(); n = len(l.glyphs) {
		l.glyphs = l.glyphs[:n-1]
	}
	if len(l.glyphs) == 0 {
		return false
	}
	l.box = l.glyphs[0].box
	for _, g := range l.glyphs {
		if blank(g) {
			continue
		}
		l.box = content.Box{X0: min(l.box.X0, g.box.X0), Y0: min(l.box.Y0, g.box.Y0), X1: max(l.box.X1, g.box.X1), Y1: max(l.box.Y1, g.box.Y1)}
	}
	return true
}

// wordSpace reports whether the line ends with one space after a Latin letter,
// which parts words when the line is joined to the next.
func (l *line) wordSpace() bool {
	n := len(l.glyphs)
	return n > 1 && isASCIILetter(lastRune(l.glyphs[n-2].Text))
}

func blank(g glyph) bool { return strings.TrimSpace(g.Text) == "" }

// text gives a line's text.
func (l *line) text() string {
	var b strings.Builder
	var w writer
	w.line(l)
	for _, r := range w.done() {
		b.WriteString(r.Text)
	}
	return b.String()
}

// writer puts glyphs together to runs.
type writer struct {
	runs []original.Run
	text []byte // of the last run, until it is done
	last rune
	tail string // the end of what is written, for joining lines
}

// line appends a line, joined to what stands before.
func (w *writer) line(l *line) {
	w.join(l)
	var before *glyph
	for i := range l.glyphs {
		g := &l.glyphs[i]
		if g.Text == "" {
			before = g
			continue
		}
		if before != nil {
			w.add(gapJoin(w.last, firstRune(g.Text), (g.box.X0-before.box.X1)/g.Size), nil)
		}
		w.add(g.Text, g)
		before = g
	}
}

// join writes what stands between the lines.
func (w *writer) join(l *line) {
	if len(w.runs) == 0 || w.last == ' ' || w.last == '\n' {
		return
	}
	var below strings.Builder
	for i := 0; i < len(l.glyphs) && below.Len() < 60; i++ {
		below.WriteString(l.glyphs[i].Text)
	}
	between, drop := lineJoin(w.tail, below.String())
	if drop > 0 {
		w.text = w.text[:len(w.text)-drop]
	}
	w.add(between, nil)
}

// done gives the runs.
func (w *writer) done() []original.Run {
	if n := len(w.runs); n > 0 {
		w.runs[n-1].Text += string(w.text)
		w.text = w.text[:0]
	}
	return w.runs
}

// add appends text in the style of a glyph; nil: of what stands before.
func (w *writer) add(s string, g *glyph) {
	if s == "" {
		return
	}
	if n := len(w.runs); n == 0 || g != nil && !w.alike(&w.runs[n-1], g) {
		r := original.Run{}
		if g != nil {
			r.Bold, r.Size, r.Unsure = g.Font.Bold, halfPoints(g.Size), unsure(g.Glyph)
			if isWide(firstRune(s)) {
				r.Font = g.Font.Name
			}
		}
		w.runs = append(w.done(), r)
	}
	r := &w.runs[len(w.runs)-1]
	if r.Font == "" && g != nil && isWide(firstRune(s)) {
		r.Font = g.Font.Name
	}
	w.text = append(w.text, s...)
	w.last = lastRune(s)
	if w.tail += s; len(w.tail) > 200 {
		w.tail = w.tail[len(w.tail)-100:]
	}
}

// alike reports whether a glyph belongs into a run. Latin letters may be of
// another font.
func (w *writer) alike(r *original.Run, g *glyph) bool {
	if blank(*g) {
		return true
	}
	if r.Unsure != unsure(g.Glyph) {
		return false
	}
	wide := isWide(firstRune(g.Text))
	if wide && r.Font != "" && r.Font != g.Font.Name {
		return false
	}
	return r.Size == halfPoints(g.Size) && (r.Bold == g.Font.Bold || !wide && r.Font != "")
}

// unsure tells why a glyph may be no part of the text.
func unsure(g *content.Glyph) diag.Text {
	switch {
	case g.Struck:
		return original.Struck
	case g.Hidden:
		return original.Unseen
	case g.Denied && g.Font.DeniesFigures():
		return original.Denied
	case g.Unseen:
		return original.Guessed
	case g.Field:
		return original.Field
	}
	return diag.Text{}
}

// halfPoints rounds a size to half points, as word processors give it.
func halfPoints(size float64) unit.Length {
	return unit.Length(math.Round(size*2)) * 6350
}
