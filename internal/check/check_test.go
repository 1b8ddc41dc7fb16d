package check

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// TestOff switches rules off.
func TestOff(t *testing.T) {
	e := example{
		figures: "applications.new.natural=3 review.review.total=-",
		more:    "checks = { off = { \"T3-BALANCE\" = \"待复核\", \"x-jmp\" = \"机构改革\", \"T3-OTHER-HIGH\" = \"没有\" } }",
	}
	res, f := e.run(t)
	if want := []Off{{"T3-BALANCE", "待复核", 1}, {"T3-OTHER-HIGH", "没有", 0}}; !slices.Equal(res.Off, want) {
		t.Errorf("switched off: %+v, want %+v", res.Off, want)
	}
	ids := map[string]Finding{}
	for _, f := range res.Findings {
		ids[f.ID] = f
	}
	off, told := ids[offID]
	if _, hidden := ids["T3-BALANCE"]; hidden || !told || off.Severity != diag.Error {
		t.Errorf("findings: %+v", res.Findings)
	}
	if off.Do.EN != "did you mean X-JUMP?" || !strings.HasPrefix(string([]rune(f.Line(off.Pos.Line))[off.Pos.Col-1:]), `"x-jmp"`) {
		t.Errorf("unknown rule: %+v", off)
	}
	if _, ok := ids["T4-INT"]; !ok || res.Count(diag.Error) < 2 {
		t.Errorf("findings: %+v", res.Findings)
	}
}

// TestPublished checks a report as it was published: nothing is computed, and
// blanks, 23 of them in a table, are told once.
func TestPublished(t *testing.T) {
	e := example{year: 2019, more: "as_published = true"}
	text := e.toml(t)
	text = strings.ReplaceAll(text, ` other_org = "0" }`, ` other_org = "0", total = "" }`)
	text = strings.ReplaceAll(text, ` pending = "0" }`, ` pending = "0", total = "1" }`)
	f, err := source.Parse("2019.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Parse(f, schema)
	if err != nil {
		t.Fatal(err)
	}
	form, _ := bundled().For(2019, "")
	res, err := checker.Run(Input{Report: r, Form: form})
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, f := range res.Findings {
		n[f.ID]++
	}
	if n["T3-INT"] != 1 || n["T4-TOTAL"] != 3 || n["T3-ROW-TOTAL"] != 0 || n["NOT-GIVEN"] != 0 {
		t.Errorf("findings: %v", n)
	}
}

// TestOrder checks one report many times at once: always the same findings, in
// the order of the file.
func TestOrder(t *testing.T) {
	e := example{figures: "applications.new.natural=3 applications.deny1.legal=/ review.review.total=- disclosure.rules.made=x disclosure.licence.decisions=8", leave: "applications.deny5"}
	want, _ := e.run(t)
	if len(want.Findings) < 5 {
		t.Fatalf("findings: %+v", want.Findings)
	}
	for i := 1; i < len(want.Findings); i++ {
		a, b := want.Findings[i-1].Pos, want.Findings[i].Pos
		if a.Line > b.Line || a.Line == b.Line && a.Col > b.Col {
			t.Errorf("%v is before %v", a, b)
		}
	}
	r, _, fo := e.read(t)
	fresh := new(Checker)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := fresh.Run(Input{Report: r, Form: fo})
			if err != nil || !slices.Equal(got.Findings, want.Findings) {
				t.Errorf("other findings, error %v", err)
			}
		})
	}
	wg.Wait()
}

const sample = "../../samples/2020.toml"

// TestSample checks the sample: no error, and nothing about its figures.
func TestSample(t *testing.T) {
	res, err := checker.Run(sampleInput(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Findings {
		if f.Severity == diag.Error || f.ID[0] == 'T' || f.ID[0] == 'X' {
			t.Error(f.Diagnostic().Format(diag.English))
		}
	}
}

func BenchmarkRun(b *testing.B) {
	in := sampleInput(b)
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			if _, err := new(Checker).Run(in); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, in := range map[string]Input{"alone": in, "years": {Report: in.Report, Form: in.Form, Last: in.Report, LastForm: in.Form}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := checker.Run(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// FuzzCheck checks whatever the clerk may have typed, against itself as the
// year before.
func FuzzCheck(f *testing.F) {
	data, err := os.ReadFile(sample)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	for _, es := range examples {
		for _, e := range es {
			if e.year == 0 {
				e.year = 2020
			}
			f.Add([]byte(e.toml(f)))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		src, err := source.Parse("a.toml", data)
		if err != nil {
			return
		}
		r, err := report.Parse(src, schema)
		if err != nil {
			return
		}
		form, err := bundled().For(r.Year, r.Form)
		if err != nil {
			t.Fatal(err)
		}
		res, err := checker.Run(Input{Report: r, Form: form, Last: r, LastForm: form})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range res.Findings {
			if f.ID == "" || f.What.IsZero() || f.Pos.File != "a.toml" || f.Pos.Line > len(src.Lines) {
				t.Fatalf("finding %+v", f)
			}
			_ = f.Diagnostic().Format(diag.Chinese)
		}
	})
}
