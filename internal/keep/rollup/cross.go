package rollup

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// crossChecks are the checks that need more than one report; their ids are in
// check.Rules.
var crossChecks = []struct {
	id  string
	run func(*Rollup)
}{
	{"ROLLUP-MISSING", missing},
	{"ROLLUP-LATE", late},
	{"X-CARRY", carried},
	{"ROLLUP-FIGURE", leftOut},
	{"ROLLUP-COPY", copied},
	{"ROLLUP-PROSE", alike},
	{"ROLLUP-TENFOLD", tenfold},
	{"ROLLUP-OWN", ownIsSum},
	{"ROLLUP-DEFENDANT", defendants},
}

// missing tells of bodies that handed in nothing; what is wrong with what the
// others handed in is told elsewhere.
func missing(r *Rollup) {
	for _, e := range r.Bodies {
		if e.Now == nil && e.Excluded == "" && !e.spoilt && !e.old {
			f := r.find("ROLLUP-MISSING", e, nil, Place{}, e.Pos, diag.T("还没有交 %d 年的报告", "the report of %d was not handed in", r.County.Year), diag.T("请尽快报送；没有计入。", "it is not counted."))
			f.SourceLine = r.County.source.Line(e.Pos.Line)
		}
	}
}

// late tells of bodies that handed in behind the day that was set.
func late(r *Rollup) {
	for _, e := range r.Bodies {
		if r.overdue(e) {
			r.find("ROLLUP-LATE", e, e.Now, Place{}, diag.Pos{}, diag.T("%[1]s 才收到，期限是 %[2]s", "it came on %[1]s; it was due on %[2]s", dayText(e.Received), dayText(r.County.Due)), diag.Text{})
		}
	}
}

func (r *Rollup) overdue(e *Entry) bool {
	return e.Excluded == "" && r.County.Due.Year > 0 && after(e.Received, r.County.Due)
}

func after(a, b document.Date) bool {
	return slices.Compare([]int{a.Year, a.Month, a.Day}, []int{b.Year, b.Month, b.Day}) > 0
}

func dayText(d document.Date) string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }

// carried tells of figures that were left out, and so count as 0, where they follow
// from last year's report and are not; the rules of one report compare what was
// typed.
func carried(r *Rollup) {
	for _, e := range r.Bodies {
		if !e.Counted() || e.Last == nil {
			continue
		}
		want, err := r.checker.Carried(e.Now.Opened.Form, e.Last.Opened.Report, e.Last.Opened.Form)
		if err != nil {
			continue // its form's rules were told of when they were run
		}
		for _, c := range r.Cells {
			g := e.sheets[c.Part].Figure(c.Row, c.Column)
			if n, ok := new(big.Rat).SetString(want[c.Place]); ok && !c.Total && g.State == tally.NotGiven && n.Sign() != 0 {
				r.find("X-CARRY", e, e.Now, c.Place, g.Pos, diag.T("没有写，按 0 计入；上一年报告结转 %s", "it is not given and counts as 0; last year's report carried %s over", want[c.Place]), diag.T("请核对两年的报告。", "look at both reports."))
			}
		}
	}
}

// A table says enough to be known again where at least so many of its figures are
// not 0, those left out that are added up.
const leastFigures = 8

// print is a table's figures as a text; "" where they say too little.
func (r *Rollup) print(s sheets, part string) string {
	var b strings.Builder
	n := 0
	for _, c := range r.Cells {
		if c.Part != part || c.Total || s[part] == nil || !s[part].Has(c.Row, c.Column) {
			continue
		}
		g := s[part].Figure(c.Row, c.Column)
		v, ok := g.Number()
		if !ok || v.Sign() == 0 {
			b.WriteString("|")
			continue
		}
		n++
		b.WriteString(v.RatString() + "|")
	}
	if n < leastFigures {
		return ""
	}
	return b.String()
}

