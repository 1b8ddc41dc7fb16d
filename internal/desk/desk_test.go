package desk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
	"nianbao/layouts"
)

// office is a desk that is served, with one report in its folder.
type office struct {
	testing.TB
	*Desk
	server *httptest.Server
	cookie *http.Cookie
}

const name = "2020.toml"

// notArchived is an archive without anything.
func notArchived(string, int) func([]byte) bool { return nil }

func newOffice(t testing.TB) *office {
	dir := t.TempDir()
	data, err := os.ReadFile("../../samples/2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, name), data)
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(dir, Tools{Forms: func(string) (*form.Set, error) { return forms, nil },
		OwnForms:   func(string) error { return nil },
		Layout:     (&press.Builder{Fonts: lib}).Layout,
		Characters: func(o *press.Opened) (diag.List, error) { return press.Characters(lib, o) },
		Fresh:      func(string, int, string) (string, error) { return string(data), nil },
		Finish:     Finish{IsCopy: func(dir string) bool { return filepath.Base(dir) == "取出" }, List: func(string) *List { return nil }, Written: func() Written { return func(string, int, string) []string { return nil } }, Archived: func() Archived { return notArchived }}})
	if err != nil {
		t.Fatal(err)
	}
	o := &office{TB: t, Desk: d}
	o.server = httptest.NewUnstartedServer(nil)
	o.server.Config.Handler = d.handler(o.server.Listener.Addr().String())
	o.server.Start()
	t.Cleanup(func() { o.server.Close(); d.Close() })
	o.cookie = &http.Cookie{Name: d.guard.cookie, Value: d.guard.session}
	return o
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request as the page does, but for what change does to it.
func (o *office) ask(method, path, body string, change func(*http.Request)) (int, string) {
	o.Helper()
	r, err := http.NewRequest(method, o.server.URL+path, strings.NewReader(body))
	if err != nil {
		o.Fatal(err)
	}
	r.Header.Set(header, o.guard.secret)
	r.AddCookie(o.cookie)
	if change != nil {
		change(r)
	}
	a, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		o.Fatal(err)
	}
	defer a.Body.Close()
	data, _ := io.ReadAll(a.Body)
	return a.StatusCode, string(data)
}

func (o *office) file() string {
	data, err := os.ReadFile(filepath.Join(o.folder, name))
	if err != nil {
		o.Fatal(err)
	}
	return string(data)
}

// version gives that of the report that the page shows.
func (o *office) version() string {
	o.Helper()
	_, body := o.ask("GET", "/api/report?name="+name, "", nil)
	var v view
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		o.Fatal(err, body)
	}
	return v.Version
}

// edit sends changes and gives the report or why it was refused.
func (o *office) edit(changes ...change) (int, view, string) {
	body, _ := json.Marshal(map[string]any{"name": name, "changes": changes})
	code, text := o.ask("POST", "/api/edit", string(body), nil)
	var v view
	json.Unmarshal([]byte(text), &v)
	return code, v, text
}

