package check

import (
	"testing"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

func sampleInput(t testing.TB) Input {
	file, err := source.Read(sample)
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Parse(file, schema)
	if err != nil {
		t.Fatal(err)
	}
	f, err := bundled().For(r.Year, r.Form)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Report: r, Form: f}
}

// TestSampleProse looks that a real report gives no error, and what else it
// gives.
func TestSampleProse(t *testing.T) {
	res, err := checker.Run(sampleInput(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Findings {
		t.Logf("%s", f.Diagnostic().Format(diag.Chinese))
		if f.Severity == diag.Error {
			t.Errorf("a clean report has an error: %s", f.Diagnostic().Format(diag.English))
		}
	}
}

func BenchmarkSampleProse(b *testing.B) {
	in := sampleInput(b)
	compiled, err := checker.compiled(in.Form)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := &Context{Input: in, tables: tables(in.Report, in.Form), words: compiled.words}
		for _, r := range checks {
			if id := r.ID; c.holds(r) && (id[0] == 'P' || id[0] == 'S') {
				c.rule = r
				r.Check(c)
			}
		}
	}
}
