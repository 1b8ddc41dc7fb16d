package typeset

import "nianbao/internal/unit"

// Profile names what word processors do differently when they break lines, so
// that the PDF has the lines that the DOCX shows there.
type Profile struct {
	Name string
	// BreaksAtMinus allows a break behind the '-' that begins a number.
	BreaksAtMinus bool
	// Office: the Word file is meant for LibreOffice, see office.go.
	Office bool
	// portions resolves scripts and marks where portions begin, for LibreOffice.
	portions func(cs []char)
	// lineEnd gives where a line that begins at start ends, when cut is the first
	// character that does not fit.
	lineEnd func(cs []char, start, cut int) int
	// gap is the room between two neighbours where Chinese and Latin meet. Nil:
	// none, the file says so to all that listen (autoSpaceDE, autoSpaceDN).
	gap func(a, b *char) unit.Length
	// mayBreak tells whether a line may end between a and b. Nil: by Word's rules.
	mayBreak func(a, b *char) bool
	// SpacingInside leaves out the spacing of a portion's last character (see
	// office.go) and of a line's.
	SpacingInside bool
	// lost is what a page holds less than its height: LibreOffice 7.4 rounds
	// pictures up to hundredths of a millimetre.
	lost unit.Length
}

// The profiles.
var (
	Word          = Profile{Name: "word", lineEnd: wordEnd}
	ONLYOFFICE    = Profile{Name: "onlyoffice", lineEnd: wordEnd, mayBreak: onlyofficeBreak}
	LibreOffice   = Profile{Name: "libreoffice", Office: true, BreaksAtMinus: true, SpacingInside: true, lineEnd: office7.officeEnd, lost: unit.Twip, portions: office7.portions, gap: officeGap}
	LibreOffice26 = Profile{Name: "libreoffice26", Office: true, BreaksAtMinus: true, SpacingInside: true, lineEnd: office26.officeEnd, portions: office26.portions, gap: officeGap}
)

// Profiles lists all profiles, the default first.
var Profiles = []*Profile{&Word, &LibreOffice, &LibreOffice26, &ONLYOFFICE}
