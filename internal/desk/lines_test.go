package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The lines below the title and around a form's table are fields: typed, changed, and
// taken out again, which leaves the file as it was.
func TestLinesThatStandByThemselves(t *testing.T) {
	o := newOffice(t)
	before := o.file()
	for _, c := range []struct{ key, text, want string }{
		{"title/below", "发布日期：2021年1月27日", `below = ["发布日期：2021年1月27日"]`},
		{"disclosure/head", "单位：件", `head = ["单位：件"]`},
		{"applications/foot", "注：1.甲。\n　　2.乙。", `foot = ["注：1.甲。", "　　2.乙。"]`},
	} {
		if code, v, text := o.edit(change{c.key, "", c.text}); code != 200 || !strings.Contains(o.file(), c.want) || v.Errors > 0 {
			t.Errorf("%s: %d %d errors %.300s", c.key, code, v.Errors, text)
		}
		if _, v, _ := o.edit(change{c.key, "又一个人写的", "x"}); len(v.Left) != 1 || !v.Left[0].Changed {
			t.Errorf("%s: what somebody else wrote was replaced", c.key)
		}
	}
	shown := map[string]bool{}
	_, v, _ := o.edit(change{"title/below", "发布日期：2021年1月27日", ""}, change{"disclosure/head", "单位：件", " "}, change{"applications/foot", "注：1.甲。\n　　2.乙。", ""})
	for _, p := range v.Parts {
		for _, f := range p.Fields {
			shown[f.Key] = f.Aside
		}
	}
	if strings.TrimSpace(strings.ReplaceAll(o.file(), "\n[title]\n", "")) != strings.TrimSpace(strings.ReplaceAll(before, "\n[title]\n", "")) || !shown["title/below"] || !shown["review/foot"] {
		t.Errorf("what was taken out is still there: %v", shown)
	}
	write(t, filepath.Join(o.folder, name), []byte(strings.Replace(before, "\n[title]", "\n[title]\nbelow = \"甲\" #", 1)))
	if o.edit(change{"title/below", "甲", "乙"}); !strings.Contains(o.file(), "below = \"乙\"") {
		t.Error("one text became a list")
	}
}

// The text of a part whose form has none can be taken out; that of a part which has one
// is not.
func TestTextThatCanBeLeftOut(t *testing.T) {
	data, err := os.ReadFile("../../samples/forms/added-2023.toml")
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t)
	write(t, filepath.Join(o.folder, name), data)
	if code, body := o.ask("POST", "/api/remove", `{"name":"`+name+`","version":"`+o.version()+`","what":"disclosure.text"}`, nil); code != 200 || strings.Contains(o.file(), "{disclosure}") || strings.Contains(o.file(), "首违不罚") {
		t.Errorf("%d %.200s", code, body)
	}
	if code, _ := o.ask("POST", "/api/remove", `{"name":"`+name+`","version":"`+o.version()+`","what":"problems.text"}`, nil); code != 422 {
		t.Errorf("the text of part five is taken out: %d", code)
	}
	// One that is emptied stays a field: somebody may type on.
	write(t, filepath.Join(o.folder, name), []byte(strings.Replace(string(data), "\n{disclosure}\n行政处罚比上年减少，主要是推行首违不罚。", "", 1)))
	_, v, _ := o.edit(change{"disclosure/text", "表中许可数包括县政务服务中心农业窗口办理的许可。", ""})
	if _, there := v.find("disclosure/text"); !there || v.Unfilled != 1 {
		t.Errorf("the field is gone, %d to fill", v.Unfilled)
	}
}
