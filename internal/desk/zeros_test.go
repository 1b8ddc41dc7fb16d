package desk

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A row that is the sum of others and stands as left to fill is told apart, and where
// it is left blank it is computed.
func TestTotalsAreLeftBlank(t *testing.T) {
	o := newOffice(t)
	o.replace("result_total = [2, 0, 0, 0, 0, 0]", `result_total = "待填"`)
	v, _ := o.shown("")
	var blank []change
	for _, p := range v.Parts {
		if p.Table == nil {
			continue
		}
		for _, row := range p.Table.Rows {
			for _, c := range row {
				if c.Todo && c.Adds {
					blank = append(blank, change{Key: c.Key, Was: c.Text})
				}
				if !c.Adds && strings.Contains(c.Key, "result_total") {
					t.Errorf("%s is no total", c.Key)
				}
			}
		}
	}
	if v.Unfilled == 0 || len(blank) != v.Unfilled {
		t.Fatalf("%d left to fill, of them totals: %+v", v.Unfilled, blank)
	}
	if _, v, text := o.edit(blank...); v.Unfilled != 0 || v.Errors != 0 || strings.Contains(o.file(), "result_total") {
		t.Errorf("%d left to fill, %d errors: %.300s", v.Unfilled, v.Errors, text)
	}
}

// So is a total that stands as left to fill in a row whose figures are typed, in either
// way of writing a row; remarks stay, and one that is typed as a figure does.
func TestTotalInARow(t *testing.T) {
	o := newOffice(t)
	o.replace("[2, 0, 0, 0, 0, 0]   # 一、", `[2, 0, 0, 0, 0, 0, "待填"]   # 一、`)
	o.replace("carried_in   = [0, 0, 0, 0, 0, 0]", `carried_in   = { natural = 0, business = 0, research = 0, charity = 0, legal = 0, other_org = 0, total = "待填" }`)
	o.replace("open         = [2, 0, 0, 0, 0, 0]", `open         = [2, 0, 0, 0, 0, 0, 2]`)
	v, _ := o.shown("")
	var blank []change
	for _, key := range []string{"applications/new/total", "applications/carried_in/total"} {
		c := v.cellOf(key)
		if !c.Todo || !c.Adds {
			t.Fatalf("%s: %+v", key, c)
		}
		blank = append(blank, change{Key: key, Was: c.Text})
	}
	_, v, text := o.edit(blank...)
	if v.Unfilled != 0 || v.Errors != 0 || v.cellOf("applications/new/total").Text != "2" || v.cellOf("applications/carried_in/total").Text != "0" {
		t.Errorf("%d left to fill, %d errors: %.300s", v.Unfilled, v.Errors, text)
	}
	for _, want := range []string{"[2, 0, 0, 0, 0, 0]   # 一、", "other_org = 0 }", "[2, 0, 0, 0, 0, 0, 2]"} {
		if !strings.Contains(o.file(), want) {
			t.Errorf("the file has no %s", want)
		}
	}
}

// Neither page nor curl asks for pages of a draft, nor for more changes at once than
// can be saved.
func TestNoPageAsksForThat(t *testing.T) {
	o := newOffice(t)
	many, _ := json.Marshal(map[string]any{"name": name, "changes": make([]change, maxChanges+1)})
	for path, body := range map[string]string{"/api/pages": string(many), "/api/build": `{"name":"2020.toml","draft":true,"pages":"1-2"}`} {
		if code, _ := o.ask("POST", path, body, nil); code != 400 {
			t.Errorf("%s: %d", path, code)
		}
	}
}

// The files of a report that is called like the draft of another are not listed as
// that.
func TestDraftsOfAnother(t *testing.T) {
	o := newOffice(t)
	o.tools.Current = nil // is not asked: nothing was built
	listed := func() (n int) {
		_, body := o.ask("GET", "/api/made?name="+name, "", nil)
		var got struct{ Files []made }
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err, body)
		}
		return len(got.Files)
	}
	for _, file := range []string{"2020-草稿.docx", "2020-p1-2.pdf"} {
		write(t, filepath.Join(o.folder, file), []byte("x"))
	}
	if n := listed(); n != 2 {
		t.Errorf("%d files, want a draft and a reprint", n)
	}
	for _, file := range []string{"2020-草稿.toml", "2020-p1-2.toml"} {
		write(t, filepath.Join(o.folder, file), []byte(o.file()))
	}
	if n := listed(); n != 0 {
		t.Errorf("%d files of another report are listed", n)
	}
	os.Remove(filepath.Join(o.folder, "2020-草稿.toml"))
	if n := listed(); n != 1 {
		t.Errorf("%d files, want the draft", n)
	}
}
