package typeset

import (
	"strings"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// brokenTitle tells of lines of the title that do not fit. The clerk breaks
// them where the sense allows (GB/T 9704-2012 7.3.1); here words are not known.
// Each line that was typed is a run.
func (s *setter) brokenTitle(ls []line, b *document.Paragraph) {
	typed, told := 0, -1
	for _, l := range ls {
		if !l.last && typed < len(b.Runs) && typed != told {
			r := b.Runs[typed]
			d := &diag.Diagnostic{Pos: r.Pos, Span: utf8.RuneCountInString(strings.TrimSuffix(r.Text, "\n")), Severity: diag.Warning,
				What: diag.T("标题的这一行放不下，换行处可能在词的中间。", "this line of the title is too long; it is broken where it is full, perhaps inside of a word."),
				Do:   diag.T("请在 [title] lines 中按词义分行，一行一个引号。", "break it by its sense, in lines of [title].")}
			s.layout.Warnings = append(s.layout.Warnings, d)
			told = typed
		}
		if l.last {
			typed++
		}
	}
}
