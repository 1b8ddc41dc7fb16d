package docx

import (
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/unit"
)

// styles are a document's styles by id.
type styles struct {
	byID      map[string]*node
	paragraph string // the id of the paragraph style that is taken where none is named
	run       *node  // the run properties of the document's defaults
}

func (w *walker) readStyles() error {
	p, err := w.pack.related(w.part, "styles")
	if err != nil {
		return err
	}
	w.styles = styles{byID: map[string]*node{}}
	if p == nil {
		return nil
	}
	w.styles.run = p.root.child("docDefaults", "rPrDefault", "rPr")
	for _, s := range p.root.all("style") {
		id := s.attr("styleId")
		w.styles.byID[id] = s
		if d := s.attr("default"); s.attr("type") == "paragraph" && (d == "1" || d == "true" || d == "on") {
			w.styles.paragraph = id
		}
	}
	return nil
}

// chain gives a style and those that it is based on, nearest first.
func (s *styles) chain(id string) (out []*node) {
	for n := s.byID[id]; n != nil && len(out) < 32; n = s.byID[n.val("basedOn")] {
		out = append(out, n)
	}
	return out
}

// name gives a style's name, its id where it has none.
func (s *styles) name(id string) string {
	if n := s.byID[id].val("name"); n != "" {
		return n
	}
	return id
}

// format is what a paragraph's properties and its style say.
type format struct {
	style           string
	level           int // of the outline, from 1; 0 none
	align           original.Align
	left, firstLine unit.Length
	newPage         bool
	ground          string // the colour of its shade; "" none
	num, numLevel   string
	chain           []*node // run properties that hold for all runs, nearest first
}

// format resolves a paragraph's properties.
func (w *walker) format(pPr *node) format {
	id := pPr.val("pStyle")
	if w.styles.byID[id] == nil {
		id = w.styles.paragraph
	}
	f := format{style: w.styles.name(id)}
	chain := []*node{pPr}
	for _, s := range w.styles.chain(id) {
		chain = append(chain, s.child("pPr"))
		f.chain = append(f.chain, s.child("rPr"))
	}
	f.chain = append(f.chain, w.styles.run)
	for i := len(chain) - 1; i >= 0; i-- {
		f.apply(chain[i])
	}
	if f.num == "" && f.numLevel == "" {
		f.num, f.numLevel = w.numbering.ofStyle(id)
	}
	return f
}

// apply puts properties over those that hold already.
func (f *format) apply(p *node) {
	if p == nil {
		return
	}
	if v, err := strconv.Atoi(p.val("outlineLvl")); err == nil {
		f.level = 0
		if v >= 0 && v < 9 {
			f.level = v + 1
		}
	}
	switch p.val("jc") {
	case "center":
		f.align = original.Centre
	case "right", "end":
		f.align = original.Right
	case "left", "start", "both", "distribute":
		f.align = original.Left
	}
	if n := p.child("numPr"); n != nil {
		if v := n.val("numId"); v != "" {
			f.num = v
		}
		if v := n.val("ilvl"); v != "" {
			f.numLevel = v
		}
	}
	if g := groundOf(p.child("shd")); g != "" {
		f.ground = g
	}
	if on, said := p.on("pageBreakBefore"); said {
		f.newPage = on
	}
	f.indent(p.child("ind"))
}

// em is taken for a character's width where an indent counts in characters.
const em = 16 * unit.Point

func (f *format) indent(ind *node) {
	twips := func(names ...string) (unit.Length, bool) {
		for _, n := range names {
			if v, err := strconv.Atoi(ind.attr(n)); err == nil {
				if strings.HasSuffix(n, "Chars") {
					return em.Scale(v, 100), v != 0
				}
				return unit.Twip * unit.Length(v), true
			}
		}
		return 0, false
	}
	if v, ok := twips("left", "start", "leftChars", "startChars"); ok {
		f.left = v
	}
	if v, ok := twips("firstLine", "firstLineChars"); ok {
		f.firstLine = v
	}
	if v, ok := twips("hanging", "hangingChars"); ok && v != 0 {
		f.firstLine = -v
	}
}

// look gives how a run is set: own properties, its character style's, then the
// paragraph's.
func (w *walker) look(rPr *node, f *format) (r original.Run, hidden bool, unsure diag.Text) {
	chain := []*node{rPr}
	if id := rPr.val("rStyle"); id != "" {
		for _, s := range w.styles.chain(id) {
			chain = append(chain, s.child("rPr"))
		}
	}
	chain = append(chain, f.chain...)
	var bold, vanish, font, size bool
	for _, p := range chain {
		if on, said := p.on("b"); said && !bold {
			r.Bold, bold = on, true
		}
		if on, said := p.on("vanish"); said && !vanish {
			hidden, vanish = on, true
		}
		if v := p.child("rFonts").attr("eastAsia"); v != "" && !font {
			r.Font, font = v, true
		}
		if v, err := strconv.Atoi(p.val("sz")); err == nil && !size {
			r.Size, size = unit.Point*unit.Length(v)/2, true
		}
	}
	return r, hidden, w.unsureLook(chain, f)
}
