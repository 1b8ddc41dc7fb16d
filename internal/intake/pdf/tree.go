package pdf

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/unit"
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
	if root == nil {
		return nil, false
	}
	t := &tree{reader: d, root: root, number: map[pageRef]int{}, glyphs: map[mark][]*content.Glyph{},
		pictures: map[mark][]*content.Picture{}, used: map[mark]bool{}, inTable: map[mark]bool{}}
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
			m := mark{i, p.Pictures[k].MCID}
			t.pictures[m] = append(t.pictures[m], &p.Pictures[k])
		}
	}
	ok := t.kids(root, -1, 0)
	t.flush()
	if !ok || !t.covers() || !t.seesTables() {
		return nil, false
	}
	if t.furnished() {
		d.remark(0, diag.T("未导入：页码、页眉页脚", "left out: page numbers, running heads and feet"))
	}
	return t.out, true
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

// seesTables reports whether what stands between rules is in the tree's tables.
func (t *tree) seesTables() bool {
	for i, p := range t.pages {
		glyphs := make([]*content.Glyph, 0, len(p.Glyphs))
		for k := range p.Glyphs {
			if !p.Glyphs[k].Artifact {
				glyphs = append(glyphs, &p.Glyphs[k])
			}
		}
		all, _ := lattices(p.Rules)
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
		}
		if out > 4 && out*10 > in {
			return false
		}
	}
	return true
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
		if t.elements++; t.elements > mostElements || depth > deepestElement {
			return false
		}
		if !t.kid(o, page, depth) {
			return false
		}
	}
	return true
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
	}
	for _, p := range pictures {
		if o := t.reader.picture(p, m.page+1); o != nil {
			t.open.pictures = append(t.open.pictures, o)
		}
	}
}

// role gives an element's standard type (14.8.4), by the role map.
func (t *tree) role(e pdfread.Dict) string {
	roles := t.file.Dict(t.root.Get("RoleMap"))
	n := t.file.Name(e.Get("S"))
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
	if alt, isText := t.file.Resolve(e.Get("Alt")).(pdfread.String); isText && t.open != nil {
		for _, p := range t.open.pictures[min(before, len(t.open.pictures)):] {
			p.Alt = alt.Text()
		}
	}
	return ok
}

// flush ends the open paragraph.
func (t *tree) flush() {
	p := t.open
	t.open = nil
	if p == nil {
		return
	}
	if lines := taggedLines(p.parts); len(lines) > 0 {
		ps := t.setting()
		out := &original.Paragraph{Place: original.Place{Page: p.parts[0].page + 1}, Runs: trimmed(ps.broken(lines, t.table > 0)), Level: p.level}
		if out.Text() != "" {
			ps.shape(out, &paragraph{lines: lines})
			t.out = append(t.out, block{block: out})
		}
	}
	for _, pic := range p.pictures {
		t.out = append(t.out, block{block: pic})
	}
}

// setting is where the document's text stands.
func (t *tree) setting() *paragraphs {
	if t.measure.right == 0 {
		t.measure = t.measureTagged()
	}
	return &paragraphs{measure: t.measure}
}

// broken joins a paragraph's lines. Where one ends before it is full, the line
// was broken by hand; in a cell, where that cannot be told, between two figures.
func (ps *paragraphs) broken(lines []line, cell bool) []original.Run {
	var w writer
	for i := range lines {
		l := &lines[i]
		switch {
		case i == 0:
		case cell:
			w.parted(l)
		case ps.right-lines[i-1].box.X1 >= ps.needs(l):
			w.add("\n", nil)
		}
		w.line(l)
	}
	return w.runs
}

// measureTagged finds the edges of the text of all pages.
func (t *tree) measureTagged() measure {
	var pages []*page
	for _, p := range t.pages {
		var glyphs []*content.Glyph
		for k := range p.Glyphs {
			if g := &p.Glyphs[k]; !g.Artifact {
				glyphs = append(glyphs, g)
			}
		}
		pages = append(pages, &page{Page: p.Page, lines: linesOf(glyphs)})
	}
	return measureOf(pages)
}

// taggedLines parts glyphs into lines in the order of the tree.
func taggedLines(parts []part) []line {
	var all []line
	for i, p := range parts {
		g := straight(p.Glyph)
		if i > 0 {
			before := straight(parts[i-1].Glyph)
			same := p.page == parts[i-1].page && g.Turn == before.Turn && abs(g.base-before.base) < 0.5*max(g.Size, before.Size)
			if same && g.box.X0 > before.box.X0-0.5*g.Size {
				l := &all[len(all)-1]
				l.glyphs = append(l.glyphs, g)
				l.size = max(l.size, g.Size)
				continue
			}
		}
		all = append(all, line{glyphs: []glyph{g}, base: g.base, size: g.Size})
	}
	kept := all[:0]
	for _, l := range all {
		if l.settle() {
			kept = append(kept, l)
		}
	}
	return kept
}

