package desk

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// Beside a part's text stands that of the year before, without what places tables.
func TestTextOfTheYearBefore(t *testing.T) {
	o := newOffice(t)
	last := strings.NewReplacer("year = 2020", "year = 2019", "\n（一）", "\n上年的一句话。\n（一）").Replace(o.file())
	write(t, filepath.Join(o.folder, "2019.toml"), []byte(last))
	_, body := o.ask("GET", "/api/report?name="+name, "", nil)
	var v view
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, p := range v.Parts {
		if strings.Contains(p.Before, "\n上年的一句话。\n") {
			found++
		}
		if strings.Contains(p.Before, "{") {
			t.Errorf("a marker is seen: %s", p.Before)
		}
	}
	if !v.Last || found == 0 {
		t.Errorf("last year's report is there: %t; its text: %d times", v.Last, found)
	}
}

// What is said of a whole part is said of no paragraph of it.
func TestFindingOfAWholeText(t *testing.T) {
	o := newOffice(t)
	_, v, _ := o.edit(change{"problems/text", o.text("problems/text"), "存在问题。\n改进。"})
	for _, f := range v.Findings {
		if f.ID == "S-PART5" {
			if f.Line != wholeText || f.Key != "problems/text" {
				t.Errorf("%+v", f)
			}
			return
		}
	}
	t.Errorf("a short part five is not told: %+v", v.Findings)
}
