package desk

import (
	"net/http"
	"strings"

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
	Built    bool   `json:"built"`
	Stale    bool   `json:"stale"` // what was built is not of the report as it is now
	Signed   bool   `json:"signed"`
	Archived bool   `json:"archived"`
}

// getStates tells how far reports are.
func (d *Desk) getStates(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["name"]
	if len(names) > maxTold {
		http.Error(w, "too many", http.StatusBadRequest)
		return
	}
	archived, written := d.tools.Archived(), d.tools.Written()
	all := map[string]state{}
	for _, name := range names {
		all[name] = d.state(name, archived, written)
	}
	answer(w, all)
}

func (d *Desk) state(name string, archived func([]byte) bool, written Written) (s state) {
	o, err := d.read(name)
	if err != nil {
		s.Broken = reasons(err)[0]
		return s
	}
	for _, files := range d.allMade(o, name, written) {
		current := d.fitting(o, name, files)
		for _, f := range files {
			switch signed := strings.HasSuffix(f, press.SignedEnding); {
			case strings.HasSuffix(f, ".xlsx"): // is for work, and kept nowhere
			case signed:
				s.Signed = s.Signed || current[f]
			case current[f]:
				s.Built = true
			default:
				s.Stale = true
			}
		}
	}
	s.Built = s.Built && !s.Stale
	s.Archived = archived(o.File.Data)
	c := d.count(name, o)
	s.Broken, s.Unfilled, s.Errors, s.Warnings = c.Broken, c.Unfilled, c.Errors+len(d.pictures(o)), c.Warnings
	return s
}

// count counts what is to be done in a report; once for the bytes of it and of the
// report of the year before.
func (d *Desk) count(name string, o *press.Opened) state {
	last, list, err := d.before(o)
	if err != nil {
		return state{Broken: reasons(err)[0]}
	}
	key := name + version(o.File.Data)
	if last != nil {
		key += version(last.File.Data)
	}
	return d.counts.get(key, func() (c state) {
		result, err := press.Inspect(&d.checker, o, last)
		if err != nil {
			return state{Broken: reasons(err)[0]}
		}
		s := newViewer(name, o, nil)
		s.fields()
		s.findings(list, result)
		return state{Unfilled: s.view.Unfilled, Errors: s.view.Errors, Warnings: s.view.Warnings}
	})
}
