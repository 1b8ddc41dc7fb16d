package desk

import (
	"bytes"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
	"nianbao/internal/press"
)

// doubtful parts a remark with what import could not read for certain: what stands
// before that, and the doubt; false: it has none.
func doubtful(remark string) (before, doubt string, ok bool) {
	before, doubt, ok = strings.Cut(strings.TrimSpace(strings.TrimLeft(remark, "#")), report.Doubt)
	return strings.TrimRight(before, "； "), doubt, ok
}

// doubts adds the doubts of import to the findings, each with its remark, by which it
// is taken out of the file.
func (s *viewer) doubts() {
	if !bytes.Contains(s.o.File.Data, []byte(report.Doubt)) {
		return
	}
	for _, r := range s.o.File.Remarks() {
		before, doubt, ok := doubtful(r.Text)
		if !ok {
			continue
		}
		if before != "" {
			before += "："
		}
		f := diag.New(diag.Pos{File: s.o.File.Name, Line: r.Line}, diag.T("导入时读不准：%s", "import is not certain: %s", before+doubt),
			diag.T("请对照原件；和原件一样的，或者改好了的，点“已核对”。", "compare it with the original."))
		f.Severity = diag.Warning
		if row := s.at[r.Line]; len(row) > 0 {
			f.Col = row[0].col // of its first figure
		} else if at, ok := s.lineWith(doubt); ok {
			f.Pos = at.source.Pos
		}
		s.finding("", f, false)
		v := &s.view.Findings[len(s.view.Findings)-1]
		v.Doubt = r.Text
		if v.Key == "" {
			v.Key, v.Line = s.view.about(doubt), 0
		}
	}
}

// quotation is what a message quotes; … ends words that go on.
var quotation = pattern.New(`“([^”]+)”`)

// lineWith gives the first line of a text that has words which a doubt quotes.
func (s *viewer) lineWith(doubt string) (place, bool) {
	for _, quoted := range quotation.FindAllStringSubmatch(doubt, -1) {
		words := strings.TrimSuffix(quoted[1], "…")
		for _, line := range slices.Sorted(maps.Keys(s.at)) {
			for _, at := range s.at[line] {
				if at.in != nil && strings.Contains(at.source.Text, words) {
					return at, true
				}
			}
		}
	}
	return place{}, false
}

// about gives the field that a doubt of no line speaks of: one of a line that has the
// words which it quotes, else the first of the part that it begins with; "": there is none.
func (v *view) about(doubt string) (first string) {
	for i := range v.Parts {
		p := &v.Parts[i]
		for key, text := range p.texts() {
			for _, quoted := range quotation.FindAllStringSubmatch(doubt, -1) {
				if words := strings.TrimSuffix(quoted[1], "…"); strings.Contains(text, words) {
					return key
				}
			}
			if first == "" && strings.HasPrefix(doubt, p.Heading+"：") {
				first = key
			}
		}
	}
	return first
}

// texts gives the keys of a part's fields and cells, with what they show.
func (p *partView) texts() iter.Seq2[string, string] {
	return func(yield func(key, text string) bool) {
		cells := func(t *tableView) bool {
			for _, row := range t.Rows {
				for _, c := range row {
					if c.Key != "" && !yield(c.Key, c.Text) {
						return false
					}
				}
			}
			return true
		}
		for _, f := range p.Fields {
			if f.Thing != nil && f.Thing.Table != nil && !cells(f.Thing.Table) || f.Thing == nil && !yield(f.Key, f.Text) {
				return
			}
		}
		if p.Table != nil {
			cells(p.Table)
		}
	}
}

var errNoDoubt = diag.New(diag.Pos{}, diag.T("文件里没有这一句了。", "the file has no such remark any more."), diag.T("请看现在的核对结果。", "see what is found now."))

// postDoubt takes a doubt out of a report: somebody has compared it with the original.
func (d *Desk) postDoubt(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name  string `json:"name"`
		Doubt string `json:"doubt"` // the remark
	}
	if !asked(w, r, &in) {
		return
	}
	d.rewrite(w, in.Name, func(o *press.Opened) (*press.Opened, error) { return d.undoubted(in.Name, o, in.Doubt) })
}

// counted is the line of import that says how many doubts there are; it goes with the
// last one.
var counted = pattern.New(`^# 共 [0-9]+ 处存疑`)

func (d *Desk) undoubted(name string, o *press.Opened, remark string) (*press.Opened, error) {
	there, others := false, false
	for _, r := range o.File.Remarks() {
		_, _, ok := doubtful(r.Text)
		there, others = there || ok && r.Text == remark, others || ok && r.Text != remark
	}
	if !there {
		return nil, errNoDoubt
	}
	e := o.File.Edit()
	e.Remarks(func(r string) (string, bool) {
		switch before, _, _ := doubtful(r); {
		case r == remark && before != "":
			return "# " + before, true
		case r == remark, !others && counted.MatchString(r):
			return "", true
		}
		return r, false
	}, func() []string { return nil })
	return d.applied(name, e)
}
