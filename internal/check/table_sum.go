package check

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// sumRows are what a table of the prose calls the row that adds up the others;
// subtotal one that adds up some of them.
var sumRows = []string{"合计", "总计", "共计"}

const subtotal = "小计"

// notSummed are in the headings of columns whose figures are not added up.
var notSummed = []string{"率", "比", "%", "序号", "编号", "平均", "排名", "名次", "年份", "年度", "累计"}

// tableSums adds up the columns of tables that stand in the prose and have a row 合计.
func tableSums(c *Context) {
	tables := make([]*report.ProseTable, 0, len(c.Report.Tables))
	for _, t := range c.Report.Tables {
		tables = append(tables, t)
	}
	slices.SortFunc(tables, func(a, b *report.ProseTable) int { return cmp.Compare(a.Pos.Line, b.Pos.Line) })
	for _, t := range tables {
		if rows, total, ok := summedRows(t); ok {
			for column := range t.Columns {
				c.columnSum(t, column, rows, total)
			}
		}
	}
}

// summedRows gives the rows that a table's last row, or its first, adds up. Those of
// subtotals are left out; a table with more than one row 合计 adds up nobody knows what.
func summedRows(t *report.ProseTable) (rows []int, total int, ok bool) {
	total = -1
	for r := t.Header; r < len(t.Rows); r++ {
		switch name := rowName(t.Rows[r]); {
		case slices.Contains(sumRows, name) && total >= 0:
			return nil, 0, false
		case slices.Contains(sumRows, name):
			total = r
		case name != subtotal:
			rows = append(rows, r)
		}
	}
	if total < 0 || len(rows) < 2 {
		return nil, 0, false
	}
	return rows, total, total < rows[0] || total > rows[len(rows)-1]
}

// rowName is what stands in a row's first cell.
func rowName(cells []report.Cell) string {
	if len(cells) == 0 {
		return ""
	}
	return strings.Trim(strings.Join(strings.Fields(prose.Fold(cells[0].Text).Text), ""), "：:")
}

// cellAt gives the cell of a column that is not merged with others; nil.
func cellAt(cells []report.Cell, column int) *report.Cell {
	for i := range cells {
		if cells[i].Col == column && cells[i].RowSpan == 1 && cells[i].ColSpan == 1 {
			return &cells[i]
		}
	}
	return nil
}

// heading gives what stands above a column.
func heading(t *report.ProseTable, column int) string {
	var all []string
	for r := range t.Header {
		for i := range t.Rows[r] {
			if cell := &t.Rows[r][i]; cell.Col <= column && column < cell.Col+max(cell.ColSpan, 1) && cell.Text != "" {
				all = append(all, strings.Join(strings.Fields(cell.Text), ""))
			}
		}
	}
	return strings.Join(all, "")
}

// columnSum compares the total of a column with the sum of its figures, where all of
// them are figures; amounts that were rounded may be off by as much.
func (c *Context) columnSum(t *report.ProseTable, column int, rows []int, total int) {
	head := heading(t, column)
	whole := cellAt(t.Rows[total], column)
	if column == 0 || whole == nil || anyIn(head, notSummed...) {
		return
	}
	want, ok := whole.Number()
	if !ok {
		return
	}
	sum, slack, values := new(big.Rat), new(big.Rat), make([]string, 0, len(rows))
	for _, r := range rows {
		cell := cellAt(t.Rows[r], column)
		if cell == nil {
			return
		}
		v, ok := cell.Number()
		if !ok {
			return
		}
		sum.Add(sum, v)
		if !v.IsInt() {
			slack.Add(slack, halfOfLast(cell.Text))
		}
		values = append(values, plainNumber(v))
	}
	if off := new(big.Rat).Sub(sum, want); off.Abs(off).Cmp(slack) <= 0 {
		return
	}
	f := c.FindAt(whole.Value, 0, len(whole.Text),
		diag.T("“%[1]s”一列各行之和是 %[2]s，与合计 %[3]s 不符", "the rows of the column %[1]s add up to %[2]s, not to the total %[3]s", head, plainNumber(sum), plainNumber(want)),
		diag.T("请核对这一列和合计。", "look at the column and its total again."))
	const most = 12 // figures that are spelled out
	if len(values) <= most {
		f.Formula = bare(strings.Join(values, " + ") + " = " + formula.Decimal(sum))
	}
}

// halfOfLast is half of one in the last place of a figure with decimals.
func halfOfLast(figure string) *big.Rat {
	_, places, _ := strings.Cut(figure, ".")
	n := 0
	for n < len(places) && asciiDigit(places[n]) {
		n++
	}
	return new(big.Rat).Quo(big.NewRat(1, 2), new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)))
}
