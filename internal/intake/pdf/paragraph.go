package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
	"nianbao/internal/unit"
)

// measure is where the text of a document stands between its margins.
type measure struct {
	left, right float64
	middle      float64 // of the first page
	pitch       float64 // between the lines of a paragraph, in ems; 0 not known
	blocks      bool    // paragraphs have no indent: space parts them
	closest     float64 // the least pitch that occurs more than once, in ems
}

const (
	indent    = 1.4 // ems from which on a line is taken for the first of a paragraph
	narrowest = 10  // ems of text: where no line is longer, none is taken for full
)

// measureOf finds the text's edges: where most lines begin and where the longest
// ends. Edges are of half points, since lines differ by roundings.
func measureOf(pages []*page) measure {
	starts, ends, pitches := map[int]int{}, map[int]int{}, map[int]int{}
	var all []int
	for _, p := range pages {
		for i := range p.lines {
			l := &p.lines[i]
			starts[int(math.Round(l.box.X0))] += len(l.glyphs)
			ends[int(math.Round(l.box.X1))]++
			all = append(all, int(math.Round(l.box.X1)))
			if i > 0 {
				if gap := (l.base - p.lines[i-1].base) / l.size; gap > 0.9 && gap < 3 {
					pitches[int(gap*20)]++
				}
			}
		}
	}
	if len(all) == 0 {
		return measure{}
	}
	m := measure{left: float64(often(starts)), middle: pages[0].Width / 2, pitch: float64(often(pitches)) / 20}
	m.right = rightEdge(all)
	m.closest = closest(pitches)
	// Text that is always indented or centred begins nowhere: the leftmost of
	// what is common.
	most := starts[int(m.left)]
	for x, n := range starts {
		if n*8 >= most {
			m.left = min(m.left, float64(x))
		}
	}
	m.blocks = !m.indents(pages)
	return m
}

// indents reports whether first lines of paragraphs are indented: three lines
// are, by about two ems.
func (m *measure) indents(pages []*page) bool {
	n := 0
	for _, p := range pages {
		for i := range p.lines {
			if in := (p.lines[i].box.X0 - m.left) / p.lines[i].size; in > indent && in < 2.6 {
				n++
			}
		}
	}
	return n >= 3
}

// closest gives the least pitch that occurs more than once, in ems.
func closest(pitches map[int]int) float64 {
	least := 0
	for k, n := range pitches {
		if n > 1 && (least == 0 || k < least) {
			least = k
		}
	}
	return float64(least) / 20
}

// rightEdge gives where full lines end: the outermost place at which an eighth of
// all lines end, since marks may hang beyond it; else where the outermost ends.
func rightEdge(ends []int) float64 {
	slices.Sort(ends)
	n := len(ends)
	for i, k := n-1, n-1; i >= 0; i-- { // those from k to i end within two points
		for k >= 0 && ends[i]-ends[k] <= 2 {
			k--
		}
		if i-k >= max(3, n/8) {
			return float64(ends[i])
		}
	}
	return float64(ends[n-1-n/50])
}

// often gives the key with the highest count, of several the least.
func often(n map[int]int) int {
	best, most := 0, 0
	for k, v := range n {
		if v > most || v == most && k < best {
			best, most = k, v
		}
	}
	return best
}

// paragraph is a paragraph while its lines are collected.
type paragraph struct {
	page  int
	flow  int // of the page
	lines []line
}

// paragraphs joins a column's lines.
type paragraphs struct {
	measure
	flow int // of the page
	out  []block
	open *paragraph
}

// turnTo goes on with another flow of n lines.
func (ps *paragraphs) turnTo(m measure, flow, n int) {
	if n == 0 {
		return
	}
	if ps.measure != m {
		ps.end()
	}
	ps.measure, ps.flow = m, flow
}

// line takes the next line of the text.
func (ps *paragraphs) line(page int, l line) {
	if ps.open == nil || !ps.goesOn(page, &l) {
		ps.end()
		ps.open = &paragraph{page: page, flow: ps.flow}
	}
	ps.open.lines = append(ps.open.lines, l)
}

// goesOn reports whether a line belongs to the open paragraph: the line before
// is full, and this one begins at the text's left edge.
func (ps *paragraphs) goesOn(page int, l *line) bool {
	before := &ps.open.lines[len(ps.open.lines)-1]
	em := l.size
	if math.Abs(before.size-em) > 0.15*em && !sameFont(before, l) {
		return false
	}
	if ps.isCentred(before) || ps.isCentred(l) && len(ps.open.lines) == 1 {
		return false
	}
	if l.start() >= ps.left+indent*em && !ps.hanging(l) || ps.beginsBlock(before, l) {
		return false
	}
	if gap := (l.base - before.base) / em; ps.pitch > 0 && l.base > before.base && gap > 1.45*ps.pitch && gap > 1.6 {
		return false
	}
	return ps.right-ps.left > narrowest*em && ps.right-before.box.X1 < ps.needs(l)
}

