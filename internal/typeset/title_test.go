package typeset

import (
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/document"
)

func TestBrokenTitle(t *testing.T) {
	long := strings.Repeat("某县", 20)
	for _, c := range []struct {
		name  string
		lines []string
		at    []int // source lines that are told of
	}{
		{"fits", []string{"某县某局", "2020年政府信息公开工作年度报告"}, nil},
		{"too long", []string{long}, []int{1}},
		{"the second is too long", []string{"某县某局", long + long + long, "年度报告"}, []int{2}},
		{"both are", []string{long, long}, []int{1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &document.Paragraph{Style: "title", Role: document.Title}
			for i, l := range c.lines {
				if i > 0 {
					p.Runs[i-1].Text += "\n"
				}
				p.Runs = append(p.Runs, document.Run{Text: l, Pos: diag.Pos{File: "a.toml", Line: i + 1, Col: 1}})
			}
			l := mustSet(t, newDoc(p, body(30)))
			if len(l.Warnings) != len(c.at) {
				t.Fatalf("%d warnings, want %d", len(l.Warnings), len(c.at))
			}
			for i, d := range l.Warnings {
				if d.Line != c.at[i] || d.Severity != diag.Warning {
					t.Errorf("warning %d: line %d, %v", i, d.Line, d.Severity)
				}
			}
		})
	}
}
