package check

import (
	"math/big"
	"regexp"
	"strings"
	"sync"

	"nianbao/internal/diag"
)

// The rows and columns of disclosure.
const (
	rowNormdocs     = "normdocs"
	columnDecisions = "decisions"
	columnPrevItems = "prev_items"
	columnDelta     = "delta"
)

// normdocVerbs say which column a count of documents belongs to.
var normdocVerbs = []struct {
	column string
	words  string
}{
	{"made", `制发|制定|印发|出台|新制定|新出台|制定出台|制定印发|制定发布`},
	{"repealed", `废止|宣布失效|废止和失效|废止或失效`},
	{"valid", `现行有效(?:的)?|继续有效(?:的)?`},
}

// reNormdocsLeft are the numbers that a sentence gives after it has named the
// documents: 清理规范性文件，废止1件，现行有效5件. Which documents the verb made
// speaks of could not be told.
var reNormdocsLeft = map[string]*regexp.Regexp{
	"repealed": regexp.MustCompile(`规范性文件[^；：、（）` + reMark + `]{0,24}，(?:宣布)?废止(?:了|的|共)*` + reN + `(?:，|。|；|$)`),
	"valid":    regexp.MustCompile(`规范性文件[^；：、（）` + reMark + `]{0,24}，(?:(?:宣布)?废止(?:了|的|共)*[` + reMark + `]，)?(?:现行|继续)有效(?:的|共|为)*` + reN + `(?:，|。|；|$)`),
}

// normdocMore is what follows a count of documents without naming them again:
// 制发规范性文件2件，废止1件.
var normdocMore = sync.OnceValue(func() (ps []*regexp.Regexp) {
	for _, v := range normdocVerbs {
		ps = append(ps, regexp.MustCompile(`^[，、；](?:同时|并|另|共|已|目前|截至目前|年末|年底)?((?:`+v.words+`)(?:了|的|共|共计|件数|数量)*`+reN+`)(?:[，、；。]|$)`))
	}
	return ps
})

var normdocPatterns = sync.OnceValue(func() (ps [][3]*regexp.Regexp) {
	const doc = `(?:行政)?规范性文件`
	for _, v := range normdocVerbs {
		ps = append(ps, [3]*regexp.Regexp{
			regexp.MustCompile(`(?:` + v.words + `)(?:了|的|和公开|并公开|并发布|政府|本级|各类|部门|共|我[县市区局镇])*` + doc + `(?:共|共计|数量|总数|数|为|有)*` + reN),
			regexp.MustCompile(`(?:` + v.words + `)(?:了|的|共|共计)*` + reN + `(?:政府|部门)?` + doc),
			regexp.MustCompile(doc + `(?:共|共计|数量|全年|本年|本年度|为|有|：)*(?:` + v.words + `)(?:件数|数量|的|了|共|为|有|：)*` + reN),
		})
	}
	return ps
})

// reLoose are documents or counts that are not those of the table.
var reLoose = regexp.MustCompile(`主动公开|审查|备案|报备|报送|解读|清理|修改|修订|党内|党委|参与|起草|拟|征求|评估|转发|其中|代|上级|公示|归集|上传|录入|发布信息|信息`)

// proseNormdocs compares the counts of 规范性文件.
func proseNormdocs(c *Context) {
	c.text().each(func(s *sentence) {
		if len(s.q) == 0 || !strings.Contains(s.text, "规范性文件") {
			return
		}
		t := s.main()
		for i, ps := range normdocPatterns() {
			r, ok := c.cell(partDisclosure, rowNormdocs, normdocVerbs[i].column)
			if !ok {
				continue
			}
			patterns := ps[:]
			if left := reNormdocsLeft[normdocVerbs[i].column]; left != nil {
				patterns = append(patterns, left)
			}
			for _, p := range patterns {
				m := p.FindStringSubmatchIndex(t)
				if m == nil {
					continue
				}
				q := s.quantity(m[2])
				if q != nil && anyIn(q.unit, "件", "份", "个", "部") && c.counts(s, m[0], m[2]) && strings.Count(t[m[0]:m[1]], "文件") == 1 &&
					!reLoose.MatchString(t[s.clause(m[0]):m[0]]) && len(p.FindAllStringIndex(t, 2)) == 1 {
					c.agree(s, m[0], m[1], m[2], r)
					c.moreNormdocs(s, t, m[1])
				}
				break
			}
		}
	})
}

// moreNormdocs goes on behind a count that ends at byte end.
func (c *Context) moreNormdocs(s *sentence, t string, end int) {
	for i, p := range normdocMore() {
		m := p.FindStringSubmatchIndex(t[end:])
		if m == nil {
			continue
		}
		r, ok := c.cell(partDisclosure, rowNormdocs, normdocVerbs[i].column)
		if q := s.quantity(end + m[4]); ok && q != nil && anyIn(q.unit, "件", "份", "个", "部") {
			c.agree(s, end+m[2], end+m[3], end+m[4], r)
		}
		c.moreNormdocs(s, t, end+m[3])
		return
	}
}

// decisionRows are the rows whose decisions are counted; their labels are the
// form's.
var decisionRows = []string{"licence", "penalty", "compulsion"}

