package rollup

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"nianbao/internal/diag"
)

// Ledger says what a roll-up was made of: ledger.json. From it the next one tells
// what has changed.
type Ledger struct {
	County  string            `json:"county"`
	Year    int               `json:"year"`
	Form    string            `json:"form"`
	Sources []LedgerSource    `json:"sources"`
	Bodies  []LedgerBody      `json:"bodies"`
	Adjusts []LedgerAdjust    `json:"adjustments"`
	Sums    map[string]string `json:"sums"`
	Facts   []string          `json:"facts"`   // names of those that were written as remarks
	Letters []string          `json:"letters"` // names of the letters' files, without ending
}

// LedgerSource is a file that was read.
type LedgerSource struct {
	File   string `json:"file"` // below the folder of reports
	SHA256 string `json:"sha256"`
	Body   string `json:"body,omitempty"`
	Year   int    `json:"year,omitempty"`
	Use    string `json:"use"` // counted, last year, excluded, not counted
}

// LedgerBody is a body with its figures that are not 0.
type LedgerBody struct {
	Name     string            `json:"name"`
	File     string            `json:"file,omitempty"`
	Excluded string            `json:"excluded,omitempty"`
	Figures  map[string]string `json:"figures,omitempty"`
}

// LedgerAdjust is an adjustment.
type LedgerAdjust struct {
	Cell   string `json:"cell"`
	Amount string `json:"amount"`
	Reason string `json:"reason"`
}

// Ledger gives the roll-up's; what was written beside the figures is added there.
func (r *Rollup) Ledger() *Ledger {
	l := &Ledger{County: r.County.Agency, Year: r.County.Year, Form: r.Form.Name, Sums: map[string]string{}, Bodies: []LedgerBody{}, Sources: []LedgerSource{}, Adjusts: []LedgerAdjust{}}
	for _, s := range r.Sources {
		if s.Sum == unread || s.Sum == unlooked {
			continue
		}
		body, use := r.use(s)
		l.Sources = append(l.Sources, LedgerSource{s.Rel, s.Sum, body, s.Year, use})
	}
	for _, e := range r.Bodies {
		b := LedgerBody{Name: e.Name, Excluded: e.Excluded}
		if e.Counted() {
			b.File, b.Figures = e.Now.Rel, map[string]string{}
		}
		l.Bodies = append(l.Bodies, b)
	}
	at := map[*Entry]int{}
	for i, e := range r.Bodies {
		at[e] = i
	}
	for _, c := range r.Cells {
		l.Sums[Key(c.Place)] = c.Text()
		for _, a := range c.Addends {
			if a.Number.Sign() != 0 {
				l.Bodies[at[a.Entry]].Figures[Key(c.Place)] = a.Text
			}
		}
	}
	for _, a := range r.County.Adjusts {
		l.Adjusts = append(l.Adjusts, LedgerAdjust{Key(a.Cell), a.Amount.Text, a.Reason})
	}
	return l
}

// use says what a file was used for.
func (r *Rollup) use(s *Source) (body, use string) {
	for _, e := range r.Bodies {
		switch {
		case e.Now == s && e.Excluded != "":
			return e.Name, "excluded"
		case e.Now == s && e.Counted():
			return e.Name, "counted"
		case e.Last == s:
			return e.Name, "last year"
		case e.Now == s, slices.Contains(e.others, s):
			return e.Name, "not counted"
		}
	}
	return "", "not counted"
}

// Bytes is the ledger's file.
func (l *Ledger) Bytes() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(l)
	return b.Bytes(), err
}

// ParseLedger reads a ledger.json.
func ParseLedger(name string, data []byte) (*Ledger, error) {
	l := &Ledger{}
	if err := json.Unmarshal(data, l); err != nil {
		return nil, diag.List{diag.New(diag.Pos{File: name}, diag.T("台账读不出来：%v。", "the ledger cannot be read: %v.", err), diag.T("请换一个输出文件夹（-o）。", "choose another folder with -o."))}
	}
	if l.County == "" || l.Year == 0 || l.Form == "" || len(l.Sums) == 0 {
		return nil, diag.List{diag.New(diag.Pos{File: name}, diag.T("这个文件不是汇总的台账。", "this is no ledger of a roll-up."), diag.T("请换一个输出文件夹（-o）。", "choose another folder with -o."))}
	}
	return l, nil
}

// Change is a figure that is another than before.
type Change struct {
	Body    string // "" the sum
	Cell    Place
	Was     string // "" none
	Now     string
	Dropped bool // the body was counted, and is no more; no cell
}

// Changes gives the bodies' figures that differ from an earlier ledger, in the
// order of the list and of the form, and then the sums that do.
func (r *Rollup) Changes(before *Ledger) (all []Change) {
	was := map[string]map[string]string{}
	for _, b := range before.Bodies {
		was[b.Name] = b.Figures
	}
	now := r.Ledger()
	for _, b := range now.Bodies {
		if was[b.Name] != nil && b.Figures == nil {
			all = append(all, Change{Body: b.Name, Dropped: true})
		} else {
			all = append(all, r.differing(b.Name, was[b.Name], b.Figures)...)
		}
		delete(was, b.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if was[name] != nil {
			all = append(all, Change{Body: name, Dropped: true})
		}
	}
	return append(all, r.differing("", before.Sums, now.Sums)...)
}

func (r *Rollup) differing(body string, was, now map[string]string) (all []Change) {
	for _, c := range r.Cells {
		if k := Key(c.Place); was[k] != now[k] {
			all = append(all, Change{Body: body, Cell: c.Place, Was: was[k], Now: now[k]})
		}
	}
	return all
}
