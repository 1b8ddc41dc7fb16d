package intake

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// Tables whose cells the original does not tell come as paragraphs: pages that
// were kept as plain text, one cell a line or several; tables of PDF files
// without rules. The forms tell what their rows and columns are.

// What is looked at.
const (
	mostWords = 4000 // of a run of paragraphs
	mostApart = 2    // short lines without a label or figure inside a table
	fewLabels = 3    // a table has as many labels and figures at least
)

// word is a word of a paragraph: it ends at a blank.
type word struct {
	text  string
	block int  // its paragraph
	alone bool // in its paragraph
	place original.Place
}

// findUnruled makes tables of paragraphs that have a form's labels and figures in
// the form's order.
func (m *maker) findUnruled() {
	known := m.knownLabels()
	blocks := m.doc.Blocks
	all := m.tellAll(blocks, known)
	var out []original.Block
	for i := 0; i < len(blocks); {
		to := runOfLabels(all, i)
		if to == i {
			out = append(out, m.row(blocks, i, known))
			i++
			continue
		}
		out = append(out, m.rule(blocks[i:to])...)
		i = to
	}
	m.doubtPageNumbers(out)
	d := *m.doc
	d.Blocks = out
	m.doc = &d
}

// told is what a block says of whether it may be a piece of a table.
type told struct {
	paragraph, heading, sentence bool
	labels, figures, words       int
}

// tellAll looks at each block once: runs are looked for from each of them on.
func (m *maker) tellAll(blocks []original.Block, known map[string]bool) []told {
	all := make([]told, len(blocks))
	for i, b := range blocks {
		p, ok := b.(*original.Paragraph)
		if !ok {
			continue
		}
		text := p.Text()
		t := told{paragraph: true, heading: m.isPartHeading(p, known), words: len(strings.FieldsFunc(text, parts))}
		t.labels, t.figures = labelsIn(text, known)
		t.sentence = strings.ContainsAny(text, "。；？！") || len(text) > 600 && (t.labels+t.figures)*2 < t.words
		all[i] = t
	}
	return all
}

// runOfLabels gives where the run of paragraphs ends that begins at from and may
// be a table; from: there is none.
func runOfLabels(all []told, from int) int {
	end, labels, figures, apart, words := from, 0, 0, 0, 0
	for i := from; i < len(all); i++ {
		t := &all[i]
		if !t.paragraph || words > mostWords || i > from && t.heading {
			break
		}
		words += t.words
		switch {
		case i == from && t.labels == 0, t.sentence:
			return ended(from, end, labels, figures)
		case t.labels+t.figures == 0:
			if t.words == 0 {
				continue
			}
			if apart++; apart > mostApart {
				return ended(from, end, labels, figures)
			}
			continue
		}
		end, apart, labels, figures = i+1, 0, labels+t.labels, figures+t.figures
	}
	return ended(from, end, labels, figures)
}

// row makes a table's row of a paragraph that is a form's label, may be no heading,
// and stands beside a table: plain text does not tell rows of one cell from lines.
func (m *maker) row(blocks []original.Block, i int, known map[string]bool) original.Block {
	p, ok := blocks[i].(*original.Paragraph)
	if !ok || !known[bare(p.Text())] || p.Level > 0 || numbered.MatchString(trim(p.Text())) {
		return blocks[i]
	}
	beside := false
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(blocks) {
			_, is := blocks[k].(*original.Grid)
			beside = beside || is
		}
	}
	if !beside {
		return p
	}
	g := &original.Grid{Place: p.Place, Rows: 1, Columns: 1}
	c := &original.Cell{Place: p.Place, RowSpan: 1, ColSpan: 1, Text: trim(p.Text())}
	c.Row, c.Column = 1, 1
	g.Cells = append(g.Cells, c)
	return g
}

func ended(from, end, labels, figures int) int {
	if labels < fewLabels || figures < fewLabels {
		return from
	}
	return end
}

// labelsIn counts the labels of forms and the figures of a paragraph.
func labelsIn(text string, known map[string]bool) (labels, figures int) {
	if known[bare(text)] {
		return 1, 0
	}
	for _, w := range strings.FieldsFunc(text, parts) {
		switch t, k := read(w); {
		case k != unclear && t != "":
			figures++
		case known[bare(w)] && len([]rune(w)) > 1:
			labels++
		}
	}
	return labels, figures
}

// parts reports what stands between words.
func parts(r rune) bool {
	return r == '|' || r == '｜' || strings.ContainsRune(" \t\n\u00a0\u3000", r)
}

// isPartHeading reports whether a paragraph is the heading of a part of some
// form, and no label of a table.
func (m *maker) isPartHeading(p *original.Paragraph, known map[string]bool) bool {
	text := trim(p.Text())
	if len(text) > 150 || !numbered.MatchString(text) && p.Level == 0 || known[bare(text)] {
		return false
	}
	for _, f := range m.forms.Forms() {
		for i := range f.Parts {
			if part := &f.Parts[i]; m.known(part.Key, bare(text)) || m.words.likeness(part.Heading.Text, text) >= alike {
				return true
			}
		}
	}
	return false
}

// rule makes tables of a run of paragraphs: the one of all forms' that is most
// like it, and what stands before and after is looked at again.
func (m *maker) rule(blocks []original.Block) []original.Block {
	words := wordsOf(blocks)
	best := (*fit)(nil)
	for _, t := range m.allTables() {
		if f := m.fit(t, words); f != nil && (best == nil || f.score > best.score) {
			best = f
		}
	}
	if best == nil {
		return blocks
	}
	from, to := words[best.first].block, words[best.last].block+1
	g := best.grid(words)
	m.alone = append(m.alone, best.alone...)
	m.remark(g.Place, diag.T("没有表格线的一段文字按表式读成了表格，%d 行", "text without rules was read as a table of a form: %d rows", g.Rows))
	out := slices.Clone(blocks[:from])
	out = append(out, g)
	if to < len(blocks) {
		return append(out, m.rule(blocks[to:])...)
	}
	return out
}

// wordsOf gives the words of paragraphs.
func wordsOf(blocks []original.Block) (words []word) {
	for i, b := range blocks {
		p := b.(*original.Paragraph)
		all := strings.FieldsFunc(p.Text(), parts)
		for _, w := range all {
			words = append(words, word{w, i, len(all) == 1, p.Place})
		}
	}
	return words
}

// allTables are the tables of all forms, each once.
func (m *maker) allTables() (tables []*form.Table) {
	for _, f := range m.forms.Forms() {
		for i := range f.Parts {
			if t := f.Parts[i].Table; t != nil && !slices.Contains(tables, t) {
				tables = append(tables, t)
			}
		}
	}
	return tables
}
