package pdf

import (
	"errors"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// remarked reports whether a document has a remark with these words.
func remarked(d *original.Document, words string) bool {
	for _, r := range d.Remarks {
		if strings.Contains(r.Text.ZH, words) {
			return true
		}
	}
	return false
}

// scan draws a page that is a picture.
func (s *sheet) scan() {
	s.page()
	s.op("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")
}

func TestBlankPagesAreNoScans(t *testing.T) {
	s := newSheet(sheetStyle{})
	s.page()
	if _, err := Read("空白.pdf", s.bytes()); !errors.Is(err, ErrEmpty) {
		t.Fatalf("%v", err)
	}
}

func TestScansAreRefused(t *testing.T) {
	s := newSheet(sheetStyle{})
	s.scan()
	s.scan()
	_, err := Read("扫描.pdf", s.bytes())
	if !errors.Is(err, ErrNoText) {
		t.Fatalf("%v", err)
	}
	var r *Refusal
	if errors.As(err, &r); r.File != "扫描.pdf" || !strings.Contains(r.What.ZH, "扫描件") {
		t.Errorf("%+v", r)
	}
}

func TestScannedPagesAreTold(t *testing.T) {
	s := newSheet(sheetStyle{})
	s.page()
	s.text(79, 100, 16, "本报告共两页，第二页是扫描的。")
	s.scan()
	d, err := Read("a.pdf", s.bytes())
	if err != nil {
		t.Fatal(err)
	}
	compareLists(t, prose(d), []string{"本报告共两页，第二页是扫描的。"})
	if len(d.Remarks) != 1 || d.Remarks[0].Page != 2 || !remarked(d, "扫描件") {
		t.Errorf("%+v", d.Remarks)
	}
}

func TestRecognisedTextIsTold(t *testing.T) {
	s := newSheet(sheetStyle{})
	s.scan()
	s.op("3 Tr")
	s.text(79, 100, 16, "识别出来的文字一二三四五")
	d, err := Read("a.pdf", s.bytes())
	if err != nil {
		t.Fatal(err)
	}
	if compareLists(t, prose(d), []string{"识别出来的文字一二三四五"}); !remarked(d, "识别") {
		t.Errorf("%+v", d.Remarks)
	}
}

// Furniture is left out; the same words elsewhere, and figures that stand in the
// margin on one page only, are text.
func TestFurniture(t *testing.T) {
	for _, c := range []struct {
		name          string
		head, foot    string
		first, second []string
		want          []string
	}{
		{"numbers with dashes", "", "— # —", []string{"甲"}, []string{"乙"}, []string{"甲", "乙"}},
		{"page of pages", "", "第 # 页 共 2 页", []string{"甲"}, []string{"乙"}, []string{"甲", "乙"}},
		{"running head and number", "某某局年度报告", "#", []string{"甲"}, []string{"乙"}, []string{"甲", "乙"}},
		{"the head's words in the text", "某某局年度报告", "#", []string{"某某局年度报告"}, []string{"乙"}, []string{"某某局年度报告", "乙"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSheet(sheetStyle{})
			for n, lines := range [][]string{c.first, c.second} {
				s.page()
				foot := strings.ReplaceAll(c.foot, "#", string(rune('1'+n)))
				s.text(280, 800, 14, foot)
				if c.head != "" {
					s.text(240, 50, 10, c.head)
				}
				for i, l := range lines {
					s.text(111, 200+float64(i)*28, 16, l)
				}
			}
			d, err := Read("a.pdf", s.bytes())
			if err != nil {
				t.Fatal(err)
			}
			compareLists(t, prose(d), c.want)
			if !remarked(d, "页码 2 处") {
				t.Errorf("%+v", d.Remarks)
			}
		})
	}
}

func TestTableShapes(t *testing.T) {
	for _, c := range []struct {
		name  string
		draw  func(s *sheet)
		cells string // of the only grid; "" none
		said  string
	}{
		{"open at its sides", func(s *sheet) {
			for _, y := range []float64{100, 130, 160} {
				s.rule(79, y, 279, y)
			}
			s.rule(179, 100, 179, 160)
			s.text(90, 120, 10, "甲")
			s.text(190, 120, 10, "1")
			s.text(90, 150, 10, "乙")
			s.text(190, 150, 10, "2")
		}, "甲|1|乙|2", ""},
		{"a figure across a rule", func(s *sheet) {
			s.cell(79, 100, 129, 130)
			s.cell(129, 100, 179, 130)
			s.text(100, 120, 10, "1234567")
		}, "1234567|", "写出了格子"},
		{"two lines of digits", func(s *sheet) {
			s.cell(79, 100, 129, 140)
			s.cell(129, 100, 179, 140)
			s.text(90, 115, 10, "12")
			s.text(90, 130, 10, "34")
			s.text(140, 115, 10, "甲")
			s.text(140, 130, 10, "乙")
		}, "12\n34|甲乙", ""},
		{"a gap between digits", func(s *sheet) {
			s.cell(79, 100, 179, 140)
			s.cell(179, 100, 229, 140)
			s.text(90, 115, 10, "1")
			s.text(100, 115, 10, "234")
		}, "1 234|", ""},
		{"an underline", func(s *sheet) {
			s.rule(79, 130, 179, 130)
			s.text(90, 120, 10, "甲")
		}, "", ""},
		{"a frame", func(s *sheet) {
			s.cell(79, 100, 279, 200)
			s.text(111, 120, 10, "框里的话")
		}, "", ""},
		{"a cross too small for sides", func(s *sheet) {
			s.rule(100, 100, 101, 100)
			s.rule(100, 104, 101, 104)
			s.rule(100.5, 100, 100.5, 104)
			s.text(90, 150, 10, "甲")
		}, "", ""},
		{"an empty grid", func(s *sheet) {
			s.cell(79, 300, 129, 330)
			s.cell(129, 300, 179, 330)
			s.text(111, 120, 10, "图")
		}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSheet(sheetStyle{rules: "stroked"})
			s.page()
			c.draw(s)
			d, err := Read("a.pdf", s.bytes())
			if err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, b := range d.Blocks {
				if g, ok := b.(*original.Grid); ok {
					checkGrid(t, g)
					for _, cell := range g.Cells {
						texts = append(texts, cell.Text)
					}
				}
			}
			if got := strings.Join(texts, "|"); got != c.cells {
				t.Errorf("%q, want %q", got, c.cells)
			}
			if c.said != "" && !remarked(d, c.said) {
				t.Errorf("%+v", d.Remarks)
			}
		})
	}
}

