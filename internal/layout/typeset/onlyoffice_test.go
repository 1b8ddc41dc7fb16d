package typeset

import "testing"

// Pairs as Document Builder 10 was seen to part and to hold them.
func TestOnlyofficeBreak(t *testing.T) {
	for _, c := range []struct {
		pairs string // two characters each
		want  bool
	}{
		{"甲乙甲2甲（甲“甲《甲㎡甲号甲℃甲—", true},
		{"：0，P）7；A？2％A", true},            // full-width forms are words of their own
		{"、（》（”（…（·（2（A（㎡（", true},        // and are so before others
		{"。甲”甲》甲…甲㎡甲-甲—2—甲", true},        // as is an ideograph
		{"。2、A》2”“》《…“·2㎡2①A2“A《", false}, // other marks are parts of words
		{"甲，甲。甲）甲”甲…甲‰甲！", false},         // no line begins with them
		{"（甲“甲《甲〔2￥2$2", false},           // nor ends with these
		{"A2222A甲 ", false},
	} {
		rs := []rune(c.pairs)
		for i := 0; i+1 < len(rs); i += 2 {
			a, b := char{r: rs[i], class: classOf(rs[i])}, char{r: rs[i+1], class: classOf(rs[i+1])}
			if got := onlyofficeBreak(&a, &b); got != c.want {
				t.Errorf("%c|%c: %v", a.r, b.r, got)
			}
		}
	}
	if held := (char{r: '-', class: other, joint: holds}); onlyofficeBreak(&held, &char{r: '7', class: digit}) {
		t.Error("the hyphen of a number")
	}
}

// LibreOffice 26 follows a later UAX #14 than 7.4: a full-width bracket or mark
// does not hold on to figures.
func TestEditions(t *testing.T) {
	if k2 := []char{{r: 'k', class: letter}, {r: '-', class: other}, {r: '2', class: digit}}; !office7.mayEnd(k2, 2) || office26.mayEnd(k2, 2) {
		t.Error("k-|2")
	}
	for _, c := range []struct {
		text        string
		seven, late bool
	}{
		{"）7", false, true}, {"。2", false, true}, {")7", false, false}, {"A2", false, false}, {"-2", true, true}, {"甲（", true, true},
	} {
		var cs []char
		for _, r := range c.text {
			cs = append(cs, char{r: r, class: classOf(r)})
		}
		if got := office7.mayEnd(cs, 1); got != c.seven {
			t.Errorf("7.4: %q: %v", c.text, got)
		}
		if got := office26.mayEnd(cs, 1); got != c.late {
			t.Errorf("26: %q: %v", c.text, got)
		}
	}
}
