package source

import (
	"strings"

	"nianbao/internal/character"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// halfWidth turns what an input method makes of figures, points, commas, signs and
// blanks into the plain ones.
func halfWidth(text string) string { return halfMarks.Replace(character.HalfWidth(text)) }

var halfMarks = strings.NewReplacer("．", ".", "。", ".", "﹒", ".", "·", ".", "，", ",", "、", ",", "＋", "+", "－", "-", "−", "-", "–", "-", "　", " ", "\u00A0", " ", "\t", " ")

var (
	grouped  = pattern.New(`^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`)
	spaced   = pattern.New(`^[+-]?(?:[0-9]{1,3}(?: +[0-9]{3})+(?:\.[0-9]+)?|[0-9]+ *\. *[0-9]+)$`)
	numeral  = pattern.New(`^([+-]?)0*([0-9]*)\.?$|^([+-]?)0*([0-9]*)(\.[0-9]+)$`)
	unitLike = pattern.New(`^([+-]?[0-9][0-9,]*(?:\.[0-9]+)?) *(万元|[^0-9.,+\- 元十百千万亿%％‰])[^0-9]*$`) // 1.2万 is not 1.2, nor 35% 35
)

// Nearly gives the number that a text is nearly, and what keeps it from being one;
// "" where it cannot be told without doubt. Nothing of the number is cut off: what
// is behind a full-width point belongs to it.
func Nearly(t string) (number string, what diag.Text) {
	plain := strings.TrimSpace(halfWidth(t))
	if letterO.MatchString(plain) {
		return canonical(noZero.Replace(plain)), diag.T("是不是把数字 0 写成了字母 O", "is this the letter O instead of the figure 0")
	}
	if m := unitLike.FindStringSubmatch(plain); m != nil {
		if n := canonical(m[1]); n != "" {
			return n, diag.T("数字后面跟有文字", "text stands after the number")
		}
		return "", what
	}
	blank := strings.Contains(plain, " ")
	if blank && !spaced.MatchString(plain) { // it may be several numbers
		return "", what
	}
	n := canonical(strings.ReplaceAll(plain, " ", ""))
	switch {
	case n == "" || n == t:
		return "", what
	case blank:
		return n, diag.T("数字中间有空格", "there is a blank in the number")
	case grouped.MatchString(plain):
		return n, diag.T("数字中不能有逗号", "a number must not have commas")
	case plain != strings.TrimSpace(t):
		return n, diag.T("数字、小数点或者符号是全角的", "figures, point or sign are full-width")
	}
	return n, diag.T("数字的写法不对", "this is no way to write a number")
}

// canonical writes a number without commas, leading noughts and a lone point; ""
// for what is no number, or one that commas make two of.
func canonical(t string) string {
	if grouped.MatchString(t) {
		t = strings.ReplaceAll(t, ",", "")
	}
	m := numeral.FindStringSubmatch(t)
	if m == nil || !strings.ContainsAny(t, "0123456789") {
		return ""
	}
	sign, whole, part := m[1]+m[3], m[2]+m[4], m[5]
	if whole == "" {
		whole = "0"
	}
	return strings.TrimPrefix(sign, "+") + whole + part
}
