package typeset

import "nianbao/internal/unit"

// Profile names what word processors do differently when they break lines, so
// that the PDF has the lines that the DOCX shows there.
type Profile struct {
	Name string
	// GapNum/GapDen is the gap between Chinese and Latin, in em.
	GapNum, GapDen int
	// HyphenBeforeDigit allows a break after '-' even before a figure.
	HyphenBeforeDigit bool
	// lineEnd gives where a line that begins at start ends, when cut is the first
	// character that does not fit.
	lineEnd func(cs []char, start, cut int) int
	// SpacingInside leaves out the spacing of a script's last character before
	// another script.
	SpacingInside bool
}

// The profiles.
var (
	Word        = Profile{Name: "word", GapNum: 1, GapDen: 4, lineEnd: wordEnd}
	LibreOffice = Profile{Name: "libreoffice", GapNum: 1, GapDen: 5, HyphenBeforeDigit: true, SpacingInside: true, lineEnd: officeEnd}
)

// Profiles lists all profiles, the default first.
var Profiles = []*Profile{&Word, &LibreOffice}

func (p *Profile) gap(size unit.Length) unit.Length { return size.Scale(p.GapNum, p.GapDen) }
