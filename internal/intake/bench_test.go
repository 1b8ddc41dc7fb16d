package intake_test

import (
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/docx"
	"nianbao/internal/press"
)

// BenchmarkImport reads a Word file and makes the clerk's file of it.
func BenchmarkImport(b *testing.B) {
	o, err := press.Open(builder().Forms, samples+"/county/2021.toml")
	if err != nil {
		b.Fatal(err)
	}
	out, err := builder().Report(o)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d, err := docx.Read("report.docx", out.DOCX)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := intake.Make(d, builder().Forms, intake.Options{Stem: "report"}); err != nil {
			b.Fatal(err)
		}
	}
}
