package check

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/check/formula"
	"nianbao/internal/diag"
)

var (
	// A count and its share: 12件，占比60%. Of what else it may be the share is
	// told between 占 and the number and is not read here.
	reShare = regexp.MustCompile(reN + `(?:，|（|、)?(?:约)?占(?:比|总数|总数的|总量|总量的|比例|比为|总件数的|申请总数的|申请总量的|全部申请的|比重)?(?:为|约|达)?` + reP)
	// rePart is one item of a breakdown: its name and its count.
	rePart     = regexp.MustCompile(`^([^` + reMark + `\d]{1,60})` + reN + `(（[^（）]*）)?$`)
	reOnlyPart = regexp.MustCompile(`^占(?:比|总数|总数的|总量|总量的|比例|比为)?(?:为|约|达)?` + reP + `$`)
	// rePartVerb begins a statement of its own, no item.
	rePartVerb = regexp.MustCompile(`同比|较上年|比上年|增长|增加|下降|减少|累计|同时|另外|此外|另有|回应|召开|举办|组织|开展|培训|答复|办结|受理|收到|回复|举行|参加|转发|浏览|访问|点击|阅读|关注|粉丝|处理|结转|解决|制定|制发|出台|废止`)
	// reNoVerb are names with such a word in them: applicants, and nothing that
	// was organised; 回应信息, and nothing that was answered.
	reNoVerb = regexp.MustCompile(`(?:其他|其它|公益|社会|等)组织|(?:回应|培训|处理|转发|答复|办结)(?:类|关切)*信息`)
	// rePartOverlap are breakdowns by channel or form, in which one thing may be
	// counted several times.
	rePartOverlap = regexp.MustCompile(`网站|微信|微博|公众号|平台|公报|渠道|公开栏|公示栏|新媒体|客户端|抖音|广播|电视|报纸|电子屏|宣传册|显示屏|涉及|同时|多种|原创|重复`)
	// rePartKind are kinds that may be counted among others as well, unless the
	// rest is counted too.
	rePartKind = regexp.MustCompile(`图解|视频|解读`)
	rePartLast = regexp.MustCompile(`其他|其它|其余`)
)

// prosePercent compares a share with the counts that it is of.
func prosePercent(c *Context) {
	c.text().each(func(s *sentence) {
		if len(s.q) < 2 || !strings.Contains(s.text, "占") {
			return
		}
		for _, m := range reShare.FindAllStringSubmatchIndex(s.text, -1) {
			n, p := s.quantity(m[2]), s.quantity(m[4])
			if n == nil || p == nil || n.value == nil || p.value == nil {
				continue
			}
			var of []reading
			// 收到6件，上年结转1件，办结5件，其中…: it may be the share of each, or of
			// what was received and carried in.
			all := s.totals(m[2])
			for i, total := range all {
				of = append(of, reading{value: total.value})
				for _, other := range all[:i] {
					of = append(of, reading{value: formula.Add(total.value, other.value)})
				}
			}
			if len(of) == 0 && s.applicable() && c.ofYear(s, m[0]) && !reOtherMatters.MatchString(reApplication.ReplaceAllString(s.text[s.clause(m[0]):m[0]], "")) && c.ownSentence(s, m[0]) {
				for _, rows := range [][]string{{rowResults}, {rowNew}, {rowNew, rowIn}} {
					if r, ok := c.sumOf(partApplications, rows...); ok {
						of = append(of, r)
					}
				}
			}
			c.share(s, m, n, p, of)
		}
	})
}

// total gives the one count of which the one at byte at is a part, nil where
// there is none or where it may be one of several.
func (s *sentence) total(at int) *quantity {
	if all := s.totals(at); len(all) == 1 {
		return all[0]
	}
	return nil
}

