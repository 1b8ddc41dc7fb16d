package check

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
)

// The column with a change against the year before, which has a sign and is no
// count.
const deltaColumn = "delta"

// deltaSign tells when some increases have a + and others none.
func deltaSign(c *Context) {
	var plus, bare *Exact
	for _, p := range c.Form.Parts {
		for _, f := range c.column(p.Key, deltaColumn) {
			switch {
			case f.Number == nil || f.Number.Sign() <= 0:
			case f.Text[0] >= '0' && f.Text[0] <= '9':
				bare = earliest(bare, f)
			default:
				plus = earliest(plus, f)
			}
		}
	}
	if plus == nil || bare == nil {
		return
	}
	c.FindAt(bare.Value, 0, len(bare.Text),
		diag.T("本年增/减的写法不一：这里是 %[1]s，别处是 %[2]s", "the increases are written in two ways: %[1]s here, %[2]s elsewhere", bare.Text, plus.Text),
		diag.T("增加的，加号或者都写，或者都不写。", "write the + everywhere or nowhere."))
}

func earliest(a, b *Exact) *Exact {
	if a == nil {
		return b
	}
	return a
}

// column gives the typed figures of a column.
func (c *Context) column(part, column string) (fs []*Exact) {
	t := c.tables.of(part)
	if t == nil {
		return nil
	}
	for i := range t.Rows() {
		if k := slices.Index(t.Rows()[i].Columns, column); k >= 0 && t.row(i)[k].State == tally.Typed {
			fs = append(fs, &t.row(i)[k])
		}
	}
	return fs
}

// pair is a figure of this year and of the last.
type pair struct {
	row, column string
	total       bool // it is the row's total
	now, last   Exact
}

// pairs gives the figures of a part that both reports have, and whether these
// are all.
func (c *Context) pairs(part string) (ps []pair, all bool) {
	t := c.tables.of(part)
	if t == nil || c.last.of(part) == nil {
		return nil, false
	}
	all = true
	for _, s := range t.Rows() {
		for _, column := range s.Columns {
			now, _ := c.Figure(part, s.Key, column)
			last, ok := c.LastFigure(part, s.Key, column)
			if !ok {
				all = false
				continue
			}
			ps = append(ps, pair{s.Key, column, column == s.Total, now, last})
		}
	}
	return ps, all
}

// A count that is at least jumpFrom in one of the years is a finding when it
// is more than jumpTimes the other; from single figures up, where chance makes
// more, when it is at least jumpHigh.
const (
	jumpFrom  = 20
	jumpHigh  = 100
	jumpTimes = 5
)

// jump tells of counts that changed beyond what is usual.
func jump(c *Context) {
	for _, p := range c.Form.Parts {
		ps, _ := c.pairs(p.Key)
		told := "" // the row that was told of last: its total says it again
		for _, b := range ps {
			if b.total && told == b.row {
				continue
			}
			if b.now.State != tally.Typed || b.last.State == tally.NotGiven || b.column == deltaColumn || !countable(b.column, b.now) || !countable(b.column, b.last) {
				continue
			}
			less, more := b.last.Number, b.now.Number
			if less.Cmp(more) > 0 {
				less, more = more, less
			}
			least := int64(jumpFrom)
			if last := b.last.Number; last == less && last.Cmp(big.NewRat(10, 1)) < 0 {
				least = jumpHigh
			}
			if more.Cmp(big.NewRat(least, 1)) < 0 || more.Cmp(new(big.Rat).Mul(less, big.NewRat(jumpTimes, 1))) <= 0 {
				continue
			}
			told = b.row
			f := c.FindAt(b.now.Value, 0, len(b.now.Text),
				diag.T("与上一年相差 %[3]d 倍以上，%[1]s，%[2]s", "it differs from last year more than %[3]d times, %[1]s, %[2]s", c.rowLabel(p.Key, b.row), c.columnLabel(p.Key, b.row, b.column), jumpTimes),
				diag.T("请核对；确有原因的，写明理由，就不再核对。", "look at it again; where there is a reason, give it, and it is not checked any more."))
			last := formula.Decimal(b.last.Number)
			f.Formula = diag.Text{ZH: "今年 " + b.now.Text + "，上年 " + last, EN: fmt.Sprintf("%s.%s(%s), last.%[1]s.%[2]s(%[4]s)", b.row, b.column, b.now.Text, last)}
		}
	}
}

// countable reports whether a figure is a whole number of something, or an amount
// whose unit is the column's.
func countable(column string, f Exact) bool {
	if f.State == tally.NotGiven {
		return true
	}
	n, ok := f.Value.Number()
	return ok && (n.IsInt() || strings.HasSuffix(column, report.InWan)) && n.Sign() >= 0
}

// sameParts are the tables that are not the same in two years.
var sameParts = []string{"disclosure", "applications"}

// same tells of tables that are last year's.
func same(c *Context) {
	for _, part := range sameParts {
		ps, all := c.pairs(part)
		zero := true
		for _, b := range ps {
			if b.now.Number == nil || b.last.Number == nil || b.now.Number.Cmp(b.last.Number) != 0 {
				all = false
				break
			}
			zero = zero && b.now.Number.Sign() == 0
		}
		if all && !zero {
			c.Find(c.tables.of(part).Pos(), diag.T("%[2]s的全部数字与上一年相同", "all figures of %[1]s are those of last year", c.partLabel(part).EN, c.partLabel(part).ZH),
				diag.T("是不是沿用了上一年的文件？请核对。", "was last year's file reused? Look at them again."))
		}
	}
}
