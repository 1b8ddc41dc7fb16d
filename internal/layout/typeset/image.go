package typeset

import (
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// imageLine gives the height of the line that an image stands on, at its lower
// edge, and the space below it: a quarter of a line on either side of the image,
// in whole twips.
func (s *setter) imageLine(i *document.Image) (line, below unit.Length) {
	below = half(s.doc.Page.LinePitch / 2)
	return (i.Height + below + unit.Twip - 1) / unit.Twip * unit.Twip, below
}

// shrinkImages makes pictures whose size nobody asked for smaller where they do
// not fit on a page with their caption and what leads up to them.
func (s *setter) shrinkImages(flow []slot) {
	for i := range flow {
		p := flow[i].par
		if p == nil || p.fitted.Image == nil || !p.fitted.Image.Shrinks {
			continue
		}
		from, to := i, i+1
		for from > 0 && flow[from-1].keep >= document.KeepLead && !flow[from].fresh {
			from--
		}
		for to < len(flow) && flow[to-1].keep >= document.KeepCaption {
			to++
		}
		over := s.height(flow[from:to]) - s.doc.Page.TextHeight()
		if high := p.fitted.Image.Height; over > 0 && over < high*2/3 {
			s.shrink(flow, i, high-over-unit.Twip) // its line is a whole number of twips
		}
	}
}

// shrink sets the height of the picture in slot i, and its width with it.
func (s *setter) shrink(flow []slot, i int, high unit.Length) {
	p := flow[i].par.fitted
	image, below := *p.Image, p.Below
	image.Width = max(image.Width*high/image.Height, 1)
	image.Height = high
	p.Image = &image
	p.Pitch, p.Below = s.imageLine(&image)
	flow[i].height = p.Pitch
	if i+1 < len(flow) {
		flow[i+1].before += p.Below - below
	}
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