// totals gives the counts of which the one at byte at may be a part: those in
// the same unit that the sentence names before a breakdown, unless it names a
// count there that is not exact: 12件，其中, 12件（其中. Before a sentence that
// begins with 其中 they stand in the one before.
func (s *sentence) totals(at int) (all []*quantity) {
	i := strings.Index(s.text[:at], "其中")
	switch {
	case i < 0:
		if i, _ = s.breakdown(); i < 0 || i > at {
			i = strings.IndexAny(s.text[:at], "：（")
		}
		if i < 0 {
			return nil
		}
	case i == 0 && s.nth > 0:
		before := &s.in.sentences[s.nth-1]
		return before.countsLike(s.quantity(at), 0, len(before.text))
	}
	from := 0
	if t, inside := strings.CutSuffix(s.text[:i], "（"); inside { // 12件（其中…）
		_, n := utf8.DecodeLastRuneInString(t)
		if s.quantity(len(t)-n) == nil {
			return nil
		}
		from = max(0, strings.LastIndexAny(t, "，；："))
	}
	return s.countsLike(s.quantity(at), from, i)
}

// countsLike gives the counts between two bytes, outside of brackets, that are
// in the unit of part; none where one is not exact.
func (s *sentence) countsLike(part *quantity, from, to int) (all []*quantity) {
	if part.value == nil {
		return nil
	}
	depth := 0 // 36件（含结转3件）: what stands in brackets is a part
	for k := from; k < to; {
		r, n := utf8.DecodeRuneInString(s.text[k:])
		switch r {
		case '（':
			depth++
		case '）':
			depth--
		}
		if q := s.quantity(k); q != nil && depth == 0 && r < markPercent && q.kind == kindCount {
			if !q.exact || q.value == nil {
				return nil
			}
			if sameUnit(q, part) && q.value.Sign() != 0 {
				all = append(all, q)
			}
		}
		k += n
	}
	return all
}

func sameUnit(a, b *quantity) bool {
	u := func(q *quantity) string { return strings.TrimSuffix(q.unit, "次") }
	return u(a) == u(b)
}

// share compares n / of with p. A share that was cut and not rounded is told as
// information.
func (c *Context) share(s *sentence, m []int, n, p *quantity, of []reading) {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p.places)), nil))
	cut := false
	var want []string
	for _, r := range of {
		if r.value.Sign() == 0 || n.value.Cmp(r.value) > 0 {
			continue
		}
		exact := new(big.Rat).Mul(new(big.Rat).Quo(n.value, r.value), big.NewRat(100, 1))
		low := new(big.Rat).Mul(exact, scale)
		floor := new(big.Int).Quo(low.Num(), low.Denom())
		typed := new(big.Rat).Mul(p.value, scale)
		half := new(big.Rat).Sub(low, typed)
		if half.Abs(half).Cmp(big.NewRat(1, 2)) <= 0 {
			return
		}
		cut = cut || typed.IsInt() && typed.Num().Cmp(floor) == 0
		want = append(want, plainNumber(n.value)+" / "+plainNumber(r.value)+" = "+exact.FloatString(p.places)+"%")
	}
	if len(want) == 0 {
		return
	}
	words := s.words(m[0], m[1])
	if cut {
		c.atNumber(s, m[4], diag.T("“%s”没有四舍五入", "“%s” is cut, not rounded", words), diag.T("%s", "%s", want[0])).Severity = diag.Info
		return
	}
	f := c.atNumber(s, m[4], diag.T("百分比与件数不符：“%s”", "the percentage does not agree with the counts: “%s”", words),
		diag.T("请重新计算。", "compute it again."))
	f.Got = plainNumber(p.value) + "%"
	f.Want = want[0][strings.LastIndex(want[0], " ")+1:]
	f.Formula = bare(strings.Join(want, "; "))
}

// proseParts adds up breakdowns: 共a条，其中b1条、b2条….
func proseParts(c *Context) {
	c.text().each(func(s *sentence) {
		if len(s.q) < 2 {
			return
		}
		c.sums(s)
		switch strings.Count(s.text, "其中") {
		case 0:
			if i, word := s.breakdown(); i >= 0 {
				c.parts(s, i, word)
			}
		case 1:
			c.parts(s, strings.Index(s.text, "其中"), "其中")
		}
	})
}