func TestAttacks(t *testing.T) {
	o := newOffice(t)
	outside := filepath.Join(t.TempDir(), "secret.toml")
	write(t, outside, []byte(o.file()))
	os.Symlink(outside, filepath.Join(o.folder, "link.toml"))
	os.Symlink(filepath.Dir(outside), filepath.Join(o.folder, "linked"))
	set := func(key, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(key, value) }
	}
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	edit := `{"name":"2020.toml","changes":[{"key":"signature/name","was":"行政审批服务局","text":"坏人"}]}`
	get := "/api/report?name="
	for _, a := range []struct {
		what, method, path, body string
		change                   func(*http.Request)
		code                     int
	}{
		{"another host", "GET", "/", "", host("evil.example"), 403},
		{"another host with the port", "GET", "/api/folder", "", host("evil.example:" + portOf(o.server.Listener.Addr().String())), 403},
		{"no port", "GET", "/", "", host("127.0.0.1"), 403},
		{"another port", "GET", "/", "", host("127.0.0.1:1"), 403},
		{"a trailing dot", "GET", "/", "", host("localhost.:" + portOf(o.server.Listener.Addr().String())), 403},
		{"IPv6", "GET", "/", "", host("[::1]:" + portOf(o.server.Listener.Addr().String())), 403},
		{"cross-site", "POST", "/api/edit", edit, set("Sec-Fetch-Site", "cross-site"), 403},
		{"same-site, another port", "POST", "/api/edit", edit, set("Sec-Fetch-Site", "same-site"), 403},
		{"a foreign origin", "POST", "/api/edit", edit, set("Origin", "http://evil.example"), 403},
		{"origin null", "POST", "/api/edit", edit, set("Origin", "null"), 403},
		{"a foreign origin reads", "GET", get + name, "", set("Origin", "http://127.0.0.1:1"), 403},
		{"no header", "POST", "/api/edit", edit, func(r *http.Request) { r.Header.Del(header) }, 403},
		{"no header, reading", "GET", "/api/folder", "", func(r *http.Request) { r.Header.Del(header) }, 401},
		{"the cookie alone", "GET", "/api/folder", "", set(header, "1"), 401},
		{"the cookie in the header", "GET", "/api/folder", "", set(header, o.cookie.Value), 401},
		{"no cookie", "POST", "/api/edit", edit, func(r *http.Request) { r.Header.Del("Cookie") }, 401},
		{"no cookie, reading", "GET", get + name, "", func(r *http.Request) { r.Header.Del("Cookie") }, 401},
		{"a wrong cookie", "GET", "/api/folder", "", set("Cookie", o.cookie.Name+"=x"), 401},
		{"an empty cookie", "GET", "/api/folder", "", set("Cookie", o.cookie.Name+"="), 401},
		{"a change by GET", "GET", "/api/edit", edit, nil, 405},
		{"PUT", "PUT", "/api/report", edit, nil, 405},
		{"a made-up token", "POST", "/session", "x", nil, 401},
		{"no token", "POST", "/session", "", nil, 401},
		{"a made-up key", "POST", "/again", "x", nil, 401},
		{"upwards", "GET", get + "../secret.toml", "", nil, 422},
		{"upwards, escaped", "GET", get + "..%2F..%2Fsecret.toml", "", nil, 422},
		{"upwards for Windows", "GET", get + `..%5Csecret.toml`, "", nil, 422},
		{"absolute", "GET", get + outside, "", nil, 422},
		{"a link", "GET", get + "link.toml", "", nil, 422},
		{"a linked folder", "GET", get + "linked/secret.toml", "", nil, 422},
		{"a device", "GET", get + "CON.toml", "", nil, 422},
		{"another ending", "GET", get + "2020.pdf", "", nil, 422},
		{"a body without end", "POST", "/api/edit", `{"name":"` + strings.Repeat("x", maxTyped) + `"}`, nil, 413},
		{"no JSON", "POST", "/api/edit", "x", nil, 400},
		{"pages of a file upwards", "POST", "/api/pages", `{"name":"../secret.toml"}`, nil, 422},
		{"pages of a link", "POST", "/api/pages", `{"name":"link.toml"}`, nil, 422},
		{"pages, no cookie", "POST", "/api/pages", `{"name":"2020.toml"}`, func(r *http.Request) { r.Header.Del("Cookie") }, 401},
		{"a picture upwards", "POST", "/api/picture?name=2020.toml&field=other/text&line=0&file=..%2Fx.png", "\x89PNG\r\n\x1a\n", nil, 422},
		{"a picture that is none", "POST", "/api/picture?name=2020.toml&field=other/text&line=0&file=x.png", "<svg>", nil, 422},
		{"a picture over the report", "POST", "/api/picture?name=2020.toml&field=other/text&line=0&file=2020.toml", "\x89PNG\r\n\x1a\n", nil, 422},
		{"a picture that cannot be drawn", "POST", "/api/picture?name=2020.toml&field=other/text&line=0&file=x.png", "\x89PNG\r\n\x1a\n", nil, 422},
		{"a table into a key that is no text", "POST", "/api/table", `{"name":"2020.toml","field":"year","block":"a\tb\nc\td\n"}`, nil, 422},
		{"a table of a report upwards", "POST", "/api/table", `{"name":"../secret.toml","field":"other/text","block":"a\tb\nc\td\n"}`, nil, 422},
		{"taking the agency out", "POST", "/api/remove", `{"name":"2020.toml","what":"agency.name"}`, nil, 422},
		{"undoing upwards", "POST", "/api/undo", `{"name":"../secret.toml"}`, nil, 422},
		{"undoing nothing", "POST", "/api/undo", `{"name":"2020.toml"}`, nil, 422},
		{"a dropped file upwards", "POST", "/api/import?name=..%2Fx.docx", "x", nil, 422},
		{"a dropped file over a report", "POST", "/api/import?name=2020.toml", "x", nil, 422},
		{"a new file over a report", "POST", "/api/new", `{"year":2020}`, nil, 422},
		{"the assets' folder upwards", "GET", "/%2e%2e/desk.go", "", nil, 404},
	} {
		before := o.file()
		if code, body := o.ask(a.method, a.path, a.body, a.change); code != a.code {
			t.Errorf("%s: %d, want %d: %.200s", a.what, code, a.code, body)
		}
		if o.file() != before {
			t.Errorf("%s: the report was changed", a.what)
		}
	}
	if code, _ := o.ask("POST", "/api/edit", edit, nil); code != 200 || !strings.Contains(o.file(), "坏人") {
		t.Errorf("the same change by the page: %d", code) // else nothing above shows anything
	}
}

