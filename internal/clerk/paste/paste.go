// Package paste puts figures that were copied from Excel or WPS into the clerk's
// file. In go the text of the block, a table of the form and the file; out come the
// file's bytes, with every remark, and a list of what changes. The package knows no
// drawing and no rules.
package paste

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Change is a figure that becomes another.
type Change struct {
	Row, Column string
	Was         string // as it stood in the file; "" it did not
	Now         string
}

// Bounds of a block.
const (
	maxSize  = 1 << 20
	maxCells = 20000
)

// Cells takes a copied block apart: rows by line ends, cells by tabs; a cell in quotes may
// hold either (as spreadsheets write line ends in cells).
func Cells(text string) [][]string {
	text = strings.NewReplacer("\uFEFF", "", "\r\n", "\n", "\r", "\n").Replace(text)
	var all [][]string
	row := []string{}
	for {
		cell, rest := quoted(text)
		if cell == "" {
			n := strings.IndexAny(text, "\t\n")
			if n < 0 {
				n = len(text)
			}
			cell, rest = text[:n], text[n:]
		}
		row = append(row, strings.TrimSpace(cell))
		if rest == "" {
			break
		}
		if rest[0] == '\n' {
			all, row = append(all, row), []string{}
		}
		text = rest[1:]
	}
	if len(row) > 1 || row[0] != "" {
		all = append(all, row)
	}
	return all
}

// quoted gives the cell that a text begins with where a program put it in quotes: they
// are around all of it, and it could not stand without them. Else "": quotes are what
// the cell has, "十四五"规划.
func quoted(text string) (cell, rest string) {
	if !strings.HasPrefix(text, `"`) {
		return "", ""
	}
	var b strings.Builder
	needed := false
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			needed = needed || text[i] == '\t' || text[i] == '\n'
			b.WriteByte(text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			needed = true
			b.WriteByte('"')
			i++
			continue
		}
		rest = text[i+1:]
		_, figure := number(b.String())
		if rest != "" && rest[0] != '\t' && rest[0] != '\n' || !needed && !figure {
			break
		}
		return b.String(), rest
	}
	return "", ""
}

const stroke = "-"

var figure = pattern.New(`^-?[0-9]+(\.[0-9]+)?$`)

// thousands are parted by commas or by blanks.
var thousands = pattern.New(`^-?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?$`)

// narrow gives a full-width character, or a blank that no line is broken at, as the
// plain one.
func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '\u3000' || r == '\u00a0' || r == '\u202f':
		return ' '
	}
	return r
}

// number reads a cell as a figure, without the marks of thousands and in plain
// digits; false where it is none. A stroke alone is how spreadsheets show 0 in accounts.
func number(cell string) (string, bool) {
	cell = strings.TrimSpace(strings.Map(narrow, cell))
	if cell == stroke {
		return "0", true
	}
	if thousands.MatchString(cell) {
		cell = strings.NewReplacer(",", "", " ", "").Replace(cell)
	}
	if !figure.MatchString(cell) {
		return "", false
	}
	minus := strings.HasPrefix(cell, "-")
	whole, fraction, has := strings.Cut(strings.TrimPrefix(cell, "-"), ".")
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if has {
		whole += "." + fraction
	}
	if minus {
		whole = "-" + whole
	}
	return whole, true
}

// plain is a label as it is compared: without blanks and the marks around it.
func plain(label string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n\u3000\u00a0，。、；：,.;:（）()“”\"", r) {
			return -1
		}
		return r
	}, label)
}

// Block puts a block into a part of a report's file. Rows are found by their labels,
// where the block has these; without labels it must have the rows of the table, all
// that are typed or all of them, in their order. Columns are those of the form, with
// or without the total, which is compared and not written. The error is a diag.List:
// nothing is guessed; or it is Ambiguous, unless somebody is sure that no total came
// along. edited is the file with the figures put in.
func Block(file *source.File, f *form.Form, part, text, name string, sure bool) (edited []byte, changes []Change, err error) {
	t := f.TableOf(part)
	p := &paster{file: file, form: f, table: t, part: part, name: name, sure: sure}
	switch {
	case len(text) > maxSize:
		p.fail(0, diag.T("粘贴的内容超过 %d KB。", "the block is larger than %d KB.", maxSize>>10), diag.Text{})
	case t == nil:
		p.fail(0, diag.T("表式 %[1]s 没有这张表：%[2]s", "the form %[1]s has no table %[2]s", f.Name, part), diag.T("可以写：%s。", "it may be: %s.", strings.Join(tables(f), "、")))
	default:
		p.place(Cells(text))
	}
	if err := p.bad.Err(); err != nil {
		return nil, nil, err
	}
	if p.doubt != nil {
		return nil, nil, Ambiguous{p.doubt}
	}
	edited, err = p.write()
	return edited, p.changes, err
}

