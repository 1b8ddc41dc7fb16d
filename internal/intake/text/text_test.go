package text

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// shown writes a document in one line for each block, cells parted by bars.
func shown(d *original.Document) string {
	var out []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *original.Paragraph:
			out = append(out, b.Text())
		case *original.Grid:
			rows := make([]string, b.Rows)
			for _, c := range b.Cells {
				rows[c.Row-1] += "[" + c.Text + "]"
			}
			out = append(out, fmt.Sprintf("table %d: %s", b.Table, strings.Join(rows, " ")))
		}
	}
	return strings.Join(out, "\n")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"paragraphs", "标题\r\n\r\n　　一句话。 \n", "标题\n　　一句话。"},
		{"byte order mark", "\xEF\xBB\xBF年报", "年报"},
		{"GBK", "\xC4\xEA\xB1\xA8", "年报"},
		{"UTF-16", "\xFF\xFE\x74\x5E\xA5\x62", "年报"},
		{"tabs", "a\tb\tc\n1\t\t3\n", "table 1: [a][b][c] [1][][3]"},
		{"bars that end rows", "a | b |\n1 | |\n", "table 1: [a][b] [1][]"},
		{"bars that part cells", "a | b\n1 | \n2 | 3\n", "table 1: [a][b] [1][] [2][3]"},
		{"Markdown", "| a | b |\n|---|:-:|\n| 1 | |\n", "table 1: [a][b] [1][]"},
		{"a first cell that is blank", "a | b | c |\n | 1 | 2 |\n", "table 1: [a][b][c] [][1][2]"},
		{"blank lines between rows", "a\tb\n\n1\t2\n\n文字\n", "table 1: [a][b] [1][2]\n文字"},
		{"a tab that indents", "\t一句话\n\t又一句\n", "\t一句话\n\t又一句"},
		{"a path is no table", "首页 | 年报\n", "首页 | 年报"},
		{"a mark in a sentence", "甲|乙。\n丙|丁。\n", "甲|乙。\n丙|丁。"},
	} {
		d, err := Read("a.txt", []byte(c.file))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := shown(d); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestIs(t *testing.T) {
	for _, c := range []struct {
		file string
		want bool
	}{
		{"", false}, {"notes", false}, {"公开\x00", false}, {"公开\x1B[0m", false}, {"公开\xFF\xFF", false},
		{"信息公开年报", true}, {"\xD0\xC5\xCF\xA2\xB9\xAB\xBF\xAA", true},
		{"公开" + strings.Repeat("年", 1<<16/3+10), true}, // looked at to within a character
		{"公开" + strings.Repeat("年", 1<<16/3+10) + "\xFF", true},
	} {
		if got := Is([]byte(c.file)); got != c.want {
			t.Errorf("%.20q: %t", c.file, got)
		}
	}
}

// Lines that look like rows and make no table are looked at again from each of them
// on; where they are too many, that is told and they stay lines.
func TestRowsOfNoTable(t *testing.T) {
	for n, cut := range map[int]bool{100: false, 20_000: true} {
		d, err := Read("a.txt", []byte(strings.Repeat("a|\n", n)+"b\na\tb\n1\t2\n"))
		if err != nil {
			t.Fatal(err)
		}
		if told := len(d.Remarks) == 1 && d.Remarks[0].Lost; told != cut {
			t.Errorf("%d lines: %v", n, d.Remarks)
		}
		_, isTable := d.Blocks[len(d.Blocks)-1].(*original.Grid)
		if isTable == cut {
			t.Errorf("%d lines: the last block is a table: %t", n, isTable)
		}
	}
}
