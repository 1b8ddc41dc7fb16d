package report

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// table expects the table of a part, or of one of its rows, whose keys are all
// known. Keys that another form has there are left to d.foreign, so that they
// are told once.
func (d *decoder) table(n *source.Node, known []string, elsewhere func(PartSchema) []string) bool {
	if n == nil || n.Kind != source.Table {
		return d.Table(n, known...)
	}
	for _, k := range n.Items {
		switch {
		case slices.Contains(known, k.Key):
		case d.old.has(k.Key, elsewhere):
			d.old.found = append(d.old.found, k)
		default:
			d.Unknown(k, known)
		}
	}
	return true
}

// otherForm is what a part has that only another form knows.
type otherForm struct {
	part   string
	others []OtherSchema
	named  *OtherSchema
	found  []*source.Node
}

// has reports whether another form has the key; the first form to have one is
// the one that is named.
func (o *otherForm) has(key string, keys func(PartSchema) []string) bool {
	for i := range o.others {
		if o.named != nil && o.named != &o.others[i] {
			continue
		}
		for _, p := range o.others[i].Parts {
			if p.Key == o.part && slices.Contains(keys(p), key) {
				o.named = &o.others[i]
				return true
			}
		}
	}
	return false
}

// rowKeys are the rows of a part, columnKeys those of all its columns.
func rowKeys(p PartSchema) (keys []string) {
	for _, r := range p.Rows {
		keys = append(keys, r.Key)
	}
	return keys
}

func columnKeys(p PartSchema) (keys []string) {
	for _, r := range p.Rows {
		keys = append(keys, r.Columns...)
	}
	return keys
}

// tellOther tells, once of a part, that it is written as another form wants it.
func (d *decoder) tellOther() {
	o := &d.old
	if len(o.found) == 0 {
		return
	}
	var keys []string
	for _, n := range o.found {
		if !slices.Contains(keys, n.Key) {
			keys = append(keys, n.Key)
		}
	}
	const most = 6
	zh, en := strings.Join(keys[:min(len(keys), most)], "、"), strings.Join(keys[:min(len(keys), most)], ", ")
	if len(keys) > most {
		zh, en = zh+"等", en+" …"
	}
	d.Key(o.found[0], diag.T("这是%[1]s表式的写法，%[2]d 年的表式里没有：%[3]s", "this is written for the form of %[4]s; that of %[2]d does not have: %[5]s", o.named.Years.ZH, d.report.Year, zh, o.named.Years.EN, en),
		diag.T(`用 nianbao new %[1]d -o 文件名 写一份来对照，照它改写这一段；报告确实要用%[2]s表式的，在文件开头写 form = %[3]q。`,
			`nianbao new %[1]d -o NAME writes a file to compare with; for a report in that form write form = %[3]q at the top.`, d.report.Year, o.named.Years.ZH, o.named.Form))
}