// accepts reports whether a form takes a figure as it is written.
func accepts(f *form.Form, part, row, column, text string) bool {
	written := f.Written(part, row, column)
	return written == nil || !written.MatchString("1") || written.MatchString(text)
}

// pointed is a whole number as spreadsheets show it.
var pointed = pattern.New(`^([0-9]+)\.00?$`)

// Whole gives a figure without .0 or .00 behind it where a form takes whole numbers only.
func Whole(f *form.Form, part, row, column, text string) string {
	if m := pointed.FindStringSubmatch(text); m != nil && !accepts(f, part, row, column, text) && accepts(f, part, row, column, m[1]) {
		return m[1]
	}
	return text
}

// tables names the tables of a form.
func tables(f *form.Form) (all []string) {
	for i := range f.Parts {
		if f.Parts[i].Table != nil {
			all = append(all, f.Parts[i].Key)
		}
	}
	return all
}

type paster struct {
	file    *source.File
	form    *form.Form // nil: figures are not looked at
	table   *form.Table
	part    string
	name    string // of the block, for messages
	rows    []placed
	changes []Change
	bad     diag.List
	sure    bool             // no total came along
	doubt   *diag.Diagnostic // whether one did
}

// placed is a row of the block with the row of the form that it is.
type placed struct {
	report.RowSchema
	line    int
	at      int // the column of the block that has the first of its figures
	width   int // of the block's row
	figures []string
}

func (p *paster) fail(line int, what, do diag.Text) {
	at := diag.Pos{File: p.name, Line: line}
	if line > 0 {
		at.Col = 1
	}
	p.bad = append(p.bad, diag.New(at, what, do))
}

// place says which row of the form each row of the block is.
func (p *paster) place(b [][]string) {
	var bare []placed
	cells, labelled := 0, 0
	for i, row := range b {
		if cells += len(row); cells > maxCells {
			p.fail(i+1, diag.T("粘贴的格子超过 %d 个。", "the block has more than %d cells.", maxCells), diag.Text{})
			return
		}
		labels, figures := p.split(row)
		switch s, found := p.labelled(labels); {
		case len(figures) == 0:
			p.heads(i+1, labels)
		case found:
			labelled++
			p.rows = append(p.rows, placed{s, i + 1, len(row) - len(figures), len(row), figures})
		case len(labels) > 0:
			p.fail(i+1, diag.T("认不出这一行：%s", "this row is not known: %s", strings.Join(labels, " ")), diag.T("行名要和表式一样；不带行名的，只复制数字。", "labels are those of the form; or copy the figures alone."))
		default:
			bare = append(bare, placed{line: i + 1, figures: figures})
		}
	}
	switch {
	case labelled > 0 && len(bare) > 0:
		p.fail(bare[0].line, diag.T("有的行带行名，这一行没有。", "some rows have labels; this one has none."), diag.T("请连行名一起复制，或都不带。", "copy all with labels, or all without."))
	case labelled == 0:
		p.inOrder(bare)
	default:
		p.underHeads(b)
	}
	p.compare(b)
}

// split parts a row into labels and the figures behind them. All cells behind the
// label of a row of the form are figures, blank or not; but for the blank ones that a
// merged label covers. Without a label all cells are.
func (p *paster) split(row []string) (labels, figures []string) {
	if !slices.ContainsFunc(row, func(c string) bool { _, ok := number(c); return ok }) {
		return row, nil
	}
	for i := len(row) - 1; i >= 0; i-- {
		s, found := p.labelled(row[i : i+1])
		if !found {
			continue
		}
		figures = row[i+1:]
		for len(figures) > 0 && figures[0] == "" && covered(figures, &s) {
			figures = figures[1:]
		}
		return row[:i+1], figures
	}
	at := slices.IndexFunc(row, func(c string) bool { _, ok := number(c); return ok || c == "" })
	return row[:at], row[at:]
}

