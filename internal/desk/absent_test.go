package desk

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// cellOf gives a figure's cell.
func (v *view) cellOf(key string) (found cellView) {
	for _, t := range v.tables() {
		for _, row := range t.Rows {
			for _, c := range row {
				if c.Key == key {
					found = c
				}
			}
		}
	}
	return found
}

// A row that the file leaves out is printed as zeros: its total is none that can be
// typed, and one figure of it leaves the others zeros.
func TestRowThatIsLeftOut(t *testing.T) {
	o := newOffice(t)
	o.replace("deny1        = [0, 0, 0, 0, 0, 0]", "")
	v, _ := o.shown("")
	var figures []string
	for _, t := range v.tables() {
		for _, cells := range t.Rows {
			for _, c := range cells {
				if strings.HasPrefix(c.Key, "applications/deny1/") && c.Hint == "0" {
					figures = append(figures, c.Key)
				}
			}
		}
	}
	if len(figures) != 7 || v.Unfilled != 0 {
		t.Fatalf("the row is not left out: %v", figures)
	}
	total, first := figures[6], figures[0]
	if c := v.cellOf(total); !c.Sum || c.Text != "" {
		t.Errorf("its total: %+v", c)
	}
	before := o.file()
	_, after, _ := o.edit(change{total, "", "5"})
	if o.file() != before || len(after.Left) != 1 {
		t.Errorf("a total was typed: %+v", after.Left)
	}
	_, after, _ = o.edit(change{first, "", "5"})
	if after.Unfilled != v.Unfilled || after.cellOf(total).Text != "5" || after.cellOf(figures[1]).Text != "0" || !strings.Contains(o.file(), "deny1 = [5, 0, 0, 0, 0, 0]") {
		t.Errorf("%d left to fill, before %d; total %+v", after.Unfilled, v.Unfilled, after.cellOf(total))
	}
}

// Another program that writes the report at the same time loses nothing, and nothing of
// it is lost.
func TestWhoWritesAtTheSameTime(t *testing.T) {
	o := newOffice(t)
	tries := 0
	set := func(writes int) {
		d := o.Desk
		d.writing.Lock()
		defer d.writing.Unlock()
		tries = 0
		err := overtaking(func() error {
			before, err := d.read(name)
			if err != nil {
				return err
			}
			after, left := d.edited(name, before, []change{{"signature/date", textAt(before, "signature/date"), fmt.Sprint("2021年2月", writes+1, "日")}})
			if tries++; tries <= writes { // meanwhile
				write(t, o.path(name), append(before.File.Data, fmt.Sprintf("# %d\n", tries)...))
			}
			if len(left) > 0 {
				t.Error(left)
			}
			return d.save(name, before, after)
		})
		if busy := err == errBusy; busy != (writes >= maxOvertaken) {
			t.Errorf("%d writes: %v", writes, err)
		}
	}
	for _, writes := range []int{0, 1, 5} {
		set(writes)
		if want := fmt.Sprint("2021年2月", writes+1, "日"); !strings.Contains(o.file(), want) || strings.Count(o.file(), "# ") < writes {
			t.Errorf("%d writes: something is lost", writes)
		}
	}
	set(maxOvertaken)
}

// The next year's report that is there is opened, and no second one written.
func TestNextYearIsThere(t *testing.T) {
	o := newOffice(t)
	o.tools.Fresh = func(string, int, string) (string, error) {
		return strings.Replace(o.file(), "year = 2020", "year = 2021", 1), nil
	}
	for i, there := range []bool{false, true, true} {
		_, body := o.ask("POST", "/api/new", `{"year":2021,"from":"2020.toml"}`, nil)
		var got struct {
			Name  string
			There bool
		}
		if err := json.Unmarshal([]byte(body), &got); err != nil || got.Name != "2021.toml" || got.There != there {
			t.Errorf("time %d: %+v, %s", i+1, got, body)
		}
	}
}

