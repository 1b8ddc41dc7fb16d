package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// A list of bodies that is at fault is shown as a list with what is wrong, and no
// report; whose it is can be filled in, and nothing else in it changes.
func TestListAtFault(t *testing.T) {
	o := newOffice(t)
	file := filepath.Join(o.folder, "名单.toml")
	write(t, file, []byte("year = 2022\r\nagency = \"待填\" # 全称\r\n[[body]]\r\nname = \"甲局\"\r\n"))
	o.tools.List = func(path string) *List {
		data, _ := os.ReadFile(path)
		if filepath.Base(path) != "名单.toml" {
			return nil
		}
		l := &List{Year: 2022, Agency: "某县人民政府", Rows: []Row{{Name: "甲局"}}}
		if strings.Contains(string(data), "待填") {
			l.Agency, l.Why = "待填", diag.List{diag.New(diag.Pos{File: path, Line: 2}, diag.T("没有填", "blank"), diag.T("请填", "fill it in"))}
		}
		return l
	}
	_, text := o.ask("GET", "/api/folder", "", nil)
	for _, want := range []string{`"title":"2022 年　（还没有填本级政府）　各单位（1 个）"`, "“名单.toml”", `第 2 行：没有填\n→ 请填`, `"next":""`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if strings.Contains(text, `{"name":"名单.toml","year":2022,"agency":"","title":""`) || strings.Count(text, "名单.toml") != 2 {
		t.Errorf("a list is a report: %s", text)
	}
	for _, body := range []string{`{"name":"名单.toml","agency":" "}`, `{"name":"名单.toml","agency":"待填"}`, `{"name":"名单.toml","agency":"` + strings.Repeat("县", maxReason+1) + `"}`,
		`{"name":"2020.toml","agency":"某县人民政府"}`, `{"name":"../名单.toml","agency":"某县人民政府"}`, `{"name":"..\\名单.toml","agency":"某县人民政府"}`} {
		if code, text := o.ask("POST", "/api/list", body, nil); code != 422 {
			t.Errorf("%.60s: %d %s", body, code, text)
		}
	}
	if code, text := o.ask("POST", "/api/list", `{"name":"名单.toml","agency":" 某县人民政府 "}`, nil); code != 200 {
		t.Fatalf("%d %s", code, text)
	}
	if data, _ := os.ReadFile(file); string(data) != "year = 2022\r\nagency = \"某县人民政府\" # 全称\r\n[[body]]\r\nname = \"甲局\"\r\n" {
		t.Errorf("%q", data)
	}
	if _, text := o.ask("GET", "/api/folder", "", nil); !strings.Contains(text, `"wrong":""`) || !strings.Contains(text, "接着写 2023 年的名单") {
		t.Error(text)
	}
}

// How far a work is, in words.
func TestFar(t *testing.T) {
	some := []*Outcome{{Kind: "built"}, {Kind: "built"}, {Kind: "failed"}}
	for want, w := range map[string]*Work{
		"":       {},
		"已读 3 份": {done: 3},
		"1 / 3":  {done: 1, total: 3},
		"做完了":    {ended: true, ok: true},
		"做完了：已生成 2 份，没有生成 1 份":         {ended: true, ok: true, became: some, done: 3, total: 3},
		"做完了，有问题，见下面":                  {ended: true},
		"做完了，有问题，见下面：已生成 2 份，没有生成 1 份": {ended: true, became: some},
		"已停止": {ended: true, stopped: true, done: 2},
		"已停止：做了 2 份，还有 3 份没有做":           {ended: true, stopped: true, done: 2, total: 5},
		"已停止：已生成 2 份，没有生成 1 份，还有 1 份没有做": {ended: true, stopped: true, became: some, done: 3, total: 4},
	} {
		if got := w.far(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
