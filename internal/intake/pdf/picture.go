package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/unit"
)

// Limits of pictures: what is smaller on the page, in points, is an ornament.
const (
	smallestPicture = 18.0
	mostPixels      = 40 << 20
	mostDrawn       = 400 << 20 // pixels of all pictures that are made anew
	mostBlown       = 80 << 20  // of these, what few bytes are blown up to
	pixelsOfByte    = 256       // of a scan of text in two colours, packed
	mostTaken       = 256 << 20 // bytes of all pictures
)

// pictures gives the pictures of all pages but those that lie behind the text.
func (d *reader) pictures() (all []block) {
	for _, p := range d.pages {
		for i := range p.Pictures {
			if p.behind(&p.Pictures[i]) {
				continue
			}
			if o := d.picture(&p.Pictures[i], p.number); o != nil {
				all = append(all, block{p.number, p.order(p.Pictures[i].Box), p.Pictures[i].Y0, o})
			}
		}
	}
	return all
}

// behind reports a picture as large as the page: what lies behind the text, or a
// scan.
func (p *page) behind(b *content.Picture) bool {
	return b.X1-b.X0 > 0.8*p.Width && b.Y1-b.Y0 > 0.8*p.Height
}

// picture gives a picture as a JPEG or PNG file; nil, with a remark, where it
// cannot be had.
func (d *reader) picture(p *content.Picture, page int) *original.Picture {
	if p.X1-p.X0 < smallestPicture && p.Y1-p.Y0 < smallestPicture {
		return nil
	}
	data, kind := d.encoded(p.Stream)
	d.bytes += len(data)
	if d.bytes > mostTaken || d.spent || d.file.Spent() {
		if d.without == page {
			return nil // told
		}
		d.without = page
		d.lost(page, diag.T("文件里的图片太多太大，这一页有的没有录入，要另外补上", "the file's pictures are too many or too large: some of this page are left out and have to be added by hand"))
		return nil
	}
	if data == nil {
		d.remark(page, diag.T("这一页有图片取不出来，要另外补上", "a picture of this page cannot be taken out and has to be added by hand"))
		return nil
	}
	d.taken++
	return &original.Picture{Place: original.Place{Page: page}, Name: fmt.Sprintf("image%d.%s", d.taken, kind), Data: data, Width: unit.Points(p.X1 - p.X0)}
}

// encoded gives an image's data as a file.
func (d *reader) encoded(s *pdfread.Stream) (data []byte, kind string) {
	if s == nil {
		return nil, ""
	}
	data, left := d.file.Filters(s)
	switch {
	case left == "DCTDecode" || left == "DCT":
		return data, "jpg"
	case left != "" || len(data) == 0:
		return nil, ""
	}
	b := d.bitmap(s, data)
	if b == nil {
		return nil, ""
	}
	var out bytes.Buffer
	if (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, b) != nil {
		return nil, ""
	}
	return out.Bytes(), "png"
}

// draws counts the pixels that so many packed bytes make; false: the file's pictures
// make too many.
func (d *reader) draws(pixels, packed int) bool {
	d.drawn += pixels
	d.blown += max(0, pixels-pixelsOfByte*packed)
	d.spent = d.spent || d.drawn > mostDrawn || d.blown > mostBlown
	return !d.spent
}

