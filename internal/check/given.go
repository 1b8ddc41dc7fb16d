package check

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// blank is a figure that the clerk left out and nothing computes: it is printed
// as 0. Without a column it is a whole row.
type blank struct{ row, column string }

// blanks gives what is left out of a part.
func (c *Context) blanks(p form.Part) (all []blank) {
	t := c.tables[p.Key]
	if t == nil || p.Optional && c.Report.Parts[p.Key] == nil {
		return nil
	}
	for _, s := range t.Rows() {
		switch {
		case s.Optional:
		case !t.Given(s.Key):
			if !slices.ContainsFunc(t.Sums(), func(of form.Sum) bool { return of.Row == s.Key }) {
				all = append(all, blank{s.Key, ""})
			}
		default:
			for _, column := range s.Columns {
				if !t.Typed(s.Key, column) && column != s.Total {
					all = append(all, blank{s.Key, column})
				}
			}
		}
	}
	return all
}

func (c *Context) nameOf(part string, b blank) diag.Text {
	name := diag.Text{ZH: c.label(part, b.row, b.column), EN: b.row}
	if b.column != "" {
		name.EN += "." + b.column
	}
	return name
}

// tellBlanks tells of figures that a part lacks.
func (c *Context) tellBlanks(p form.Part, names []diag.Text, do diag.Text) {
	if len(names) == 0 {
		return
	}
	pos := c.tables[p.Key].Pos()
	if pos.IsZero() {
		pos.File = c.Report.File
	}
	zh, en := listNames(names, "、")
	c.Find(pos, diag.T("%[1]s没有写：%[2]s", "not given in %[3]s: %[4]s", c.partLabel(p.Key).ZH, zh, c.partLabel(p.Key).EN, en), do)
}

// notGiven lists the figures that the clerk left out.
func notGiven(c *Context) {
	if c.Report.AsPublished {
		return
	}
	for _, p := range c.Form.Parts {
		var names []diag.Text
		for _, b := range c.blanks(p) {
			names = append(names, c.nameOf(p.Key, b))
		}
		c.tellBlanks(p, names, diag.T("按 0 印出；不是 0 的请补上。", "they are printed as 0; fill in what is not."))
	}
}

// leftOut lists those of them that were many last year, or anything where the whole
// part is left out: what was lost looks like a year without any. Few come and go.
func leftOut(c *Context) {
	if c.Report.AsPublished {
		return
	}
	for _, p := range c.Form.Parts {
		least := big.NewRat(jumpFrom, 1)
		if part := c.Report.Parts[p.Key]; part == nil || len(part.Rows) == 0 {
			least = new(big.Rat)
		}
		var names []diag.Text
		for _, b := range c.blanks(p) {
			if last := c.most(p.Key, b, least); last != "" {
				n := c.nameOf(p.Key, b)
				names = append(names, diag.Text{ZH: n.ZH + "（上年 " + last + "）", EN: n.EN + " (last year " + last + ")"})
			}
		}
		c.tellBlanks(p, names, diag.T("上年不是 0，今年会按 0 印出；漏了的请补上，确实没有的请写 0。", "last year it was not 0, this year 0 is printed; fill it in, or write 0 where there was none."))
	}
}

// most gives the greatest figure that the blank had last year: a count of at least
// so many, or an amount; "" where it had none. A change is neither.
func (c *Context) most(part string, b blank, least *big.Rat) (text string) {
	if c.last[part] == nil {
		return ""
	}
	most := new(big.Rat)
	for _, s := range c.tables[part].Rows() {
		for _, column := range s.Columns {
			if s.Key != b.row || b.column != "" && column != b.column || column == deltaColumn {
				continue
			}
			f, ok := c.LastFigure(part, s.Key, column)
			if !ok || f.Number == nil || f.Number.Cmp(most) <= 0 {
				continue
			}
			amount := strings.HasSuffix(column, report.InWan) || !f.Number.IsInt() || f.Text != "" && !isDigits(f.Text)
			if amount || f.Number.Cmp(least) >= 0 {
				most, text = f.Number, cmp.Or(f.Text, formula.Decimal(f.Number))
			}
		}
	}
	return text
}

func isDigits(text string) bool { return strings.Trim(text, "0123456789") == "" }