func TestTokenIsTradedOnce(t *testing.T) {
	o := newOffice(t)
	token := o.guard.token()
	for i, want := range []int{200, 401} {
		if code, _ := o.ask("POST", "/session", token, nil); code != want {
			t.Errorf("try %d: %d, want %d", i+1, code, want)
		}
	}
}

func TestEdit(t *testing.T) {
	for _, c := range []struct {
		what, from, to string // in the file
		change         change
	}{
		{"a figure in a list", "new          = [2, 0,", "new          = [17, 0,", change{"applications/new/natural", "2", "17"}},
		{"a figure in braces", "decisions = 29497 }", "decisions = 29498 }", change{"disclosure/licence/decisions", "29497", "29498"}},
		{"a figure with a sign", `delta = "+144"`, `delta = "+145"`, change{"disclosure/licence/delta", "+144", "+145"}},
		{"a figure that is emptied", "decisions = 29497 }", `decisions = "待填" }`, change{"disclosure/licence/decisions", "29497", ""}},
		{"full-width figures", "decisions = 29497 }", "decisions = 1234 }", change{"disclosure/licence/decisions", "29497", "１，２３４"}},
		{"a full-width sign", `delta = "+144"`, `delta = "+1145"`, change{"disclosure/licence/delta", "+144", "＋1,145"}},
		{"a line", `date = "2021年1月27日"`, `date = "2021年1月28日"`, change{"signature/date", "2021年1月27日", "2021年1月28日"}},
	} {
		o := newOffice(t)
		before := o.file()
		want := strings.Replace(before, c.from, c.to, 1)
		if want == before {
			t.Fatalf("%s: the sample has no %q", c.what, c.from)
		}
		if code, _, text := o.edit(c.change); code != 200 || o.file() != want {
			t.Errorf("%s: %d %.200s", c.what, code, text)
		}
	}
}

// A row that one word stands for becomes a list, and what was not typed stays to
// be filled: no blank becomes 0.
func TestRowToFill(t *testing.T) {
	o := newOffice(t)
	write(t, filepath.Join(o.folder, name), bytes.Replace([]byte(o.file()), []byte("new          = [2, 0, 0, 0, 0, 0] "), []byte(`new = "待填" `), 1))
	write(t, filepath.Join(o.folder, name), bytes.Replace([]byte(o.file()), []byte("carried_in   = [0, 0, 0, 0, 0, 0] "), []byte("carried_in = 0 "), 1))
	if code, _, text := o.edit(change{"applications/carried_in/legal", "0", "3"}); code != 200 || !strings.Contains(o.file(), "carried_in = [0, 0, 0, 0, 3, 0]") {
		t.Errorf("a row that was one 0: %d %s", code, text)
	}
	code, v, text := o.edit(change{"applications/new/natural", "", "5"})
	if code != 200 || !strings.Contains(o.file(), `new = [5, "待填", "待填", "待填", "待填", "待填"]`) {
		t.Fatalf("%d %.300s", code, text)
	}
	if v.Unfilled != 5 {
		t.Errorf("%d to fill, want 5", v.Unfilled)
	}
}

// A row that is the sum of others is computed again when nothing is left in it.
func TestSumIsComputedAgain(t *testing.T) {
	o := newOffice(t)
	var all []change
	for _, column := range []string{"natural", "business", "research", "charity", "legal", "other_org"} {
		was := "0"
		if column == "natural" {
			was = "2"
		}
		all = append(all, change{"applications/result_total/" + column, was, ""})
	}
	if code, _, text := o.edit(all[:5]...); code != 200 || !strings.Contains(o.file(), `result_total = ["待填"`) {
		t.Fatalf("%d %.300s\n%s", code, text, o.file())
	}
	if code, v, text := o.edit(all[5]); code != 200 || strings.Contains(o.file(), "\nresult_total") || v.Unfilled != 0 {
		t.Fatalf("%d %.300s\n%s", code, text, o.file())
	}
}

