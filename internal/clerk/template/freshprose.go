package template

import (
	"fmt"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

// contactWords tell the paragraph that says where the office is to be reached.
var contactWords = []string{"电话", "地址", "邮编", "邮箱", "传真"}

func (w *writer) contact(v report.Value) bool {
	n := 0
	for _, word := range contactWords {
		if strings.Contains(v.Text, word) {
			n++
		}
	}
	return n > 1
}

// preamble takes over what says where the office is to be reached; the rest is
// to be written anew.
func (w *writer) preamble() {
	ps := w.Last.Report.Preamble
	if len(ps) == 0 && !w.blank {
		return
	}
	w.line("")
	w.remark("标题之后、第一部分之前的文字；不要的，整段删去")
	w.old(ps, func(v report.Value) bool { return !w.contact(v) })
	w.prose("preamble", ps)
}

// old writes prose as remarks.
func (w *writer) old(ps []report.Value, pick func(report.Value) bool) {
	first := true
	for _, v := range ps {
		if pick != nil && !pick(v) {
			continue
		}
		if first {
			w.remark("上年的文字（供参考，不会印出；照抄的，核对时会指出）：")
			first = false
		}
		w.remark("  " + v.Text)
	}
}

// prose writes a text that is to be written anew, with what is kept of the old
// one: tables in their places, and where the office is to be reached.
func (w *writer) prose(key string, ps []report.Value) {
	var lines []string
	for _, v := range ps {
		kind, name, ref := v.Ref()
		switch {
		case ref && kind == report.TableRef && w.Last.Report.Tables[name] != nil:
			lines = append(lines, v.Text)
		case ref && kind == report.FormRef && tableOf(w.Form, name) != nil: // where its own part's text stands, or a chapter's
			lines = append(lines, v.Text)
		case key == "preamble" && w.contact(v):
			lines = append(lines, w.shift(v.Text))
		case len(lines) == 0 || lines[len(lines)-1] != report.Unfilled:
			lines = append(lines, report.Unfilled)
		}
	}
	if len(lines) == 0 {
		lines = []string{report.Unfilled}
	}
	w.line(`%s = """`, key)
	for _, l := range lines {
		w.line("%s", strings.ReplaceAll(strings.ReplaceAll(l, `\`, `\\`), `"""`, `""\"`))
	}
	w.line(`"""`)
}

func (w *writer) title() {
	last := w.Last.Report
	if len(last.Title) == 0 {
		return
	}
	w.line("\n[title]\nlines = [")
	for _, l := range last.Title {
		w.line("  %s,", source.Quote(w.shift(l.Text)))
	}
	w.line("]")
}

// shift puts the new year where a text has the old one.
func (w *writer) shift(text string) string {
	if w.blank {
		return text
	}
	var pairs []string
	for _, figures := range []string{"0123456789", "〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九"} {
		pairs = append(pairs, spell(w.Last.Report.Year, figures), spell(w.Year, figures))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// spell writes a year with the figures given.
func spell(year int, figures string) string {
	var b strings.Builder
	f := []rune(figures)
	for _, c := range fmt.Sprint(year) {
		b.WriteRune(f[c-'0'])
	}
	return b.String()
}
