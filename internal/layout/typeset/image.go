package typeset

import (
	"nianbao/internal/diag"
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

// shrinkImages makes pictures smaller that do not fit on a page with their caption
// and what leads up to them: those whose size nobody asked for, and one that
// would leave the title alone on the first page.
func (s *setter) shrinkImages(flow []slot) {
	for i := range flow {
		p := flow[i].par
		if p == nil || p.fitted.Image == nil {
			continue
		}
		from, to := i, i+1
		for from > 0 && flow[from-1].keep >= document.KeepLead && !flow[from].fresh {
			from--
		}
		for to < len(flow) && flow[to-1].keep >= document.KeepCaption {
			to++
		}
		first := onlyTitle(flow[:from])
		if first {
			from = 0
		}
		if !p.fitted.Image.Shrinks && !first {
			continue
		}
		over := s.height(flow[from:to]) - s.textHeight()
		high := p.fitted.Image.Height
		if over <= 0 || over >= high*2/3 {
			continue
		}
		s.shrink(flow, i, high-over-unit.Twip) // its line is a whole number of twips
		if !p.fitted.Image.Shrinks {
			s.noteShrunk(p.fitted.Image)
		}
	}
}

// onlyTitle reports whether slots are those of a title, which begins a page.
func onlyTitle(flow []slot) bool {
	for i := range flow {
		if flow[i].par == nil || flow[i].par.fitted.Role != document.Title {
			return false
		}
	}
	return len(flow) > 0
}

// noteShrunk tells that a picture is not as wide as the clerk asked for.
func (s *setter) noteShrunk(i *document.Image) {
	tenths := i.Width / (unit.Millimetre / 10)
	d := diag.New(i.Pos,
		diag.T("图片太高，标题下面放不下，第 1 页会只剩标题：已缩小到宽 %d.%d 毫米", "the picture is too high to stand below the title, which would be alone on page 1: it was made smaller, %d.%d mm wide", tenths/10, tenths%10),
		diag.T("可以把 width_mm 改小，或在图片前面先写一段文字", "make width_mm smaller, or have some text before the picture"))
	d.Severity = diag.Warning
	s.notes = append(s.notes, d)
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
