package docx

import (
	"fmt"
	"slices"

	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// table writes a table (ECMA-376 part 1, 17.4).
func (w *writer) table(t *document.Table) error {
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return fmt.Errorf("docx: table %q has no cells", t.Title)
	}
	w.add(`<w:tbl>`)
	w.buf = append(w.buf, w.kit.tables.get(tableKey{t.Width().Twips(), t.Rule, t.SideMargin(), t.Title}, tableProps)...)
	w.columns(t)
	w.grid.start(len(t.Columns))
	for r := range t.Rows {
		if err := w.row(t, r); err != nil {
			return err
		}
	}
	w.add(`</w:tbl>`)
	return nil
}

// columns writes the grid.
func (w *writer) columns(t *document.Table) {
	w.add(`<w:tblGrid>`)
	for c := range t.Columns {
		w.add(`<w:gridCol w:w="`)
		w.addInt(t.Span(c, 1).Twips())
		w.add(`"/>`)
	}
	w.add(`</w:tblGrid>`)
}

// tableKey is what a table's properties are made from.
type tableKey struct {
	width      int // twips
	rule       unit.Length
	sideMargin unit.Length
	title      string
}

func tableProps(key tableKey) []byte {
	v := wml.NewCT_TblPr()
	v.TblW = tableWidth(key.width)
	// Centred, a table as wide as the text stands at the text's edges whatever
	// the word processor measures tblInd from.
	v.Jc = &wml.CT_JcTable{ValAttr: wml.ST_JcTableCenter}
	v.TblBorders = &wml.CT_TblBorders{
		Top: border(key.rule), Left: border(key.rule), Bottom: border(key.rule), Right: border(key.rule),
		InsideH: border(key.rule), InsideV: border(key.rule),
	}
	v.TblLayout = &wml.CT_TblLayoutType{TypeAttr: wml.ST_TblLayoutTypeFixed}
	// Some add upper and lower margins to a said height, some do not: none.
	x, y := tableWidth(key.sideMargin.Twips()), tableWidth(0)
	v.TblCellMar = &wml.CT_TblCellMar{Top: y, Left: x, Bottom: y, Right: x}
	if key.title != "" {
		v.TblCaption, v.TblDescription = str(key.title), str(key.title)
	}
	return fragment("w:tblPr", v)
}

// border is a rule; its width counts in eighths of a point.
func border(rule unit.Length) *wml.CT_Border {
	v := wml.NewCT_Border()
	if rule <= 0 {
		v.ValAttr = wml.ST_BorderNone
		return v
	}
	v.ValAttr = wml.ST_BorderSingle
	v.SzAttr = ptr(uint64(min(max((rule*8+unit.Point/2)/unit.Point, 2), 96)))
	v.SpaceAttr = ptr(uint64(0))
	v.ColorAttr = autoColor()
	return v
}

// rowKey is what a row's properties are made from.
type rowKey struct {
	height int // at least, twips
	header bool
}

func rowProps(key rowKey) []byte {
	v := wml.NewCT_TrPr()
	v.CantSplit = []*wml.CT_OnOff{on()}
	if key.height > 0 {
		v.TrHeight = []*wml.CT_Height{{ValAttr: twips(key.height), HRuleAttr: wml.ST_HeightRuleAtLeast}}
	}
	if key.header {
		v.TblHeader = []*wml.CT_OnOff{on()}
	}
	return fragment("w:trPr", v)
}

func (w *writer) row(t *document.Table, r int) error {
	cells, err := w.grid.next(t, r)
	if err != nil {
		return err
	}
	w.add(`<w:tr>`)
	w.buf = append(w.buf, w.kit.rows.get(rowKey{rowHeight(t, r), r < t.HeaderRows}, rowProps)...)
	para := paraKey{keepNext: keepNext(t, r), newPage: newPage(t, r)}
	for _, c := range cells {
		para.above, para.below, para.left = 0, 0, c.cell.Inset
		if c.merge != continued {
			para.above, para.below = propRoom(t, r, c.cell)
		}
		if err := w.cell(t, c, para); err != nil {
			return err
		}
		para.newPage = false
	}
	w.add(`</w:tr>`)
	return nil
}

