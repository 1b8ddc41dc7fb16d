package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/intake"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

// lastReport is the report that a new one follows.
type lastReport struct {
	*press.Opened
	doubts []intake.Doubt // where it was imported
}

// lastReport reads the report that a new one follows, of any kind of file that
// import reads; nil where name is "". Its pictures are not needed.
func (a *app) lastReport(lib *font.Library, name string) (*lastReport, error) {
	if name == "" {
		return nil, nil
	}
	forms, err := a.openForms(lib, name)
	if err != nil {
		return nil, err
	}
	last := &lastReport{}
	f, err := a.lastFile(lib, name, last)
	if err != nil {
		return nil, err
	}
	if last.Opened, err = press.Parse(forms, f, report.PicturesUnread); err != nil {
		return nil, err
	}
	return last, nil
}

// earlier refuses a report that a new one cannot follow.
func (l *lastReport) earlier(f *newFlags, year int) error {
	switch of := l.Report.Year; {
	case f.yearBefore && of != year-1:
		return errOtherYear
	case of >= year:
		return inputError{diag.T("%[1]s 是 %[2]d 年的，不早于 %[3]d 年。", "%[1]s is of %[2]d, which is not before %[3]d.", f.from, of, year)}
	}
	return nil
}

// lastFile reads a data file, or makes one of another kind of file.
func (a *app) lastFile(lib *font.Library, name string, last *lastReport) (*source.File, error) {
	if !slices.Contains(importable, strings.ToLower(filepath.Ext(name))) {
		return source.Read(name)
	}
	data, err := readAll(name)
	if err != nil {
		return nil, err
	}
	ctx, stop := a.interrupted()
	defer stop()
	in := a.importer(&importFlags{}, lib)
	output := strings.TrimSuffix(name, filepath.Ext(name)) + ".toml"
	files, done, err := in.make(ctx, &intakeJob{path: name, output: output}, data)
	if err != nil {
		return nil, err
	}
	last.doubts = done.doubts
	a.tellLast(name, done.doubts)
	return source.Parse(output, files[0].Data)
}

// tellLast tells what is in doubt of an imported report, on the error output:
// the new file may go to the other.
func (a *app) tellLast(name string, doubts []intake.Doubt) {
	if len(doubts) == 0 {
		return
	}
	fmt.Fprintln(a.err, a.t("%[1]s 有 %[2]d 处读不准，请对照原件核对；由这些数推出的数没有填：", "%[1]s: %[2]d places are in doubt; figures that follow from them were not filled in:", name, len(doubts)))
	a.listDoubts(a.err, doubts, a.t("  另有 %d 处；用 nianbao import 可以看全。", "  %d more; nianbao import shows them all.", len(doubts)-shownDoubts))
}

// sure gives the report without the figures that are in doubt.
func (l *lastReport) sure() *report.Report {
	r := *l.Report
	r.Parts = maps.Clone(r.Parts)
	for _, d := range l.doubts {
		key := strings.Split(d.Key, ".")
		if len(key) != 3 || r.Parts[key[0]] == nil || r.Parts[key[0]].Rows[key[1]] == nil {
			continue
		}
		part, row := *r.Parts[key[0]], *r.Parts[key[0]].Rows[key[1]]
		row.Values = slices.Clone(row.Values)
		row.Values.Set(key[2], report.Value{Text: report.Unfilled, Pos: row.Pos})
		part.Rows = maps.Clone(part.Rows)
		part.Rows[key[1]], r.Parts[key[0]] = &row, &part
	}
	return &r
}
