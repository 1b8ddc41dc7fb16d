package document

import "slices"

// WordFont is a font as a Word file names it, and what the file says of it, so
// that a machine without it takes one that looks alike (ECMA-376 part 1, 17.8).
type WordFont struct {
	Name   string
	Alt    []string // taken in its place, the best first
	Panose string   // ten bytes in hexadecimal
	Family string   // roman, swiss, modern, script, decorative, auto
	Pitch  string   // fixed, variable
	Sig    []string // the Unicode ranges (four) and code pages (two) of its OS/2 table, in hexadecimal
}

// Equal reports whether a Word file says the same of two fonts.
func (f WordFont) Equal(g WordFont) bool {
	return f.Name == g.Name && f.Panose == g.Panose && f.Family == g.Family && f.Pitch == g.Pitch &&
		slices.Equal(f.Alt, g.Alt) && slices.Equal(f.Sig, g.Sig)
}
