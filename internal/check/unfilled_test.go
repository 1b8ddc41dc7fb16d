package check

import (
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
)

func init() {
	prove(UnfilledID,
		example{name: "figure", hit: true, figures: "applications.new.natural=待填", says: "自然人"},
		example{name: "figures beside others", hit: true, figures: "disclosure.licence.delta=待填", says: "本年增/减"},
		example{name: "paragraph", hit: true, text: []string{"problems", "待填"}, says: "待填"},
		example{name: "figure of a sentence", hit: true, text: []string{"problems", "全年公开信息待填条。"}, says: "待填"},
		example{name: "word of a sentence", text: []string{"problems", "表中待填的项目已经补齐，制度上的空白有待填补。"}},
		example{name: "both", hit: true, text: []string{"problems", "空白有待填补，共【待填】件。"}, says: "待填"},
		example{name: "all given"},
	)
}

// parse reads a report.
func parse(t *testing.T, text string) *report.Report {
	t.Helper()
	f, err := source.Parse("report.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Parse(f, schema)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestUnfilledIsToldOnce: of what is left to fill no other rule speaks, nor do
// rules about sums that need it.
func TestUnfilledIsToldOnce(t *testing.T) {
	r := parse(t, `year = 2020
[agency]
name = "待填"
[overview]
text = """
待填
{table.x}
"""
[applications]
new = "待填"
carried_in = [3, 0, 0, 0, 0, 0]
open = [2, "待填", 0, 0, 0, 0]
carried_out = [1, 0, 0, 0, 0, 0]
[other]
text = "待填"
[signature]
date = "待填"
[table.x]
columns = ["a", "b"]
rows = [["r", "待填"], ["s", "待填"]]
`)
	if len(r.Warnings) > 0 {
		t.Errorf("warnings: %v", r.Warnings)
	}
	f, err := bundled().For(2020, "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := checker.Run(Input{Report: r, Form: f})
	if err != nil {
		t.Fatal(err)
	}
	told := map[int]string{}
	for _, f := range got.Findings {
		if strings.HasPrefix(f.ID, "T3-") {
			t.Errorf("%s at %s", f.ID, f.Pos)
		}
		if f.ID == UnfilledID || told[f.Pos.Line] != "" {
			told[f.Pos.Line] += f.ID + " "
		}
	}
	for _, line := range []int{3, 6, 10, 15, 20} {
		if told[line] != UnfilledID+" " {
			t.Errorf("line %d: %q", line, told[line])
		}
	}
	if len(told) != 5 {
		t.Errorf("told: %v", told)
	}
}

func TestCarried(t *testing.T) {
	last := parse(t, `year = 2019
[agency]
name = "某县某局"
[disclosure]
licence = { prev_items = 105, delta = "+144", decisions = 29497 }
penalty = { prev_items = 8, delta = "－3", decisions = 1 }
compulsion = { prev_items = 8, delta = "/", decisions = 1 }
[applications]
carried_out = [1, 0, 2, 0, 0, "无"]
`)
	from, _ := bundled().For(2019, "")
	f, err := bundled().For(2020, "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := checker.Carried(f, last, from)
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[Place]string{
		{"disclosure", "licence", "prev_items"}:    "249",
		{"disclosure", "penalty", "prev_items"}:    "5",
		{"disclosure", "fees", "prev_items"}:       "0",
		{"disclosure", "compulsion", "prev_items"}: "",
		{"disclosure", "rules", "public_total"}:    "",
		{"applications", "carried_in", "natural"}:  "1",
		{"applications", "carried_in", "research"}: "2",
		// no number, and what needs it
		{"applications", "carried_in", "other_org"}: "",
		{"applications", "carried_in", "total"}:     "",
		{"applications", "new", "natural"}:          "",
	} {
		if got[p] != want {
			t.Errorf("%v: %q, want %q", p, got[p], want)
		}
	}
}
