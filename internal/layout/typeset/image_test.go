package typeset

import (
	"strings"
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

// A picture that would leave the title alone on the first page is made smaller,
// whoever asked for its size; behind some text it keeps it.
func TestTitleIsNotAlone(t *testing.T) {
	for _, c := range []struct {
		name   string
		before []document.Block
		high   unit.Length
		want   int // the picture's page
		shrunk bool
	}{
		{"right below the title", nil, 210 * unit.Millimetre, 0, true},
		{"below a heading", []document.Block{para("heading", "一、总体情况")}, 210 * unit.Millimetre, 0, true},
		{"it fits", nil, 150 * unit.Millimetre, 0, false},
		{"below text", []document.Block{body(20)}, 210 * unit.Millimetre, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			title := para("title", "标题")
			title.Role = document.Title
			image := picture(100*unit.Millimetre, c.high)
			l := mustSet(t, newDoc(append(append([]document.Block{title}, c.before...), image, para("caption", "图1"), body(20))...))
			if len(l.Pages) <= c.want || len(l.Pages[c.want].Images) != 1 {
				t.Fatalf("the picture is not on page %d of %d", c.want+1, len(l.Pages))
			}
			if i := l.Pages[c.want].Images[0]; i.H < c.high != c.shrunk || i.W < 100*unit.Millimetre != c.shrunk {
				t.Errorf("drawn %v by %v", i.W, i.H)
			}
			if told := strings.Contains(l.Warnings.Error(), "made smaller"); told != c.shrunk {
				t.Errorf("told %v: %v", told, l.Warnings)
			}
		})
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

// The space between two paragraphs stands in one of them: what word processors
// make of two differs.
func TestOneSpace(t *testing.T) {
	image := picture(50*unit.Millimetre, 50*unit.Millimetre)
	image.KeepNext = document.MayPart
	l := mustSet(t, newDoc(para("title", "标题"), image, &document.Signature{Style: "signature", Name: document.Run{Text: "局"}, Date: document.Run{Text: "2021年"}, Blank: 1}))
	if got := l.Fitted.Blocks[1].(*document.Paragraph).Below; got != 0 {
		t.Errorf("%v below the picture", got)
	}
	if got, want := l.Fitted.Blocks[2].(*document.Paragraph).Above, pitch+half(pitch/2); got != want {
		t.Errorf("%v above the name, want %v", got, want)
	}
	if got := l.Fitted.Blocks[0].(*document.Paragraph).Below; got != 0 {
		t.Errorf("%v added below the title, which has its space in its style", got)
	}
}
