// Package document is the format-neutral document between the clerk's report
// and the writers: blocks, runs, tables with real spans, styles by name. It
// knows neither TOML nor Word nor PDF.
package document

import (
	"image"

	"nianbao/internal/diag"
	"nianbao/internal/unit"
)

// Document is a whole report, ready to be set.
type Document struct {
	Info   Info
	Page   Page
	Styles []Style // in the order in which Word's style list shows them
	Blocks []Block
}

// Info is the document information (ISO 32000-1 14.3.3, ECMA-376 part 2, 11).
type Info struct {
	Title    string
	Author   string // the agency
	Subject  string
	Keywords string
	Language string // BCP 47, "zh-CN"
	Date     Date   // of signing; stands for the file's times, since there is no clock
}

// Date is a calendar day. The zero Date means that the report gives none.
type Date struct{ Year, Month, Day int }

// Page is the paper, its margins and its grid (GB/T 9704-2012 5.1, 5.2).
type Page struct {
	Width, Height            unit.Length
	Top, Bottom, Left, Right unit.Length // margins: 天头, 地脚, 订口, 切口
	LinePitch                unit.Length // baseline to baseline
	Lines                    int         // lines on a page
	Chars                    int         // characters in a line
	Duplex                   bool        // even pages have the left and the right margin changed over
	Number                   PageNumber
	Notice                   Notice
}

// LeftOf is the left margin of a page, counted from 1.
func (p *Page) LeftOf(page int) unit.Length {
	if p.Duplex && page%2 == 0 {
		return p.Right
	}
	return p.Left
}

// TextWidth is the width of the 版心.
func (p *Page) TextWidth() unit.Length { return p.Width - p.Left - p.Right }

// TextHeight is the height of the 版心.
func (p *Page) TextHeight() unit.Length { return p.Height - p.Top - p.Bottom }

// Notice is a line above the text of every page, such as that this is a draft. Without
// a text there is none.
type Notice struct{ Style, Text string }

// NoticeTop is how far below a page's upper edge the notice's line begins.
func (p *Page) NoticeTop() unit.Length { return min(15*unit.Millimetre, p.Top/2) }

// Pitch is the height of a notice's line: less than the style's, for it stands alone.
func (n *Notice) Pitch(st *Style) unit.Length { return st.Size.Scale(6, 5) }

// PageNumber is the page number below the text (GB/T 9704-2012 7.5).
type PageNumber struct {
	Style  string
	Before string      // text before the number, "— "
	After  string      // text after it, " —"
	Below  unit.Length // from the lower edge of the text area to the 一字线
	Indent int         // characters kept free at the outer edge
}

// Drop is how far below the text area the number's baseline lies, so that its
// 一字线 lies Below. In Song faces, printed or open, that dash is about a third
// of an em above the baseline.
func (n *PageNumber) Drop(size unit.Length) unit.Length { return n.Below + size.Scale(1, 3) }

// Baseline is how far below a line's upper edge its baseline lies: at four
// fifths of an exact pitch, where word processors put it.
func Baseline(pitch unit.Length) unit.Length { return pitch.Scale(4, 5) }

// Align is the alignment of lines.
type Align int

// The alignments.
const (
	Justify Align = iota
	Left
	Center
	Right
)

// Style is a paragraph style or, where Run is set, a character style.
type Style struct {
	ID       string // the name by which blocks and runs ask for it
	Name     string // what Word shows, "一级标题"
	Run      bool
	Font     string // font role for Chinese, a key of fonts.toml
	Latin    string // font role for Latin letters and figures
	Size     unit.Length
	Spacing  unit.Length // added to each character's advance; makes 28 fit into a line
	Pitch    unit.Length // line pitch, exact
	Align    Align
	First    int  // first-line indent in characters
	Left     int  // left indent in characters
	Right    int  // right indent in characters
	Before   int  // blank lines before
	After    int  // blank lines after
	Outline  int  // outline level 1 to 9; 0: body text
	KeepNext bool // never last on a page
}

// Em is the width of one character, the unit of indents.
func (s *Style) Em() unit.Length { return s.Size + s.Spacing }

// LatinFont is the font role for Latin letters and figures.
func (s *Style) LatinFont() string {
	if s.Latin == "" {
		return s.Font
	}
	return s.Latin
}

// Style gives the style called id, or nil.
func (d *Document) Style(id string) *Style {
	for i := range d.Styles {
		if d.Styles[i].ID == id {
			return &d.Styles[i]
		}
	}
	return nil
}

// Block is a *Paragraph, a *Table or a *Signature.
type Block interface{ block() }

// Paragraph is one paragraph.
type Paragraph struct {
	Style    string
	Runs     []Run
	Role     Role
	Bookmark string      // heading text for the PDF's outline; empty: none
	Mark     int         // characters that later lines do not stand below: 附件：1. (GB/T 9704-2012 7.3.4)
	Left     unit.Length // extra left indent that the typesetter computed
	Hanging  unit.Length // by how much line 1 begins left of the others, in place of the style's indent; likewise
	Above    unit.Length // extra space above that the typesetter computed
	Below    unit.Length // extra space below, likewise
	KeepNext Keep        // in addition to the style's
	KeepLast bool        // on the page of the end of what stands above
	Loose    bool        // may be last on a page whatever its style says: the typesetter found no room to keep it

	PageBreak bool // begins a new page

	Image *Image      // stands in place of text
	Pitch unit.Length // at least, of the image's line; the typesetter computed it
}

// Keep says how much it matters that something stands on the page of what
// follows it. Where more is to be kept together than a page can hold, the least
// of these gives way.
type Keep uint8

