package press

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// told are the warnings that a sample is meant to have, by its place below
// samples: what the message contains, and why.
var told = map[string]map[string]string{
	"published/2016.toml": {
		"[O-NUMBER]":    "figures were left blank, or were a stroke",
		"[O-FJ14]":      "the total was printed so",
		"[S-SIGNATURE]": "the date was printed in Chinese figures",
	},
	"published/2021.toml": {
		"[T2-INT-2021]": "the fees were printed as a stroke",
	},
	"forms/added-2023.toml": {
		"[S-SIX]": "a chapter was added to the form's parts",
	},
}

// TestSamples builds every sample, in both formats: no error and no warning.
func TestSamples(t *testing.T) {
	root := filepath.Join("..", "..", "samples")
	b, n := builder(t), 0
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(name) != ".toml" {
			return err
		}
		n++
		t.Run(name, func(t *testing.T) {
			out, err := b.File(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			if len(out.DOCX) == 0 || len(out.PDF) == 0 || out.Pages == 0 {
				t.Errorf("%d bytes of DOCX, %d of PDF, %d pages", len(out.DOCX), len(out.PDF), out.Pages)
			}
			met := map[string]bool{}
		warnings:
			for _, d := range out.Warnings {
				for words := range told[name] {
					if strings.Contains(d.Marked(diag.Chinese), words) {
						met[words] = true
						continue warnings
					}
				}
				t.Error(d.Format(diag.English))
			}
			for words, why := range told[name] {
				if !met[words] {
					t.Errorf("no warning %q any more (%s)", words, why)
				}
			}
		})
		return nil
	})
	if err != nil || n < 2 {
		t.Errorf("%d samples, error %v", n, err)
	}
}
