package pdf

import (
	"strings"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
)

// flush ends the open paragraph.
func (t *tree) flush() {
	p := t.open
	t.open = nil
	if p == nil {
		return
	}
	if t.table > 0 {
		p.parts = unrepeated(p.parts)
	}
	if lines := taggedLines(p.parts); len(lines) > 0 {
		ps := t.setting()
		out := &original.Paragraph{Place: original.Place{Page: p.parts[0].page + 1}, Runs: trimmed(ps.broken(lines, t.table > 0)), Level: p.level}
		if out.Text() != "" {
			ps.shape(out, &paragraph{lines: lines})
			t.out = append(t.out, block{page: out.Page, y: lines[0].box.Y0, block: out})
		}
	}
	for _, pic := range p.pictures {
		t.out = append(t.out, block{page: pic.Page, block: pic})
	}
}

// unrepeated gives what stands on the first page where all other pages say the
// same: a head that is repeated.
func unrepeated(parts []part) []part {
	var pages [][]part
	number := map[int]int{}
	for _, p := range parts {
		n, ok := number[p.page]
		if !ok {
			n = len(pages)
			number[p.page] = n
			pages = append(pages, nil)
		}
		pages[n] = append(pages[n], p)
	}
	text := func(parts []part) string {
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(p.Text)
		}
		return b.String()
	}
	for _, p := range pages {
		if text(p) != text(pages[0]) {
			return parts
		}
	}
	if len(pages) == 0 {
		return parts
	}
	return pages[0]
}

// setting is where the document's text stands.
func (t *tree) setting() *paragraphs {
	if t.measure == nil {
		m := t.measureTagged()
		t.measure = &m
	}
	return &paragraphs{measure: *t.measure}
}

// broken joins a paragraph's lines. Where one ends before it is full, or a heading's
// number follows on a sentence, the line was broken by hand; in a cell, where that
// cannot be told, between two figures.
func (ps *paragraphs) broken(lines []line, cell bool) []original.Run {
	var w writer
	for i := range lines {
		l := &lines[i]
		switch {
		case i == 0:
		case cell:
			w.parted(l)
		case ps.right-lines[i-1].box.X1 >= ps.needs(l), l.numberedAfter(&lines[i-1]):
			w.add("\n", nil)
		}
		w.line(l)
	}
	return w.done()
}

// measureTagged finds the edges of the text of all pages.
func (t *tree) measureTagged() measure {
	var pages []*page
	for _, p := range t.pages {
		var glyphs []*content.Glyph
		for k := range p.Glyphs {
			if g := &p.Glyphs[k]; !g.Artifact {
				glyphs = append(glyphs, g)
			}
		}
		pages = append(pages, &page{Page: p.Page, lines: linesOf(glyphs)})
	}
	return measureOf(pages)
}

// taggedLines parts glyphs into lines in the order of the tree.
func taggedLines(parts []part) []line {
	var all []line
	for i, p := range parts {
		g := straight(p.Glyph)
		if i > 0 {
			before := straight(parts[i-1].Glyph)
			same := p.page == parts[i-1].page && g.Turn == before.Turn && abs(g.base-before.base) < 0.5*max(g.Size, before.Size)
			if same && g.box.X0 > before.box.X0-0.5*g.Size {
				l := &all[len(all)-1]
				l.glyphs = append(l.glyphs, g)
				l.size = max(l.size, g.Size)
				continue
			}
		}
		all = append(all, line{glyphs: []glyph{g}, base: g.base, size: g.Size})
	}
	return settled(all)
}