// A change that cannot be made keeps no other from being saved, and is told with
// what the file has.
func TestNothingIsReplacedThatWasChangedElsewhere(t *testing.T) {
	for _, c := range []struct {
		change
		now     string
		changed bool
	}{
		{change{"applications/new/natural", "3", "4"}, "2", true},
		{change{"applications/new/nobody", "", "4"}, "", false}, // no such column
		{change{"signature/date", "2020年1月1日", "2021年1月2日"}, "2021年1月27日", true},
		{change{"overview/other", "", "x"}, "", false},
		{change{"year", "2020", "2021"}, "2020", false},
		{change{"", "", ""}, "", false},
	} {
		o := newOffice(t)
		want := strings.Replace(o.file(), "decisions = 29497 }", "decisions = 1 }", 1)
		code, v, text := o.edit(change{"disclosure/licence/decisions", "29497", "1"}, c.change)
		if code != 200 || o.file() != want {
			t.Errorf("%v: %d %.200s", c, code, text)
		}
		if len(v.Left) != 1 || v.Left[0].Key != c.Key || v.Left[0].Now != c.now || v.Left[0].Changed != c.changed || v.Left[0].Why == "" {
			t.Errorf("%v: left are %+v", c, v.Left)
		}
	}
}

// What somebody else wrote already is no clash, and a save that changes nothing
// leaves the file as it is.
func TestTheSameIsNoClash(t *testing.T) {
	o := newOffice(t)
	before, err := o.root.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	_, v, _ := o.edit(change{"applications/new/natural", "3", "2"})
	after, err := o.root.Stat(name)
	if err != nil || len(v.Left) > 0 || !after.ModTime().Equal(before.ModTime()) || !os.SameFile(before, after) {
		t.Errorf("left are %+v, the file was written: %v", v.Left, err)
	}
}

func TestViewTellsFindingsBesideTheirFields(t *testing.T) {
	o := newOffice(t)
	_, v, _ := o.edit(change{"applications/open/natural", "2", "1"})
	for _, f := range v.Findings {
		if f.Severity == "error" && strings.HasPrefix(f.Key, "applications/") {
			return
		}
	}
	t.Errorf("no error beside a figure that does not add up: %+v", v.Findings)
}

// What the clerk has in the folder is never replaced: not by what is dropped,
// and not by what is built later.
func TestOriginalsStay(t *testing.T) {
	o := newOffice(t)
	made := ""
	o.tools.Import = func(_, path string) (int, error) {
		made = filepath.Base(path)
		return 0, os.WriteFile(path, []byte(o.file()), 0o644)
	}
	write(t, filepath.Join(o.folder, "2019.docx"), []byte("the original"))
	for _, c := range []struct {
		what, path, body string
		code             int
		names            string // the file that is there
	}{
		{"another file of that name", "/api/import?name=2019.docx", "another", 422, "“2019.docx”"},
		{"the same file", "/api/import?name=2019.docx", "the original", 200, ""},
		{"once more", "/api/import?name=2019.docx", "the original", 422, "“2019-导入.toml”"},
		{"another kind of file of that name", "/api/import?name=2019.pdf", "%PDF", 422, "“2019-导入.toml”"},
		{"a report whose Word file would take its place", "/api/new", `{"year":2019}`, 422, "“2019.docx”"},
	} {
		if code, body := o.ask("POST", c.path, c.body, nil); code != c.code || !strings.Contains(body, c.names) {
			t.Errorf("%s: %d, want %d: %s", c.what, code, c.code, body)
		}
	}
	if made != "2019-导入.toml" {
		t.Errorf("the report is called %q", made)
	}
}

// A report's own file that is dropped onto the page is taken in as it is, over no other.
func TestReportIsTakenIn(t *testing.T) {
	o := newOffice(t)
	text := o.file()
	for _, c := range []struct {
		name, text, takenAs string // "": refused
	}{
		{"2021.toml", text, "2021.toml"},
		{"2021.toml", text, "2021.toml"},
		{"2022.toml.txt", text, "2022.toml"},
		{"2021.toml", text + "# another\n", ""},
		{"2023.toml", "year = ", ""},
	} {
		before, _ := os.ReadFile(filepath.Join(o.folder, c.name))
		code, body := o.ask("POST", "/api/import?name="+c.name, c.text, nil)
		if (code == 200) != (c.takenAs != "") || !strings.Contains(body, c.takenAs) || strings.Contains(body, o.folder) {
			t.Errorf("%s: %d %s", c.name, code, body)
		}
		if got, _ := os.ReadFile(filepath.Join(o.folder, cmp.Or(c.takenAs, c.name))); c.takenAs != "" && string(got) != c.text || c.takenAs == "" && !bytes.Equal(got, before) {
			t.Errorf("%s: the file has %d bytes", c.name, len(got))
		}
	}
}

