package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// text is the prose of a report, read once for all rules.
type text struct {
	passages []prose.Passage
	filters  prose.Indexer
	printed  []printed // all that is printed
	read     bool
	numbers  []prose.Number
	groups   []prose.Group
	told     []verdict // of each number, for explain
	why      diag.Text // why the number that is looked at is not compared, where a rule says so
}

// text cuts the report's prose into sentences at its first call.
func (c *Context) text() *text {
	if c.prose != nil {
		return c.prose
	}
	p := &text{passages: make([]prose.Passage, 0, c.paragraphs())}
	c.prose = p
	for _, v := range c.Report.Preamble {
		if _, _, places := v.Ref(); places {
			continue
		}
		p.passages = append(p.passages, prose.Passage{Value: v})
	}
	for i := range c.Form.Parts {
		part := &c.Form.Parts[i]
		p.add(part.Key, part.Heading.Text, c.Text(part.Key))
	}
	for _, ch := range c.Report.Chapters {
		p.passages = append(p.passages, prose.Passage{Value: ch.Heading})
		p.add(chapterPart, ch.Heading.Text, ch.Text)
	}
	for i := range p.passages {
		p.passages[i].Cut(&p.filters)
	}
	c.addPrinted(p)
	return p
}

// paragraphs is how many there are, headings of chapters included.
func (c *Context) paragraphs() int {
	n := len(c.Report.Preamble)
	for _, p := range c.Report.Parts {
		n += len(p.Text)
	}
	for _, ch := range c.Report.Chapters {
		n += 1 + len(ch.Text)
	}
	return n
}

// printed is a line or a paragraph that is printed, as it was typed.
type printed struct {
	report.Value
	prose.Indexed
}

// addPrinted gathers what is printed: title, preamble, parts, signature.
func (c *Context) addPrinted(p *text) {
	p.printed = make([]printed, 0, len(c.Report.Title)+len(p.passages)+1)
	add := func(v report.Value) { p.printed = append(p.printed, printed{v, p.filters.Index(v.Text)}) }
	for _, v := range c.Report.Title {
		add(v)
	}
	for i := range p.passages {
		switch one := &p.passages[i]; {
		case len(one.Sentences) == 1 && one.Sentences[0].Text == one.Value.Text:
			p.printed = append(p.printed, printed{one.Value, one.Sentences[0].Indexed}) // as headings are
		default:
			add(one.Value)
		}
	}
	for i := range c.Form.Parts {
		if p := c.Report.Parts[c.Form.Parts[i].Key]; p != nil {
			for _, v := range p.Head {
				add(v)
			}
			for _, v := range p.Foot {
				add(v)
			}
		}
	}
	if v := c.Report.Signature.Name; v.Text != "" {
		add(v)
	}
}

// texts calls do for all that is printed.
func (c *Context) texts(do func(v report.Value, x *prose.Indexed)) {
	for i := range c.text().printed {
		p := &c.prose.printed[i]
		do(p.Value, &p.Indexed)
	}
}

// numbers reads all numbers of the prose at its first call.
func (c *Context) numbers() *text {
	p := c.text()
	if p.read {
		return p
	}
	p.read = true
	words := c.words
	if words == nil { // last year's report, in another form
		if words, _ = wordsOf(c.Form); words == nil {
			return p
		}
	}
	own := prose.NewSelf(c.Report.Agency.Text, c.wholes())
	for i := range p.passages {
		p.passages[i].Scan(words, own)
	}
	p.numbers = prose.Read(p.passages, c.Report.Year)
	p.groups = prose.Groups(p.passages, p.numbers)
	p.told = make([]verdict, len(p.numbers))
	c.confirm()
	return p
}

// wholes is of what this body may say 全: 全县 of a county's government.
func (c *Context) wholes() string {
	switch b := c.body(); {
	case b.government():
		return "县市区州省旗"
	case b == township:
		return "镇乡街"
	case b == department:
		return "局委厅办院"
	}
	return "区"
}

// wordsOf gives the words by which reports in a form are read: those of
// words.toml, of the user's layout folder if there is one, and the labels of the
// form's tables.
func wordsOf(f *form.Form) (*prose.Lexicon, *diag.Diagnostic) {
	base, err := prose.Bundled()
	if f.Words.Data != nil {
		base, err = prose.ReadWords(f.Words.Data)
	}
	if err != nil {
		return nil, diag.New(diag.Pos{File: f.Words.File}, diag.T("用词文件有错：%v", "the file of words cannot be read: %v", err),
			diag.T("写法见自带的 layouts/prose/words.toml。", "see layouts/prose/words.toml for how it is written."))
	}
	var words []prose.Word
	for i := range f.Parts {
		switch p := &f.Parts[i]; {
		case p.Table == nil:
		case p.Key == partApplications:
			for _, k := range kindsOf(p.Table) {
				words = append(words, prose.Word{Text: k.label, As: prose.Result, Term: prose.Term{Rows: k.rows}})
			}
		case p.Key == partStatistics:
			words = append(words, statisticWords(f.Name, p.Table)...)
		}
	}
	return base.For(f.Name, words), nil
}