// copied tells of tables that are another body's, or the body's own of the year
// before.
func copied(r *Rollup) {
	for i := range r.Form.Parts {
		part := &r.Form.Parts[i]
		if part.Table == nil {
			continue
		}
		first := map[string]*Entry{}
		for _, e := range r.Bodies {
			if !e.Counted() {
				continue
			}
			print := r.print(e.sheets, part.Key)
			at := e.Now.Opened.Report.Parts[part.Key]
			if print == "" || at == nil {
				continue
			}
			if print == r.print(e.last, part.Key) {
				r.find("ROLLUP-COPY", e, e.Now, Place{}, at.Pos, diag.T("“%s”整张表同本单位上一年一样", "the table of %s is the body's own of last year", r.labels.part(part.Key)), diag.T("是不是交了上一年的表？请核对。", "was last year's table handed in?"))
			}
			if other := first[print]; other != nil {
				r.find("ROLLUP-COPY", e, e.Now, Place{}, at.Pos, diag.T("“%[1]s”整张表同%[2]s的一样（%[3]s）", "the table of %[1]s is that of %[2]s (%[3]s)", r.labels.part(part.Key), other.Name, other.Now.Rel), diag.T("两个单位的表不会逐格相同，请两家核对。", "two bodies' tables are never the same; ask both."))
				continue
			}
			first[print] = e
		}
	}
}

// Prose is nearly another's where at least so many runs of characters, in per
// cent, are in both; texts with fewer runs say too little.
const (
	alikeFrom = 90
	leastRuns = 150
)

// alike tells of prose that is nearly another body's.
func alike(r *Rollup) {
	var all []*Entry
	var runs [][]uint64
	for _, e := range r.Bodies {
		if e.Counted() {
			if hashes := check.Runs(prose(e.Now.Opened.Report)); len(hashes) >= leastRuns {
				slices.Sort(hashes)
				all, runs = append(all, e), append(runs, slices.Compact(hashes))
			}
		}
	}
	for i, e := range all {
		best, most := -1, 0
		for j := range all[:i] {
			if n := common(runs[i], runs[j]) * 100 / max(len(runs[i]), len(runs[j])); n > most {
				best, most = j, n
			}
		}
		if most >= alikeFrom {
			r.find("ROLLUP-PROSE", e, e.Now, Place{}, diag.Pos{}, diag.T("文字有 %[1]d%% 同%[2]s的一样（%[3]s）", "%[1]d%% of the prose is that of %[2]s (%[3]s)", most, all[best].Name, all[best].Now.Rel), diag.T("请按本单位情况写。", "have it written anew."))
		}
	}
}

// prose gives all paragraphs of a report.
func prose(o *report.Report) (text []report.Value) {
	for _, c := range o.Chapters {
		text = append(text, c.Text...)
	}
	for _, key := range []string{"overview", "problems", "other"} {
		if p := o.Parts[key]; p != nil {
			text = append(text, p.Text...)
		}
	}
	return text
}

// common counts what two sorted lists share.
func common(a, b []uint64) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			n, a, b = n+1, a[1:], b[1:]
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// A figure is told of that is so many times last year's, or the other way round,
// where the larger one is at least leastTenfold.
const leastTenfold = 20

var folds = []int64{10, 100}

// tenfold tells of figures with a nought too many or too few.
func tenfold(r *Rollup) {
	for _, e := range r.Bodies {
		if !e.Counted() || e.last == nil {
			continue
		}
		for _, c := range r.Cells {
			if c.Total || e.last[c.Part] == nil || !e.last[c.Part].Has(c.Row, c.Column) {
				continue
			}
			g := e.sheets[c.Part].Figure(c.Row, c.Column)
			now, ok := g.Number()
			was, okWas := e.last[c.Part].Figure(c.Row, c.Column).Number()
			if ok && okWas {
				r.compareTenfold(e, c, g.Value, now, was)
			}
		}
	}
}

