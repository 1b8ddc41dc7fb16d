package compose

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/golden"
	"nianbao/internal/unit"
	"nianbao/layouts"
)

var roles = []string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "times"}

func load(t testing.TB) *form.Set {
	t.Helper()
	set, err := form.Load(roles, form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func formOf(t testing.TB, year int) *form.Form {
	t.Helper()
	f, err := load(t).For(year, "")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func value(text string) report.Value { return report.Value{Text: text} }

// labelled makes a report in which every figure is its own name.
func labelled(f *form.Form, year int) *report.Report {
	r := &report.Report{Year: year, Agency: value("某局"), Parts: map[string]*report.Part{}}
	for _, p := range f.Schema().Parts {
		part := &report.Part{Rows: map[string]*report.Row{}}
		for _, s := range p.Rows {
			row := new(report.Row)
			for _, c := range s.Columns {
				row.Values.Set(c, value("{"+s.Key+"."+c+"}"))
			}
			part.Rows[s.Key] = row
		}
		r.Parts[p.Key] = part
	}
	return r
}

// facts reads a golden list, without the remark at its top.
func facts(t *testing.T, name string) []string {
	t.Helper()
	golden, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	_, lines, _ := strings.Cut(string(golden), "\n\n")
	return strings.Split(lines, "\n")
}

// TestCells compares every cell of the tables of the forms since 2019 with the
// golden lists.
func TestCells(t *testing.T) {
	for name, year := range map[string]int{"form2019.cells": 2020, "form2021.cells": 2023} {
		f := formOf(t, year)
		doc, err := Compose(labelled(f, year), f)
		if err != nil {
			t.Fatal(err)
		}
		tables := map[string]*document.Table{}
		for _, b := range doc.Blocks {
			if tab, ok := b.(*document.Table); ok {
				for i := range f.Parts {
					if f.Parts[i].Heading.Text == tab.Title {
						tables[f.Parts[i].Key] = tab
					}
				}
			}
		}
		var got strings.Builder
		for _, p := range f.Parts {
			tab := tables[p.Key]
			if tab == nil {
				continue
			}
			if w := tab.Width(); w != 156*unit.Millimetre {
				t.Errorf("%d: [%s] is %v wide, want 156 mm", year, p.Key, w)
			}
			fmt.Fprintf(&got, "\n[%s] %d %d\n", p.Key, len(tab.Rows), len(tab.Columns))
			for r, row := range tab.Rows {
				for _, c := range row.Cells {
					fmt.Fprintf(&got, "%d %d %d %d %s\n", r, c.Col, c.RowSpan, c.ColSpan, strings.ReplaceAll(c.Text.Text, "\n", `\n`))
				}
			}
		}
		differences(t, strings.Split(strings.TrimPrefix(got.String(), "\n"), "\n"), facts(t, name))
	}
}

// TestOldRows compares every row of the tables of the forms before 2019 with
// the golden list.
func TestOldRows(t *testing.T) {
	var got strings.Builder
	for _, name := range []string{"2014", "2014-fujian", "2011-fujian", "2008-shanghai", "2008-dingxi"} {
		f, err := load(t).For(0, name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Compose(labelled(f, 2012), f)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "\n[%s]\n", name)
		for _, b := range doc.Blocks {
			tab, ok := b.(*document.Table)
			if !ok {
				continue
			}
			if w := tab.Width(); w != 156*unit.Millimetre || tab.HeaderRows != 1 {
				t.Errorf("%s is %v wide and repeats %d rows", name, w, tab.HeaderRows)
			}
			for _, row := range tab.Rows {
				label := strings.TrimLeft(row.Cells[0].Text.Text, "\u3000")
				fmt.Fprintf(&got, "%d|%s", utf8.RuneCountInString(row.Cells[0].Text.Text)-utf8.RuneCountInString(label), label)
				for _, c := range row.Cells[1:] {
					got.WriteString("|" + c.Text.Text)
				}
				got.WriteString("\n")
			}
		}
	}
	differences(t, strings.Split(strings.TrimPrefix(got.String(), "\n"), "\n"), facts(t, "old.rows"))
}

func differences(t *testing.T, got, want []string) {
	t.Helper()
	for i := 0; i < max(len(got), len(want)); i++ {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("line %d:\n got %s\nwant %s", i+1, g, w)
		}
	}
}

// TestSample composes the sample report whole.
func TestSample(t *testing.T) {
	set := load(t)
	file, err := source.Read(filepath.Join("..", "..", "..", "samples", "2020.toml"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Parse(file, func(year int, name string) (report.Schema, error) {
		f, err := set.For(year, name)
		if err != nil {
			return report.Schema{}, err
		}
		return f.Schema(), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.For(r.Year, r.Form)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Compose(r, f)
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "2020.txt", dump(doc))
	wellFormed(t, doc)
}

// wellFormed checks what the writers rely on.
func wellFormed(t *testing.T, doc *document.Document) {
	t.Helper()
	style := func(id string, character bool) {
		if s := doc.Style(id); s == nil || s.Run != character {
			t.Errorf("there is no such style: %q", id)
		}
	}
	run := func(r document.Run) {
		if r.Style != "" {
			style(r.Style, true)
		}
		if r.Text != "" && r.Text != tally.Zero && r.Pos.Line == 0 {
			t.Errorf("%q has no place", r.Text)
		}
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			style(b.Style, false)
			for _, r := range b.Runs {
				run(r)
			}
		case *document.Table:
			for _, row := range b.Rows {
				for _, c := range row.Cells {
					style(c.Style, false)
					run(c.Text)
				}
			}
		case *document.Signature:
			style(b.Style, false)
			run(b.Name)
			run(b.Date)
		}
	}
}

// dump writes a document for people to compare.
func dump(doc *document.Document) string {
	var b strings.Builder
	roles := []string{"", " title", " h1", " h2", " h3", " h4"}
	fmt.Fprintf(&b, "title %s\nauthor %s\nsubject %s\nlanguage %s\ndate %v\n", doc.Info.Title, doc.Info.Author, doc.Info.Subject, doc.Info.Language, doc.Info.Date)
	runs := func(rs ...document.Run) {
		for _, r := range rs {
			fmt.Fprintf(&b, "  %s|%s\n", r.Style, strings.ReplaceAll(r.Text, "\n", `\n`))
		}
	}
	for _, bl := range doc.Blocks {
		switch bl := bl.(type) {
		case *document.Paragraph:
			fmt.Fprintf(&b, "\n%s%s", bl.Style, roles[bl.Role])
			if bl.PageBreak {
				b.WriteString(" on a new page")
			}
			if bl.KeepNext > document.MayPart {
				b.WriteString(" +")
			}
			if i := bl.Image; i != nil {
				fmt.Fprintf(&b, " image %s %v, %v x %v, %s", i.Format, i.Pixels.Bounds().Size(), i.Width, i.Height, i.Alt)
			}
			b.WriteString("\n")
			if bl.Bookmark != "" {
				fmt.Fprintf(&b, "  bookmark %s\n", bl.Bookmark)
			}
			runs(bl.Runs...)
		case *document.Table:
			fmt.Fprintf(&b, "\ntable %s, header rows %d, keep %t\n", bl.Title, bl.HeaderRows, bl.Keep)
			for _, row := range bl.Rows {
				line := " "
				for _, c := range row.Cells {
					line += fmt.Sprintf(" | %s %s", strings.TrimPrefix(c.Style, "cell-"), strings.ReplaceAll(c.Text.Text, "\n", `\n`))
					if c.Head != document.NoScope {
						line += fmt.Sprintf(" (scope %d)", c.Head)
					}
					if c.Upright {
						line += " (upright)"
					}
				}
				if row.KeepNext > document.MayPart {
					line += " +"
				}
				b.WriteString(line + "\n")
			}
		case *document.Signature:
			fmt.Fprintf(&b, "\n%s signature, %d blank\n", bl.Style, bl.Blank)
			runs(bl.Name, bl.Date)
		}
	}
	return b.String()
}

// TestLevels says what a paragraph is set as.
func TestLevels(t *testing.T) {
	long := strings.Repeat("很长", 20)
	tests := []struct {
		text  string
		style string
		runs  []string // character style|text
	}{
		{"2020年，我局做了工作。", "body", nil},
		{"一、基本情况", "heading1", nil},
		{"一、基本情况。我局做了工作。", "body", nil},
		{"十二、基本情况", "heading1", nil},
		{"一是加强领导。二是抓落实。", "body", nil},
		{"（一）主动公开。2020年公开100余条。很好。", "body", []string{"lead2|（一）主动公开。", "|2020年公开100余条。很好。"}},
		{"(一)主动公开。2020年公开。", "body", []string{"lead2|(一)主动公开。", "|2020年公开。"}},
		{"（一）主动公开情况", "heading2", nil},
		{"（一）主动公开情况。", "heading2", nil},
		{"（十二）主动公开情况", "heading2", nil},
		{"（一）" + long, "body", nil},
		{"（一）" + long + "。", "body", nil},
		{"（一）" + long + "。后文。", "body", []string{"lead2|（一）" + long + "。", "|后文。"}},
		{"1.加强组织领导", "heading3", nil},
		{"1．加强组织领导", "heading3", nil},
		{"1、加强组织领导", "heading3", nil},
		{"10.加强组织领导", "heading3", nil},
		{"1.属于国家秘密；", "body", nil},
		{"1.加强组织领导。我局成立了领导小组。", "body", nil},
		{"1.加强组织领导。", "body", nil},
		{"1.5万人次浏览", "body", nil},
		{"2020.1.1起施行", "body", nil},
		{"（1）健全制度", "heading4", nil},
		{"(1)健全制度", "heading4", nil},
		{"（1）健全制度。已印发。", "body", nil},
		{"①健全制度", "body", nil},
		{"（2020年）工作情况", "body", nil},
	}
	f := formOf(t, 2020)
	for _, tt := range tests {
		c := &composer{form: f, doc: &document.Document{}}
		c.prose(report.Value{Text: tt.text, Pos: diag.Pos{Line: 7, Col: 3}})
		p := c.doc.Blocks[0].(*document.Paragraph)
		if p.Style != tt.style || p.Text() != tt.text {
			t.Errorf("%s: style %s, text %s; want style %s", tt.text, p.Style, p.Text(), tt.style)
		}
		if heading := strings.HasPrefix(tt.style, "heading"); heading != (p.Role != document.Body) || heading != (p.Bookmark != "") {
			t.Errorf("%s: role %d, bookmark %q", tt.text, p.Role, p.Bookmark)
		}
		var runs []string
		for _, r := range p.Runs {
			runs = append(runs, r.Style+"|"+r.Text)
		}
		if tt.runs == nil {
			tt.runs = []string{"|" + tt.text}
		}
		if strings.Join(runs, "\n") != strings.Join(tt.runs, "\n") {
			t.Errorf("%s: runs %q, want %q", tt.text, runs, tt.runs)
		}
		if len(p.Runs) == 2 && p.Runs[1].Pos.Col != 3+len([]rune(p.Runs[0].Text)) {
			t.Errorf("%s: the second run is at column %d", tt.text, p.Runs[1].Pos.Col)
		}
	}
}

// row makes a row of the applications table.
func row(f *form.Form, key string, figures ...string) *report.Row {
	r := &report.Row{Pos: diag.Pos{File: "a.toml", Line: 3, Col: 1}}
	for _, p := range f.Schema().Parts {
		for _, s := range p.Rows {
			if s.Key != key {
				continue
			}
			for i, text := range figures {
				r.Values.Set(s.Columns[i], report.Value{Text: text, Pos: diag.Pos{File: "a.toml", Line: 3, Col: 8 + i}})
			}
		}
	}
	return r
}

func TestTotals(t *testing.T) {
	tests := []struct {
		name      string
		published bool
		figures   []string
		want      string
		wrong     string
	}{
		{name: "computed", figures: []string{"2", "0", "0", "0", "0", "40"}, want: "2|0|0|0|0|40|42"},
		{name: "typed as printed, though wrong", figures: []string{"2", "0", "0", "0", "0", "0", "3"}, want: "2|0|0|0|0|0|3"},
		{name: "exact decimals", figures: []string{"0.1", "0.2", "0", "0", "0", "1.25"}, want: "0.1|0.2|0|0|0|1.25|1.55"},
		{name: "beyond 64 bits", figures: []string{"9223372036854775807", "1", "0", "0", "0", "0"}, want: "9223372036854775807|1|0|0|0|0|9223372036854775808"},
		{name: "signs", figures: []string{"+3", "－1", "−1", "-1", "0", "0"}, want: "+3|－1|−1|-1|0|0|0"},
		{name: "a figure left out is zero", figures: []string{"2"}, want: "2|0|0|0|0|0|2"},
		{name: "no number", figures: []string{"2", "无", "0", "0", "0", "/"}, wrong: "a.toml:3:9 a.toml:3:13"},
		{name: "blank", figures: []string{"2", "", "0", "0", "0", "0"}, wrong: "a.toml:3:9"},
		{name: "no number, but the total is typed", figures: []string{"2", "无", "", "0", "0", "0", "2"}, want: "2|无||0|0|0|2"},
		{name: "published: nothing is computed", published: true, figures: []string{"2", "", "/", "0", "0", "0"}, want: "2||/|0|0|0|"},
	}
	f := formOf(t, 2020)
	for _, tt := range tests {
		r := &report.Report{Year: 2020, AsPublished: tt.published, Agency: value("某局"), Parts: map[string]*report.Part{
			"applications": {Rows: map[string]*report.Row{"new": row(f, "new", tt.figures...)}},
		}}
		doc, err := Compose(r, f)
		if tt.wrong != "" {
			var list diag.List
			var at []string
			errors.As(err, &list)
			for _, d := range list {
				at = append(at, d.Pos.String())
			}
			if strings.Join(at, " ") != tt.wrong {
				t.Errorf("%s: error %v, want it at %s", tt.name, err, tt.wrong)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var got, next []string
		for _, b := range doc.Blocks {
			if tab, ok := b.(*document.Table); ok && len(tab.Columns) == 10 {
				for _, c := range tab.Rows[3].Cells[1:] {
					got = append(got, c.Text.Text)
				}
				for _, c := range tab.Rows[4].Cells[1:] {
					next = append(next, c.Text.Text)
				}
			}
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
		want := "0|0|0|0|0|0|0"
		if tt.published {
			want = "||||||"
		}
		if strings.Join(next, "|") != want {
			t.Errorf("%s: a row that was not given is %v", tt.name, next)
		}
	}
}

// A row that is the sum of others is computed where it was left out, and is
// printed as typed where it was not.
func TestSumRow(t *testing.T) {
	f := formOf(t, 2020)
	for _, tt := range []struct {
		name  string
		total []string
		want  string
	}{
		{"left out", nil, "3|0|0|0|0|4|7"},
		{"typed, though wrong", []string{"9", "0", "0", "0", "0", "0", "9"}, "9|0|0|0|0|0|9"},
		{"typed in part", []string{"9"}, "9|0|0|0|0|4|13"},
	} {
		rows := map[string]*report.Row{
			"open":  row(f, "open", "2", "0", "0", "0", "0", "0"),
			"deny3": row(f, "deny3", "1", "0", "0", "0", "0", "4", "5"),
			"new":   row(f, "new", "100", "0", "0", "0", "0", "0"),
		}
		if tt.total != nil {
			rows["result_total"] = row(f, "result_total", tt.total...)
		}
		doc, err := Compose(&report.Report{Year: 2020, Agency: value("某局"), Parts: map[string]*report.Part{"applications": {Rows: rows}}}, f)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		var got []string
		for _, b := range doc.Blocks {
			if tab, ok := b.(*document.Table); ok && len(tab.Columns) == 10 {
				for _, c := range tab.Rows[24].Cells[1:] {
					got = append(got, c.Text.Text)
				}
			}
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
}

func TestTitle(t *testing.T) {
	tests := []struct {
		lines []report.Value
		text  string
		info  string
	}{
		{nil, "某局\n2020年政府信息公开工作年度报告", "某局2020年政府信息公开工作年度报告"},
		{[]report.Value{value("甲"), value("乙"), value("丙")}, "甲\n乙\n丙", "甲乙丙"},
	}
	f := formOf(t, 2020)
	for _, tt := range tests {
		doc, err := Compose(&report.Report{Year: 2020, Agency: value("某局"), Title: tt.lines}, f)
		if err != nil {
			t.Fatal(err)
		}
		p := doc.Blocks[0].(*document.Paragraph)
		if p.Text() != tt.text || p.Role != document.Title || doc.Info.Title != tt.info || doc.Info.Author != "某局" {
			t.Errorf("title %q, info %+v; want %q, %q", p.Text(), doc.Info, tt.text, tt.info)
		}
		for _, b := range doc.Blocks {
			if _, is := b.(*document.Signature); is {
				t.Error("a signature that nobody gave")
			}
		}
	}
}

func BenchmarkCompose(b *testing.B) {
	f := formOf(b, 2020)
	r := &report.Report{Year: 2020, Agency: value("某局")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compose(r, f); err != nil {
			b.Fatal(err)
		}
	}
}
