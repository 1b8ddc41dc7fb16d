package rollup

import (
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
)

// State says what became of a body's report.
func (e *Entry) State() diag.Text {
	switch {
	case e.Excluded != "":
		return diag.T("不计入：%s", "left out: %s", e.Excluded)
	case e.Counted() && e.Received.Year > 0:
		return diag.T("已计入（%s收到）", "counted (came on %s)", dayText(e.Received))
	case e.Counted():
		return diag.T("已计入", "counted")
	case e.Now != nil || e.spoilt:
		return diag.T("已交，有问题，没有计入", "handed in, at fault, not counted")
	}
	if e.old {
		return diag.T("未交，只有 %d 年的", "missing; there is that of %d", e.Last.Year)
	}
	return diag.T("未交", "missing")
}

// Source says where a body's figure stands, in what was handed in.
func (e *Entry) Source(p Place, g tally.Figure) diag.Text {
	switch {
	case g.State == tally.Computed:
		return diag.T("由本单位各格相加", "added up from the body's figures")
	case g.State == tally.NotGiven:
		return diag.T("没有写，按 0", "not given, 0")
	case e.Now.Opened.File.Name == e.Now.Path:
		return diag.T("%[1]s 第 %[2]d 行", "%[1]s, line %[2]d", e.Now.Rel, g.Pos.Line)
	}
	if at, ok := e.Now.Places[p]; ok && !at.IsZero() {
		return diag.T("%[1]s，%[2]s", "%[1]s, %[2]s", e.Now.Rel, at)
	}
	return diag.T("%s 的同名格", "%s, the figure of the same name", e.Now.Rel)
}
