package font

import (
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Name identifiers (OpenType, "name").
const (
	nameFamily            = 1
	nameFull              = 4
	namePostScript        = 6
	nameTypographicFamily = 16
)

// windowsEnglish is the language identifier of American English.
const windowsEnglish = 0x409

// names is what a font calls itself.
type names struct {
	families   []string // as recognise folds them
	full       []string // full and PostScript names, folded
	postScript string   // as it is written into a PDF
	family     string   // as it is written into a Word file: the English one, which every Windows knows
}

func readNames(t table) names {
	var n names
	strs := t.from(t.u16(4))
	for i := range min(t.u16(2), len(t)/12) {
		r := 6 + 12*i
		id := t.u16(r + 6)
		if id != nameFamily && id != nameFull && id != namePostScript && id != nameTypographicFamily {
			continue
		}
		raw, ok := strs.cut(t.u16(r+10), t.u16(r+8))
		if !ok {
			continue
		}
		s := decodeName(t.u16(r), t.u16(r+2), raw)
		switch {
		case s == "":
		case id == nameFamily || id == nameTypographicFamily:
			n.families = append(n.families, fold(s))
			if english := t.u16(r+4) == windowsEnglish; id == nameFamily && (n.family == "" || english) {
				n.family = s
			}
		default:
			n.full = append(n.full, fold(s))
			if id == namePostScript && n.postScript == "" {
				n.postScript = clean(s)
			}
		}
	}
	return n
}

// label is what people know the font by.
func (n *names) label() string {
	if n.family != "" {
		return n.family
	}
	return n.postScript
}

// decodeName turns a name record into text; empty when its encoding is unknown.
func decodeName(platform, encoding int, raw table) string {
	const (
		unicode, macintosh, windows = 0, 1, 3
		macRoman, macChinese        = 0, 25
		windowsPRC                  = 3
	)
	switch {
	case platform == windows && encoding == windowsPRC:
		// Two bytes to a character; one-byte characters follow a zero.
		b := make([]byte, 0, len(raw))
		for _, c := range raw {
			if c != 0 {
				b = append(b, c)
			}
		}
		return decodeGBK(b)
	case platform == unicode || platform == windows:
		u := make([]uint16, len(raw)/2)
		for i := range u {
			u[i] = uint16(raw.u16(2 * i))
		}
		return string(utf16.Decode(u))
	case platform == macintosh && encoding == macChinese:
		return decodeGBK(raw)
	case platform == macintosh && encoding == macRoman:
		for _, c := range raw {
			if c >= 0x80 {
				return ""
			}
		}
		return string(raw)
	}
	return ""
}

func decodeGBK(b []byte) string {
	s, err := simplifiedchinese.GBK.NewDecoder().Bytes(b)
	if err != nil {
		return ""
	}
	return string(s)
}

// fold makes names comparable: 仿宋_GB2312 is 仿宋 GB2312, FangSong is fangsong.
func fold(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' {
			return -1
		}
		return r
	}, s))
}

// clean keeps what may stand in a PostScript name (OpenType, "name", ID 6).
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7F || strings.ContainsRune("[](){}<>/%", r) {
			return -1
		}
		return r
	}, s)
	return s[:min(len(s), 63)]
}
