package form

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
	"nianbao/layouts"
)

var fontRoles = []string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "times"}

// bundled gives the bundled file called name.
func bundled(t testing.TB, name string) string {
	t.Helper()
	data, err := fs.ReadFile(layouts.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func folder(files map[string]string) Folder {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Folder{Name: "mine", FS: m}
}

func TestBundled(t *testing.T) {
	set, err := Load(fontRoles, Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	for year, name := range map[int]string{2008: "2008", 2013: "2008", 2014: "2014", 2018: "2014", 2019: "2019", 2020: "2019", 2021: "2021", 2035: "2021"} {
		f, err := set.For(year, "")
		if err != nil || f.Name != name {
			t.Fatalf("the form of %d: %v, %v", year, f, err)
		}
	}
	for _, f := range set.Forms() {
		parts := f.FirstYear >= 2019 && !strings.HasSuffix(f.Name, "-chapters") // and no chapters
		usual := f.FirstYear >= 2019 && !f.Variant                              // and its wording is certain
		if f.Source == "" || f.Years() == "" || f.Chapters == parts || f.Variant != (strings.Contains(f.Name, "-") || f.SchoolYear) || (f.Note.ZH == "") != usual || (f.Note.ZH == "") != (f.Note.EN == "") {
			t.Errorf("%s: source %q, years %q, note %q, variant %t, chapters %t", f.Name, f.Source, f.Years(), f.Note.ZH, f.Variant, f.Chapters)
		}
	}
	f, err := set.For(2035, "2019")
	if err != nil {
		t.Fatal(err)
	}
	p := &f.Page
	for _, m := range []struct {
		what      string
		got, want unit.Length
	}{
		{"width", p.Width, 210 * unit.Millimetre},
		{"height", p.Height, 297 * unit.Millimetre},
		{"text width", p.TextWidth(), 156 * unit.Millimetre},
		{"text height", p.TextHeight(), 225 * unit.Millimetre},
		{"top", p.Top, 37 * unit.Millimetre},
		{"left", p.Left, 28 * unit.Millimetre},
		{"line pitch", p.LinePitch, 579 * unit.Twip},
		{"page number", p.Number.Below, 7 * unit.Millimetre},
	} {
		if m.got != m.want {
			t.Errorf("%s is %v, want %v", m.what, m.got, m.want)
		}
	}
	if p.Lines != 22 || p.Chars != 28 || p.Number.Before != "— " || p.Number.After != " —" || p.Number.Indent != 1 {
		t.Errorf("the page is %+v", p)
	}
	body := styleByID(f.Styles, f.Use.Body)
	want := document.Style{ID: "body", Name: "正文", Font: "fangsong", Latin: "times", Size: 16 * unit.Point,
		Spacing: -unit.Point / 4, Pitch: 579 * unit.Twip, First: 2}
	if *body != want {
		t.Errorf("body is %+v, want %+v", *body, want)
	}
	for _, s := range f.Styles {
		if s.Pitch%unit.Twip != 0 || s.Size%(unit.Point/2) != 0 {
			t.Errorf("%s: size %v or pitch %v is none that Word has", s.ID, s.Size, s.Pitch)
		}
	}
}

func TestSchema(t *testing.T) {
	set, err := Load(fontRoles, Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.For(2020, "")
	if err != nil {
		t.Fatal(err)
	}
	s := f.Schema()
	var got []string
	for _, p := range s.Parts {
		line := p.Key
		if p.Text {
			line += " text"
		}
		for _, r := range p.Rows {
			line += " " + r.Key
		}
		got = append(got, line)
	}
	want := []string{
		"overview text",
		"disclosure rules normdocs licence other_services penalty compulsion fees procurement",
		"applications new carried_in open partial deny1 deny2 deny3 deny4 deny5 deny6 deny7 deny8 unable1 unable2 unable3 reject1 reject2 reject3 reject4 reject5 other result_total carried_out",
		"review review suit_direct suit_after_review",
		"problems text",
		"other text",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the schema is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	row := func(part, row int) report.RowSchema { return s.Parts[part].Rows[row] }
	if r := row(1, 2); !slices.Equal(r.Columns, []string{"prev_items", "delta", "decisions"}) || r.Total != "" {
		t.Errorf("licence is %+v", r)
	}
	if r := row(2, 0); !slices.Equal(r.Columns, []string{"natural", "business", "research", "charity", "legal", "other_org", "total"}) || r.Total != "total" {
		t.Errorf("new is %+v", r)
	}
}

// change is an edit of a bundled file.
type change struct{ file, old, new string }

func TestFaults(t *testing.T) {
	tests := []struct {
		name    string
		changes []change
		want    []string // what the message has in it, one for each diagnostic
	}{
		{"none", nil, nil},
		{"ragged row", []change{{"2019", `["行政强制",             "{compulsion.prev_items}", `, `["行政强制", `}},
			[]string{"2019.toml:72:3: error: this row has 3 cells; it needs 4"}},
		{"< in the first column", []change{{"2019", `["规章",  `, `["<",  `}}, []string{`2019.toml:63:4: error: there is no cell at the left`}},
		{"^ in the first row", []change{{"2019", `["行政复议", `, `["^", `}}, []string{"error: there is no cell above the first row"}},
		{"no rectangle", []change{{"2019", `["^", "（三）不予公开", "1.属于国家秘密", `, `["^", "（三）不予公开", "<", `}},
			[]string{"2019.toml:113:27: error: the merged cell “（三）不予公开” is no rectangle: it begins in row 8, column 2 and spans 8 rows and 2 columns, but row 9, column 3 does not belong to it."}},
		{"label overlaps", []change{{"2019", `["^", "（六）其他处理", "<",`, `["^", "^", "<",`}}, []string{"“（五）不予处理” is no rectangle"}},
		{"unknown key", []change{{"2019", "header_rows = 3\nkeep ", "header_row = 3\nkeep "}}, []string{"unknown key: header_row"}},
		{"columns too wide", []change{{"2019", "[39, 39, 39, 39]", "[39, 39, 39, 39.5]"}}, []string{"the columns are 156.50 mm wide together; the text area is 156.00 mm."}},
		{"number of columns", []change{{"2019", "[8, 20.4, 50.6, 11, 11, 11, 11, 11, 11, 11]", "[8, 20.4, 50.6, 11, 11, 11, 11, 11, 11]"}},
			slices.Repeat([]string{"this row has 10 cells; it needs 9"}, 26)},
		{"value twice", []change{{"2019", `"{rules.published}"`, `"{rules.made}"`}}, []string{"the value {rules.made} stands here twice"}},
		{"row of values twice", []change{{"2019", `"{carried_in.*}"`, `"{new.*}"`}}, slices.Repeat([]string{"the value {new."}, 7)},
		{"sum of an unknown row", []change{{"2019", `"open", "partial",`, `"opened", "partial",`}, {"2019", "sums.result_total", "sums.result_totl"}}, []string{`unknown key: result_totl`, `unknown: "opened"`}},
		{"size that Word cannot hold", []change{{"gbt9704", "size_pt = 22", "size_pt = 22.2"}}, []string{"Word cannot hold this: 22.2"}},
		{"spacing that Word cannot hold", []change{{"gbt9704", "spacing_pt = -0.25", "spacing_pt = -0.26"}}, []string{"Word cannot hold this: -0.26"}},
		{"sum of itself", []change{{"2019", `"open", "partial",`, `"open", "partial", "result_total",`}}, []string{"result_total is a sum of itself"}},
		{"sums in a circle", []change{{"2019", "sums.result_total = [", "sums.new = [\"result_total\"]\nsums.result_total = [\"new\", "}}, []string{"result_total is a sum of itself"}},
		{"sum with an unknown row", []change{{"2019", `"open", "partial",`, `"opened", "partial",`}}, []string{`unknown: "opened"`}},
		{"bad value", []change{{"2019", `"{rules.made}"`, `"{rules}"`}, {"2019", `"{fees.delta}"`, `"{费用.delta}"`}, {"2019", `"{new.*}"`, `"new.*}"`}},
			[]string{"this is no value: {rules}", "this is no value: {费用.delta}", "this is no value: new.*}"}},
		{"columns not listed", []change{{"2019", `figures     = ["upheld"`, `# ["upheld"`}}, slices.Repeat([]string{"the key figures must list the columns"}, 3)},
		{"header cuts", []change{{"2019", "row_pt      = 21\nheader_rows = 3", "row_pt      = 21\nheader_rows = 2"}}, []string{"2 header rows cut through the cell in row 2, column 1"}},
		{"all rows are header", []change{{"2019", "row_pt      = 21\nheader_rows = 3", "row_pt      = 21\nheader_rows = 4"}}, []string{"header_rows must be between 0 and 3"}},
		{"no such total", []change{{"2019", "total       = \"total\"\ngrid", "total       = \"totals\"\ngrid"}}, []string{"the table has no column totals"}},
		{"regular expression", []change{{"2019", `row = '^第二十条第'`, `row = '^第(二十条第'`}, {"gbt9704", `'^[①-⑳]'`, `'^[①-⑳'`}},
			[]string{"this is no regular expression", "this is no regular expression"}},
		{"kind", []change{{"2019", `kind = "section" }`, `kind = "sektion" }`}}, []string{"did you mean section?"}},
		{"two selectors", []change{{"2019", `{ row = '^第二十条第',`, `{ row = '^第二十条第', cell = 'x',`}}, []string{"give one of row, cell and value"}},
		{"page layout", []change{{"2019", `"gbt9704"`, `"gbt9740"`}}, []string{"did you mean gbt9704?"}},
		{"font", []change{{"gbt9704", `font  = "heiti"`, `font  = "heti"`}}, []string{"did you mean heiti?"}},
		{"style", []change{{"gbt9704", `body            = "body"`, `body            = "lead2"`}, {"gbt9704", "[kind.section]\nstyle     = \"cell-section\"", "[kind.section]\nstyle     = \"cell-sektion\""}},
			[]string{`unknown: "lead2"`, "did you mean cell-section?"}},
		{"two styles", []change{{"gbt9704", `id    = "heading2"`, `id    = "heading1"`}}, []string{"there are two styles heading1", `unknown: "heading2"`}},
		{"lines too high", []change{{"gbt9704", "= 28.95 ", "= 29.0 "}}, []string{"22 lines are 225.07 mm high; the text area is 225.00 mm"}},
		{"characters too wide", []change{{"gbt9704", "[[style]]\nid    = \"body\"\nname  = \"正文\"\nfont  = \"fangsong\"\nlatin = \"times\"\nsize_pt    = 16\nspacing_pt = -0.25", "[[style]]\nid    = \"body\"\nname  = \"正文\"\nfont  = \"fangsong\"\nsize_pt    = 16\n"}},
			[]string{"28 characters are 158.04 mm wide; the text area is 156.00 mm"}},
		{"no room", []change{{"gbt9704", "left_mm       = 28", "left_mm       = 200"}, {"gbt9704", "top_mm        = 37", "top_mm = 0"}},
			[]string{"top_mm must be more than 0"}},
		{"two units", []change{{"gbt9704", "rule_pt     = 0.5", "rule_pt = 0.5\nrule_mm = 0.2"}}, []string{"give either rule_mm or rule_pt"}},
		{"length missing", []change{{"gbt9704", "width_mm      = 210 ", "# "}}, []string{"width_mm is missing"}},
		{"senseless length", []change{{"gbt9704", "width_mm      = 210 ", "width_mm = 99999999999999 "}}, []string{"this is no sensible length"}},
		{"colour", []change{{"gbt9704", "[kind.section]\n", "[kind.section]\nshade = \"blue\"\n"}}, []string{`"blue" is no colour`}},
		{"scope", []change{{"gbt9704", `scope = "row"`, `scope = "rows"`}}, []string{"did you mean row?"}},
		{"part's key", []change{{"2019", `key     = "problems"`, `key     = "title"`}, {"2019", `key     = "overview"`, `key     = "other"`}},
			[]string{"title is used otherwise", "there are two parts other"}},
		{"table without part", []change{{"2019", "[table.review]", "[table.revue]"}}, []string{"this part has neither prose nor a table", "unknown key: revue"}},
		{"years", []change{{"2019", "last_year  = 2020", "last_year  = 2018"}}, []string{"last_year needs a first_year that is not later"}},
		{"title", []change{{"2019", `"{agency}", `, `"{agenzy}", `}}, []string{"{agency}, {year} and {year_before} may be used here, nothing else"}},
		{"control character", []change{{"2019", `本年新\n制作数量`, `本年新\t制作数量`}}, []string{"a control character that cannot be printed, U+0009"}},
		{"wrong types", []change{{"2019", "header_rows = 3\nkeep        = false", "header_rows = \"3\"\nkeep        = 1"}}, []string{"keep must be true or false", "header_rows must be a whole number"}},
		{"no TOML", []change{{"2019", `keep        = false`, `keep        = flase`}}, []string{"2019.toml:9"}},
		{"page layout is no TOML", []change{{"gbt9704", `outline   = 1`, `outline   = eins`}}, []string{"gbt9704.toml:1"}},
		{"rule", []change{{"2019", "# ---------------------------------------------------------------- 六个部分", "[[rule]]\nid = \"A\"\nseverity = \"eror\"\nformula = \"new == open\""}}, []string{"did you mean error?"}},
		{"attachment pattern", []change{{"gbt9704", `"附件：{n}.{name}"`, `"附件：{no}.{name}"`}, {"gbt9704", `list_next  = {`, `list_nxt = {`}},
			[]string{"here may stand: {n} {name}", "did you mean list_next?", "list_next is missing"}},
		{"no kind for text", []change{{"gbt9704", "[kind.text]", "[kind.txt]"}}, []string{"text is missing"}},
		{"keys of a part", []change{{"2019", `"{new.*}"`, `"{heading.*}"`}, {"2019", `"{fees.prev_items}"`, `"{text.prev_items}"`}, {"2019", `key     = "other"`, `key     = "chapter"`}},
			[]string{"no row of figures may be called heading", "no row of figures may be called text", "chapter is used otherwise"}},
		{"label with an unknown mark", []change{{"2019", `"对外公开总数量"`, `"{jahr}年总数量"`}}, []string{"this is no value: {jahr}年总数量"}},
		{"optional rows", []change{{"2019", "row_pt      = 21\nheader_rows = 0", "optional = [\"fees\", \"feess\"]\nheader_rows = 0"}, {"2019", "total       = \"total\"          #", "optional = [\"deny1\", \"carried_out\", \"open\"]\ntotal = \"total\" #"}},
			[]string{"did you mean fees?", "deny1 cannot be left out", "open cannot be left out"}},
		{"optional rows side by side", []change{{"2019", "row_pt      = 21\nheader_rows = 3", "optional = [\"review\"]\nheader_rows = 3"}}, []string{"review cannot be left out"}},
		{"lines of a table", []change{{"2019", "row_pt      = 21\nheader_rows = 0", "head = [\"{agency}：{yaer}\", 1]\nheader_rows = 0"}}, []string{"nothing else", "this is a whole number"}},
	}
	for _, tt := range tests {
		files := map[string]string{"2019.toml": bundled(t, "2019.toml"), "gbt9704.toml": bundled(t, "gbt9704.toml")}
		for _, c := range tt.changes {
			name := c.file + ".toml"
			if !strings.Contains(files[name], c.old) {
				t.Errorf("%s: %s does not have %q", tt.name, name, c.old)
			}
			files[name] = strings.Replace(files[name], c.old, c.new, 1)
		}
		_, err := Load(fontRoles, folder(files))
		var list diag.List
		errors.As(err, &list)
		if len(list) != len(tt.want) {
			t.Errorf("%s: %d errors, want %d:\n%v", tt.name, len(list), len(tt.want), err)
			continue
		}
		for i, d := range list {
			if text := d.Format(diag.English); !slices.ContainsFunc(tt.want, func(w string) bool { return strings.Contains(text, w) }) {
				t.Errorf("%s: error %d:\n%s\nwant one of %q", tt.name, i+1, text, tt.want)
			}
			if d.File == "" {
				t.Errorf("%s: no place: %v", tt.name, d)
			}
		}
	}
}

func TestYearsOverlap(t *testing.T) {
	form := bundled(t, "2019.toml")
	later := strings.Replace(strings.Replace(form, "first_year = 2019", "first_year = 2020", 1), "last_year  = 2020", "", 1)
	_, err := Load(fontRoles, folder(map[string]string{"2019.toml": form, "2021.toml": later, "gbt9704.toml": bundled(t, "gbt9704.toml")}))
	if err == nil || !strings.Contains(err.Error(), "there are two forms for the year 2020: 2019 and 2021") {
		t.Errorf("error %v", err)
	}
}

func TestFolders(t *testing.T) {
	mine := strings.Replace(bundled(t, "2019.toml"), "其他处理", "别样处理", 1)
	named := strings.Replace(strings.Replace(mine, "first_year = 2019", "", 1), "last_year  = 2020", "", 1)
	set, err := Load(fontRoles, Folder{Name: "layouts", FS: layouts.FS}, folder(map[string]string{"2019.toml": mine, "省.toml": named, "README.md": "no layout"}))
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.For(2020, "")
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, row := range f.Parts[2].Table.Rows {
		for _, c := range row.Cells {
			found = found || c.Text.Text == "（六）别样处理" && strings.HasPrefix(c.Text.Pos.File, "mine")
		}
	}
	if !found {
		t.Error("the bundled file was taken, not the user's")
	}
	if f, err := set.For(2001, "省"); err != nil || f.Name != "省" {
		t.Errorf("by name: %v", err)
	}
	var d *diag.Diagnostic
	if _, err := set.For(2007, ""); !errors.As(err, &d) || !strings.Contains(d.Error(), "no form for the year 2007") || !strings.Contains(d.Error(), "the first is of 2008") {
		t.Errorf("2007: %v", err)
	}
	if _, err := set.For(2020, "x"); !errors.As(err, &d) || !strings.Contains(d.Error(), `no form called "x"`) || !strings.Contains(d.Do.EN, "2019 (2019-2020), ") || !strings.Contains(d.Do.EN, " 2021 (2021-), ") {
		t.Errorf("x: %v", err)
	}
}

// TestProvincialRow adds a row and a note to the form as data.
func TestProvincialRow(t *testing.T) {
	text := strings.Replace(bundled(t, "2019.toml"),
		`  ["^", "（六）其他处理", "<",`,
		"  [\"^\", \"（五之一）省定情形\", \"<\", \"{local.*}\"],\n"+`  ["^", "（六）其他处理", "<",`, 1)
	text = strings.Replace(text, "[[part]]\nkey     = \"problems\"", "[[rule]]\nid = \"X\"\nseverity = \"warning\"\nformula = \"a == b\"\n[[part]]\nkey     = \"problems\"", 1)
	set, err := Load(fontRoles, folder(map[string]string{"2019.toml": text, "gbt9704.toml": bundled(t, "gbt9704.toml")}))
	if err != nil {
		t.Fatal(err)
	}
	f, _ := set.For(2019, "")
	tab := f.Parts[2].Table
	if len(tab.Rows) != 27 || tab.Rows[5].Cells[0].RowSpan != 21 || !tab.Rows[5].Cells[0].Kind.Upright {
		t.Errorf("%d rows, label over %d", len(tab.Rows), tab.Rows[5].Cells[0].RowSpan)
	}
	if !slices.ContainsFunc(tab.FigureRows, func(s report.RowSchema) bool { return s.Key == "local" && s.Total == "total" && len(s.Columns) == 7 }) {
		t.Error("the schema does not have the new row")
	}
	if !slices.ContainsFunc(f.Rules, func(r Rule) bool { return r.ID == "X" && r.Pos.Line > 0 && r.Formula == "a == b" }) {
		t.Errorf("rules: %+v", f.Rules)
	}
}

func TestMeasure(t *testing.T) {
	page := func(below string) string {
		return strings.Replace(bundled(t, "gbt9704.toml"), "below_mm = 7", "below_"+below, 1)
	}
	for _, tt := range []struct {
		text string
		want unit.Length
	}{
		{"pt = 28.95", 367665}, {"mm = 10", 360000}, {"pt = 28", 355600}, {"mm = 10.21000001", 367560}, {"pt = 0.00004", 1},
	} {
		set, err := Load(fontRoles, folder(map[string]string{"2019.toml": bundled(t, "2019.toml"), "gbt9704.toml": page(tt.text)}))
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if f, _ := set.For(2020, ""); f.Page.Number.Below != tt.want {
			t.Errorf("%s is %d EMU, want %d", tt.text, f.Page.Number.Below, tt.want)
		}
	}
}

// FuzzLoad loads a form and a page layout of any content.
func FuzzLoad(f *testing.F) {
	form, page := bundled(f, "2019.toml"), bundled(f, "gbt9704.toml")
	f.Add(form, page)
	f.Add("page = 'gbt9704'\n[[part]]\nkey='a'\n[table.a]\ncolumns_mm=[9,9]\nfigures=['x','y']\ngrid=[['{r.*}'],['<','^']]\n", page)
	f.Add("", "[page]\n")
	f.Add("page = 1\ntable = 1\npart = [1, {}]\ntitle = [[]]\nrule = {}\n", "page = {}\nkind = []\nstyle = [{id='a'}, 1]\ntable = 1\nlevel=[{}]")
	f.Fuzz(func(t *testing.T, form, page string) {
		set, err := Load(fontRoles, folder(map[string]string{"2019.toml": form, "gbt9704.toml": page}))
		if err != nil {
			return
		}
		for _, form := range set.forms {
			form.Schema()
			for i := range form.Parts {
				if tab := form.Parts[i].Table; tab != nil {
					closed(t, tab)
				}
			}
		}
	})
}

// closed checks that every position of a table is covered once.
func closed(t *testing.T, tab *Table) {
	covered := make([]int, len(tab.Rows)*len(tab.Columns))
	for r, row := range tab.Rows {
		for _, c := range row.Cells {
			if r+c.RowSpan > len(tab.Rows) || c.Col+c.ColSpan > len(tab.Columns) {
				t.Fatalf("the cell in row %d, column %d leaves the table", r, c.Col)
			}
			for i := r; i < r+c.RowSpan; i++ {
				for j := c.Col; j < c.Col+c.ColSpan; j++ {
					covered[i*len(tab.Columns)+j]++
				}
			}
		}
	}
	if i := slices.IndexFunc(covered, func(n int) bool { return n != 1 }); i >= 0 {
		t.Fatalf("position %d is covered %d times", i, covered[i])
	}
}

// TestMixed: a form with a table of another has that one's rows and the rules
// about it, and none about the table that it had.
func TestMixed(t *testing.T) {
	set, err := Load(fontRoles, Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	ids := func(f *Form) map[string]bool {
		m := map[string]bool{}
		for _, r := range f.Rules {
			m[r.ID] = true
		}
		return m
	}
	f, err := set.For(2023, "")
	if err != nil {
		t.Fatal(err)
	}
	r := &report.Report{Parts: map[string]*report.Part{"applications": {Form: "2019"}, "review": {}}}
	m := set.Mixed(f, r)
	if m == f || m != set.Mixed(f, r) || set.Mixed(f, &report.Report{}) != f {
		t.Error("not one form for one mixture")
	}
	has := ids(m)
	if m.TableOf("applications").Schema("other").Key == "" || f.TableOf("applications").Schema("other").Key != "" ||
		!has["T3-RESULT-SUM-2019"] || has["T3-RESULT-SUM-2021"] || !has["T2-INT-2021"] || has["T2-INT-2019"] || has["T4-NO-APPLICATIONS"] {
		t.Errorf("rules %v", has)
	}
	chapters, err := set.For(2023, "2021-chapters")
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(ids(chapters), ids(f)) || chapters.TableOf("review") != f.TableOf("review") {
		t.Errorf("2021-chapters has the rules %v", ids(chapters))
	}
	text := "source = \"x\"\nsubject = \"x\"\npage = \"gbt9704\"\ntitle = [\"x\"]\nchapters = true\n[[part]]\nkey = \"review\"\nheading = \"x\"\ntable_of = \"2035\"\n"
	if _, err := Load(fontRoles, Folder{Name: "layouts", FS: layouts.FS}, folder(map[string]string{"省.toml": text})); err == nil || !strings.Contains(err.Error(), `no form called "2035"`) {
		t.Errorf("a table of no form: %v", err)
	}
	_, err = Load(fontRoles, Folder{Name: "layouts", FS: layouts.FS}, folder(map[string]string{"2021.toml": "x = \n"}))
	if err == nil || strings.Contains(err.Error(), "no form called") {
		t.Errorf("a form that cannot be read is missed elsewhere: %v", err)
	}
}

// TestReportsAmongLayouts: a report in a folder of layouts is told as one, not by each
// key that a layout must have; no layout that it stands in place of is to blame.
func TestReportsAmongLayouts(t *testing.T) {
	report := "year = 2021\n[agency]\nname = \"某局\"\n[overview]\ntext = \"\"\"\n文\n\"\"\"\n"
	_, err := Load(fontRoles, Folder{Name: "layouts", FS: layouts.FS}, folder(map[string]string{"2021.toml": report, "a.toml": report}))
	var list diag.List
	if !errors.As(err, &list) || len(list) != 2 {
		t.Fatalf("error %v", err)
	}
	for i, file := range []string{"2021.toml", "a.toml"} {
		if !strings.HasSuffix(list[i].File, file) || !strings.Contains(list[i].What.EN, "is a report") {
			t.Errorf("%v", list[i])
		}
	}
}
