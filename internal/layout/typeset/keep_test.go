package typeset

import (
	"slices"
	"strings"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

func signedBy(name, date string) *document.Signature {
	return &document.Signature{Style: "signature", Name: document.Run{Text: name}, Date: document.Run{Text: date}, Blank: 1}
}

// entry is a name in a list of attachments that takes so many lines.
func entry(lines int) *document.Paragraph {
	p := body(28*lines - 10)
	p.KeepLast = true
	return p
}

// What is more than a page can hold is parted where that matters least.
func TestWeakestGivesWay(t *testing.T) {
	lead := para("body", "如下图：")
	lead.KeepNext = document.KeepLead
	image := picture(100*unit.Millimetre, 176*unit.Millimetre)
	image.KeepNext = document.MayPart
	entries := func(n, lines int) (bs []document.Block) {
		for range n {
			bs = append(bs, entry(lines))
		}
		return bs
	}
	head := para("heading", "一、概述")
	for _, c := range []struct {
		name   string
		blocks []document.Block
		want   []int // lines of text on each page
	}{
		{"picture and signature", []document.Block{head, lead, image, signedBy("甲局", "2011年1月1日")}, []int{2, 2}},
		{"entries of a list", append([]document.Block{head, body(10)}, append(entries(9, 3), signedBy("甲局", "2011年1月1日"))...), []int{20, 11}},
		{"entries, not the lines of one", append([]document.Block{head, body(10)}, entries(7, 3)...), []int{20, 3}},
		{"lines of the signature's name", []document.Block{head, body(28*18 - 2), signedBy(strings.Repeat("很长的名称", 11), "2011年1月1日")}, []int{17, 6}},
	} {
		l := mustSet(t, newDoc(c.blocks...))
		var got []int
		for i := range l.Pages {
			ys, _ := pageLines(&l.Pages[i])
			got = append(got, len(ys))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: lines on the pages %v, want %v", c.name, got, c.want)
		}
	}
}

// The Word file is told where a wish was given up, also one of the style.
func TestGivenUpIsTold(t *testing.T) {
	head := para("heading", "一、概述")
	image := picture(100*unit.Millimetre, 220*unit.Millimetre)
	image.KeepNext = document.MayPart
	l := mustSet(t, newDoc(head, image, signedBy("甲局", "2011年1月1日")))
	got := l.Fitted.Blocks[0].(*document.Paragraph)
	if !got.Loose || len(l.Pages) != 3 {
		t.Errorf("%d pages, heading loose: %t", len(l.Pages), got.Loose)
	}
	if p := l.Fitted.Blocks[1].(*document.Paragraph); p.KeepNext != document.MayPart {
		t.Errorf("the picture keeps with the signature: %v", p.KeepNext)
	}
}

// A picture whose size nobody asked for leaves room for its caption and for
// what leads up to it; one whose size was asked for does not change.
func TestPicturesShrink(t *testing.T) {
	for _, shrinks := range []bool{true, false} {
		image := picture(20*unit.Millimetre, 215*unit.Millimetre)
		image.Image.Shrinks = shrinks
		caption := para("caption", strings.Repeat("图题", 30))
		l := mustSet(t, newDoc(para("heading", "一、概述"), image, caption, body(20)))
		whole := len(l.Pages[0].Images) == 1
		if whole {
			_, texts := pageLines(&l.Pages[0])
			whole = len(texts) == 3
		}
		if whole != shrinks {
			t.Errorf("shrinks %t: heading, picture and caption on one page: %t", shrinks, whole)
		}
		got := l.Fitted.Blocks[1].(*document.Paragraph).Image
		if off := got.Width*215 - got.Height*20; off > 215*unit.Twip || off < -215*unit.Twip || got == image.Image && shrinks {
			t.Errorf("shrinks %t: %v by %v", shrinks, got.Width, got.Height)
		}
	}
}

// Nothing of a signature stands left of the text.
func TestSignatureInside(t *testing.T) {
	for _, sealed := range []bool{false, true} {
		for n := 1; n <= 60; n++ {
			s := signedBy("甲局", strings.Repeat("日", n))
			s.Sealed = sealed
			l := mustSet(t, newDoc(body(30), s))
			for _, tx := range l.Pages[0].Texts {
				end := tx.X
				for _, g := range tx.Glyphs {
					end += g.Advance
				}
				if tx.X < 28*unit.Millimetre || end > 184*unit.Millimetre+unit.Twip {
					t.Errorf("a date of %d characters, sealed %t: text from %v to %v", n, sealed, tx.X, end)
				}
			}
		}
	}
}

// A table does not begin or end with a single row on a page.
func TestTableEndsKeep(t *testing.T) {
	for above := 1; above <= 21; above++ {
		tb := grid(3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
		tb.HeaderRows = 1
		l := mustSet(t, newDoc(body(28*above-2), tb))
		breaks := l.Fitted.Blocks[1].(*document.Table).Fit.Breaks
		if len(breaks) > 0 && (breaks[0] == 2 || breaks[len(breaks)-1] == 9) {
			t.Errorf("%d lines above: pages begin with the rows %v", above, breaks)
		}
	}
}
