package pdf

import (
	"cmp"
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/signing/pdfread"
)

type pageRef = pdfread.Ref

// Limits of a structure tree.
const (
	mostElements   = 500_000
	deepestElement = 100
)

// mark is a marked-content sequence: page from 0, number.
type mark struct{ page, mcid int }

// tree reads a structure tree (14.7).
type tree struct {
	*reader
	root     pdfread.Dict
	number   map[pageRef]int
	glyphs   map[mark][]*content.Glyph
	pictures map[mark][]*content.Picture
	used     map[mark]bool
	inTable  map[mark]bool
	elements int

	out   []block
	open  *tagged // nil: none
	table int     // tables that are open
	seat  *seat   // of the cell that is read; nil: none
	seats map[*content.Glyph]*seat

	taken map[*content.Picture]bool
	alts  map[int][]string // of figures without content, by page
}

// seat is a cell's place in a table of tags, known once the cell was read.
type seat struct {
	table       *original.Grid
	row, column int
}

// tagged is a paragraph while its content is collected.
type tagged struct {
	level     int
	labelOnly bool // it holds no more than a list item's label
	parts     []part
	pictures  []*original.Picture
}

// part is a glyph with its page.
type part struct {
	page int
	*content.Glyph
}

// tagged reads the document by its tags; false where it has none that can be
// believed: that cover all text, whose tables close, and that have a table where
// one is seen.
func (d *reader) tagged() ([]block, bool) {
	root := d.file.Dict(d.file.Catalog().Get("StructTreeRoot"))
	beyond := slices.ContainsFunc(d.pages, func(p *page) bool { return p.Outside > 0 })
	if root == nil || beyond { // what the paper cuts off is told by places
		return nil, false
	}
	t := &tree{reader: d, root: root, number: map[pageRef]int{}, glyphs: map[mark][]*content.Glyph{},
		pictures: map[mark][]*content.Picture{}, used: map[mark]bool{}, inTable: map[mark]bool{},
		taken: map[*content.Picture]bool{}, alts: map[int][]string{}, seats: map[*content.Glyph]*seat{}}
	for i, r := range d.refs {
		t.number[r] = i
	}
	for i, p := range d.pages {
		for k := range p.Glyphs {
			if g := &p.Glyphs[k]; g.MCID >= 0 && !g.Artifact {
				t.glyphs[mark{i, g.MCID}] = append(t.glyphs[mark{i, g.MCID}], g)
			}
		}
		for k := range p.Pictures {
			if m := (mark{i, p.Pictures[k].MCID}); m.mcid >= 0 {
				t.pictures[m] = append(t.pictures[m], &p.Pictures[k])
			}
		}
	}
	ok := t.kids(root, -1, 0)
	t.flush()
	if !ok || !t.covers() || !t.seesTables() {
		return nil, false
	}
	t.strayPictures()
	if t.furnished() {
		d.remark(0, diag.T("未导入：页码、页眉页脚", "left out: page numbers, running heads and feet"))
	}
	return t.out, true
}

// strayPictures puts pictures that no element holds where they stand: before the
// first block that is further down.
func (t *tree) strayPictures() {
	for i, p := range t.pages {
		for k := range p.Pictures {
			pic := &p.Pictures[k]
			if t.taken[pic] || p.behind(pic) {
				continue
			}
			o := t.reader.picture(pic, i+1)
			if o == nil {
				continue
			}
			if alts := t.alts[i]; len(alts) > 0 {
				o.Alt, t.alts[i] = alts[0], alts[1:]
			}
			b := block{page: i + 1, y: pic.Y0, block: o}
			at := slices.IndexFunc(t.out, func(other block) bool { return byPlace(other, b) > 0 })
			if at < 0 {
				at = len(t.out)
			}
			t.out = slices.Insert(t.out, at, b)
		}
	}
}

