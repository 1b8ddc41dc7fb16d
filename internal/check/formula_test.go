package check

import (
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/layouts"
	"testing/fstest"
)

// layout reads the bundled form of 2019 with the rules that are given instead
// of its own.
func layout(t testing.TB, rules string) *form.Form {
	t.Helper()
	own, err := layouts.FS.ReadFile("2019.toml")
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(string(own), "[[rule]]")
	lib, _ := font.Open(fonts.Embedded, nil)
	set, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS},
		form.Folder{Name: "mine", FS: fstest.MapFS{"2019.toml": {Data: []byte(text + rules)}}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.For(2019, "")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// rule writes a rule of a layout.
func rule(part, each, formula string) string {
	s := "\n[[rule]]\nid = \"X\"\nseverity = \"error\"\n"
	if part != "" {
		s += "part = \"" + part + "\"\n"
	}
	if each != "" {
		s += "each = \"" + each + "\"\n"
	}
	return s + "formula = \"" + formula + "\"\n"
}

// TestFormulas evaluates formulas on one report.
func TestFormulas(t *testing.T) {
	e := example{figures: "disclosure.procurement.items=3 disclosure.procurement.amount=0.3万元 disclosure.licence.prev_items=10 disclosure.licence.delta=－1 disclosure.fees.prev_items=一"}
	for _, c := range []struct {
		part, each, formula string
		found               string // the formula with its numbers, values; "" nothing is found
	}{
		{"disclosure", "", "licence.prev_items + licence.delta == 9", ""},
		{"disclosure", "", "licence.prev_items + licence.delta == 8", "licence.prev_items(10) + licence.delta(-1) == 8 9 8"},
		{"disclosure", "", "licence.prev_items * 0.1 == 1", ""},
		{"disclosure", "", "0.1 + 0.2 == 0.3 and licence.delta == 0 - 1", ""},
		{"disclosure", "", "licence.prev_items / 3 * 3 == 10", ""},
		{"disclosure", "", "licence.prev_items / 3 == 3", "licence.prev_items(10) / 3 == 3 3.3333… 3"},
		{"disclosure", "", "licence.prev_items / rules.made == 3", ""}, // has no value
		{"disclosure", "", "fees.prev_items == 3", ""},                 // is no number
		{"disclosure", "", "procurement.amount == 3000", ""},
		{"disclosure", "", "procurement.amount < 3000", "procurement.amount(3000) < 3000 3000 < 3000"},
		{"disclosure", "", "not (licence.prev_items == 10)", "not (licence.prev_items(10) == 10)  "},
		{"disclosure", "", "licence.prev_items != 10 or licence.delta > 0", "licence.prev_items(10) != 10 or licence.delta(-1) > 0 10 ≠ 10"},
		{"disclosure", "", "!(licence.delta < 0) || licence.prev_items > 1 && rules.made <= 0", ""},
		{"disclosure", "", "max(licence.prev_items, procurement.items, 4) == 10", ""},
		{"disclosure", "", "min(licence.prev_items, procurement.items) == 4", "min(licence.prev_items(10), procurement.items(3)) == 4 3 4"},
		{"disclosure", "", "(licence.prev_items == 10) == (licence.delta < 0) and 1 < licence.prev_items < 11", ""},
		{"disclosure", "", "(licence.prev_items == 10) != (licence.delta < 0)", "(licence.prev_items(10) == 10) != (licence.delta(-1) < 0)  "},
		{"disclosure", "", "1 < licence.prev_items < 5", "1 < licence.prev_items(10) < 5 10 < 5"},
		{"disclosure", "row", "prev_items + delta != 9", "prev_items(10) + delta(-1) != 9 9 ≠ 9"},
		{"", "", "disclosure.licence.prev_items == applications.new.total", "disclosure.licence.prev_items(10) == applications.new.total(0) 10 0"},
		{"applications", "column", "new == 0", ""},
	} {
		f := layout(t, rule(c.part, c.each, c.formula))
		r, _, _ := e.read(t)
		res, err := new(Checker).Run(Input{Report: r, Form: f})
		if err != nil {
			t.Errorf("%s: %v", c.formula, err)
			continue
		}
		got := ""
		for _, f := range res.Findings {
			if f.ID == "X" {
				got += strings.Join([]string{f.Formula.EN, f.Got, f.Want}, " ")
			}
		}
		if got != c.found {
			t.Errorf("%s: got %q, want %q", c.formula, got, c.found)
		}
	}
}

// A formula is told in the form's labels: as what is the case, or where that cannot be
// said in one go as what should be.
func TestFormulasInWords(t *testing.T) {
	e := example{figures: "disclosure.licence.prev_items=10 disclosure.licence.delta=-1"}
	const had, change = "行政许可上一年项目数量 10", "行政许可本年增/减 -1"
	for formula, want := range map[string]string{
		"licence.prev_items + licence.delta == 8":              had + " ＋ " + change + " ≠ 8",
		"licence.prev_items != 10 or licence.delta > 0":        had + " ＝ 10，" + change + " ≤ 0",
		"licence.prev_items == 10 and licence.delta >= 0":      "应当 " + had + " ＝ 10，并且 " + change + " ≥ 0",
		"licence.delta > 0 && licence.prev_items > 1":          "应当 " + change + " ＞ 0，并且 " + had + " ＞ 1",
		"1 < licence.prev_items < 5":                           "应当 1 ＜ " + had + " ＜ 5",
		"(licence.prev_items == 10) != (licence.delta < 0)":    "应当 （" + had + " ＝ 10） ≠ （" + change + " ＜ 0）",
		"max(licence.prev_items, 4) < 4 and licence.delta > 0": "应当 较大者（" + had + "、4） ＜ 4，并且 " + change + " ＞ 0",
		"not (licence.prev_items == 10)":                       "not (licence.prev_items(10) == 10)",
	} {
		r, _, _ := e.read(t)
		res, err := new(Checker).Run(Input{Report: r, Form: layout(t, rule("disclosure", "", formula))})
		if err != nil {
			t.Fatal(formula, err)
		}
		got := ""
		for _, f := range res.Findings {
			if f.ID == "X" {
				got += f.Formula.ZH
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", formula, got, want)
		}
	}
}

// TestFaultyFormulas reads formulas that a layout must not have.
func TestFaultyFormulas(t *testing.T) {
	long := strings.Repeat("(", 900) + "1 == 1" + strings.Repeat(")", 900)
	for _, c := range []struct{ part, each, formula, at, says string }{
		{"applications", "column", "nwe + carried_in == open", "nwe", "did you mean new?"},
		{"applications", "column", "new + last.carry_out == open", "last.carry_out", "did you mean last.carried_out?"},
		{"applications", "row", "total == sum(natural)", "natural", "nothing says what natural is the sum of"},
		{"applications", "row", "total == sum(1)", "sum", "sum needs one name"},
		{"applications", "row", "total == sum", "sum", "sum needs one name"},
		{"applications", "", "new == open", "new", "unknown name in the formula: new"},
		{"", "", "new.total == 1", "new.total", "unknown name"},
		{"applications", "column", "new +", "", "the formula cannot be read"},
		{"applications", "column", "new + open", "", "the formula cannot be read"},
		{"applications", "column", "new == open == partial", "", "the formula cannot be read"},
		{"applications", "column", "new and open", "", "the formula cannot be read"},
		{"applications", "column", "-new == open", "", "the formula cannot be read"},
		{"applications", "column", "new(1) == 1", "", "the formula cannot be read"},
		{"applications", "column", "max() == 1", "", "the formula cannot be read"},
		{"applications", "column", "F[0] == 1", "F", "unknown name"},
		{"applications", "column", "Add(new, open) == 1", "Add", "unknown name"},
		{"applications", "column", "new == 1 ? true : false", "?", "cannot have \"?\""},
		{"applications", "column", "new ＝ 1", "＝", "cannot have \"＝\""},
		{"applications", "column", "new == 'a'", "'", "cannot have"},
		{"applications", "column", "all(1..9, new == 1)", "all", "unknown name"},
		{"applications", "column", "new == 1 // nothing", "", ""},
		{"applications", "column", strings.Repeat("new + ", 400) + "new == 1", "new", "too long"},
		{"applications", "column", long, "", ""},
	} {
		f := layout(t, rule(c.part, c.each, c.formula))
		err := new(Checker).Compile(f)
		if err == nil {
			if c.says != "" {
				t.Errorf("%s: no error", c.formula)
			}
			continue
		}
		list, ok := err.(diag.List)
		if !ok || len(list) != 1 {
			t.Errorf("%s: %v", c.formula, err)
			continue
		}
		d := list[0]
		if !strings.Contains(d.Format(diag.English), c.says) || d.SourceLine == "" || strings.Contains(d.What.EN, "big.Rat") {
			t.Errorf("%s: want %q in:\n%s", c.formula, c.says, d.Format(diag.English))
		}
		if marked := string([]rune(d.SourceLine)[d.Col-1:]); !strings.HasPrefix(marked, c.at) {
			t.Errorf("%s: the place is %q, want %q", c.formula, marked, c.at)
		}
	}
	f := layout(t, "\n[[rule]]\nid = \"X\"\nseverity = \"info\"\npart = \"review\"\nmatch = { \"*.upheld\" = '^1', \"revew.*\" = '^1' }\n")
	if err := new(Checker).Compile(f); err == nil || !strings.Contains(err.Error(), "no such figure: revew.*") {
		t.Errorf("match: %v", err)
	}
}

// FuzzFormula compiles and runs whatever a layout may have.
func FuzzFormula(f *testing.F) {
	for _, s := range []string{"new + carried_in == result_total + carried_out", "total == sum(total)", "max(new, 1/0) >= 3 or not (open != 0.50)",
		"last.new <= open", "new..open", "((((((new", "new in open", "1e9 == 1", "0x10 == 16", "new ?? open == 1", "new.total.new == 1", "[1] == [1]"} {
		f.Add(s, "column")
		f.Add(s, "row")
	}
	base := layout(f, "")
	e := example{figures: "applications.new.natural=3"}
	r, _, _ := e.read(f)
	f.Fuzz(func(t *testing.T, text, each string) {
		if len(text) > 500 {
			return
		}
		form := *base
		form.Rules = append(form.Rules[:0:0], ruleOf(text, each))
		res, err := new(Checker).Run(Input{Report: r, Form: &form, Last: r, LastForm: &form})
		if err == nil {
			for _, f := range res.Findings {
				_ = f.Diagnostic().Format(diag.Chinese)
			}
		}
	})
}

func ruleOf(formula, each string) form.Rule {
	if each != "row" && each != "column" {
		each = ""
	}
	return form.Rule{ID: "X", Part: "applications", Each: each, Formula: formula}
}
