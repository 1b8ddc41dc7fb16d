package desk

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/png"
	"net/url"
	"os"
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
)

func body(v map[string]any) string {
	data, _ := json.Marshal(v)
	return string(data)
}

// find gives a field or a cell of the view.
func (v *view) find(key string) (text string, ok bool) {
	for _, p := range v.Parts {
		for _, f := range p.Fields {
			if f.Key == key {
				return f.Text, true
			}
			if f.Thing == nil {
				continue
			}
			for _, of := range f.Thing.Fields {
				if of.Key == key {
					return of.Text, true
				}
			}
			if f.Thing.Table == nil {
				continue
			}
			for _, row := range f.Thing.Table.Rows {
				for _, c := range row {
					if c.Key == key {
						return c.Text, true
					}
				}
			}
		}
	}
	return "", false
}

// A block of a spreadsheet becomes a table behind the paragraph of the cursor; its
// cells are changed, and with it its line goes.
func TestTableInProse(t *testing.T) {
	o := newOffice(t)
	o.edit(change{"problems/text", o.text("problems/text"), "第一段。\n第二段。"})
	before := o.file()
	code, v, text := o.post("/api/table", body(map[string]any{"name": name, "field": "problems/text", "line": 0, "block": "事项\t件数\r\n\"两\n行\"\t12\r\n引\"号\t\r\n"}))
	if code != 200 || o.text("problems/text") != "第一段。\n{table.table1}\n第二段。" {
		t.Fatalf("%d %.300s", code, text)
	}
	for key, want := range map[string]string{"table/table1/columns/1": "件数", "table/table1/rows/0/0": "两\n行", "table/table1/rows/0/1": "12", "table/table1/rows/1/0": "引\"号", "table/table1/rows/1/1": ""} {
		if got, ok := v.find(key); !ok || got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	code, v, text = o.edit(change{"table/table1/rows/1/1", "", "3"}, change{"table/table1/columns/1", "件数", "数量"}, change{"table/table1/title", "", "办理情况"})
	if code != 200 || !strings.Contains(o.file(), "columns = [\"事项\", \"数量\"]") || !strings.Contains(o.file(), "title = \"办理情况\"") {
		t.Errorf("%d %.300s", code, text)
	}
	for _, c := range []struct{ was, typed, want string }{{"3", "<", "＜"}, {"＜", "<5件", "<5件"}, {"<5件", "^", "＾"}, {"＾", "3", "3"}} { // what is typed merges nothing
		_, v, _ = o.edit(change{"table/table1/rows/1/1", c.was, c.typed})
		if got, ok := v.find("table/table1/rows/1/1"); !ok || got != c.want {
			t.Errorf("%s typed: %q, want %q", c.typed, got, c.want)
		}
	}
	if _, text := o.drawn(nil); !strings.Contains(text, "data-at=\\\"table/table1/rows/1/1 0\\\"") {
		t.Error("the pages do not tell the cells of the table")
	}
	code, _, text = o.post("/api/remove", body(map[string]any{"name": name, "version": o.version(), "what": "table.table1"}))
	if code != 200 || o.file() != before {
		t.Errorf("taken out: %d %.300s\n%s", code, text, o.file()[len(o.file())-200:])
	}
	for _, block := range []string{"", "一行\t两格\n", strings.Repeat("a\t", 300) + "\n" + strings.Repeat("b\t", 300) + "\n"} {
		if code, _, _ := o.post("/api/table", body(map[string]any{"name": name, "field": "problems/text", "line": 0, "block": block})); code != 422 || o.file() != before {
			t.Errorf("a block of %d bytes: %d", len(block), code)
		}
	}
}

// A picture's file goes beside the report, over no other file; taking the picture
// out leaves the file.
func TestPictureInProse(t *testing.T) {
	o := newOffice(t)
	var b bytes.Buffer
	png.Encode(&b, image.NewGray(image.Rect(0, 0, 20, 10)))
	before := o.file()
	path := "/api/picture?" + url.Values{"name": {name}, "field": {"overview/text"}, "line": {"0"}, "file": {"图 1.png"}}.Encode()
	code, _, text := o.post(path, b.String())
	if code != 200 || !strings.Contains(o.file(), "{image.image1}\n") || !strings.Contains(o.file(), "[image.image1]\nfile = \"图 1.png\"\n") {
		t.Fatalf("%d %.300s", code, text)
	}
	if got, err := os.ReadFile(o.path("图 1.png")); err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("the file is not beside the report", err)
	}
	if _, text := o.drawn(nil); !strings.Contains(text, "data:image/png;base64") {
		t.Error("no page has the picture")
	}
	code, _, _ = o.edit(change{"image/image1/caption", "", "图一"})
	if code != 200 || !strings.Contains(o.file(), "caption = \"图一\"") {
		t.Errorf("the caption: %d", code)
	}
	if code, _, _ = o.post("/api/remove", body(map[string]any{"name": name, "version": o.version(), "what": "image.image1"})); code != 200 || o.file() != before {
		t.Errorf("taken out: %d", code)
	}
	write(t, o.path("图 1.png"), []byte("another"))
	if code, _, _ := o.post(path, b.String()); code != 422 || o.file() != before {
		t.Errorf("over another file: %d", code)
	}
}

