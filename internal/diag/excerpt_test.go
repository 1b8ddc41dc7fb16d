package diag

import (
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	long := strings.Repeat("政府信息公开", 200)
	for _, c := range []struct {
		name string
		d    Diagnostic
		lang Lang
		want string
	}{
		{"two columns for a Chinese character", Diagnostic{
			Pos: Pos{"a.toml", 12, 6}, What: T("错", "bad"), SourceLine: `name：abc`, Span: 1},
			English, "a.toml:12:6: error: bad\n" +
				"  12 | name：abc\n" +
				"     |       ^"},
		{"a marked Chinese word", Diagnostic{
			Pos: Pos{"a.toml", 3, 1}, What: T("错", "bad"), Do: T("改", "mend"), SourceLine: `规章 = 1`, Span: 2},
			Chinese, "a.toml:3:1: 错误: 错\n" +
				"   3 | 规章 = 1\n" +
				"     | ^^^^\n" +
				"      → 改"},
		{"ambiguous quotes are wide, marks are nothing", Diagnostic{
			Pos: Pos{"a.toml", 1, 4}, What: T("错", "bad"), SourceLine: "“e\u0301x”", Severity: Warning},
			English, "a.toml:1:4: warning: bad\n" +
				"   1 | “e\u0301x”\n" +
				"     |    ^"},
		{"tabs", Diagnostic{
			Pos: Pos{"a.toml", 1, 4}, What: T("错", "bad"), SourceLine: "\ta\tx = 1"},
			English, "a.toml:1:4: error: bad\n" +
				"   1 |     a   x = 1\n" +
				"     |         ^"},
		{"the end of the line", Diagnostic{
			Pos: Pos{"a.toml", 123456, 6}, What: T("错", "bad"), SourceLine: `a="县长`},
			English, "a.toml:123456:6: error: bad\n" +
				"123456 | a=\"县长\n" +
				"       |        ^"},
		{"controls are shown and do nothing", Diagnostic{
			Pos: Pos{"a.toml", 1, 2}, What: T("错", "bad"), SourceLine: "a\x1b[31m\u202eb"},
			English, "a.toml:1:2: error: bad\n" +
				"   1 | a␛[31m<U+202E>b\n" +
				"     |  ^"},
		{"middle of a long line", Diagnostic{
			Pos: Pos{"a.toml", 1, 601}, What: T("错", "bad"), SourceLine: long, Span: 2},
			English, "a.toml:1:601: error: bad\n" +
				"   1 | …府信息公开" + strings.Repeat("政府信息公开", 6) + "政府信…\n" +
				"     | " + strings.Repeat(" ", 48) + "^^^^"},
		{"no line, no place", Diagnostic{What: T("错", "bad")}, English, "error: bad"},
		{"the file as a whole", Diagnostic{Pos: Pos{File: "a.toml"}, What: T("错", "bad")}, English, "a.toml: error: bad"},
	} {
		if got := c.d.Format(c.lang); got != c.want {
			t.Errorf("%s:\n got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestCutFits(t *testing.T) {
	line := strings.Repeat("2020年，县Xy局\t", 300)
	n := len([]rune(line))
	for col := 0; col < n+3; col += 7 {
		for _, span := range []int{0, 1, 5, 5000} {
			e := cut(line, col, span)
			w := columns(cells([]rune(e.text)))
			if w > lineColumns || e.before+e.marked > lineColumns || e.marked < 1 {
				t.Fatalf("col %d span %d: %d columns, mark %d+%d", col, span, w, e.before, e.marked)
			}
			if e.before >= w+1 {
				t.Fatalf("col %d: the mark stands outside", col)
			}
		}
	}
}

func TestWidth(t *testing.T) {
	for r, want := range map[rune]int{
		'a': 1, '县': 2, '，': 2, '“': 2, '…': 2, '—': 2, '①': 2, '〔': 2, '\u3000': 2, '\u00a0': 1,
		'é': 2, '\u0301': 0, '\u200b': 0, '\ufeff': 0, '𬭚': 2, 'Ａ': 2, 'ｱ': 1, '\t': 0,
	} {
		if got := Width(r); got != want {
			t.Errorf("Width(%U) = %d, want %d", r, got, want)
		}
	}
}

func TestSort(t *testing.T) {
	l := List{
		{Pos: Pos{"b", 1, 1}}, {Pos: Pos{"a", 2, 1}}, {Pos: Pos{"a", 1, 9}}, {Pos: Pos{"a", 1, 2}}, {Pos: Pos{File: "a"}},
	}
	l.Sort()
	var got []string
	for _, d := range l {
		got = append(got, d.Pos.String())
	}
	if s := strings.Join(got, " "); s != "a a:1:2 a:1:9 a:2:1 b:1:1" {
		t.Error(s)
	}
}
