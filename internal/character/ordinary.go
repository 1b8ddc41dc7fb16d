package character

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Ordinary gives the character that r is a rare form of, r itself where it is
// none: radicals that pass for characters (PDF files give them when their text
// is copied), compatibility ideographs, and blanks of other widths. Rules,
// Word and the PDF have the ordinary one, so that it is found and read.
func Ordinary(r rune) rune {
	switch {
	case 0x2E80 <= r && r <= 0x2EFF, 0x31C0 <= r && r <= 0x31EF:
		if to, ok := radicals[r]; ok {
			return to
		}
	case 0x2F00 <= r && r <= 0x2FDF, 0x3038 <= r && r <= 0x303A: // Kangxi radicals, Hangzhou numerals
		return single(norm.NFKC, r)
	case 0xF900 <= r && r <= 0xFAFF, 0x2F800 <= r && r <= 0x2FA1F:
		return single(norm.NFC, r)
	case r == 0x2001, r == 0x2003: // EM QUAD, EM SPACE
		return 0x3000
	case r == 0x2007, r == 0x202F: // blanks at which no line breaks
		return 0xA0
	case r != 0xA0 && r != 0x1680 && r != 0x3000 && unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// single gives the normal form of r where that is one character.
func single(f norm.Form, r rune) rune {
	s := f.String(string(r))
	if to, n := utf8.DecodeRuneInString(s); n == len(s) {
		return to
	}
	return r
}

// radicals has each radical of CJK Radicals Supplement, and each of CJK Strokes
// that is a character of the BMP, before its ideograph (Unicode Character
// Database, Equivalent_Unified_Ideograph). U+2E80 has none.
var radicals = pairs("⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民" +
	"⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎" +
	"⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐" +
	"⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟" +
	"㇏乀㇐一㇑丨㇒丿㇓丿㇔丶㇖乛㇚亅㇝乀㇟乚㇠乙")

func pairs(s string) map[rune]rune {
	m := map[rune]rune{}
	for rs := []rune(s); len(rs) > 1; rs = rs[2:] {
		m[rs[0]] = rs[1]
	}
	return m
}
