package desk

import (
	"path/filepath"
	"strings"
	"testing"
)

// rivals puts two reports of the year before beside the report: 2019.toml, which is
// taken for its name, and another with another figure.
func (o *office) rivals() {
	o.Helper()
	last := strings.Replace(o.file(), "year = 2020", "year = 2019", 1)
	write(o, filepath.Join(o.folder, "2019.toml"), []byte(last))
	write(o, filepath.Join(o.folder, "去年-导入.toml"), []byte(strings.Replace(last, "= [2, 0, 0, 0, 0, 0]", "= [77, 0, 0, 0, 0, 0]", 1)))
}

// choose gives the words of what can be done about a finding, and last year's first figure.
func (o *office) choose() (words, figure, severity string) {
	o.Helper()
	_, v, _ := o.post("/api/edit", `{"name":"2020.toml","changes":[]}`)
	for _, f := range v.Findings {
		for _, c := range f.Choose {
			words, severity = words+"|"+c.Words, f.Severity
		}
	}
	for _, t := range v.tables() {
		for _, row := range t.Rows {
			for _, c := range row {
				if c.Key == "applications/new/natural" {
					figure = c.Last
				}
			}
		}
	}
	return words, figure, severity
}

// Which of two reports of the year before is compared is chosen on the page, kept in
// the file whatever its section of checks looks like, and can be chosen anew.
func TestChooseTheYearBefore(t *testing.T) {
	for _, section := range []string{"", "\n[checks] # 核对\n", "\n[checks]\noff = { \"X-JUMP\" = \"改革\" } # 说明\n", "\n[checks.off]\nX-JUMP = \"改革\" # 说明\n"} {
		o := newOffice(t)
		o.rivals()
		write(t, o.path(name), []byte(o.file()+section))
		before := o.file()
		for i, c := range []struct{ last, words, figure, severity string }{
			{"-", "|用 2019.toml 核对|用 去年-导入.toml 核对", "2", "warning"},
			{"去年-导入.toml", "|用 2019.toml 核对|不选定", "77", "note"},
			{"2019.toml", "|用 去年-导入.toml 核对|不选定", "2", "note"},
			{"", "|用 2019.toml 核对|用 去年-导入.toml 核对", "2", "warning"},
		} {
			if i > 0 {
				if code, _, text := o.post("/api/last", `{"name":"2020.toml","last":"`+c.last+`"}`); code != 200 {
					t.Fatalf("%q, %q: %d %.300s", section, c.last, code, text)
				}
			}
			if words, figure, severity := o.choose(); words != c.words || figure != c.figure || severity != c.severity {
				t.Errorf("%q, %q: %s, %s, %s", section, c.last, words, figure, severity)
			}
			if has := strings.Contains(o.file(), `last = "`+c.last+`"`); has != (c.last != "" && i > 0) {
				t.Errorf("%q, %q: the file has it: %v", section, c.last, has)
			}
		}
		if now := o.file(); strings.TrimSpace(strings.TrimSuffix(now, "\n[checks]\n")) != strings.TrimSpace(before) && section != "\n[checks] # 核对\n" {
			t.Errorf("%q: chosen and left, the file has %q", section, now[len(before)-len(section):])
		}
	}
}

// A file that was chosen and is gone is missed; others are not taken in its place.
func TestTheChosenIsGone(t *testing.T) {
	o := newOffice(t)
	o.rivals()
	write(t, o.path(name), []byte(o.file()+"\n[checks]\nlast = \"2018.toml\"\n"))
	words, figure, severity := o.choose()
	if words != "|用 2019.toml 核对|用 去年-导入.toml 核对|不选定" || figure != "" || severity != "warning" {
		t.Errorf("%s, %q, %s", words, figure, severity)
	}
	for _, last := range []string{"2018.toml", "../2019.toml", "2020.toml"} {
		if code, _, text := o.post("/api/last", `{"name":"2020.toml","last":"`+last+`"}`); code != 422 || !strings.Contains(text, "没有这一份") {
			t.Errorf("%s: %d %.200s", last, code, text)
		}
	}
}
