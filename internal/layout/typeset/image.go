package typeset

import (
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// imageLine gives the height of the line that an image stands on, at its lower
// edge, and the space below it. Together they are whole lines of the page's
// grid, a half line of them free, in whole twips.
func (s *setter) imageLine(i *document.Image) (line, below unit.Length) {
	pitch := s.doc.Page.LinePitch
	lines := (i.Height + pitch/2 + pitch - 1) / pitch
	below = (lines*pitch - i.Height) / 2 / unit.Twip * unit.Twip
	return lines*pitch - below, below
}

// imageDrop is how far above the lower edge of its line an image stands: the
// part below the baseline of the mark that ends its paragraph, which is set in
// type of one point.
const imageDrop = unit.Point / 4

// image places an image; x and top are the upper left corner of its line.
func (p *par) image(x, top unit.Length) Image {
	i := p.fitted.Image
	x, _ = align(nil, &line{width: i.Width, last: true}, x, p.width, p.style.Align)
	return Image{Rect{X: x, Y: top + p.fitted.Pitch - imageDrop - i.Height, W: i.Width, H: i.Height}, i, p.node}
}
