package prose

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// A Quantity is a number with its unit, as a sentence states it.
type Quantity struct {
	At, End int // bytes of the sentence's text, unit and marks of vagueness included
	Kind    Kind
	Exact   bool     // false: 100余, 约12, 3至5, 1.2万, 十几
	Value   *big.Rat // nil: none that can be told (三五件)
	Places  int      // decimals that were typed
	Unit    string   // 件, 条, …; "" where it has none that is known
	Chinese bool     // written out: 十二
	Apart   bool     // a remark stands between it and its unit: 3（共45个单位）条
}

// Kind is what sort of number it is.
type Kind int

const (
	Bare    Kind = iota // years, ordinals, telephone numbers: no count of things
	Counted             // 12件
	Percent             // 12%, 百分之十二
	Money               // 12元, 12万元
	Points              // 12个百分点
)

var (
	// counters are the units of counted things; longer ones first.
	counters = []string{"件次", "人次", "条次", "篇次", "批次", "场次", "件", "条", "宗", "份", "项", "起", "例", "次", "个", "篇", "期", "人", "部", "名", "家", "场", "本", "幅", "批", "封", "则", "处", "张", "册", "位", "户", "辑", "版"}
	monies   = []string{"万元", "亿元", "元"}
	points   = []string{"个百分点", "百分点"}
	// vagueBefore and vagueAfter make a number inexact.
	vagueBefore = []string{"大约", "约", "将近", "接近", "近", "超过", "超出", "超", "逾", "不足", "不到", "不少于", "不超过", "不低于", "至少", "最多", "多达", "每", "平均"}
	vagueTens   = []string{"上", "数", "几", "好几"} // 上百件, 数十件
	vagueInside = []string{"余", "多", "几", "来"}
	vagueAfter  = []string{"余", "有余", "以上", "以下", "左右", "上下", "以内"}
	// notCounted follow a unit that is no unit there: 一件事, 一个月.
	notCounted = []string{"事", "月", "门", "例", "间", "限", "于", "理", "罚", "目", "籍", "额", "工作日", "性", "龙", "方面", "百分点", "心", "民", "员", "公里", "例会"}
	rangeMarks = []string{"至", "到", "—", "-", "~", "～", "－", "–", "、"}
)

// latinRun passes over Latin words, addresses and file names with their figures.
func latinRun(text string, i int) int {
	for i < len(text) && text[i] < utf8.RuneSelf && text[i] > ' ' && text[i] != '%' {
		i++
	}
	return i
}

const percentWord = "百分之"

// quantityAt reads the number that begins at i.
func quantityAt(text string, i int) (Quantity, bool) {
	q := Quantity{At: i, Exact: true}
	rest := text[i:]
	if strings.HasPrefix(rest, percentWord) {
		v, places, n, _, ok := ReadNumber(rest[len(percentWord):])
		if !ok {
			return q, false
		}
		q.Kind, q.Unit, q.Value, q.Places, q.End = Percent, "%", v, places, i+len(percentWord)+n
		q.Exact = v != nil
		q.vague(text, vagueInside)
		return q, true
	}
	if wordOnly(rest) {
		return q, false
	}
	v, places, n, chinese, ok := ReadNumber(rest)
	if !ok {
		return q, false
	}
	q.Value, q.Places, q.End, q.Chinese = v, places, i+n, chinese
	if v == nil && !chinese {
		return q, true // the number of an account: no count, whatever stands behind it
	}
	if v == nil {
		q.Exact = false // 三五件
	}
	if !chinese {
		if end := q.End; end < len(text) && text[end] < utf8.RuneSelf && strings.IndexByte("%,()", text[end]) < 0 && !rangeFollows(text[end:]) {
			q.End = latinRun(text, end) // 0537-7281890, 12345@…
			return q, true
		}
		if strings.HasPrefix(text[q.End:], "万") && !anyPrefix(text[q.End:], monies) {
			q.End += len("万")
			q.Exact = false
			q.Value = new(big.Rat).Mul(v, big.NewRat(10000, 1))
		}
	}
	plain := q.End
	q.vague(text, vagueInside)
	q.unit(text[q.End:])
	if q.Kind == Bare {
		q.End = plain
		if !chinese {
			q.unitBehindBracket(text[plain:])
		}
		// A Chinese number without a unit is most often part of a word.
		return q, !chinese
	}
	q.vague(text, vagueAfter)
	q.lookBack(text)
	return q, true
}

