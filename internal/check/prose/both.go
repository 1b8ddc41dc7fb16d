package prose

import "strings"

// What was carried in and what is new are counted together: 含上年结转在内共有申请55件.

// bothNamed gives the token of the clause b..k with which words begin that name what was carried
// in and what is new, or all with it, and count them together; -1: there are none.
func (r *reader) bothNamed(b, k int) int {
	in := r.has(b, k, In, Carry)
	if in < 0 || r.part || r.bracket > 0 || !r.ofApplications() || r.has(in+1, k, Total) < 0 && !strings.HasSuffix(r.s.Text[:r.token(k).At], "共") {
		return -1
	}
	before, behind := r.s.Text[r.token(b).At:r.token(in).At], r.s.Text[r.token(in).End:r.token(k).At]
	switch {
	case anySuffix(before, []string{"加上", "连同", "加"}):
		return b
	case anySuffix(before, []string{"含", "包括", "包含"}) && strings.Contains(behind, "在内"):
		return b
	case r.has(in+1, k, New, Receive) >= 0 && r.joins(in, r.has(in+1, k, New, Receive)): // 上年结转和本年新收的申请合计55件
		return in
	case r.has(b, in, New, Receive) >= 0 && r.joins(r.has(b, in, New, Receive), in): // 新收和上年结转申请共55件
		return r.has(b, in, New, Receive)
	}
	return -1
}

// joins reports whether 和 or the like stands between two tokens.
func (r *reader) joins(a, b int) bool {
	return anyIn(r.s.Text[r.token(a).End:r.token(b).At], "和", "与", "及", "、", "加")
}

// inAll reads a number that counts both; false where it does not.
func (r *reader) inAll(n *Number, b, l, t int) bool {
	k := n.Token
	at := r.bothNamed(b, k)
	if at < 0 && l < 0 && t < 0 && r.carried && (r.received || r.fresh) && r.token(k-1).Is(Total) {
		at = k - 1 // 新收12件，上年结转3件，共15件
	}
	if at < 0 {
		return false
	}
	n.Of, n.Both, n.Total = Received, true, true
	n.from(r.token(at).At)
	if r.ofSomeBoth(at, k) || at == k-1 && r.has(0, k, Applicant, Channel) >= 0 { // 自然人新收33件，上年结转2件，共35件
		n.Doubt = Qualified
	}
	return true
}

// wholeBoth are the words that name what was carried in and what is new, and count both.
var wholeBoth = strings.NewReplacer("政府信息公开", "", "依申请公开", "", "信息公开", "", "上年度", "", "上一年度", "", "上年", "", "去年", "", "本年度", "", "本年", "", "今年", "", "全年", "", "结转", "", "新收", "", "新增", "", "收到", "",
	"受理", "", "办理", "", "处理", "", "应办", "", "加上", "", "连同", "", "包括", "", "包含", "", "在内", "", "申请", "", "公开", "", "事项", "", "总数", "", "总量", "", "数量", "", "件数", "", "合计", "", "总计", "", "共计", "", "两项", "", "一共", "", "共有", "", "共", "",
	"和", "", "与", "", "及", "", "以及", "", "、", "", "，", "", "加", "", "含", "", "的", "", "有", "", "计", "", "为", "", "应", "", "需", "", "件", "", "年", "", "我", "", "局", "", "县", "", "市", "", "区", "", "镇", "", "乡", "")

// ofSomeBoth reports whether words stand from token b to k that say which of both are
// counted: 上年结转与本年新收合计自然人35件, 含上年结转在内的网络申请共32件.
func (r *reader) ofSomeBoth(b, k int) bool {
	words := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c == ' ' {
			return -1
		}
		return c
	}, r.s.Text[r.token(b).At:r.token(k).At])
	return wholeBoth.Replace(words) != ""
}
