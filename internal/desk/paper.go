package desk

import (
	"net/http"
	"slices"
	"strconv"
	"sync"

	"nianbao/internal/diag"
	"nianbao/internal/export/svg"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
)

// maxPaper is how many pages of a report are shown.
const maxPaper = 150

// someDrawn is how many pages are drawn at once that nobody looks at.
const someDrawn = 8

// paper draws the pages of reports, one at a time.
type paper struct {
	sync.Mutex
	name    string // of the report that was drawn last
	drawer  svg.Drawer
	decoded decoded
	drawn   string   // of the snapshot that was set last
	said    []string // of its pages
	layout  *typeset.Layout
}

// pageView is a page of a report. SVG is left out where the browser has it, or where
// nobody looks at it.
type pageView struct {
	ID  string `json:"id"` // its mark
	SVG string `json:"svg,omitempty"`
}

// looking is what a browser has of the pages, and which of them somebody looks at; a
// nil See: at all.
type looking struct {
	Have []string `json:"have"`
	See  []int    `json:"see"`
}

// paged are a report's pages.
type paged struct {
	Pages   []pageView `json:"pages"`
	Count   int        `json:"count"` // of the pages that it has
	Left    int        `json:"left"`  // that changed and are not sent
	Version string     `json:"version"`
	Said    []string   `json:"said"` // what setting warns of, and no check
}

// postPages gives the pages of a report as they are with changes that are not
// written yet. Of those that the browser has it gives the names alone; those that
// somebody looks at go before others.
func (d *Desk) postPages(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name    string   `json:"name"`
		Changes []change `json:"changes"`
		looking
	}
	if !asked(w, r, &in) {
		return
	}
	if len(in.Have) > maxPaper || len(in.See) > maxPaper || len(in.Changes) > maxChanges {
		badRequest(w)
		return
	}
	o, err := d.read(in.Name)
	var pages *paged
	if err == nil {
		pages, err = d.draw(d.snapshot(in.Name, d.drafted(in.Name, o, in.Changes)), &in.looking)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, pages)
}

// draw sets a report where it was not set last, and draws of its pages those that
// are to be sent.
func (d *Desk) draw(s *snapshot, at *looking) (*paged, error) {
	d.paper.Lock()
	defer d.paper.Unlock()
	drawer := d.paper.of(s.name)
	if d.paper.drawn != s.drawn {
		d.paper.drawn = ""
		with, err := d.paper.decoded.printed(s.Opened)
		if err == nil {
			d.paper.layout, err = d.tools.Layout(with)
			d.unset.get(s.drawn, func() diag.List { return listOf(err) })
		}
		if err != nil {
			return nil, err
		}
		v := newViewer(s.name, with, nil)
		v.fields()
		drawer.At, d.paper.drawn, d.paper.said = v.dataAt, s.drawn, d.warned(with, d.paper.layout.Warnings)
	}
	all := d.paper.layout.Pages
	p := &paged{Pages: []pageView{}, Count: len(all), Version: s.version, Said: d.paper.said}
	var changed []int
	for i := range all[:min(len(all), maxPaper)] {
		p.Pages = append(p.Pages, pageView{ID: drawer.Mark(&all[i])})
		if !slices.Contains(at.Have, p.Pages[i].ID) {
			changed = append(changed, i)
		}
	}
	sent := at.first(changed)
	p.Left = len(changed) - len(sent)
	for _, i := range sent {
		data, err := drawer.Page(&all[i])
		if err != nil {
			return nil, err
		}
		p.Pages[i].SVG = string(data)
	}
	return p, nil
}

// warned gives the warnings of setting a report, without those of its characters: they
// are among the findings.
func (d *Desk) warned(o *press.Opened, list diag.List) []string {
	known := []string{}
	characters, _ := d.tools.Characters(o)
	for _, f := range characters {
		known = append(known, said(f))
	}
	all := []string{}
	for _, f := range list {
		if text := said(f); f.Severity == diag.Warning && !slices.Contains(known, text) {
			all = append(all, text)
		}
	}
	return all
}

// first gives the pages among those that changed which are sent: those that somebody
// looks at, else some.
func (at *looking) first(changed []int) []int {
	if at.See == nil {
		return changed
	}
	seen := slices.DeleteFunc(slices.Clone(changed), func(i int) bool { return !slices.Contains(at.See, i) })
	if len(seen) > 0 {
		return seen
	}
	return changed[:min(len(changed), someDrawn)]
}

// of gives the drawer for a report: what it keeps of pictures goes with the
// report.
func (p *paper) of(name string) *svg.Drawer {
	if p.name != name {
		p.name, p.drawer, p.decoded, p.drawn, p.layout = name, svg.Drawer{}, nil, "", nil
	}
	return &p.drawer
}

// dataAt names a place of the file for the page: the field's key, and the number
// of the line in it.
func (s *viewer) dataAt(p diag.Pos) string {
	if at := s.placeOf(p); at.key != "" {
		return at.key + " " + strconv.Itoa(max(at.line, 0))
	}
	return ""
}
