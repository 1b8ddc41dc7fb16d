package check

import (
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// compare compares the numbers that count one of some things with what the
// tables say of these.
func (c *Context) compare(mean func(i int, n *prose.Number) []reading, of ...prose.Count) {
	p := c.numbers()
	for i := range p.numbers {
		n := &p.numbers[i]
		if !slices.Contains(of, n.Of) || n.Doubt != prose.Sure {
			continue
		}
		p.why = diag.Text{}
		if rs := mean(i, n); len(rs) > 0 {
			c.agree(i, rs)
		} else if v := &p.told[i]; v.result == notCompared && v.with.ZH == "" {
			v.with = p.why
		}
	}
}

// agree compares number i with what it can mean, the likeliest first. Where
// none is it, that is a finding; where it is not the likeliest, which one it is
// is told as information.
func (c *Context) agree(i int, rs []reading) *Finding {
	n := &c.prose.numbers[i]
	q := n.Quantity()
	words := n.S.Words(n.Words[0], n.Words[1])
	for k, r := range rs {
		if formula.Cmp(r.value, q.Value) != 0 {
			continue
		}
		c.prose.told[i] = verdict{agrees, r.formula, false}
		if k == 0 {
			return nil
		}
		f := c.atNumber(n, diag.Text{ZH: "“" + words + "”按此理解：" + r.formula.ZH, EN: "“" + words + "” is read as " + r.formula.EN}, diag.Text{})
		f.Severity = diag.Info
		return f
	}
	if why := c.partOf(i, rs); why.ZH != "" {
		c.prose.told[i].with = why
		return nil // one of them is the total, this one is not
	}
	f := c.atNumber(n,
		diag.T("文字“%s”与表格不符", "the words “%s” do not agree with the table", words),
		diag.T("请核对，改正文字或表格中的数字。", "look at both; correct the words or the table."))
	f.Got = plainNumber(q.Value)
	var want []string
	var formulas []diag.Text
	for k, r := range rs {
		if v := plainNumber(r.value); k == 0 || v != want[0] {
			want, formulas = append(want, v), append(formulas, r.formula)
		}
	}
	f.Want, f.Formula = strings.Join(want, " / "), listed(formulas)
	if n.Mild || f.Severity == diag.Error && (!n.Clear(c.Report.Year) || c.mayBeCompleted(i, rs) || c.toldBefore(i) || c.saidAsPart(i)) {
		f.Severity = max(f.Severity, diag.Warning) // a word that nobody knows never stops a build
	}
	c.prose.told[i] = verdict{differs, f.Formula, false}
	return f
}
