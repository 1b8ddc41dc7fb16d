package docx

import (
	"github.com/unidoc/unioffice/schema/soo/ofc/sharedTypes"
	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// headerDistance is where headers would begin where there is none.
const headerDistance = 15 * unit.Millimetre

// section makes the sectPr: paper, margins, footers and the grid (ECMA-376
// part 1, 17.6).
func (s *styleSet) section() []byte {
	p := s.page
	v := wml.NewCT_SectPr()
	if p.Number.Style != "" {
		v.EG_HdrFtrReferences = []*wml.EG_HdrFtrReferences{
			footerReference(wml.ST_HdrFtrDefault, idOddFooter),
			footerReference(wml.ST_HdrFtrEven, idEvenFooter),
		}
	}
	top := min(headerDistance, p.Top)
	if p.Notice.Text != "" {
		v.EG_HdrFtrReferences = append(v.EG_HdrFtrReferences, headerReference(wml.ST_HdrFtrDefault), headerReference(wml.ST_HdrFtrEven))
		top = p.NoticeTop()
	}
	v.PgSz = &wml.CT_PageSz{WAttr: twips(p.Width.Twips()), HAttr: twips(p.Height.Twips())}
	v.PgMar = &wml.CT_PageMar{
		TopAttr: *signedTwips(p.Top.Twips()), RightAttr: *twips(p.Right.Twips()),
		BottomAttr: *signedTwips(p.Bottom.Twips()), LeftAttr: *twips(p.Left.Twips()),
		HeaderAttr: *twips(top.Twips()),
		FooterAttr: s.footerDistance(),
		GutterAttr: *twips(0),
	}
	v.Cols = &wml.CT_Columns{SpaceAttr: twips(425)}
	// The grid is declared for Word's page set-up; exact line pitches and
	// snapToGrid make no use of it. A character pitch would make LibreOffice
	// give every character two cells.
	v.DocGrid = &wml.CT_DocGrid{TypeAttr: wml.ST_DocGridLines, LinePitchAttr: ptr(int64(p.LinePitch.Twips()))}
	return fragment("w:sectPr", v)
}

func footerReference(t wml.ST_HdrFtr, id string) *wml.EG_HdrFtrReferences {
	return &wml.EG_HdrFtrReferences{FooterReference: &wml.CT_HdrFtrRef{TypeAttr: t, IdAttr: id}}
}

func headerReference(t wml.ST_HdrFtr) *wml.EG_HdrFtrReferences {
	return &wml.EG_HdrFtrReferences{HeaderReference: &wml.CT_HdrFtrRef{TypeAttr: t, IdAttr: idHeader}}
}

// footerDistance is from the paper's lower edge to the lower edge of the page
// number's line, so that its 一字线 lies Number.Below under the text.
func (s *styleSet) footerDistance() sharedTypes.ST_TwipsMeasure {
	st := s.style(s.page.Number.Style)
	if st == nil {
		return *twips(s.page.Bottom.Twips() / 2)
	}
	d := s.page.Bottom - s.page.Number.Drop(st.Size) - (st.Pitch - document.Baseline(st.Pitch))
	return *twips(d.Twips())
}
