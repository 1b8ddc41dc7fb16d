package docx

import (
	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
)

// normalID is the id of Word's default paragraph style. Its name must be
// "Normal", which a Chinese Word shows as 正文.
const normalID = "Normal"

// styles makes styles.xml (ECMA-376 part 1, 17.7).
func (s *styleSet) styles() []byte {
	v := wml.NewCT_Styles()
	v.DocDefaults = s.docDefaults()
	v.Style = append(v.Style, s.normal())
	v.Style = append(v.Style,
		builtIn(wml.ST_StyleTypeCharacter, "DefaultParagraphFont", "Default Paragraph Font"),
		normalTable(),
		builtIn(wml.ST_StyleTypeNumbering, "NoList", "No List"))
	for i := range s.list {
		if st := &s.list[i]; st != s.body() {
			v.Style = append(v.Style, s.custom(i, st))
		}
	}
	return part("w:styles", v)
}

// docDefaults repeats the body's fonts, so that no theme is asked for any.
func (s *styleSet) docDefaults() *wml.CT_DocDefaults {
	r := wml.NewCT_RPr()
	if st := s.body(); st != nil {
		r = s.runProps(st)
		r.Spacing = nil
	}
	r.Lang = &wml.CT_Language{ValAttr: ptr("en-US"), EastAsiaAttr: &s.language, BidiAttr: ptr("ar-SA")}
	return &wml.CT_DocDefaults{
		RPrDefault: &wml.CT_RPrDefault{RPr: r},
		PPrDefault: wml.NewCT_PPrDefault(),
	}
}

// normal is the default paragraph style: the body. The grid's cell is as wide
// as its characters, so its size must stand here.
func (s *styleSet) normal() *wml.CT_Style {
	v := builtIn(wml.ST_StyleTypeParagraph, normalID, "Normal")
	v.UiPriority, v.SemiHidden, v.UnhideWhenUsed = nil, nil, nil
	v.QFormat = on()
	if st := s.body(); st != nil {
		v.PPr, v.RPr = s.paraProps(st), s.runProps(st)
	}
	return v
}

func builtIn(t wml.ST_StyleType, id, name string) *wml.CT_Style {
	v := wml.NewCT_Style()
	v.TypeAttr, v.StyleIdAttr, v.Name = t, &id, str(name)
	v.DefaultAttr = said(true).ValAttr
	v.UiPriority, v.SemiHidden, v.UnhideWhenUsed = decimal(99), on(), on()
	return v
}

// normalTable is Word's default table style.
func normalTable() *wml.CT_Style {
	v := builtIn(wml.ST_StyleTypeTable, "TableNormal", "Normal Table")
	v.TblPr = wml.NewCT_TblPrBase()
	v.TblPr.TblInd = tableWidth(0)
	v.TblPr.TblCellMar = &wml.CT_TblCellMar{
		Top: tableWidth(0), Left: tableWidth(108), Bottom: tableWidth(0), Right: tableWidth(108)}
	return v
}

// custom is a style of the document. It is complete and based on nothing, so
// that a change of Normal by hand changes the body only.
func (s *styleSet) custom(i int, st *document.Style) *wml.CT_Style {
	v := wml.NewCT_Style()
	v.TypeAttr, v.StyleIdAttr, v.Name = wml.ST_StyleTypeParagraph, &st.ID, str(st.Name)
	v.CustomStyleAttr = said(true).ValAttr
	v.UiPriority = decimal(i + 1) // the style list's order
	v.QFormat = on()
	v.RPr = s.runProps(st)
	if st.Run {
		v.TypeAttr = wml.ST_StyleTypeCharacter
		return v
	}
	if st.Outline > 0 || st.KeepNext {
		v.Next = str(normalID)
	}
	v.PPr = s.paraProps(st)
	return v
}

// runProps are a style's character properties.
func (s *styleSet) runProps(st *document.Style) *wml.CT_RPr {
	v := wml.NewCT_RPr()
	v.RFonts = fonts(s.names[st.LatinFont()], s.names[st.Font])
	if n := st.Spacing.Twips(); n != 0 {
		v.Spacing = &wml.CT_SignedTwipsMeasure{ValAttr: *signedTwips(n)}
	}
	v.Sz = halfPoints(sizeHalfPoints(st.Size))
	v.SzCs = v.Sz
	return v
}

// fonts names all four fonts, so that no theme font shines through.
func fonts(latin, chinese string) *wml.CT_Fonts {
	return &wml.CT_Fonts{AsciiAttr: &latin, HAnsiAttr: &latin, EastAsiaAttr: &chinese, CsAttr: &latin}
}

// paraProps are a style's paragraph properties.
func (s *styleSet) paraProps(st *document.Style) *wml.CT_PPrGeneral {
	v := wml.NewCT_PPrGeneral()
	v.KeepNext = onIf(st.KeepNext)
	v.KeepLines = onIf(st.Outline > 0)
	v.WidowControl = on()
	v.Kinsoku = on()
	v.OverflowPunct = s.overflowPunct()
	// How wide the gap is, 0.25 em, 0.2 or none, is read differently.
	v.AutoSpaceDE, v.AutoSpaceDN = said(false), said(false)
	v.AdjustRightInd = said(false)
	v.SnapToGrid = said(false)
	v.Spacing = s.spacing(st)
	v.Ind = indents(st)
	v.Jc = &wml.CT_Jc{ValAttr: justification(st.Align)}
	if st.Outline > 0 {
		v.OutlineLvl = decimal(min(st.Outline, 9) - 1)
	}
	return v
}

// overflowPunct keeps punctuation from hanging over the right edge.
// LibreOffice reads the flag the wrong way round.
func (s *styleSet) overflowPunct() *wml.CT_OnOff {
	return said(s.processor == LibreOffice)
}

// spacing is the exact line pitch with blank lines before and after, in twips
// alone: beforeLines and afterLines are lines of the grid to some, 12 pt to others.
func (s *styleSet) spacing(st *document.Style) *wml.CT_Spacing {
	v := &wml.CT_Spacing{LineAttr: signedTwips(st.Pitch.Twips()), LineRuleAttr: wml.ST_LineSpacingRuleExact}
	v.BeforeAttr, v.AfterAttr = twips(s.blank(st.Before)), twips(s.blank(st.After))
	return v
}

// blank gives the height of n blank lines in twips.
func (s *styleSet) blank(n int) int { return n * s.page.LinePitch.Twips() }

// indents gives indents in twips alone: a character of firstLineChars and its
// kin is the paragraph's, Normal's or the grid's. All three are said:
// LibreOffice takes one that is left out from Normal.
func indents(st *document.Style) *wml.CT_Ind {
	return &wml.CT_Ind{
		LeftAttr: signedTwips(chars(st, st.Left)), RightAttr: signedTwips(chars(st, st.Right)),
		FirstLineAttr: twips(chars(st, st.First)),
	}
}

// chars gives the width of n characters of a style in twips.
func chars(st *document.Style, n int) int { return n * st.Em().Twips() }

func justification(a document.Align) wml.ST_Jc {
	switch a {
	case document.Left:
		return wml.ST_JcLeft
	case document.Center:
		return wml.ST_JcCenter
	case document.Right:
		return wml.ST_JcRight
	}
	return wml.ST_JcBoth
}
