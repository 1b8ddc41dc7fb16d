package prose

import (
	"slices"
	"strings"
)

// A clause or a short sentence without a number may say what the clauses behind it are of:
// 自然人方面，收到申请37件; 征收公告发布后，收到15件; 局属单位情况。收到申请7件.

var (
	// thingEnds and thingBegins are of clauses that name some of all; timeEnds and timeBegins
	// of such as name a time or a manner, which 全年 and 我局 undo.
	thingEnds   = []string{"方面", "领域", "类", "渠道", "窗口", "方式", "看", "外", "的"}
	thingBegins = []string{"就", "关于", "针对", "对于", "同一"}
	timeEnds    = []string{"期间", "假期", "假日", "节日", "首日", "当日", "当天", "一天", "后", "时", "上线", "参与", "会商", "半年", "指导下", "协助下", "参与下", "配合下"}
	timeBegins  = []string{"自", "据", "经", "与", "延长", "延期", "因", "鉴于"}
	// wholly are in clauses that begin or end so and leave nothing out.
	wholly = []string{"统计", "总体", "整体", "总的", "全面", "汇总", "核实", "核对", "核查", "梳理", "数据", "自觉", "自身", "自我", "据实", "经过", "与时俱进", "与此同时", "以来", "此外", "另外", "除外", "对外", "相比", "持平", "等渠道", "等方式", "等窗口", "等类", "各渠道", "各种", "各类", "多种", "线上线下", "基本情况", "工作情况", "统计期", "报告期", "各方面", "多渠道"}
	// about are in clauses that name what the tables count: 依申请公开方面.
	about = []string{"申请公开", "公开申请", "收到申请", "群众申请", "结转", "数量", "规范性文件", "复议", "诉讼", "办理方面", "答复方面"}
	// led begin clauses that tell by what or for what something was done, worked such as tell
	// what was done: 进一步畅通申请渠道.
	led    = []string{"截至", "截止", "在", "按", "根据", "依照", "遵照", "依托", "围绕", "为", "以", "通过"}
	worked = []string{"落实", "贯彻", "严格", "认真", "规范", "完善", "加强", "健全", "优化", "坚持", "不断", "进一步", "积极", "扎实", "深入", "持续", "畅通", "强化",
		"提升", "提高", "做好", "切实", "及时", "依法", "紧扣", "聚焦", "建立", "明确", "推进", "推动", "拓宽", "充分", "高度"}
)

// Narrows reports whether a clause without a number says that what follows is of some only;
// undone where what follows names the year or this body.
func Narrows(clause string, undone bool) bool {
	switch {
	case anyPrefix(clause, []string{"涉"}) && anySuffix(clause, []string{"申请"}) && !anyIn(clause, "信息公开"):
		return true // 涉及征收的申请，公开8件
	case anyIn(clause, wholly...), anyIn(clause, about...), anyPrefix(clause, worked), strings.HasPrefix(clause, "因") && strings.HasSuffix(clause, "信息公开"), wholeYear(clause):
		return false
	case anySuffix(clause, thingEnds), anyPrefix(clause, thingBegins):
		return true
	}
	return !undone && (anySuffix(clause, timeEnds) || anyPrefix(clause, timeBegins))
}

// wholeYear reports whether a clause begins with the first day of a year and ends with its
// last: 自2024年1月1日起至12月31日.
func wholeYear(clause string) bool {
	return strings.Contains(clause, "年1月1日") && strings.HasSuffix(strings.TrimSuffix(clause, "止"), "12月31日") && strings.Count(clause, "年") == 1
}

// leads asks do about the clauses that stand before that of a number in its sentence, the
// nearest first, and about a short sentence before, until it says yes.
func (n *Number) leads(do func(s *Sentence, from, to int) bool) bool {
	toks := n.S.Tokens
	for to := n.Token; to > 0; {
		from := to
		for from > 0 && !toks[from-1].parts() {
			from--
		}
		if to < n.Token && do(n.S, from, to) {
			return true
		}
		if from == 0 || toks[from-1].Mark == '；' {
			break
		}
		to = from - 1
	}
	const short = 40 // bytes
	if n.S.Nth == 0 {
		return false
	}
	head := &n.S.In.Sentences[n.S.Nth-1]
	return len(head.Text) <= short && do(head, 0, len(head.Tokens)-1)
}

// parts reports whether a token parts clauses.
func (t *Token) parts() bool {
	return t.Class == Mark && (t.Mark == '，' || t.Mark == '；' || t.Mark == '：' || t.Mark == '。')
}

