package document

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
