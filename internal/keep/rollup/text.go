package rollup

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/clerk/template"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// factMark begins the remarks that hold facts for the prose; what follows up to
// the colon says which fact it is, so that a correction can change it.
const factMark = "# 数据·"

// Text writes the county's TOML anew: every table summed, the prose left to write,
// with facts for it in remarks.
func (r *Rollup) Text(name string) ([]byte, error) {
	in := template.Fresh{Name: name, Year: r.County.Year, Form: r.Form, Named: r.County.Form != "", Figure: r.literal}
	if l := r.lastReport; l != nil {
		in.Last = &template.Report{File: l.File, Report: l.Report, Form: l.Form}
	}
	text, err := template.New(in)
	if err != nil {
		return nil, err
	}
	f, err := source.Parse(name, []byte(text))
	if err != nil {
		return nil, err
	}
	e := f.Edit()
	if n := f.Root.Get("agency").Get("name"); n != nil {
		e.Replace(n, source.Quote(r.County.Agency))
	}
	r.complete(f, e)
	data, err := e.Apply()
	if err != nil {
		return nil, err
	}
	return r.withFacts(data), nil
}

// complete adds rows that a fresh file leaves to its writer.
func (r *Rollup) complete(f *source.File, e *source.Edit) {
	done := map[string]bool{}
	for _, c := range r.Cells {
		key := c.Part + "." + c.Row
		part := f.Root.Get(c.Part)
		if c.Total || done[key] || part == nil || part.Get(c.Row) != nil || r.zero(c.Part, c.Row) {
			continue
		}
		done[key] = true
		e.Insert(part, c.Row, r.row(c.Part, c.Row))
	}
}

func (r *Rollup) zero(part, row string) bool {
	for _, c := range r.Cells {
		if c.Part == part && c.Row == row && c.Sum.Sign() != 0 {
			return false
		}
	}
	return true
}

// row writes a row of figures as a table, whatever its form.
func (r *Rollup) row(part, row string) string {
	var all []string
	for _, c := range r.Cells {
		if c.Part == part && c.Row == row && !c.Total {
			all = append(all, source.Key(c.Column)+" = "+r.literal(c.Part, c.Row, c.Column))
		}
	}
	return "{ " + strings.Join(all, ", ") + " }"
}

