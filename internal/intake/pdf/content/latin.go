package content

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"nianbao/internal/signing/pdfread"
)

// latin is the encoding of a simple font (9.6.6).
type latin struct {
	base  func(c byte) rune
	names map[byte]string // Differences
	blind bool            // without names, codes say nothing: a symbolic font's own, or Type 3
}

func (r *Reader) encoding(d, descriptor pdfread.Dict, type3 bool) *latin {
	flags, _ := r.file.Int(descriptor.Get("Flags"))
	e := &latin{base: standard, names: map[byte]string{}, blind: flags&4 != 0 || type3}
	name := r.file.Name(d.Get("Encoding"))
	if given := r.file.Dict(d.Get("Encoding")); given != nil {
		name = r.file.Name(given.Get("BaseEncoding"))
		code := 0
		differences := r.file.Array(given.Get("Differences"))
		r.told -= len(differences)
		for _, o := range differences {
			switch o := r.file.Resolve(o).(type) {
			case pdfread.Number:
				code, _ = o.Int()
			case pdfread.Name:
				if code >= 0 && code < 256 {
					e.names[byte(code)] = string(o)
				}
				code++
			}
		}
	}
	switch name {
	case "WinAnsiEncoding":
		e.base, e.blind = charmap.Windows1252.DecodeByte, false
	case "MacRomanEncoding":
		e.base, e.blind = charmap.Macintosh.DecodeByte, false
	case "StandardEncoding":
		e.blind = false
	}
	return e
}

func (e *latin) text(code uint32, _ int) (string, bool) {
	if n, ok := e.names[byte(code)]; ok {
		return glyphText(n)
	}
	if e.blind || code < ' ' {
		return "", false
	}
	s := string(e.base(byte(code)))
	return s, meaningful(s)
}

// standard is StandardEncoding (annex D.2), as far as it is not ASCII.
func standard(c byte) rune {
	if c < 0x7F && c != '\'' && c != '`' {
		return rune(c)
	}
	if r, ok := standardMarks[c]; ok {
		return r
	}
	return 0xFFFD
}

var standardMarks = map[byte]rune{
	'\'': '’', '`': '‘', 0xA1: '¡', 0xA2: '¢', 0xA3: '£', 0xA4: '⁄', 0xA5: '¥', 0xA6: 'ƒ', 0xA7: '§', 0xA8: '¤', 0xA9: '\'',
	0xAA: '“', 0xAB: '«', 0xAC: '‹', 0xAD: '›', 0xAE: 'ﬁ', 0xAF: 'ﬂ', 0xB1: '–', 0xB2: '†', 0xB3: '‡', 0xB4: '·', 0xB6: '¶',
	0xB7: '•', 0xB8: '‚', 0xB9: '„', 0xBA: '”', 0xBB: '»', 0xBC: '…', 0xBD: '‰', 0xBF: '¿', 0xD0: '—',
}

// glyphMarks are the names of Adobe's glyph list that reports may need beside letters.
var glyphMarks = func() map[string]rune {
	m := map[string]rune{}
	names := strings.Fields("space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at")
	for i, n := range names {
		m[n] = rune(' ' + i)
	}
	for i, n := range strings.Fields("bracketleft backslash bracketright asciicircum underscore grave") {
		m[n] = rune('[' + i)
	}
	for i, n := range strings.Fields("braceleft bar braceright asciitilde") {
		m[n] = rune('{' + i)
	}
	more := strings.Fields("quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” endash – emdash — bullet • periodcentered · ellipsis … degree ° section § multiply × divide ÷ plusminus ± yen ¥ minus − perthousand ‰ guillemotleft « guillemotright » registered ® copyright © trademark ™ sfthyphen - germandbls ß ae æ oe œ AE Æ OE Œ mu µ onesuperior ¹ twosuperior ² threesuperior ³ onehalf ½ lessequal ≤ greaterequal ≥ notequal ≠ arrowright → summation ∑ Omega Ω alpha α beta β")
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i]] = []rune(more[i+1])[0]
	}
	m["nbspace"] = ' '
	return m
}()

var accents = map[string]rune{
	"grave": 0x300, "acute": 0x301, "circumflex": 0x302, "tilde": 0x303, "macron": 0x304, "breve": 0x306, "dotaccent": 0x307,
	"dieresis": 0x308, "ring": 0x30A, "hungarumlaut": 0x30B, "caron": 0x30C, "cedilla": 0x327, "ogonek": 0x328,
}

// glyphText gives the characters of a glyph's name after Adobe's glyph list: a
// mark, a letter, a letter with an accent, uniXXXX or uXXXXX, with a suffix or
// without.
func glyphText(name string) (string, bool) {
	name, _, _ = strings.Cut(name, ".")
	switch name {
	case "fi", "fl", "ff":
		return name, true
	}
	if r, ok := glyphMarks[name]; ok {
		return string(r), true
	}
	if len(name) == 1 {
		return name, name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z'
	}
	if a, ok := accents[name[min(1, len(name)):]]; ok {
		return norm.NFC.String(name[:1] + string(a)), true
	}
	for _, prefix := range []string{"uni", "u"} {
		hex, ok := strings.CutPrefix(name, prefix)
		if !ok || len(hex) < 4 || len(hex) > 6 || prefix == "uni" && len(hex) != 4 {
			continue
		}
		if v, err := strconv.ParseUint(hex, 16, 32); err == nil {
			s := string(rune(v))
			return s, meaningful(s)
		}
	}
	return "", false
}
