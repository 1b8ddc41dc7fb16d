package document

import "strings"

// EastAsian reports whether r is set in a style's Chinese font rather than in
// its Latin one. It is the rule of ECMA-376 part 1, 17.3.2.26 with the hint
// eastAsia: ASCII, accented Latin letters and m³'s ³ are Latin, all the rest is not,
// so that “ ” … — and · are as wide as a Chinese character.
func EastAsian(r rune) bool {
	switch {
	case r < 0x80, r == 0xA0:
		return false
	case r < 0x100:
		return !latin1Letter(r)
	case r < 0x250, r >= 0x1E00 && r < 0x1F00:
		return false
	}
	return true
}

// latin1Letter are the characters of Latin-1 that stand in the Latin font: the
// letters and signs that Word leaves to it even with the hint eastAsia, and
// those that GB 2312 does not have, such as ³ in m³, so that an office's Chinese
// fonts do not have them either. Those get no hint.
func latin1Letter(r rune) bool {
	return r >= 0xC0 && r != 0xD7 && r != 0xF7 && !strings.ContainsRune("àáèéêìíòóùúü", r) ||
		strings.ContainsRune("¢£¥¦©«®µ»¡ª²³´¸¹º¼½¾¿", r)
}

// Ambiguous reports whether Word needs the hint eastAsia to set r in the
// Chinese font.
func Ambiguous(r rune) bool {
	return EastAsian(r) && (r < 0x2E80 || r >= 0xE000 && r < 0xF900)
}

// Characters that may not begin or end a line (避头尾). They replace Word's
// list for zh-CN, so that Word, WPS and the typesetter break the same lines;
// units after figures and signs before them are ours.
const (
	NoLineStart = "!%),.:;>?]}¢¨°·ˇˉ—―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠㎎㎏㎜㎝㎞㎡㎥㏄号"
	NoLineEnd   = "$([{£¥±−‘“〈《「『【〔〖〝﹙﹛＄（＋－［｛￡￥～"
)