// narrowed reports whether what leads to a number says that it is of some only.
func (r *reader) narrowed(n *Number) bool {
	b := n.Token
	for b > 0 && !r.token(b-1).parts() {
		b--
	}
	undone := r.ofThis(r.s.Tokens[b:n.Token])
	return n.leads(func(s *Sentence, from, to int) bool {
		if to <= from {
			return false
		}
		if toks := s.Tokens[from:to]; !countsAny(toks) {
			if r.someOf(s, toks, undone) {
				return true
			}
			undone = undone || r.ofThis(toks)
		}
		return false
	})
}

// countsAny reports whether something is counted in a clause that may be what the table
// counts, and not those who do: 供热企业5家，收到申请2件.
func countsAny(toks []Token) bool {
	return slices.ContainsFunc(toks, func(t Token) bool {
		return t.Class == Figure && t.Number.Kind != Bare && t.Number.Unit != ofBodies && t.Number.Unit != "个"
	})
}

const ofBodies = "家"

// ofThis reports whether words name this year or this body.
func (r *reader) ofThis(toks []Token) bool {
	return slices.ContainsFunc(toks, func(t Token) bool {
		return t.Class == Own || t.Is(ThisYear) || t.Class == Known && strings.HasPrefix(t.Term.Word, "全年") || t.Class == Year && int(t.Value) == r.year
	})
}

// someOf reports whether a clause narrows what follows: by its words, a body, or days that
// are no whole year.
func (r *reader) someOf(s *Sentence, toks []Token, undone bool) bool {
	undone = undone || toks[0].Class == Own
	if toks = withoutSelf(toks); len(toks) == 0 {
		return false
	}
	text := s.Text[toks[0].At:toks[len(toks)-1].End]
	if s != r.s && len(text) <= heading && title(text, toks) || Narrows(text, undone) {
		return true
	}
	if onlyChannel(toks) {
		return true
	}
	if undone || toks[0].Is(Than) || toks[0].plain(s) || anySuffix(text, []string{"领导下", "要求", "精神", "相比"}) {
		return false
	}
	own := r.ofThis(toks)
	return slices.ContainsFunc(toks, func(t Token) bool {
		return t.Class == Date && t.Value != 101 && t.Value != 1231 || t.Class == Year && int(t.Value) != r.year || t.Is(PartYear) && s != r.s || (t.Is(Body) || t.Is(Called) || t.Class == Figure && t.Number.Unit == ofBodies) && !own
	})
}

// onlyChannel reports whether a clause says no more than how applications came, or answers
// went: 采用邮寄，答复24件.
func onlyChannel(toks []Token) bool {
	const short = len("采用")
	return slices.ContainsFunc(toks, func(t Token) bool { return t.Is(Channel) }) && !slices.ContainsFunc(toks, func(t Token) bool {
		return !t.Is(Channel) && !passed(&t) && !(t.Class == Plain && t.End-t.At <= short) || anyChannel(&t)
	})
}

// plain reports whether a clause that begins at this token tells how or for what something
// was done.
func (t *Token) plain(s *Sentence) bool {
	return anyPrefix(s.Text[t.At:], led) || Worked(s.Text[t.At:])
}

// Worked reports whether a clause tells what was done.
func Worked(clause string) bool { return anyPrefix(clause, worked) }

// withoutSelf gives a clause without the body and the year that it begins with.
func withoutSelf(toks []Token) []Token {
	for len(toks) > 0 && (toks[0].Class == Own || toks[0].Class == Year || toks[0].Is(ThisYear)) {
		toks = toks[1:]
	}
	return toks
}

// heading is how many bytes a short sentence has at most that is a title.
const heading = 24

// title reports whether a short sentence names a matter that nobody knows: 公租房保障.
func title(text string, toks []Token) bool {
	return !anyIn(text, wholly...) && !anyIn(text, about...) && toks[0].Class != Figure && toks[0].Mark != '（' &&
		slices.ContainsFunc(toks, func(t Token) bool { return t.Class == Plain || t.Is(Other) }) &&
		!slices.ContainsFunc(toks, func(t Token) bool {
			return t.Is(Verb) || t.Is(Application) || t.Is(Apply) || isVerb(&t) || t.Class == Own || t.Is(ThisYear)
		})
}

// plainlyLed reports whether what leads to a number in its sentence is understood whole, or
// tells how something was done.
func (n *Number) plainlyLed(year int) bool {
	return !n.leads(func(s *Sentence, from, to int) bool {
		toks := withoutSelf(s.Tokens[from:max(from, to)])
		if s != n.S || len(toks) == 0 || countsAny(toks) || anyIn(s.Text[toks[0].At:toks[len(toks)-1].End], wholly...) {
			return false
		}
		plain := toks[0].plain(s)
		return slices.ContainsFunc(toks, func(t Token) bool {
			return !plain && !t.clear(year) || t.Is(Channel) || t.Is(Applicant) || t.Is(Result)
		})
	})
}