// readTable reads a table; false where its cells do not close to a grid.
func (t *tree) readTable(e pdfread.Dict, page, depth int) bool {
	if t.table > 0 {
		return false // tables in tables are read by their rules
	}
	t.flush()
	t.table++
	defer func() { t.table-- }()
	g := &gridOfTags{tree: t, Grid: &original.Grid{}}
	if !g.rows(e, page, depth) || !g.closed() {
		return false
	}
	t.out = append(t.out, block{block: g.Grid})
	return true
}

// gridOfTags is a table while its rows are read.
type gridOfTags struct {
	*tree
	*original.Grid
	taken [][]bool // by row and column
}

// rows reads the rows below an element of a table.
func (g *gridOfTags) rows(e pdfread.Dict, page, depth int) bool {
	if depth > deepestElement {
		return false
	}
	if r, ok := e.Get("Pg").(pageRef); ok {
		page = g.pageNumber(r)
	}
	list := g.file.Array(e.Get("K"))
	if list == nil {
		list = pdfread.Array{e.Get("K")}
	}
	for _, o := range list {
		if g.elements++; g.elements > mostElements {
			return false
		}
		d := g.file.Dict(o)
		switch g.role(d) {
		case "TR":
			if !g.row(d, page, depth+1) {
				return false
			}
		case "THead", "TBody", "TFoot":
			if !g.rows(d, page, depth+1) {
				return false
			}
		case "Caption":
			if !g.element(d, page, depth+1) {
				return false
			}
		}
	}
	return true
}

// row reads the cells of a row.
func (g *gridOfTags) row(e pdfread.Dict, page, depth int) bool {
	if r, ok := e.Get("Pg").(pageRef); ok {
		page = g.pageNumber(r)
	}
	row := g.Grid.Rows
	if g.Grid.Rows++; g.Grid.Rows > mostDown {
		return false
	}
	list := g.file.Array(e.Get("K"))
	if list == nil {
		list = pdfread.Array{e.Get("K")}
	}
	for _, o := range list {
		d := g.file.Dict(o)
		role := g.role(d)
		if role != "TH" && role != "TD" {
			continue
		}
		c, ok := g.cell(d, page, depth+1)
		if !ok {
			return false
		}
		c.Header = role == "TH"
		if !g.place(c, row) {
			return false
		}
	}
	return true
}

// cell reads a cell; its paragraphs are parted by line breaks.
func (g *gridOfTags) cell(e pdfread.Dict, page, depth int) (*original.Cell, bool) {
	c := &original.Cell{RowSpan: g.span(e, "RowSpan"), ColSpan: g.span(e, "ColSpan")}
	outer := g.out
	g.out = nil
	ok := g.kids(e, page, depth)
	g.flush()
	inner := g.out
	g.out = outer
	var texts []string
	for _, b := range inner {
		switch b := b.block.(type) {
		case *original.Paragraph:
			texts = append(texts, b.Text())
			c.Bold, c.Page = c.Bold || b.Bold(), max(c.Page, b.Page)
			if c.Size == unit.Length(0) {
				c.Size = b.Size()
			}
		case *original.Picture:
			c.Pictures = append(c.Pictures, b)
		}
	}
	c.Text = strings.Join(texts, "\n")
	return c, ok
}

// span reads a cell's attribute (14.8.5.7).
func (g *gridOfTags) span(e pdfread.Dict, key pdfread.Name) int {
	list := g.file.Array(e.Get("A"))
	if list == nil {
		list = pdfread.Array{e.Get("A")}
	}
	for _, o := range list {
		if n, ok := g.file.Int(g.file.Dict(o).Get(key)); ok && n > 0 && n <= mostDown {
			return n
		}
	}
	return 1
}

// place puts a cell into the first free place of its row.
func (g *gridOfTags) place(c *original.Cell, row int) bool {
	column := 0
	for column < mostAcross && g.isTaken(row, column) {
		column++
	}
	if column+c.ColSpan > mostAcross || row+c.RowSpan > mostDown {
		return false
	}
	for r := row; r < row+c.RowSpan; r++ {
		for len(g.taken) <= r {
			g.taken = append(g.taken, nil)
		}
		for k := column; k < column+c.ColSpan; k++ {
			if g.isTaken(r, k) {
				return false
			}
			for len(g.taken[r]) <= k {
				g.taken[r] = append(g.taken[r], false)
			}
			g.taken[r][k] = true
		}
	}
	c.Row, c.Column = row+1, column+1
	g.Columns = max(g.Columns, column+c.ColSpan)
	g.Cells = append(g.Cells, c)
	if g.Page == 0 {
		g.Page = c.Page
	}
	return true
}

func (g *gridOfTags) isTaken(row, column int) bool {
	return row < len(g.taken) && column < len(g.taken[row]) && g.taken[row][column]
}

// closed reports whether the cells cover the grid.
func (g *gridOfTags) closed() bool {
	if g.Grid.Rows == 0 || len(g.taken) != g.Grid.Rows {
		return false
	}
	for r := range g.taken {
		for c := range g.Columns {
			if !g.isTaken(r, c) {
				return false
			}
		}
	}
	return true
}