var plainNumber = pattern.New(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// literal is a sum as it stands in a TOML file.
func (r *Rollup) literal(part, row, column string) string {
	c := r.byPlace[Place{Part: part, Row: row, Column: column}]
	if c == nil {
		return ""
	}
	if t := c.Text(); plainNumber.MatchString(t) {
		return t
	}
	return source.Quote(c.Text())
}

// withFacts puts the facts above the first part, and at the top what is missing.
func (r *Rollup) withFacts(data []byte) []byte {
	var b strings.Builder
	for _, f := range r.facts() {
		b.WriteString(f + "\n")
	}
	return []byte(b.String() + "#\n" + string(data))
}

// facts are what the prose may say, each in a remark.
func (r *Rollup) facts() []string {
	var all []string
	add := func(name, text string) {
		all = append(all, factMark+strings.ReplaceAll(name, "：", "·")+"："+text)
	}
	counted, expected := r.CountBodies()
	var sums []string
	for _, e := range r.Bodies {
		if e.Counted() && e.Kind == Lower {
			sums = append(sums, e.Name)
		}
	}
	add("单位", fmt.Sprintf("应计入 %d 个，已计入 %d 个", expected, counted))
	if counted < expected {
		add("注意", fmt.Sprintf("数字不全：还有 %d 个单位没有计入，见“问题”文件夹", expected-counted))
	}
	without := r.Uncounted()
	if len(without) > 0 {
		add("没有计入的数", fmt.Sprintf("数字不全：有 %d 个单位的一些数没有计入：%s", len(without), strings.Join(without, "、")))
	}
	if counted == expected && len(without) == 0 {
		add("注意", "各单位已全部计入")
	}
	if len(sums) > 0 {
		add("汇总数之和", fmt.Sprintf("%s交来的已是汇总数", strings.Join(sums, "、")))
	}
	for i, a := range r.County.Adjusts {
		add(fmt.Sprintf("调整%d", i+1), fmt.Sprintf("%s %s，%s", r.labels.of(a.Cell), signed(a.Amount.Text), oneLine(a.Reason)))
	}
	r.applicationFacts(add)
	for _, row := range []string{"review", "suit_direct", "suit_after_review"} {
		if c := r.byPlace[Place{Part: reviewPart, Row: row, Column: "total"}]; c != nil {
			add(r.labels.row(c.Place), fmt.Sprintf("%s 件%s", c.Text(), inBrackets(c.most(5))))
		}
	}
	return all
}

// applicationFacts are those about applications: how many, against last year, by
// whom, how they were answered, who had most.
func (r *Rollup) applicationFacts(add func(name, text string)) {
	at := func(row, column string) *Cell {
		return r.byPlace[Place{Part: "applications", Row: row, Column: column}]
	}
	received := at("new", "total")
	if received == nil {
		return
	}
	add("新收申请", fmt.Sprintf("%s 件%s", received.Text(), r.growth(received)))
	add("新收最多", received.most(5))
	for _, row := range []string{"carried_in", "result_total", "carried_out"} {
		if c := at(row, "total"); c != nil {
			add(r.labels.row(c.Place), fmt.Sprintf("%s 件", c.Text()))
		}
	}
	for _, c := range r.Cells {
		if c.Part == "applications" && c.Row == "new" && c.Column != "total" && c.Sum.Sign() > 0 {
			add("申请人·"+r.labels.column(c.Place), fmt.Sprintf("%s 件，占新收的 %s", c.Text(), percent(c, received)))
		}
	}
	whole := at("result_total", "total")
	for _, c := range r.Cells {
		if c.Part == "applications" && c.Column == "total" && r.Form.TableOf(c.Part).SumOf(c.Row) == nil && c.Sum.Sign() > 0 && whole != nil && resultRow(r, c.Row) {
			add("办理结果·"+r.labels.row(c.Place), fmt.Sprintf("%s 件，占办理结果的 %s", c.Text(), percent(c, whole)))
		}
	}
}

// resultRow reports whether a row is one of those that the results add up.
func resultRow(r *Rollup, row string) bool {
	for _, of := range r.Form.TableOf("applications").SumOf("result_total") {
		if of == row {
			return true
		}
	}
	return false
}

// growth says how a sum differs from the county's report of last year.
func (r *Rollup) growth(c *Cell) string {
	if r.lastReport == nil {
		return ""
	}
	s := sheetsOf(r.lastReport.Form, r.lastReport.Report)[c.Part]
	if s == nil || !s.Has(c.Row, c.Column) {
		return ""
	}
	was, ok := s.Figure(c.Row, c.Column).Number()
	switch {
	case !ok:
		return ""
	case was.Sign() == 0:
		return "（上年 0 件）"
	}
	word := "增长"
	if c.Sum.Cmp(was) < 0 {
		word = "下降"
	}
	return fmt.Sprintf("（上年 %s 件，%s %s）", was.RatString(), word, share(absDifference(c.Sum, was), was))
}

func inBrackets(t string) string {
	if t == "" {
		return ""
	}
	return "（" + t + "）"
}

func signed(t string) string {
	if strings.HasPrefix(t, "-") || strings.HasPrefix(t, "+") {
		return t
	}
	return "+" + t
}

func oneLine(t string) string { return strings.Join(strings.Fields(t), " ") }

// Update changes the figures of a county's TOML that the clerk may have written in
// since: those that were the sums before and are no longer, and the facts. A
// figure that is neither was changed by hand; it is left, and given, in every run.
// The error is a diag.List.
func (r *Rollup) Update(name string, data []byte, before *Ledger) ([]byte, []Place, error) {
	f, err := source.Parse(name, data)
	if err != nil {
		return nil, nil, err
	}
	e := f.Edit()
	var kept []Place
	added := map[Place]bool{} // rows, by part and key
	for _, c := range r.Cells {
		was, now, row := before.Sums[Key(c.Place)], c.Text(), Place{Part: c.Part, Row: c.Row}
		n := r.node(f, c.Place)
		switch {
		case c.Total, added[row], n != nil && n.Text == now && n.Text != report.Unfilled:
		case n == nil && c.Sum.Sign() == 0: // noughts may be left out
		case n == nil && r.wasZero(before, row) && f.Root.Get(c.Part) != nil && f.Root.Get(c.Part).Get(c.Row) == nil:
			e.Insert(f.Root.Get(c.Part), c.Row, r.row(c.Part, c.Row))
			added[row] = true
		case n == nil || n.Text != was:
			kept = append(kept, c.Place)
		default:
			e.Replace(n, r.literal(c.Part, c.Row, c.Column))
		}
	}
	r.updateFacts(e, before.Facts)
	out, err := e.Apply()
	if err != nil {
		return nil, nil, diag.List{diag.New(diag.Pos{File: name}, diag.T("数字改不进去：%v。", "the figures cannot be put in: %v.", err), diag.T("请换一个输出文件夹（-o），再把文字抄过去。", "choose another folder with -o."))}
	}
	return out, kept, nil
}

// wasZero reports whether a row had nothing but noughts.
func (r *Rollup) wasZero(before *Ledger, row Place) bool {
	for _, c := range r.Cells {
		if was := before.Sums[Key(c.Place)]; c.Part == row.Part && c.Row == row.Row && was != "" && was != "0" {
			return false
		}
	}
	return true
}

// updateFacts changes the facts where they stand, takes out those that are none any
// more and puts below the last those that were not written before: what the clerk
// took out stays out.
func (r *Rollup) updateFacts(e *source.Edit, before []string) {
	now, facts := map[string]string{}, r.facts()
	for _, line := range facts {
		now[factName(line)] = line
	}
	seen := map[string]bool{}
	e.Remarks(func(remark string) (string, bool) {
		name := factName(remark)
		seen[name] = true
		line, is := now[name]
		switch {
		case name == "", !is && !slices.Contains(before, name): // the clerk's own
			return remark, false
		case is && strings.HasPrefix(remark, line): // with a note of the clerk's
			return remark, true
		}
		return line, true
	}, func() []string {
		return slices.DeleteFunc(facts, func(line string) bool {
			return seen[factName(line)] || slices.Contains(before, factName(line))
		})
	})
}

// factName is which fact a remark holds; "" none.
func factName(remark string) string {
	rest, found := strings.CutPrefix(remark, factMark)
	if !found {
		return ""
	}
	name, _, _ := strings.Cut(rest, "：")
	return name
}

// node finds a figure in the file; nil where it does not stand there.
func (r *Rollup) node(f *source.File, p Place) *source.Node {
	row := f.Root.Get(p.Part).Get(p.Row)
	switch {
	case row == nil:
		return nil
	case row.Kind == source.Table:
		return row.Get(p.Column)
	case row.Kind != source.Array:
		return row
	}
	for i, c := range r.Form.TableOf(p.Part).Schema(p.Row).Columns {
		if c == p.Column && i < len(row.Items) {
			return row.Items[i]
		}
	}
	return nil
}
