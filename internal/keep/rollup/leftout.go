package rollup

import (
	"strings"

	"nianbao/internal/diag"
)

// leftOut tells of rows that a body's file does not have, which count as 0: by name
// where last year's report has figures there; without that report, as a note.
func leftOut(r *Rollup) {
	for _, e := range r.Bodies {
		if !e.Counted() {
			continue
		}
		var names []string
		for _, row := range r.absent(e) {
			name := r.labels.row(row)
			names = append(names, name)
			if was := e.lastOf(r, row); was != "" {
				r.find("ROLLUP-FIGURE", e, e.Now, Place{}, e.Now.Opened.Report.Parts[row.Part].Pos, diag.T("没有写“%[1]s”这一行，按 0 计入；上一年是 %[2]s", "the row %[1]s is not there and counts as 0; last year it had %[2]s", name, was),
					diag.T("真的没有的，请写 0；漏了的，请补上。", "write 0 if there is nothing, else add it.")).Severity = diag.Warning
			}
		}
		if len(names) > 0 && e.last == nil {
			r.find("ROLLUP-FIGURE", e, e.Now, Place{}, diag.Pos{}, diag.T("没有写的 %[1]d 行按 0 计入：%[2]s", "%[1]d rows that are not there count as 0: %[2]s", len(names), strings.Join(names, "、")), diag.Text{}).Severity = diag.Info
		}
	}
}

// absent gives the rows, without columns, that a table of a body's file does not have.
func (r *Rollup) absent(e *Entry) (all []Place) {
	seen := map[Place]bool{}
	for _, c := range r.Cells {
		row := Place{Part: c.Part, Row: c.Row}
		part := e.Now.Opened.Report.Parts[c.Part]
		if c.Total || seen[row] || part == nil || part.Rows[c.Row] != nil {
			continue
		}
		seen[row] = true
		all = append(all, row)
	}
	return all
}

// lastOf gives a row's figures of last year that are not 0; "" none.
func (e *Entry) lastOf(r *Rollup, row Place) string {
	var all []string
	for _, c := range r.Cells {
		if c.Part != row.Part || c.Row != row.Row || c.Total || e.last[c.Part] == nil || !e.last[c.Part].Has(c.Row, c.Column) {
			continue
		}
		if n, ok := e.last[c.Part].Figure(c.Row, c.Column).Number(); ok && n.Sign() != 0 {
			all = append(all, r.labels.column(c.Place)+" "+n.RatString())
		}
	}
	return strings.Join(all, "、")
}
