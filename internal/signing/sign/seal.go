package sign

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/unit"
)

// SealWidth is how wide a seal is as a rule.
const SealWidth = 42 * unit.Millimetre

// Seal is the picture of a seal, with transparency.
type Seal struct {
	Width, Height unit.Length // as it is printed

	pixels image.Point
	rgb    []byte
	alpha  []byte
}

// Limits of a seal's picture.
const (
	largestSeal    = 32 << 20 // bytes
	mostSealPixels = 6000     // each way
)

// ReadSeal reads a PNG picture; width is how wide it is printed. The error is a
// *diag.Diagnostic: no PNG, no transparency, nothing to see.
func ReadSeal(name string, data []byte, width unit.Length) (*Seal, error) {
	say := func(what, do diag.Text) (*Seal, error) { return nil, diag.New(diag.Pos{File: name}, what, do) }
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || len(data) > largestSeal {
		return say(diag.T("印章不是 PNG 图片", "the seal is no PNG picture"), diag.T("请把印章图片存为背景透明的 PNG。", "save the seal as a PNG with a transparent background."))
	}
	if c.Width > mostSealPixels || c.Height > mostSealPixels {
		return say(diag.T("印章图片太大：%d×%d 像素", "the seal's picture is too large: %d by %d pixels", c.Width, c.Height), diag.T("请缩到 %[1]d 像素以内。", "make it %[1]d pixels at most.", mostSealPixels))
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return say(diag.T("印章图片已损坏", "the seal's picture is damaged"), diag.T("请重新取得图片。", "get it again."))
	}
	s := &Seal{Width: width, Height: width.Scale(c.Height, c.Width), pixels: image.Pt(c.Width, c.Height)}
	if s.read(img); !s.clear() {
		return say(diag.T("印章图片没有透明的背景，会遮住下面的字", "the seal has no transparent background and would hide the text below"), diag.T("请把白色背景去掉，存为透明的 PNG。", "take out the white background and save it as a transparent PNG."))
	}
	if len(bytes.Trim(s.alpha, "\x00")) == 0 {
		return say(diag.T("印章图片完全透明，什么也看不见", "the seal is transparent all over: there is nothing to see"), diag.T("请检查图片。", "check the picture."))
	}
	return s, nil
}

// read takes colours and transparency apart.
func (s *Seal) read(img image.Image) {
	r := img.Bounds()
	n := r.Dx() * r.Dy()
	s.rgb, s.alpha = make([]byte, 0, 3*n), make([]byte, 0, n)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			s.rgb = append(s.rgb, c.R, c.G, c.B)
			s.alpha = append(s.alpha, c.A)
		}
	}
}

// clear reports whether some of the picture lets the text through.
func (s *Seal) clear() bool {
	for _, a := range s.alpha {
		if a < 128 {
			return true
		}
	}
	return false
}

// DPI is how many dots to the inch the seal has in print.
func (s *Seal) DPI() int { return s.pixels.X * int(unit.Inch) / int(s.Width) }

// appearance adds the seal's picture and a form that shows it (12.5.5): w and h
// are its size in 1/1000 pt. The colours are those of the output intent, sRGB.
func (s *Seal) appearance(u *pdfread.Update, w, h int64) pdfread.Ref {
	picture := func(space pdfread.Name) pdfread.Dict {
		return pdfread.Dict{
			{Key: "Type", Value: pdfread.Name("XObject")}, {Key: "Subtype", Value: pdfread.Name("Image")},
			{Key: "Width", Value: pdfread.Int(s.pixels.X)}, {Key: "Height", Value: pdfread.Int(s.pixels.Y)},
			{Key: "ColorSpace", Value: space}, {Key: "BitsPerComponent", Value: pdfread.Int(8)},
			{Key: "Filter", Value: pdfread.Name("FlateDecode")},
		}
	}
	mask, image, form := u.New(), u.New(), u.New()
	u.Put(mask, &pdfread.Stream{Dict: picture("DeviceGray"), Raw: pdfread.Deflate(s.alpha)})
	u.Put(image, &pdfread.Stream{Dict: picture("DeviceRGB").With("SMask", mask), Raw: pdfread.Deflate(s.rgb)})
	show := "q " + string(pdfread.Milli(w)) + " 0 0 " + string(pdfread.Milli(h)) + " 0 0 cm /Seal Do Q"
	u.Put(form, &pdfread.Stream{Dict: pdfread.Dict{
		{Key: "Type", Value: pdfread.Name("XObject")}, {Key: "Subtype", Value: pdfread.Name("Form")},
		{Key: "BBox", Value: pdfread.Array{pdfread.Milli(0), pdfread.Milli(0), pdfread.Milli(w), pdfread.Milli(h)}},
		{Key: "Resources", Value: pdfread.Dict{{Key: "XObject", Value: pdfread.Dict{{Key: "Seal", Value: image}}}}},
	}, Raw: []byte(show)})
	return form
}
