package desk

import (
	"errors"
	"net/http"
	"slices"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// choice is what a report can name as that of the year before.
type choice struct {
	Last  string `json:"last"`
	Words string `json:"words"`
}

// choices are the files that a report can name; where it names one, also none.
func choices(o *press.Opened, rivals []string) (all []choice) {
	for _, name := range rivals {
		all = append(all, choice{name, "用 " + name + " 核对"})
	}
	if o.Report.Checks.Last.Text != "" {
		all = append(all, choice{"", "不选定"})
	}
	return all
}

var errNoChoice = diag.New(diag.Pos{}, diag.T("文件夹里现在没有这一份。", "the folder does not have it now."), diag.T("请看现在的核对结果。", "see what is found now."))

// postLast has a report name the one of the year before that it is compared with.
func (d *Desk) postLast(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string `json:"name"`
		Last string `json:"last"` // "": it names none
	}
	if !asked(w, r, &in) {
		return
	}
	d.rewrite(w, in.Name, func(o *press.Opened) (*press.Opened, error) {
		if !slices.ContainsFunc(choices(o, d.snapshot(in.Name, o).rivals), func(c choice) bool { return c.Last == in.Last }) {
			return nil, errNoChoice
		}
		return d.applied(in.Name, nameLast(o.File, in.Last))
	})
}

// nameLast writes [checks] last = "name" into a file; "" takes it out.
func nameLast(f *source.File, name string) *source.Edit {
	checks := f.Root.Get("checks")
	last := checks.Get("last")
	e := f.Edit()
	switch literal := source.Quote(name); {
	case name == "" && len(checks.Items) == 1:
		e.Remove(checks) // an empty section says nothing
	case name == "":
		e.Remove(last)
	case last != nil:
		e.Replace(last, literal)
	case checks != nil:
		e.Insert(checks, "last", literal)
		if _, err := e.Apply(); errors.Is(err, source.ErrNode) { // [checks.off] alone makes it
			e = f.Edit()
			e.Section([]string{"checks"}, "last", literal)
		}
	default:
		e.Section([]string{"checks"}, "last", literal)
	}
	return e
}