// wordOnly reports whether what a text begins with is no number for sure: written out
// and without a unit, as 一 in 进一步 is.
func wordOnly(text string) bool {
	for i, r := range text {
		if !chineseFigure(r) {
			return i > 0 && !behindFigures.has(r)
		}
	}
	return true
}

// behindFigures are the characters that may follow those of a number written out.
var behindFigures = firstOf(counters, monies, vagueInside, []string{"%"})

// unit takes the unit that the text behind the number begins with.
func (q *Quantity) unit(tail string) {
	if strings.HasPrefix(tail, "%") {
		q.Kind, q.Unit = Percent, "%"
	} else if u := FirstPrefix(tail, monies); u != "" {
		q.Kind, q.Unit = Money, u
	} else if u := FirstPrefix(tail, points); u != "" {
		q.Kind, q.Unit = Points, u
	} else if u := FirstPrefix(tail, counters); u != "" && !anyPrefix(tail[len(u):], notCounted) {
		q.Kind, q.Unit = Counted, u
	}
	q.End += len(q.Unit)
}

// unitBehindBracket takes the unit that a remark parts from its number: 3（共45个单位）条.
func (q *Quantity) unitBehindBracket(tail string) {
	const longest = 120 // bytes
	if !strings.HasPrefix(tail, "（") {
		return
	}
	end := strings.Index(tail[:min(len(tail), longest)], "）")
	if end < 0 || strings.Contains(tail[len("（"):end], "（") {
		return
	}
	tail = tail[end+len("）"):]
	if u := FirstPrefix(tail, counters); u != "" && !anyPrefix(tail[len(u):], notCounted) {
		q.Kind, q.Unit, q.Apart = Counted, u, true
	}
}

// lookBack takes what stands before the number: an ordinal counts nothing, 约 and
// the first of a range make it inexact.
func (q *Quantity) lookBack(text string) {
	switch before := text[:q.At]; {
	case strings.HasSuffix(before, "第"):
		q.Kind = Bare
	case anySuffix(before, vagueBefore), q.Chinese && anySuffix(before, vagueTens):
		q.Exact = false
	case rangeBefore(before):
		q.Exact = false // the second of 3至5件
	}
}

// vague takes the words behind the number that make it inexact.
func (q *Quantity) vague(text string, words []string) {
	if u := FirstPrefix(text[q.End:], words); u != "" {
		q.End += len(u)
		q.Exact = false
	}
	if rangeFollows(text[q.End:]) {
		q.Exact = false
	}
}

// rangeFollows reports whether a mark of a range and a number follow.
func rangeFollows(rest string) bool {
	m := FirstPrefix(rest, rangeMarks)
	if m == "" || m == "、" {
		return false
	}
	rest = rest[len(m):]
	n := DigitRun(rest)
	return n > 0 && !strings.HasPrefix(rest[n:], "年") // 结转1件至2026年
}

func rangeBefore(before string) bool {
	for _, m := range rangeMarks {
		if b, ok := strings.CutSuffix(before, m); ok && m != "、" && b != "" && asciiDigit(b[len(b)-1]) {
			return true
		}
	}
	return false
}

// ReadNumber reads Arabic or Chinese figures and says how many bytes they take. A
// Chinese number that is none (三五) has no value, nor has one of very many
// figures.
func ReadNumber(text string) (v *big.Rat, places, n int, chinese, ok bool) {
	if text == "" {
		return nil, 0, 0, false, false
	}
	if asciiDigit(text[0]) {
		v, places, n = arabic(text)
		return v, places, n, false, true
	}
	n = 0
	for n < len(text) {
		r, w := utf8.DecodeRuneInString(text[n:])
		if !chineseFigure(r) {
			break
		}
		n += w
	}
	t := strings.TrimSuffix(text[:n], "点")
	if n = len(t); n == 0 || strings.HasPrefix(t, "点") || strings.HasPrefix(t, "万") || strings.HasPrefix(t, "亿") {
		return nil, 0, 0, true, false
	}
	v, places = chineseNumber(t)
	return v, places, n, true, true
}

