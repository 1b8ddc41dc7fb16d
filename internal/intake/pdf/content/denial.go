package content

import (
	"strings"

	"nianbao/internal/character"
)

// ToUnicode is written for copying and may say other characters than are seen. What
// a font itself says is compared with it: names of glyphs, the table of characters
// of an embedded font, CIDs of the Chinese, Japanese and Korean collections. Only
// figures matter here. A font's own word counts where it mostly agrees, or where it
// has figures wherever ToUnicode has: tables of subsets may say nothing true.

// compare asks others what a code of the font means.
func (f *Font) compare(g *code, others []teller, c uint32, n int) {
	own := character.HalfWidth(g.text)
	for _, t := range others {
		s, ok := t.text(c, n)
		if !ok {
			continue
		}
		s = character.HalfWidth(tidy(s))
		if s == own {
			f.agreed++
			continue
		}
		f.denied++
		if isFigure(s) && isFigure(own) {
			f.figures++
		}
		g.denied = g.denied || strings.ContainsFunc(s+own, character.IsDigit)
	}
}

func isFigure(s string) bool { return len(s) == 1 && character.IsDigit(rune(s[0])) }

// DeniesFigures reports whether what the font says of its characters can be held
// against its ToUnicode, once its pages were read.
func (f *Font) DeniesFigures() bool { return f.agreed >= f.denied || f.figures == f.denied }

// standardCIDs tells the figures of Adobe's character collections.
type standardCIDs struct {
	codes   codeSpace
	figures [2]uint32 // the CIDs of 0, proportional and half an em wide
}

// standardFigures are the CIDs of 0 by collection.
var standardFigures = map[string][2]uint32{"GB1": {17, 830}, "CNS1": {17, 13664}, "Japan1": {17, 247}, "Korea1": {17, 8110}}

func (t *standardCIDs) text(code uint32, bytes int) (string, bool) {
	cid := t.codes.cid(code, bytes)
	for _, zero := range t.figures {
		if cid >= zero && cid < zero+10 {
			return string(rune('0' + cid - zero)), true
		}
	}
	return "", false
}
