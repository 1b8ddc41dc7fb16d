package press

import (
	"fmt"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Pages are those that the PDF shall have, from 1. The zero Pages are all.
type Pages struct{ First, Last int }

// Ending is that of a PDF of these pages, to be printed again.
func (p Pages) Ending() string { return fmt.Sprintf("-p%d-%d.pdf", p.First, p.Last) }

var reprint = pattern.New(`^-p[0-9]+-[0-9]+\.pdf$`)

// Reprint reports whether what has this ending behind a report's name are some of its
// pages.
func Reprint(ending string) bool { return reprint.MatchString(ending) }

// in looks that a report has the pages.
func (p Pages) in(file string, count int) error {
	if p == (Pages{}) || p.First >= 1 && p.First <= p.Last && p.Last <= count {
		return nil
	}
	what := diag.T("没有第 %[1]d 页到第 %[2]d 页，一共 %[3]d 页。", "there are no pages %[1]d to %[2]d; there are %[3]d.", p.First, p.Last, count)
	if p.First == p.Last {
		what = diag.T("没有第 %[1]d 页，一共 %[2]d 页。", "there is no page %[1]d; there are %[2]d.", p.First, count)
	}
	return diag.List{diag.New(diag.Pos{File: file}, what, diag.T("请改页码（--pages）。", "change --pages."))}
}
