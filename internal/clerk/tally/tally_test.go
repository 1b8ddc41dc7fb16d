package tally

import (
	"strings"
	"testing"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

var table = &form.Table{
	FigureRows: []report.RowSchema{
		{Key: "a", Columns: []string{"x", "y", "total"}, Total: "total"},
		{Key: "b", Columns: []string{"x", "y", "total"}, Total: "total"},
		{Key: "all", Columns: []string{"x", "y", "total"}, Total: "total"},
	},
	Sums: []form.Sum{{Row: "all", Of: []string{"a", "b"}}},
}

// part writes rows as "row x=1 y=2; …", each in a line of its own.
func part(text string) *report.Part {
	p := &report.Part{Pos: diag.Pos{File: "f", Line: 1, Col: 1}, Rows: map[string]*report.Row{}}
	for i, line := range strings.Split(text, ";") {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		row := &report.Row{Pos: diag.Pos{File: "f", Line: i + 2, Col: 1}}
		for j, v := range f[1:] {
			k, t, _ := strings.Cut(v, "=")
			row.Values.Set(k, report.Value{Text: t, Pos: diag.Pos{File: "f", Line: i + 2, Col: j + 5}})
		}
		p.Rows[f[0]] = row
	}
	return p
}

func TestFigure(t *testing.T) {
	for _, c := range []struct {
		given, row, column string
		published          bool
		text               string
		state              State
		line               int
	}{
		{"a x=1 y=2", "a", "y", false, "2", Typed, 2},
		{"a x=1 y=2", "a", "total", false, "3", Computed, 2},
		{"a x=1 y=2 total=9", "a", "total", false, "9", Typed, 2},
		{"a x=1.50 y=-0.25", "a", "total", false, "1.25", Computed, 2},
		{"a x=1", "a", "total", false, "1", Computed, 2},
		{"a x=1", "a", "y", false, "", NotGiven, 2},
		{"a x=1", "b", "y", false, "", NotGiven, 1},
		{"a x=1 y=2;b x=3 y=4", "all", "x", false, "4", Computed, 1},
		{"a x=1 y=2;b x=3 y=4", "all", "total", false, "10", Computed, 1},
		{"a x=1 y=2;b x=3 y=4 total=8", "all", "total", false, "10", Computed, 1},
		{"a x=1 y=2;b x=3 y=4;all x=9", "all", "total", false, "15", Computed, 4},
		{"a x=1 y=2;all x=9 y=0", "all", "total", false, "9", Computed, 3},
		{"a x=1 y=2", "a", "total", true, "", NotGiven, 2},
	} {
		tab, bad := Of(table, part(c.given), c.published)
		if bad != nil {
			t.Errorf("%s: %v", c.given, bad)
		}
		f := tab.Figure(c.row, c.column)
		if f.Text != c.text || f.State != c.state || f.Pos.Line != c.line {
			t.Errorf("%s: %s.%s is %+v", c.given, c.row, c.column, f)
		}
	}
	tab, bad := Of(table, nil, false)
	if f := tab.Figure("a", "x"); bad != nil || f.State != NotGiven || !tab.Has("a", "x") || tab.Has("a", "z") || tab.Has("z", "x") || tab.Given("a") {
		t.Errorf("nothing given: %+v, %v", f, bad)
	}
}

func TestNoNumber(t *testing.T) {
	tab, bad := Of(table, part("a x=甲 y=2;b x=/ y=1 total=1"), false)
	if len(bad) != 2 { // each once, though two sums need it
		t.Errorf("told: %v", bad)
	}
	if f := tab.Figure("a", "total"); f.State != NotGiven {
		t.Errorf("a total of what is no number: %+v", f)
	}
	if f := tab.Figure("all", "y"); f.Text != "3" {
		t.Errorf("the other column: %+v", f)
	}
}
