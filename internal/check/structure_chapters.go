package check

import (
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// addedChapters tells of chapters behind the parts of a form that has no
// others.
func (c *Context) addedChapters() {
	if c.Form.Chapters {
		return
	}
	for _, ch := range c.Report.Chapters {
		f := c.FindAt(ch.Heading, 0, len(ch.Heading.Text), diag.T("表式的各部分之外，另有一章：“%s”", "a chapter beside the parts of the form: “%s”", ch.Heading.Text),
			diag.T("表式没有这一章，印在各部分之后；能写进第六部分的，请写在那里。", "the form has no such chapter; it is printed behind the parts. What can be said in the last part belongs there."))
		f.Severity = diag.Warning
	}
}

// before gives the headings before those of the report's own chapters.
func (c *Context) before() (vs []report.Value) {
	if c.Form.Chapters {
		return nil
	}
	for i := range c.Form.Parts {
		p := &c.Form.Parts[i]
		h := report.Value{Text: p.Heading.Fill(c.Report.Agency.Text, c.Report.Year)}
		if given := c.Report.Parts[p.Key]; given != nil && given.Heading != nil {
			h = *given.Heading
		}
		if !p.Appendix {
			vs = append(vs, h)
		}
	}
	return vs
}
