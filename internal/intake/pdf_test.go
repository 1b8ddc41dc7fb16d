package intake_test

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/intake/pdf"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
	"nianbao/internal/signing/pdfread"
)

// printer builds reports, the PDF only.
var printer = sync.OnceValue(func() *press.Builder {
	lib, _ := font.Open(fonts.Embedded, nil)
	return &press.Builder{Fonts: lib, Forms: builder().Forms, Options: press.Options{PDF: true, AllowErrors: true, Version: "test", Typeset: typeset.Options{Profile: &typeset.Word}}}
})

// untagged gives a PDF file without its tags.
func untagged(t testing.TB, data []byte) []byte {
	t.Helper()
	f, err := pdfread.Open("a.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	u := f.Update()
	u.Put(f.Trailer.Get("Root").(pdfread.Ref), f.Catalog().Without("StructTreeRoot", "MarkInfo"))
	return u.Close()
}

// withoutImageSizes: a PDF holds a picture's points, not the file that they came
// from.
func withoutImageSizes(lines []string) []string {
	for i, l := range lines {
		if strings.HasPrefix(l, "image ") {
			_, caption, _ := strings.Cut(l, " caption ")
			lines[i] = "image " + caption
		}
	}
	return lines
}

// TestSamplesComeBackFromPDF builds every sample as a PDF and imports that by its
// tags, and again by what stands where: the same figures, the same text.
func TestSamplesComeBackFromPDF(t *testing.T) {
	each(t, func(t *testing.T, name string) {
		want, err := press.Open(builder().Forms, name)
		if err != nil {
			t.Fatal(err)
		}
		out, err := printer().Report(want)
		if err != nil {
			t.Fatal(err)
		}
		for _, way := range []struct {
			name string
			data []byte
		}{{"tags", out.PDF}, {"places", untagged(t, out.PDF)}} {
			t.Run(way.name, func(t *testing.T) {
				d, err := pdf.Read("report.pdf", way.data)
				if err != nil {
					t.Fatal(err)
				}
				got, r := imported(t, d)
				compareLines(t, withoutImageSizes(dump(want)), withoutImageSizes(dump(got)))
				if clean := !strings.Contains(filepath.ToSlash(name), "published"); clean && len(r.Doubts) > 0 {
					t.Errorf("%d doubts, the first: %+v", len(r.Doubts), r.Doubts[0])
				}
			})
		}
	})
}