func TestPagesEnd(t *testing.T) {
	o := newOffice(t)
	now := time.Now()
	if !o.pages.open(now) {
		t.Error("ended before a page came")
	}
	o.ask("POST", "/api/page?id=a", "", nil)
	if !o.pages.open(now) {
		t.Error("ended while a page is open")
	}
	o.ask("POST", "/api/page?id=a&closes=1", "", nil)
	if o.pages.open(now.Add(2 * farewell)) {
		t.Error("goes on after the last page closed")
	}
}

func TestAssetsAreSmall(t *testing.T) {
	total := 0
	names, err := fs.Glob(assets, "assets/*.[jc]s*")
	if err != nil || len(names) < 3 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := assets.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		total += len(data)
	}
	if total > 80<<10 {
		t.Errorf("%d bytes of JavaScript and CSS, more than 80 KB", total)
	}
}

// The next year's report is called as the last one is, and a second body of the
// folder gets a name of its own.
func TestNamesOfNextYear(t *testing.T) {
	o := newOffice(t)
	data := []byte(o.file())
	os.Mkdir(filepath.Join(o.folder, "局"), 0o755)
	write(t, filepath.Join(o.folder, "财政局2020-导入.toml"), data)
	write(t, filepath.Join(o.folder, "去年-导入.toml"), data)
	write(t, filepath.Join(o.folder, "局", "去年.toml"), data)
	for _, c := range []struct{ from, want string }{
		{"2020.toml", "2021.toml"},
		{"财政局2020-导入.toml", "财政局2021.toml"},
		{"去年-导入.toml", "汶上县行政审批服务局2021.toml"}, // 2021.toml is there
		{"局/去年.toml", "局/2021.toml"},
	} {
		if _, text := o.ask("POST", "/api/new", `{"year":2021,"from":"`+c.from+`"}`, nil); !strings.Contains(text, `"name":"`+c.want+`"`) {
			t.Errorf("%s: %s, want %s", c.from, text, c.want)
		}
	}
}

// A folder that was renamed under the desk's feet is written to no more.
func TestFolderThatIsMoved(t *testing.T) {
	o := newOffice(t)
	if err := os.Rename(o.folder, o.folder+"-old"); err != nil {
		t.Skip("this system moves no folder that is open:", err)
	}
	defer os.RemoveAll(o.folder + "-old")
	if code, _, text := o.edit(change{"signature/name", "行政审批服务局", "某局"}); code != 422 || !strings.Contains(text, "移走") {
		t.Errorf("%d %.200s", code, text)
	}
	if _, err := os.Lstat(o.folder); err == nil {
		t.Error("a folder was made")
	}
}

// A file that somebody deletes is written again as it was read last, and only then.
func TestRestore(t *testing.T) {
	o := newOffice(t)
	before := o.file()
	o.edit(change{"signature/name", "x", "y"}) // it was read
	restore := func() int { code, _ := o.ask("POST", "/api/restore", `{"name":"`+name+`"}`, nil); return code }
	if restore() != 422 {
		t.Error("a file that is there was replaced")
	}
	os.Remove(filepath.Join(o.folder, name))
	if code, _, text := o.edit(change{"signature/name", "x", "y"}); code != 422 || !strings.Contains(text, `"gone":true`) {
		t.Errorf("%d %s", code, text)
	}
	if restore() != 200 || o.file() != before {
		t.Error("it was not written again")
	}
	o.edit(change{"problems/text", o.text("problems/text"), "刚写的一段。"})
	saved := o.file()
	os.Remove(filepath.Join(o.folder, name))
	if restore() != 200 || o.file() != saved || !strings.Contains(saved, "刚写的一段。") {
		t.Error("what was saved last was not written again")
	}
}