// bitmap is an image's samples (8.9.5) as colours.
func (d *reader) bitmap(s *pdfread.Stream, data []byte) image.Image {
	w, _ := d.file.Int(s.Dict.Get("Width"))
	h, _ := d.file.Int(s.Dict.Get("Height"))
	bits, ok := d.file.Int(s.Dict.Get("BitsPerComponent"))
	space := d.file.Resolve(s.Dict.Get("ColorSpace"))
	if mask, _ := d.file.Resolve(s.Dict.Get("ImageMask")).(bool); mask {
		bits, ok, space = 1, true, pdfread.Name("DeviceGray")
	}
	components, palette, known := d.colours(space)
	if !ok || !known || w < 1 || h < 1 || w > mostPixels/h || bits != 1 && bits != 2 && bits != 4 && bits != 8 {
		return nil
	}
	row := (w*components*bits + 7) / 8
	if len(data) < row*h || !d.draws(w*h, len(s.Raw)) {
		return nil
	}
	alpha := d.alpha(s, w, h)
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	sample := make([]int, components)
	for y := range h {
		line := data[y*row : (y+1)*row]
		for x := range w {
			for k := range sample {
				at := (x*components + k) * bits
				sample[k] = int(line[at/8]) >> (8 - bits - at%8) & (1<<bits - 1)
				if palette == nil {
					sample[k] = sample[k] * 255 / (1<<bits - 1)
				}
			}
			c := colourOf(sample, palette)
			if alpha != nil {
				c.A = alpha[y*w+x]
			}
			out.SetNRGBA(x, y, c)
		}
	}
	return out
}

// colours tells how many samples a pixel has, and the palette of an indexed
// space (8.6).
func (d *reader) colours(space pdfread.Object) (components int, palette []color.NRGBA, ok bool) {
	switch space {
	case pdfread.Name("DeviceGray"), pdfread.Name("CalGray"):
		return 1, nil, true
	case pdfread.Name("DeviceRGB"), pdfread.Name("CalRGB"):
		return 3, nil, true
	case pdfread.Name("DeviceCMYK"):
		return 4, nil, true
	}
	a, _ := space.(pdfread.Array)
	if len(a) == 0 {
		return 0, nil, false
	}
	switch name := d.file.Name(a[0]); {
	case name == "ICCBased" && len(a) > 1:
		n, _ := d.file.Int(d.file.Dict(a[1]).Get("N"))
		return n, nil, n == 1 || n == 3 || n == 4
	case name == "Indexed" && len(a) > 3:
		of := d.file.Resolve(a[1])
		if below := d.file.Array(of); len(below) == 0 || d.file.Name(below[0]) != "Indexed" {
			return d.indexed(of, a[3])
		}
	case len(a) > 1:
		return d.colours(name)
	}
	return 0, nil, false
}

func (d *reader) indexed(of, table pdfread.Object) (int, []color.NRGBA, bool) {
	n, _, ok := d.colours(of)
	if !ok {
		return 0, nil, false
	}
	var b []byte
	switch t := d.file.Resolve(table).(type) {
	case pdfread.String:
		b = t
	case *pdfread.Stream:
		b = d.file.Data(t)
	}
	var palette []color.NRGBA
	sample := make([]int, n)
	for ; len(b) >= n && len(palette) < 256; b = b[n:] {
		for k := range sample {
			sample[k] = int(b[k])
		}
		palette = append(palette, colourOf(sample, nil))
	}
	return 1, palette, len(palette) > 0
}

func colourOf(s []int, palette []color.NRGBA) color.NRGBA {
	switch {
	case palette != nil:
		return palette[min(s[0], len(palette)-1)]
	case len(s) == 1:
		return color.NRGBA{uint8(s[0]), uint8(s[0]), uint8(s[0]), 255}
	case len(s) == 3:
		return color.NRGBA{uint8(s[0]), uint8(s[1]), uint8(s[2]), 255}
	}
	r, g, b := color.CMYKToRGB(uint8(s[0]), uint8(s[1]), uint8(s[2]), uint8(s[3]))
	return color.NRGBA{r, g, b, 255}
}

// alpha gives a soft mask of the image's own size; nil: none.
func (d *reader) alpha(s *pdfread.Stream, w, h int) []byte {
	m := d.file.Stream(s.Dict.Get("SMask"))
	if m == nil {
		return nil
	}
	mw, _ := d.file.Int(m.Dict.Get("Width"))
	mh, _ := d.file.Int(m.Dict.Get("Height"))
	bits, _ := d.file.Int(m.Dict.Get("BitsPerComponent"))
	data, left := d.file.Filters(m)
	if mw != w || mh != h || bits != 8 || left != "" || len(data) < w*h {
		return nil
	}
	return data
}
