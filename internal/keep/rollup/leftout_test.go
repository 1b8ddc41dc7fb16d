package rollup

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// TestLeftOut: a row that is not in the file counts as 0, and is told of where last
// year's report has figures in it.
func TestLeftOut(t *testing.T) {
	for _, c := range []struct {
		name     string
		last     bool
		severity diag.Severity
	}{{"with last year's", true, diag.Warning}, {"without", false, diag.Info}} {
		files := clean()
		var kept []string
		for _, line := range strings.Split(files["b.toml"], "\n") {
			if !strings.HasPrefix(line, "penalty") {
				kept = append(kept, line)
			}
		}
		files["b.toml"] = strings.Join(kept, "\n")
		if c.last {
			files["last/b.toml"] = body("甲县水利局", 2024, 23)
		}
		r, _ := rolled(t, countyList, files)
		found := false
		for _, f := range r.Findings {
			found = found || f.Body == "甲县水利局" && f.ID == "ROLLUP-FIGURE" && f.Severity == c.severity && strings.Contains(f.What.ZH, "行政处罚")
		}
		if !found {
			t.Errorf("%s: the row that is not there is not told of", c.name)
		}
	}
}

// TestAdjustedTwice: the same adjustment twice is a mistake; with another reason it
// is another one.
func TestAdjustedTwice(t *testing.T) {
	const again = "[[adjust]]\ncell = \"review.suit_after_review.upheld\"\namount = -1\nreason = \"%\"\n"
	for reason, bad := range map[string]bool{"共同被告，只计一次": true, "另一件": false} {
		name := filepath.Join(t.TempDir(), "名单.toml")
		if err := os.WriteFile(name, []byte(countyList+strings.Replace(again, "%", reason, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := ReadCounty(name)
		if (err != nil) != bad {
			t.Errorf("%s: %v", reason, err)
		}
	}
}
