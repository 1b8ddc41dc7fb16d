package typeset

import "strings"

// lineClass is a character's line breaking class (UAX #14, table 1), as far as
// a report may have it.
type lineClass uint8

const (
	lbAL lineClass = iota
	lbBA
	lbBB
	lbB2
	lbCL
	lbCP
	lbEX
	lbGL
	lbHY
	lbID
	lbIN
	lbIS
	lbNS
	lbNU
	lbOP
	lbPO
	lbPR
	lbQU
	lbSP
	lbSY
	lbWJ
	lbZW
)

// listed are the classes of marks; whatever stands here in no class is a
// letter (AL) or, where it is East Asian, an ideograph (ID).
var listed = map[rune]lineClass{}

func init() {
	for class, marks := range map[lineClass]string{
		lbBA: "|\t‐–",
		lbBB: "´",
		lbB2: "—",
		lbCP: ")]",
		lbCL: "}、。〉》」』】〕〗〞︶︸︺︼︾﹀﹂﹄﹐﹒﹚﹜﹞），．］｝｡｣､",
		lbEX: "!?！？﹖﹗",
		lbGL: "\u00A0",
		lbHY: "-",
		lbIN: "…‥",
		lbIS: ",.:;",
		lbNS: "：；﹔﹕々〻゛゜ゝゞヽヾー・〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ",
		lbNU: "0123456789",
		lbOP: "([{〈《「『【〔〖〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（［｛｢‚„¡¿",
		lbPO: "%¢‰′″‵℃℉％￠",
		lbPR: "$£¥€+±−№＄￡￥",
		lbQU: "\"'“”‘’«»‹›",
		lbSP: " ",
		lbSY: "/\\",
		lbWJ: "\u2060\uFEFF",
		lbZW: "\u200B",
	} {
		for _, r := range marks {
			listed[r] = class
		}
	}
}

// narrowOpening are the opening marks that are not wide (LB30).
const narrowOpening = "([{‚„¡¿"

func (e edition) lineClassOf(r rune) lineClass {
	switch {
	case e == chinese26 && r == '“':
		return lbOP
	case e == chinese26 && r == '”':
		return lbCL
	}
	if c, ok := listed[r]; ok {
		return c
	}
	if scriptOf(r) == asian {
		return lbID
	}
	return lbAL
}

// edition is which LibreOffice's line breaks are meant.
type edition uint8

const (
	office7   edition = iota // 7.4, by version 5 of UAX #14
	office26                 // 26.8, by a later one
	chinese26                // the same for Chinese, where “ ” are brackets
)

// mayEnd reports whether UAX #14 allows a line to end before character i.
// Quotation marks hold on to both neighbours.
func (e edition) mayEnd(cs []char, i int) bool {
	switch {
	case i <= 0:
		return false
	case cs[i].class == newline || cs[i].class == nothing && !strings.ContainsRune("\u200B\u2060\uFEFF", cs[i].r):
		return false
	case cs[i-1].class == newline:
		return true
	}
	p := i - 1
	for p > 0 && cs[p].class == nothing && e.lineClassOf(cs[p].r) == lbAL { // combining
		p--
	}
	a, b := e.lineClassOf(cs[p].r), e.lineClassOf(cs[i].r)
	s := p // before blanks
	for s > 0 && e.lineClassOf(cs[s].r) == lbSP {
		s--
	}
	before := e.lineClassOf(cs[s].r)
	switch {
	case b == lbSP || b == lbZW:
		return false
	case a == lbZW:
		return true
	case a == lbWJ || b == lbWJ || a == lbGL || b == lbGL && a != lbSP:
		return false
	case b == lbCL || b == lbCP || b == lbEX || b == lbIS || b == lbSY:
		return false
	case before == lbOP, (before == lbCL || before == lbCP) && b == lbNS, before == lbB2 && b == lbB2:
		return false
	case a == lbSP:
		return true
	case a == lbQU || b == lbQU || b == lbBA || b == lbHY || b == lbNS || a == lbBB:
		return false
	}
	return !e.joined(cs, p, a, b)
}

// joined are the rules 22 to 30: numbers, words and what sticks to them.
func (e edition) joined(cs []char, p int, a, b lineClass) bool {
	switch b {
	case lbAL:
		if a == lbHY && e != office7 { // a hyphen that begins a word
			return p == 0 || cs[p-1].class == blank || cs[p-1].class == newline
		}
		return a == lbAL || a == lbNU || a == lbPR || a == lbPO || a == lbIS || a == lbCP || a == lbCL && e == office7
	case lbNU:
		return a == lbAL || a == lbNU || a == lbPR || a == lbPO || a == lbIS || a == lbCP || a == lbCL && e == office7 || a == lbSY && e.inNumber(cs, p) ||
			a == lbHY && e != office7 && p > 0 && e.lineClassOf(cs[p-1].r) == lbAL
	case lbIN:
		return e != office7 || a == lbAL || a == lbID || a == lbIN || a == lbNU
	case lbID:
		return a == lbPR
	case lbPO:
		return a == lbID || e.endsNumber(cs, p, a)
	case lbPR:
		return a == lbAL || e.endsNumber(cs, p, a)
	case lbOP:
		narrow := e == office7 || strings.ContainsRune(narrowOpening, cs[p+1].r)
		return narrow && (a == lbAL || a == lbNU) || (a == lbPR || a == lbPO) && p+2 < len(cs) && e.lineClassOf(cs[p+2].r) == lbNU
	}
	return false
}

// inNumber reports whether the marks that end at p follow a figure.
func (e edition) inNumber(cs []char, p int) bool {
	for ; p >= 0; p-- {
		switch e.lineClassOf(cs[p].r) {
		case lbNU:
			return true
		case lbSY, lbIS:
		default:
			return false
		}
	}
	return false
}

// endsNumber reports whether a number, perhaps with a closing bracket, ends at p.
func (e edition) endsNumber(cs []char, p int, a lineClass) bool {
	if a == lbCL || a == lbCP {
		p--
	}
	return p >= 0 && e.inNumber(cs, p)
}