// A block of a spreadsheet goes into figures from a cell on, or by its labels; what
// is not placed, or is not so, is told.
func TestPaste(t *testing.T) {
	for _, c := range []struct {
		block, row, told string
		code             int
	}{
		{"45\r\n", "45, 0, 0, 0, 0, 0", "", 200},
		{"\t\t5", "2, 0, 5, 0, 0, 0", "有 2 格是空白", 200},
		{"1,234\t１２", "1234, 12, 0, 0, 0, 0", "", 200},
		{"\"1\n\"\t2", "1, 2, 0, 0, 0, 0", "", 200},
		{"\t5\t", "2, 5, 0, 0, 0, 0", "有 2 格是空白", 200},
		{"类别\t\n1\t2", "1, 2, 0, 0, 0, 0", "请核对有没有放对列", 200},
		{"自然人\n\n1\n2", "2, 0, 0, 0, 0, 0", "列名下面有一个空行", 422},
		{"\n3\n2", "2, 0, 0, 0, 0, 0", "开头是空行", 422},
		{"\n商业企业\t自然人\n1\t2", "2, 0, 0, 0, 0, 0", "开头是空行", 422},
		{"2020\n3\n2", "2, 0, 0, 0, 0, 0", "像是年度", 422},
		{"2019\t2020\n3\t4", "2, 0, 0, 0, 0, 0", "像是年度", 422},
		{"类别\n2020\n3", "2, 0, 0, 0, 0, 0", "第 2 行是“2020”", 422},
		{"2020\t3", "2020, 3, 0, 0, 0, 0", "", 200},
		{"2021\t3\n", "2021, 3, 0, 0, 0, 0", "", 200},
		{"合计\t法人或其他组织\n\t商业企业\n9\t2", "9, 2, 0, 0, 0, 0", "请核对有没有放对列", 200},
		{"个人\t企业\n1\t2", "1, 2, 0, 0, 0, 0", "请核对有没有放对列", 200},
		{"自然人\t法人或其他组织\n自然人\t商业企业\n1\t2", "1, 2, 0, 0, 0, 0", "", 200},
		{"商业企业\t自然人\n1\t2", "2, 0, 0, 0, 0, 0", "第 1 列是“商业企业”", 422},
		{"类别\t自然人\n1\t2", "2, 0, 0, 0, 0, 0", "第 2 列是“自然人”", 422},
		{"1\t0\t0\t0\t0\t0\t9", "1, 0, 0, 0, 0, 0", "粘贴的是 9，程序算出来是 1", 200},
		{"1\t0\t0\t0\t0\t0\t1\t7", "1, 0, 0, 0, 0, 0", "有 1 格没有放下", 200},
		{"一、本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t0\t5\n", "4, 1, 0, 0, 0, 0", "", 200},
		{"一、本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t0\n注：上年结转不含撤回的2件\n", "4, 1, 0, 0, 0, 0", "没有放进表里的一行：“注：上年结转不含撤回的2件”", 200},
		{"项目\t个人\t企业\t科研\t公益\t法律\t其他\n一、本年新收政府信息公开申请数量\t4\t1\t0\t0\t0\t0\n", "4, 1, 0, 0, 0, 0", "请核对有没有放对列", 200},
		{"自然人\t4\n", "2, 0, 0, 0, 0, 0", "不是数字", 422},
		{"33.00\t9.0\t0.00\t0\t0\t0\t42.00", "33, 9, 0, 0, 0, 0", "", 200},
		{"3.50\t9", "\"3.50\", 9, 0, 0, 0, 0", "", 200},
		{" 4 \t -   \t0\t-\t0\t0", "4, 0, 0, 0, 0, 0", "有 2 格是“-”，按 0 放。", 200},
		{"一、本年新收政府信息公开申请数量\t4.00\t1.00\t-\t0\t0\t0\t5.00\n", "4, 1, 0, 0, 0, 0", "有 1 格是“-”", 200},
		{"一、本年新收政府信息公开申请数量\t4\t\t1\t\t0\t0\t5\n", "4, 0, 1, 0, 0, 0", "有 2 格是空白，那几格没有动", 200},
		{"本年新收政府信息公开申请数量\t4\t33件\t1\t0\t0\t0\n", "2, 0, 0, 0, 0, 0", "什么也没有放", 422},
		{strings.Repeat("1\n\n", 30), "2, 0, 0, 0, 0, 0", "中间又有空行", 422},
		{strings.Repeat("1\n", 40) + "\n\n", "1, 0, 0, 0, 0, 0", "格没有放下", 200},
		{"60\t2\t3\t4\t5\t74", "2, 0, 0, 0, 0, 0", "第 1 行最后一个数不小于前面各数之和", 422},
		{"60\t\t3\t63", "2, 0, 0, 0, 0, 0", "像是总计", 422},
		{"甲\t乙\t丙\n0\t0\t0\n60\t3\t63", "2, 0, 0, 0, 0, 0", "第 3 行最后一个数", 422},
		{"60\t2\t3\t4\t5\t75", "2, 0, 0, 0, 0, 0", "像是总计", 422}, // of a column that is hidden, 1
		{"60\t2\t3\t4\t5\t73", "60, 2, 3, 4, 5, 73", "", 200},
		{"60\t2\t3\t75", "60, 2, 3, 75, 0, 0", "", 200},
		{"自然人\t商业企业\t科研机构\n1\t2\t3", "1, 2, 3, 0, 0, 0", "", 200},
		{"1\t1", "1, 1, 0, 0, 0, 0", "", 200},
		{"0\t0\t0", "0, 0, 0, 0, 0, 0", "", 200},
		{"60\t2\t3\t4\t5\t0\t74", "60, 2, 3, 4, 5, 0", "", 200},
		{"一、本年新收政府信息公开申请数量\t60\t2\t3\t4\t5\t74\n", "2, 0, 0, 0, 0, 0", "第 1 行最后一个数不小于前面各数之和", 422},
		{"项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n一、本年新收政府信息公开申请数量\t60\t2\t3\t4\t5\t74\n", "60, 2, 3, 4, 5, 74", "", 200},
	} {
		o := newOffice(t)
		body, _ := json.Marshal(pasting{name, "applications/new/natural", c.block, false})
		code, text := o.ask("POST", "/api/paste", string(body), nil)
		if code != c.code || !strings.Contains(o.file(), "= ["+c.row+"]") || !strings.Contains(text, c.told) || c.told == "" && !strings.Contains(text, `"told":null`) {
			t.Errorf("%q: %d %.200s", c.block, code, text)
		}
	}
}

