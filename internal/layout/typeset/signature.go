package typeset

import (
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// sealBlank is how many blank lines at least stand above a signature with a
// seal: a seal of 38 to 45 mm whose centre is on name and date then begins
// within one line of the text.
const sealBlank = 2

// signature sets name and date.
func (s *setter) signature(flow []slot, b *document.Signature) ([]slot, error) {
	f, err := s.face(b.Style)
	if err != nil {
		return nil, err
	}
	two := 2 * f.style.Em()
	edge := s.doc.Page.TextWidth() - two
	signer, err := s.balance(f, b.Name, edge)
	if err != nil {
		return nil, err
	}
	nameWidth, err := s.width(f, signer)
	if err != nil {
		return nil, err
	}
	dateWidth, err := s.width(f, b.Date)
	if err != nil {
		return nil, err
	}
	place, blank := unsealed, b.Blank
	if b.Sealed {
		place, blank = sealed, max(b.Blank, sealBlank)
	}
	name, date := place(s.doc.Page.TextWidth(), f.style.Em(), nameWidth, dateWidth, nameWidth > edge || strings.Contains(signer.Text, "\n"))
	indent := unit.Length(f.style.First+f.style.Left) * f.style.Em() // comes on top
	above, keep := s.blank(blank), document.MayPart
	if b.Date.Text != "" {
		keep = document.KeepLines
	}
	for _, part := range []struct {
		run  document.Run
		left unit.Length
		keep document.Keep
	}{{signer, name, keep}, {b.Date, date, document.MayPart}} {
		if part.run.Text == "" {
			continue
		}
		// never left of the text; whole twips, so that Word's indent is the same
		left := (max(part.left, 0) - indent) / unit.Twip * unit.Twip
		from := len(flow)
		flow, err = s.paragraph(flow, &document.Paragraph{Style: b.Style, Runs: []document.Run{part.run}, Left: left, Above: above, KeepNext: part.keep})
		if err != nil {
			return nil, err
		}
		for i := from; i < len(flow); i++ {
			flow[i].par.signed, flow[i].par.sealed = true, b.Sealed
		}
		above = 0
	}
	return flow, nil
}

// unsealed gives where name and date begin without a seal (GB/T 9704-2012
// 7.3.5.2): the name ends two characters before the right edge, the date begins
// two characters after the name's beginning; a date longer than the name ends
// two characters before the edge and moves the name. A name that is too long is
// broken into several lines that begin below each other; the date then ends
// where it does.
func unsealed(full, em, nameWidth, dateWidth unit.Length, several bool) (name, date unit.Length) {
	edge := full - 2*em
	name, date = max(edge-nameWidth, 0), max(edge-dateWidth, 0)
	switch {
	case nameWidth == 0 || dateWidth == 0 || several:
	case dateWidth > nameWidth:
		name = date - 2*em
	default:
		date = name + 2*em
	}
	return name, date
}

// sealed gives where name and date begin below a seal (7.3.5.1): the date ends
// four characters before the right edge, the name is centred on it; a name that
// is too long for that ends at the edge and moves the date.
func sealed(full, em, nameWidth, dateWidth unit.Length, _ bool) (name, date unit.Length) {
	date = max(full-4*em-dateWidth, 0)
	name = date + (dateWidth-nameWidth)/2
	if over := name + nameWidth - full; over > 0 && nameWidth > 0 {
		name -= over
		date -= over
	}
	if name < 0 && nameWidth > 0 {
		name, date = 0, max((full-dateWidth)/2, 0)
	}
	return name, date
}

// signed notes where a line of the signature stands: the line above ends at
// end, the line itself begins at top.
func (s *setter) signed(sl *slot, end, top unit.Length) {
	l, d := s.layout, &s.doc.Page
	line := &sl.par.lines[sl.line]
	x := d.LeftOf(len(l.Pages)) + sl.par.left
	avail := sl.par.width
	if sl.line == 0 {
		x += sl.par.first
		avail -= sl.par.first
	}
	x, _ = align(sl.par.chars, line, x, avail, sl.par.style.Align)
	box := Rect{X: x, Y: top, W: line.width, H: sl.height}
	page := len(l.Pages) - 1
	if l.Signature == nil || l.Signature.Page != page {
		l.Signature = &Signature{Page: page, Box: box, Above: end}
	} else {
		l.Signature.Box = union(l.Signature.Box, box)
	}
	l.Signature.Node, l.Signature.Sealed = sl.par.node, sl.par.sealed
}

// union gives the rectangle around two.
func union(a, b Rect) Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return Rect{X: x, Y: y, W: max(a.X+a.W, b.X+b.W) - x, H: max(a.Y+a.H, b.Y+b.H) - y}
}

// width gives the width of the widest line of a run that no edge breaks.
func (s *setter) width(f *face, run document.Run) (most unit.Length, err error) {
	cs, err := s.shape(nil, f, []document.Run{run}, 0)
	for from, i := 0, 0; i <= len(cs); i++ {
		if i == len(cs) || cs[i].class == newline {
			most = max(most, measure(cs, from, from, i))
			from = i + 1
		}
	}
	return most, err
}
