package intake

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// withoutFurniture takes away what portals put between a title and its text:
// dates, buttons, tables of facts. Files that were made of pages have it too.
func (m *maker) withoutFurniture(ps []piece) (kept []piece) {
	var gone []piece
	for _, p := range ps {
		if m.isFurniture(&p) {
			gone = append(gone, p)
		} else {
			kept = append(kept, p)
		}
	}
	m.leaveOut(gone, diag.T("网页上不属于报告的文字没有录入", "text of the page that is no part of the report was left out"))
	return kept
}

func (m *maker) isFurniture(p *piece) bool {
	if p.grid != nil {
		return m.isFacts(p.grid)
	}
	return p.para != nil && m.words.page.Furniture(p.text)
}

// isFacts reports whether a table is one of facts about a page: its number, its
// date, who published it.
func (m *maker) isFacts(g *original.Grid) bool {
	known, all := 0, 0
	for _, c := range g.Cells {
		t := strings.Join(strings.Fields(c.Text), "")
		switch {
		case strings.HasPrefix(t, "索引号"):
			return true
		case t == "":
			continue
		case m.words.page.Furniture(c.Text):
			known++
		}
		all++
	}
	return known >= 2 && known*2 >= all
}

// endAtDate leaves out what stands behind the date that the text is signed with:
// lines of a page's foot, or who has copies. A foot may bear a date in figures: one
// that is written in words above it is the signature's.
func (m *maker) endAtDate(body []piece) []piece {
	end := 0
	for i := len(body) - 1; i > 0; i-- {
		p := &body[i]
		if m.endsWithDate(body, i) && (end == 0 || strings.ContainsRune(p.text, '年')) {
			if end = i + 1; strings.ContainsRune(p.text, '年') {
				break
			}
			continue
		}
		if p.part != "" || p.grid != nil && !m.isFacts(p.grid) || !m.isFurniture(p) && !copies.MatchString(p.text) && (!p.short(60) || numbering.MatchString(p.text)) {
			break
		}
	}
	if end == 0 {
		return body
	}
	m.leaveOut(body[end:], belowSignature)
	return body[:end]
}

var belowSignature = diag.T("落款之后的文字没有录入", "what stands below the signature was left out")

// copies is the note at an official document's end that says who has copies, and
// who printed it when (GB/T 9704).
var copies = pattern.New(`^(主[\s　]*送|抄[\s　]*送|抄[\s　]*报|分[\s　]*送)[\s　]*[:：].{0,120}$|印发$`)

// leaveOut remarks on pieces that go to no place of the file.
func (m *maker) leaveOut(ps []piece, what diag.Text) {
	if len(ps) == 0 {
		return
	}
	text := shortened(strings.Join(textsOf(ps), " / "), 200)
	m.remark(ps[0].at(), diag.Text{ZH: what.ZH + "：" + text, EN: what.EN + ": " + text})
}

// textsOf gives all that stands in pieces, tables row by row.
func textsOf(ps []piece) (texts []string) {
	for _, p := range ps {
		switch {
		case p.text != "":
			texts = append(texts, p.text)
		case p.grid != nil:
			for _, l := range lines(p.grid) {
				texts = append(texts, l.text())
			}
		}
	}
	return texts
}
