package pdf

import (
	"testing"

	"nianbao/internal/signing/pdfread"
)

// Pictures that are made anew share a budget: a file may name one again and again.
func TestBitmapsAreBounded(t *testing.T) {
	s := &pdfread.Stream{Dict: pdfread.Dict{
		{Key: "Width", Value: pdfread.Int(8)}, {Key: "Height", Value: pdfread.Int(2)},
		{Key: "BitsPerComponent", Value: pdfread.Int(1)}, {Key: "ColorSpace", Value: pdfread.Name("DeviceGray")},
	}}
	d := pagesOf(t, drawForeign(foreignStyles[0]))
	if d.bitmap(s, []byte("ab")) == nil || d.drawn != 16 {
		t.Fatalf("no picture, or %d pixels", d.drawn)
	}
	d.blown = mostBlown - 15
	if d.bitmap(s, []byte("ab")) != nil {
		t.Error("few bytes are blown up to more pixels than the budget has")
	}
	// Scans of text make more pixels of their bytes, but not so many more.
	d.spent, s.Raw = false, []byte("a")
	if d.blown = mostBlown; d.bitmap(s, []byte("ab")) == nil {
		t.Error("a scan is taken for a picture of next to nothing")
	}
	d.drawn = mostDrawn - 15
	if d.bitmap(s, []byte("ab")) != nil {
		t.Error("more pixels than the budget has")
	}
}