func TestTitlesAndAttachments(t *testing.T) {
	o := newOffice(t)
	first := o.file()
	code, v, text := o.edit(change{"title/lines", "行政审批服务局2020年政府信息公开\n工作年度报告", "第一行\n第二行\n第三行"}, change{"overview/heading", "", "一、总的情况"})
	if code != 200 || !strings.Contains(o.file(), "heading = \"一、总的情况\"") {
		t.Fatalf("%d %.300s", code, text)
	}
	if got, _ := v.find("title/lines"); got != "第一行\n第二行\n第三行" {
		t.Errorf("the title is %q", got)
	}
	code, _, text = o.edit(change{"title/lines", "第一行\n第二行\n第三行", ""}, change{"overview/heading", "一、总的情况", " "})
	if code != 200 || strings.Contains(o.file(), "第一行") || strings.Contains(o.file(), "heading") {
		t.Errorf("emptied: %d %.300s", code, text)
	}
	for range 2 {
		if code, _, text = o.post("/api/section", body(map[string]any{"name": name, "what": "attachment"})); code != 200 {
			t.Fatalf("%d %.300s", code, text)
		}
	}
	code, v, text = o.edit(change{"attachment/1/title", "待填", "名单"}, change{"attachment/1/text", "待填", "一段。\n又一段。"})
	if got, _ := v.find("attachment/1/text"); code != 200 || got != "一段。\n又一段。" {
		t.Errorf("%d %.300s", code, text)
	}
	code, v, _ = o.post("/api/remove", body(map[string]any{"name": name, "version": o.version(), "what": "attachment.0"}))
	if got, _ := v.find("attachment/0/title"); code != 200 || got != "名单" {
		t.Errorf("taken out: %d %q", code, got)
	}
	for range 5 {
		o.post("/api/undo", body(map[string]any{"name": name}))
	}
	if code, _, _ := o.post("/api/undo", body(map[string]any{"name": name})); code != 200 && o.file() != first {
		t.Errorf("undone: %d", code)
	}
	if o.file() != first {
		t.Error("undoing all does not give the file as it was")
	}
}