// A block that may end in its totals is put in where the clerk says that it has none.
func TestPasteAsks(t *testing.T) {
	for _, block := range []string{"1\t0\t0\t0\t0\t1", "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t1"} {
		o, before := newOffice(t), ""
		for _, sure := range []bool{false, true} {
			before = o.file()
			body, _ := json.Marshal(pasting{name, "applications/new/natural", block, sure})
			code, text := o.ask("POST", "/api/paste", string(body), nil)
			if put := strings.Contains(o.file(), "= [1, 0, 0, 0, 0, 1]"); put != sure || (code == 200) != sure || strings.Contains(text, `"question":true`) == sure || !sure && (before != o.file() || strings.Contains(text, "--")) {
				t.Errorf("%q, sure %v: %d %.300s", block, sure, code, text)
			}
		}
	}
}

// What is copied from a word processor can stand in a file.
func TestCopiedWords(t *testing.T) {
	for _, c := range []struct{ from, to string }{
		{"一、\t公开不及时。\v二、队伍不稳。", "一、 公开不及时。\n二、队伍不稳。"},
		{"\t一是。\r\n \t 二是。\u2028三\x01是。", "一是。\n二是。\n三是。"},
	} {
		if got := plain(c.from); got != c.to {
			t.Errorf("%q gives %q", c.from, got)
		}
	}
}

// A file is current by its bytes, whenever it was copied.
func TestStateIsNeverStale(t *testing.T) {
	o := newOffice(t)
	asked := 0
	o.tools.Current = func(path string, files []string) []press.Ways {
		asked++
		data, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(data), "2021年1月27日") {
			return []press.Ways{0}
		}
		return []press.Ways{press.AnyWay}
	}
	write(t, filepath.Join(o.folder, "2020.pdf"), []byte("%PDF by Nianbao"))
	archived, none := Archived(notArchived), func(string, int, string) []string { return nil }
	for i, want := range []bool{true, true} {
		if s := o.state(name, archived, none); s.Built != want || s.Stale {
			t.Errorf("look %d: %+v", i, s)
		}
	}
	if asked != 1 {
		t.Errorf("found out %d times", asked)
	}
	old := time.Now().Add(-48 * time.Hour) // a copy from a backup
	write(t, filepath.Join(o.folder, name), bytes.Replace([]byte(o.file()), []byte("1月27日"), []byte("1月28日"), 1))
	os.Chtimes(filepath.Join(o.folder, name), old, old)
	if s := o.state(name, archived, none); s.Built || !s.Stale {
		t.Errorf("an older copy: %+v", s)
	}
}

// What is left to fill is counted as that, and as no error.
func TestUnfilledIsNoError(t *testing.T) {
	o := newOffice(t)
	write(t, filepath.Join(o.folder, name), regexp.MustCompile(`(?m)^licence .*`).ReplaceAll([]byte(o.file()), []byte(`licence = "待填"`)))
	_, body := o.ask("GET", "/api/report?name="+name, "", nil)
	var v view
	if err := json.Unmarshal([]byte(body), &v); err != nil || v.Errors != 0 || v.Unfilled == 0 {
		t.Errorf("%v: %d errors, %d to fill", err, v.Errors, v.Unfilled)
	}
}