func (r *Rollup) compareTenfold(e *Entry, c *Cell, v report.Value, now, was *big.Rat) {
	if now.Sign() <= 0 || was.Sign() <= 0 || now.Cmp(big.NewRat(leastTenfold, 1)) < 0 && was.Cmp(big.NewRat(leastTenfold, 1)) < 0 {
		return
	}
	for _, times := range folds {
		n := big.NewRat(times, 1)
		if new(big.Rat).Mul(was, n).Cmp(now) == 0 || new(big.Rat).Mul(now, n).Cmp(was) == 0 {
			r.find("ROLLUP-TENFOLD", e, e.Now, c.Place, v.Pos, diag.T("本年 %[1]s，上年 %[2]s，正好差 %[3]d 倍", "it is %[1]s, last year's is %[2]s: exactly %[3]d times", v.Text, was.RatString(), times), diag.T("是不是多写或少写了 0？", "is there a nought too many, or too few?"))
		}
	}
}

// An own office hands in the county's table where it has no less than all others
// together in each of at least so many figures, or in nearly all of many.
const (
	leastCovered  = 3
	nearlyAll     = 80 // per cent
	leastOfNearly = 10
)

// ownIsSum tells of an own office that hands in the whole county's table, perhaps
// with an older figure in it.
func ownIsSum(r *Rollup) {
	for _, e := range r.Bodies {
		if e.Kind != Own || !e.Counted() {
			continue
		}
		for i := range r.Form.Parts {
			part := r.Form.Parts[i].Key
			covered, all := r.covers(e, part)
			if covered == all && all >= leastCovered || all >= leastOfNearly && covered*100 >= all*nearlyAll {
				r.find("ROLLUP-OWN", e, e.Now, Place{}, diag.Pos{}, diag.T("“%[1]s”几个单位都有数的 %[2]d 格里，有 %[3]d 格不少于其他单位之和：像是全县的汇总表，不是本机关自己的", "of the %[2]d figures of %[1]s that several bodies have, %[3]d are at least the sum of all others': it seems to be the county's table, not the office's own", r.labels.part(part), all, covered), diag.T("本机关只报自己的数；请换成本机关的报告。", "the office reports its own figures alone."))
			}
		}
	}
}

// covers counts the figures of a part that several other bodies have, and those in
// which a body has no less than their sum.
func (r *Rollup) covers(e *Entry, part string) (covered, all int) {
	for _, c := range r.Cells {
		if c.Part != part || c.Total {
			continue
		}
		mine, others, several := new(big.Rat), new(big.Rat), 0
		for _, a := range c.Addends {
			switch {
			case a.Entry == e:
				mine = a.Number
			case a.Number.Sign() > 0:
				others.Add(others, a.Number)
				several++
			}
		}
		if several > 1 {
			all++
			if mine.Cmp(others) >= 0 {
				covered++
			}
		}
	}
	return covered, all
}

// Rows of suits in which a case may have two defendants: the body of the original
// act, and the government that reviewed it.
const (
	reviewPart = "review"
	afterward  = "suit_after_review"
)

// defendants reminds of cases that the county's own office and another body may
// both have counted.
func defendants(r *Rollup) {
	for _, c := range r.Cells {
		if c.Part != reviewPart || c.Row != afterward || c.Total || len(c.Adjusts) > 0 {
			continue
		}
		own := slices.IndexFunc(c.Addends, func(a Addend) bool { return a.Kind == Own && a.Number.Sign() > 0 })
		if ranked := c.ranked(); own >= 0 && len(ranked) > 1 {
			a := c.Addends[own]
			r.find("ROLLUP-DEFENDANT", a.Entry, a.Now, c.Place, a.Value.Pos, diag.T("本机关和别的单位都有（%s）：共同被告的案件只由原行为机关计算", "the own office and others have some (%s): a case with two defendants is counted by the body of the original act alone", c.most(5)), diag.T("重复的，在名单上用 [[adjust]] 减去，写明理由。", "take what is counted twice off by [[adjust]], with the reason."))
		}
	}
}
