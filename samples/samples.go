// Package samples holds the reports that show how a file is written, and what
// others try the program with.
package samples

import "embed"

// FS is the reports, with their pictures.
//
//go:embed 2020.toml county forms published regions
var FS embed.FS
