package template

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

// part writes a part of the form.
func (w *writer) part(p *form.Part) {
	last := w.Last.Report.Parts[p.Key]
	if last == nil {
		if p.Optional && !w.blank {
			return
		}
		last = &report.Part{}
	}
	w.line("")
	if p.Optional {
		w.remark("不附这张表的，整段删去")
	}
	if p.Table != nil {
		w.gone(p, last)
	}
	w.line("[%s]", p.Key)
	w.old(last.Text, nil)
	if p.Text || len(last.Text) > 0 { // one that the form has not, too: it may be wanted again
		if !p.Text {
			w.remark("上年在这张表的上面、下面写了文字；今年不写的，把 text 整段删去")
		}
		w.prose("text", last.Text)
	}
	if p.Table == nil {
		return
	}
	w.around("head", p.Table.Head, last.Head)
	for _, s := range p.Table.FigureRows {
		w.row(p, s, last.Rows[s.Key])
	}
	w.around("foot", p.Table.Foot, last.Foot)
}

// around writes the lines above or below a table; without them the form's are
// printed.
func (w *writer) around(key string, form []form.Line, last []report.Value) {
	if len(form) == 0 && len(last) == 0 {
		return
	}
	var ls []string
	for _, v := range last {
		ls = append(ls, source.Quote(v.Text))
	}
	if len(ls) == 0 {
		for _, l := range form {
			ls = append(ls, source.Quote(l.Fill(w.Last.Report.Agency.Text, w.Year)))
		}
	}
	w.remark(key + " = [" + strings.Join(ls, ", ") + "]  # 去掉行首的 # 再改，就印这里写的；不写，照表式印")
}

// row writes a row of figures.
func (w *writer) row(p *form.Part, s report.RowSchema, last *report.Row) {
	l := p.Table.Labels(w.Last.Report.Agency.Text, w.Year)[s.Key]
	was := w.lastRow(p, s.Key, last)
	switch {
	case p.Table.SumOf(s.Key) != nil:
		w.remark(strings.TrimRight(fmt.Sprintf("%s（%s）：不写，由程序计算  %s", l.Full(), s.Key, was), " "))
	case s.Optional:
		w.remark(strings.TrimRight(fmt.Sprintf("%s = %s  # %s（可以不写；要写，去掉行首的 #）  %s", s.Key, source.Quote(report.Unfilled), l.Full(), was), " "))
	default:
		note := ""
		if was != "" {
			note = "  # " + was
		}
		w.line("%s = %s%s", s.Key, w.figures(p, s), note)
	}
}

// figures writes a row: what is known of it, and marks for the rest.
func (w *writer) figures(p *form.Part, s report.RowSchema) string {
	var vs []string
	any := false
	columns := short(s)
	for _, c := range columns {
		v := w.figure(p.Key, s.Key, c)
		any = any || v != ""
		if v == "" {
			v = source.Quote(report.Unfilled)
		}
		vs = append(vs, v)
	}
	switch {
	case len(columns) == 1:
		return vs[0]
	case arrays(p.Table) && !any:
		return source.Quote(report.Unfilled)
	case arrays(p.Table):
		return "[" + strings.Join(vs, ", ") + "]"
	}
	for i, c := range columns {
		vs[i] = c + " = " + vs[i]
	}
	return "{ " + strings.Join(vs, ", ") + " }"
}

func (w *writer) figure(part, row, column string) string {
	if w.Figure == nil {
		return ""
	}
	return w.Figure(part, row, column)
}

// lastRow shows a row of the year before as it was typed.
func (w *writer) lastRow(p *form.Part, key string, last *report.Row) string {
	t := tableOf(w.Last.Form, p.Key)
	if w.blank || t == nil {
		return ""
	}
	s := t.Schema(key)
	if s.Key == "" {
		return "上年没有这一行"
	}
	if last == nil {
		return "上年未填写"
	}
	var vs []string
	same := arrays(t)
	for _, c := range s.Columns {
		v, ok := last.Values.Get(c)
		switch {
		case !ok && c == s.Total:
		case !ok:
			vs = append(vs, "－")
		case same, len(s.Columns) == 1:
			vs = append(vs, printed(v.Text))
		default:
			vs = append(vs, c+" "+printed(v.Text))
		}
	}
	if same {
		return "上年 [" + strings.Join(vs, ", ") + "]"
	}
	return "上年 " + strings.Join(vs, "，")
}

// printed shows a figure; a blank one as such.
func printed(text string) string {
	if text == "" {
		return "空白"
	}
	return text
}

// gone shows rows of the year before that the new form does not have.
func (w *writer) gone(p *form.Part, last *report.Part) {
	t := tableOf(w.Last.Form, p.Key)
	if w.blank || t == nil {
		return
	}
	for _, s := range t.FigureRows {
		if p.Table.Schema(s.Key).Key == "" && last.Rows[s.Key] != nil {
			w.remark(fmt.Sprintf("上年有、今年表式没有的行：%s：%s", s.Key, w.lastRow(p, s.Key, last.Rows[s.Key])))
		}
	}
}

func tableOf(f *form.Form, part string) *form.Table {
	i := slices.IndexFunc(f.Parts, func(p form.Part) bool { return p.Key == part })
	if i < 0 {
		return nil
	}
	return f.Parts[i].Table
}
