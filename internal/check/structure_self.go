package check

import (
	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// What a body of another kind calls itself. A department may be 局, 委 or 办,
// and may speak of 我县; but it is no township, and governments are no 局.
type otherBody struct {
	words *prose.Words
	says  *pattern.Pattern
}

var (
	otherTownship   = otherBody{prose.AnyOf("我镇", "我乡", "我街道", "本镇", "本乡", "本街道"), pattern.New(`^(?:我|本)(?:镇|乡|街道)(?:人民政府|党委|高度重视|严格|认真|积极|按照|未|主动|共|政府信息|结合|将|通过|在|办|[，。、])`)}
	otherDepartment = otherBody{prose.AnyOf("我局", "我委", "我厅", "本局", "本委", "本厅"), pattern.New(`^(?:我|本)(?:局|委|厅)(?:高度重视|严格|认真|积极|按照|未|主动|共|政府信息|结合|将|通过|在|机关|[，。、])`)}
)

// find gives where a text speaks so first, -1 where it does not.
func (o *otherBody) find(x *prose.Indexed) int {
	for i := range o.words.All(x) {
		if o.says.MatchString(x.Text[i:]) {
			return i
		}
	}
	return -1
}

// otherSelf finds where a report speaks of itself as a body of another kind: it
// was taken over from that body's.
func otherSelf(c *Context) {
	var wrong *otherBody
	switch b := c.body(); {
	case b == department:
		wrong = &otherTownship
	case b == township || b.government():
		wrong = &otherDepartment
	default:
		return
	}
	c.texts(func(v report.Value, x *prose.Indexed) {
		if from := wrong.find(x); from >= 0 {
			to := from + len("我局")
			c.FindAt(v, from, to, diag.T("“%[1]s”不是本单位（%[2]s）的自称，可能抄自别的单位", "“%[1]s” is not what %[2]s calls itself; it may be taken from another body's report", v.Text[from:to], c.Report.Agency.Text),
				diag.T("请改正。", "correct it."))
		}
	})
}