// From what may be parted to what must not.
const (
	MayPart     Keep = iota
	KeepTable        // the rows of a table that is to stand on one page
	KeepTail         // the text with the list of attachments or the signature below it
	KeepLead         // a line with the table or picture that it leads up to, rows of one group
	KeepHeading      // a heading with what follows
	KeepCaption      // a table or picture with its caption, heading rows with the next
	KeepLines        // lines of a paragraph that would stand alone, name with date
)

// Text gives the paragraph's text.
func (p *Paragraph) Text() string {
	if len(p.Runs) == 1 {
		return p.Runs[0].Text
	}
	var s string
	for i := range p.Runs {
		s += p.Runs[i].Text
	}
	return s
}

// Role is the meaning of a paragraph for readers of the structure.
type Role int

// The roles.
const (
	Body Role = iota
	Title
	Heading1
	Heading2
	Heading3
	Heading4
)

// Run is text in one style. Text holds no control character but '\n', a line
// break (as the title's two lines).
type Run struct {
	Style string // character style; empty: the paragraph's
	Text  string
	Pos   diag.Pos   // where the clerk typed it, for messages
	Fonts []FontSpan // what fonts of their own draw; the typesetter found it
}

// FontSpan is the bytes from From to To of a run's text, which the fonts of
// their style do not have, and the family that has them.
type FontSpan struct {
	From, To int
	Family   string
}

// FontAt gives the family of the character at byte i; empty: the style's.
func (r *Run) FontAt(i int) string {
	for _, f := range r.Fonts {
		if f.From <= i && i < f.To {
			return f.Family
		}
	}
	return ""
}

// Image is a picture in a line of its own.
type Image struct {
	Data          []byte // the file
	Format        string // "png" or "jpeg"
	Pixels        image.Image
	Turn          Turn        // of Data and Pixels, to stand upright
	Width, Height unit.Length // as it is printed
	Shrinks       bool        // may be printed smaller, to leave room for its caption and its heading
	Alt           string      // for readers of the structure
	Pos           diag.Pos    // where the clerk asked for it, for messages
}

// Signature is name and date below the text (GB/T 9704-2012 7.3.5). The
// typesetter turns it into two paragraphs with computed indents.
type Signature struct {
	Style      string
	Name, Date Run
	Blank      int  // blank lines above
	Sealed     bool // a seal is set over it (7.3.5.1)
}

// Table is a table whose grid is closed: every position is covered once.
type Table struct {
	Title      string    // for readers of the structure: the heading above it
	Name       string    // for messages
	Widen      diag.Text // how the clerk makes a column wider, for messages
	Columns    []unit.Length
	Rows       []Row
	HeaderRows int         // repeated after a page break
	Keep       bool        // on one page where it fits
	Above      unit.Length // space between the text above and the table
	Rule       unit.Length // width of its rules
	MarginX    unit.Length // left and right cell margin
	MarginY    unit.Length // upper and lower cell margin
	Inset      unit.Length // from the rule to the text of labels, where the column has room for that
	Fit        *Fit        // what the typesetter decided; nil before
}

// Width is the table's width.
func (t *Table) Width() (w unit.Length) {
	for _, c := range t.Columns {
		w += c
	}
	return w
}

// Size gives how many cells the table has.
func (t *Table) Size() (n int) {
	for r := range t.Rows {
		n += len(t.Rows[r].Cells)
	}
	return n
}

// KeepsNext says how strongly row r stays on the page of what follows it.
func (t *Table) KeepsNext(r int) Keep {
	k := t.Rows[r].KeepNext
	switch {
	case r == len(t.Rows)-1:
	case r < t.HeaderRows:
		k = max(k, KeepCaption)
	case t.Keep:
		k = max(k, KeepTable)
	}
	return k
}

// Row is one row. Cells holds the cells that begin in this row, left to right.
type Row struct {
	MinHeight unit.Length
	KeepNext  Keep
	Cells     []Cell
}

// Cell is a cell with its spans.
type Cell struct {
	Col     int // first column, from 0
	RowSpan int // at least 1
	ColSpan int // at least 1
	Style   string
	Size    unit.Length // set where a figure had to shrink to fit; 0: the style's
	Text    Run         // '\n' breaks a line
	To      string      // the bookmark of the heading that the text leads to; empty: none
	Figure  *FigureKey  // nil: it is none
	Inset   unit.Length // extra left indent that the typesetter found room for
	Shade   string      // fill as RRGGBB; empty: none
	Head    Scope
	Upright bool // characters one under the other
	// Repeat marks the lower part of a cell that was split at a page break;
	// its text is repeated, not read again.
	Repeat bool
}

// FigureKey names a figure of the clerk's file.
type FigureKey struct{ Part, Row, Column string }

// Scope says what a heading cell is the heading of (ISO 32000-1 14.8.5.7).
type Scope uint8

// The scopes.
const (
	NoScope Scope = iota // a data cell
	ColumnScope
	RowScope
	BothScope
)

// Fit is how the typesetter laid a table out.
type Fit struct {
	Heights []unit.Length // of each row, from the middle of one rule to the next
	Breaks  []int         // rows that begin a new page, ascending
	Props   []Prop        // of each row
}

// Prop is the cell whose text holds a row up: with this room above and below
// it, the text is as high as the row. Word processors disagree about what a
// said row height holds (rules, margins), not about a text's own height. A cell
// over several rows holds up the last of them.
type Prop struct {
	Row          int // in which the cell begins
	Cell         int // index into that row's cells; -1: no cell can
	Above, Below unit.Length
}

func (*Paragraph) block() {}
func (*Table) block()     {}
func (*Signature) block() {}
