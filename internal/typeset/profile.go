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
	// SpacingInside leaves out the spacing of a script's last character before
	// another script.
	SpacingInside bool
}

// The profiles.
var (
	Word        = Profile{Name: "word", GapNum: 1, GapDen: 4}
	LibreOffice = Profile{Name: "libreoffice", GapNum: 1, GapDen: 5, HyphenBeforeDigit: true, SpacingInside: true}
)

// Profiles lists all profiles, the default first.
var Profiles = []*Profile{&Word, &LibreOffice}

func (p *Profile) gap(size unit.Length) unit.Length { return size.Scale(p.GapNum, p.GapDen) }
