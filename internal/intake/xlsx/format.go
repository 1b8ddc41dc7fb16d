package xlsx

import (
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// formatted tells why a number of this format may be seen otherwise than it is kept
// (ECMA-376 18.8.31): in the colour of its ground, or behind signs that fill the cell.
func (l *look) formatted(kept string) diag.Text {
	v, err := strconv.ParseFloat(kept, 64)
	if err != nil {
		return diag.Text{}
	}
	for _, s := range sectionsFor(l.format, v) {
		if ink, ok := inkOf(s); ok && l.known && original.SameColour(ink, l.ground) {
			return original.Unseen
		}
		if fill := fillOf(s); fill != 0 && strings.ContainsRune("0123456789０１２３４５６７８９.,+-−－＋．，", fill) {
			return original.Padded
		}
	}
	return diag.Text{}
}

// sectionsFor gives the sections of a format that may hold for a number: for more
// than nothing, for less, for nothing; all of them where they have conditions.
func sectionsFor(format string, v float64) []string {
	all := sections(format)
	at := 0
	switch {
	case condition.MatchString(format):
		return all
	case v < 0 && len(all) > 1:
		at = 1
	case v == 0 && len(all) > 2:
		at = 2
	}
	return all[at : at+1]
}

var condition = pattern.New(`\[[<>=]`)

// sections parts a format where a semicolon is none of its text.
func sections(format string) (all []string) {
	from := 0
	eachSign(format, func(at int, r rune) {
		if r == ';' {
			all, from = append(all, format[from:at]), at+1
		}
	})
	return append(all, format[from:])
}

// eachSign calls f for what in a format is neither quoted nor escaped.
func eachSign(format string, f func(at int, r rune)) {
	quoted, escaped := false, false
	for i, r := range format {
		switch {
		case escaped:
			escaped = false
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\\', r == '!', r == '_':
			escaped = true
		default:
			f(i, r)
		}
	}
}

// fillOf gives the character that a section fills its cell with; 0: none.
func fillOf(section string) (fill rune) {
	star := false
	eachSign(section, func(_ int, r rune) {
		if star && fill == 0 {
			fill = r
		}
		star = r == '*'
	})
	return fill
}

// inks are the colours that formats name, in their order from Color1 on.
var inks = []struct {
	en, zh string
	rgb    uint32
}{
	{"black", "黑色", 0}, {"white", "白色", 0xFFFFFF}, {"red", "红色", 0xFF0000}, {"green", "绿色", 0x00FF00},
	{"blue", "蓝色", 0x0000FF}, {"yellow", "黄色", 0xFFFF00}, {"magenta", "洋红", 0xFF00FF}, {"cyan", "青色", 0x00FFFF},
}

var bracketed = pattern.New(`\[([^\]]*)\]`)

// inkOf gives the colour that a section names.
func inkOf(section string) (rgb uint32, ok bool) {
	for _, b := range bracketed.FindAllStringSubmatch(section, -1) {
		name := strings.ToLower(strings.ReplaceAll(b[1], " ", ""))
		for i, c := range inks {
			n := strconv.Itoa(i + 1)
			if name == c.en || name == c.zh || name == "color"+n || name == "颜色"+n {
				return c.rgb, true
			}
		}
	}
	return 0, false
}
