package intake

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// placeTables puts marks in the places of the form's tables. Lines of theirs that
// the form does not have become paragraphs or doubts.
func (m *maker) placeTables() {
	bySheet := map[*sheet][]*match{}
	sheetOf := map[*original.Grid]*sheet{}
	for i := range m.form.Parts {
		if x := m.matches[m.form.Parts[i].Key]; x != nil {
			bySheet[x.sheet] = append(bySheet[x.sheet], x)
			for _, g := range x.sheet.grids {
				sheetOf[g] = x.sheet
			}
		}
	}
	var out []piece
	done := map[*sheet]bool{}
	var above *sheet
	for _, p := range m.pieces {
		if above != nil && p.para != nil && (goesOn(m.doc.Blocks, p.block) || numberOfPage(p.text) > 0 && isNothing(p.text) && nextGrid(m.doc.Blocks, p.block, 1)) { // a table of the text's is not put together
			m.remark(p.para.Place, diag.T("“%s”没有录入，前后两张表按一张读", "“%s” was left out, and the tables around it were read as one", p.text))
			continue
		}
		s := sheetOf[p.grid]
		above = s
		if p.grid == nil || s == nil {
			out = append(out, p)
			continue
		}
		if !done[s] {
			done[s] = true
			out = append(out, m.unfold(s, bySheet[s], p.block)...)
		}
	}
	m.pieces = out
	m.twice()
}

// unfold gives the pieces of a sheet that has tables of the form.
func (m *maker) unfold(s *sheet, xs []*match, block int) (out []piece) {
	used, within := map[int]*match{}, map[int]*match{}
	for _, x := range xs {
		first, last := -1, -1
		for _, i := range x.line {
			if i >= 0 {
				used[i] = x
				if last = max(last, i); first < 0 {
					first = i
				}
			}
		}
		for i := first; i <= last; i++ {
			within[i] = x
		}
	}
	begun := map[*match]bool{}
	for i := range s.lines {
		l := &s.lines[i]
		x := used[i]
		if x == nil {
			x = within[i]
		}
		switch {
		case x != nil && !begun[x]:
			begun[x] = true
			out = append(out, piece{block: block, part: x.part.Key})
		case used[i] != nil || l.blank():
		case x != nil:
			m.extraRow(x, l)
		default:
			out = append(out, m.loose(l, xs, block)...)
		}
	}
	return out
}

// extraRow tells of a row in the middle of a table that is none of the form's, or
// that the form has and another row was taken for.
func (m *maker) extraRow(x *match, l *line) {
	why := diag.T("这一行没有录入（表式没有，或者次序与表式不同）：%s", "this row was left out; the form has none such, or in another order: %s", shortened(l.text(), 200))
	if slices.ContainsFunc(l.cells, func(c *original.Cell) bool { return x.takes(c.Text) }) {
		why = diag.T("表里有两行用这个行名，这一行没有录入：%s", "two rows have this name; this one was left out: %s", shortened(l.text(), 200))
	}
	if slices.Contains(x.unknown(), l) {
		m.doubt(Doubt{Place: l.place(), Part: m.heading(x.part), Row: trim(l.cells[0].Text), Why: why})
	}
}

// loose makes paragraphs of a row outside of the tables.
func (m *maker) loose(l *line, xs []*match, block int) []piece {
	for _, x := range xs {
		if l.heads(x) {
			return nil
		}
	}
	figures := 0
	for _, c := range l.cells {
		if t, k := read(c.Text); k == number && t != "" {
			figures++
		}
	}
	text := m.clean(strings.ReplaceAll(l.text(), "\n", " "), l.place())
	if figures > 1 {
		m.doubt(Doubt{Place: l.place(), Written: text, Why: diag.T("表格的这一行表式没有，录成了文字", "the form has no such row; it was written as text")})
	}
	if text == "" {
		return nil
	}
	return []piece{{block: block, text: text, para: &original.Paragraph{Place: l.place()}}}
}

// heads reports whether a row is one of the table's heads again.
func (l *line) heads(x *match) bool {
	known := map[string]bool{}
	for r := range x.rows {
		if len(x.rows[r].values) == 0 {
			for _, t := range x.rows[r].labels {
				known[bare(t)] = true
			}
		}
	}
	return l.allIn(known)
}

// twice tells of a second table of the same kind: there may be two reports in
// the file.
func (m *maker) twice() {
	m.seconds = map[string][]*match{}
	t := &matcher{words: m.words, agency: m.Agency, year: m.Year}
	for _, s := range m.sheets {
		for i := range m.form.Parts {
			p := &m.form.Parts[i]
			x := m.matches[p.Key]
			if x == nil || x.sheet.at == s.at {
				continue
			}
			if other := t.match(p, x.rows, s); other != nil && other.found*2 > x.found {
				m.seconds[p.Key] = append(m.seconds[p.Key], other)
				m.doubt(Doubt{Place: s.grids[0].Place, Part: m.heading(p), Why: diag.T("文件里还有一张这样的表，没有按表式录入：是不是有两份报告？", "there is another table like this in the file, which was not read as one: are there two reports?")})
			}
		}
	}
}

