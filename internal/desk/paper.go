package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/export/svg"
)

// maxPaper is how many pages of a report are shown.
const maxPaper = 150

// paper draws the pages of reports, one at a time.
type paper struct {
	sync.Mutex
	name   string // of the report that was drawn last
	drawer svg.Drawer
}

// pageView is a page of a report. SVG is left out where the browser has it.
type pageView struct {
	ID  string `json:"id"` // of its bytes
	SVG string `json:"svg,omitempty"`
}

// postPages gives the pages of a report as they are with changes that are not
// written yet. Of those that the browser has it gives the names alone.
func (d *Desk) postPages(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name    string   `json:"name"`
		Changes []change `json:"changes"`
		Have    []string `json:"have"`
	}
	if !asked(w, r, &in) {
		return
	}
	if len(in.Have) > maxPaper {
		badRequest(w)
		return
	}
	o, err := d.read(in.Name)
	if err == nil {
		o = d.drafted(in.Name, o, in.Changes)
	}
	var pages []pageView
	count := 0
	if err == nil {
		pages, count, err = d.draw(in.Name, o.File, in.Have)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{"pages": pages, "count": count, "version": d.shownVersion(o, in.Name)})
}

// draw sets a report and draws its pages; count is how many it has.
func (d *Desk) draw(name string, f *source.File, have []string) (pages []pageView, count int, err error) {
	d.paper.Lock()
	defer d.paper.Unlock()
	o, err := d.printed(f)
	if err != nil {
		return nil, 0, err
	}
	layout, err := d.tools.Layout(o)
	if err != nil {
		return nil, 0, err
	}
	s := newViewer(name, o, nil)
	s.fields()
	drawer := d.paper.of(name)
	drawer.At = s.dataAt
	pages = []pageView{}
	for i := range layout.Pages[:min(len(layout.Pages), maxPaper)] {
		data, err := drawer.Page(&layout.Pages[i])
		if err != nil {
			return nil, 0, err
		}
		sum := sha256.Sum256(data)
		page := pageView{ID: hex.EncodeToString(sum[:12])}
		if !slices.Contains(have, page.ID) {
			page.SVG = string(data)
		}
		pages = append(pages, page)
	}
	return pages, len(layout.Pages), nil
}

// of gives the drawer for a report: what it keeps of pictures goes with the
// report.
func (p *paper) of(name string) *svg.Drawer {
	if p.name != name {
		p.name, p.drawer = name, svg.Drawer{}
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
