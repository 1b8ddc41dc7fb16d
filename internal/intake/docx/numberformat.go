package docx

import (
	"strconv"
	"strings"
)

// formatNumber writes a number in one of Word's formats (17.18.59). Those that
// Chinese documents do not use are written in decimal figures.
func formatNumber(format string, n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return chinese(n, "〇一二三四五六七八九", "十百千")
	case "chineseLegalSimplified":
		return chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
	case "ideographLegalTraditional":
		return chinese(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return digits(n, "〇一二三四五六七八九")
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return enclosed(n, '①', 20)
	case "decimalEnclosedParen":
		return enclosed(n, '⑴', 20)
	case "decimalEnclosedFullstop":
		return enclosed(n, '⒈', 20)
	case "ideographEnclosedCircle":
		return enclosed(n, '㊀', 10)
	case "ideographTraditional":
		return letters(n, []rune("甲乙丙丁戊己庚辛壬癸"))
	case "ideographZodiac":
		return letters(n, []rune("子丑寅卯辰巳午未申酉戌亥"))
	case "upperLetter":
		return letters(n, []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	case "lowerLetter":
		return letters(n, []rune("abcdefghijklmnopqrstuvwxyz"))
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	}
	return strconv.Itoa(n)
}

// digits writes a number figure by figure.
func digits(n int, names string) string {
	d := []rune(names)
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(d[c-'0'])
	}
	return b.String()
}

// chinese writes a number as it is spoken: 一百〇五, 十二.
func chinese(n int, names, powers string) string {
	if n == 0 || n > 9999 {
		return digits(n, names)
	}
	d, p := []rune(names), []rune(powers)
	var b strings.Builder
	gap := false
	for i, unit := 3, 1000; i >= 0; i, unit = i-1, unit/10 {
		v := n / unit % 10
		switch {
		case v == 0:
			gap = gap || b.Len() > 0
			continue
		case gap:
			b.WriteRune(d[0])
		}
		gap = false
		if v != 1 || i != 1 || b.Len() > 0 || d[1] != '一' { // 十二, but 一百一十二
			b.WriteRune(d[v])
		}
		if i > 0 {
			b.WriteRune(p[i-1])
		}
	}
	return b.String()
}

func enclosed(n int, first rune, most int) string {
	if n < 1 || n > most {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

// letters counts a, b, … z, aa, bb.
func letters(n int, names []rune) string {
	if n < 1 || n > len(names)*8 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(names[(n-1)%len(names)]), (n-1)/len(names)+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.v; n -= r.v {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

// bullet gives a bullet as a character of Unicode: those of symbol fonts stand
// in the private area.
func bullet(text string) string {
	known := map[rune]string{'\uF06C': "●", '\uF06E': "■", '\uF075': "◆", '\uF0A7': "■", '\uF0B2': "◇", '\uF0B7': "•", '\uF0D8': "➢", '\uF0FC': "✓"}
	var b strings.Builder
	for _, r := range text {
		switch s := known[r]; {
		case s != "":
			b.WriteString(s)
		case r >= 0xE000 && r <= 0xF8FF:
			b.WriteString("•")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
