package pdf

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/character"
	"nianbao/internal/diag"
	"nianbao/internal/intake/pdf/content"
)

// A sheet may show two pages side by side: a booklet, or printed so to save paper.

const (
	landscape = 1.2   // width by height from which on a sheet may hold two pages
	gutter    = 0.008 // of the width: what stays free between two pages
	wideText  = 14    // ems of text without a gap: a line of a page rather than a column
	enough    = 3     // such lines that all left or all right pages have at least
)

// spreads parts the sheets that show two pages, if all do that lie across, and puts
// the pages in the order of their numbers, where each has one.
func (d *reader) spreads() {
	var out []*page
	parted, left, right := 0, 0, 0
	for _, p := range d.pages {
		if p.Width < landscape*p.Height || len(p.Glyphs) == 0 {
			out = append(out, p)
			continue
		}
		a, b, ok := p.halves()
		if !ok {
			return
		}
		parted++
		left, right = left+a.pageLike(), right+b.pageLike()
		for _, half := range []*page{a, b} {
			if len(half.Glyphs)+len(half.Pictures) > 0 {
				out = append(out, half)
			}
		}
	}
	if parted == 0 || left < enough || right < enough {
		return
	}
	sortByNumber(out)
	for i, p := range out {
		p.number = i + 1
	}
	d.pages = out
	d.remark(0, diag.T("原件一张纸上并排两页，已按单页读，页码按单页数", "the original shows two pages on a sheet; they were read one by one, and are counted so"))
}

// halves gives the left and the right page of a sheet; false: something stands
// across its middle.
func (p *page) halves() (left, right *page, ok bool) {
	middle, free := p.Width/2, gutter*p.Width/2
	crosses := func(b content.Box) bool { return b.X0 < middle+free && b.X1 > middle-free }
	for i := range p.Rules {
		if b := p.Rules[i].Box; crosses(b) && b.X1-b.X0 > free { // a fold may be drawn
			return nil, nil, false
		}
	}
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; crosses(g.Box) && strings.TrimSpace(g.Text) != "" {
			return nil, nil, false
		}
	}
	return p.half(0, middle), p.half(middle, p.Width), true
}

// half gives what stands between two places across.
func (p *page) half(from, to float64) *page {
	h := *p.Page
	h.Width, h.Glyphs, h.Rules, h.Pictures = to-from, nil, nil, nil
	moved := func(b content.Box) (content.Box, bool) {
		x, _ := b.Mid()
		return content.Box{X0: b.X0 - from, Y0: b.Y0, X1: b.X1 - from, Y1: b.Y1}, x >= from && x < to
	}
	for _, g := range p.Glyphs {
		b, in := moved(g.Box)
		if g.Box = b; in {
			if g.Turn == content.Upward || g.Turn == content.Downward {
				g.Base -= from
			}
			h.Glyphs = append(h.Glyphs, g)
		}
	}
	for _, r := range p.Rules {
		b, in := moved(r.Box)
		if r.Box = b; in {
			h.Rules = append(h.Rules, r)
		}
	}
	for _, c := range p.Pictures {
		b, in := moved(c.Box)
		if c.Box = b; in {
			h.Pictures = append(h.Pictures, c)
		}
	}
	return &page{Page: &h, number: p.number}
}

// text gives the lines of all of a page's glyphs.
func (p *page) text() []line {
	glyphs := make([]*content.Glyph, len(p.Glyphs))
	for i := range p.Glyphs {
		glyphs[i] = &p.Glyphs[i]
	}
	return linesOf(glyphs)
}

// pageLike counts the lines of text that are too wide for a column of figures; a
// table with rules is enough.
func (p *page) pageLike() (n int) {
	if all, _ := lattices(p.Page); len(all) > 0 {
		return enough
	}
	for _, l := range p.text() {
		from := 0
		for i := range l.glyphs {
			if i > 0 && l.glyphs[i].box.X0-l.glyphs[i-1].box.X1 > l.size {
				from = i
			}
			if l.glyphs[i].box.X1-l.glyphs[from].box.X0 > wideText*l.size {
				n++
				break
			}
		}
	}
	return n
}

// sortByNumber puts pages in the order of the numbers that they bear, if each
// bears one: a booklet's are printed otherwise. A title page bears none.
func sortByNumber(pages []*page) {
	numbers, seen, without := map[*page]int{}, map[int]bool{}, 0
	for _, p := range pages {
		n := p.printedNumber()
		if n == 0 {
			without++
		}
		if seen[n] && n > 0 || without > 1 {
			return
		}
		numbers[p], seen[n] = n, true
	}
	slices.SortStableFunc(pages, func(a, b *page) int { return cmp.Compare(numbers[a], numbers[b]) })
}

// printedNumber gives the page number in a page's upper or lower margin; 0: none.
func (p *page) printedNumber() (n int) {
	for _, l := range p.text() {
		t := strings.TrimSpace(l.text())
		if !p.outer(&l) || !pageNumber.MatchString(t) {
			continue
		}
		digits := strings.FieldsFunc(character.HalfWidth(t), func(r rune) bool { return r < '0' || r > '9' })
		if len(digits) > 0 {
			n, _ = strconv.Atoi(digits[0])
		}
	}
	return n
}
