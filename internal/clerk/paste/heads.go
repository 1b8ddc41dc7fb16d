package paste

import (
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

// endsWithTotals refuses rows that have one figure less than they could have, the last
// of each being the sum of the others: it seems to be the total, and another to be missing.
func (p *paster) endsWithTotals() {
	seems := 0
	for i := range p.rows {
		r := &p.rows[i]
		if r.Total == "" || len(r.figures) != len(r.Columns)-1 {
			continue
		}
		over, ok := overSum(r.figures)
		last := report.Value{Text: r.figures[len(r.figures)-1]}
		switch n, is := last.Number(); {
		case !ok || !is || over.Sign() != 0:
			return
		case n.Sign() != 0 && seems == 0:
			seems = r.line
		}
	}
	if seems > 0 {
		p.fail(seems, diag.T("最后一个数正好是前面各数之和，像是总计：也许少复制了一列。", "the last figure is the sum of the others and seems to be the total: a column may be missing."),
			diag.T("请连总计一起，把各列都复制过来。", "copy all columns, and the total with them."))
	}
}