var (
	reDecided    = regexp.MustCompile(`(?:作出|做出|实施|下达|办理|办结|完成)(?:了|各类|的|共|共计)*$`)
	reDecisions  = regexp.MustCompile(`^(?:类)?(?:处理)?(?:决定|案件|事项|服务事项|决定书)?(?:处理决定)?(?:数量|总数|数|共|共计|总计|为|：)*` + reN)
	reDecidedN   = regexp.MustCompile(`(?:作出|做出|实施|下达|办理|办结|完成)(?:了|各类|的|共|共计)*` + reN + `(?:各类)?$`)
	reShown      = regexp.MustCompile(`公示|公开|公布|发布|归集|上传|录入|信息|报送|评查|抽查|目录|梳理|承接|下放|取消|批准|准予|收到|受理|申请|不予|撤销|简易|一般程序|其中`)
	reItemsGrown = regexp.MustCompile(`^事项(?:数量|总数|数|共|已|现|目前|达|增至|增加到|增加至|减至|减少至|减少到|调整为|调整至|达到|为|有)*(增至|增加到|增加至|减至|减少至|减少到|调整为|调整至|达到)` + reN)
)

// proseDecisions compares the counts of decisions and of items.
func proseDecisions(c *Context) {
	labels := c.labels(partDisclosure)
	c.text().each(func(s *sentence) {
		if len(s.q) == 0 {
			return
		}
		for _, row := range decisionRows {
			label := labels[row]
			at := -1
			if label != "" {
				at = strings.Index(s.text, label)
			}
			if at < 0 {
				continue
			}
			end := at + len(label)
			if m := reItemsGrown.FindStringSubmatchIndex(s.text[end:]); m != nil {
				c.items(s, row, at, end+m[1], end+m[4])
				continue
			}
			if strings.Count(s.text, label) != 1 {
				continue // several counts of one thing: which is the total cannot be told
			}
			r, ok := c.cell(partDisclosure, row, columnDecisions)
			if !ok {
				continue
			}
			begin := s.clause(at)
			verb, mark, from, to := at, -1, at, end
			if m := reDecisions.FindStringSubmatchIndex(s.text[end:]); m != nil {
				mark, to = end+m[2], end+m[1]
				if v := reDecided.FindStringIndex(s.text[begin:at]); v != nil {
					verb, from = begin+v[0], begin+v[0]
				} else if begin != at && !c.timeOnly(s.text[begin:at]) {
					continue
				}
			} else if m := reDecidedN.FindStringSubmatchIndex(s.text[begin:at]); m != nil {
				verb, mark, from = begin+m[0], begin+m[2], begin+m[0]
			}
			q := s.quantity(max(mark, 0))
			if mark < 0 || q == nil || !anyIn(q.unit, "件", "条", "宗", "起", "份", "例") || reShown.MatchString(s.text[:verb]) || reShown.MatchString(s.text[verb:min(to, mark)]) || !c.counts(s, verb, mark) {
				continue
			}
			c.agree(s, from, to, mark, r)
		}
	})
}

// timeOnly reports whether a subject names no more than this body and its year.
func (c *Context) timeOnly(subject string) bool {
	subject = withoutOwn(official(subject), official(fold(c.Report.Agency.Text).text))
	return reOurselves.ReplaceAllString(reTimeOfSubject.ReplaceAllString(subject, ""), "") == ""
}

// items compares how many items there are with those of last year and the
// change.
func (c *Context) items(s *sentence, row string, from, to, at int) {
	last, ok := c.cell(partDisclosure, row, columnPrevItems)
	delta, ok2 := c.cell(partDisclosure, row, columnDelta)
	if !ok || !ok2 || !c.counts(s, from, at) {
		return
	}
	now := reading{value: new(big.Rat).Add(last.value, delta.value)}
	now.formula = spelled("+", []diag.Text{c.named(partDisclosure, row, columnPrevItems), c.named(partDisclosure, row, columnDelta)},
		[]string{plainNumber(last.value), plainNumber(delta.value)}, now.value)
	c.agree(s, from, to, at, now)
}

// labels gives what the form prints before each row of a part.
func (c *Context) labels(part string) map[string]string {
	labels := map[string]string{}
	for i := range c.Form.Parts {
		p := &c.Form.Parts[i]
		if p.Key != part || p.Table == nil {
			continue
		}
		for r := range p.Table.Rows {
			label := ""
			for _, cell := range p.Table.Rows[r].Cells {
				switch {
				case cell.Row == "":
					label = plainLabel(cell.Text.Text)
				case label != "" && labels[cell.Row] == "":
					labels[cell.Row] = label
				}
			}
		}
	}
	return labels
}

var (
	reFee       = regexp.MustCompile(`信息(?:公开)?(?:信息)?处理费|处理费|收费|费用|收取`)
	reFeeAmount = regexp.MustCompile(`[\x{F000}-\x{F3FF}]|未|无|没有|不收|免收|免费|零|不存在|为0|0$`)
)

// proseFee looks for the fee for handling information, of which the form of
// 2021 wants a report in its last part (国办公开办函〔2021〕30号 (六)).
func proseFee(c *Context) {
	given := c.Report.Parts[partOther]
	if given == nil || len(given.Text) == 0 {
		return // S-PART6 tells
	}
	elsewhere := false
	for i := range c.text().passages {
		p := &c.text().passages[i]
		for k := range p.sentences {
			t := p.sentences[k].text
			if m := reFee.FindStringIndex(t); m != nil && reFeeAmount.MatchString(t) {
				if p.part == partOther {
					return
				}
				elsewhere = elsewhere || strings.Contains(t, "处理费")
			}
		}
	}
	do := diag.T("请写明收取信息处理费的情况；没有收取的，写“本年度未收取信息处理费”。", "state the fee for handling information (信息处理费) here; where none was taken write 本年度未收取信息处理费.")
	first := given.Text[0]
	if elsewhere {
		c.FindAt(first, 0, len(first.Text), diag.T("信息处理费的情况应当写在这一部分", "the fee for handling information belongs to this part"), do).Severity = diag.Warning
		return
	}
	c.FindAt(first, 0, len(first.Text), diag.T("这一部分没有报告信息处理费", "this part does not report the fee for handling information (信息处理费)"), do)
}
