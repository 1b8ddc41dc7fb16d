package svg

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"

	"nianbao/internal/document"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// image draws a picture. The stored one is a square of side 1 that a matrix lays
// into the rectangle, turned.
func (w *writer) image(i *typeset.Image) error {
	file, err := w.drawer.picture(i.Image)
	if err != nil {
		return err
	}
	at := func(u, v int) (x, y unit.Length) {
		const side = 1
		a, b := file.turn.Place(u, v, side, side)
		return i.X + unit.Length(a)*i.W, i.Y + unit.Length(b)*i.H
	}
	x0, y0 := at(0, 0)
	x1, y1 := at(1, 0)
	x2, y2 := at(0, 1)
	w.body = append(w.body, `<g role="img" aria-label=`...)
	w.body = appendQuoted(w.body, i.Alt)
	w.at(i.Pos)
	w.body = append(w.body, `><image width="1" height="1" preserveAspectRatio="none"`...)
	w.matrix(float64(x1-x0), float64(y1-y0), float64(x2-x0), float64(y2-y0), x0, y0)
	w.body = append(append(append(w.body, ` href="`...), file.address...), "\"/></g>\n"...)
	return nil
}

// picture is a picture as a browser gets it.
type picture struct {
	address string
	turn    document.Turn // to be turned yet
}

// picture gives a picture's file as an address. A browser must not turn it by
// itself: it gets no Exif data that say so. PNG files that are to be turned and
// JPEG files in the colours of print are written anew, without loss.
func (d *Drawer) picture(i *document.Image) (picture, error) {
	key := string(i.Data)
	if known, ok := d.pictures[key]; ok {
		return known, nil
	}
	data, format, turn := i.Data, i.Format, i.Turn
	switch {
	case format == "jpeg" && plain(i.Pixels):
		if turn > 1 {
			data = bytes.Replace(data, []byte("Exif\x00\x00"), []byte("none\x00\x00"), 1)
		}
	case format == "png" && turn <= 1:
	default:
		var b bytes.Buffer
		if err := png.Encode(&b, turn.Upright(i.Pixels)); err != nil {
			return picture{}, err
		}
		data, format, turn = b.Bytes(), "png", 0
	}
	if d.pictures == nil {
		d.pictures = map[string]picture{}
	}
	p := picture{"data:image/" + format + ";base64," + base64.StdEncoding.EncodeToString(data), turn}
	d.pictures[key] = p
	return p, nil
}

// plain reports whether every browser knows a JPEG file's colours.
func plain(pixels image.Image) bool {
	switch pixels.(type) {
	case *image.Gray, *image.YCbCr:
		return true
	}
	return false
}
