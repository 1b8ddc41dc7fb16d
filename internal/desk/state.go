package desk

import (
	"net/http"
	"path"
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
	archived := d.tools.Archived()
	all := map[string]state{}
	for _, name := range names {
		all[name] = d.state(name, archived)
	}
	answer(w, all)
}

func (d *Desk) state(name string, archived func([]byte) bool) state {
	var s state
	o, err := d.read(name)
	var v *view
	if err == nil {
		s.Archived = archived(o.File.Data)
		v, err = d.view(name, o)
	}
	if err != nil {
		s.Broken = reasons(err)[0]
		return s
	}
	for _, m := range d.made(name) {
		s.Built = s.Built || !m.Stale && path.Ext(m.Name) == ".pdf"
		s.Signed = s.Signed || m.signed
	}
	s.Unfilled, s.Errors, s.Warnings = v.Unfilled, v.Errors, v.Warnings
	return s
}
