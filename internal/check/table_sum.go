package check

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// sumRows are what a table of the prose calls the row that adds up the others;
// subtotal one that adds up some of them.
var sumRows = []string{"合计", "总计", "共计"}

const subtotal = "小计"

// Words in the headings of columns: figures of counted are counts or amounts; those
// of notSummed are not added up, whatever else the heading says, nor those under a
// heading that ends in 号.
var (
	counted   = []string{"数", "量", "额", "条", "件", "篇", "份", "次", "户", "宗", "元"}
	notSummed = []string{"率", "比", "%", "％", "‰", "序号", "编号", "均", "排名", "名次", "位次", "年份", "年度", "累计",
		"得分", "评分", "总分", "扣分", "加分", "分数", "分值", "成绩", "总评", "考评", "满意", "质量", "指数", "系数", "最", "天", "用时", "时长", "期限", "日期", "单价", "价格", "标准", "每", "时限", "倍", "幅",
		"涉及", "覆盖", "部门数", "单位数", "家数"} // one may be counted in several rows
)

// notParts are in what a row is called that is no part of the total beside the others.
var notParts = []string{"其中", "包括", "包含", "同时", "重复", "去重", "平均", "月均", "上年", "去年", "同比", "增减", "累计", "占比", "合计", "总计", "共计"}

// comparing are in what a row below the total is called that only compares with it.
var comparing = []string{"上年", "去年", "同比", "增减"}

// reExtract is in the title of a table that shows some rows of more.
var reExtract = pattern.New(`前\s*[\d一二两三四五六七八九十]|主要|重点|靠前|部分(?:单位|部门|乡镇|镇街|地区)|(?i:top)`)

// reRowNumber is the number a row begins with, or the mark of one that stands below another.
var reRowNumber = pattern.New(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+(?:\.\d+)+|\d+[.、．]|[（(]\d+[）)]|[①-⑳]|[-—–·•#＃→└├含])`)

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

// summedRows gives the rows that a table's last row, or its first, adds up: each surely
// a part once. Those of subtotals are left out; a table with rows within rows, or more
// than one row 合计, adds up nobody knows what.
func summedRows(t *report.ProseTable) (rows []int, total int, ok bool) {
	total = -1
	if reExtract.MatchString(t.Title.Text) {
		return nil, 0, false
	}
	level := ""
	for r := t.Header; r < len(t.Rows); r++ {
		name := partName(t.Rows[r])
		switch sum := slices.Contains(sumRows, rowName(t.Rows[r])); {
		case sum && total >= 0:
			return nil, 0, false
		case total >= 0 && len(rows) > 0 && anyIn(name, comparing...):
		case sum:
			total = r
		case strings.HasSuffix(name, subtotal):
		case anyIn(name, notParts...) || len(t.Rows[r]) > 0 && t.Rows[r][0].Indented() || len(rows) > 0 && rowLevel(name) != level:
			return nil, 0, false
		default:
			rows, level = append(rows, r), rowLevel(name)
		}
	}
	if total < 0 || len(rows) < 2 {
		return nil, 0, false
	}
	return rows, total, total < rows[0] || total > rows[len(rows)-1]
}

// rowName is what stands in a row's first cell; partName has the second as well where
// it is no figure, as below a group of rows.
func rowName(cells []report.Cell) string { return folded(cells[:min(1, len(cells))]) }

func partName(cells []report.Cell) string {
	if len(cells) > 1 {
		if _, figure := cellFigure(&cells[1]); !figure {
			return folded(cells[:2])
		}
	}
	return rowName(cells)
}

func folded(cells []report.Cell) string {
	var all strings.Builder
	for i := range cells {
		all.WriteString(strings.Join(strings.Fields(prose.Fold(cells[i].Text).Text), ""))
	}
	return strings.Trim(all.String(), "：:")
}

// rowLevel says with which kind of number a row's name begins: rows of one level have
// one kind, however many figures it has.
func rowLevel(name string) string {
	return reNumeral.ReplaceAllStringFunc(reRowNumber.FindString(name), func(n string) string {
		switch {
		case asciiDigit(n[0]):
			return "1"
		case reCircled.MatchString(n):
			return "①"
		}
		return "一"
	})
}

var (
	reNumeral = pattern.New(`\d+|[一二三四五六七八九十]+|[①-⑳]`)
	reCircled = pattern.New(`^[①-⑳]`)
)

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

// unitless is a number that may have marks of thousands, and full-width figures.
var unitless = pattern.New(`^[-+0-9.,０-９．，\s]+$`)

// cellFigure gives the number of a cell, also where it stands as Excel shows it.
func cellFigure(cell *report.Cell) (*big.Rat, bool) {
	if v, ok := cell.Number(); ok || !unitless.MatchString(cell.Text) {
		return v, ok
	}
	number, _ := source.Nearly(cell.Text)
	return new(big.Rat).SetString(number)
}

// columnSum compares the total of a column with the sum of its figures, where all of
// them are figures; amounts that were rounded may be off by as much.
func (c *Context) columnSum(t *report.ProseTable, column int, rows []int, total int) {
	head := heading(t, column)
	whole := cellAt(t.Rows[total], column)
	if column == 0 || whole == nil || anyIn(head, notSummed...) || strings.HasSuffix(strings.TrimRight(head, "）)"), "号") {
		return
	}
	want, ok := cellFigure(whole)
	if !ok {
		return
	}
	sum, slack, values := new(big.Rat), new(big.Rat), make([]string, 0, len(rows))
	var parts []*big.Rat
	more := true // a total that is not more than each row may be a mean or the highest
	for _, r := range rows {
		cell := cellAt(t.Rows[r], column)
		if cell == nil {
			return
		}
		v, ok := cellFigure(cell)
		if !ok {
			return
		}
		more = more && v.Cmp(want) < 0
		sum.Add(sum, v)
		if !v.IsInt() {
			slack.Add(slack, halfOfLast(cell.Text))
		}
		parts, values = append(parts, v), append(values, plainNumber(v))
	}
	if wholeAmong(parts, sum, want) {
		return // 参评100，满意90，不满意10，合计100
	}
	if off := new(big.Rat).Sub(sum, want); off.Abs(off).Cmp(slack) <= 0 || !more && !anyIn(head, counted...) {
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

// wholeAmong reports whether one of some figures, which add up to sum, is the sum of the others
// and the total.
func wholeAmong(figures []*big.Rat, sum, total *big.Rat) bool {
	half := new(big.Rat).Quo(sum, big.NewRat(2, 1))
	return len(figures) > 2 && sum.Sign() > 0 && half.Cmp(total) == 0 && slices.ContainsFunc(figures, func(v *big.Rat) bool { return v.Cmp(half) == 0 })
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
