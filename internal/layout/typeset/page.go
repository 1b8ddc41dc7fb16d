package typeset

import (
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

// Layout is a document set on pages.
type Layout struct {
	Info     document.Info
	Profile  *Profile // whose line breaks the pages have
	Pages    []Page
	Root     *Node     // the structure tree's Document element
	Outline  []Outline // in reading order
	Fitted   *document.Document
	Partial  bool // not all pages: the headings may lack one above them
	Warnings diag.List

	Signature *Signature // nil: none
}

// Signature is where name and date stand, for a seal that is set over them.
type Signature struct {
	Page  int         // from 0
	Box   Rect        // around the lines, as high as their pitch
	Above unit.Length // where the text above ends, or the page's text begins
	Node  *Node       // of the last line

	Sealed bool // set with room for a seal
}

// Page is one page. Places are measured from its upper left corner, down and
// to the right.
type Page struct {
	Width, Height unit.Length
	Label         string // "1"
	Fills         []Rect // shaded cells, drawn first
	Images        []Image
	Texts         []Text // in reading order
	Rules         []Rect // table rules, edges on dots of 600 dpi
	Links         []Link

	room []Glyph // for those of the next texts
}

// Text is a stretch of glyphs of one face and size on one baseline.
type Text struct {
	X, Y   unit.Length // of the first glyph's origin on the baseline
	Face   *font.Face
	Size   unit.Length
	Glyphs []Glyph
	Node   *Node // nil: an artifact, such as a page number or a repeated label
	Turned bool  // the glyphs are turned by 90° clockwise about their origin
}

// Glyph is one glyph. Advance is from its origin to the next one's, with all
// spacing in it.
type Glyph struct {
	ID      uint16
	Rune    rune // 0: belongs to the glyph before it
	Advance unit.Length
}

// Image is a picture on a page.
type Image struct {
	Rect
	*document.Image
	Node *Node
}

// Rect is a filled rectangle.
type Rect struct {
	X, Y, W, H unit.Length // X, Y: upper left corner
	Fill       string      // RRGGBB; empty: black
}

// Link is a rectangle that leads to a heading.
type Link struct {
	Rect
	To   Outline
	Node *Node
}

// Tag is a standard structure type (ISO 32000-1 14.8.4).
type Tag string

// The tags in use.
const (
	TagDocument Tag = "Document"
	TagH1       Tag = "H1"
	TagH2       Tag = "H2"
	TagH3       Tag = "H3"
	TagH4       Tag = "H4"
	TagH5       Tag = "H5"
	TagP        Tag = "P"
	TagTable    Tag = "Table"
	TagTHead    Tag = "THead"
	TagTBody    Tag = "TBody"
	TagTR       Tag = "TR"
	TagTH       Tag = "TH"
	TagTD       Tag = "TD"
	TagSpan     Tag = "Span"
	TagFigure   Tag = "Figure"
	TagLink     Tag = "Link"
)

// Node is an element of the structure tree (ISO 32000-1 14.7.2). Its marked
// content is the Texts that point to it, in page order.
type Node struct {
	Tag              Tag
	Kids             []*Node
	RowSpan, ColSpan int            // 0 or 1: none
	Scope            document.Scope // of a TH
	Title            string
	Alt              string
	Source           diag.Pos // where its text was typed, or begins
}

// Outline is one bookmark.
type Outline struct {
	Title string
	Level int // from 1
	Page  int // from 0
	Y     unit.Length
}
