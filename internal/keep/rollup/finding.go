package rollup

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"nianbao/internal/check"
	"nianbao/internal/diag"
)

// Finding is one thing that is wrong, or may be, with what a body handed in.
type Finding struct {
	Body             string // "" none is known
	Cell             Place  // the zero one: none
	*diag.Diagnostic        // its ID is that of a rule of check.Rules

	at diag.Pos // in the data file, also where that was made by an import
}

// severities are those of the rules.
var severities = func() map[string]diag.Severity {
	all := map[string]diag.Severity{}
	for _, r := range check.Rules {
		all[r.ID] = r.Severity
	}
	return all
}()

// find adds a finding about a body's file, at a place in it or as a whole.
func (r *Rollup) find(id string, e *Entry, s *Source, p Place, at diag.Pos, what, do diag.Text) *Finding {
	d := diag.New(at, what, do)
	d.ID, d.Severity = id, severities[id]
	if d.Pos.IsZero() && s != nil {
		d.Pos.File = s.Path
	}
	if s != nil {
		s.place(d)
	}
	if p != (Place{}) {
		d.What = diag.Text{ZH: r.labels.of(p) + "（" + Key(p) + "）：" + what.ZH, EN: Key(p) + ": " + what.EN}
	}
	f := &Finding{Cell: p, Diagnostic: d, at: at}
	if e != nil {
		f.Body = e.Name
	}
	r.Findings = append(r.Findings, f)
	return f
}

// Told gives the findings without those about figures of which is said already that
// they are none: by a body's own rules, by the import.
func (r *Rollup) Told() (all []*Finding) {
	type figure struct {
		body string
		cell Place
	}
	none, at := map[figure]bool{}, map[diag.Pos]bool{}
	for _, f := range r.Findings {
		if f.ID == "ROLLUP-FIGURE" && f.Cell != (Place{}) {
			none[figure{f.Body, f.Cell}], at[f.at] = true, true
		}
	}
	for _, f := range r.Findings {
		again := f.at.Line > 0 && at[f.at] || f.ID == "ROLLUP-DOUBT" && none[figure{f.Body, f.Cell}]
		if f.ID == "ROLLUP-FIGURE" || !again {
			all = append(all, f)
		}
	}
	return all
}

// copiedProse are the rules about prose that is last year's or another body's, and
// what they find of several: one template makes it the same in all.
var copiedProse = map[string]func(bodies, places int, names string) diag.Text{
	"X-TEXT-SIMILARITY": func(bodies, places int, names string) diag.Text {
		return diag.T("%[1]d 个单位的文字同上一年雷同（共 %[2]d 处）：%[3]s", "%[1]d bodies have prose of last year's (%[2]d parts): %[3]s", bodies, places, names)
	},
	"ROLLUP-PROSE": func(bodies, places int, names string) diag.Text {
		return diag.T("%[1]d 个单位的文字同别的单位雷同（共 %[2]d 处）：%[3]s", "%[1]d bodies have another's prose (%[2]d findings): %[3]s", bodies, places, names)
	},
}

// Gathered gives findings with those of copied prose put into one for each rule where
// more than a few bodies have them, so that they do not hide the others; each body is
// told its own in its list.
func Gathered(all []*Finding) (some []*Finding) {
	const few = 3
	bodies := map[string][]string{}
	count := map[string]int{}
	for _, f := range all {
		if _, is := copiedProse[f.ID]; is {
			count[f.ID]++
			if !slices.Contains(bodies[f.ID], f.Body) {
				bodies[f.ID] = append(bodies[f.ID], f.Body)
			}
		}
	}
	for _, f := range all {
		names := bodies[f.ID]
		if len(names) <= few {
			some = append(some, f)
			continue
		}
		if count[f.ID] > 0 { // the first of them stands for all
			some = append(some, gathered(f, names, count[f.ID]))
			count[f.ID] = 0
		}
	}
	return some
}

// gathered is one finding of several bodies.
func gathered(f *Finding, names []string, count int) *Finding {
	const most = 8 // names
	list := strings.Join(names[:min(most, len(names))], "、")
	if len(names) > most {
		list += "……"
	}
	d := *f.Diagnostic
	d.Pos, d.SourceLine = diag.Pos{}, ""
	d.What = copiedProse[f.ID](len(names), count, list)
	return &Finding{Diagnostic: &d}
}

// told puts an error into one line.
func told(err error) diag.Text {
	var list diag.List
	var one *diag.Diagnostic
	switch {
	case errors.As(err, &list) && len(list) > 0:
		one = list[0]
	case !errors.As(err, &one):
		return diag.Text{ZH: err.Error(), EN: err.Error()}
	}
	t := one.What
	if one.Line > 0 {
		t = diag.T("第 %[1]d 行：%[2]s", "line %[1]d: %[2]s", one.Line, t)
	}
	return diag.Text{ZH: strings.TrimRight(t.ZH, "。"), EN: strings.TrimRight(t.EN, ".")}
}

// order puts the findings in the order of the list of bodies, the gravest first.
func (r *Rollup) order() {
	at := map[string]int{}
	for i, e := range r.Bodies {
		at[e.Name] = i + 1
	}
	slices.SortStableFunc(r.Findings, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(at[a.Body], at[b.Body]), cmp.Compare(a.Severity, b.Severity), strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), strings.Compare(a.ID, b.ID))
	})
}

// Count gives how many findings that are told are of a severity.
func (r *Rollup) Count(s diag.Severity) (n int) {
	for _, f := range r.Told() {
		if f.Severity == s {
			n++
		}
	}
	return n
}
