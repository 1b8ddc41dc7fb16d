package rollup

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"

	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// Rollup is a county with its bodies' reports added up.
type Rollup struct {
	County   *County
	Form     *form.Form
	Bodies   []*Entry // as the list has them
	Sources  []*Source
	Cells    []*Cell // in the order of the form
	Findings []*Finding

	lastReport *press.Opened // the county's own of the year before; nil: none
	labels     *labels
	byPlace    map[Place]*Cell
	checker    check.Checker
}

// Make reads the reports in dir and adds them up. The error is a diag.List:
// COUNTY.toml or the folder is at fault. What is wrong with a body's report is a
// Finding.
func Make(ctx context.Context, c *County, forms *form.Set, read *Reader, dir string) (*Rollup, error) {
	f, err := forms.For(c.Year, c.Form)
	if err != nil {
		return nil, err
	}
	r := &Rollup{County: c, Form: f, labels: newLabels(f, c.Agency, c.Year), byPlace: map[Place]*Cell{}}
	if err := r.adjustable(); err != nil {
		return nil, err
	}
	if r.Sources, err = read.gather(ctx, dir, c.File, c.Year); err != nil {
		return nil, err
	}
	r.match(r.Sources)
	if err := r.lastYear(ctx, read); err != nil {
		return nil, err
	}
	for _, e := range r.Bodies {
		r.readFigures(e)
	}
	r.sum()
	if err := r.own(); err != nil {
		return nil, err
	}
	for _, k := range crossChecks {
		k.run(r)
	}
	r.order()
	return r, nil
}

// lastYear finds the reports of the year before that COUNTY.toml names.
func (r *Rollup) lastYear(ctx context.Context, read *Reader) error {
	if dir := r.County.beside(r.County.LastReports); dir != "" {
		sources, err := read.gather(ctx, dir, r.County.File, r.County.Year-1)
		if err != nil {
			return err
		}
		folder := map[*Entry]bool{} // what it says goes before what lies among this year's
		for _, s := range sources {
			if e := r.owner(s); e != nil && s.Opened != nil && s.Year == r.County.Year-1 {
				if folder[e] {
					r.lastTwice(e, s)
					continue
				}
				e.Last, folder[e] = s, true
			}
		}
	}
	path := r.County.beside(r.County.LastReport)
	if path == "" {
		return nil
	}
	data, err := readAll(path)
	if err != nil {
		return err
	}
	last, err := read.Open(ctx, path, data)
	if err != nil {
		return err
	}
	r.lastReport = last.Opened
	return r.lastIsCounty(path)
}

// lastIsCounty tells of a last_report that is of another year or of a body.
func (r *Rollup) lastIsCounty(path string) error {
	last := r.lastReport.Report
	if last.Year != r.County.Year-1 {
		return diag.List{diag.New(diag.Pos{File: path}, diag.T("last_report 要写 %[1]d 年的报告，这份是 %[2]d 年的。", "last_report must be the report of %[1]d; this one is of %[2]d.", r.County.Year-1, last.Year), diag.Text{})}
	}
	agency := last.Agency.Text
	if r.County.named(agency) != nil {
		return diag.List{diag.New(diag.Pos{File: path}, diag.T("last_report 要写本级政府上一年的报告，这份是“%s”的。", "last_report must be the county's own report; this one is that of %q.", agency), diag.Text{})}
	}
	if plain(agency) != plain(r.County.Agency) {
		r.find("ROLLUP-OWN", nil, nil, Place{}, diag.Pos{File: path}, diag.T("last_report 是“%[1]s”的报告，名单是“%[2]s”的", "last_report is that of %[1]q, the list that of %[2]q", agency, r.County.Agency), diag.T("改过名称的不用管；不是的，请换成本级政府的。", "where the county was renamed this is right; else name its own.")).Severity = diag.Warning
	}
	return nil
}

// own runs the rules of one report on each body's, with the one of the year
// before; several bodies at once, told in the order of the list.
func (r *Rollup) own() error {
	results, errs := make([]*check.Result, len(r.Bodies)), make([]error, len(r.Bodies))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.NumCPU() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				if e := r.Bodies[i]; e.Now != nil && e.Excluded == "" {
					var last *press.Opened
					if e.Last != nil {
						last = e.Last.Opened
					}
					errs[i] = diag.Guard(func() (err error) {
						results[i], err = press.Inspect(&r.checker, e.Now.Opened, last)
						return err
					})
				}
			}
		}()
	}
	for i := range r.Bodies {
		next <- i
	}
	close(next)
	wg.Wait()
	for i, e := range r.Bodies {
		if results[i] != nil {
			r.ownFindings(e, results[i])
		}
	}
	return errors.Join(errs...)
}

func (r *Rollup) ownFindings(e *Entry, result *check.Result) {
	bare := e.Now.Workbook && len(prose(e.Now.Opened.Report)) == 0
	for _, f := range result.Findings {
		if f.Severity == diag.Info {
			continue // reminders are for who writes the report
		}
		if bare && strings.HasPrefix(f.ID, "S-") && f.ID != "S-FORM" {
			continue // it has the tables alone
		}
		d := f.Diagnostic()
		at := d.Pos
		e.Now.name(d)
		e.Now.place(d)
		r.Findings = append(r.Findings, &Finding{Body: e.Name, Diagnostic: d, at: at})
	}
	for _, o := range result.Off {
		if o.Count > 0 {
			r.find("ROLLUP-OFF", e, e.Now, Place{}, diag.Pos{}, diag.T("这个单位关闭了规则 %[1]s（%[2]d 项没有显示），理由：%[3]s", "the body switched the rule %[1]s off (%[2]d findings): %[3]s", o.ID, o.Count, o.Reason), diag.Text{})
		}
	}
}

// name says which part a message means by "this one": a list for a body has no
// lines, nor has what was read of a Word file.
func (s *Source) name(d *diag.Diagnostic) {
	rep, heading, line := s.Opened.Report, "", 0
	for i := range s.Opened.Form.Parts {
		p := &s.Opened.Form.Parts[i]
		if given := rep.Parts[p.Key]; given != nil && given.Pos.Line <= d.Line && given.Pos.Line > line {
			heading, line = p.Heading.Fill(rep.Agency.Text, rep.Year), given.Pos.Line
		}
	}
	for _, ch := range rep.Chapters {
		if ch.Pos.Line <= d.Line && ch.Pos.Line > line {
			heading, line = ch.Heading.Text, ch.Pos.Line
		}
	}
	if heading != "" && d.File == s.Opened.File.Name {
		d.What.ZH = strings.NewReplacer("这一部分", "“"+heading+"”这一部分", "这一段", "“"+heading+"”里有一段").Replace(d.What.ZH)
	}
}

// place gives a message about what was read the place that people have: of a data
// file its line, of an import the original.
func (s *Source) place(d *diag.Diagnostic) {
	switch {
	case s.Opened == nil || d.File != s.Opened.File.Name:
	case s.Opened.File.Name == s.Path:
		s.Opened.Quote(diag.List{d})
	default:
		d.Pos = diag.Pos{File: s.Path}
	}
}

// CountBodies counts the bodies whose figures are in the sums, and those whose should be.
func (r *Rollup) CountBodies() (counted, expected int) {
	for _, e := range r.Bodies {
		if e.Excluded == "" {
			expected++
		}
		if e.Counted() {
			counted++
		}
	}
	return counted, expected
}