// breakdown finds what else than 其中 begins the parts of a count, right behind
// it: 36条，包括, 36条：; -1 where nothing does, or more than one.
func (s *sentence) breakdown() (at int, word string) {
	at = -1
	for _, w := range []string{"包括", "包含", "分别为", "分别是", "：", "具体为", "具体是"} {
		for from := 0; ; {
			i := strings.Index(s.text[from:], w)
			if i < 0 {
				break
			}
			i += from
			from = i + len(w)
			before := strings.TrimSuffix(s.text[:i], "，")
			_, n := utf8.DecodeLastRuneInString(before)
			if q := s.quantity(len(before) - n); q == nil || q.kind != kindCount || w == "：" && len(before) != i {
				continue
			}
			if at >= 0 {
				return -1, ""
			}
			at, word = i, w
		}
	}
	return at, word
}

// strength orders the marks between items.
func strength(mark string) int { return strings.Index("、，；。", mark) }

// itemMarks gives the marks between the items of a breakdown. Where each item
// between commas has one count, at its end, a 、 is part of a name.
func itemMarks(list string) string {
	const all, commas = "，、；。", "，；。"
	list, _, _ = strings.Cut(list, "。")
	items := strings.FieldsFunc(list, func(r rune) bool { return r == '，' || r == '；' })
	for _, item := range items {
		if !rePart.MatchString(item) {
			return all
		}
	}
	if len(items) < 2 {
		return all
	}
	return commas
}

func (c *Context) parts(s *sentence, at int, word string) {
	stop := len(s.text)
	if open := strings.LastIndex(s.text[:at], "（"); open > strings.LastIndex(s.text[:at], "）") {
		// All of the breakdown stands in brackets, or where it ends cannot be told.
		i := strings.Index(s.text[at:], "）")
		if open+len("（") != at || i < 0 || strings.Contains(s.text[at:at+i], "（") {
			return
		}
		stop = at + i
	}
	list := strings.TrimLeft(s.text[at+len(word):stop], "：，")
	items, percents := new(big.Rat), new(big.Rat)
	var total, first *quantity
	var values []string
	places, shares := 0, 0
	ended, other, kinds := false, false, false
	between := 0 // the strongest mark between the items so far
	from := stop - len(list)
	end := from
	marks := itemMarks(list)
	for list != "" && !ended {
		item := list
		if i := strings.IndexAny(list, marks); i >= 0 {
			item = list[:i]
		}
		next := list[len(item):]
		if next != "" {
			_, n := utf8.DecodeRuneInString(next)
			next = next[n:]
		}
		if m := reOnlyPart.FindStringSubmatchIndex(item); m != nil {
			if q := s.quantity(stop - len(list) + m[2]); q != nil && q.value != nil {
				percents.Add(percents, q.value)
				places, shares = max(places, q.places), shares+1
			}
			list, end = next, stop-len(next)
			continue
		}
		m := rePart.FindStringSubmatchIndex(item)
		if m == nil || rePartVerb.MatchString(reNoVerb.ReplaceAllString(item, "")) {
			if m == nil && !strings.ContainsFunc(item, isNumberMark) && strings.HasPrefix(list[len(item):], "、") {
				return // a list of names with one number: 指南、目录等5条
			}
			break
		}
		q := s.quantity(stop - len(list) + m[4])
		if q == nil || q.value == nil {
			return
		}
		if first == nil {
			first = q
			if total = s.total(stop - len(list) + m[4]); total == nil {
				return
			}
		} else if !sameUnit(first, q) {
			break
		}
		if rePartOverlap.MatchString(item) {
			return
		}
		kinds = kinds || rePartKind.MatchString(item)
		items.Add(items, q.value)
		values = append(values, plainNumber(q.value))
		other = rePartLast.MatchString(item[:m[4]])
		mark := list[len(item) : len(list)-len(next)]
		list, end = next, stop-len(next)
		// 自然人80件、企业1件，予以公开…: the sum is reached at a stronger mark, and
		// another breakdown begins.
		ended = mark == "。" || len(values) > 1 && items.Cmp(total.value) == 0 && strength(mark) > between
		between = max(between, strength(mark))
	}
	if total == nil || len(values) < 2 {
		return
	}
	if kinds && !other {
		return
	}
	complete := strings.Trim(list, "。！？") == "" || strings.HasSuffix(strings.TrimSuffix(s.text[:end], "。"), "；")
	switch diff := items.Cmp(total.value); {
	case diff > 0 || diff < 0 && other && complete:
		f := c.overWords(s, from, end,
			diag.T("其中各项之和与总数 %s 不符", "the parts do not add up to the total %s", plainNumber(total.value)),
			diag.T("请核对总数和各项。", "look at the total and the parts again."))
		f.Got, f.Want = plainNumber(items), plainNumber(total.value)
		f.Formula = bare(strings.Join(values, " + ") + " = " + plainNumber(items))
	case diff == 0 && shares == len(values):
		// Rounding may add up to half of the last place for each.
		slack := new(big.Rat).Quo(big.NewRat(int64(shares), 2), new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)))
		if least := big.NewRat(1, 5); slack.Cmp(least) < 0 {
			slack = least
		}
		// A percentage that is cut loses up to a whole one.
		off := new(big.Rat).Sub(percents, big.NewRat(100, 1))
		if off.Sign() < 0 {
			slack = slack.Add(slack, slack)
		}
		if new(big.Rat).Abs(off).Cmp(slack) > 0 {
			f := c.overWords(s, from, end,
				diag.T("各项的百分比相加不等于百分之百", "the percentages do not add up to one hundred"),
				diag.T("共 %s 项，请重新计算。", "there are %s; compute them again.", strconv.Itoa(shares)))
			f.Got, f.Want = plainNumber(percents)+"%", "100%"
		}
	}
}