// A file that is there and cannot be read is not called gone.
func TestFileThatCannotBeRead(t *testing.T) {
	o := newOffice(t)
	o.shown("")
	if err := os.Chmod(o.path(name), 0); err != nil || runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("nothing keeps this user from reading")
	}
	defer os.Chmod(o.path(name), 0o644)
	_, body := o.ask("GET", "/api/report?name="+name, "", nil)
	if !strings.Contains(body, "权限") || strings.Contains(body, `"gone":true`) {
		t.Error(body)
	}
}

// Forms that are not the program's are told of on the page and on the card; what Notepad
// has named otherwise is told of on the start page.
func TestWhatTheFolderHas(t *testing.T) {
	o := newOffice(t)
	if v, _ := o.shown(""); v.Own != "" || o.card().Own {
		t.Error("the program's forms are told of")
	}
	o.tools.OwnForms = func(string) error { return errors.New("自己的表样") }
	if v, _ := o.shown(""); !strings.Contains(v.Own, "自己的表样") || !o.card().Own {
		t.Error("forms beside the report are not told of")
	}
	write(t, filepath.Join(o.folder, "2022.toml.txt"), []byte("year = 2022\n"))
	if _, body := o.ask("GET", "/api/folder", "", nil); !strings.Contains(body, "2022.toml.txt：") {
		t.Error(body)
	}
}

// A desk whose folder was taken away gives no page to another start.
func TestNoPageOfAFolderThatIsGone(t *testing.T) {
	o := newOffice(t)
	o.tools.Cache = t.TempDir()
	if err := leave(o.note(), o.server.Listener.Addr().String(), o.guard.key); err != nil {
		t.Fatal(err)
	}
	if first(o.note()) == "" {
		t.Fatal("no page")
	}
	o.folder += "-"
	if at := first(o.note()); at != "" {
		t.Error(at)
	}
}

// Text that stands in a part of which the form has a table alone is printed and checked:
// it has a field, to which its findings lead.
func TestTextOfATable(t *testing.T) {
	o := newOffice(t)
	o.replace("[disclosure]", "[disclosure]\ntext = \"\"\"\n表前的一句××。\n{disclosure}\n表后的一句。\n\"\"\"")
	v, _ := o.shown("")
	var found []string
	for _, p := range v.Parts {
		for _, f := range p.Fields {
			if strings.Contains(f.Text, "的一句") {
				found = append(found, f.Key)
			}
		}
	}
	if len(found) != 2 {
		t.Fatalf("its fields: %v", found)
	}
	for _, f := range v.Findings {
		if strings.Contains(f.What, "××") && f.Key != found[0] {
			t.Errorf("%+v", f)
		}
	}
	if _, _, text := o.edit(change{found[0], "表前的一句××。", "表前的另一句。"}); !strings.Contains(o.file(), "表前的另一句。\n{disclosure}\n表后的一句。") {
		t.Errorf("%.300s", text)
	}
	if _, _, text := o.edit(change{found[1], "表后的一句。", "表后的另一句。"}); !strings.Contains(o.file(), "表前的另一句。\n{disclosure}\n表后的另一句。") {
		t.Errorf("%.300s", text)
	}
}

// A blank of a report as it was published is blank again where a figure is taken back.
func TestPublishedBlank(t *testing.T) {
	o := newOffice(t)
	data, err := os.ReadFile("../../samples/published/2016.toml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(o.folder, name), data)
	const blank = `c2 = ["", ""]`
	v, _ := o.shown("")
	var key string
	for _, p := range v.Parts {
		if p.Table == nil {
			continue
		}
		for _, row := range p.Table.Rows {
			for _, c := range row {
				if strings.Contains(c.Key, "/c2/") && key == "" {
					key = c.Key
				}
			}
		}
	}
	if _, _, text := o.edit(change{key, "", "5"}); !strings.Contains(o.file(), "c2 = [5, ") {
		t.Fatalf("%s: %.300s", key, text)
	}
	if _, _, text := o.edit(change{key, "5", ""}); !strings.Contains(o.file(), blank) {
		t.Errorf("%s: %.300s", key, text)
	}
}
