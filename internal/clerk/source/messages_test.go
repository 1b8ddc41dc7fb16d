package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"nianbao/internal/diag"
	"nianbao/internal/golden"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func utf16LE(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func gbk(t *testing.T, s string) string {
	g, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestMessages holds what the clerk is told, word for word, in both languages.
func TestMessages(t *testing.T) {
	cases := []struct{ name, text string }{
		{"closing quote", "year = 2020\n\n[agency]\nname = \"汶上县行政审批服务局\n"},
		{"closing quote is Chinese", "name = \"汶上县行政审批服务局”\n"},
		{"Chinese quotes", "name = “汶上县” # 县\nform = '2019\u2019\n"},
		{"quotes inside quotes", "name = \"所谓\"三安全\"的\"\n"},
		{"closing three quotes at the end", "[overview]\ntext = \"\"\"\n一、总体情况\n"},
		{"closing three quotes in the middle", "preamble = \"\"\"\n根据《条例》\n\n[overview]\ntext = \"\"\"\n2020年，我局\n\"\"\"\n"},
		{"opening three quotes", "[overview]\ntext =\n2020年，我局严格贯彻\n\"\"\"\n"},
		{"prose outside of quotes", "year = 2020\n根据《条例》，现予公布。\nform = x\n"},
		{"Chinese key", "[applications]\n规章 = 1\n行政许可 = \"x\"\n[总体情况]\nb = 2\n"},
		{"duplicate key", "[a]\nyear = 2020\nnew = 1\nyear = 2021\n"},
		{"duplicate table", "[review]\na = 1\n\n[other]\n\n[review]\nb = 2\n"},
		{"duplicate in one line", "licence = { delta = 1, delta = 2 }\n"},
		{"full-width brackets", "a = ｛ b = ［1, ［2］］ ｝\n"},
		{"full-width signs", "year ＝ 2020\n［agency］\nname： \"x\"\nnew = [１, 2，3、4］\n　year = ２０２０\n"},
		{"missing comma", "new = [2, 0 0, 0, 0, 0]\nopen = [\"甲\" \"乙\"]\n"},
		{"missing bracket", "new = [2, 0, 0\nopen = [1]\n"},
		{"missing brace", "licence = { delta = 1\nfees = 2\n"},
		{"comma without value", "new = [1, , 2]\n"},
		{"leading zero", "phone = 0537\n"},
		{"phone number", "phone = 0537-7281890\n"},
		{"thousands", "items = 29,497\nmore = 29，497\n"},
		{"thousands in braces", "fees = { items = 1,468 }\nlicence = { items = 1,468, delta = 2 }\n"},
		{"chapter with single brackets", "[[chapter]]\na = 1\n[chapter]\na = 2\n"},
		{"unit", "amount = 75394432.52元\nrate = 100%\n"},
		{"other brackets", "new = 【2, 0, 0】\nopen = （1，2）\ndeny = (１, 2)\nname = （某县）水利局\nall = [1, 2）\n"},
		{"thousands in brackets", "new = [2,015, 0, 0]\nopen = [1,\n 000]\n"},
		{"a sentence without quotes", "preamble = 根据《条例》，某局“三公开”工作[2020]如下，现予公布。 # x\nnext = 待填\n"},
		{"text without quotes", "name = 行政审批服务局\nnote = 无\nslash = /\n"},
		{"Windows path", "file = \"C:\\Users\\年报\"\nnext = 01\n"},
		{"surrogate", "name = \"\\ud842\\udfb7\"\n"},
		{"no value", "year =\nform = # later\nkey\n"},
		{"no such day", "date = 2021-02-30\n"},
		{"too large", "amount = 99999999999999999999\n"},
		{"several errors", "year = 02020\nname = 汶上\n规章 = 1\nok = 1\nok = 2\nbad = [1 2]\n"},
		{"after a text with remarks", "text = \"\"\"\na = 1\n\"\"\"\nb = 2\nc = 03\n"},
		{"control characters", "year = 2020\nname = \"a\x0bb\"\n# \x1b[31m\n"},
		{"old line ends", "year = 2020\rform = 1\r"},
		{"NUL", "a = 1\x00\n"},
		{"UTF-16", utf16LE("year = 2020\r\n")},
		{"GBK", "year = 2020\n" + gbk(t, "name = \"汶上县\"\n")},
		{"bad bytes", "year = 2020\nname = \"汶\xff县\x80\"\n"},
		{"letter O", "new = [1, 0, O, 1O]\n"},
		{"figures with units", "licence = 1423件\nitems = 一千\nfees = 3.5万元 # x\n"},
		{"figures without brackets", "new = 33, 9, 0, 0, 2, 0 # 新收\nopen = 1，2\nall = 100, 200\n"},
		{"round triple quotes", "[overview]\ntext = “””\n2020年，我局\n"},
		{"a round quote among three", "text = \"\"“\n2020年，我局\n"},
		{"round triple quotes at the end", "[overview]\ntext = \"\"\"\n2020年，我局\n”””\n"},
		{"day without quotes", "a = 2026.1.20\nb = 2026-1-20\nc = 2026年01月20日\nd = 2026/1/20\n"},
		{"Chinese name of a table", "[image.图二]\nfile = \"a.png\"\n"},
		{"round brackets for braces", "licence = （delta = 1, decisions = 2）\nfees = (delta = 3)\n"},
		{"a blank in a number", "licence = { delta = 29 497, decisions = 2 }\nfees = { a = 1 b = 2 }\n"},
		{"no value in braces", "licence = { delta = , decisions = }\n"},
		{"yes and no", "as_published = yes\nkeep = 否\n"},
		{"a sum", "licence = 29000+497\n"},
		{"no opening bracket", "a = 1\nreview]\nb = 2\n"},
		{"a full-width remark", "a = 1\n＃ 说明\n"},
		{"long line", "text = \"" + strings.Repeat("政府信息公开", 300) + "\\q" + strings.Repeat("工作", 300) + "\"\n"},
	}
	var b strings.Builder
	for _, c := range cases {
		f, err := Parse("报告.toml", []byte(c.text))
		var l diag.List
		if err == nil {
			l = f.Unquoted
		}
		if !errors.As(err, &l) && len(l) == 0 {
			t.Errorf("%s: no diagnostics, but %v", c.name, err)
			continue
		}
		for _, d := range l {
			if d.Line == 0 || d.SourceLine == "" && !strings.Contains(c.name, "no line") {
				t.Errorf("%s: no line: %s", c.name, d.What.EN)
			}
		}
		fmt.Fprintf(&b, "=== %s\n%s\n--- en\n%s\n\n", c.name, l.Format(diag.Chinese), l.Format(diag.English))
	}
	golden.Compare(t, "messages.golden", b.String())
}