// covered reports whether a merged label covers the first of a row's cells, which is
// blank: there are more than columns, or as many and those behind are all figures
// that are typed. Where the last of these is the sum of the others it is the total,
// and the first figure is missing.
func covered(cells []string, s *report.RowSchema) bool {
	if s.Total == "" || len(cells) != len(s.Columns) {
		return len(cells) > len(s.Columns)
	}
	over, ok := overSum(cells[1:])
	return ok && over.Sign() != 0
}

// overSum gives by how much the last of some figures is more than the sum of the
// others; false where one is none.
func overSum(cells []string) (over *big.Rat, ok bool) {
	over = new(big.Rat)
	for k, cell := range cells {
		text, _ := number(cell)
		n, ok := report.Value{Text: text}.Number()
		switch {
		case !ok:
			return nil, false
		case k == len(cells)-1:
			over.Add(over, n)
		default:
			over.Sub(over, n)
		}
	}
	return over, true
}

// Figure reads a cell of a copied block as a figure, as it is typed into a file:
// plain digits, no marks of thousands; a sign + stays. False where it is none.
func Figure(cell string) (string, bool) {
	text, plus := strings.CutPrefix(strings.TrimSpace(strings.Map(narrow, cell)), "+")
	text, ok := number(text)
	if plus {
		text = "+" + text
	}
	return text, ok && !(plus && strings.HasPrefix(text, "+-"))
}

// Labelled reports whether a block has a label of a table's rows before figures.
func Labelled(t *form.Table, b [][]string) bool {
	p := &paster{table: t}
	return slices.ContainsFunc(b, func(row []string) bool {
		labels, figures := p.split(row)
		_, found := p.labelled(labels)
		return found && len(figures) > 0
	})
}

// labelled finds the row of the form that one of the labels is.
func (p *paster) labelled(labels []string) (report.RowSchema, bool) {
	var found []report.RowSchema
	for i := len(labels) - 1; i >= 0 && len(found) == 0; i-- { // the last one is the nearest
		for _, s := range p.table.FigureRows {
			if plain(s.Label) == plain(labels[i]) || s.Key == labels[i] {
				found = append(found, s)
			}
		}
	}
	for i := len(labels) - 1; i >= 0 && len(found) == 0; i-- {
		for _, s := range p.table.FigureRows {
			if c := unnumbered(labels[i]); utf8.RuneCountInString(c) > 2 && (c == unnumbered(s.Label) || c == core(s.Label)) {
				found = append(found, s)
			}
		}
	}
	if len(found) != 1 {
		return report.RowSchema{}, false
	}
	return found[0], true
}

