package main

import (
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
		t.Opened, err = press.Parse(forms, f, report.PicturesUnread)
		return t, err
	}}
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
