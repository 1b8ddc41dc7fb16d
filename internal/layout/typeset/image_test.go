package typeset

import (
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

func picture(w, h unit.Length) *document.Paragraph {
	return &document.Paragraph{Style: "caption", KeepNext: document.KeepCaption, Image: &document.Image{Alt: "各年申请量", Width: w, Height: h}}
}

// An image stands centred on its line, a quarter of a line from the text above
// and below.
func TestImage(t *testing.T) {
	mm := unit.Millimetre
	for _, high := range []unit.Length{1, 10 * mm, pitch - 1, pitch, pitch + 1, 63 * mm, 213 * mm} {
		for _, caption := range []bool{false, true} {
			blocks := []document.Block{body(20), picture(100*mm, high)}
			if caption {
				blocks = append(blocks, para("caption", "图1"))
			}
			l := mustSet(t, newDoc(append(blocks, body(20))...))
			p := &l.Pages[0]
			if high == 213*mm { // does not fit below the text
				p = &l.Pages[1]
			}
			if len(p.Images) != 1 {
				t.Fatalf("%v high: %d images", high, len(p.Images))
			}
			i := p.Images[0]
			if off := i.X - 28*mm - (156*mm-i.W)/2; i.W != 100*mm || i.H != high || off > unit.Twip || off < -unit.Twip {
				t.Errorf("%v high: drawn %v by %v at %v", high, i.W, i.H, i.X)
			}
			if i.Node.Tag != TagFigure || i.Node.Alt != "各年申请量" || i.Node != l.Root.Kids[1] {
				t.Errorf("%v high: node %+v", high, i.Node)
			}
			fitted := l.Fitted.Blocks[1].(*document.Paragraph)
			if room := fitted.Pitch + fitted.Below - high - pitch/2; fitted.Pitch%unit.Twip != 0 || room > 3*unit.Twip || room < -3*unit.Twip {
				t.Errorf("%v high: a line of %v and %v below", high, fitted.Pitch, fitted.Below)
			}
			if slack := fitted.Pitch - high; slack < fitted.Below || slack >= fitted.Below+2*unit.Twip {
				t.Errorf("%v high: %v above, %v below", high, slack, fitted.Below)
			}
			ys, _ := pageLines(p)
			if len(ys) > 0 && ys[0] > i.Y && ys[0] < i.Y+i.H {
				t.Errorf("%v high: text over the image", high)
			}
		}
	}
}

// A caption is never torn from its image, nor a signature from what it signs.
func TestImageKeeps(t *testing.T) {
	for lines := 1; lines <= 21; lines++ {
		l := mustSet(t, newDoc(body(28*lines-2), picture(50*unit.Millimetre, 50*unit.Millimetre), para("caption", "图1"),
			&document.Signature{Style: "signature", Name: document.Run{Text: "局"}, Date: document.Run{Text: "2021年"}}))
		for n := range l.Pages {
			p := &l.Pages[n]
			_, texts := pageLines(p)
			has := map[string]bool{}
			for _, s := range texts {
				has[s] = true
			}
			if has["图1"] != (len(p.Images) == 1) || has["局"] && !has["图1"] {
				t.Errorf("%d lines before: page %d has %d images and %q", lines, n+1, len(p.Images), texts)
			}
		}
	}
}