// What clerks leave out of a label: its number, and what the form has in brackets behind it.
// What stands in brackets in a block alone says that the row is another one: 行政事业性收费（元）.
var (
	numberOf  = pattern.New(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．、])`)
	bracketOf = pattern.New(`（[^（）]*）$|\([^()]*\)$`)
)

// unnumbered is a label without its number, core without what is in brackets as well.
func unnumbered(label string) string {
	return plain(numberOf.ReplaceAllString(blanksIn.ReplaceAllString(label, ""), ""))
}

func core(label string) string {
	return unnumbered(bracketOf.ReplaceAllString(blanksIn.ReplaceAllString(label, ""), ""))
}

var blanksIn = pattern.New(`[\s\x{3000}\x{a0}]+`)

// inOrder takes rows without labels for those of the form: all, or all but those
// that are added up; also where the form prints several beside each other.
func (p *paster) inOrder(bare []placed) {
	var typed []report.RowSchema
	for _, s := range p.table.FigureRows {
		if p.table.SumOf(s.Key) == nil {
			typed = append(typed, s)
		}
	}
	for _, rows := range [][]report.RowSchema{p.table.FigureRows, typed} {
		if len(bare) == len(rows) {
			for i, b := range bare {
				b.RowSchema = rows[i]
				p.rows = append(p.rows, b)
			}
			return
		}
	}
	if len(bare) == 1 && len(bare[0].figures) == width(p.table.FigureRows) {
		for _, s := range p.table.FigureRows {
			n := len(s.Columns)
			p.rows = append(p.rows, placed{RowSchema: s, line: bare[0].line, figures: bare[0].figures[:n:n]})
			bare[0].figures = bare[0].figures[n:]
		}
		return
	}
	p.fail(0, diag.T("粘贴的有 %[1]d 行数字，这张表有 %[2]d 行（不算合计 %[3]d 行）。", "the block has %[1]d rows of figures; the table has %[2]d (%[3]d without sums).", len(bare), len(p.table.FigureRows), len(typed)),
		diag.T("请整张表复制，或连行名一起复制要改的行。", "copy the whole table, or the rows to be changed with their labels."))
}

// width is how many figures rows have beside each other.
func width(rows []report.RowSchema) (n int) {
	for _, s := range rows {
		n += len(s.Columns)
	}
	return n
}

// compare looks whether each row has the figures of its columns, once.
func (p *paster) compare(b [][]string) {
	seen := map[string]int{}
	var total, bare int // lines of rows with a total, and of one without
	for i := range p.rows {
		r := &p.rows[i]
		if first := seen[r.Key]; first > 0 {
			p.fail(r.line, diag.T("“%[1]s”有两行，另一行是第 %[2]d 行。", "the row %[1]s is there twice; line %[2]d is the other.", r.Named(), first), diag.T("请只留一行，再复制。", "leave one of them out and copy again."))
		}
		seen[r.Key] = r.line
		for len(r.figures) > len(r.Columns) && r.figures[len(r.figures)-1] == "" { // cells that a merged one covers
			r.figures = r.figures[:len(r.figures)-1]
		}
		if r.Total != "" && len(r.figures) == len(r.Columns) {
			total = r.line
		} else if r.Total != "" {
			bare = r.line
		}
		p.figures(r)
	}
	if total > 0 && bare > 0 {
		p.fail(bare, diag.T("第 %d 行带总计，这一行不带，也许少复制了一列。", "line %d has a total and this one has none; a column may be missing.", total), diag.T("请把整块重新复制。", "copy the whole block again."))
	}
	p.endsWithTotals(b)
	if len(p.rows) == 0 && len(p.bad) == 0 {
		p.fail(0, diag.T("粘贴的内容里没有数字。", "the block has no figures."), diag.Text{})
	}
}

// figures looks at a row's figures; a total that came along must be theirs.
func (p *paster) figures(r *placed) {
	typed := p.columns(r)
	if n := len(r.figures); n != len(typed) && n != len(r.Columns) {
		p.fail(r.line, diag.T("“%[1]s”有 %[2]d 个数，应有 %[3]d 个（带总计 %[4]d 个）。", "the row %[1]s has %[2]d figures; it needs %[3]d (%[4]d with the total).", r.Named(), n, len(typed), len(r.Columns)), diag.T("请看复制的范围对不对。", "look at what was copied."))
		return
	}
	sum, total, blanks := new(big.Rat), new(big.Rat), 0
	for k, c := range r.figures {
		if c == "" {
			of, ok := p.blank(r, k)
			if !ok {
				return
			}
			if of != nil {
				sum.Add(sum, of)
			}
			if blanks++; k == len(r.Columns)-1 && r.Columns[k] == r.Total {
				total = nil
			}
			continue
		}
		text, ok := number(c)
		if !ok {
			p.fail(r.line, diag.T("“%[1]s”第 %[2]d 个数是 %[3]q，不是数字。", "figure %[2]d of the row %[1]s is %[3]q, no number.", r.Named(), k+1, c), diag.T("没有的填 0。", "nothing is written as 0."))
			return
		}
		if k < len(r.Columns) && p.form != nil {
			text = Whole(p.form, p.part, r.Key, r.Columns[k], text)
		}
		r.figures[k] = text
		n, _ := report.Value{Text: text}.Number()
		switch {
		case k < len(r.Columns) && p.form != nil && !accepts(p.form, p.part, r.Key, r.Columns[k], text):
			p.fail(r.line, diag.T("“%[1]s”第 %[2]d 个数是 %[3]s，这一格不能这样填。", "figure %[2]d of the row %[1]s is %[3]s, which the form does not take there.", r.Named(), k+1, text), diag.T("件数是不小于 0 的整数，不写小数点。", "counts are whole numbers, and not below 0."))
			return
		case n == nil:
			p.fail(r.line, diag.T("“%[1]s”的数太长：%[2]s", "a number of the row %[1]s is too long: %[2]s", r.Named(), text), diag.Text{})
			return
		case k < len(r.Columns) && r.Columns[k] == r.Total && len(r.figures) == len(r.Columns):
			total = n
		default:
			sum.Add(sum, n)
		}
	}
	if r.Total != "" && len(r.figures) == len(r.Columns) && total != nil && sum.Cmp(total) != 0 {
		do := diag.T("请先在表格里改正。", "mend it in the spreadsheet first.")
		if blanks > 0 {
			do = diag.T("空着的格算的是文件里原来的数；没有的填 0，再复制。", "blank cells count as what the file has; write 0 where there is nothing, and copy again.")
		}
		p.fail(r.line, diag.T("“%[1]s”的总计是 %[2]s，各格之和是 %[3]s。", "the total of the row %[1]s is %[2]s; its figures add up to %[3]s.", r.Named(), total.RatString(), sum.RatString()), do)
	}
}

// columns are those of a row that are typed.
func (p *paster) columns(r *placed) (all []string) {
	for _, c := range r.Columns {
		if c != r.Total {
			all = append(all, c)
		}
	}
	return all
}

// write makes the file with the figures in it.
func (p *paster) write() ([]byte, error) {
	e := p.file.Edit()
	section := p.file.Root.Get(p.part)
	var fresh []string
	for i := range p.rows {
		r := &p.rows[i]
		if p.table.SumOf(r.Key) != nil && section.Get(r.Key) == nil {
			continue // the program adds it up
		}
		node := section.Get(r.Key)
		if node == nil {
			literal := p.fresh(r)
			fresh = append(fresh, r.Key, literal)
			if section != nil {
				e.Insert(section, r.Key, literal)
			}
			continue
		}
		p.replace(e, node, r)
	}
	if section == nil && len(fresh) > 0 {
		e.Section([]string{p.part}, fresh...)
	}
	data, err := e.Apply()
	if err != nil {
		return nil, diag.List{diag.New(diag.Pos{File: p.file.Name}, diag.T("数字放不进去：%v。", "the figures cannot be put in: %v.", err), diag.T("文件没有改动。", "the file is unchanged."))}
	}
	return data, nil
}

// fresh writes a row that the file does not have.
func (p *paster) fresh(r *placed) string {
	var vs []string
	for _, c := range p.columns(r) {
		now := p.literal(r, slices.Index(r.Columns, c))
		p.changes = append(p.changes, Change{r.Key, c, "", now})
		vs = append(vs, source.Key(c)+" = "+now)
	}
	if len(vs) == 1 {
		return r.figures[0]
	}
	return "{ " + strings.Join(vs, ", ") + " }"
}

// replace changes the figures of a row that the file has.
func (p *paster) replace(e *source.Edit, node *source.Node, r *placed) {
	change := func(c, was, now string) {
		if was != now && !p.isBlank(r, c) {
			p.changes = append(p.changes, Change{r.Key, c, was, now})
		}
	}
	value := func(c string) string { return p.literal(r, slices.Index(r.Columns, c)) }
	switch node.Kind {
	case source.Table:
		for _, c := range p.columns(r) {
			if v := node.Get(c); p.isBlank(r, c) {
				continue
			} else if v == nil {
				e.Insert(node, c, value(c))
				change(c, "", value(c))
			} else if v.Text != value(c) {
				e.Replace(v, value(c))
				change(c, v.Text, value(c))
			}
		}
	case source.Array:
		literals := make([]string, len(p.columns(r)))
		for i, c := range p.columns(r) {
			literals[i] = value(c)
			was := ""
			if i < len(node.Items) {
				was = node.Items[i].Text
			}
			change(c, was, literals[i])
		}
		e.SetItems(node, literals...) // a total that was typed is computed again
	default:
		if len(r.Columns) == 1 && node.Text != r.figures[0] {
			e.Replace(node, r.figures[0])
			change(r.Columns[0], node.Text, r.figures[0])
		} else if len(r.Columns) > 1 { // 待填
			p.whole(e, node, r)
		}
	}
}

// whole puts a row in the place of one text for all of it.
func (p *paster) whole(e *source.Edit, node *source.Node, r *placed) {
	var vs []string
	for _, c := range p.columns(r) {
		now := p.literal(r, slices.Index(r.Columns, c))
		if !p.isBlank(r, c) {
			p.changes = append(p.changes, Change{r.Key, c, node.Text, now})
		}
		vs = append(vs, now)
	}
	e.Replace(node, fmt.Sprintf("[%s]", strings.Join(vs, ", ")))
}
