package check

import (
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
)

// notGiven lists the figures that the clerk left out and nothing computes:
// they are printed as 0.
func notGiven(c *Context) {
	if c.Report.AsPublished {
		return
	}
	for _, p := range c.Form.Parts {
		t := c.tables[p.Key]
		if t == nil || p.Optional && c.Report.Parts[p.Key] == nil {
			continue
		}
		var missing []diag.Text
		for _, s := range t.Rows() {
			switch {
			case s.Optional:
			case !t.Given(s.Key):
				if !slices.ContainsFunc(t.Sums(), func(of form.Sum) bool { return of.Row == s.Key }) {
					missing = append(missing, diag.Text{ZH: c.label(p.Key, s.Key, ""), EN: s.Key})
				}
			default:
				for _, column := range s.Columns {
					if !t.Typed(s.Key, column) && column != s.Total {
						missing = append(missing, diag.Text{ZH: c.label(p.Key, s.Key, column), EN: s.Key + "." + column})
					}
				}
			}
		}
		if len(missing) == 0 {
			continue
		}
		pos := t.Pos()
		if pos.IsZero() {
			pos.File = c.Report.File
		}
		zh, en := listNames(missing, "、")
		c.Find(pos, diag.T("%[1]s没有写：%[2]s", "not given in %[3]s: %[4]s", c.partLabel(p.Key).ZH, zh, c.partLabel(p.Key).EN, en),
			diag.T("按 0 印出；不是 0 的请补上。", "they are printed as 0; fill in what is not."))
	}
}
