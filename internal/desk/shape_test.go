package desk

import (
	"path/filepath"
	"strings"
	"testing"
)

// A table of prose gets rows and columns, loses them, and has its cells merged and
// parted; what goes over the place grows or shrinks.
func TestShape(t *testing.T) {
	const table = "\n[table.a]\ncolumns = [\"甲\", \"乙\"]\nwidths_mm = [40, 60]\nrows = [\n  [\"一\", 1],\n  [\"^\", 2],\n]\n"
	for _, c := range []struct{ do, key, columns, rows, refused string }{
		{"row", "rows/0/1", `["甲", "乙"]`, `["一", 1], ["^", ""], ["^", 2]`, ""},
		{"row", "rows/1/1", `["甲", "乙"]`, `["一", 1], ["^", 2], ["", ""]`, ""},
		{"row", "columns/0", `[ ["甲", "乙"], ["", ""], ]`, `["一", 1], ["^", 2]`, ""},
		{"remove row", "rows/0/1", `["甲", "乙"]`, `["一", 2]`, ""},
		{"remove row", "columns/1", "", "", "最后一行"},
		{"column", "columns/0", `["甲", "", "乙"]`, `["一", "", 1], ["^", "", 2]`, ""},
		{"remove column", "rows/0/0", `["乙"]`, `[1], [2]`, ""},
		{"merge right", "columns/0", `["甲\n乙", "<"]`, `["一", 1], ["^", 2]`, ""},
		{"merge right", "rows/0/0", "", "", "同样高"},
		{"merge down", "rows/0/1", `["甲", "乙"]`, `["一", "1\n2"], ["^", "^"]`, ""},
		{"merge down", "columns/1", "", "", "表头"},
		{"part", "rows/0/0", `["甲", "乙"]`, `["一", 1], ["", 2]`, ""},
		{"part", "rows/9/0", "", "", "没有这一格"},
		{"explode", "rows/0/0", "", "", "没有这一格"},
	} {
		o := newOffice(t)
		before := strings.Replace(o.file(), `text = "无"`, "text = \"\"\"\n无\n{table.a}\n\"\"\"", 1) + table
		o.put(before)
		code, text := o.ask("POST", "/api/shape", `{"name":"`+name+`","version":"`+o.version()+`","key":"table/a/`+c.key+`","do":"`+c.do+`"}`, nil)
		if c.refused != "" {
			if code != 422 || !strings.Contains(text, c.refused) || o.file() != before {
				t.Errorf("%s %s: %d %.300s", c.do, c.key, code, text)
			}
			continue
		}
		got := strings.Join(strings.Fields(o.file()), " ")
		for _, want := range []string{"columns = " + c.columns, "rows = [ " + c.rows + ", ]"} {
			if code != 200 || !strings.Contains(got, want) {
				t.Errorf("%s %s: %d no %s in %s %.300s", c.do, c.key, code, want, got[max(len(got)-300, 0):], text)
			}
		}
		if kept := strings.Contains(got, "widths_mm = [40, 60]"); kept == strings.HasSuffix(c.do, "column") {
			t.Errorf("%s: the widths are kept: %t", c.do, kept)
		}
	}
}

// The widths of columns are a field; what is no width is not saved, and says why.
func TestWidths(t *testing.T) {
	for _, c := range []struct{ text, want, why string }{
		{"30 ，50.5", "widths_mm = [30, 50.5]", ""},
		{"", "", ""},
		{"30", "widths_mm = [40, 60]", "列宽"},
		{"x 1", "widths_mm = [40, 60]", "读不通"},
	} {
		o := newOffice(t)
		o.put(strings.Replace(o.file(), `text = "无"`, "text = \"\"\"\n无\n{table.a}\n\"\"\"", 1) + "\n[table.a]\ncolumns = [\"甲\", \"乙\"]\nwidths_mm = [40, 60]\nrows = [[1, 2]]\n")
		code, v, text := o.edit(change{"table/a/widths_mm", "40 60", c.text})
		if code != 200 || !strings.Contains(o.file(), c.want) || c.want == "" && strings.Contains(o.file(), "widths_mm") {
			t.Errorf("%q: %d %.200s", c.text, code, text)
		}
		if (c.why == "") != (len(v.Left) == 0) || c.why != "" && !strings.Contains(v.Left[0].Why, c.why) {
			t.Errorf("%q: left are %+v", c.text, v.Left)
		}
	}
}

// A chapter of one's own is added and taken out again.
func TestChapter(t *testing.T) {
	o := newOffice(t)
	before := o.file()
	code, text := o.ask("POST", "/api/section", `{"name":"`+name+`","what":"chapter"}`, nil)
	if code != 200 || !strings.Contains(text, `"chapter/0/heading"`) {
		t.Fatalf("%d %.300s", code, text)
	}
	if code, _ = o.ask("POST", "/api/remove", `{"name":"`+name+`","version":"`+o.version()+`","what":"chapter.0"}`, nil); code != 200 || strings.TrimSpace(o.file()) != strings.TrimSpace(before) {
		t.Errorf("%d: it is not as it was", code)
	}
}

// put writes the report's file as somebody else would.
func (o *office) put(text string) {
	o.Helper()
	write(o.TB, filepath.Join(o.folder, name), []byte(text))
}

// What is asked for by a number is refused where another program has written the file
// since it was shown: the number may be another part's.
func TestNumbersOfWhatIsShown(t *testing.T) {
	o := newOffice(t)
	file := filepath.Join(o.folder, name)
	added := func(titles ...string) string {
		all := ""
		for _, title := range titles {
			all += "\n[[attachment]]\ntitle = \"" + title + "\"\ntext = \"文\"\n"
		}
		return all
	}
	before := o.file()
	write(t, file, []byte(before+added("甲", "乙", "丙")))
	shown := o.version()
	write(t, file, []byte(before+added("乙", "丙")))
	ask := `{"name":"` + name + `","version":"` + shown + `","what":"attachment.1"}`
	if code, body := o.ask("POST", "/api/remove", ask, nil); code != 422 || !strings.Contains(body, "别处改过") || o.file() != before+added("乙", "丙") {
		t.Errorf("%d %s", code, body)
	}
	if code, body := o.ask("POST", "/api/remove", strings.Replace(ask, shown, o.version(), 1), nil); code != 200 || strings.Contains(o.file(), "丙") || !strings.Contains(o.file(), "乙") {
		t.Errorf("%d %s", code, body)
	}
}
