// Package typeset sets a document on pages: lines, cells and rules at fixed
// places. In comes a document.Document and the fonts, out comes a Layout for
// the PDF writer and, inside it, the document with what was decided (row
// heights, page breaks in tables, indents) for the DOCX writer, so that both
// agree. It knows neither PDF nor Word syntax, but for the Profile of how a
// word processor breaks lines.
package typeset

import (
	"cmp"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

// Options are the choices of a run.
type Options struct {
	Profile      *Profile // nil: Word
	AllowMissing bool     // print a box for a character that no font has
}

// setter is the work on one document.
type setter struct {
	doc    *document.Document
	fonts  *font.Library
	opt    Options
	faces  map[string]*face
	notes  diag.List // of what is set but not well
	layout *Layout
	fitted []document.Block
	tables []*tableSet
	memory *memory
	glyphs []Glyph // room for those of the next texts
	level  int     // of the last heading

	strange bool // some character is drawn by no font of its style

	afterTable bool        // the last page ended with a table
	pageEnd    unit.Length // how far down its text reaches
}

// Set lays doc out. The error is a diag.List when characters are missing.
func Set(doc *document.Document, fonts *font.Library, opt Options) (*Layout, error) {
	if opt.Profile == nil {
		opt.Profile = &Word
	}
	root := &Node{Tag: TagDocument}
	s := &setter{doc: doc, fonts: fonts, opt: opt, faces: map[string]*face{}, memory: memories.Get().(*memory),
		layout: &Layout{Info: doc.Info, Profile: opt.Profile, Root: root}}
	defer s.memory.leave()
	err := s.set()
	if s.strange || err != nil {
		told, bad := s.characters()
		if bad = cmp.Or(bad, told.Err(), err); bad != nil {
			return nil, bad
		}
		s.layout.Warnings = told
	}
	s.notes.Sort()
	s.layout.Warnings = append(s.layout.Warnings, s.notes...)
	for _, ts := range s.tables {
		ts.t.Fit = &document.Fit{Heights: ts.heights, Breaks: ts.breaks, Props: ts.props()}
		s.fitted[ts.index] = ts.t
	}
	fitted := *doc
	fitted.Blocks = s.fitted
	s.nameFonts(&fitted)
	s.layout.Fitted = &fitted
	return s.layout, nil
}

// set makes the pages.
func (s *setter) set() error {
	flow, err := s.galley()
	if err != nil {
		return err
	}
	s.shrinkImages(flow)
	if err := s.paginate(flow); err != nil {
		return err
	}
	return s.layout.lead()
}

// slot is what never breaks over pages: a line or a table row.
type slot struct {
	height unit.Length
	before unit.Length   // space above, not at the top of a page
	keep   document.Keep // stays on the page of the next slot
	fresh  bool          // begins a new page

	par  *par // a line of a paragraph …
	line int

	table *tableSet // … or a row of a table
	row   int
	head  bool // a heading row, repeated
}

// par is a paragraph with its lines.
type par struct {
	style  *document.Style
	chars  []char
	lines  []line
	left   unit.Length // of all lines
	first  unit.Length // more of the first line
	width  unit.Length // from left to the right indent
	node   *Node
	mark   string // bookmark
	sealed bool   // the same, with room for a seal
	signed bool   // name or date of the signature
	fitted *document.Paragraph
}

// galley turns the blocks into slots.
func (s *setter) galley() (flow []slot, err error) {
	flow = s.memory.slots[:0]
	var after unit.Length // blank lines that the block above wants below it
	for _, b := range s.doc.Blocks {
		from, next := len(flow), unit.Length(0)
		switch b := b.(type) {
		case *document.Paragraph:
			if b.KeepLast {
				s.keepTail(flow)
			}
			if flow, err = s.paragraph(flow, b); err == nil {
				next = s.blank(s.doc.Style(b.Style).After) + flow[len(flow)-1].par.fitted.Below
			}
		case *document.Table:
			if from > 0 && flow[from-1].par != nil { // Word has space below a paragraph, none above a table
				flow[from-1].par.fitted.Below += b.Above
			}
			if from > 0 {
				after += b.Above
			}
			flow, err = s.table(flow, b)
		case *document.Signature:
			s.keepTail(flow)
			flow, err = s.signature(flow, b)
		}
		if err != nil {
			return nil, err
		}
		if len(flow) > from {
			flow[from].before += after
			after = next
		}
	}
	s.memory.slots = flow
	return flow, nil
}

// blank gives the height of n blank lines.
func (s *setter) blank(n int) unit.Length { return unit.Length(n) * s.doc.Page.LinePitch }

// keepTail keeps the flow's last slot with what follows. LibreOffice splits no
// paragraph for that: it takes the whole of it along, where a page can hold it.
func (s *setter) keepTail(flow []slot) {
	if n := len(flow); n > 0 {
		flow[n-1].keep = max(flow[n-1].keep, document.KeepTail)
		if p := flow[n-1].par; p != nil {
			p.fitted.KeepNext = max(p.fitted.KeepNext, document.KeepTail)
			whole := s.opt.Profile.Office && len(p.lines) <= s.doc.Page.Lines/2
			for i := n - 1; whole && i >= 0 && flow[i].par == p; i-- {
				flow[i].keep = max(flow[i].keep, document.KeepTail)
			}
		}
		if ts := flow[n-1].table; ts != nil {
			ts.t.Rows[flow[n-1].row].KeepNext = max(ts.t.Rows[flow[n-1].row].KeepNext, document.KeepTail)
		}
	}
}

// paragraph adds the lines of a paragraph.
func (s *setter) paragraph(flow []slot, b *document.Paragraph) ([]slot, error) {
	f, err := s.face(b.Style)
	if err != nil {
		return nil, err
	}
	st := f.style
	fitted := *b
	p := &par{style: st, mark: b.Bookmark, fitted: &fitted}
	p.left = unit.Length(st.Left)*st.Em() + b.Left
	p.first = unit.Length(st.First) * st.Em()
	p.width = s.measure() - p.left - unit.Length(st.Right)*st.Em()
	if st.Align == document.Center {
		fitted.Runs = make([]document.Run, len(b.Runs))
		for i := range b.Runs {
			if fitted.Runs[i], err = s.balance(f, b.Runs[i], p.width-p.first); err != nil {
				return nil, err
			}
		}
	}
	if p.chars, err = s.shape(nil, f, fitted.Runs, 0); err != nil {
		return nil, err
	}
	p.lines = s.broken(p.chars, p.width-p.first, p.width)
	if b.Mark > 0 && len(p.lines) > 1 {
		s.hang(p, b.Mark)
	}
	s.noteLoose(p, fitted.Runs)
	fitted.Runs = s.opt.Profile.tell(fitted.Runs, p.chars, p.lines)
	if len(p.lines) == 0 {
		p.lines = []line{{last: true}}
	}
	pitch := st.Pitch
	if b.Image != nil {
		p.lines = p.lines[:1]
		pitch, fitted.Below = s.imageLine(b.Image)
		fitted.Pitch = pitch
	}
	p.node = s.node(b)
	s.fitted = append(s.fitted, &fitted)
	return s.appendLines(flow, p, b, pitch), nil
}

// appendLines adds the slots of a paragraph's lines.
func (s *setter) appendLines(flow []slot, p *par, b *document.Paragraph, pitch unit.Length) []slot {
	n := len(p.lines)
	above := s.blank(p.style.Before) + b.Above
	heading := p.style.Outline > 0 || b.Role == document.Title
	for i := range p.lines {
		sl := slot{height: pitch, before: above, par: p, line: i, fresh: i == 0 && b.PageBreak}
		above = 0
		switch {
		case i == n-1 && p.style.KeepNext:
			sl.keep = max(b.KeepNext, document.KeepHeading)
		case i == n-1:
			sl.keep = b.KeepNext
		case heading, i == 0, i == n-2: // no line alone on either page
			sl.keep = document.KeepLines
		}
		flow = append(flow, sl)
	}
	return flow
}

// hang breaks a paragraph again, so that its lines begin below the character
// that follows its mark. Word knows the place in twips.
func (s *setter) hang(p *par, mark int) {
	mark = min(mark, len(p.chars))
	w := unit.Length(measure(p.chars, 0, 0, mark).Twips()) * unit.Twip
	if mark < len(p.chars) {
		w += p.chars[mark].gap
	}
	if w > p.width/2 {
		return
	}
	p.fitted.Left += p.first + w
	p.fitted.Hanging = w
	p.left += p.first + w
	p.width -= p.first + w
	p.first = -w
	p.lines = s.broken(p.chars, p.width-p.first, p.width)
}

// measure is the width of the text area as the DOCX has it: each margin is a
// whole number of twips. It is within half a twip of the page's.
func (s *setter) measure() unit.Length {
	p := &s.doc.Page
	return unit.Length(p.Width.Twips()-p.Left.Twips()-p.Right.Twips()) * unit.Twip
}

// textHeight is the height of the text area as the DOCX has it: what fits by a
// hair fits there, but for what the word processor loses of it.
func (s *setter) textHeight() unit.Length {
	p := &s.doc.Page
	return unit.Length(p.Height.Twips()-p.Top.Twips()-p.Bottom.Twips())*unit.Twip - s.opt.Profile.lost
}

// node makes the structure element of a paragraph. Heading levels leave no
// gap on the way down (ISO 14289-1 7.4.2).
func (s *setter) node(b *document.Paragraph) *Node {
	n := &Node{Tag: TagP}
	if len(b.Runs) > 0 {
		n.Source = b.Runs[0].Pos
	}
	if b.Image != nil {
		n.Tag, n.Alt = TagFigure, b.Image.Alt
	}
	if b.Role != document.Body {
		level := min(int(b.Role-document.Title)+1, s.level+1, 5)
		s.level = level
		n.Tag = Tag("H" + string(rune('0'+level)))
	}
	s.layout.Root.Kids = append(s.layout.Root.Kids, n)
	return n
}