// A table stands between the paragraphs as a thing: what is typed around it never
// touches its place, and it is moved paragraph by paragraph.
func TestThings(t *testing.T) {
	o := newOffice(t)
	o.edit(change{"problems/text", o.text("problems/text"), "甲。\n乙。"})
	table := func() string {
		t.Helper()
		_, text, _ := strings.Cut(o.file(), "[problems]\ntext = \"\"\"\n")
		text, _, ok := strings.Cut(text, "\n\"\"\"")
		if !ok {
			t.Fatal("the text is not in the file")
		}
		return text
	}
	o.post("/api/table", body(map[string]any{"name": name, "field": "problems/text", "line": 0, "block": "a\tb\n1\t2\n"}))
	o.post("/api/table", body(map[string]any{"name": name, "field": "problems/text/{table.table1}", "line": 0, "block": "c\td\n1\t2\n"}))
	if got := table(); got != "甲。\n{table.table1}\n乙。\n{table.table2}" {
		t.Fatal(got)
	}
	for _, step := range []struct {
		what string
		up   bool
		code int
		want string
	}{
		{"table.table2", true, 200, "甲。\n{table.table1}\n{table.table2}\n乙。"},
		{"table.table2", true, 200, "甲。\n{table.table2}\n{table.table1}\n乙。"},
		{"table.table2", true, 200, "{table.table2}\n甲。\n{table.table1}\n乙。"},
		{"table.table2", true, 422, "{table.table2}\n甲。\n{table.table1}\n乙。"},
		{"table.table1", false, 200, "{table.table2}\n甲。\n乙。\n{table.table1}"},
		{"table.table1", false, 422, "{table.table2}\n甲。\n乙。\n{table.table1}"},
		{"table.table3", false, 422, "{table.table2}\n甲。\n乙。\n{table.table1}"},
	} {
		code, _, text := o.post("/api/move", body(map[string]any{"name": name, "version": o.version(), "what": step.what, "of": "problems/text", "up": step.up}))
		if code != step.code || table() != step.want {
			t.Errorf("%s up %v: %d %q %.300s", step.what, step.up, code, table(), text)
		}
	}
	code, v, text := o.edit(change{"problems/text", "", "新的头。"}, change{"problems/text/{table.table2}", "甲。\n乙。", ""}, change{"problems/text/{table.table1}", "", "尾。\n再一段。"})
	if code != 200 || table() != "新的头。\n{table.table2}\n{table.table1}\n尾。\n再一段。" {
		t.Errorf("%d %q %.300s", code, table(), text)
	}
	if got, ok := v.find("problems/text/{table.table1}"); !ok || got != "尾。\n再一段。" {
		t.Errorf("the last run is %q", got)
	}
	code, _, text = o.edit(change{"problems/text", "新的头。", ""}, change{"problems/text/{table.table9}", "", "没有这里"})
	if code != 200 || table() != "{table.table2}\n{table.table1}\n尾。\n再一段。" || !strings.Contains(text, "problems/text/{table.table9}") {
		t.Errorf("%d %q %.300s", code, table(), text)
	}
	if _, text := o.drawn(nil); !strings.Contains(text, `data-at=\"problems/text/{table.table1} 1\"`) {
		t.Error("the pages do not tell the line of the last run")
	}
}

// What stands in no text is shown, and can be placed; no message has the file's words.
func TestUnplaced(t *testing.T) {
	o := newOffice(t)
	o.edit(change{"problems/text", o.text("problems/text"), "甲。\n乙。"})
	write(t, o.path(name), []byte(o.file()+"\n[table.own]\ncolumns = [\"a\", \"b\"]\nrows = [[1, 2]]\n"))
	_, v, text := o.edit(change{"problems/text", "甲。\n乙。", "丙。\n丁。"})
	if _, ok := v.find("table/own/rows/0/1"); !ok || !strings.Contains(text, "→ 请在文字中放上表格 1。") || strings.Contains(text, "[table.") || strings.Contains(text, "{table.") {
		t.Errorf("%.2000s", text)
	}
	code, _, text := o.post("/api/move", body(map[string]any{"name": name, "version": o.version(), "what": "table.own", "field": "problems/text", "line": 0}))
	if code != 200 || !strings.Contains(o.file(), "丙。\n{table.own}\n丁。") {
		t.Errorf("%d %.300s", code, text)
	}
}