// What the start page leaves out, it names, with the reason; a file whose name
// cannot be is not taken in.
func TestLeftOut(t *testing.T) {
	o := newOffice(t)
	write(t, filepath.Join(o.folder, "设置.toml"), []byte("a = 1\n"))
	told := []string{"设置.toml：里面没有写年度", "一/二/三/四：文件夹太深", "取出：里面是取出来的副本"}
	if runtime.GOOS != "windows" { // where no file can be called so
		write(t, filepath.Join(o.folder, "CON.toml"), []byte("year = 2020\n"))
		told = append(told, "CON.toml：名字里有不能用的符号")
	}
	os.MkdirAll(filepath.Join(o.folder, "一/二/三/四"), 0o777)
	os.Mkdir(filepath.Join(o.folder, "取出"), 0o777)
	write(t, filepath.Join(o.folder, "取出", name), []byte(o.file()))
	_, body := o.ask("GET", "/api/folder", "", nil)
	for _, want := range told {
		if !strings.Contains(body, want) {
			t.Errorf("not told: %s; but %s", want, body)
		}
	}
	if strings.Contains(body, "取出/"+name) {
		t.Errorf("a copy is a report: %s", body)
	}
	for _, name := range []string{"~$年报.docx", "CON.docx", strings.Repeat("长", 70) + ".docx", "a:b.docx", "a/b.docx"} {
		if code, body := o.ask("POST", "/api/import?name="+url.QueryEscape(name), "x", nil); code != 422 || !strings.Contains(body, "名") {
			t.Errorf("%s: %d %s", name, code, body)
		}
	}
}

// What a run of the whole folder wrote elsewhere counts; a picture that is not there
// is an error, of the card and of the report.
func TestStateOfOtherFolders(t *testing.T) {
	o := newOffice(t)
	fits := press.AnyWay
	o.tools.Current = func(_ string, files []string) []press.Ways { return []press.Ways{fits} }
	os.Mkdir(filepath.Join(o.folder, "成品"), 0o777)
	write(t, filepath.Join(o.folder, "成品", "2020.pdf"), []byte("%PDF by Nianbao"))
	archived := Archived(notArchived)
	written := func(agency string, year int, stem string) []string {
		if year != 2020 || stem != "2020" || agency == "" {
			t.Errorf("asked for %s, %d, %s", agency, year, stem)
		}
		return []string{"成品/2020.pdf", "成品/gone.pdf"}
	}
	if s := o.state(name, archived, written); !s.Built || s.Stale || s.Errors != 0 {
		t.Errorf("%+v", s)
	}
	fits = 0
	write(t, filepath.Join(o.folder, name), []byte(o.file()+"\n[image.chart]\nfile = \"none.png\"\n"))
	if s := o.state(name, archived, written); s.Built || !s.Stale || s.Errors != 1 {
		t.Errorf("changed, without its picture: %+v", s)
	}
	if _, body := o.ask("GET", "/api/report?name="+name, "", nil); !strings.Contains(body, "找不到图片") || !strings.Contains(body, `"key":"image/chart/caption"`) {
		t.Errorf("the report does not tell of its picture: %.300s", body)
	}
}

// A figure that the file does not write shows the 0 that is printed.
func TestNotWritten(t *testing.T) {
	o := newOffice(t)
	write(t, filepath.Join(o.folder, name), regexp.MustCompile(`(?m)^licence .*\n`).ReplaceAll([]byte(o.file()), nil))
	_, body := o.ask("GET", "/api/report?name="+name, "", nil)
	if !regexp.MustCompile(`"text":"","rs":\d+,"cs":\d+,"key":"disclosure/licence/decisions","label":"[^"]*","hint":"0"`).MatchString(body) {
		t.Errorf("%s", body)
	}
}

// A text that is too long is refused, and what is typed elsewhere is saved.
func TestTooLong(t *testing.T) {
	o := newOffice(t)
	code, _, text := o.edit(change{"problems/text", o.text("problems/text"), strings.Repeat("很长。", 100_000)}, change{"other/text", "无", "短。"})
	if code != 200 || !strings.Contains(text, "写得太长了") || !strings.Contains(o.file(), "短。") || strings.Contains(o.file(), "很长。很长。") {
		t.Errorf("%d %.300s", code, text[:min(300, len(text))])
	}
}