// start is where a line begins to be seen: browsers move an opening bracket by the
// half em in which it has no ink (CSS Text 4, text-spacing-trim).
func (l *line) start() float64 {
	if opens(firstRune(l.glyphs[0].Text)) {
		return l.box.X0 + 0.5*l.size
	}
	return l.box.X0
}

// beginsBlock reports whether a line begins a paragraph where none is indented:
// there is more space above it, or it has a number and the line before ends a
// sentence. What stands below a line at the right begins one in any case.
func (ps *paragraphs) beginsBlock(before, l *line) bool {
	if len(ps.open.lines) == 1 && before.box.X0 > (ps.left+ps.right)/2 {
		return true
	}
	if !ps.blocks {
		return false
	}
	gap := (l.base - before.base) / l.size
	return gap > 1.2*ps.closest && ps.closest > 0 || l.numberedAfter(before)
}

// numberedAfter reports whether a line begins with a heading's number and the line
// before ends a sentence.
func (l *line) numberedAfter(before *line) bool {
	return strings.HasSuffix(before.text(), "。") && numbered.MatchString(l.text())
}

// numbered are the numbers of headings in official documents (GB/T 9704).
var numbered = pattern.New(`^\s*([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]{1,2}[.．、])`)

// hanging reports whether all lines of the open paragraph but the first begin
// where l does: an indent of the whole paragraph.
func (ps *paragraphs) hanging(l *line) bool {
	n := len(ps.open.lines)
	last := ps.open.lines[n-1].box.X0
	return n >= 2 && math.Abs(last-l.box.X0) < 0.3*l.size && ps.open.lines[0].box.X0 != last
}

// needs gives how much room the beginning of a line takes that cannot be parted
// from its first character, with some for justification.
func (ps *paragraphs) needs(l *line) float64 {
	em := l.size
	end := 0
	word := false
	for i, g := range l.glyphs {
		r := firstRune(g.Text)
		latin := r > ' ' && !isWide(r)
		if i > 0 && !closes(r) && !(word && latin) && !opens(firstRune(l.glyphs[i-1].Text)) {
			break
		}
		word = latin
		end = i
	}
	return l.glyphs[end].box.X1 - l.glyphs[0].box.X0 + 0.6*em
}

func sameFont(a, b *line) bool {
	return a.glyphs[0].Font == b.glyphs[0].Font
}

// isCentred reports whether a line stands in the middle of the text, away from
// its edges.
func (ps *paragraphs) isCentred(l *line) bool {
	left, right := l.box.X0-ps.left, ps.right-l.box.X1
	if left > 2.6*l.size && math.Abs(left-right) < 0.9*l.size {
		return true
	}
	const title = 18 // from this size on text is a title
	x, _ := l.box.Mid()
	return l.size > title && left > 1.2*l.size && min(math.Abs(left-right)/2, math.Abs(x-ps.middle)) < 0.3*l.size
}

func (ps *paragraphs) allCentred(lines []line) bool {
	for i := range lines {
		if !ps.isCentred(&lines[i]) {
			return false
		}
	}
	return true
}

// end ends the open paragraph.
func (ps *paragraphs) end() {
	if ps.open == nil {
		return
	}
	p := ps.open
	ps.open = nil
	var w writer
	for i := range p.lines {
		w.line(&p.lines[i])
	}
	out := &original.Paragraph{Place: original.Place{Page: p.page}, Runs: trimmed(w.done())}
	if out.Text() == "" {
		return
	}
	ps.shape(out, p)
	ps.out = append(ps.out, block{page: p.page, flow: p.flow, y: p.lines[0].box.Y0, block: out})
}

// shape tells alignment and indents.
func (ps *paragraphs) shape(out *original.Paragraph, p *paragraph) {
	first := &p.lines[0]
	switch {
	case ps.allCentred(p.lines):
		out.Align = original.Centre
		return
	case len(p.lines) == 1 && first.box.X0 > (ps.left+ps.right)/2:
		out.Align = original.Right
	}
	left := first.box.X0
	for _, l := range p.lines[1:] {
		left = min(left, l.box.X0)
	}
	if len(p.lines) == 1 {
		left = ps.left
	}
	out.Left, out.FirstLine = length(left-ps.left, first.size), length(first.box.X0-left, first.size)
}

// length gives an indent; less than a third of an em is none.
func length(v, em float64) unit.Length {
	if abs(v) < em/3 {
		return 0
	}
	return unit.Points(v)
}

// trimmed takes blanks from the ends of runs.
func trimmed(runs []original.Run) []original.Run {
	for len(runs) > 0 {
		if runs[0].Text = strings.TrimLeft(runs[0].Text, " \u3000\n"); runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	for n := len(runs); n > 0; n = len(runs) {
		if runs[n-1].Text = strings.TrimRight(runs[n-1].Text, " \u3000\n"); runs[n-1].Text != "" {
			break
		}
		runs = runs[:n-1]
	}
	return runs
}

// block is a block with its place on the page.
type block struct {
	page  int
	flow  int // of the page
	y     float64
	block original.Block
}

func byPlace(a, b block) int {
	return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.flow, b.flow), cmp.Compare(a.y, b.y))
}