func TestLinesJoin(t *testing.T) {
	for _, c := range []struct {
		above, below, want string
		drop               int
	}{
		{"公开", "信息", "", 0},
		{"annual", "report", " ", 0},
		{"http://www.a", "bc.gov.cn", "", 0},
		{"gongkai@exam", "ple.cn", "", 0},
		{"电话0123-", "4567", "", 0},
		{"infor\u00AD", "mation", "", 2},
		{"0123\u00AD", "4567", "", 0},
	} {
		if got, drop := lineJoin(c.above, c.below); got != c.want || drop != c.drop {
			t.Errorf("%q + %q: %q, %d", c.above, c.below, got, drop)
		}
	}
}

// TestFontsThatTellNothingAreRefused: with a table of characters the same is read.
func TestFontsThatTellNothingAreRefused(t *testing.T) {
	data := drawForeign(sheetStyle{})
	blind := strings.ReplaceAll(string(data), "/ToUnicode ", "/ToNothing ")
	if blind == string(data) {
		t.Fatal("the file names no table")
	}
	if _, err := Read("a.pdf", []byte(blind)); !errors.Is(err, ErrUnknown) {
		t.Errorf("%v", err)
	}
	if _, err := Read("a.pdf", data); err != nil {
		t.Error(err)
	}
}
