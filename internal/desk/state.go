package desk

import (
	"net/http"
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// maxTold is how many reports' states are told at once.
const maxTold = 50

// state is how far a report is.
type state struct {
	Unfilled int    `json:"unfilled"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	Broken   string `json:"broken,omitempty"` // why it cannot be read
	Own      bool   `json:"own"`              // its forms are not the program's
	Built    bool   `json:"built"`
	Stale    bool   `json:"stale"`  // what was built is not of the report as it is now
	Saved    bool   `json:"saved"`  // what was built was saved by another program since
	Old      bool   `json:"old"`    // nor is what a run of the whole folder wrote elsewhere
	Unlike   bool   `json:"unlike"` // what was built and signed is not of one way, and is not archived
	Signed   bool   `json:"signed"`
	Outdated bool   `json:"outdated"` // what was signed is not of the report as it is now
	Archived bool   `json:"archived"`
	Changed  bool   `json:"changed"` // since it was archived
	Unkept   string `json:"unkept"`  // what was made since it was archived: "signed" or "built"
}

// inWords is a state as cards show it.
type inWords struct {
	state
	Marks []mark `json:"marks"`
}

// getStates tells how far reports are.
func (d *Desk) getStates(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["name"]
	if len(names) > maxTold {
		http.Error(w, "too many", http.StatusBadRequest)
		return
	}
	archived, written := d.tools.Archived(), d.tools.Written()
	all := map[string]inWords{}
	for _, name := range names {
		var s state
		if err := diag.Guard(func() error { s = d.state(name, archived, written); return nil }); err != nil {
			s = state{Broken: reasons(err)[0]} // the others' are told
		}
		all[name] = inWords{s, marksOf(&s)}
	}
	answer(w, all)
}

// Archived gives what tells whether the newest archived version of a report holds a
// file of these bytes; nil: it was never archived.
type Archived func(agency string, year int) (holds func(data []byte) bool)

func (d *Desk) state(name string, archived Archived, written Written) (s state) {
	o, err := d.read(name)
	if err != nil {
		s.Broken = reasons(err)[0]
		return s
	}
	var kept []string // that an archive holds of it, beside its file and its pictures: of one folder
	for i, files := range d.allMade(o, name, written) {
		current, old := d.fitting(o, name, files), false
		var made []string
		for _, f := range files {
			switch {
			case strings.HasSuffix(f, ".xlsx"): // is for work, and kept nowhere
			case current[f] == 0 && strings.HasSuffix(f, press.SignedEnding):
				s.Outdated = true
			case current[f] == 0 && press.Foreign(d.path(f)):
				s.Saved = true
			case current[f] == 0:
				old = true
			case strings.HasSuffix(f, press.SignedEnding):
				s.Signed = true
				made = append(made, f)
			default:
				s.Built = true
				made = append(made, f)
			}
		}
		if len(kept) == 0 {
			kept = made
		}
		if i == 0 { // beside the report
			s.Stale, s.Unlike = old, unlike(files, current) != nil
		} else {
			s.Old = s.Old || old
		}
	}
	if s.Old && !s.Built { // there is nothing else
		s.Stale, s.Old = true, false
	}
	s.Built, s.Own = s.Built && !s.Stale && !s.Saved, d.ownForms(o.File.Name) != ""
	d.archived(&s, archived(o.Report.Agency.Text, o.Report.Year), o, name, kept)
	c := d.count(name, o)
	s.Broken, s.Unfilled, s.Errors, s.Warnings = c.Broken, c.Unfilled, c.Errors, c.Warnings
	return s
}

// archived tells whether the newest archived version is of a report as it is, with
// all these files that were made of it. They are read where it is only.
func (d *Desk) archived(s *state, holds func([]byte) bool, o *press.Opened, name string, made []string) {
	if holds == nil {
		return
	}
	missing := func(f string) bool {
		data, err := d.root.ReadFile(f)
		return err != nil || !holds(data)
	}
	if s.Changed = !holds(o.File.Data) || slices.ContainsFunc(d.picturesOf(o, name), missing); s.Changed {
		return
	}
	left := slices.DeleteFunc(made, func(f string) bool { return !missing(f) })
	switch {
	case len(left) == 0:
		s.Archived = true
	case slices.ContainsFunc(left, func(f string) bool { return strings.HasSuffix(f, press.SignedEnding) }):
		s.Unkept = "signed"
	default:
		s.Unkept = "built"
	}
}

// count counts what is to be done in a report; once for what it is shown of.
func (d *Desk) count(name string, o *press.Opened) state {
	of := d.snapshot(name, o)
	return d.counts.get(name+of.version, func() (c state) {
		result, err := press.Inspect(&d.checker, o, of.last)
		if err != nil {
			return state{Broken: reasons(err)[0]}
		}
		s := newViewer(name, o, nil)
		s.fields()
		s.findings(d.ahead(of, result.Count(diag.Error) == 0), of.told, of.rivals, result)
		return state{Unfilled: s.view.Unfilled, Errors: s.view.Errors, Warnings: s.view.Warnings}
	})
}
