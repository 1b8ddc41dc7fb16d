package typeset

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// noteLoose tells of lines that are torn open: justified with more than half a
// character's width in each gap, since what follows cannot be broken.
func (s *setter) noteLoose(p *par, runs []document.Run) {
	if p.style.Align != document.Justify {
		return
	}
	avail := p.width - p.first
	for i := range p.lines {
		l := &p.lines[i]
		slack := avail - l.width
		avail = p.width
		if l.last || slack <= 0 || slack <= stretchable(p.chars, *l)*p.style.Size/2 {
			continue
		}
		next := wordAt(p.chars, l.to)
		d := diag.New(placeOf(runs, l.from),
			diag.T("这一行的字距太松：后面的“%s”不能断开，移到了下一行", "this line is torn open: “%s”, which cannot be broken, went to the next", next),
			diag.T("请调整文字，例如把它移到句首、另起一段，或写得短一些", "move it to the beginning of a sentence or of a paragraph, or make it shorter"))
		d.Severity = diag.Info
		s.notes = append(s.notes, d)
	}
}

// wordAt gives the unbroken stretch of characters that begins at i.
func wordAt(cs []char, i int) string {
	var b strings.Builder
	for from := i; i < len(cs) && cs[i].class != newline && cs[i].class != blank && (i == from || !cs[i].breaks); i++ {
		b.WriteRune(cs[i].r)
	}
	return b.String()
}

// placeOf gives where character i of the runs' text was typed.
func placeOf(runs []document.Run, i int) diag.Pos {
	for k := range runs {
		n := len([]rune(runs[k].Text))
		if i < n || k == len(runs)-1 {
			at := runs[k].Pos
			if at.Line > 0 {
				at.Col += i
			}
			return at
		}
		i -= n
	}
	return diag.Pos{}
}

// emptyPart is how much of a page is left empty before a notice.
const emptyPart = 3

// noteEmpty tells of a page that ends early because a picture that follows does
// not fit on it: flow are the slots from the next page on, y is where the page's
// text ends.
func (s *setter) noteEmpty(flow []slot, y unit.Length) {
	full := s.textHeight()
	if len(flow) == 0 || flow[0].fresh || full-y < full/emptyPart {
		return
	}
	for i := range flow[:chainEnd(flow, 0)] {
		p := flow[i].par
		if p == nil || p.fitted.Image == nil {
			continue
		}
		d := diag.New(p.fitted.Image.Pos,
			diag.T("第 %d 页下面空了 %v：图片放不下，移到了下一页", "page %d ends %v early: the picture does not fit and went to the next", len(s.layout.Pages), full-y),
			diag.T("可以把图片往后移，让后面的文字先接上，或用 width_mm 缩小图片", "put the picture further down, so that the text after it comes first, or make it smaller with width_mm"))
		d.Severity = diag.Info
		s.notes = append(s.notes, d)
		return
	}
}
