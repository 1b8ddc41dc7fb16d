package intake

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

func (p *piece) at() original.Place {
	switch {
	case p.para != nil:
		return p.para.Place
	case p.grid != nil:
		return p.grid.Place
	case p.picture != nil:
		return p.picture.Place
	}
	return original.Place{}
}

// structure says of each piece where in the report it stands.
func (m *maker) structure() {
	m.placeTables()
	m.joinDates()
	m.report.parts = map[string]*section{}
	body, end := m.pieces, []piece(nil)
	if at := m.bodyEnd(); at < len(body) {
		body, end = body[:at], body[at:]
	}
	body, names := m.takeLateList(body, len(end) > 0)
	body = m.takeSignature(m.endAtDate(body))
	if m.Options.Agency == "" && (len(m.report.name) > len(m.Agency) && strings.HasPrefix(m.report.name, m.Agency) || isWhole(m.report.name, m.Agency)) {
		m.Agency = m.report.name // the title has it shorter, or with characters that cannot be read
	}
	if len(names) == 0 {
		body, names = m.takeList(body)
	}
	if m.form.Chapters {
		m.takeChapters(body)
	} else {
		m.takeParts(body)
	}
	m.report.preamble = m.withoutFurniture(m.report.preamble)
	m.takeEnd(end, names)
}

var attachmentMark = pattern.New(`^附\s*件\s*[0-9０-９一二三四五六七八九十]*\s*[:：]?$`)

// bodyEnd gives where the text ends and appendices or attachments begin.
func (m *maker) bodyEnd() int {
	signed := -1
	for i := range m.pieces {
		p := &m.pieces[i]
		switch {
		case p.para == nil:
			if part := m.part(p.part); part != nil && part.Appendix && !m.inText(i) {
				return m.appendixBegin(i)
			}
		case m.endsWithDate(m.pieces, i) && m.afterText(i):
			signed = i
		case attachmentMark.MatchString(p.text) && m.afterText(i) && (signed >= 0 || p.para.NewPage || i+1 < len(m.pieces) && m.pieces[i+1].centred()):
			return i
		}
	}
	return len(m.pieces)
}

// inText reports whether the table at i stands in a chapter: another chapter or
// the signature follows it.
func (m *maker) inText(i int) bool {
	if !m.form.Chapters {
		return false
	}
	for k := i + 1; k < len(m.pieces) && !attachmentMark.MatchString(m.pieces[k].text); k++ {
		if p := &m.pieces[k]; p.para != nil && (m.isChapter(p) || m.endsWithDate(m.pieces, k)) {
			return true
		}
	}
	return false
}

// afterText reports whether no heading of the form's parts follows a piece.
func (m *maker) afterText(i int) bool {
	for _, p := range m.pieces[i+1:] {
		if part := m.part(p.part); part != nil && !part.Appendix {
			return false
		}
	}
	return true
}

// appendixBegin gives where the heading of the appendix with the table at i
// begins: a few short lines above it.
func (m *maker) appendixBegin(i int) int {
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		p := &m.pieces[k]
		if p.para == nil || p.runes() > 60 || m.endsWithDate(m.pieces, k) || strings.HasSuffix(p.text, "。") {
			break
		}
		if p.para.NewPage || strings.Contains(p.text, "统计") || strings.Contains(p.text, "年报") || strings.Contains(p.text, "情况表") || strings.Contains(p.text, "报表") {
			return k
		}
	}
	return i
}

func (m *maker) part(key string) *form.Part {
	for i := range m.form.Parts {
		if m.form.Parts[i].Key == key && key != "" {
			return &m.form.Parts[i]
		}
	}
	return nil
}

var (
	listOne  = pattern.New(`^附\s*件\s*[:：]\s*(.+)$`)
	listItem = pattern.New(`^([0-9０-９]{1,2})\s*[.．、]\s*(.+)$`)
)

// takeList takes the list of attachments from the end of the text.
func (m *maker) takeList(body []piece) (rest []piece, names []string) {
	for i := len(body) - 1; i >= 0 && i >= len(body)-20; i-- {
		if body[i].para == nil {
			break
		}
		first := listOne.FindStringSubmatch(body[i].text)
		if first == nil {
			if listItem.MatchString(body[i].text) {
				continue
			}
			break
		}
		for k, p := range body[i:] {
			text := p.text
			if k == 0 {
				text = first[1]
			}
			if s := listItem.FindStringSubmatch(text); s != nil {
				text = s[2]
			}
			names = append(names, text)
		}
		return body[:i], names
	}
	return body, nil
}

// takeLateList takes a list of attachments that stands below the signature, which is
// else not found. Where the file has none of them it goes the way of all that stands there.
func (m *maker) takeLateList(body []piece, attached bool) (rest []piece, names []string) {
	rest, names = m.takeList(body)
	if n := len(rest); n == 0 || n == len(body) || !m.endsWithDate(rest, n-1) {
		return body, nil
	}
	if !attached {
		m.leaveOut(body[len(rest):], belowSignature)
		return rest, nil
	}
	return rest, names
}

