package intake

import (
	"cmp"
	"strings"

	"nianbao/internal/character"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// yearIn finds a year as it is written in a title: 2020年, 2020年度, 二〇二〇年.
var yearIn = pattern.New(`([0-9０-９]{4}|[〇○零Ｏ一二三四五六七八九]{4})\s*年`)

// recognise finds out of which year the report is and in which form.
func (m *maker) recognise() error {
	m.findUnruled()
	m.pieces = m.split()
	m.findTitle()
	if y := schoolYear(m.report.titleText() + "\n" + m.doc.Title); y != 0 {
		m.Year = cmp.Or(m.Year, y)
		m.Form = cmp.Or(m.Form, "school")
	}
	if m.Year == 0 {
		m.Year = m.findYear()
	}
	if m.Year < report.FirstYear || m.Year > report.LastYear {
		return m.refuse(diag.T("看不出这是哪一年的报告。", "the year of the report cannot be told."),
			diag.T("请写明年度（例如 --year 2020）。", "say it, such as --year 2020."))
	}
	if m.Agency == "" {
		m.Agency = m.findAgency()
	}
	if err := m.findForm(); err != nil {
		return err
	}
	m.ownChapters()
	m.base = m.form
	m.otherTables()
	if len(m.matches) == 0 && !m.hasProse() {
		do := diag.T("请确认是不是选错了文件。", "is it the right file?")
		if m.doc.Format == "HTML" {
			do = diag.T("正文在网页的框架（iframe）里或附件里的，请打开那一页或那个附件，另存后再导入。", "where it is in a frame of the page or an attachment, open that, save it and import it.")
		}
		return m.refuse(diag.T("没有找到年报的正文和表格。", "neither the text nor a table of a report was found."), do)
	}
	return nil
}

// hasProse reports whether the text is a report's: it has chapters, and its name, its
// first lines or a heading say what it reports on, or a heading is one of the form's
// parts. Numbered headings alone are any document's.
func (m *maker) hasProse() bool {
	const first = 30 // lines
	chapter, named := false, disclosure.MatchString(m.doc.Title+m.report.titleText())
	for i := range m.pieces {
		x := &m.pieces[i]
		named = named || (i < first || m.isChapter(x)) && disclosure.MatchString(x.text)
		chapter = chapter || m.isChapter(x)
		for p := range m.form.Parts {
			named = named || x.para != nil && m.heads(p, x) > 0
		}
		if chapter && named {
			return true
		}
	}
	return false
}

// disclosure is what a report is on.
var disclosure = pattern.New(`信息公开|政务公开`)

// findYear takes the year of the title, else the one that the beginning of the
// text names most often.
func (m *maker) findYear() int {
	if y := yearOf(m.report.titleText()); y != 0 {
		return y
	}
	if y := yearOf(m.doc.Title); y != 0 {
		return y
	}
	count := map[int]int{}
	best := 0
	for i, p := range m.pieces {
		if i == 12 {
			break
		}
		for _, s := range yearIn.FindAllString(p.text, -1) {
			y := yearOf(s)
			if count[y]++; y != 0 && (best == 0 || count[y] > count[best] || count[y] == count[best] && y < best) {
				best = y
			}
		}
	}
	for _, s := range m.tables() {
		if best == 0 {
			best = yearOf(s)
		}
	}
	if best == 0 {
		best = yearOf(m.Stem + "年")
	}
	return best
}

// schoolYear gives the year in which the school year of a title ends: 2023 of
// 2022—2023学年; 0 where the title names none.
func schoolYear(title string) int {
	found := schoolYears.FindStringSubmatch(title)
	if found == nil {
		return 0
	}
	from, to := yearOf(found[1]+"年"), yearOf(found[2]+"年")
	if to != from+1 {
		return 0
	}
	return to
}

// tables gives what stands in the first rows of the tables.
func (m *maker) tables() (out []string) {
	for _, p := range m.pieces {
		if p.grid == nil {
			continue
		}
		for _, c := range p.grid.Cells {
			if c.Row <= 2 {
				out = append(out, c.Text)
			}
		}
	}
	return out
}

// yearOf gives the first year that a text names, 0 where it names none that a
// report may be of.
func yearOf(text string) int {
	for _, s := range yearIn.FindAllStringSubmatch(text, -1) {
		y := 0
		for _, r := range s[1] {
			y = y*10 + digitOf(r)
		}
		if y >= report.FirstYear && y <= report.LastYear {
			return y
		}
	}
	return 0
}

// digitOf gives the value of a figure, Arabic or Chinese.
func digitOf(r rune) int {
	if v, is := character.Digit(r); is {
		return v
	}
	if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
		return i/len("一") + 1
	}
	return 0
}

var (
	schoolYears = pattern.New(`([0-9０-９]{4})\s*年?\s*[—–－~～至-]+\s*([0-9０-９]{4})\s*学年`)

	bodyBefore = pattern.New(`^(?:关于)?[《]?(.{2,40}?)(?:关于)?[（(]?(?:[0-9０-９]{4}|[〇○零Ｏ一二三四五六七八九]{4})\s*年`)
	bodyAfter  = pattern.New(`^[《]?(?:[0-9０-９]{4}|[〇○零Ｏ一二三四五六七八九]{4})\s*年度?(.{2,40}?)(?:政府)?(?:信息|政务)公开`)
)

