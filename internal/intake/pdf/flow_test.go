package pdf

import (
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// set sets a text in lines of n characters from x, y on, indented by two; it gives
// where the next line stands.
func (s *sheet) set(x, y, size, pitch float64, n int, text string) float64 {
	runes := []rune("　　" + text)
	for len(runes) > 0 {
		k := min(n, len(runes))
		line := strings.TrimLeft(string(runes[:k]), "　")
		s.text(x+float64(k-len([]rune(line)))*size, y, size, line)
		runes, y = runes[k:], y+pitch
	}
	return y
}

// long is a paragraph that tells itself from others.
func long(about string) string {
	return strings.Repeat(about+"的主动公开、依申请公开与平台建设有序推进，", 4) + "完成全年任务。"
}

// TestColumnsAreReadOneAfterTheOther: two columns between text of full width, lines
// of both at the same height or not, on two pages.
func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	for _, aside := range []float64{0, 9} { // how much lower the right column stands
		s := newSheet(sheetStyle{})
		left, right := []string{long("甲县"), long("乙县")}, []string{long("丙县"), long("丁县")}
		var want []string
		for range 2 {
			s.page()
			s.set(79, 140, 16, 28, 27, long("全省"))
			y := 300.0
			for _, p := range left {
				y = s.set(79, y, 10.5, 20, 20, p)
			}
			y = 300 + aside
			for _, p := range right {
				y = s.set(79+10.5*21.5, y, 10.5, 20, 20, p)
			}
			s.set(79, y+60, 16, 28, 27, long("全国"))
			s.text(290, 800, 14, "-1-")
			want = append(want, long("全省"))
			want = append(want, left...)
			want = append(want, right...)
			want = append(want, long("全国"))
		}
		d, err := Read("a.pdf", s.bytes())
		if err != nil {
			t.Fatal(err)
		}
		compareLists(t, prose(d), want)
		if !remarked(d, "分两栏") {
			t.Errorf("nothing is said of columns: %+v", d.Remarks)
		}
	}
}

// TestParagraphsGoOnInTheNextColumn: the text of the left column goes on in the right
// one and on the next page.
func TestParagraphsGoOnInTheNextColumn(t *testing.T) {
	s := newSheet(sheetStyle{})
	whole := []rune("　　" + strings.Repeat("本年度主动公开工作平稳有序推进各项任务全面完成", 27) + "。")
	text := string(whole)
	for len(whole) > 0 {
		s.page()
		for _, x := range []float64{79, 310} {
			for i := 0; i < 8 && len(whole) > 0; i++ {
				k := min(20, len(whole))
				line := strings.TrimLeft(string(whole[:k]), "　")
				s.text(x+float64(k-len([]rune(line)))*10.5, 300+20*float64(i), 10.5, line)
				whole = whole[k:]
			}
		}
	}
	d, err := Read("a.pdf", s.bytes())
	if err != nil {
		t.Fatal(err)
	}
	compareLists(t, prose(d), []string{strings.TrimLeft(text, "　")})
}

// TestUnclearColumnsAreTold: lines of two pieces that are no columns of full lines.
func TestUnclearColumnsAreTold(t *testing.T) {
	s := newSheet(sheetStyle{})
	s.page()
	for i := range 8 {
		s.text(79, 100+30*float64(i), 12, "各乡镇人民政府政务公开"+strings.Repeat("办", i%3))
		s.text(320+float64(7*(i%3)), 100+30*float64(i), 12, "各街道办事处政务公开办"+strings.Repeat("室", i%4))
	}
	d, err := Read("a.pdf", s.bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !remarked(d, "可能分栏") {
		t.Errorf("%v\n%+v", prose(d), d.Remarks)
	}
}

// TestTablesAreNoColumns: labels and figures side by side without rules.
func TestTablesAreNoColumns(t *testing.T) {
	s := newSheet(sheetStyle{})
	s.page()
	for i := range 12 {
		s.text(79, 100+20*float64(i), 10.5, "行政规范性文件的公开情况统计数量合计数")
		s.text(330, 100+20*float64(i), 10.5, strings.Repeat("1234 ", 5))
	}
	d, err := Read("a.pdf", s.bytes())
	if err != nil {
		t.Fatal(err)
	}
	if remarked(d, "栏") {
		t.Errorf("%+v", d.Remarks)
	}
	for _, b := range d.Blocks {
		if p, ok := b.(*original.Paragraph); ok && strings.Contains(p.Text(), "合计数") && !strings.Contains(p.Text(), "1234") {
			t.Errorf("a row is parted: %q", p.Text())
		}
	}
}

// Among very many tables no columns are looked for: each table is asked for each line.
func TestColumnsAmongManyTables(t *testing.T) {
	p := &page{tables: make([]*filled, mostBeside)}
	if got := p.columnsIn(make([]line, 2*columnLines)); got != nil {
		t.Errorf("%v", got)
	}
}