// statisticWords are the labels of a statistics table that name one row only.
func statisticWords(form string, t *form.Table) (words []prose.Word) {
	const shortest = 4 // characters
	count := map[string]int{}
	label := func(s *report.RowSchema) string {
		l := strings.TrimPrefix(strings.Trim(s.Label, " 　"), "其中：")
		l = plainLabel(strings.Trim(l, " 　"))
		return strings.TrimSuffix(strings.TrimSuffix(prose.Fold(l).Text, "数"), "次")
	}
	for i := range t.FigureRows {
		count[label(&t.FigureRows[i])]++
	}
	for i := range t.FigureRows {
		s := &t.FigureRows[i]
		if l := label(s); count[l] == 1 && len([]rune(l)) >= shortest {
			for _, w := range []string{l, l + "数"} {
				words = append(words, prose.Word{Text: w, As: prose.Row, Term: prose.Term{Keys: map[string]string{form: s.Key}}})
			}
		}
	}
	return words
}

// A kind is what the form prints before rows of results.
type kind struct {
	label string
	rows  []string
}

// kindsOf gives the labels of the rows that make up the results, groups of rows
// too.
func kindsOf(t *form.Table) (kinds []kind) {
	var of []string
	for _, sum := range t.Sums {
		if sum.Row == rowResults {
			of = sum.Of
		}
	}
	rows := make([]string, len(t.Rows))
	for r := range t.Rows {
		for _, cell := range t.Rows[r].Cells {
			if cell.Row != "" && rows[r] == "" {
				rows[r] = cell.Row
			}
		}
	}
	for r := range t.Rows {
		for _, cell := range t.Rows[r].Cells {
			k := kind{strings.TrimPrefix(plainLabel(cell.Text.Text), "本机关"), rows[r:min(r+max(cell.RowSpan, 1), len(rows))]}
			const shortest = 4 // characters; 其他 is said of many things
			if cell.Row == "" && len(k.label) >= shortest*len("一") && len(k.rows) < len(of) &&
				!slices.ContainsFunc(k.rows, func(row string) bool { return !slices.Contains(of, row) }) {
				kinds = append(kinds, k)
			}
		}
	}
	return kinds
}

// plainLabel is a label without its number and what stands in brackets.
func plainLabel(t string) string {
	t = strings.ReplaceAll(t, "\n", "")
	if first, _ := utf8.DecodeRuneInString(t); strings.ContainsRune("（0123456789一二三四五六七八九十", first) {
		t = reLabelNumber.ReplaceAllString(t, "")
	}
	if strings.Contains(t, "（") {
		t = reBrackets.ReplaceAllString(t, "")
	}
	return t
}

// sentence gives which numbers stand in the sentence of number i.
func (p *text) sentence(i int) (from, to int) {
	s := p.numbers[i].S
	for from = i; from > 0 && p.numbers[from-1].S == s; from-- {
	}
	for to = i + 1; to < len(p.numbers) && p.numbers[to].S == s; to++ {
	}
	return from, to
}

// each calls do for every sentence.
func (p *text) each(do func(*prose.Sentence)) {
	for i := range p.passages {
		for k := range p.passages[i].Sentences {
			do(&p.passages[i].Sentences[k])
		}
	}
}

// chapterPart stands for the key of free chapters, which have none.
const chapterPart = "chapter"

// add adds the paragraphs of a part, but those that place a table or an image.
func (p *text) add(part, heading string, text []report.Value) {
	lead := ""
	for _, v := range text {
		if _, _, placed := v.Ref(); placed {
			continue
		}
		if l := leadOf(v.Text); l != "" {
			lead = l
		}
		p.passages = append(p.passages, prose.Passage{Value: v, Part: part, Topic: heading + "\n" + lead})
	}
}

// numberedAt gives where the number of a paragraph stands, nil where it has none.
func numberedAt(t string) []int {
	if r, _ := utf8.DecodeRuneInString(t); !strings.ContainsRune("（(0123456789一二三四五六七八九十", r) && (r < '①' || r > '⑳') {
		return nil
	}
	return reNumbered.FindStringIndex(t)
}

// maxLead is how many characters a run-in heading has at most.
const maxLead = 24

// leadOf gives the heading or run-in heading with which a numbered paragraph
// begins.
func leadOf(t string) string {
	if numberedAt(t) == nil {
		return ""
	}
	if i := strings.IndexAny(t, "。：:；\u3000 "); i >= 0 {
		t = t[:i]
	}
	n := 0
	for i := range t {
		if n++; n > maxLead {
			return t[:i]
		}
	}
	return t
}

// atNumber adds a finding of a number.
func (c *Context) atNumber(n *prose.Number, what, do diag.Text) *Finding {
	from, to := n.At()
	return c.overWords(n.S, from, to, what, do)
}

// overWords adds a finding of the words at bytes from..to of a sentence.
func (c *Context) overWords(s *prose.Sentence, from, to int, what, do diag.Text) *Finding {
	a, b := s.Span(from, to)
	return c.FindAt(s.In.Value, a, b, what, do)
}

func anyPrefix(text string, words []string) bool { return prose.FirstPrefix(text, words) != "" }

func anySuffix(text string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

func anyIn(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func asciiDigit(c byte) bool { return '0' <= c && c <= '9' }