// arabic reads 1234, 1,234, 1 234 and 12.5.
func arabic(text string) (*big.Rat, int, int) {
	n := DigitRun(text)
	whole := text[:n]
	if n <= 3 {
		for (strings.HasPrefix(text[n:], ",") || strings.HasPrefix(text[n:], " ")) && DigitRun(text[n+1:]) == 3 {
			whole += text[n+1 : n+4]
			n += 4
		}
	}
	places := 0
	if strings.HasPrefix(text[n:], ".") {
		if places = DigitRun(text[n+1:]); places > 0 {
			whole += text[n : n+1+places]
			n += 1 + places
		}
	}
	const longest = 64 // figures; what is longer counts nothing, and has no value
	if len(whole) > longest {
		return nil, 0, n
	}
	return figures(whole), places, n
}

// DigitRun gives how many Arabic figures a text begins with.
func DigitRun(text string) int {
	n := 0
	for n < len(text) && asciiDigit(text[n]) {
		n++
	}
	return n
}

// chineseNumber reads 十二, 一百零五, 两千三百, 九十九点五; nil where figures
// stand side by side (三五) or in no order.
func chineseNumber(t string) (*big.Rat, int) {
	whole, fraction, _ := strings.Cut(t, "点")
	var total, section, digit int64
	have, last := false, int64(1<<40)
	for _, r := range whole {
		if d := strings.IndexRune("零一二三四五六七八九", r); d >= 0 || r == '〇' || r == '两' {
			v := int64(max(d, 0) / len("零"))
			if r == '两' {
				v = 2
			}
			if have && digit != 0 {
				return nil, 0
			}
			digit, have = v, true
			continue
		}
		unit := chineseUnit(r)
		switch {
		case unit == 0:
			return nil, 0
		case unit >= 1e4:
			if section+digit == 0 || total%(unit*10) != 0 {
				return nil, 0
			}
			total, section, last = total+(section+digit)*unit, 0, 1<<40
		default:
			if unit >= last {
				return nil, 0
			}
			if !have {
				digit = 1
			}
			section, last = section+digit*unit, unit
		}
		digit, have = 0, false
	}
	v := Whole(total + section + digit)
	if fraction == "" {
		return v, 0
	}
	part, places := chineseFraction(fraction)
	if part == nil {
		return nil, 0
	}
	return part.Add(v, part), places
}

// chineseUnit gives what a figure before 十, 百, … is multiplied with; 0 for others.
func chineseUnit(r rune) int64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 1e4
	case '亿':
		return 1e8
	}
	return 0
}

// chineseFraction reads the figures behind 点; nil where they are none.
func chineseFraction(fraction string) (*big.Rat, int) {
	part, places := new(big.Rat), 0
	scale := big.NewRat(1, 10)
	for _, r := range fraction {
		d := strings.IndexRune("零一二三四五六七八九", r)
		if r == '〇' {
			d = 0
		}
		if d < 0 || places > 8 {
			return nil, 0
		}
		part.Add(part, new(big.Rat).Mul(scale, big.NewRat(int64(d/len("零")), 1)))
		scale = new(big.Rat).Mul(scale, big.NewRat(1, 10))
		places++
	}
	return part, places
}

// chineseFigure reports whether r may stand in a number written out.
func chineseFigure(r rune) bool {
	switch r {
	case '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '点':
		return true
	}
	return false
}

func asciiDigit(c byte) bool { return '0' <= c && c <= '9' }
func latin(c byte) bool      { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// FirstPrefix gives the first of words with which text begins.
func FirstPrefix(text string, words []string) string {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return w
		}
	}
	return ""
}

func anyPrefix(text string, words []string) bool { return FirstPrefix(text, words) != "" }

func anyIn(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func anySuffix(text string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}
