package typeset

import (
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// emAbove is how much of the em box of Chinese type lies above the baseline,
// in 1/1000 em.
const emAbove = 880

// line places a line of a paragraph; top is the line's upper edge.
func (s *setter) line(p *Page, par *par, l *line, left, top unit.Length, first bool) {
	x, avail := left+par.left, par.width
	if par.fitted.Image != nil {
		p.Images = append(p.Images, par.image(x, top))
		return
	}
	if first {
		x += par.first
		avail -= par.first
	}
	x, extra := align(par.chars, l, x, avail, par.style.Align)
	emit(p, par.chars, *l, x, top+document.Baseline(par.style.Pitch), par.node, extra)
}

// align gives where a line begins and by how much it is stretched.
func align(cs []char, l *line, x, avail unit.Length, a document.Align) (at, extra unit.Length) {
	slack := avail - l.width
	switch a {
	case document.Center:
		return x + slack/2, 0
	case document.Right:
		return x + slack, 0
	case document.Justify:
		if !l.last && slack > 0 {
			return x, slack
		}
	}
	return x, 0
}

// roomForGlyphs is for how many there is memory at once: a page has 600 or
// somewhat more.
const roomForGlyphs = 512

// emit places the characters of a line from x on; extra is shared out over
// the places that stretch.
func emit(p *Page, cs []char, l line, x, y unit.Length, node *Node, extra unit.Length) {
	places := unit.Length(0)
	if extra > 0 {
		places = stretchable(cs, l)
	}
	var share, rest unit.Length
	if places > 0 {
		share, rest = extra/places, extra%places
	}
	if n := l.to - l.from; cap(p.room)-len(p.room) < n {
		p.room = make([]Glyph, 0, max(n, roomForGlyphs))
	}
	begin := len(p.room) // of the last text's glyphs
	var t *Text
	for i := l.from; i < l.to; i++ {
		c := &cs[i]
		if c.glyph.Face == nil {
			continue
		}
		adv := c.advance
		if j := follower(cs, i, l.end); j > 0 && c.class != nothing {
			adv += cs[j].gap
			if places > 0 && stretches(c.r, cs[j].r, c.class, cs[j].class) {
				adv += share
				if rest > 0 {
					adv++
					rest--
				}
			}
		}
		base := y - c.size.Scale(int(c.glyph.Shift), 1000)
		if t == nil || t.Face != c.glyph.Face || t.Size != c.size || t.Y != base {
			p.endText(begin)
			p.Texts = append(p.Texts, Text{X: x, Y: base, Face: c.glyph.Face, Size: c.size, Node: node})
			t, begin = &p.Texts[len(p.Texts)-1], len(p.room)
		}
		p.room = append(p.room, Glyph{ID: c.glyph.ID, Rune: c.r, Advance: adv})
		x += adv
	}
	p.endText(begin)
}

// endText gives the last text its glyphs, those in the page's room from begin on.
func (p *Page) endText(begin int) {
	if n := len(p.room); n > begin {
		p.Texts[len(p.Texts)-1].Glyphs = p.room[begin:n:n]
	}
}

// follower gives the next character that takes room before end, or 0.
func follower(cs []char, i, end int) int {
	for j := i + 1; j < end; j++ {
		if cs[j].class != nothing {
			return j
		}
	}
	return 0
}

func stretchable(cs []char, l line) (n unit.Length) {
	for i := l.from; i < l.end; i++ {
		if cs[i].class == nothing {
			continue
		}
		if j := follower(cs, i, l.end); j > 0 && stretches(cs[i].r, cs[j].r, cs[i].class, cs[j].class) {
			n++
		}
	}
	return n
}

// rows places consecutive rows of a table and gives their height.
func (s *setter) rows(p *Page, ts *tableSet, slots []slot, left, top unit.Length) unit.Length {
	t := ts.t
	xs := make([]unit.Length, len(t.Columns)+1)
	for i, w := range t.Columns {
		xs[i+1] = xs[i] + w
	}
	left += (s.doc.Page.TextWidth() - t.Width()) / 2 // centred, as in the DOCX
	for i := range xs {
		xs[i] += left
	}
	ys := make([]unit.Length, len(slots)+1)
	ys[0] = top
	for i := range slots {
		ys[i+1] = ys[i] + slots[i].height
	}
	b := &s.memory.grid
	b.begin(xs, ys)
	for i := range slots {
		r := slots[i].row
		for k := range t.Rows[r].Cells {
			cell := &t.Rows[r].Cells[k]
			node := ts.nodes[r*len(t.Columns)+cell.Col]
			if cell.Repeat || slots[i].head {
				node = nil
			}
			x, w := xs[cell.Col], xs[cell.Col+cell.ColSpan]-xs[cell.Col]
			last := min(i+cell.RowSpan, len(slots))
			h := ys[last] - ys[i]
			set := &ts.cells[r][k]
			if cell.Upright {
				set.placeUpright(p, x, ys[i], w, h, node)
			} else {
				set.place(p, t, x, ys[i], w, h, cell.Inset, node)
			}
			if cell.To != "" && node != nil {
				p.Links = append(p.Links, Link{Rect: Rect{X: x, Y: ys[i], W: w, H: h}, To: Outline{Title: cell.To}, Node: node})
			}
			b.cover(i, last, cell.Col, cell.Col+cell.ColSpan)
			if cell.Shade != "" {
				p.Fills = append(p.Fills, b.rect(i, last, cell.Col, cell.Col+cell.ColSpan, cell.Shade))
			}
		}
	}
	p.Rules = b.rules(p.Rules, t.Rule)
	return ys[len(slots)] - top
}

// place sets a cell's lines, centred from top to bottom.
func (c *cellSet) place(p *Page, t *document.Table, x, y, w, h, inset unit.Length, node *Node) {
	y += (h - unit.Length(len(c.lines))*c.pitch) / 2
	for i := range c.lines {
		at, extra := align(c.chars, &c.lines[i], x+t.MarginX+inset, w-2*t.MarginX-inset, c.face.style.Align)
		emit(p, c.chars, c.lines[i], at, y+document.Baseline(c.pitch), node, extra)
		y += c.pitch
	}
}

// Punctuation in upright text where a font has no glyphs for it: what moves to
// the upper right corner, and what is turned.
const (
	cornerMarks = "、，。；："
	turnedMarks = "（）《》〈〉【】〔〕“”‘’「」『』—…-()"
)

// upright reports whether a character takes a place in upright text.
func (c *char) upright() bool { return c.class != newline && c.class != nothing }

// placeUpright sets characters one under the other, columns from right to
// left, the whole in the middle of the cell.
func (c *cellSet) placeUpright(p *Page, x, y, w, h unit.Length, node *Node) {
	n := unit.Length(0)
	for i := range c.chars {
		if c.chars[i].upright() {
			n++
		}
	}
	if n == 0 {
		return
	}
	step := c.upright()
	per := min(max(1, h/step), n)
	columns := (n + per - 1) / per
	per = (n + columns - 1) / columns
	right := x + (w+columns*c.pitch)/2
	k := unit.Length(0)
	for i := range c.chars {
		ch := &c.chars[i]
		if !ch.upright() {
			continue
		}
		inColumn := min(per, n-k/per*per)
		cx := right - (k/per+1)*c.pitch + (c.pitch-c.size)/2
		cy := y + (h-inColumn*step)/2 + k%per*step
		k++
		t := Text{Face: ch.glyph.Face, Size: c.size, Node: node}
		id, hasVertical := ch.glyph.Face.Vertical(ch.glyph.ID)
		if !hasVertical {
			id = ch.glyph.ID
		}
		adv := ch.glyph.Face.Advance(id, c.size)
		switch {
		case hasVertical:
			t.X, t.Y = cx+(c.size-adv)/2, cy+c.size.Scale(emAbove-int(ch.glyph.Shift), 1000)
		case strings.ContainsRune(turnedMarks, ch.r):
			t.Turned = true
			t.X, t.Y = cx+c.size.Scale(1000-emAbove, 1000), cy
		case strings.ContainsRune(cornerMarks, ch.r):
			t.X, t.Y = cx+c.size.Scale(550, 1000), cy+c.size.Scale(emAbove-550, 1000)
		default:
			t.X, t.Y = cx+(c.size-adv)/2, cy+c.size.Scale(emAbove-int(ch.glyph.Shift), 1000)
		}
		t.Glyphs = []Glyph{{ID: id, Rune: ch.r, Advance: adv}}
		p.Texts = append(p.Texts, t)
	}
}
