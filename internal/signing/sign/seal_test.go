package sign_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/signing/cms/cmstest"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/sign"
	"nianbao/internal/unit"
)

func encode(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// ring is a red frame around nothing.
func ring(w, h int) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if x < 2 || y < 2 || x >= w-2 || y >= h-2 {
				img.SetNRGBA(x, y, color.NRGBA{220, 0, 0, 200})
			}
		}
	}
	return encode(img)
}

func full(w, h int, c color.NRGBA) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	return encode(img)
}

func TestReadSeal(t *testing.T) {
	good := ring(496, 248)
	s, err := sign.ReadSeal("seal.png", good, sign.SealWidth)
	if err != nil || s.Width != 42*unit.Millimetre || s.Height != 21*unit.Millimetre || s.DPI() != 299 {
		t.Errorf("%+v, %v", s, err)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"no image", []byte("%PDF-1.7"), "no PNG picture"},
		{"JPEG", []byte("\xFF\xD8\xFF\xE0"), "no PNG picture"},
		{"cut off", good[:len(good)/2], "damaged"},
		{"white", full(9, 9, color.NRGBA{255, 255, 255, 255}), "no transparent background"},
		{"half covered", full(9, 9, color.NRGBA{200, 0, 0, 128}), "no transparent background"},
		{"empty", full(9, 9, color.NRGBA{}), "nothing to see"},
		{"wide", full(6001, 1, color.NRGBA{}), "too large"},
		{"high", full(1, 6001, color.NRGBA{}), "too large"},
	} {
		_, err := sign.ReadSeal("seal.png", c.data, sign.SealWidth)
		d, ok := err.(*diag.Diagnostic)
		if !ok || !strings.Contains(d.What.EN, c.want) || d.What.ZH == "" || d.Do.IsZero() {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestThinSeal takes seals of which just enough is seen, and the largest.
func TestThinSeal(t *testing.T) {
	for name, data := range map[string][]byte{"thin": full(9, 9, color.NRGBA{200, 0, 0, 127}), "wide": full(6000, 1, color.NRGBA{200, 0, 0, 1}), "high": full(1, 6000, color.NRGBA{200, 0, 0, 1})} {
		if _, err := sign.ReadSeal("seal.png", data, sign.SealWidth); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func sealed(t *testing.T, o *office, place *sign.Place) *sign.Options {
	t.Helper()
	opt := o.options(t, cmstest.P256, false)
	var err error
	if opt.Seal, err = sign.ReadSeal("seal.png", ring(50, 50), sign.SealWidth); err != nil {
		t.Fatal(err)
	}
	opt.Place = place
	return opt
}

// widget gives the rectangle of the only widget, in points, and the widget.
func widget(t *testing.T, data []byte) (r [4]float64, d pdfread.Dict) {
	t.Helper()
	f, err := pdfread.Open("", data)
	if err != nil {
		t.Fatal(err)
	}
	d = f.Dict(f.Array(f.Dict(f.Catalog().Get("AcroForm")).Get("Fields"))[0])
	for i, o := range f.Array(d.Get("Rect")) {
		if r[i], err = strconv.ParseFloat(string(o.(pdfread.Number)), 64); err != nil {
			t.Fatal(err)
		}
	}
	return r, d
}

func TestSealPlace(t *testing.T) {
	o := newOffice(t)
	const mm = 72 / 25.4
	signed := mustSign(t, plainPDF(), sealed(t, o, &sign.Place{Page: 1, X: 100 * unit.Millimetre, Y: 50 * unit.Millimetre}))
	r, w := widget(t, signed)
	f, err := pdfread.Open("", signed)
	if err != nil {
		t.Fatal(err)
	}
	picture, ok := f.Resolve(f.Dict(w.Get("AP")).Get("N")).(*pdfread.Stream)
	if !ok || string(picture.Raw) != "q 119.055 0 0 119.055 0 0 cm /Seal Do Q" || string(pdfread.Append(nil, picture.Dict.Get("BBox"))) != "[0 0 119.055 119.055]" {
		t.Errorf("the picture is drawn by %+v", picture)
	}
	for i, want := range []float64{79 * mm, 842 - 71*mm, 121 * mm, 842 - 29*mm} {
		if d := r[i] - want; d > 0.01 || d < -0.01 {
			t.Errorf("edge %d at %g, want %g", i, r[i], want)
		}
	}
	for _, c := range []struct {
		name  string
		data  []byte
		place *sign.Place
		want  string
	}{
		{"no page", plainPDF(), &sign.Place{Page: 2, X: unit.Inch, Y: unit.Inch}, "no page 2"},
		{"beyond", plainPDF(), &sign.Place{Page: 1, X: 10 * unit.Millimetre, Y: 50 * unit.Millimetre}, "beyond the page"},
		{"unknown", plainPDF(), nil, "not known"},
		{"again", mustSign(t, sealable(t), sealed(t, o, nil)), nil, "a seal at this place already"},
		{"not set for a seal", report(t), nil, "not set for a seal"},
	} {
		_, err := sign.Sign("f.pdf", c.data, sealed(t, o, c.place))
		d, ok := err.(*diag.Diagnostic)
		if !ok || !strings.Contains(d.What.EN, c.want) || d.Do.IsZero() {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestSealInTree looks for the widget in the structure tree, right after the
// signature block, and in the parent tree.
func TestSealInTree(t *testing.T) {
	o := newOffice(t)
	data := mustSign(t, sealable(t), sealed(t, o, nil))
	f, err := pdfread.Open("", data)
	if err != nil {
		t.Fatal(err)
	}
	_, w := widget(t, data)
	tree := f.Dict(f.Catalog().Get("StructTreeRoot"))
	key, _ := f.Int(w.Get("StructParent"))
	nums := f.Array(f.Dict(tree.Get("ParentTree")).Get("Nums"))
	if len(nums) < 2 || nums[len(nums)-2] != pdfread.Object(pdfread.Int(key)) {
		t.Fatalf("parent tree %v, key %d", nums, key)
	}
	form := nums[len(nums)-1]
	d := f.Dict(form)
	if d.Get("S") != pdfread.Name("Form") || f.Dict(d.Get("K")).Get("Type") != pdfread.Name("OBJR") || d.Get("Alt") == nil || w.Get("TU") == nil {
		t.Errorf("element %v", d)
	}
	kids := f.Array(f.Dict(d.Get("P")).Get("K"))
	note := f.Dict(f.Catalog().Get("PieceInfo"))
	for _, k := range []pdfread.Name{"Nianbao", "Private", "Signature"} {
		note = f.Dict(note.Get(k))
	}
	at := -1
	for i, k := range kids {
		if k == form {
			at = i
		}
	}
	if at < 1 || kids[at-1] != note.Get("Element") || note.Get("Element") == nil {
		t.Errorf("the element stands at %d of %d", at, len(kids))
	}
}

// TestSealOverSignature measures where a seal stands in a report that was set
// for one (GB/T 9704-2012 7.3.5.1).
func TestSealOverSignature(t *testing.T) {
	data, err := sealedPDF()
	if err != nil {
		t.Fatal(err)
	}
	r, w := widget(t, mustSign(t, data, sealed(t, newOffice(t), nil)))
	f, err := pdfread.Open("", data)
	if err != nil {
		t.Fatal(err)
	}
	d := f.Dict(f.Catalog().Get("PieceInfo"))
	for _, k := range []pdfread.Name{"Nianbao", "Private", "Signature"} {
		d = f.Dict(d.Get(k))
	}
	number := func(o pdfread.Object) float64 {
		v, err := strconv.ParseFloat(string(o.(pdfread.Number)), 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var box [4]float64
	for i, o := range f.Array(d.Get("Rect")) {
		box[i] = number(o)
	}
	const line = 28.95
	x, y := (r[0]+r[2])/2, (r[1]+r[3])/2
	if off := x - (box[0]+box[2])/2; off > 0.01 || off < -0.01 {
		t.Errorf("the seal's middle is off by %g pt", off)
	}
	if y <= (box[1]+box[3])/2 || y >= box[3] {
		t.Errorf("the seal's centre %g is not above the middle of name and date, %g to %g", y, box[1], box[3])
	}
	if gap := number(d.Get("Above")) - r[3]; gap < 0 || gap > line {
		t.Errorf("the seal's top is %g pt below the text", gap)
	}
	if d.Get("Page") != w.Get("P") {
		t.Error("the seal is on another page")
	}
}
