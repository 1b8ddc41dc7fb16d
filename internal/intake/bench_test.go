package intake_test

import (
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/docx"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf"
	"nianbao/internal/press"
)

// BenchmarkImport reads a Word file and a PDF, and makes the clerk's file of each.
func BenchmarkImport(b *testing.B) {
	o, err := press.Open(builder().Forms, samples+"/2020.toml") // six pages
	if err != nil {
		b.Fatal(err)
	}
	p := &press.Builder{Fonts: printer().Fonts, Forms: printer().Forms, Options: printer().Options}
	p.DOCX = true
	out, err := p.Report(o)
	if err != nil {
		b.Fatal(err)
	}
	for _, way := range []struct {
		name string
		data []byte
		read func(string, []byte) (*original.Document, error)
	}{{"word", out.DOCX, docx.Read}, {"pdf", out.PDF, pdf.Read}, {"pdf without tags", untagged(b, out.PDF), pdf.Read}} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				d, err := way.read("report", way.data)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := intake.Make(d, builder().Forms, intake.Options{Stem: "report"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