// A picture that is exchanged on the disk is another report to the page: it is shown
// again, and the pages have the new one. Looking again shows nothing new.
func TestPictureIsExchanged(t *testing.T) {
	o := newOffice(t)
	file := func(side int) []byte {
		var b bytes.Buffer
		png.Encode(&b, image.NewGray(image.Rect(0, 0, side, side)))
		return b.Bytes()
	}
	o.post("/api/picture?"+url.Values{"name": {name}, "field": {"overview/text"}, "line": {"0"}, "file": {"图.png"}}.Encode(), string(file(20)))
	shown := func(version string) (code int, v view) {
		code, text := o.ask("GET", "/api/report?name="+name+"&version="+version, "", nil)
		json.Unmarshal([]byte(text), &v)
		return code, v
	}
	stamp := func(v *view) string { return v.things()[0].Stamp }
	_, first := shown("")
	if code, _ := shown(first.Version); code != 204 {
		t.Errorf("nothing was changed: %d", code)
	}
	before, _ := o.drawn(nil)
	write(t, o.path("图.png"), file(30))
	code, now := shown(first.Version)
	if code != 200 || now.Version == first.Version || stamp(&now) == stamp(&first) {
		t.Errorf("exchanged: %d, version %s, picture %s", code, now.Version, stamp(&now))
	}
	after, text := o.drawn(ids(before))
	if !strings.Contains(text, base64.StdEncoding.EncodeToString(file(30))) || !strings.Contains(text, now.Version) || len(after) != len(before) {
		t.Errorf("the pages have not the new picture, or are of another version")
	}
	if with, err := o.paper.decoded.printed(must(o.read(name))); err != nil || len(o.paper.decoded) != 1 || with.Report.Images["image1"].Pixels != one(o.paper.decoded).Pixels || with.Report.Images["image1"].PixelWidth != 30 {
		t.Errorf("a picture that is the same is decoded again, or is another: %v", err)
	}
	os.Remove(o.path("图.png"))
	if code, v := shown(now.Version); code != 200 || v.Errors != now.Errors+1 {
		t.Errorf("taken away: %d, %d errors", code, v.Errors)
	}
}

// A run of paragraphs is known by the table or picture that it stands behind: what was
// typed into it comes there, whatever somebody else has put before it meanwhile; where
// that is gone, it is told. Names may have any characters, and a table be called text.
func TestRunsKeepTheirPlaces(t *testing.T) {
	o := newOffice(t)
	const things = "\n[table.text]\ncolumns = [\"a\", \"b\"]\nrows = [[1, 2]]\n\n[table.\"两 个/名\"]\ncolumns = [\"a\", \"b\"]\nrows = [[1, 2]]\n"
	o.edit(change{"problems/text", o.text("problems/text"), "头。\n尾。"})
	plain := o.file()
	outside := func(text string) {
		t.Helper()
		write(t, o.path(name), []byte(strings.Replace(plain, "头。\n尾。", text, 1)+things))
	}
	outside("头。\n{table.text}\n{table.两 个/名}\n{table.text}")
	_, body := o.ask("GET", "/api/report?name="+name, "", nil)
	const second, last, title = "problems/text/{table.两%20个%2F名}", "problems/text/{table.text}2", "table/两%20个%2F名/title"
	for _, key := range []string{second, last, title, "table/text/title"} {
		if !strings.Contains(body, `"key":"`+key+`"`) {
			t.Errorf("no field %s", key)
		}
	}
	outside("头。\n又一段。\n{table.text}\n别人写的。\n{table.两 个/名}\n{table.text}")
	code, v, text := o.edit(change{second, "", "我写的。"}, change{last, "", "最后。"}, change{title, "", "表题"}, change{"table/text/title", "", "另一个"})
	if want := "头。\n又一段。\n{table.text}\n别人写的。\n{table.两 个/名}\n我写的。\n{table.text}\n最后。"; code != 200 || o.text("problems/text") != want || len(v.Left) > 0 {
		t.Errorf("%d %q, left are %+v: %.200s", code, o.text("problems/text"), v.Left, text)
	}
	if got, _ := v.find(title); got != "表题" {
		t.Errorf("the title is %q", got)
	}
	if _, pages := o.drawn(nil); !strings.Contains(pages, `data-at=\"`+second+` 0\"`) {
		t.Error("the pages do not tell the run")
	}
	outside("头。\n{table.text}")
	if _, v, _ = o.edit(change{second, "我写的。", "没有这里了。"}); len(v.Left) != 1 || strings.Contains(o.file(), "没有这里了") {
		t.Errorf("its table is gone: %+v", v.Left)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func one(of decoded) *report.Image {
	for _, i := range of {
		return i
	}
	return nil
}
