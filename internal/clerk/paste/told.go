package paste

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
)

// OtherHeads is told of heads that the table has not.
var OtherHeads = diag.T("粘贴的内容带着列名，有的与表里不同：数是按次序放的，请核对有没有放对列。", "some heads of the block are not the form's: the figures were taken in their order; see whether they stand in the right columns.")

// Told is what is to be said of a block with labels though it was put in: that its
// heads are in other words than the form's, and which of its lines have no place there.
func Told(t *form.Table, b [][]string) (all []diag.Text) {
	p, strokes := &paster{table: t}, Strokes(b)
	p.place(b)
	if p.otherWords(b) {
		all = append(all, OtherHeads)
	}
	if strokes > 0 {
		all = append(all, StrokesAreZero(strokes))
	}
	if n := p.blanks(); n > 0 {
		all = append(all, Blanks(n))
	}
	for _, words := range p.remarks(b) {
		all = append(all, diag.T("没有放进表里的一行：“%s”。要印出来的，请写进文字。", "a line that was not put into the table: %q. Write it into the prose if it is to be printed.", words))
	}
	return all
}

// Strokes counts the cells of a block that are a stroke for 0.
func Strokes(b [][]string) (n int) {
	for _, row := range b {
		for _, c := range row {
			if strings.TrimSpace(strings.Map(narrow, c)) == stroke {
				n++
			}
		}
	}
	return n
}

// StrokesAreZero is told of them.
func StrokesAreZero(n int) diag.Text {
	return diag.T("有 %d 格是“-”，按 0 放。", "%d cells have a stroke and were taken for 0.", n)
}

// blanks counts the figures of rows that the block has nothing for.
func (p *paster) blanks() (n int) {
	for i := range p.rows {
		for k, c := range p.rows[i].figures {
			if c == "" && k < len(p.rows[i].Columns) && p.rows[i].Columns[k] != p.rows[i].Total {
				n++
			}
		}
	}
	return n
}

// otherWords reports whether a block has heads in other words than the table's above
// its figures: whether they are the right columns nobody can tell.
func (p *paster) otherWords(b [][]string) bool {
	return slices.ContainsFunc(p.rows, func(r placed) bool {
		for k := range min(len(r.figures), len(r.Columns)) {
			if _, head := headAbove(b, &r, k); r.width > 0 && head != "" && !IsHead(r.RowSchema, r.Columns[k], head) {
				return true
			}
		}
		return false
	})
}

// remarks gives the lines below the first figures of a block that are neither figures
// nor words of the table.
func (p *paster) remarks(b [][]string) (all []string) {
	ofTable := p.words()
	for i, row := range b {
		isFirst := func(r placed) bool { return r.line <= i }
		if _, figures := p.split(row); len(figures) > 0 || !slices.ContainsFunc(p.rows, isFirst) {
			continue
		}
		words := slices.DeleteFunc(slices.Clone(row), func(c string) bool { return plain(c) == "" })
		if len(words) > 0 && !slices.ContainsFunc(words, func(c string) bool { return ofTable[plain(c)] }) {
			all = append(all, strings.Join(words, " "))
		}
	}
	return all
}

// words are those of the table's labels, and of the lines above and below it.
func (p *paster) words() map[string]bool {
	all := map[string]bool{}
	for _, row := range p.table.Rows {
		for _, c := range row.Cells {
			all[plain(c.Text.Text)] = true
		}
	}
	for _, l := range slices.Concat(p.table.Head, p.table.Foot) {
		all[plain(l.Text)] = true
	}
	return all
}
