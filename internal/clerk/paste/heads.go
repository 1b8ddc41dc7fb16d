package paste

import (
	"cmp"
	"slices"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// IsHead reports whether a head is that of a row's column.
func IsHead(s report.RowSchema, column, head string) bool {
	return plain(head) == plain(s.Head(column))
}

// OtherHead reports whether a head is that of another of a row's columns.
func OtherHead(s report.RowSchema, column, head string) bool {
	return !IsHead(s, column, head) && slices.ContainsFunc(s.Columns, func(c string) bool { return head != "" && plain(s.Head(c)) == plain(head) })
}

// heads looks at the heads of columns that came along: they must stand in the
// form's order, since the figures are taken in it.
func (p *paster) heads(line int, row []string) {
	for _, s := range p.table.FigureRows {
		last, found := -1, 0
		for _, cell := range row {
			at := slices.IndexFunc(s.Columns, func(c string) bool { return cell != "" && plain(s.Head(c)) == plain(cell) })
			if at < 0 {
				continue
			}
			if found++; at < last {
				p.fail(line, diag.T("各列的次序和表式不同：%s 在后面。", "the columns stand in another order than in the form: %s comes later.", cell), diag.T("请按表式的次序排列各列，再复制。", "put the columns into the form's order and copy again."))
				return
			}
			last = at
		}
		if found > 1 {
			return // these are its heads, and in order
		}
	}
}

// underHeads looks at the heads above each figure, where the block has as many cells in
// every row: a known one over another column would put figures into wrong ones, and
// their total would fit.
func (p *paster) underHeads(b [][]string) {
	for i := range p.rows {
		r := &p.rows[i]
		for k := range min(len(r.figures), len(r.Columns)) {
			line, head := headAbove(b, r, k)
			if OtherHead(r.RowSchema, r.Columns[k], head) {
				p.fail(line, diag.T("“%[1]s”下面的数，是表里“%[2]s”一列的：各列的次序和表式不同，或者少了一列。", "the figures below %[1]s would go into the column %[2]s: the columns stand in another order than in the form, or one is missing.", head, r.Head(r.Columns[k])),
					diag.T("请按表式的次序排列各列，再复制。", "put the columns into the form's order and copy again."))
				return
			}
		}
	}
}

// headAbove gives the last words above a figure of a row, and their line.
func headAbove(b [][]string, r *placed, k int) (line int, head string) {
	for i := r.line - 2; i >= 0; i-- {
		if row := b[i]; len(row) == r.width && row[r.at+k] != "" && !slices.ContainsFunc(row, isNumber) {
			return i + 1, row[r.at+k]
		}
	}
	return 0, ""
}

func isNumber(cell string) bool { _, ok := number(cell); return ok }

// Ambiguous is why a block was not put in that can be read in two ways. Whoever knows
// which asks for it to be put in as it stands.
type Ambiguous struct{ *diag.Diagnostic }

func (a Ambiguous) Unwrap() error { return a.Diagnostic }

// MaybeTotal is what is to be said of a row of a block whose last figure may be the sum
// of the others and of one that is not there, and would go into a column that is none.
func MaybeTotal(line int) diag.Text {
	return diag.T("第 %d 行最后一个数不小于前面各数之和，像是总计：也许少复制了一列。", "the last figure of line %d is no less than the sum of the others and seems to be the total: a column may be missing.", line)
}

// EndsInTotals gives the first row whose last figure, which is not 0, is the sum of at
// least two others; -1 where there is none, or another row's is no sum. A blank is 0.
// Of rows that are whole but for one figure it may be more than the sum: that one is
// missing, and was in a column that is hidden.
func EndsInTotals(rows [][]string, butOne bool) int {
	seems := -1
	for i, row := range rows {
		if len(row) < 3 {
			return -1
		}
		row = slices.Clone(row)
		for k := range row {
			row[k] = cmp.Or(row[k], "0")
		}
		over, ok := overSum(row)
		if !ok || over.Sign() < 0 || over.Sign() > 0 && !butOne {
			return -1
		}
		last, _ := number(row[len(row)-1])
		if n, is := (report.Value{Text: last}).Number(); seems < 0 && is && n.Sign() != 0 {
			seems = i
		}
	}
	return seems
}

// endsWithTotals doubts rows that have one figure less than they could have, the last
// of each being the sum of the others: it may be the total, and another missing. What
// stands under its own head is no total.
func (p *paster) endsWithTotals(b [][]string) {
	var lines []int
	var rows [][]string
	for i := range p.rows {
		r := &p.rows[i]
		last := len(r.Columns) - 2
		if r.Total == "" || len(r.figures) != last+1 {
			continue
		}
		if _, head := headAbove(b, r, last); IsHead(r.RowSchema, r.Columns[last], head) {
			continue
		}
		lines, rows = append(lines, r.line), append(rows, r.figures)
	}
	if i := EndsInTotals(rows, true); i >= 0 && !p.sure && len(p.bad) == 0 {
		p.doubt = diag.New(diag.Pos{File: p.name, Line: lines[i], Col: 1}, MaybeTotal(lines[i]),
			diag.T("请连总计一起，把各列都复制过来（隐藏的列先取消隐藏）；本来就没有总计、一列也不少的，加 --no-total 再运行。", "copy all columns, and the total with them; if there is no total and no column is missing, run it again with --no-total."))
	}
}
