package pdfread

import (
	"strings"
	"testing"
)

// TestSeen finds what is seen of a page, in pt.
func TestSeen(t *testing.T) {
	for name, c := range map[string]struct {
		above, page string
		want        Rect
	}{
		"media box":              {"", "/MediaBox[0 0 100 200]", Rect{0, 0, 100, 200}},
		"inherited":              {"/MediaBox[0 0 8 9]", "", Rect{0, 0, 8, 9}},
		"crop box":               {"", "/MediaBox[0 0 100 200]/CropBox[10 10 20 20]", Rect{10, 10, 20, 20}},
		"crop box beyond":        {"", "/MediaBox[0 0 100 200]/CropBox[50 0 900 900]", Rect{50, 0, 100, 200}},
		"crop box elsewhere":     {"", "/MediaBox[0 0 100 200]/CropBox[500 0 900 900]", Rect{0, 0, 100, 200}},
		"crop box inherited":     {"/CropBox[1 1 2 2]", "/MediaBox[0 0 100 200]", Rect{1, 1, 2, 2}},
		"no media box":           {"", "", Rect{0, 0, 612, 792}},
		"empty media box":        {"", "/MediaBox[5 5 5 5]", Rect{0, 0, 612, 792}},
		"no media box, crop box": {"", "/CropBox[0 0 10 10]", Rect{0, 0, 10, 10}},
	} {
		data := string(withTable(""))
		for _, r := range []struct{ old, new string }{
			{"<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n", "<</Kids[3 0 R]" + c.above + ">>endobj%"},
			{objects[2] + "\nendobj\n", "<<" + c.page + ">>endobj%"},
		} {
			if len(r.new) > len(r.old) {
				t.Fatalf("%s: no room", name)
			}
			data = strings.Replace(data, r.old, r.new+strings.Repeat("x", len(r.old)-len(r.new)-1)+"\n", 1)
		}
		f, err := Open("", []byte(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, v := range []*int64{&c.want.X0, &c.want.Y0, &c.want.X1, &c.want.Y1} {
			*v *= 1000
		}
		if list, _ := f.Pages(); len(list) != 1 || list[0].Box != c.want {
			t.Errorf("%s: %+v, want %v", name, list, c.want)
		}
	}
}
