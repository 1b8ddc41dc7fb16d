package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/keep/rollup"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

// reader reads reports for a roll-up: data files, and all that import reads.
// Pictures are not needed.
func (a *app) reader(lib *font.Library) *rollup.Reader {
	in := a.importer(&importFlags{}, lib)
	return &rollup.Reader{Endings: importable, Open: func(ctx context.Context, path string, data []byte) (rollup.Taken, error) {
		var t rollup.Taken
		forms, err := a.openForms(lib, path)
		if err != nil {
			return t, err
		}
		name := path
		if !isDataFile(path) {
			name = strings.TrimSuffix(path, filepath.Ext(path)) + ".toml"
			files, done, err := in.make(ctx, &intakeJob{path: path, output: name}, data)
			if err != nil {
				return t, err
			}
			data, t = files[0].Data, takenIn(done)
			name = path + ".toml" // which there is not: messages tell of the original
		}
		f, err := source.Parse(name, data)
		if err != nil {
			return t, err
		}
		if t.Opened, err = press.Parse(forms, f, report.PicturesUnread); err == nil && isDataFile(path) {
			t.Doubts = doubtsLeft(t.Opened)
		}
		return t, err
	}}
}

// doubtsLeft gives what import was not sure of and nobody has looked at: its remarks
// are still in the data file.
func doubtsLeft(o *press.Opened) (all []rollup.Doubt) {
	if !bytes.Contains(o.File.Data, []byte(report.Doubt)) {
		return nil
	}
	rows := map[int]rollup.Place{} // by line
	for key, part := range o.Report.Parts {
		for row, r := range part.Rows {
			if len(r.Values) > 0 {
				rows[r.Values[0].Pos.Line] = rollup.Place{Part: key, Row: row, Column: r.Values[0].Column}
			}
		}
	}
	for _, r := range o.File.Remarks() {
		if _, why, ok := strings.Cut(r.Text, report.Doubt); ok {
			all = append(all, rollup.Doubt{Place: rows[r.Line], Why: diag.Text{ZH: why, EN: why}})
		}
	}
	return all
}

// takenIn gives what a roll-up wants to know of an import: what is in doubt, and
// where each figure stands. A doubt about no figure may be about a whole row or table.
func takenIn(done *taken) (t rollup.Taken) {
	for _, d := range done.doubts {
		at, p := d.Place.Text(), rollup.Place{}
		if d.Key != agencyKey { // whose report it is, is told of in its own way
			p, _ = rollup.ParsePlace(d.Key)
			t.Doubts = append(t.Doubts, rollup.Doubt{Place: p, Why: diag.Text{ZH: d.Why.ZH + inBrackets(at.ZH), EN: d.Why.EN + inBrackets(at.EN)}})
		}
	}
	t.Places = map[rollup.Place]diag.Text{}
	for key, at := range done.places {
		if p, ok := rollup.ParsePlace(key); ok {
			t.Places[p] = at.Text()
			t.Workbook = t.Workbook || at.Sheet != ""
		}
	}
	return t
}

// agencyKey is the key of a doubt about the body's name.
const agencyKey = "agency.name"
