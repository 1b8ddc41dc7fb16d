package docx

import (
	"fmt"

	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

const bodyOpen = xmlHeader + `<w:document xmlns:w="` + nsW + `" xmlns:r="` + nsR + `"><w:body>`

// document writes word/document.xml.
func (w *writer) document(k *kit, doc *document.Document) error {
	w.kit, w.buf = k, append(w.buf[:0], bodyOpen...)
	w.para, w.run, w.tc = recent[paraKey]{}, recent[runKey]{}, recent[cellKey]{}
	w.pictures, w.drawn = nil, 0
	afterTable := false
	for i, b := range doc.Blocks {
		t, isTable := b.(*document.Table)
		if isTable && afterTable {
			w.blank(t.Above) // Word joins tables that touch
		}
		if err := w.block(b, roomBelow(doc.Blocks[i+1:])); err != nil {
			return err
		}
		afterTable = isTable
	}
	if afterTable || len(doc.Blocks) == 0 {
		w.blank(0) // a body ends with a paragraph
	}
	w.buf = append(w.buf, k.section...)
	w.add(`</w:body></w:document>`)
	return nil
}

// blank writes an empty paragraph, a point high at least.
func (w *writer) blank(height unit.Length) {
	w.add(`<w:p><w:pPr><w:widowControl w:val="false"/><w:spacing w:before="0" w:after="0" w:line="`)
	w.addInt(max(height, unit.Point).Twips())
	w.add(`" w:lineRule="exact"/><w:ind w:firstLine="0"/>` +
		`<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>`)
}

// roomBelow gives the space that a paragraph leaves to the table that follows
// it. A typesetter has put it into the paragraph: Word has none above a table.
func roomBelow(rest []document.Block) unit.Length {
	if len(rest) > 0 {
		if t, ok := rest[0].(*document.Table); ok && t.Fit == nil {
			return t.Above
		}
	}
	return 0
}

func (w *writer) block(b document.Block, below unit.Length) error {
	switch b := b.(type) {
	case *document.Paragraph:
		return w.paragraph(b, below)
	case *document.Table:
		return w.table(b)
	case *document.Signature:
		return w.signature(b)
	}
	return fmt.Errorf("docx: a block of type %T", b)
}

// paraKey is what a paragraph's properties are made from.
type paraKey struct {
	style     string
	left      unit.Length // in addition to the style's
	hanging   unit.Length // of the first line, in place of the style's indent; 0: that
	above     unit.Length // in addition to the style's
	below     unit.Length // likewise
	rightEnd  bool        // ends two characters before the right edge
	keepNext  bool
	loose     bool // not kept with the next, against the style
	keepLines bool
	newPage   bool
	pitch     unit.Length // at least; 0: the style's
	size      int         // of the paragraph mark, half-points; 0: the style's
}

func (w *writer) paragraph(p *document.Paragraph, below unit.Length) error {
	if _, err := w.kit.paraStyle(p.Style); err != nil {
		return err
	}
	key := paraKey{style: p.Style, left: p.Left, hanging: p.Hanging, above: p.Above, below: p.Below + below,
		keepNext: p.KeepNext > document.MayPart, loose: p.Loose, keepLines: p.Role == document.Title, newPage: p.PageBreak}
	if p.Image != nil {
		key.pitch, key.size = max(p.Pitch, p.Image.Height), markSize
	}
	w.openParagraph(key)
	if p.Image != nil {
		w.image(p.Image)
	}
	if err := w.runs(p.Style, 0, p.Runs); err != nil {
		return err
	}
	w.add(`</w:p>`)
	return nil
}

// signature writes a signature that no typesetter has placed: name and date
// end two characters before the edge.
func (w *writer) signature(s *document.Signature) error {
	if _, err := w.kit.paraStyle(s.Style); err != nil {
		return err
	}
	above := unit.Length(s.Blank) * w.kit.set.page.LinePitch
	for i, r := range [2]document.Run{s.Name, s.Date} {
		if r.Text == "" {
			continue
		}
		keep := i == 0 && s.Date.Text != ""
		w.openParagraph(paraKey{style: s.Style, above: above, rightEnd: true, keepNext: keep})
		if err := w.runs(s.Style, 0, []document.Run{r}); err != nil {
			return err
		}
		w.add(`</w:p>`)
		above = 0
	}
	return nil
}

func (w *writer) openParagraph(key paraKey) {
	w.buf = append(w.buf, w.para.get(&w.kit.paras, key, w.kit.paraOpen)...)
}

// paraOpen gives the beginning of a paragraph up to its runs. It says only
// what differs from the style.
func (k *kit) paraOpen(key paraKey) []byte {
	st := k.set.style(key.style)
	v := wml.NewCT_PPr()
	if id := k.set.styleID(key.style); id != normalID {
		v.PStyle = str(id)
	}
	v.KeepNext = onIf(key.keepNext && !st.KeepNext)
	if key.loose {
		v.KeepNext = said(false)
	}
	v.KeepLines = onIf(key.keepLines && st.Outline == 0)
	v.PageBreakBefore = onIf(key.newPage)
	v.Spacing = k.set.moreSpacing(st, key.above, key.below)
	if key.pitch != 0 {
		if v.Spacing == nil {
			v.Spacing = wml.NewCT_Spacing()
		}
		v.Spacing.LineAttr = signedTwips(key.pitch.Twips())
		v.Spacing.LineRuleAttr = wml.ST_LineSpacingRuleAtLeast
	}
	if key.left != 0 {
		v.Ind = &wml.CT_Ind{LeftAttr: signedTwips(chars(st, st.Left) + key.left.Twips())}
		if key.hanging != 0 {
			v.Ind.HangingAttr = twips(key.hanging.Twips())
		}
	}
	if key.rightEnd {
		v.Ind = &wml.CT_Ind{RightAttr: signedTwips(chars(st, 2))}
		v.Jc = &wml.CT_Jc{ValAttr: wml.ST_JcRight}
	}
	if key.size != 0 {
		v.RPr = &wml.CT_ParaRPr{Sz: halfPoints(key.size), SzCs: halfPoints(key.size)}
	}
	p := fragment("w:pPr", v)
	if len(p) == len("<w:pPr/>") {
		p = nil
	}
	return append([]byte("<w:p>"), p...)
}

// moreSpacing gives what a paragraph has above and below in addition to its
// style.
func (s *styleSet) moreSpacing(st *document.Style, above, below unit.Length) *wml.CT_Spacing {
	if above == 0 && below == 0 {
		return nil
	}
	v := wml.NewCT_Spacing()
	if above != 0 {
		v.BeforeAttr = twips(s.blank(st.Before) + above.Twips())
	}
	if below != 0 {
		v.AfterAttr = twips(s.blank(st.After) + below.Twips())
	}
	return v
}

// paraStyle finds a paragraph style.
func (k *kit) paraStyle(id string) (*document.Style, error) {
	if st := k.set.style(id); st != nil && !st.Run {
		return st, nil
	}
	return nil, fmt.Errorf("docx: no paragraph style %q", id)
}

// charStyle finds a character style.
func (k *kit) charStyle(id string) (*document.Style, error) {
	if st := k.set.style(id); st != nil && st.Run {
		return st, nil
	}
	return nil, fmt.Errorf("docx: no character style %q", id)
}
