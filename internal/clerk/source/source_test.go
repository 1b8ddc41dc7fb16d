package source

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

func TestPlaces(t *testing.T) {
	f, err := Parse("f.toml", []byte("\uFEFF# 县\r\n"+
		"x = '县' # 县\r\n"+
		"\"中文\" = [1, '二', \"三\"]\r\n"+
		"[ a . 'b' ]\r\n"+
		"\tk=\"\"\"\r\n第一行\r\n  第二\\u884c\\t。\r\n第\\\r\n  三行\"\"\"\r\n"+
		"m = { n = 2021-01-27, o.p = +1_000 }\r\n"+
		"[[t]]\r\n[[t]]\r\nz = true\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	b := f.Root.Get("a").Get("b")
	k := b.Get("k")
	for _, c := range []struct {
		what string
		n    *Node
		want string // kind, value, key
	}{
		{"x", f.Root.Get("x"), "0 2:5+3 2:1+1"},
		{"quoted key", f.Root.Get("中文"), "5 3:8+13 3:1+4"},
		{"array item", f.Root.Get("中文").Items[2], "0 3:17+3 0:0+0"},
		{"table of a path", f.Root.Get("a"), "6 4:3+1 4:3+1"},
		{"table", b, "6 4:1+11 4:7+3"},
		{"text", k, "0 5:4+3 5:2+1"},
		{"date", b.Get("m").Get("n"), "4 10:11+10 10:7+1"},
		{"dotted", b.Get("m").Get("o").Get("p"), "1 10:29+6 10:25+1"},
		{"array of tables", f.Root.Get("t"), "5 11:1+5 11:3+1"},
		{"its second table", f.Root.Get("t").Items[1], "6 12:1+5 0:0+0"},
		{"bool", f.Root.Get("t").Items[1].Get("z"), "3 13:5+4 13:1+1"},
	} {
		n := c.n
		if got := fmt.Sprintf("%d %d:%d+%d %d:%d+%d", n.Kind, n.Pos.Line, n.Pos.Col, n.Span, n.KeyPos.Line, n.KeyPos.Col, n.KeySpan); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	if want := "第一行\n  第二行\t。\n第三行"; k.Text != want {
		t.Fatalf("%q, want %q", k.Text, want)
	}
	var lines []string
	for _, l := range k.Lines() {
		lines = append(lines, fmt.Sprint(l.Pos, " ", l.Text))
	}
	if got := strings.Join(lines, "|"); got != "f.toml:6:1 第一行|f.toml:7:1   第二行\t。|f.toml:8:1 第三行" {
		t.Error(got)
	}
	for text, want := range map[string]string{"行\n": "6:3", "二行": "7:4", "行\t": "7:5", "\t": "7:11", "。": "7:13", "第三": "8:1", "三": "9:3"} {
		p := k.At(strings.Index(k.Text, text))
		if got := fmt.Sprintf("%d:%d", p.Line, p.Col); got != want {
			t.Errorf("%q stands at %s, want %s", text, got, want)
		}
	}
	if p := k.At(1 << 20); p.Line != 9 || p.Col != 5 {
		t.Errorf("the end is at %s", p)
	}
	if f.Line(2) != "x = '县' # 县" || f.Line(0) != "" || f.Line(99) != "" || len(f.Lines) != 13 {
		t.Errorf("%d lines: %q", len(f.Lines), f.Lines)
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	good, locked, large := filepath.Join(dir, "good.toml"), filepath.Join(dir, "locked.toml"), filepath.Join(dir, "large.toml")
	for name, text := range map[string]string{good: "a = 1\n", locked: "a = 1\n", large: "a = 1\n"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Truncate(large, MaxSize+1); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := Read(good); err != nil || f.Root.Get("a").Text != "1" {
		t.Error(f, err)
	}
	for _, c := range []struct {
		name, want string
	}{
		{filepath.Join(dir, "none.toml"), "there is no such file."},
		{dir, "this is a folder, not a file."},
		{large, "the file is larger than 8 MB; it is no report."},
		{locked, "no permission to read this file."},
	} {
		_, err := Read(c.name)
		if c.name == locked && err == nil {
			t.Log("this user may read every file: no permission cannot be tested")
			continue
		}
		var l diag.List
		if !errors.As(err, &l) || !strings.HasPrefix(err.Error(), c.name+": error: "+c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"new", "carried_in", "open", "partial", "deny1", "deny2", "other", "result_total", "natural", "business", "prev_items"}
	for key, want := range map[string]string{
		"nwe": "new", "News": "new", "carried-in": "carried_in", "carriedin": "carried_in", "carryed_in": "carried_in", "natrual": "natural", "denny1": "deny1",
		"result": "result_total", "prev": "prev_items", "OPEN": "open", "规章": "", "xyz": "", "": "", "zzzzzzzz": "", "deny": "deny1",
	} {
		if got := Nearest(key, known); got != want {
			t.Errorf("%q is near %q, want %q", key, got, want)
		}
	}
}

func TestDecoder(t *testing.T) {
	f, err := Parse("f.toml", []byte("s = \"甲\"\ni = 1_0\nf = 2.50\nb = true\nh = 0x1f\nbig = 9223372036854775807\na = ['x', 'y', 3]\n[t]\nk = 1\nkk = 2\n"))
	if err != nil {
		t.Fatal(err)
	}
	d, r := NewDecoder(f), f.Root
	s, _ := d.String(r.Get("s"))
	i, _ := d.Int(r.Get("i"))
	h, _ := d.Int(r.Get("h"))
	n, _ := d.Number(r.Get("i"))
	x, _ := d.Number(r.Get("f"))
	y, _ := d.Typed(r.Get("s"))
	b, ok := d.Bool(r.Get("b"))
	if got := fmt.Sprintf("%s %d %d %s %s %s %v %v %d", s, i, h, n, x, y, b, ok, len(d.Items(r.Get("t")))); got != "甲 10 31 10 2.50 甲 true true 2" {
		t.Error(got)
	}
	if len(d.List) != 0 {
		t.Errorf("told: %v", d.List)
	}
	if _, ok := d.String(nil); ok || d.Table(nil) || d.Need(nil, "x", String) != nil || d.Array(nil) != nil || len(d.List) != 0 {
		t.Error("something is told of what is not there")
	}
	d.Strings(r.Get("a"))
	d.Number(r.Get("h"))
	d.Int(r.Get("s"))
	d.Table(r.Get("t"), "k")
	d.Need(r.Get("t"), "m", Integer)
	var got []string
	if d.Err() == nil {
		t.Fatal("no error")
	}
	for _, e := range d.List {
		got = append(got, fmt.Sprintf("%d:%d+%d %s", e.Line, e.Col, e.Span, e.What.EN))
	}
	want := []string{
		"1:5+3 s must be a whole number; this is a text.",
		"5:5+4 this is no plain decimal number: 0x1f",
		"7:16+1 a text is needed here; this is a whole number.",
		"8:1+3 m is missing.",
		"10:1+2 unknown key: kk",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// A text that no report has is refused where it begins, before anything looks at it.
func TestLongText(t *testing.T) {
	for n, ok := range map[int]bool{MaxText: true, MaxText + 1: false} {
		f, err := Parse("long.toml", []byte("text = \""+strings.Repeat("a", n)+"\"\n"))
		if err != nil {
			t.Fatal(err)
		}
		d := NewDecoder(f)
		if _, got := d.String(f.Root.Get("text")); got != ok || (d.Err() == nil) != ok {
			t.Errorf("%d bytes: taken %v, %v", n, got, d.Err())
		}
	}
}
