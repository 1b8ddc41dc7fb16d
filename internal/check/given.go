package check

import (
	"math/big"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
)

// omission is a figure that the clerk left out and nothing computes: it is printed
// as 0. Without a column it is a whole row.
type omission struct{ row, column string }

// omissions gives what is left out of a part.
func (c *Context) omissions(p form.Part) (all []omission) {
	t := c.tables.of(p.Key)
	if t == nil || p.Optional && c.Report.Parts[p.Key] == nil {
		return nil
	}
	for r := range t.Rows() {
		s := &t.Rows()[r]
		switch {
		case s.Optional:
		case !t.Given(s.Key):
			if !slices.ContainsFunc(t.Sums(), func(of form.Sum) bool { return of.Row == s.Key }) {
				all = append(all, omission{s.Key, ""})
			}
		default:
			figures := t.row(r)
			for i, column := range s.Columns {
				if figures[i].State != tally.Typed && column != s.Total {
					all = append(all, omission{s.Key, column})
				}
			}
		}
	}
	return all
}

func (c *Context) nameOf(part string, o omission) diag.Text {
	name := diag.Text{ZH: c.label(part, o.row, o.column), EN: o.row}
	if o.column != "" {
		name.EN += "." + o.column
	}
	return name
}

// tellOmissions tells of figures that a part lacks.
func (c *Context) tellOmissions(p form.Part, names []diag.Text, do diag.Text) {
	if len(names) == 0 {
		return
	}
	pos := c.tables.of(p.Key).Pos()
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
		for _, o := range c.omissions(p) {
			names = append(names, c.nameOf(p.Key, o))
		}
		c.tellOmissions(p, names, diag.T("按 0 印出；不是 0 的请补上。", "they are printed as 0; fill in what is not."))
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
		for _, o := range c.omissions(p) {
			if last := c.most(p.Key, o, least); last != "" {
				n := c.nameOf(p.Key, o)
				names = append(names, diag.Text{ZH: n.ZH + "（上年 " + last + "）", EN: n.EN + " (last year " + last + ")"})
			}
		}
		c.tellOmissions(p, names, diag.T("上年不是 0，今年会按 0 印出；漏了的请补上，确实没有的请写 0。", "last year it was not 0, this year 0 is printed; fill it in, or write 0 where there was none."))
	}
}

// most gives the greatest figure that an omission was last year: a count of at least
// so many, or an amount; "" where it had none. A change is neither.
func (c *Context) most(part string, o omission, least *big.Rat) (text string) {
	if c.last.of(part) == nil {
		return ""
	}
	most := new(big.Rat)
	for _, s := range c.tables.of(part).Rows() {
		for _, column := range s.Columns {
			if s.Key != o.row || o.column != "" && column != o.column || column == deltaColumn {
				continue
			}
			f, ok := c.LastFigure(part, s.Key, column)
			if !ok || f.Number == nil || f.Number.Cmp(most) <= 0 {
				continue
			}
			_, count := f.Plain()
			if !count || strings.HasSuffix(column, report.InWan) || f.Number.Cmp(least) >= 0 {
				most, text = f.Number, f.Text
			}
		}
	}
	return text
}
