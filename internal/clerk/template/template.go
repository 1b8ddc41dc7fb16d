// Package template writes the clerk's TOML: a fresh file for a form and a year,
// and an old one in the standard order. In go a form, a report that was read and
// its file; out comes the file's text. Both have the same remarks, and these
// have the form's labels. The package knows no drawing, and which figures of a
// new year follow from the last one is told to it.
package template

import (
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

// Report is a report that was read, with its file and its form.
type Report struct {
	File   *source.File
	Report *report.Report
	Form   *form.Form
}

// text is what was read, with line ends '\n'.
func (r *Report) text() string {
	if len(r.File.Lines) == 0 {
		return ""
	}
	return strings.Join(r.File.Lines, "\n") + "\n"
}
