package document

import (
	"image"
	"image/color"
	imagedraw "image/draw"
)

// Turn is how a picture's stored pixels are turned to stand upright: the values
// of Exif's tag Orientation (CIPA DC-008, 4.6.5). 0 is as 1, as it is stored.
type Turn uint8

// Lying reports whether width and height change places.
func (t Turn) Lying() bool { return 5 <= t && t <= 8 }

// Place gives where a point of the stored picture comes to stand. Both count
// from the upper left corner, in the picture's width and height.
func (t Turn) Place(u, v, width, height int) (x, y int) {
	switch t {
	case 2:
		return width - u, v
	case 3:
		return width - u, height - v
	case 4:
		return u, height - v
	case 5:
		return v, u
	case 6:
		return height - v, u
	case 7:
		return height - v, width - u
	case 8:
		return v, width - u
	}
	return u, v
}

// Upright gives the picture turned. What it is made of stays: grey stays grey.
func (t Turn) Upright(from image.Image) image.Image {
	if t <= 1 || t > 8 {
		return from
	}
	b := from.Bounds()
	size := b.Size()
	to := canvas(from.ColorModel(), size, t.Lying())
	for v := range size.Y {
		for u := range size.X {
			x, y := t.Place(u, v, size.X-1, size.Y-1)
			to.Set(x, y, from.At(b.Min.X+u, b.Min.Y+v))
		}
	}
	return to
}

// canvas gives a blank image for pixels of a colour model.
func canvas(model color.Model, size image.Point, lying bool) imagedraw.Image {
	if lying {
		size.X, size.Y = size.Y, size.X
	}
	r := image.Rectangle{Max: size}
	switch m := model.(type) {
	case color.Palette:
		return image.NewPaletted(r, m)
	}
	switch model {
	case color.GrayModel:
		return image.NewGray(r)
	case color.Gray16Model:
		return image.NewGray16(r)
	case color.RGBA64Model, color.NRGBA64Model:
		return image.NewNRGBA64(r)
	}
	return image.NewNRGBA(r)
}
