// Package layouts holds the forms and the page layouts that the program brings
// along, as data, and the words by which reports of others are read. A folder
// of the user's with files of the same names goes first; docs/layout.md says
// what may stand in them.
package layouts

import "embed"

// FS holds the *.toml files of this folder.
//
//go:embed *.toml
var FS embed.FS

// Words is intake/words.toml: other names of labels and headings, and what is no
// part of a report.
//
//go:embed intake/words.toml
var Words []byte

// Prose is prose/words.toml: how reports say what the tables count.
//
//go:embed prose/words.toml
var Prose []byte
