package intake

import (
	"strings"
	"unicode"

	"nianbao/internal/pattern"
)

// How dates are written: in words, in figures, and what is left of them at a line's end.
const (
	blank    = `[\s\p{Z}]*`
	month    = `[0-9０-９〇○零ＯO一二三四五六七八九]{4}` + blank + `年` + blank + `[0-9０-９一二三四五六七八九十]{1,3}` + blank + `月`
	written  = month + blank + `[0-9０-９一二三四五六七八九十]{1,3}` + blank + `日`
	digitM   = blank + `(?:0?[1-9]|1[0-2])` + blank
	inDigits = `(?:19|20)[0-9]{2}(?:` + blank + `[.．]` + digitM + `[.．]|` + blank + `[-－]` + digitM + `[-－]|` + blank + `[/／]` + digitM + `[/／])` + blank + `(?:0?[1-9]|[12][0-9]|3[01])`
	either   = `[（(]?` + blank + `(?:` + written + `|` + inDigits + `)` + blank + `[）)]?`
)

var (
	dated     = pattern.New(`^[（(]?` + blank + written + blank + `[）)]?$`)
	figured   = pattern.New(`^[（(]?` + blank + inDigits + blank + `[）)]?$`)
	monthOnly = pattern.New(`^[（(]?` + blank + month + blank + `[）)]?$`)
	nameDate  = pattern.New(`^(.*?[^\s\p{Z}\d])` + blank + `(` + either + `)$`)
	dateName  = pattern.New(`^(` + either + `)` + blank + `([^\s\p{Z}\d].*)$`)
	dateRest  = pattern.New(`^[0-9０-９〇一二三四五六七八九十年月日\s\p{Z}]{1,12}[）)]?$`)
)

func isDate(text string) bool { return dated.MatchString(text) }

// joinDates closes dates that a line's end has broken: 2024年1月18 and 日.
func (m *maker) joinDates() {
	var out []piece
	for i := 0; i < len(m.pieces); i++ {
		p := m.pieces[i]
		for n := 1; n <= 2 && i+n < len(m.pieces) && isRest(&m.pieces[i+n]); n++ {
			whole := p
			for _, rest := range m.pieces[i+1 : i+1+n] {
				whole.text += rest.text
			}
			if m.isBroken(&p, &whole) {
				p, i = whole, i+n
				break
			}
		}
		out = append(out, p)
	}
	m.pieces = out
}

// isRest reports whether a piece may be what is left of a date.
func isRest(p *piece) bool {
	return p.para != nil && dateRest.MatchString(p.text) && !isDate(p.text)
}

// isBroken reports whether a piece alone bears no date, and with what follows it one
// in words.
func (m *maker) isBroken(p, whole *piece) bool {
	if !p.short(60) || isDate(p.text) {
		return false
	}
	_, date := m.signatureOf(whole)
	return isDate(whole.text) || isDate(date)
}

// signatureOf gives name and date that stand on one line.
func (m *maker) signatureOf(p *piece) (name, date string) {
	if !p.short(60) {
		return "", ""
	}
	if s := nameDate.FindStringSubmatch(p.text); s != nil {
		name, date = s[1], s[2]
	} else if s := dateName.FindStringSubmatch(p.text); s != nil {
		name, date = s[2], s[1]
	}
	alone := piece{text: name, para: p.para}
	if name == "" || !m.isName(&alone, true) {
		return "", ""
	}
	return name, trim(date)
}

// endsWithDate reports whether the i-th piece is a date that a text is signed with,
// or has one beside the name. A date in figures, or without a day, is one where a
// signature's stands: at the right, or below a name.
func (m *maker) endsWithDate(ps []piece, i int) bool {
	p := &ps[i]
	switch {
	case p.para == nil:
		return false
	case isDate(p.text):
		return true
	case figured.MatchString(p.text), monthOnly.MatchString(p.text):
		return p.aside() || p.centred() || i > 0 && m.isName(&ps[i-1], true)
	}
	name, _ := m.signatureOf(p)
	return name != ""
}

// takeSignature takes name and date from the end of the text.
func (m *maker) takeSignature(body []piece) []piece {
	n := len(body)
	if n == 0 {
		return body
	}
	if name, date := m.signatureOf(&body[n-1]); name != "" {
		m.report.name, m.report.date = name, date
		return body[:n-1]
	}
	if m.endsWithDate(body, n-1) {
		m.report.date = body[n-1].text
		n--
	}
	if n > 0 && m.isName(&body[n-1], m.report.date != "") {
		m.report.name = body[n-1].text
		n--
	}
	return body[:n]
}

// isName reports whether a piece is the name that a report is signed with.
func (m *maker) isName(p *piece, dated bool) bool {
	if !p.short(40) || strings.ContainsAny(p.text, "，：:、") || p.para.Level > 0 || numbering.MatchString(p.text) || nothing[p.text] {
		return false
	}
	if !hasWords(p.text) || monthOnly.MatchString(p.text) || isDate(p.text) {
		return false
	}
	own := m.Agency != "" && (strings.HasSuffix(m.Agency, p.text) || strings.HasSuffix(p.text, m.Agency)) && p.runes() > 2
	return own || p.aside() || dated && p.centred() || dated && p.runes() >= 4 && body.MatchString(p.text)
}

// hasWords reports whether a text has two characters of words: 日 is none of a name.
func hasWords(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n > 1
}

// body is how names of public bodies end.
var body = pattern.New(`(局|委|委员会|政府|办公室|办|厅|部|院|所|站|中心|处|队|街道|管委会|公司|学校|大学|馆|署|行|室)$`)
