package typeset

import "nianbao/internal/unit"

// Profile names what word processors do differently when they break lines, so
// that the PDF has the lines that the DOCX shows there.
type Profile struct {
	Name string
	// GapNum/GapDen is the gap between Chinese and Latin, in em.
	GapNum, GapDen int
	// BreaksAtMinus allows a break behind the '-' that begins a number.
	BreaksAtMinus bool
	// Office: the Word file is meant for LibreOffice, see office.go.
	Office bool
	// lineEnd gives where a line that begins at start ends, when cut is the first
	// character that does not fit.
	lineEnd func(cs []char, start, cut int) int
	// needsGap reports whether Chinese and Latin meet between two characters.
	needsGap func(a, b *char) bool
	// SpacingInside leaves out the spacing of a portion's last character (see
	// office.go) and of a line's.
	SpacingInside bool
}

// The profiles.
var (
	Word        = Profile{Name: "word", GapNum: 1, GapDen: 4, lineEnd: wordEnd, needsGap: wordGap}
	LibreOffice = Profile{Name: "libreoffice", Office: true, GapNum: 1, GapDen: 5, BreaksAtMinus: true, SpacingInside: true, lineEnd: officeEnd, needsGap: officeGap}
)

// Profiles lists all profiles, the default first.
var Profiles = []*Profile{&Word, &LibreOffice}

func (p *Profile) gap(size unit.Length) unit.Length { return size.Scale(p.GapNum, p.GapDen) }
