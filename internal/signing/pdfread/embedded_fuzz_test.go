package pdfread

import (
	"fmt"
	"testing"
)

// FuzzEmbedded: whatever the tree of attachments looks like, it is refused or
// read within bounds.
func FuzzEmbedded(f *testing.F) {
	seed := func(tree string) []byte {
		b := []byte("%PDF-1.7\n")
		var at []int
		for i, o := range []string{"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>", "<</Type/Pages/Kids[]/Count 0>>", tree,
			"<</Type/Filespec/UF(a.toml)/EF<</F 5 0 R>>>>", "<</Type/EmbeddedFile/Length 1>>stream\nx\nendstream"} {
			at = append(at, len(b))
			b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
		}
		start := len(b)
		b = append(b, "xref\n0 6\n0000000000 65535 f \n"...)
		for _, n := range at {
			b = fmt.Appendf(b, "%010d 00000 n \n", n)
		}
		return fmt.Appendf(b, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", start)
	}
	good := seed("<</Names[(a)4 0 R]>>")
	if file, err := Open("a.pdf", good); err != nil {
		f.Fatal(err)
	} else if held, err := file.Embedded(); err != nil || len(held) != 1 || held[0].Name != "a.toml" {
		f.Fatalf("the seed is not read: %v, %v", held, err)
	}
	for _, tree := range []string{"<</Names[(a)4 0 R]>>", "<</Kids[3 0 R 3 0 R]>>", "<</Names[4 0 R]/Kids[4 0 R]>>", "[3 0 R]"} {
		f.Add(seed(tree))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open("a.pdf", data)
		if err != nil {
			return
		}
		held, err := file.Embedded()
		if len(held) > mostEmbedded || err != nil && held != nil {
			t.Errorf("%d attachments, %v", len(held), err)
		}
	})
}
