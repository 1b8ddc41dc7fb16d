package rollup

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/layouts"
)

var builder = func() *press.Builder {
	lib, _ := font.Open(fonts.Embedded, nil)
	set, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		panic(err)
	}
	return &press.Builder{Fonts: lib, Forms: set}
}()

// reader reads data files alone.
var reader = &Reader{Open: func(_ context.Context, path string, data []byte) (Taken, error) {
	f, err := source.Parse(path, data)
	if err != nil {
		return Taken{}, err
	}
	o, err := press.Parse(builder.Forms, f, report.PicturesUnread)
	return Taken{Opened: o}, err
}}

const countyList = `year = 2025
agency = "甲县人民政府"
due = "2026年1月31日"
[[body]]
name = "甲县人民政府办公室"
kind = "own"
[[body]]
name = "甲县水利局"
also = ["甲县水务局"]
[[body]]
name = "甲县林业局"
received = "2026-01-30"
[[body]]
name = "甲县税务局"
excluded = "垂直管理"
[[adjust]]
cell = "review.suit_after_review.upheld"
amount = -1
reason = "共同被告，只计一次"
`

// body is a report whose figures all differ from those of another seed.
func body(name string, year, seed int) string {
	return fmt.Sprintf(`year = %[2]d
[agency]
name = %[1]q
[overview]
text = "%[1]s认真做好工作，全年接待%[3]d人。"
[disclosure]
normdocs = { made = %[3]d, repealed = 0, valid = %[4]d }
licence = %[5]d
penalty = %[6]d
compulsion = 1
fees = 1.%[3]d
[applications]
new = [%[4]d, %[3]d, 0, 0, 0, 1]
carried_in = [0, 0, 0, 0, 0, 0]
open = [%[3]d, %[3]d, 0, 0, 0, 1]
partial = [2, 0, 0, 0, 0, 0]
deny1 = [1, 0, 0, 0, 0, 0]
unable1 = [2, 0, 0, 0, 0, 0]
carried_out = [5, 0, 0, 0, 0, 0]
[review]
review = [1, 0, 0, 0]
suit_after_review = [1, 0, 0, 0]
[problems]
text = "问题和改进。"
[other]
text = "本年度未收取信息处理费。"
[signature]
name = %[1]q
date = "2026年1月20日"
`, name, year, seed, seed+10, seed*100+7, seed*3+4)
}

