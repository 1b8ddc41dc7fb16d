package content

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// tidy gives a glyph's characters as people type them: radicals, which fonts
// share glyphs with and some programs write into ToUnicode, become the
// characters that they look like; presentation forms for vertical writing become
// the marks themselves.
func tidy(s string) string {
	for _, r := range s {
		if r >= 0x2E80 {
			return strings.Map(plainForm, s)
		}
	}
	switch s {
	case "\u00A0", "\t", "\r", "\n":
		return " "
	case "\u00AD":
		return "-"
	}
	return s
}

func plainForm(r rune) rune {
	switch {
	case r >= 0x2E80 && r <= 0x2EF3:
		if p, ok := radicals[r]; ok {
			return p
		}
		return compatible(r)
	case r >= 0x2F00 && r <= 0x2FD5, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE10 && r <= 0xFE19, r >= 0xFE30 && r <= 0xFE48:
		return compatible(r)
	}
	return r
}

// compatible gives the character of which r is a form.
func compatible(r rune) rune {
	if out := []rune(norm.NFKC.String(string(r))); len(out) == 1 {
		if out[0] > 0xFF {
			return out[0]
		}
		for i, half := range []rune(",:;!?()[]{}_") { // NFKC goes to ASCII; Chinese marks are wide
			if out[0] == half {
				return []rune("，：；！？（）［］｛｝＿")[i]
			}
		}
	}
	return r
}

// radicals are those of the CJK Radicals Supplement whose character Unicode does
// not name as their equivalent, and which are simplified characters of their own.
var radicals = map[rune]rune{
	'⺟': '母', '⻁': '虎', '⻄': '西', '⻅': '见', '⻆': '角', '⻉': '贝', '⻋': '车', '⻓': '长', '⻔': '门', '⻘': '青',
	'⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟',
	'⻧': '卤', '⻨': '麦', '⻩': '黄', '⻪': '黾', '⻬': '齐', '⻮': '齿', '⻰': '龙', '⻳': '龟', '⺠': '民', '⻑': '長',
	'⺎': '兀', '⺁': '厂', '⺇': '几', '⺌': '小', '⺡': '氵', '⺥': '爪', '⺩': '王', '⺪': '疋', '⺬': '示', '⺯': '糸',
	'⺶': '羊', '⺸': '羊', '⺼': '肉', '⺾': '艹', '⻊': '足', '⻍': '辶', '⻏': '阝', '⻖': '阝', '⻃': '西', '⻌': '辶',
}
