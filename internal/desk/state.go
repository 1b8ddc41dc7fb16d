package desk

import (
	"net/http"

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
	s := state{Built: d.built(name), Signed: d.signed(name)}
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
	s.Unfilled, s.Errors, s.Warnings = v.Unfilled, v.Errors, v.Warnings
	return s
}

// signed reports whether the report has a signed PDF that is not older than it.
func (d *Desk) signed(name string) bool {
	file := beside(name, press.SignedEnding)
	if !d.fresh(name, file) {
		return false
	}
	data, err := d.file(file, ".pdf")
	return err == nil && d.tools.Signed(file, data)
}