// reSum is a total behind its parts: 建议8件、提案5件，共13件.
var reSum = regexp.MustCompile(`(?:[^，；：。、（）` + reMark + `]{2,30}` + reN + `[、，]){2,}(?:合计|共计|总计|共)(?:为|有)?` + reN)

// sums adds up what stands before such a total: the last two counts, the last
// three, … . Only where none of these is the total is that told.
func (c *Context) sums(s *sentence) {
	if len(s.q) < 3 || !anyIn(s.text, "合计", "总计", "共") {
		return
	}
	for _, m := range reSum.FindAllStringSubmatchIndex(s.text, -1) {
		total := s.quantity(m[4])
		if total == nil || total.value == nil || strings.HasPrefix(s.text[m[4]+len("\uE000"):], "、") {
			continue
		}
		items := strings.FieldsFunc(s.text[m[0]:m[4]], func(r rune) bool { return r == '、' || r == '，' })
		items = items[:len(items)-1] // 共
		sum, at, from := new(big.Rat), m[4], m[4]
		var values []string
		for k := len(items) - 1; k >= 0; k-- {
			at = m[0] + strings.LastIndex(s.text[m[0]:at], items[k])
			q := s.quantity(at + len(items[k]) - len("\uE000"))
			if q == nil || q.value == nil || !sameUnit(q, total) || rePartVerb.MatchString(items[k]) || rePartOverlap.MatchString(items[k]) {
				break
			}
			from = at
			sum = new(big.Rat).Add(sum, q.value)
			values = slices.Insert(values, 0, plainNumber(q.value))
			if len(values) > 1 && sum.Cmp(total.value) == 0 {
				values = nil
				break
			}
		}
		if len(values) < 2 {
			continue
		}
		f := c.overWords(s, from, m[1], diag.T("各项之和与总数 %s 不符", "the parts do not add up to the total %s", plainNumber(total.value)),
			diag.T("请核对总数和各项。", "look at the total and the parts again."))
		f.Got, f.Want = plainNumber(total.value), plainNumber(sum)
		f.Formula = bare(strings.Join(values, " + ") + " = " + plainNumber(sum))
	}
}

func isNumberMark(r rune) bool { return markCount <= r && r < marksEnd }
