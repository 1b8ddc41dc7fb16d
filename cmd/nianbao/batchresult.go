package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/keep/batch"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// tallied counts the reports by what became of them.
func tallied(reports []batch.Report) map[batch.Status]int {
	n := map[batch.Status]int{}
	for i := range reports {
		n[reports[i].Status]++
	}
	return n
}

// statusWords are what people read for a status, in the order of the summary.
var statusWords = []struct {
	status batch.Status
	text   diag.Text
}{
	{batch.Built, diag.Text{ZH: "已生成", EN: "built"}},
	{batch.Unchanged, diag.Text{ZH: "没有变", EN: "unchanged"}},
	{batch.Same, diag.Text{ZH: "重做也一样", EN: "the same"}},
	{batch.Differs, diag.Text{ZH: "会变", EN: "would change"}},
	{batch.Failed, diag.Text{ZH: "没有生成", EN: "failed"}},
	{batch.Left, diag.Text{ZH: "还没有做", EN: "left"}},
}

// batchSummary ends a run: how many of what, and the reports that failed.
func (a *app) batchSummary(reports []batch.Report) {
	n := tallied(reports)
	var parts []string
	for _, w := range statusWords {
		if n[w.status] > 0 {
			parts = append(parts, a.t("%[1]s %[2]d", "%[2]d %[1]s", w.text.In(a.lang), n[w.status]))
		}
	}
	warnings, errs := 0, 0
	for i := range reports {
		warnings += reports[i].Warnings
		errs += reports[i].Errors
		if r := &reports[i]; r.Status == batch.Failed {
			fmt.Fprintln(a.out, a.t("  没有生成 %[1]s：%[2]s", "  failed %[1]s: %[2]s", r.Input.Path, a.reason(r)))
		}
	}
	fmt.Fprintln(a.out, a.t("共 %[1]d 份：%[2]s；核对：%[3]d 个错误，%[4]d 个警告", "%[1]d reports: %[2]s; findings: %[3]d errors, %[4]d warnings",
		len(reports), strings.Join(parts, a.t("，", ", ")), errs, warnings))
	if n[batch.Left] > 0 {
		fmt.Fprintln(a.out, a.t("已经停下；再运行一次，接着做剩下的。", "stopped; run it again to go on with the rest."))
	}
}

// reason gives why a report failed in one line.
func (a *app) reason(r *batch.Report) string {
	var list diag.List
	var stopped press.Stopped
	switch {
	case errors.As(r.Why, &stopped):
		list = stopped.List
	case errors.As(r.Why, &list):
	case r.Why == nil:
		return ""
	default:
		return a.t("%v", "%v", r.Why)
	}
	for _, d := range list {
		if d.Severity == diag.Error {
			text := d.Marked(a.lang)
			if i := strings.IndexByte(text, '\n'); i >= 0 {
				text = text[:i]
			}
			if d.Line > 0 {
				text = fmt.Sprintf("%d:%d %s", d.Line, d.Col, text)
			}
			return text
		}
	}
	return r.Why.Error()
}

// batchReportJSON is a report in the result.
type batchReportJSON struct {
	Input    string       `json:"input"`
	Output   string       `json:"output"`
	Status   batch.Status `json:"status"`
	Year     int          `json:"year,omitempty"`
	Agency   string       `json:"agency,omitempty"`
	Form     string       `json:"form,omitempty"`
	Pages    int          `json:"pages,omitempty"`
	Errors   int          `json:"errors"`
	Warnings int          `json:"warnings"`
	Reason   string       `json:"reason,omitempty"`
	Changes  []changeJSON `json:"changes,omitempty"`
}

type changeJSON struct {
	File string `json:"file"`
	At   int    `json:"at"` // first byte that differs, from 0; -1: the file is not there
	Old  int    `json:"old_size"`
	New  int    `json:"new_size"`
}

func (a *app) batchJSON(reports []batch.Report) error {
	var all struct {
		Counts  map[batch.Status]int `json:"counts"`
		Reports []batchReportJSON    `json:"reports"`
	}
	all.Counts = tallied(reports)
	all.Reports = make([]batchReportJSON, len(reports))
	for i := range reports {
		r := &reports[i]
		j := batchReportJSON{r.Input.Path, r.Input.Rel, r.Status, r.Year, r.Agency, r.Form, r.Pages, r.Errors, r.Warnings, a.reason(r), nil}
		for _, c := range r.Changes {
			j.Changes = append(j.Changes, changeJSON{c.Name, c.At, c.Old, c.New})
		}
		all.Reports[i] = j
	}
	return a.writeJSON(all)
}

// writeTable writes the result as a table, with the mark by which Excel and WPS
// know UTF-8.
func (a *app) writeTable(path string, reports []batch.Report) error {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write(strings.Split(a.t("文件,结果,年度,单位,表式,页数,错误,警告,原因", "file,result,year,agency,form,pages,errors,warnings,reason"), ","))
	for i := range reports {
		r := &reports[i]
		status := string(r.Status)
		for _, s := range statusWords {
			if s.status == r.Status {
				status = s.text.In(a.lang)
			}
		}
		w.Write(cells(r.Input.Path, status, number(r.Year), r.Agency, r.Form, number(r.Pages), strconv.Itoa(r.Errors), strconv.Itoa(r.Warnings), a.reason(r)))
	}
	w.Flush()
	return a.write(outfile.File{Path: path, Data: b.Bytes()})
}

// number leaves blank what is not known.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// cells makes texts harmless for Excel and WPS, which take a cell for a formula
// that begins with one of these signs, also a full-width one: an apostrophe
// before it makes it a text.
func cells(texts ...string) []string {
	for i, t := range texts {
		if t = diag.Visible(t); strings.ContainsAny(string([]rune(t + " ")[0]), "=+-@＝＋－＠␉␍␊") {
			t = "'" + t
		}
		texts[i] = t
	}
	return texts
}