// county writes a county; files are those of the folder in.
func county(t *testing.T, list string, files map[string]string) (dir string, c *County) {
	t.Helper()
	dir = t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("名单.toml", list)
	for name, text := range files {
		write("in/"+name, text)
	}
	c, err := ReadCounty(filepath.Join(dir, "名单.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return dir, c
}

func clean() map[string]string {
	return map[string]string{"a.toml": body("甲县人民政府办公室", 2025, 11), "b.toml": body("甲县水利局", 2025, 23), "c/c.toml": body("甲县林业局", 2025, 37)}
}

func rolled(t *testing.T, list string, files map[string]string) (*Rollup, string) {
	t.Helper()
	dir, c := county(t, list, files)
	return again(t, c, dir), dir
}

// again adds up what lies there now.
func again(t *testing.T, c *County, dir string) *Rollup {
	t.Helper()
	r, err := Make(context.Background(), c, builder.Forms, reader, filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// first writes a roll-up of files without a fault, and gives its TOML.
func first(t *testing.T, files map[string]string) (r *Rollup, dir, name, text string) {
	t.Helper()
	r, dir = rolled(t, countyList, files)
	write(t, r, dir)
	name = filepath.Join(dir, "out", TextName)
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return r, dir, name, string(old)
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestSums(t *testing.T) {
	r, _ := rolled(t, countyList, clean())
	for _, f := range r.Findings {
		if f.Severity == diag.Error {
			t.Error(f.Format(diag.English))
		}
	}
	for key, want := range map[string]string{
		"applications.new.natural": "101", "applications.new.total": "175", "applications.result_total.natural": "86", "applications.deny1.total": "3",
		"disclosure.fees.amount_wan": "3.71", "disclosure.licence.decisions": "7121",
		"review.suit_after_review.upheld": "2", "review.suit_after_review.total": "2", "review.review.total": "3",
	} {
		p, _ := ParsePlace(key)
		if c := r.Cell(p); c == nil || c.Text() != want {
			t.Errorf("%s: %+v, want %s", key, c, want)
		}
	}
	text, err := r.Text("汇总.toml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := source.Parse("汇总.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	o, err := press.Parse(builder.Forms, f)
	if err != nil {
		t.Fatal(err)
	}
	before := len(r.Findings)
	if r.Compare(o); len(r.Findings) != before {
		t.Error(r.Findings)
	}
	o.Report.Parts["applications"].Rows["new"].Values.Set("natural", report.Value{Text: "102"}) // a control
	if r.Compare(o); len(r.Findings) != before+1 {
		t.Error("a wrong sum is not told of")
	}
	for _, fact := range []string{"应计入 3 个，已计入 3 个", "新收申请：175 件", "甲县林业局 85、甲县水利局 57", "-1，共同被告"} {
		if !strings.Contains(string(text), fact) {
			t.Errorf("%q is not told", fact)
		}
	}
}

// TestFaults: each fault is told of with its body, and its figure where it has one;
// what is not sure is not counted.
func TestFaults(t *testing.T) {
	change := func(file, old, new string) func(map[string]string) {
		return func(fs map[string]string) {
			if !strings.Contains(fs[file], old) {
				panic(old)
			}
			fs[file] = strings.Replace(fs[file], old, new, 1)
		}
	}
	last := func(name string, seed int) func(map[string]string) {
		return func(fs map[string]string) { fs["last.toml"] = body(name, 2024, seed) }
	}
	for _, c := range []struct {
		name       string
		do         func(map[string]string)
		id, body   string
		cell       string
		notCounted bool
	}{
		{"missing", func(fs map[string]string) { delete(fs, "b.toml") }, "ROLLUP-MISSING", "甲县水利局", "", true},
		{"doubled", func(fs map[string]string) { fs["d.toml"] = body("甲县水务局", 2025, 24) }, "ROLLUP-TWICE", "甲县水利局", "", true},
		{"unknown", func(fs map[string]string) { fs["d.toml"] = body("甲县水电局", 2025, 24) }, "ROLLUP-UNKNOWN", "", "", false},
		{"no name", func(fs map[string]string) { fs["d.toml"] = body("待填", 2025, 24) }, "ROLLUP-UNKNOWN", "", "", false},
		{"last year's file", change("b.toml", "year = 2025", "year = 2024"), "ROLLUP-YEAR", "甲县水利局", "", true},
		{"an older file", change("b.toml", "year = 2025", "year = 2022"), "ROLLUP-YEAR", "甲县水利局", "", true},
		{"old form", change("b.toml", "year = 2025", "year = 2025\nform = \"2019\""), "", "甲县水利局", "", true},
		{"no TOML", change("b.toml", "[agency]", "[agency"), "ROLLUP-UNREAD", "", "", true},
		{"blank", change("b.toml", "licence = 2307", "licence = \"\""), "ROLLUP-FIGURE", "甲县水利局", "disclosure.licence.decisions", false},
		{"a unit where the head has one", change("b.toml", "fees = 1.23", "fees = \"1.23万元\""), "ROLLUP-FIGURE", "甲县水利局", "disclosure.fees.amount_wan", false},
		{"last year's file alone, and broken", func(fs map[string]string) {
			delete(fs, "b.toml")
			fs["last.toml"] = strings.Replace(body("甲县水利局", 2024, 23), "[overview]", "[overview", 1)
		}, "ROLLUP-MISSING", "甲县水利局", "", true},
		{"no number", change("b.toml", "new = [33", "new = [\"33件\""), "ROLLUP-FIGURE", "甲县水利局", "applications.new.natural", false},
		{"wrong sum", change("b.toml", "new = [33, 23, 0, 0, 0, 1]", "new = [33, 23, 0, 0, 0, 1, 58]"), "T3-ROW-TOTAL", "甲县水利局", "", false},
		{"one figure", change("b.toml", "new = [33", "new = [34"), "T3-BALANCE", "甲县水利局", "", false},
		{"copied table", func(fs map[string]string) {
			fs["b.toml"] = strings.ReplaceAll(body("甲县林业局", 2025, 37), "甲县林业局", "甲县水利局")
		}, "ROLLUP-COPY", "甲县林业局", "", false},
		{"last year's table", last("甲县水利局", 23), "ROLLUP-COPY", "甲县水利局", "", false},
		{"carry-over", last("甲县水利局", 24), "X-CARRY", "甲县水利局", "", false},
		{"carry-over left out", func(fs map[string]string) {
			fs["last.toml"] = body("甲县水利局", 2024, 24)
			fs["b.toml"] = strings.Replace(fs["b.toml"], "carried_in = [0, 0, 0, 0, 0, 0]\n", "", 1)
		}, "X-CARRY", "甲县水利局", "applications.carried_in.natural", false},
		{"tenfold", func(fs map[string]string) {
			fs["last.toml"] = strings.Replace(body("甲县水利局", 2024, 24), "penalty = 76", "penalty = 730", 1)
		}, "ROLLUP-TENFOLD", "甲县水利局", "disclosure.penalty.decisions", false},
		{"own office's is the sum", func(fs map[string]string) {
			fs["a.toml"] = strings.NewReplacer("partial = [2", "partial = [6", "deny1 = [1", "deny1 = [3", "unable1 = [2", "unable1 = [6", "carried_out = [5", "carried_out = [15", "0, 1]", "0, 3]").Replace(body("甲县人民政府办公室", 2025, 60+11))
		}, "ROLLUP-OWN", "甲县人民政府办公室", "", false},
		{"own office's is the sum but for one", func(fs map[string]string) {
			fs["a.toml"] = strings.NewReplacer("partial = [2", "partial = [6", "deny1 = [1", "deny1 = [2", "unable1 = [2", "unable1 = [6", "carried_out = [5", "carried_out = [15", "0, 1]", "0, 1]").Replace(body("甲县人民政府办公室", 2025, 60+11))
		}, "ROLLUP-OWN", "甲县人民政府办公室", "", false},
		{"not listed, of a year to come", func(fs map[string]string) { fs["d.toml"] = body("甲县气象局", 2026, 24) }, "ROLLUP-UNKNOWN", "", "", false},
		{"not listed, of an older year", func(fs map[string]string) { fs["d.toml"] = body("甲县气象局", 2020, 24) }, "ROLLUP-UNKNOWN", "", "", false},
		{"a second one of a year to come", func(fs map[string]string) { fs["d.toml"] = body("甲县水利局", 2026, 24) }, "ROLLUP-YEAR", "甲县水利局", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := clean()
			c.do(files)
			r, _ := rolled(t, countyList, files)
			found := slices.ContainsFunc(r.Findings, func(f *Finding) bool {
				return f.ID == c.id && f.Body == c.body && (c.cell == "" || Key(f.Cell) == c.cell)
			})
			if !found && c.id != "" {
				for _, f := range r.Findings {
					t.Log(f.Format(diag.English))
				}
				t.Errorf("%s of %s is not told", c.id, c.body)
			}
			for _, e := range r.Bodies {
				if e.Name == "甲县水利局" && e.Counted() == c.notCounted {
					t.Errorf("counted: %v", e.Counted())
				}
			}
		})
	}
}

// A list that gives a body another one's file is told so, and the figures stay
// their owner's; the county is no body of its own.
func TestListMistakes(t *testing.T) {
	list := strings.Replace(countyList, `name = "甲县水利局"`, "name = \"甲县水利局\"\nfile = \"c/c.toml\"", 1)
	r, _ := rolled(t, list, clean())
	found := slices.ContainsFunc(r.Findings, func(f *Finding) bool { return f.ID == "ROLLUP-UNKNOWN" && f.Body == "甲县水利局" })
	for _, e := range r.Bodies {
		if e.Name == "甲县水利局" && e.Counted() || e.Name == "甲县林业局" && !e.Counted() {
			found = false
		}
	}
	if !found {
		for _, f := range r.Findings {
			t.Log(f.ID, f.Body, f.Format(diag.English))
		}
		t.Error("another body's file is taken")
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "名单.toml")
	if err := os.WriteFile(name, []byte(countyList+"\n[[body]]\nname = \"甲县人民政府\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadCounty(name); err == nil || !strings.Contains(err.Error(), "甲县人民政府") {
		t.Errorf("the county is a body of its own: %v", err)
	}
}

// What is adjusted is exact, and no sum is below nothing.
func TestAdjusted(t *testing.T) {
	list := countyList + "[[adjust]]\ncell = \"disclosure.fees.amount_wan\"\namount = 0.125\nreason = \"补\"\n[[adjust]]\ncell = \"review.review.upheld\"\namount = -100\nreason = \"错\"\n"
	r, _ := rolled(t, list, clean())
	if got := r.Cell(Place{Part: "disclosure", Row: "fees", Column: "amount_wan"}).Text(); !strings.HasSuffix(got, "5") || len(got)-strings.IndexByte(got, '.') != 4 {
		t.Errorf("fees are %s", got)
	}
	if !slices.ContainsFunc(r.Findings, func(f *Finding) bool { return f.ID == "ROLLUP-FIGURE" && Key(f.Cell) == "review.review.upheld" }) {
		t.Error("a sum below 0 is not told")
	}
}

// write puts out what a roll-up makes.
func write(t *testing.T, r *Rollup, dir string) *Output {
	t.Helper()
	out, err := r.Output(filepath.Join(dir, "out"), builder)
	if err != nil {
		t.Fatal(err)
	}
	if err := outfile.Write(out.Files...); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestCorrection: what the clerk wrote stays, only what follows from the correction
// changes, and it is listed; a figure changed by hand is left and told of. Without a
// correction all bytes stay.
func TestCorrection(t *testing.T) {
	files := clean()
	r, dir, name, old := first(t, files)
	mine := strings.Replace(old, "待填", "全县扎实推进。  # 不是说明", 1)
	mine = strings.Replace(mine, "licence    = 7121", "licence    = 7000", 1)
	put(t, name, mine)
	anew := func() *Output { return write(t, again(t, r.County, dir), dir) }
	if out := anew(); !out.Again || len(out.Changes) != 0 || len(out.Kept) != 1 || string(out.Files[0].Data) != mine {
		t.Errorf("without a correction: %+v, kept %v", out.Changes, out.Kept)
	}
	corrected := strings.NewReplacer("new = [33", "new = [34", "open = [23", "open = [24", "licence = 2307", "licence = 2308").Replace(files["b.toml"])
	put(t, filepath.Join(dir, "in", "b.toml"), corrected)
	out := anew()
	got := map[string]bool{}
	for _, c := range out.Changes {
		got[c.Body+" "+Key(c.Cell)+" "+c.Was+" "+c.Now] = true
	}
	for _, want := range []string{"甲县水利局 applications.new.natural 33 34", " applications.new.natural 101 102", " applications.new.total 175 176", " disclosure.licence.decisions 7121 7122"} {
		if !got[want] {
			t.Errorf("%q is not listed in %q", want, slices.Sorted(maps.Keys(got)))
		}
	}
	if len(out.Kept) != 1 || Key(out.Kept[0]) != "disclosure.licence.decisions" {
		t.Errorf("kept: %v", out.Kept)
	}
	want := strings.NewReplacer("[101, 71, 0, 0, 0, 3]", "[102, 71, 0, 0, 0, 3]", "open        = [71,", "open        = [72,").Replace(mine)
	differ := 0
	now := strings.Split(string(out.Files[0].Data), "\n")
	for i, l := range strings.Split(want, "\n") {
		if now[i] != l {
			if differ++; !strings.HasPrefix(now[i], factMark) {
				t.Errorf("%q became %q", l, now[i])
			}
		}
	}
	if differ == 0 {
		t.Error("the facts did not change")
	}
	if out := anew(); len(out.Kept) != 1 || len(out.Changes) != 0 {
		t.Errorf("once more: kept %v, changed %v", out.Kept, out.Changes)
	}
}

// A row of noughts that the clerk took out comes back when it is none any more; facts
// that are none any more go, those that are new come, those that the clerk took out
// stay out.
func TestCorrectionOfRowsAndFacts(t *testing.T) {
	files := clean()
	r, dir, name, old := first(t, files)
	lines := slices.DeleteFunc(strings.Split(old, "\n"), func(l string) bool {
		return strings.HasPrefix(l, "deny2 ") || strings.HasPrefix(l, factMark+"新收最多")
	})
	put(t, name, strings.Join(lines, "\n"))
	corrected := strings.Replace(files["b.toml"], "deny1 = [1, 0, 0, 0, 0, 0]", "deny2 = [1, 0, 0, 0, 0, 0]", 1)
	put(t, filepath.Join(dir, "in", "b.toml"), corrected)
	c := *r.County
	c.Adjusts = nil
	out := write(t, again(t, &c, dir), dir)
	text := string(out.Files[0].Data)
	if len(out.Kept) != 0 {
		t.Errorf("kept %v", out.Kept)
	}
	for want, there := range map[string]bool{"deny2 = { natural = 1,": true, factMark + "新收最多": false, factMark + "调整1": false, factMark + "办理结果": true} {
		if strings.Contains(text, want) != there {
			t.Errorf("%q: %v, want %v in\n%s", want, !there, there, text)
		}
	}
}

// TestSameBytes: two runs, one in another order of goroutines, give the same files.
func TestSameBytes(t *testing.T) {
	r, dir := rolled(t, countyList, clean())
	one := write(t, r, dir)
	r, err := Make(context.Background(), r.County, builder.Forms, reader, filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := r.Output(filepath.Join(dir, "other"), builder)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range one.Files {
		if !bytes.Equal(f.Data, two.Files[i].Data) {
			t.Errorf("%s differs", f.Path)
		}
	}
}

// TestForeignRollup: a roll-up without its ledger is left alone.
func TestForeignRollup(t *testing.T) {
	r, dir := rolled(t, countyList, clean())
	name := filepath.Join(dir, TextName)
	if err := os.WriteFile(name, []byte("year = 2025\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := r.Output(dir, builder)
	var list diag.List
	if !errors.As(err, &list) || list[0].File != name {
		t.Error(err)
	}
}

// TestCountyErrors: what is wrong with a list is told at its place.
func TestCountyErrors(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"year = 2025", "", "year"}, {`kind = "own"`, `kind = "office"`, "unknown kind"}, {`"甲县水务局"`, `"甲县 林业局"`, "two bodies"},
		{`excluded = "垂直管理"`, `excluded = " "`, "say why"}, {countyList, "year = 2025\nagency = \"甲县人民政府\"\n[body]\nname = \"甲\"\n", "double brackets"}, {`agency = "甲县人民政府"`, `agency = "待填"`, "not filled in"}, {`name = "甲县水利局"`, `name = "甲县\n水利局"`, "line break"}, {countyList, "year = 2025\n[overview]\ntext = 1\n", "not a list"}, {"amount = -1", "amount = 0.5x", ""}, {"amount = -1", "amount = 1e2", "no plain number"}, {"amount = -1", `amount = "-1"`, "without quotes"}, {`excluded = "垂直管理"`, "excluded = true", "says why"}, {`reason = "共同被告，只计一次"`, "", "reason"},
		{`"2026年1月31日"`, `"一月底"`, "no day"}, {`also = `, `alias = `, "unknown key"}, {`cell = "review.suit_after_review.upheld"`, `cell = "review"`, "no figure"},
	} {
		dir := t.TempDir()
		name := filepath.Join(dir, "名单.toml")
		text := strings.Replace(countyList, c.old, c.new, 1)
		if text == countyList {
			t.Fatal(c.old)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadCounty(name); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.new, err)
		}
	}
	dir, c := county(t, strings.Replace(countyList, "suit_after_review.upheld", "suit_after_review.total", 1), clean())
	if _, err := Make(context.Background(), c, builder.Forms, reader, filepath.Join(dir, "in")); err == nil {
		t.Error("a total is adjusted")
	}
}

func TestDraft(t *testing.T) {
	dir, _ := county(t, countyList, clean())
	text, err := Draft(context.Background(), builder.Forms, reader, filepath.Join(dir, "in"), "in")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "new.toml")
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := ReadCounty(name)
	if err != nil || c.Year != 2025 || c.Agency != "甲县人民政府" || len(c.Bodies) != 3 || c.named("甲县人民政府办公室").Kind != Own {
		t.Errorf("%+v, %v", c, err)
	}
	next, err := NextYear(c, filepath.Join(dir, "sub", "名单2026.toml"))
	if err != nil || !strings.Contains(string(next), "year   = 2026") {
		t.Error(string(next), err)
	}
}

// Reports whose body is not filled in yet are named: they are no bodies of the list.
func TestDraftOfTheNameless(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("2025.toml", "year = 2025\n[agency]\nname = \"待填\"\n")
	if _, err := Draft(context.Background(), builder.Forms, reader, dir, "."); err == nil || !strings.Contains(err.Error(), "says whose it is: 2025.toml") {
		t.Error(err)
	}
	write("甲.toml", "year = 2025\n[agency]\nname = \"甲县水利局\"\n")
	text, err := Draft(context.Background(), builder.Forms, reader, dir, ".")
	if err != nil || !strings.Contains(string(text), "# 没有列入的，还没有填单位全称：2025.toml\n") || strings.Contains(string(text), "name = \"待填\"") {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestLetters: a list is one page, however much there is to tell; the text has all.
func TestLetters(t *testing.T) {
	r, _ := rolled(t, countyList, clean())
	for _, n := range []int{0, 1, 8, 200} {
		var items []string
		for i := range n {
			items = append(items, fmt.Sprintf("%d．（须改正）%s。", i+1, strings.Repeat("这一格不对", 12)))
		}
		l, err := r.letter(builder, "a", "甲县水利局\n标题", items)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Word) == 0 || strings.Count(l.Text, "这一格不对") != 12*n {
			t.Errorf("%d items: the text has not all", n)
		}
		z, err := zip.NewReader(bytes.NewReader(l.Word), int64(len(l.Word)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := z.Open("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		shown := strings.Count(string(body), "（须改正）")
		if left := strings.Contains(string(body), "见同名的文本文件"); left != (shown < n) || n >= 8 && shown < 5 || shown > 20 {
			t.Errorf("%d items: %d are on the page, told of others: %v", n, shown, left)
		}
	}
}
