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
	return &rollup.Reader{Endings: importable, Open: func(ctx context.Context, path string, data []byte) (*press.Opened, []rollup.Doubt, error) {
		forms, err := a.openForms(lib, path)
		if err != nil {
			return nil, nil, err
		}
		name, doubts := path, []rollup.Doubt(nil)
		if !isDataFile(path) {
			name = strings.TrimSuffix(path, filepath.Ext(path)) + ".toml"
			files, done, err := in.make(ctx, &intakeJob{path: path, output: name}, data)
			if err != nil {
				return nil, nil, err
			}
			data, doubts = files[0].Data, figureDoubts(done)
			name = path + ".toml" // which there is not: messages tell of the original
		}
		f, err := source.Parse(name, data)
		if err != nil {
			return nil, nil, err
		}
		o, err := press.Parse(forms, f, report.PicturesUnread)
		return o, doubts, err
	}}
}

// figureDoubts gives the doubts of an import that are about figures.
func figureDoubts(done *taken) (all []rollup.Doubt) {
	for _, d := range done.doubts {
		if p, ok := rollup.ParsePlace(d.Key); ok {
			at := d.Place.Text()
			all = append(all, rollup.Doubt{Place: p, Why: diag.Text{ZH: d.Why.ZH + inBrackets(at.ZH), EN: d.Why.EN + inBrackets(at.EN)}})
		}
	}
	return all
}