// covers reports whether the tree holds all text that is no artifact.
func (t *tree) covers() bool {
	any := false
	for i, p := range t.pages {
		for k := range p.Glyphs {
			g := &p.Glyphs[k]
			if g.Artifact || strings.TrimSpace(g.Text) == "" {
				continue
			}
			if any = true; !t.used[mark{i, g.MCID}] {
				return false
			}
		}
	}
	return any
}

// seesTables reports whether what stands between rules is in the tree's tables,
// and in their cells as it is seen.
func (t *tree) seesTables() bool {
	for i, p := range t.pages {
		glyphs := make([]*content.Glyph, 0, len(p.Glyphs))
		for k := range p.Glyphs {
			if !p.Glyphs[k].Artifact {
				glyphs = append(glyphs, &p.Glyphs[k])
			}
		}
		all, _ := lattices(p.Page)
		in, out := 0, 0
		for _, l := range all {
			f, _ := l.fill(glyphs)
			for _, cell := range f.glyphs {
				for _, g := range cell {
					if t.inTable[mark{i, g.MCID}] {
						in++
					} else {
						out++
					}
				}
			}
			if !t.seated(f) {
				return false
			}
		}
		if out > 4 && out*10 > in {
			return false
		}
	}
	return true
}

// edge is a row or a column of a table of tags.
type edge struct {
	table *original.Grid
	at    int
}

// inOrder reports whether the edges of each table stand where the page shows them in
// their own order.
func inOrder(seen map[edge]int) bool {
	by := map[*original.Grid][]int{}
	for e := range seen {
		by[e.table] = append(by[e.table], e.at)
	}
	for table, at := range by {
		slices.Sort(at)
		if !slices.IsSortedFunc(at, func(a, b int) int { return cmp.Compare(seen[edge{table, a}], seen[edge{table, b}]) }) {
			return false
		}
	}
	return true
}

// seated reports whether cells of tags stand where the page shows them: what is
// in one row or column of the tags is so between the rules, in the same order.
// Who moves a figure on the page, or its tag, is found out.
func (t *tree) seated(f *filled) bool {
	rows, columns := map[edge]int{}, map[edge]int{}
	put := func(m map[edge]int, e edge, seen int) bool {
		if was, ok := m[e]; ok && was != seen {
			return false
		}
		m[e] = seen
		return true
	}
	for i, cell := range f.glyphs {
		for _, g := range cell {
			s := t.seats[g]
			if s == nil || strings.TrimSpace(g.Text) == "" {
				continue
			}
			if !put(rows, edge{s.table, s.row}, f.cells[i].row) || !put(columns, edge{s.table, s.column}, f.cells[i].column) {
				return false
			}
		}
	}
	return inOrder(rows) && inOrder(columns)
}

// furnished reports whether artifacts with text stand outside of the text.
func (t *tree) furnished() bool {
	for _, p := range t.pages {
		for k := range p.Glyphs {
			_, y := p.Glyphs[k].Box.Mid()
			if p.Glyphs[k].Artifact && (y < margin*p.Height || y > (1-margin)*p.Height) {
				return true
			}
		}
	}
	return false
}

// kids reads what is below an element; page is where its content stands unless
// it says otherwise. False: a budget ended or a table does not close.
func (t *tree) kids(e pdfread.Dict, page, depth int) bool {
	if r, ok := e.Get("Pg").(pageRef); ok {
		page = t.pageNumber(r)
	}
	k := t.file.Resolve(e.Get("K"))
	list, ok := k.(pdfread.Array)
	if !ok {
		list = pdfread.Array{e.Get("K")}
	}
	for _, o := range list {
		if !t.spend(1) || depth > deepestElement {
			return false
		}
		if !t.kid(o, page, depth) {
			return false
		}
	}
	return true
}

// spend counts n things of the tree; false: there are too many.
func (t *tree) spend(n int) bool {
	t.elements += n
	return t.elements <= mostElements
}

func (t *tree) pageNumber(r pageRef) int {
	if n, ok := t.number[r]; ok {
		return n
	}
	return -1
}

