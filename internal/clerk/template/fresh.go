package template

import (
	"fmt"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

// Fresh says what a new file is for.
type Fresh struct {
	Name   string // of the file, for messages
	Year   int
	Form   *form.Form
	Named  bool    // the report has to name its form
	Last   *Report // an earlier report of the same body; nil: none
	Figure func(part, row, column string) string
	// Figure gives what follows from the year before alone; "" nothing
}

// New writes a fresh file. What is left to fill is marked by report.Unfilled;
// last year's figures and prose stand beside it in remarks. The error is a
// diag.List.
func New(in Fresh) (string, error) {
	w := &writer{Fresh: in}
	if in.Last == nil {
		w.Last = &Report{Report: &report.Report{}, Form: in.Form}
		w.blank = true
	}
	w.file()
	f, err := source.Parse(in.Name, []byte(w.String()))
	if err != nil {
		return "", err
	}
	r, err := report.Parse(f, func(int, string) (report.Schema, error) { return in.Form.Schema(), nil })
	if err != nil {
		return "", err
	}
	return Format(&Report{f, r, in.Form})
}

// writer writes a fresh file; the standard order and the standard remarks are
// Format's.
type writer struct {
	Fresh
	strings.Builder
	blank bool // there is no earlier report
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// remark writes a text as a remark.
func (w *writer) remark(text string) { w.line("# %s", text) }

// plainFigures is the first year whose forms take figures alone: no signs, no units.
const plainFigures = 2021

// guide stands at the top of a new file.
func (w *writer) guide() []string {
	figures := "  · 数字直接写，例如 29497；带正负号、单位或其他文字的加引号，例如 \"+144\"、\"75394432.52元\"。"
	if w.Year >= plainFigures {
		figures = "  · 数字直接写，例如 29497，不写单位和千分位逗号；收费金额以万元计，可以有小数，例如 35.24。"
	}
	return []string{
		"怎样填写",
		"  · 写着 \"" + report.Unfilled + "\" 的地方，换成实际内容；没有填完以前，核对和生成都会指出来，不会当作 0 印出。",
		"  · 每一项写成“键 = 内容”。等号左边的英文键不要改，只改等号右边。",
		"  · 以 # 开头的是说明，不会印出来（三个引号之间的除外）；其中的“上年”是上一份报告的内容，供参考。",
		figures,
		"  · 一行几个数的，写成 [2, 0, 0, 0, 0, 0]；一行都是 0 的，写一个 0，或者整行删去。",
		"  · 引号、括号、等号、逗号都用英文（半角）的： \"  [ ]  { }  =  ,",
		"  · 长文字写在两行三个引号 \"\"\" 之间：一行就是一个自然段。段首的 一、（一）1.（1）① 照公文的层次写出来。",
		"  · 用记事本保存时，编码选 UTF-8。",
	}
}

func (w *writer) file() {
	last := w.Last.Report
	w.remark(fmt.Sprintf("%d 年%s：数据文件", w.Year, w.Form.Subject))
	w.line("#")
	for _, l := range w.guide() {
		w.remark(l)
	}
	w.line("")
	w.line("year = %d", w.Year)
	if w.Named {
		w.line("form = %s", source.Quote(w.Form.Name))
	}
	w.preamble()
	w.line("\n[agency]\nname = %s", w.orUnfilled(last.Agency))
	w.title()
	w.oldChapters()
	if w.Form.Chapters {
		w.chapters()
	}
	for i := range w.Form.Parts {
		w.part(&w.Form.Parts[i])
	}
	w.line("\n[signature]")
	w.line("name = %s", w.orUnfilled(last.Signature.Name))
	w.line("date = %s%s", source.Quote(report.Unfilled), w.lastNote(last.Signature.Date.Text))
	w.attachments()
	w.tables()
	w.images()
	w.checks()
}

// orUnfilled is a line that is taken over.
func (w *writer) orUnfilled(v report.Value) string {
	if v.Text == "" {
		return source.Quote(report.Unfilled)
	}
	return source.Quote(v.Text)
}

func (w *writer) lastNote(text string) string {
	if text == "" {
		return ""
	}
	return "  # 上年 " + text
}

// oldChapters shows chapters that the new form does not have.
func (w *writer) oldChapters() {
	if w.Form.Chapters || len(w.Last.Report.Chapters) == 0 {
		return
	}
	w.line("")
	w.remark("上年各章（供参考，不会印出；今年的表式各部分是固定的）：")
	for _, c := range w.Last.Report.Chapters {
		w.remark("  " + c.Heading.Text)
		for _, v := range c.Text {
			w.remark("    " + v.Text)
		}
	}
	w.line("")
}

// chapters keeps the headings.
func (w *writer) chapters() {
	cs := w.Last.Report.Chapters
	if w.blank {
		cs = w.usualChapters()
	}
	for i, c := range cs {
		w.line("")
		if w.blank && i == 0 {
			w.remark("每章一段，可以有几段；标题连序号一起写，例如 “一、概述”")
		}
		w.line("[[chapter]]")
		heading := c.Heading
		heading.Text = w.shift(heading.Text)
		w.line("heading = %s", w.orUnfilled(heading))
		w.old(c.Text, nil)
		w.prose("text", c.Text)
	}
}

// usualChapters are those that the form names; one to fill in where it names
// none.
func (w *writer) usualChapters() (cs []report.Chapter) {
	for _, h := range w.Form.Headings {
		cs = append(cs, report.Chapter{Heading: report.Value{Text: h.Fill("", w.Year)}})
	}
	if len(cs) == 0 {
		return []report.Chapter{{}}
	}
	return cs
}
