package typeset

import (
	"strings"
	"unicode"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// How LibreOffice ends lines. It cuts a paragraph into portions: stretches of
// one script in one run. The portion that does not fit is broken by the rules
// of its language: Chinese by two lists of characters, Latin by UAX #14, as
// are the marks whose run says that they are English (document.Held). Where
// these find no place in it, the portion before is broken anew, as if its last
// character did not fit. Read in LibreOffice's sources (sw/source/core/text:
// guess.cxx, portxt.cxx, itrform2.cxx; i18npool/source/breakiterator) and its
// lists for zh-CN, and measured with version 7.4.

// script is the language by whose rules a character is broken.
type script uint8

const (
	weak script = iota // takes the script of what stands before it
	latin
	asian
)

// scriptOf gives a character's own script, by its Unicode block.
func scriptOf(r rune) script {
	switch {
	case r == ' ' || r == 0xA0 || r >= 0x2C7 && r <= 0x2CB || r == 0x2D9:
		return weak
	case r < 0x300, r >= 0x370 && r < 0x590, r >= 0x1E00 && r < 0x2000:
		return latin
	case r >= 0x2E80 && r < 0xD7B0, r >= 0xF900 && r < 0xFB00, r >= 0xFE30 && r < 0xFE50, r >= 0xFF00 && r < 0xFFF0, r >= 0x20000 && r < 0xE0000:
		return asian
	case unicode.IsLetter(r):
		return latin
	}
	return weak
}

// scriptOf is what an edition takes a character's script to be: from version 26
// on numbers in circles and Roman numerals are Chinese, ² and ³ weak.
func (e edition) scriptOf(r rune) script {
	switch own := scriptOf(r); {
	case e == office7:
		return own
	case own == weak && unicode.IsNumber(r):
		return asian
	case own == latin && unicode.Is(unicode.No, r):
		return weak
	default:
		return own
	}
}

// portions resolves scripts and marks where portions begin.
func (e edition) portions(cs []char) {
	last := latin
	for i := range cs {
		c := &cs[i]
		if c.script = e.scriptOf(c.r); c.script == weak {
			c.script = last
		}
		c.portion = c.run || i == 0 || c.script != cs[i-1].script || cs[i-1].class == newline
		last = c.script
	}
}

// officeEnd gives where LibreOffice ends a line that begins at start, when cut
// is the first character that does not fit.
func (e edition) officeEnd(cs []char, start, cut int) int {
	for at := cut; ; {
		begin := at
		for begin > start && !cs[begin].portion {
			begin--
		}
		end := 0
		switch {
		case cs[at].class == blank: // of the portion before
			end = at
		case rulesAt(cs, begin, at) == asian:
			end = e.chineseEnd(cs, at)
		default:
			end = e.unicodeEnd(cs, at)
		}
		switch {
		case end > start && end >= begin:
			for end < cut && cs[end].class == blank {
				end++
			}
			return end
		case end < start || begin == start: // nowhere: cut
			return max(at, start+1)
		}
		at = begin - 1
	}
}

// rulesAt gives the script by whose rules the portion from begin on is broken
// at a place: its own, or where no letter or figure of it precedes, that of
// the one before.
func rulesAt(cs []char, begin, at int) script {
	i := at
	for i > 0 && !letterOrNumber(cs[i].r) {
		i--
	}
	switch own := cs[begin].script; {
	case i < begin && cs[i].script != own:
		return cs[i].script
	case cs[begin].kind == document.Held:
		return latin
	default:
		return own
	}
}

// LibreOffice's characters that may not begin or end a line in zh-CN.
const (
	officeNoStart = ":!),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏､～￠々‖•·ˇˉ―--′’”"
	officeNoEnd   = "([{£¥'\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（｛“‘"
)

// chineseEnd gives the last place up to at where Chinese may end a line. Version
// 26 takes what the lists allow only where UAX #14 allows it as well, or the
// place before.
func (e edition) chineseEnd(cs []char, at int) int {
	at = listedEnd(cs, at)
	for e != office7 && at > 0 {
		end := chinese26.unicodeEnd(cs, at)
		if end >= at-1 {
			break
		}
		at = listedEnd(cs, end)
	}
	return at
}

// listedEnd gives the last place up to at where the lists allow a break.
func listedEnd(cs []char, at int) int {
	for at > 0 && (strings.ContainsRune(officeNoStart, cs[at].r) || strings.ContainsRune(officeNoEnd, cs[at-1].r)) {
		at--
	}
	return at
}

// officeGap: LibreOffice has a gap of 0.2 em where a letter or a figure of one
// script meets one of the other. It passes over what a DOCX says of it
// (writerfilter/source/dmapper/DomainMapper.cxx).
func officeGap(a, b *char) unit.Length {
	if a.script != b.script && letterOrNumber(a.r) && letterOrNumber(b.r) {
		return b.size / 5
	}
	return 0
}

func letterOrNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// unicodeEnd gives the last place up to at where UAX #14 allows a break. A
// slash that is the last to fit ends no line; what would be broken behind an
// earlier one goes back to a blank, if there is one near.
func (e edition) unicodeEnd(cs []char, at int) int {
	if e.mayEnd(cs, at) {
		if cs[at-1].r != '/' {
			return at
		}
		at--
	}
	for at > 0 && !e.mayEnd(cs, at) {
		at--
	}
	const near = 66
	if at > 0 && cs[at-1].r == '/' {
		for i := at - 2; i >= 0 && at-i < near; i-- {
			if cs[i].class == blank {
				return i + 1
			}
		}
	}
	return at
}
