package report

import (
	"strconv"
	"strings"
	"time"

	"nianbao/internal/character"
	"nianbao/internal/document"
	"nianbao/internal/pattern"
)

var (
	chinese = pattern.New(`^([^年]{1,20})年([^月]{1,10})月([^日]{1,10})日$`)
	iso     = pattern.New(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt ].*)?$`)
)

// ParseDate reads a day as offices write it, in Arabic or in Chinese figures.
func ParseDate(text string) (document.Date, bool) {
	t := strings.NewReplacer(" ", "", "\u3000", "", "\u00a0", "").Replace(text)
	m := chinese.FindStringSubmatch(t)
	if m == nil {
		m = iso.FindStringSubmatch(strings.TrimSpace(text))
	}
	if m == nil {
		return document.Date{}, false
	}
	y, oky := year(m[1])
	mon, okm := upTo99(m[2])
	d, okd := upTo99(m[3])
	when := time.Date(y, time.Month(mon), d, 0, 0, 0, 0, time.UTC)
	if !oky || !okm || !okd || when.Day() != d || int(when.Month()) != mon {
		return document.Date{}, false
	}
	return document.Date{Year: y, Month: mon, Day: d}, true
}

// inLine is a day within a line.
var inLine = pattern.New(`[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}`)

// release reads the day below the title.
func (r *Report) release() {
	for _, v := range r.BelowTitle {
		if day, ok := ParseDate(inLine.FindString(v.Text)); ok {
			r.Released = Release{v, day}
			return
		}
	}
}

// digit is the value of each Chinese figure; ten has none of its own.
var digit = map[rune]int{
	'〇': 0, '○': 0, '零': 0, 'Ｏ': 0, 'O': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

// year reads 2021 or 二〇二一.
func year(t string) (int, bool) {
	n, places := 0, 0
	for _, r := range t {
		v, ok := digit[r]
		if arabic, is := character.Digit(r); is {
			v, ok = arabic, true
		}
		if !ok {
			return 0, false
		}
		n, places = n*10+v, places+1
		if places > 4 {
			return 0, false
		}
	}
	return n, places == 4
}

// upTo99 reads 27, 二十七 or 十.
func upTo99(t string) (int, bool) {
	if n, err := strconv.Atoi(t); err == nil {
		return n, 0 < n && n < 100
	}
	tens, ones, found := strings.Cut(t, "十")
	one := func(s string) (int, bool) {
		r := []rune(s)
		if len(r) != 1 {
			return 0, false
		}
		v, ok := digit[r[0]]
		return v, ok
	}
	if !found {
		return one(t)
	}
	n, ok := 10, true
	if tens != "" {
		n, ok = one(tens)
		n *= 10
	}
	if ones == "" {
		return n, ok
	}
	o, oko := one(ones)
	return n + o, ok && oko
}
