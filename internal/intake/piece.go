package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// piece is what stands in a line of the clerk's file, or in its place: a
// paragraph, a picture, a table of the text, or a table of the form.
type piece struct {
	block   int // of the document
	text    string
	para    *original.Paragraph
	picture *original.Picture
	grid    *original.Grid
	part    string // whose table begins here
}

// split takes the blocks of the document for pieces. A line break parts
// paragraphs: the clerk's file has none inside of them.
func (m *maker) split() (out []piece) {
	for i, b := range m.doc.Blocks {
		switch b := b.(type) {
		case *original.Paragraph:
			m.doubtOf(b)
			for _, l := range strings.Split(b.Text(), "\n") {
				if t := m.clean(l, b.Place); t != "" {
					out = append(out, piece{block: i, text: t, para: b})
				}
			}
		case *original.Picture:
			out = append(out, piece{block: i, picture: b})
		case *original.Grid:
			out = append(out, piece{block: i, grid: b})
		}
	}
	return out
}

// doubtOf says of a paragraph what of its text may be no part of it. Recognised
// text is told of once, for the page.
func (m *maker) doubtOf(p *original.Paragraph) {
	m.doubtRuns(p, func(t string) diag.Text {
		return diag.T("原件这一段里“%s”是划去的或看不见的文字，照样录入了", "“%s” is struck out or not seen in this paragraph of the original; it was taken all the same", t)
	}, original.Struck, original.Unseen)
	m.doubtRuns(p, func(t string) diag.Text {
		return diag.T("原件这一段里“%s”看到的可能与存的不同（倒排的文字，或字体与编码表不符），照存的录入了", "“%s” may be seen otherwise than it is kept in this paragraph of the original (set backwards, or by a font that disagrees); it was taken as it is kept", t)
	}, original.Backward, original.Denied)
}

// doubtRuns says why of the runs of a paragraph that are unsure for some reasons.
func (m *maker) doubtRuns(p *original.Paragraph, why func(text string) diag.Text, reasons ...diag.Text) {
	var b strings.Builder
	for _, r := range p.Runs {
		if slices.Contains(reasons, r.Unsure) {
			b.WriteString(r.Text)
		}
	}
	if t := trim(strings.ReplaceAll(b.String(), "\n", "")); t != "" {
		m.doubt(Doubt{Place: p.Place, Written: p.Text(), Why: why(shortened(t, 24))})
	}
}

// clean takes away what no report can have printed.
func (m *maker) clean(text string, at original.Place) string {
	lost := false
	t := strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029':
			return -1
		case r == utf8.RuneError, r&0xFFFE == 0xFFFE, 0xFDD0 <= r && r <= 0xFDEF:
			lost = true
			return '〓'
		}
		return r
	}, text)
	_, _, places := report.Value{Text: strings.TrimSpace(t)}.Ref()
	if places || strings.ContainsAny(t, "{｛") && (strings.Contains(t, "table") || strings.Contains(t, "image")) {
		t = strings.NewReplacer("{", "（", "｛", "（", "}", "）", "｝", "）").Replace(t)
		lost = true
	}
	t = trim(t)
	if lost {
		m.doubt(Doubt{Place: at, Written: t, Why: diag.T("原件这里有读不出的字，写成了〓或括号：“%s”", "the original has characters here that cannot be read; they were written as 〓 or as brackets: %s", shortened(t, 24))})
	}
	return t
}

// runes counts a piece's characters.
func (p *piece) runes() int { return utf8.RuneCountInString(p.text) }

// short reports whether a piece is a line of few words and no sentence.
func (p *piece) short(most int) bool {
	return p.para != nil && p.runes() <= most && !strings.ContainsAny(p.text, "。；！？")
}

// centred reports whether a piece is set like a title.
func (p *piece) centred() bool { return p.para != nil && p.para.Align == original.Centre }

// aside reports whether a piece stands at the right, as a signature does.
func (p *piece) aside() bool {
	const enough = 10 * 16 * 12700 // ten characters
	return p.para != nil && (p.para.Align == original.Right || p.para.Left+p.para.FirstLine >= enough || strings.HasPrefix(p.para.Text(), strings.Repeat("　", 8)) || strings.HasPrefix(p.para.Text(), strings.Repeat(" ", 16)))
}
