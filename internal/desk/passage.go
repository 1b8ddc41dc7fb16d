package desk

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

// passages are a text taken apart: the lines between the tables and pictures that
// it places, one run more than there are of these. The page shows each run as a
// field, and what stands between them as things: no marker can be typed into.
type passages struct {
	lines  [][]string
	things []string // the lines that place them, such as "{table.NAME}"
}

func passagesOf(text string) *passages {
	p := &passages{lines: [][]string{nil}}
	for line := range strings.SplitSeq(text, "\n") {
		if _, _, ok := (report.Value{Text: strings.TrimSpace(line)}).Ref(); ok {
			p.things, p.lines = append(p.things, strings.TrimSpace(line)), append(p.lines, nil)
			continue
		}
		last := len(p.lines) - 1
		p.lines[last] = append(p.lines[last], line)
	}
	return p
}

// text gives the whole again.
func (p *passages) text() string {
	var all []string
	for i, lines := range p.lines {
		all = append(all, lines...)
		all = append(all, p.things[min(i, len(p.things)):min(i+1, len(p.things))]...)
	}
	return strings.Join(all, "\n")
}

// passage gives the text of a run of lines.
func (p *passages) passage(i int) string { return strings.Join(p.lines[i], "\n") }

// set gives a run another text; a blank one leaves no line.
func (p *passages) set(i int, text string) {
	p.lines[i] = nil
	if text = strings.TrimRight(plain(text), "\n"); strings.TrimSpace(text) != "" {
		p.lines[i] = strings.Split(text, "\n")
	}
}

// insert puts a thing behind a line of a run; what was left to fill is filled by it.
func (p *passages) insert(i, line int, thing string) {
	if text := strings.TrimSpace(p.passage(i)); text == "" || text == report.Unfilled {
		p.lines[i] = nil
	}
	lines := p.lines[i]
	at := min(max(line+1, 0), len(lines))
	p.lines = slices.Replace(p.lines, i, i+1, lines[:at:at], lines[at:])
	p.things = slices.Insert(p.things, i, thing)
}

// move moves a thing over the paragraph or the thing before it, or behind it, and
// reports whether there is one.
func (p *passages) move(i int, up bool) bool {
	above, below := p.lines[i], p.lines[i+1]
	written := func(line string) bool { return strings.TrimSpace(line) != "" }
	other := i + 1
	if up {
		other = i - 1
		for at := len(above) - 1; at >= 0; at-- {
			if written(above[at]) {
				p.lines[i], p.lines[i+1] = above[:at:at], slices.Concat(above[at:], below)
				return true
			}
		}
	} else if at := slices.IndexFunc(below, written); at >= 0 {
		p.lines[i], p.lines[i+1] = slices.Concat(above, below[:at+1]), below[at+1:]
		return true
	}
	if other < 0 || other >= len(p.things) {
		return false
	}
	p.things[i], p.things[other] = p.things[other], p.things[i]
	return true
}

// isProse reports whether a key is that of paragraphs.
func isProse(key string) bool { return key == "text" || key == "preamble" }

// passageKey is the key of a run of a text: of the first one that of the text, of
// another one that with the thing which it stands behind. So it is the same run
// whatever else is put into the text.
func passageKey(text keyPath, p *passages, i int) string {
	if i == 0 {
		return text.String()
	}
	return append(slices.Clone(text), p.placed(i-1)).String()
}

// placed names a thing by what places it, and where it is placed again by the number.
func (p *passages) placed(i int) string {
	before := 0
	for _, other := range p.things[:i] {
		if other == p.things[i] {
			before++
		}
	}
	if before == 0 {
		return p.things[i]
	}
	return p.things[i] + itoa(before+1)
}

// run gives the number of the run behind a thing, of the first one behind ""; -1:
// there is none.
func (p *passages) run(behind string) int {
	if behind == "" {
		return 0
	}
	for i := range p.things {
		if p.placed(i) == behind {
			return i + 1
		}
	}
	return -1
}

// passage takes a passageKey apart.
func (p keyPath) passage() (text keyPath, behind string, ok bool) {
	if isProse(p.key()) {
		return p, "", true
	}
	if len(p) < 2 || !isProse(p.parent().key()) || !strings.HasPrefix(p.key(), "{") {
		return nil, "", false
	}
	return p.parent(), p.key(), true
}

// texts are the texts that an editor changes, by key, in the order in which they came.
type texts struct {
	of   map[string]*passages
	list []keyPath
}

// passages gives a text to be changed, and the number of the run that a key names.
func (e *editor) passages(key keyPath) (p *passages, i int, err error) {
	text, behind, ok := key.passage()
	n := text.in(e.o.File.Root)
	if !ok || n != nil && n.Kind != source.String {
		return nil, 0, errField
	}
	if p = e.texts.of[text.String()]; p == nil {
		p = passagesOf(textOf(n))
		if e.texts.of == nil {
			e.texts.of = map[string]*passages{}
		}
		e.texts.of[text.String()], e.texts.list = p, append(e.texts.list, text)
	}
	if i = p.run(behind); i < 0 {
		return nil, 0, errField
	}
	return p, i, nil
}

// passage changes a run of a text.
func (e *editor) passage(key keyPath, c change) error {
	p, i, err := e.passages(key)
	switch {
	case err != nil:
		return err
	case c.clashes(p.passage(i)):
		return errChanged
	}
	p.set(i, c.Text)
	return nil
}

// canBeWithout reports whether a text is one of a part whose form has none.
func canBeWithout(f *form.Form, text keyPath) bool {
	if len(text) != 2 || text[1] != "text" {
		return false
	}
	at := slices.IndexFunc(f.Parts, func(p form.Part) bool { return p.Key == text[0] })
	return at >= 0 && !f.Parts[at].Text
}

// writeTexts writes the texts that were changed.
func (e *editor) writeTexts() {
	for _, key := range e.texts.list {
		text := e.texts.of[key.String()].text()
		if strings.TrimSpace(text) == "" {
			text = report.Unfilled
		}
		e.put(key, key.in(e.o.File.Root), source.QuoteLines(strings.TrimRight(text, "\n")+"\n"))
	}
}