// rowHeight gives a row's least height in twips, without the rule, which most
// add and LibreOffice before 26 does not. Either way it is no more than what
// the row's prop holds up. A row without one is read in two ways.
func rowHeight(t *document.Table, r int) int {
	h := t.Rows[r].MinHeight
	if t.Fit != nil && r < len(t.Fit.Heights) {
		h = t.Fit.Heights[r]
	}
	return max(h-t.Rule, 0).Twips()
}

// propRoom gives the room above and below the text of a cell that begins in row
// r: none unless it holds up the row in which it ends.
func propRoom(t *document.Table, r int, c *document.Cell) (above, below unit.Length) {
	p := propOf(t, r+c.RowSpan-1)
	if p.Cell < 0 || p.Row != r || c != &t.Rows[r].Cells[p.Cell] {
		return 0, 0
	}
	return p.Above, p.Below
}

// propOf gives what holds row r up.
func propOf(t *document.Table, r int) document.Prop {
	if t.Fit != nil && r < len(t.Fit.Props) {
		return t.Fit.Props[r]
	}
	return document.Prop{Cell: -1}
}

// newPage reports whether row r begins a page. Word takes that from the row's
// first paragraph. LibreOffice does not, but there it is enough that the rows
// from a break on keep together (see keepNext): they find no room above it.
func newPage(t *document.Table, r int) bool { return t.Fit != nil && slices.Contains(t.Fit.Breaks, r) }

// keepNext reports whether row r stays on the page of the next one. A table
// that had to be broken is kept together from its first break on, page by page.
func keepNext(t *document.Table, r int) bool {
	switch {
	case newPage(t, r+1):
		return false
	case r == len(t.Rows)-1 || t.Fit == nil || len(t.Fit.Breaks) == 0:
		return t.KeepsNext(r) > document.MayPart
	}
	return t.KeepsNext(r) > document.MayPart || r >= t.Fit.Breaks[0]
}

// cellKey is what a cell's properties are made from.
type cellKey struct {
	width   int // twips
	span    int
	merge   merge
	shade   string
	upright bool
}

func cellOpen(key cellKey) []byte {
	v := wml.NewCT_TcPr()
	v.TcW = tableWidth(key.width)
	if key.span > 1 {
		v.GridSpan = decimal(key.span)
	}
	switch key.merge {
	case restart:
		v.VMerge = &wml.CT_VMerge{ValAttr: wml.ST_MergeRestart}
	case continued:
		v.VMerge = &wml.CT_VMerge{ValAttr: wml.ST_MergeContinue}
	}
	if key.shade != "" {
		v.Shd = &wml.CT_Shd{ValAttr: wml.ST_ShdClear, ColorAttr: autoColor(), FillAttr: &wml.ST_HexColor{ST_HexColorRGB: &key.shade}}
	}
	if key.upright {
		v.TextDirection = &wml.CT_TextDirection{ValAttr: wml.ST_TextDirectionTbRlV}
	}
	v.VAlign = &wml.CT_VerticalJc{ValAttr: wml.ST_VerticalJcCenter}
	return append([]byte("<w:tc>"), fragment("w:tcPr", v)...)
}

// cell writes a cell with its text, or the empty cell that continues it.
func (w *writer) cell(t *document.Table, p placed, para paraKey) error {
	c := p.cell
	if _, err := w.kit.paraStyle(c.Style); err != nil {
		return err
	}
	key := cellKey{t.Span(c.Col, c.ColSpan).Twips(), c.ColSpan, p.merge, c.Shade, c.Upright}
	w.buf = append(w.buf, w.tc.get(&w.kit.cells, key, cellOpen)...)
	para.style = c.Style
	para.size = sizeHalfPoints(c.Size)
	w.openParagraph(para)
	if p.merge != continued {
		if err := w.runs(c.Style, para.size, []document.Run{c.Text}); err != nil {
			return err
		}
	}
	w.add(`</w:p></w:tc>`)
	return nil
}
