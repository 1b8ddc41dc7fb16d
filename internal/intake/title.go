package intake

import (
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// reportText is the text of a report, by where it goes.
type reportText struct {
	title       []piece
	preamble    []piece
	chapters    []section
	parts       map[string]*section
	name, date  string
	attachments []attachment
}

// section is a part or a chapter.
type section struct {
	heading    string // "" none was found
	text       []piece
	head, foot []piece // lines above and below the table of an appendix
}

// attachment is a text after the report.
type attachment struct {
	name  string
	title []piece
	text  []piece
}

func (r *reportText) titleText() string {
	var b strings.Builder
	for _, p := range r.title {
		b.WriteString(p.text)
	}
	return b.String()
}

var (
	named    = pattern.New(`年度?报告?|年报|工作报告|情况报告`)
	titled   = pattern.New(`年|公开|政务|政府|报告|关于|(局|委|会|办|厅|部|院|所|站|中心|处|队|街道|公司|学校|大学|馆|署|行|室|县|市|区|镇|乡|省|州|盟|旗|村|社|园|团|集团)\s*$`) // how its first line may read
	numbered = pattern.New(`^[一二三四五六七八九十]+[、.．]`)
)

// fewRows is how many rows a table of facts about a page has at most: number,
// date, who published it.
const fewRows = 8

// findTitle takes the lines at the beginning that are the report's name. What
// stands before it is no part of the report.
func (m *maker) findTitle() {
	end := 0 // of what may be title
	for listed := false; end < len(m.pieces) && end < 40; end++ {
		p := &m.pieces[end]
		listed = listed || contents.MatchString(p.text)
		if p.grid != nil && p.grid.Rows > fewRows || numbered.MatchString(p.text) && !(listed && paged.MatchString(p.text)) {
			break
		}
	}
	from, to := m.titleLines(0, end)
	if to == 0 {
		return
	}
	first := m.pieces[from].text
	for again, behind := m.titleLines(to, end); behind > 0; again, behind = m.titleLines(to, end) {
		if p := &m.pieces[again]; !p.centred() && p.text != first && m.joined(again, behind) != m.joined(from, to) {
			break
		}
		from, to = again, behind // a cover, a letter, a table of contents stood before
	}
	m.report.title = m.pieces[from:to]
	m.leaveOut(m.pieces[:from], diag.T("标题之前的文字没有录入", "what stands before the title was left out"))
	m.pieces = m.pieces[to:]
}

// joined gives the text of pieces, as if it were one line.
func (m *maker) joined(from, to int) (text string) {
	for _, p := range m.pieces[from:to] {
		text += strings.Join(strings.Fields(p.text), "")
	}
	return text
}

// contents and paged are how a table of contents begins and how its lines end.
var (
	contents = pattern.New(`^目[\s　]*[录次]$`)
	paged    = pattern.New(`[.．…·\s]*[0-9]{1,3}$`)
)

// titleLines gives the first and the line behind the last of the title's.
func (m *maker) titleLines(begin, end int) (from, to int) {
	for from = begin; from < end; from++ {
		if !m.pieces[from].short(60) || strings.ContainsAny(m.pieces[from].text, "：:") || !titled.MatchString(m.pieces[from].text) {
			continue
		}
		text := ""
		for to = from; to < end && to < from+4; to++ {
			p := &m.pieces[to]
			if !p.short(60) || isDate(p.text) || to > from && !p.setAs(&m.pieces[from]) {
				break
			}
			if text += p.text; !strings.Contains(text, "公开") && !strings.Contains(text, "政务") && to < end-1 {
				continue
			}
			if named.MatchString(strings.ReplaceAll(text, " ", "")) && strings.ContainsAny(text, "年") {
				return from, m.titleEnd(text, to+1, end)
			}
		}
	}
	return 0, 0
}

// setAs reports whether two lines of a title are set alike: centred both, or in
// one size, since a line that fills the width is not seen to be centred.
func (p *piece) setAs(q *piece) bool {
	return p.centred() == q.centred() || p.para.Size() > 0 && p.para.Size() == q.para.Size()
}

// titleEnd adds a line that only ends the title: （2020年度）, or what its last word
// still lacks.
func (m *maker) titleEnd(text string, to, end int) int {
	if to < end && titleLacks.MatchString(m.pieces[to].text) && m.pieces[to].para != nil && titleEnded.MatchString(text+m.pieces[to].text) && !titleEnded.MatchString(text) {
		to++
	}
	if to < end && m.pieces[to].short(16) && m.pieces[to].centred() && bracketed.MatchString(m.pieces[to].text) {
		return to + 1
	}
	return to
}

var (
	titleLacks = pattern.New(`^(度?报?告|报)$`)
	titleEnded = pattern.New(`(报告|年报)$`)
)

var bracketed = pattern.New(`^[（(][0-9０-９]{4}年度?[）)]$`)

// shortened gives the beginning of a text.
func shortened(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
