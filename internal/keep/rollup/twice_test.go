package rollup

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nianbao/internal/diag"
)

// TestHandedInTwice: a report that comes as two files counts once where the figures are
// the same, as that which was read best; where they differ the first such figure is told.
func TestHandedInTwice(t *testing.T) {
	again := func(old, new string) string {
		return strings.Replace(body("甲县水利局", 2025, 23), old, new, 1)
	}
	for _, c := range []struct {
		name, file string
		doubts     bool // of the first file
		severity   diag.Severity
		told, used string
	}{
		{"other words", again("认真做好", "做好"), false, diag.Info, "与 in/b.toml 的相同，只算一份", "in/b.toml"},
		{"read better", again("认真做好", "做好"), true, diag.Info, "与 in/d.toml 的相同，只算一份", "in/d.toml"},
		{"a total written out", again("0, 0, 0, 1]", "0, 0, 0, 1, 57]"), false, diag.Info, "与 in/b.toml 的相同，只算一份", "in/b.toml"},
		{"a row that was left out", again("compulsion = 1\n", "compulsion = 1\nrules = { made = 0, repealed = 0, valid = 0 }\n"), false, diag.Info, "与 in/b.toml 的相同，只算一份", "in/b.toml"},
		{"another figure", again("licence = 2307", "licence = 2308"), false, diag.Error, "这一格这一份 2307，那一份 2308", ""},
		{"a figure that is missing", again("licence = 2307", `licence = ""`), false, diag.Error, "这一格这一份 2307，那一份 空白", ""},
	} {
		files := clean()
		files["d.toml"] = c.file
		dir, list := county(t, countyList, files)
		read := imported("甲县水利局", func(taken *Taken) {
			if c.doubts && strings.HasSuffix(taken.Opened.File.Name, "b.toml.toml") {
				taken.Doubts = []Doubt{{Why: diag.T("不清楚", "unclear")}}
			}
		})
		r, err := Make(t.Context(), list, builder.Forms, read, dir)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(r.Findings, func(f *Finding) bool {
			return f.ID == "ROLLUP-TWICE" && f.Severity == c.severity && strings.Contains(f.What.ZH, c.told)
		}) {
			t.Errorf("%s: not told: %v", c.name, r.Findings)
		}
		for _, e := range r.Bodies {
			if e.Name == "甲县水利局" && (e.Counted() != (c.used != "") || e.Counted() && e.Now.Rel != c.used) {
				t.Errorf("%s: counted %v, %+v", c.name, e.Counted(), e.Now)
			}
		}
	}
}

// TestDataFileBesideItsOwn: a data file that was changed after it was built, or after it
// was imported, counts in place of what lies beside it; what is newer, or has another
// name, is a second report.
func TestDataFileBesideItsOwn(t *testing.T) {
	const older = `licence = 2308`
	mended := body("甲县水利局", 2025, 23)
	before := strings.Replace(mended, "licence = 2307", older, 1)
	for _, c := range []struct {
		name, data, other string // the files' names
		header            bool
		age               time.Duration // of the other file, against the data file
		counted           bool
	}{
		{"built and then changed", "水利局.toml", "水利局.docx", false, time.Minute, true},
		{"signed and then changed", "水利局.toml", "水利局-签名.pdf", false, time.Minute, false},
		{"imported and then mended", "水利局-导入.toml", "水利局.docx", false, time.Minute, true},
		{"imported under another name", "b.toml", "水利局.docx", true, -time.Minute, true},
		{"handed in again", "水利局.toml", "水利局.docx", false, -time.Minute, false},
		{"another name", "水利局.toml", "水利局（改）.docx", false, time.Minute, false},
	} {
		files := clean()
		delete(files, "b.toml")
		files[c.data], files[c.other] = mended, before
		if c.header {
			files[c.data] = fmt.Sprintf("# 原件 SHA-256：%x\n", sha256.Sum256([]byte(before))) + mended
		}
		dir, list := county(t, countyList, files)
		now := time.Now()
		if err := os.Chtimes(filepath.Join(dir, "in", c.other), now.Add(-c.age), now.Add(-c.age)); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(filepath.Join(dir, "in", c.data), now, now); err != nil {
			t.Fatal(err)
		}
		read := &Reader{Endings: []string{".docx", ".pdf"}, Open: reader.Open}
		r, err := Make(t.Context(), list, builder.Forms, read, dir)
		if err != nil {
			t.Fatal(err)
		}
		told := slices.ContainsFunc(r.Findings, func(f *Finding) bool {
			return f.ID == "ROLLUP-TWICE" && (f.Severity == diag.Error) != c.counted && (f.Severity == diag.Info) == c.header && strings.Contains(f.What.ZH, "这一份 2308，那一份 2307") == c.counted
		})
		for _, e := range r.Bodies {
			if e.Name == "甲县水利局" && (e.Counted() != c.counted || e.Counted() && e.Now.Rel != "in/"+c.data || !told) {
				t.Errorf("%s: counted %v, told %v: %v", c.name, e.Counted(), told, r.Findings)
			}
		}
	}
}
