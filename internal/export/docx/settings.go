package docx

import (
	"github.com/unidoc/unioffice/schema/soo/wml"

	"nianbao/internal/document"
)

// settings makes settings.xml (ECMA-376 part 1, 17.15).
func (s *styleSet) settings() []byte {
	v := wml.NewCT_Settings()
	v.Zoom = &wml.CT_Zoom{PercentAttr: wml.ST_DecimalNumberOrPercent{ST_UnqualifiedPercentage: ptr(int64(100))}}
	v.MirrorMargins = onIf(s.page.Duplex)
	v.EvenAndOddHeaders = onIf(s.page.Number.Style != "")
	// Widths are plain advances, as the typesetter adds them up.
	v.CharacterSpacingControl = &wml.CT_CharacterSpacing{ValAttr: wml.ST_CharacterSpacingDoNotCompress}
	v.NoLineBreaksAfter = &wml.CT_Kinsoku{LangAttr: s.language, ValAttr: document.NoLineEnd}
	v.NoLineBreaksBefore = &wml.CT_Kinsoku{LangAttr: s.language, ValAttr: document.NoLineStart}
	v.Compat = s.compatibility()
	v.DecimalSymbol, v.ListSeparator = str("."), str(",")
	return part("w:settings", v)
}

// compatibility makes Word 2013 and later open the file as their own
// ([MS-DOCX] 2.3.3), not in compatibility mode. LibreOffice from 24.2 on shrinks
// blanks in justified lines of such files, so its own say that they are older.
func (s *styleSet) compatibility() *wml.CT_Compat {
	mode := "15"
	if s.processor == LibreOffice {
		mode = "14"
	}
	v := wml.NewCT_Compat()
	v.DoNotExpandShiftReturn = on() // a line that ends with a line break is not stretched
	for _, c := range [][2]string{
		{"compatibilityMode", mode},
		{"overrideTableStyleFontSizeAndJustification", "1"},
		{"enableOpenTypeFeatures", "1"},
		{"doNotFlipMirrorIndents", "1"},
		{"differentiateMultirowTableHeaders", "1"},
	} {
		v.CompatSetting = append(v.CompatSetting, &wml.CT_CompatSetting{
			NameAttr: &c[0], UriAttr: ptr("http://schemas.microsoft.com/office/word"), ValAttr: &c[1]})
	}
	return v
}