// findAgency takes the name of the body from the title. The file's properties
// may have the same name in full.
func (m *maker) findAgency() string {
	title := strings.Join(strings.Fields(m.report.titleText()), "")
	name := ""
	if s := bodyBefore.FindStringSubmatch(title); s != nil {
		name = s[1]
	} else if s := bodyAfter.FindStringSubmatch(title); s != nil {
		name = s[1]
	}
	if name == "" || name == "政府" { // 2026年政府信息公开工作年度报告
		return ""
	}
	if a := trim(m.doc.Author); strings.Contains(a, name) && body.MatchString(a) {
		return a
	}
	return name
}

// findForm takes the form whose tables the original has, or the one of the year.
func (m *maker) findForm() error {
	m.sheets = sheets(m.doc)
	m.joinParted()
	m.closeBreaks()
	all := m.sheets
	if m.Form != "" {
		f, err := m.forms.For(m.Year, m.Form)
		if err != nil {
			return err
		}
		m.form, m.matches = f, m.matchForm(f, all)
		return nil
	}
	usual, _ := m.forms.For(m.Year, "")
	if usual != nil {
		if m.form, m.matches = usual, m.matchForm(usual, all); whole(usual, m.matches) {
			return nil // no other can be nearer
		}
	}
	usuals := m.matches
	m.form, m.matches = nil, nil
	best := 0.0
	for _, f := range m.forms.Forms() {
		found := usuals
		if f != usual {
			found = m.matchForm(f, all)
		}
		score := weight(found)
		switch {
		case len(found) == 0:
			continue
		case f == usual:
			score += 0.3
		case f.FirstYear > m.Year || f.LastYear != 0 && f.LastYear < m.Year:
			score -= 0.3
		}
		if score > best {
			best, m.form, m.matches = score, f, found
		}
	}
	if m.form == nil {
		m.form, m.matches = usual, map[string]*match{}
	}
	if m.form == nil {
		return m.refuse(diag.T("没有 %d 年的表式。", "there is no form for %d.", m.Year), diag.T("请写明表式（--form）。", "name one with --form."))
	}
	return nil
}

// whole reports whether all tables of a form were found, each row by its name, and
// nothing between them that the form does not have.
func whole(f *form.Form, found map[string]*match) bool {
	if len(found) == 0 {
		return false
	}
	for i := range f.Parts {
		p := &f.Parts[i]
		x := found[p.Key]
		switch {
		case p.Table == nil || x == nil && p.Optional:
		case x == nil || !x.whole():
			return false
		}
	}
	return true
}

// weight weighs what was found of a form: rows of figures less those missing.
func weight(found map[string]*match) (score float64) {
	for _, x := range found {
		for r := range x.rows {
			if len(x.rows[r].values) == 0 {
				if x.line[r] >= 0 {
					score += 0.5
				}
				continue
			}
			switch {
			case x.line[r] < 0:
				score--
			case x.vague[r]:
				score += 0.5
			default:
				score++
			}
		}
		score -= float64(len(x.unknown())) // rows that this form does not have
	}
	return score
}

// matchForm finds the tables of a form, each in the sheet that has most of it.
func (m *maker) matchForm(f *form.Form, all []*sheet) map[string]*match {
	t := &matcher{words: m.words, agency: m.Agency, year: m.Year}
	found := map[string]*match{}
	for i := range f.Parts {
		p := &f.Parts[i]
		if p.Table == nil {
			continue
		}
		rows := m.rowsOf(p.Table)
		for _, s := range all {
			if x := t.match(p, rows, s); x != nil && (found[p.Key] == nil || x.found > found[p.Key].found) {
				found[p.Key] = x
			}
		}
	}
	return found
}

// unknown gives the rows between those that were found that are no rows of the
// form and not its head again.
func (x *match) unknown() (out []*line) {
	used := map[int]bool{}
	first, last := -1, -1
	for _, i := range x.line {
		if i >= 0 {
			used[i] = true
			if last = max(last, i); first < 0 {
				first = i
			}
		}
	}
	heads := map[string]bool{}
	for r := range x.rows {
		if len(x.rows[r].values) == 0 {
			for _, t := range x.rows[r].labels {
				heads[bare(t)] = true
			}
		}
	}
	for i := first; i >= 0 && i <= last; i++ {
		if l := &x.sheet.lines[i]; !used[i] && !l.blank() && !l.allIn(heads) && !l.piecesOf(heads) {
			out = append(out, l)
		}
	}
	return out
}

// allIn reports whether all labels of a row are known.
func (l *line) allIn(known map[string]bool) bool {
	for _, c := range l.cells {
		if !known[bare(c.Text)] && plain(c.Text) != "" {
			return false
		}
	}
	return true
}

// piecesOf reports whether all labels of a row are pieces of labels: those of a
// head were broken into two rows.
func (l *line) piecesOf(labels map[string]bool) bool {
	for _, c := range l.cells {
		t := bare(c.Text)
		if t == "" {
			continue
		}
		found := false
		for label := range labels {
			found = found || len([]rune(t)) > 1 && (strings.HasPrefix(label, t) || strings.HasSuffix(label, t))
		}
		if !found || strings.ContainsAny(t, "0123456789") {
			return false
		}
	}
	return true
}

// place gives the place of a row.
func (l *line) place() original.Place {
	if len(l.cells) == 0 {
		return l.grid.Place
	}
	p := l.cells[0].Place
	p.Column = 0
	return p
}
