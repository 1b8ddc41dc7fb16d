package content

import (
	"fmt"
	"strings"
	"testing"
)

// TestSight: what is drawn and not seen is marked, and what is seen is not.
func TestSight(t *testing.T) {
	const show = "BT /F 10 Tf 20 700 Td (12) Tj ET "
	resources := strings.Replace(helvetica, "<</Font", "<</ExtGState<</A<</ca 0>>/V<</BM/Multiply>>/H<</ca 0.3>>>>/XObject<</I 5 0 R/S 6 0 R>>/ColorSpace<</Z[/Separation/Black/DeviceCMYK null]>>/Font", 1)
	image := func(more string) string {
		return stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"+more, "x")
	}
	for _, c := range []struct {
		name, content          string
		hidden, struck, unseen bool
	}{
		{"black on white", show, false, false, false},
		{"white on white", "1 g " + show, true, false, false},
		{"nearly white", "0.98 0.97 0.98 rg " + show, true, false, false},
		{"light grey is seen", "0.8 g " + show, false, false, false},
		{"white of CMYK", "0 0 0 0 k " + show, true, false, false},
		{"one ink, none of it", "/Z cs 0 scn " + show, true, false, false},
		{"one ink, all of it", "/Z cs 1 scn " + show, false, false, false},
		{"white on a dark ground", "0.2 g 10 690 50 20 re f 1 g " + show, false, false, false},
		{"in the colour of its ground", "1 0 0 rg 10 690 50 20 re f " + show, true, false, false},
		{"white on a picture", "q 50 0 0 20 10 690 cm /I Do Q 1 g " + show, false, false, false},
		{"white with a black outline", "1 g 1 Tr " + show, false, false, false},
		{"under a box", show + "1 g 10 690 50 20 re f", true, false, false},
		{"under a black box", show + "0 g 10 690 50 20 re f", true, false, false},
		{"beside a box", show + "0 g 60 690 50 20 re f", false, false, false},
		{"under a veil", show + "/V gs 1 1 0 rg 10 690 50 20 re f", false, false, false},
		{"under thin colour", show + "/H gs 1 1 0 rg 10 690 50 20 re f", false, false, false},
		{"under a picture", show + "q 50 0 0 20 10 690 cm /I Do Q", true, false, false},
		{"under a picture with a mask", show + "q 50 0 0 20 10 690 cm /S Do Q", false, false, false},
		{"under the picture of the page", show + "q 600 0 0 800 0 0 cm /I Do Q", false, false, true},
		{"without ink", "3 Tr " + show, false, false, true},
		{"transparent", "/A gs " + show, true, false, false},
		{"tiny", "BT /F 1 Tf 20 700 Td (12) Tj ET", true, false, false},
		{"beyond the clip", "q 10 100 50 20 re W n " + show + "Q", true, false, false},
		{"within the clip", "q 10 690 50 20 re W n " + show + "Q", false, false, false},
		{"a line through", show + "20 703 m 31 703 l S", false, true, false},
		{"a bar through", show + "20 702.5 12 0.8 re f", false, true, false},
		{"two lines through", show + "20 702.5 m 31 702.5 l 20 704 m 31 704 l S", false, true, false},
		{"a cross", show + "18 698 m 34 710 l S 18 710 m 34 698 l S", false, true, false},
		{"a line below", show + "20 698.5 m 31 698.5 l S", false, false, false},
		{"a line above", show + "20 710 m 31 710 l S", false, false, false},
		{"a line that is white", show + "1 G 20 703 m 31 703 l S", false, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, _ := read(t, file(c.content, resources, image(""), image("/SMask 5 0 R")))
			if len(p.Glyphs) != 2 || p.Damaged || p.Cut {
				t.Fatalf("%d glyphs, damaged %v, cut %v", len(p.Glyphs), p.Damaged, p.Cut)
			}
			if g := p.Glyphs[0]; g.Hidden != c.hidden || g.Struck != c.struck || g.Unseen != c.unseen {
				t.Errorf("hidden %v, struck %v, unseen %v", g.Hidden, g.Struck, g.Unseen)
			}
		})
	}
}

func TestTextBesideThePageIsCounted(t *testing.T) {
	p, _ := read(t, file("BT /F 10 Tf 20 900 Td (1 3) Tj 0 -200 Td (2) Tj ET", helvetica))
	if p.Outside != 2 || textOf(p) != "2" {
		t.Errorf("%d beside, %q", p.Outside, textOf(p))
	}
}

// TestAnnotations: what is laid over a page is read.
func TestAnnotations(t *testing.T) {
	const page = "BT /F 10 Tf 20 700 Td (12) Tj ET "
	value := stream("/Subtype/Form/BBox[0 0 40 20]/Resources"+helvetica, "BT /F 10 Tf 2 5 Td (7) Tj ET")
	line := stream("/Subtype/Form/BBox[20 700 32 710]", "20 703 m 32 703 l S")
	for _, c := range []struct {
		name, annotation, text string
		field, struck          bool
	}{
		{"a field's value", "/Subtype/Widget/FT/Tx/Rect[100 700 140 720]/AP<</N 5 0 R>>", "127", true, false},
		{"a field by its parent", "/Subtype/Widget/Parent<</FT/Ch>>/Rect[100 700 140 720]/AP<</N 5 0 R>>", "127", true, false},
		{"a hidden field", "/Subtype/Widget/FT/Tx/F 2/Rect[100 700 140 720]/AP<</N 5 0 R>>", "12", false, false},
		{"a signature", "/Subtype/Widget/FT/Sig/Rect[100 700 140 720]/AP<</N 5 0 R>>", "12", false, false},
		{"text written in", "/Subtype/FreeText/Rect[100 700 140 720]/AP<</N 5 0 R>>", "127", false, false},
		{"a seal", "/Subtype/Stamp/Rect[100 700 140 720]/AP<</N 5 0 R>>", "12", false, false},
		{"struck out, drawn", "/Subtype/StrikeOut/Rect[20 700 32 710]/AP<</N 6 0 R>>", "12", false, true},
		{"struck out, by corners", "/Subtype/StrikeOut/Rect[20 698 32 708]/QuadPoints[20 708 32 708 20 699 32 699]", "12", false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := file(page, helvetica+"/Annots[<<"+c.annotation+">>]", value, line)
			p, _ := read(t, data)
			if got := textOf(p); got != c.text {
				t.Fatalf("text %q", got)
			}
			last := p.Glyphs[len(p.Glyphs)-1]
			if last.Field != c.field || p.Glyphs[0].Struck != c.struck {
				t.Errorf("field %v, struck %v", last.Field, p.Glyphs[0].Struck)
			}
			if x := fmt.Sprintf("%.0f", last.Box.X0); len(c.text) == 3 && x != "102" {
				t.Errorf("at %s", x)
			}
		})
	}
}

// TestFormsAreCounted: forms that draw each other come to an end.
func TestFormsAreCounted(t *testing.T) {
	objects := []string{}
	for i := range 8 {
		body := strings.Repeat("/X Do ", 10)
		objects = append(objects, stream(fmt.Sprintf("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>", 6+i), body))
	}
	p, _ := read(t, file("/X Do", "<</XObject<</X 5 0 R>>>>", append(objects, stream("/Subtype/Form/BBox[0 0 9 9]", "0 0 m"))...))
	if !p.Cut {
		t.Error("not cut")
	}
}