func (m *maker) heading(p *form.Part) string { return p.Heading.Fill(m.Agency, m.Year) }

// readTables reads the figures of the form's tables and marks what is in doubt.
func (m *maker) readTables() {
	m.figures = map[string]figures{}
	t := &matcher{words: m.words, agency: m.Agency, year: m.Year, wants: wholeNumbers(m.form), letters: lettersOf(m.knownLabels())}
	for i := range m.form.Parts {
		p := &m.form.Parts[i]
		x := m.matches[p.Key]
		if x == nil {
			if p.Table != nil && !p.Optional {
				m.missing(p)
			}
			continue
		}
		fs := figures{}
		for r := range x.rows {
			for j, g := range t.taken(x, r) {
				v := x.rows[r].values[j]
				if fs[v.Row] == nil {
					fs[v.Row] = map[string]*figure{}
				}
				fs[v.Row][v.Column] = g
			}
		}
		doubtSums(m.form, p, fs)
		m.doubtDoubled(t, x, fs)
		m.doubtSeconds(t, p, fs)
		m.doubtCarried(p, fs)
		m.figures[p.Key] = fs
		m.listDoubts(x, fs)
	}
}

// doubtSeconds marks the figures that another table of the same kind has otherwise.
func (m *maker) doubtSeconds(t *matcher, p *form.Part, fs figures) {
	for _, x := range m.seconds[p.Key] {
		for r := range x.rows {
			for j, g := range t.taken(x, r) {
				v := x.rows[r].values[j]
				if own := fs[v.Row][v.Column]; own != nil && own.text != g.text {
					own.add(diag.T("文件里另一张这样的表，此格是“%s”", "another table like this in the file has “%s” here", g.text))
				}
			}
		}
	}
}

// missing marks all figures of a table that the original does not have.
func (m *maker) missing(p *form.Part) {
	for _, f := range m.rowsOf(p.Table) {
		for _, v := range f.values {
			m.out.Figures++
			m.doubt(Doubt{Part: m.heading(p), Row: f.name(v), Column: f.columnName(v), Key: p.Key + "." + v.Row + "." + v.Column,
				Why: diag.T("原件里没有找到这张表，空白", "this table was not found in the original; it is blank")})
		}
	}
}

// taken gives a row's figures, none for a row without.
func (m *matcher) taken(x *match, r int) []*figure {
	if len(x.rows[r].values) == 0 {
		return nil
	}
	return m.take(x, r)
}

// listDoubts lists the figures that are not sure.
func (m *maker) listDoubts(x *match, fs figures) {
	kinds := map[kind]int{}
	for r := range x.rows {
		f := &x.rows[r]
		for _, v := range f.values {
			g, key := fs[v.Row][v.Column], x.part.Key+"."+v.Row+"."+v.Column
			m.out.Figures++
			m.out.written[key] = g.text
			kinds[g.kind]++
			if g.cell != nil {
				m.out.Places[key] = g.cell.Place
			}
			for _, why := range g.doubt {
				d := Doubt{Part: m.heading(x.part), Row: f.name(v), Column: f.columnName(v), Key: key, Written: g.text, Why: why}
				if g.cell != nil {
					d.Place = g.cell.Place
				}
				m.doubt(d)
			}
		}
	}
	if n := kinds[fullWidth]; n > 0 {
		m.remark(x.sheet.grids[0].Place, diag.T("%d 格全角数字录成了半角", "%d full-width figures were written in half width", n))
	}
	if n := kinds[thousands]; n > 0 {
		m.remark(x.sheet.grids[0].Place, diag.T("%d 格数字去掉了千分位逗号", "%d figures were written without thousands commas", n))
	}
	if n := kinds[pointed]; n > 0 {
		m.remark(x.sheet.grids[0].Place, diag.T("%d 格整数去掉了“.0”", "%d whole numbers were written without .0", n))
	}
}

// name gives the name of a figure's row: the label before it, or what stands
// above the label of its column.
func (f *formRow) name(v form.Cell) string {
	if f.leaf != "" {
		return f.leaf
	}
	var names []string
	nearest, _ := f.headOf(v)
	for i := 0; i < nearest; i++ {
		for j, c := range f.head[i].cells {
			if c.Col <= v.Col && v.Col < c.Col+c.ColSpan {
				names = append(names, f.head[i].texts[j])
			}
		}
	}
	return strings.Join(names, "：")
}

// columnName gives the words above a figure.
func (f *formRow) columnName(v form.Cell) string {
	if r, t := f.headOf(v); r >= 0 {
		return strings.ReplaceAll(f.head[r].texts[t], "\n", "")
	}
	return v.Column
}