// takeChapters parts the text at its headings of the first level.
func (m *maker) takeChapters(body []piece) {
	is := m.isChapter
	if !slices.ContainsFunc(body, func(p piece) bool { return is(&p) }) {
		is = func(p *piece) bool { return p.para != nil && p.short(25) && (p.para.Bold() || p.centred()) }
	}
	for i := range body {
		p := body[i]
		n := len(m.report.chapters)
		switch {
		case is(&p):
			m.report.chapters = append(m.report.chapters, section{heading: p.text})
		case n == 0:
			m.report.preamble = append(m.report.preamble, p)
		default:
			m.report.chapters[n-1].text = append(m.report.chapters[n-1].text, p)
		}
	}
}

func (m *maker) isChapter(p *piece) bool {
	return p.short(40) && (numbered.MatchString(p.text) || p.para.Level == 1)
}

// takeParts parts the text at the headings of the form's parts.
func (m *maker) takeParts(body []piece) {
	at := m.findHeadings(body)
	begin := -1
	for k := range at {
		if at[k] >= 0 {
			begin = at[k]
			break
		}
	}
	if begin < 0 {
		begin = len(body)
	}
	m.report.preamble = body[:begin]
	for k, i := range at {
		if i < 0 {
			continue
		}
		end := len(body)
		for _, next := range at[k+1:] {
			if next >= 0 {
				end = next
				break
			}
		}
		s := &section{}
		if body[i].para != nil {
			s.heading = body[i].text
			i++
		}
		s.text = body[i:end]
		m.report.parts[m.form.Parts[k].Key] = s
	}
}

// takeEnd reads what stands after the text: appendices and attachments.
func (m *maker) takeEnd(end []piece, names []string) {
	for i := 0; i < len(end); {
		to := i + 1
		for to < len(end) && !m.beginsEnd(end, to) {
			to++
		}
		m.takeOne(end[i:to], names)
		i = to
	}
	if len(m.report.attachments) == 0 && len(names) > 0 {
		m.keepList(names)
	}
}

// beginsEnd reports whether another attachment or appendix begins at i.
func (m *maker) beginsEnd(end []piece, i int) bool {
	return end[i].para != nil && attachmentMark.MatchString(end[i].text)
}

// takeOne reads an appendix or an attachment.
func (m *maker) takeOne(ps []piece, names []string) {
	if i := slices.IndexFunc(ps, func(p piece) bool { return p.part != "" }); i >= 0 {
		if attachmentMark.MatchString(ps[0].text) {
			ps, i = ps[1:], i-1
		}
		s := &section{head: ps[:i], foot: ps[i+1:]}
		if i > 0 {
			s.heading, s.head = ps[0].text, ps[1:i]
		}
		m.report.parts[ps[i].part] = s
		return
	}
	a := attachment{}
	n := len(m.report.attachments)
	if n < len(names) {
		a.name = names[n]
	}
	ps = ps[1:]
	k := 0
	for k < len(ps) && k < 4 && ps[k].short(60) && ps[k].centred() {
		k++
	}
	if k == 0 && len(ps) > 0 && ps[0].para != nil {
		k = 1
	}
	a.title, a.text = ps[:k], ps[k:]
	m.report.attachments = append(m.report.attachments, a)
}

// keepList puts a list of attachments back that are not in the file.
func (m *maker) keepList(names []string) {
	var lines []piece
	for i, n := range names {
		if len(names) > 1 {
			n = string('1'+rune(i)) + "." + n
		}
		if i == 0 {
			n = "附件：" + n
		}
		lines = append(lines, piece{text: n, para: &original.Paragraph{}})
	}
	if s := m.lastSection(); s != nil {
		s.text = append(slices.Clone(s.text), lines...)
	} else {
		m.report.preamble = append(slices.Clone(m.report.preamble), lines...)
	}
	m.remark(original.Place{}, diag.T("附件说明里的附件不在文件里，说明录在正文末尾。", "the attachments that the text lists are not in the file; the list was put at the end of the text."))
}

// lastSection gives the last part or chapter of the text.
func (m *maker) lastSection() *section {
	if n := len(m.report.chapters); n > 0 {
		return &m.report.chapters[n-1]
	}
	for i := len(m.form.Parts) - 1; i >= 0; i-- {
		if s := m.report.parts[m.form.Parts[i].Key]; s != nil && !m.form.Parts[i].Appendix {
			return s
		}
	}
	return nil
}

// isWhole reports whether name is the other one with its unread characters.
func isWhole(name, other string) bool {
	a, b := []rune(name), []rune(other)
	if len(a) != len(b) || !strings.ContainsRune(other, '〓') {
		return false
	}
	for i := range a {
		if a[i] != b[i] && b[i] != '〓' || a[i] == '〓' {
			return false
		}
	}
	return true
}