// kid reads one thing below an element: a mark, or an element.
func (t *tree) kid(o pdfread.Object, page, depth int) bool {
	if n, ok := t.file.Int(o); ok {
		t.content(mark{page, n})
		return true
	}
	d := t.file.Dict(o)
	switch t.file.Name(d.Get("Type")) {
	case "MCR":
		if r, ok := d.Get("Pg").(pageRef); ok {
			page = t.pageNumber(r)
		}
		if n, ok := t.file.Int(d.Get("MCID")); ok {
			t.content(mark{page, n})
		}
		return true
	case "OBJR":
		return true
	}
	return d == nil || t.element(d, page, depth+1)
}

// content takes a mark's glyphs into the open paragraph.
func (t *tree) content(m mark) {
	if t.used[m] {
		return
	}
	t.used[m] = true
	if t.table > 0 {
		t.inTable[m] = true
	}
	glyphs, pictures := t.glyphs[m], t.pictures[m]
	if len(glyphs)+len(pictures) == 0 {
		return
	}
	if t.open == nil {
		t.open = &tagged{}
	}
	for _, g := range glyphs {
		t.open.parts = append(t.open.parts, part{m.page, g})
		if t.seat != nil {
			t.seats[g] = t.seat
		}
	}
	for _, p := range pictures {
		t.taken[p] = true
		if o := t.reader.picture(p, m.page+1); o != nil {
			t.open.pictures = append(t.open.pictures, o)
		}
	}
}

// role gives an element's standard type (14.8.4), by the role map.
func (t *tree) role(e pdfread.Dict) string {
	roles := t.file.Dict(t.root.Get("RoleMap"))
	n := t.file.Name(e.Get("S"))
	t.spend((len(roles) + len(e)) / 64) // looking through large ones takes time
	for range 8 {
		to := t.file.Name(roles.Get(n))
		if to == "" || to == n {
			break
		}
		n = to
	}
	return string(n)
}

// element reads a structure element.
func (t *tree) element(e pdfread.Dict, page, depth int) bool {
	role := t.role(e)
	switch role {
	case "Table":
		return t.readTable(e, page, depth)
	case "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "Caption", "Title", "TOCI", "Note", "FENote":
		return t.paragraph(e, role, page, depth)
	case "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "Index", "L", "Aside":
		t.flush()
		ok := t.kids(e, page, depth)
		t.flush()
		return ok
	case "Figure":
		return t.figure(e, page, depth)
	case "Lbl":
		ok := t.kids(e, page, depth)
		if t.open != nil {
			t.open.labelOnly = true
		}
		return ok
	}
	before := t.open
	ok := t.kids(e, page, depth)
	if role != "LBody" && t.open != nil && t.open == before {
		t.open.labelOnly = false
	}
	return ok
}

// paragraph reads an element that is a paragraph of its own; in a list item it
// goes on with the item's label.
func (t *tree) paragraph(e pdfread.Dict, role string, page, depth int) bool {
	if t.open == nil || !t.open.labelOnly {
		t.flush()
		t.open = &tagged{}
	}
	t.open.labelOnly = false
	if len(role) == 2 && role[0] == 'H' {
		t.open.level = int(role[1] - '0')
	}
	ok := t.kids(e, page, depth)
	t.flush()
	return ok
}

// figure takes what an element says about its picture for people who do not see
// it.
func (t *tree) figure(e pdfread.Dict, page, depth int) bool {
	before := 0
	if t.open != nil {
		before = len(t.open.pictures)
	}
	ok := t.kids(e, page, depth)
	alt, isText := t.file.Resolve(e.Get("Alt")).(pdfread.String)
	if !isText || !t.spend(len(alt)/64) {
		return ok
	}
	if t.open == nil || len(t.open.pictures) <= before {
		if r, isRef := e.Get("Pg").(pageRef); isRef {
			page = t.pageNumber(r)
		}
		t.alts[page] = append(t.alts[page], alt.Text())
		return ok
	}
	for _, p := range t.open.pictures[before:] {
		p.Alt = alt.Text()
	}
	return ok
}
