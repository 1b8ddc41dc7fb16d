package typeset

import "nianbao/internal/unit"

// line is the part [from, to) of a paragraph's characters. Blanks in
// [end, to) hang over the margin.
type line struct {
	from, end, to int
	width         unit.Length // of [from, end)
	last          bool        // ends the paragraph or stands before a forced break
}

// breakLines breaks characters into lines greedily, as word processors do.
// first and rest are the widths of the first and of the other lines.
func (p *Profile) breakLines(dst []line, cs []char, first, rest unit.Length) []line {
	avail := first
	for start := 0; start < len(cs); {
		l := p.nextLine(cs, start, avail)
		dst = append(dst, l)
		start = l.to
		avail = rest
	}
	return dst
}

func (p *Profile) nextLine(cs []char, start int, avail unit.Length) line {
	var width unit.Length // up to i, blanks included
	begun := false        // something that takes room stands in the line
	for i := start; i < len(cs); i++ {
		c := &cs[i]
		if c.class == newline {
			return trim(cs, line{from: start, end: i, to: i + 1, width: width, last: true})
		}
		add := c.advance
		if begun {
			add += c.gap
		}
		begun = begun || c.class != nothing
		need := width + add
		if p.SpacingInside { // and widths are whole twips, rounded down
			need -= c.spacing + 19*unit.Twip/20
		}
		if need > avail && c.class != blank && i > start {
			end := p.lineEnd(cs, start, i)
			return trim(cs, line{from: start, end: end, to: end, width: width - measure(cs, start, end, i)})
		}
		width += add
	}
	return trim(cs, line{from: start, end: len(cs), to: len(cs), width: width, last: true})
}

// wordEnd ends a line before the last character that may begin one, or, within
// a word that is wider than the line, where it is full.
func wordEnd(cs []char, start, cut int) int {
	for i := cut; i > start; i-- {
		if cs[i].breaks {
			return i
		}
	}
	return cut
}

// measure gives the width that the characters [from, to) have in a line that
// begins at start.
func measure(cs []char, start, from, to int) (w unit.Length) {
	begun := false
	for i := start; i < to; i++ {
		if i >= from {
			w += cs[i].advance
			if begun {
				w += cs[i].gap
			}
		}
		begun = begun || cs[i].class != nothing
	}
	return w
}

// trim takes blanks off a line's end.
func trim(cs []char, l line) line {
	for l.end > l.from && cs[l.end-1].class == blank {
		l.end--
		l.width -= cs[l.end].advance
		if l.end > l.from {
			l.width -= cs[l.end].gap
		}
	}
	return l
}

// longWord is how many characters a word may have that is kept on one line of a
// cell; a longer one with letters is an address.
const longWord = 16

// widest gives the width of the widest stretch that must not be broken: a
// figure, or a word that is no address.
func widest(cs []char) (most unit.Length) {
	for from := 0; from < len(cs); {
		to, letters := from, false
		for ; to < len(cs) && cs[to].class != newline && cs[to].class != blank && (to == from || !cs[to].breaks); to++ {
			letters = letters || cs[to].class == letter
		}
		if !letters || to-from <= longWord {
			most = max(most, measure(cs, from, from, to))
		}
		from = max(to, from+1)
	}
	return most
}
