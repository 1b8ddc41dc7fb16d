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
	wholly = []string{"统计", "总体", "整体", "总的", "全面", "汇总", "核实", "核对", "核查", "梳理", "数据", "自觉", "自身", "自我", "据实", "经过", "与时俱进", "与此同时", "的同时", "所有", "以来", "此外", "另外", "除外", "对外", "相比", "持平", "等渠道", "等方式", "等窗口", "等类", "各渠道", "各种", "各类", "多种", "线上线下", "基本情况", "工作情况", "统计期", "报告期", "各方面", "多渠道"}
	// about are in clauses that name what the tables count: 依申请公开方面.
	about = []string{"申请公开", "公开申请", "收到申请", "群众申请", "结转", "数量", "规范性文件", "复议", "诉讼", "办理方面", "答复方面"}
	// worked begin clauses that tell what was done: 进一步畅通申请渠道.
	worked = []string{"落实", "贯彻", "严格", "认真", "规范", "完善", "加强", "健全", "优化", "坚持", "不断", "进一步", "积极", "扎实", "深入", "持续", "畅通", "强化",
		"提升", "提高", "做好", "切实", "及时", "依法", "紧扣", "聚焦", "建立", "明确", "推进", "推动", "拓宽", "充分", "高度"}
	// frames are of clauses that tell how, by what or for what something was done: 在县委领导下.
	// What else begins like one may name some of all: 在试点乡镇.
	frames = []frame{
		{[]string{"在"}, []string{"下", "同时", "基础上", "过程中", "工作中", "期限内", "时限内", "时间内", "工作日内"}},
		{[]string{"以"}, []string{"导向", "抓手", "目标", "中心", "重点", "核心", "契机", "原则", "依据", "基础", "引领", "主线", "根本", "切入点", "突破口", "载体", "统领", "遵循", "指导"}},
		{[]string{"按", "根据", "依照", "遵照"}, []string{"》", "要求", "规定", "精神", "部署", "原则", "条例", "安排", "方案", "通知", "意见", "办法", "制度", "标准", "规范", "程序", "流程", "时限", "期限", "职责", "统计", "工作"}},
		{[]string{"围绕"}, []string{"中心", "重点", "主线", "目标", "大局", "要求", "部署", "任务"}},
		{[]string{"为"}, []string{"保障", "做好", "方便", "便于", "便利", "确保", "满足", "落实", "贯彻", "规范", "提高", "提升", "更好", "切实", "推进", "推动", "深入", "加强", "维护", "优化", "进一步"}},
		{[]string{"通过", "依托"}, []string{"等", "各", "多", "完善", "加强", "规范", "优化", "健全", "强化", "建立"}},
	}
)

// A frame is how a clause begins, and what it then has.
type frame struct{ begin, have []string }

// framed reports whether a clause tells what was done, or how or for what something was.
func framed(clause string) bool {
	return Worked(clause) || slices.ContainsFunc(frames, func(f frame) bool { return anyPrefix(clause, f.begin) && anyIn(clause, f.have...) })
}

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
	if undone || toks[0].Is(Than) || framed(text) || anySuffix(text, []string{"领导下", "要求", "精神", "相比"}) {
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

// Worked reports whether a clause tells what was done.
func Worked(clause string) bool { return anyPrefix(clause, worked) }

// until reports whether a word stands before the last day of what is counted.
func (t *Token) until() bool {
	return t.Class == Known && (t.Term.Word == "截至" || t.Term.Word == "截止")
}

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
		if s != n.S || len(toks) == 0 {
			return false
		}
		text := s.Text[toks[0].At:toks[len(toks)-1].End]
		if countsAny(toks) {
			return anySuffix(text, []string{"后", "时", "里", "期间"}) || slices.ContainsFunc(toks, func(t Token) bool { // 3次发布会后，收到15件
				return t.Class == Figure && t.Number.Unit != "" && strings.Contains("户名位人", t.Number.Unit) // 征收涉及12户，收到15件
			})
		}
		return !anyIn(text, wholly...) && slices.ContainsFunc(toks, func(t Token) bool {
			return !framed(text) && !t.clear(year) && !t.until() || t.ofKind()
		})
	})
}
