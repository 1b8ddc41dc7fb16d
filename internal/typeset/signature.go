package typeset

import (
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// signature sets name and date without a seal (GB/T 9704-2012 7.3.5.2): the
// name ends two characters before the right edge, the date begins two
// characters after the name's beginning; a date longer than the name ends two
// characters before the edge and moves the name. A name that is too long is
// broken into lines that begin below each other; the date then ends where it does.
func (s *setter) signature(flow []slot, b *document.Signature) ([]slot, error) {
	f, err := s.face(b.Style)
	if err != nil {
		return nil, err
	}
	two := 2 * f.style.Em()
	edge := s.doc.Page.TextWidth() - two
	signer, err := s.balance(b.Style, b.Name, edge)
	if err != nil {
		return nil, err
	}
	nameWidth, err := s.width(b.Style, signer)
	if err != nil {
		return nil, err
	}
	dateWidth, err := s.width(b.Style, b.Date)
	if err != nil {
		return nil, err
	}
	name, date := max(edge-nameWidth, 0), max(edge-dateWidth, 0)
	switch {
	case nameWidth == 0 || dateWidth == 0 || nameWidth > edge || strings.Contains(signer.Text, "\n"):
	case dateWidth > nameWidth:
		name = date - two
	default:
		date = name + two
	}
	indent := unit.Length(f.style.First+f.style.Left) * f.style.Em() // comes on top
	above := s.blank(b.Blank)
	for _, part := range []struct {
		run  document.Run
		left unit.Length
		keep bool
	}{{signer, name, b.Date.Text != ""}, {b.Date, date, false}} {
		if part.run.Text == "" {
			continue
		}
		// whole twips, so that Word's indent is the same
		left := (part.left - indent) / unit.Twip * unit.Twip
		flow, err = s.paragraph(flow, &document.Paragraph{Style: b.Style, Runs: []document.Run{part.run}, Left: left, Above: above, KeepNext: part.keep})
		if err != nil {
			return nil, err
		}
		above = 0
	}
	return flow, nil
}

// width gives the width of the widest line of a run that no edge breaks.
func (s *setter) width(style string, run document.Run) (most unit.Length, err error) {
	cs, err := s.shape(nil, style, []document.Run{run}, 0)
	for from, i := 0, 0; i <= len(cs); i++ {
		if i == len(cs) || cs[i].class == newline {
			most = max(most, measure(cs, from, from, i))
			from = i + 1
		}
	}
	return most, err
}
