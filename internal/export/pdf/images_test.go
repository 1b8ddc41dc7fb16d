package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

// pixels makes an image of two by two pixels.
func pixels(c ...color.Color) image.Image {
	i := image.NewNRGBA(image.Rect(5, 7, 7, 9))
	for n, c := range c {
		i.Set(5+n%2, 7+n/2, c)
	}
	return i
}

func TestImages(t *testing.T) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, pixels(color.White, color.Black, color.White, color.Black), nil); err != nil {
		t.Fatal(err)
	}
	photo, err := jpeg.Decode(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	red, half := color.NRGBA{R: 255, A: 255}, color.NRGBA{R: 255, A: 51}
	for _, test := range []struct {
		name          string
		image         document.Image
		space, filter string
		data          string
	}{
		{"colour on white", document.Image{Format: "png", Pixels: pixels(red, half, color.Transparent, color.Black)},
			"DeviceRGB", "FlateDecode", "\xff\x00\x00\xff\xcc\xcc\xff\xff\xff\x00\x00\x00"},
		{"gray", document.Image{Format: "png", Pixels: pixels(color.White, color.Gray{7}, color.Black, color.Transparent)},
			"DeviceGray", "FlateDecode", "\xff\x07\x00\xff"},
		{"JPEG", document.Image{Format: "jpeg", Data: file.Bytes(), Pixels: photo}, "DeviceRGB", "DCTDecode", file.String()},
		{"gray JPEG", document.Image{Format: "jpeg", Data: []byte("gray"), Pixels: image.NewGray(image.Rect(0, 0, 2, 2))}, "DeviceGray", "DCTDecode", "gray"},
		{"JPEG for four plates", document.Image{Format: "jpeg", Data: []byte("CMYK"), Pixels: image.NewCMYK(image.Rect(0, 0, 2, 2))},
			"DeviceGray", "FlateDecode", "\xff\xff\xff\xff"},
	} {
		figure := &typeset.Node{Tag: typeset.TagFigure, Alt: "图 (1)"}
		again := &typeset.Node{Tag: typeset.TagFigure, Alt: "再"}
		page := a4()
		page.Images = []typeset.Image{
			{Rect: rect(100, 200, 50, 40, ""), Image: &test.image, Node: figure},
			{Rect: rect(100, 300, 25, 20, ""), Image: &test.image, Node: again},
		}
		r := readFile(t, write(t, &typeset.Layout{Info: info, Root: node(typeset.TagDocument, figure, again), Pages: []typeset.Page{page}}))
		c := r.read(r.pages()[0])
		if got, want := fmt.Sprint(c.images), "[{Im0 [100 601.89 50 40] 0} {Im0 [100 521.89 25 20] 1}]"; got != want {
			t.Errorf("%s: drawn %s, want %s", test.name, got, want)
		}
		objects := r.dict(r.dict(r.dict(r.pages()[0])["Resources"])["XObject"])
		i, ok := r.get(objects["Im0"]).(stream)
		if !ok || len(objects) != 1 {
			t.Fatalf("%s: objects %v", test.name, objects)
		}
		if i.dict["ColorSpace"] != name(test.space) || i.dict["Filter"] != name(test.filter) || string(i.data) != test.data {
			t.Errorf("%s: %v, %q", test.name, i.dict, i.data)
		}
		if i.dict["Width"] != 2.0 || i.dict["Height"] != 2.0 || i.dict["BitsPerComponent"] != 8.0 {
			t.Errorf("%s: %v", test.name, i.dict)
		}
		want := "Document · ·\n Figure Alt=图 (1) BBox=100,601.89,150,641.89, “”\n Figure Alt=再 BBox=100,521.89,125,541.89, “”\n"
		if got := r.structure(); got != want {
			t.Errorf("%s: got\n%swant\n%s", test.name, got, want)
		}
	}
}

// An image is as large as its place, whatever its pixels.
func TestImageEdges(t *testing.T) {
	page := a4()
	page.Images = []typeset.Image{{Rect: typeset.Rect{X: unit.Millimetre, Y: unit.Millimetre, W: 1, H: 1},
		Image: &document.Image{Pixels: image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Transparent})}, Node: node(typeset.TagFigure)}}
	readFile(t, write(t, &typeset.Layout{Pages: []typeset.Page{page}})).structure()
}

// TestMatrix: the corners of a turned picture's stored pixels stand where the
// turn says.
func TestMatrix(t *testing.T) {
	for turn, want := range map[document.Turn][6]int64{
		0: {60, 0, 0, 40, 10, 20},
		1: {60, 0, 0, 40, 10, 20},
		2: {-60, 0, 0, 40, 70, 20},
		3: {-60, 0, 0, -40, 70, 60},
		4: {60, 0, 0, -40, 10, 60},
		5: {0, -40, -60, 0, 70, 60},
		6: {0, -40, 60, 0, 10, 60},
		7: {0, 40, 60, 0, 10, 20},
		8: {0, 40, -60, 0, 70, 20},
	} {
		if got := matrix(turn, 10, 20, 60, 40); got != want {
			t.Errorf("%d: %v, want %v", turn, got, want)
		}
	}
}
