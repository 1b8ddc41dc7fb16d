package typeset

import (
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// randomTable makes a table with nested spans, heading rows and long cells.
func randomTable(r *rand.Rand) *document.Table {
	t := &document.Table{Rule: unit.Point / 2, MarginX: 2 * unit.Point, MarginY: unit.Point, Keep: r.Intn(4) == 0, Title: "表"}
	columns := 3 + r.Intn(5)
	for c := 0; c < columns; c++ {
		t.Columns = append(t.Columns, 156*unit.Millimetre/unit.Length(columns))
	}
	n := 1 + r.Intn(70)
	t.HeaderRows = min(r.Intn(3), n-1)
	outer, inner := 0, 0 // rows left of the spans in the first two columns
	for i := 0; i < n; i++ {
		row := document.Row{MinHeight: 18 * unit.Point, KeepNext: sometimes(r, i < n-1)}
		span := func(left *int, most int) int {
			if *left > 0 {
				*left--
				return 0
			}
			k := 1 + r.Intn(most)
			if i < t.HeaderRows {
				k = 1
			}
			k = min(k, n-i)
			*left = k - 1
			return k
		}
		cell := func(col, rows int, text string) {
			row.Cells = append(row.Cells, document.Cell{Col: col, RowSpan: rows, ColSpan: 1, Style: "cell", Upright: col == 0 && rows > 3, Text: document.Run{Text: text}})
		}
		text := func() string { return strings.Repeat("字", 1+r.Intn(4)*r.Intn(14)) }
		wasOuter := outer
		if k := span(&outer, 30); k > 0 {
			cell(0, k, text())
		}
		if wasOuter == 0 {
			inner = 0
		}
		if k := span(&inner, min(8, outer+1)); k > 0 {
			cell(1, k, text())
		}
		for c := 2; c < columns; c++ {
			cell(c, 1, text()[:3])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// TestRandomTables sets tables after random prose: no character is lost or set
// twice, nothing leaves the text area, what Word is told agrees with the pages.
func TestRandomTables(t *testing.T) {
	for seed := int64(0); seed < 300; seed++ {
		r := rand.New(rand.NewSource(seed))
		tb := randomTable(r)
		doc := newDoc(body(1+r.Intn(700)), para("heading", "一、标题"), tb, body(1+r.Intn(60)),
			&document.Signature{Style: "signature", Name: document.Run{Text: "某局"}, Date: document.Run{Text: "2021年1月7日"}, Blank: 1})
		if r.Intn(2) == 0 {
			doc.Blocks = append(doc.Blocks[:3], doc.Blocks[4])
		}
		l := mustSet(t, doc)
		checkPages(t, seed, l)
		fit := l.Fitted.Blocks[2].(*document.Table)
		next := 0
		for i, b := range fit.Fit.Breaks {
			if b <= next || b >= len(fit.Rows) {
				t.Fatalf("seed %d: break %d of %v", seed, i, fit.Fit.Breaks)
			}
			next = b
		}
		var want, got strings.Builder
		for _, b := range doc.Blocks {
			want.WriteString(blockText(b))
		}
		for i := range l.Pages {
			_, texts := pageLines(&l.Pages[i])
			got.WriteString(strings.Join(texts, ""))
		}
		if got.String() != want.String() {
			t.Fatalf("seed %d: the text on the pages is not the document's", seed)
		}
		_, last := pageLines(&l.Pages[len(l.Pages)-1])
		if s := strings.Join(last, ""); s == "某局2021年1月7日" {
			t.Errorf("seed %d: the signature is alone on a page", seed)
		}
	}
}

func blockText(b document.Block) string {
	var s strings.Builder
	switch b := b.(type) {
	case *document.Paragraph:
		s.WriteString(b.Text())
	case *document.Signature:
		s.WriteString(b.Name.Text + b.Date.Text)
	case *document.Table:
		for _, row := range b.Rows {
			for _, c := range row.Cells {
				s.WriteString(c.Text.Text)
			}
		}
	}
	return s.String()
}

func checkPages(t *testing.T, seed int64, l *Layout) {
	t.Helper()
	bottom := 262*unit.Millimetre + unit.Point
	for i := range l.Pages {
		for _, r := range l.Pages[i].Rules {
			if r.Y+r.H > bottom {
				t.Fatalf("seed %d: page %d: a rule at %v, below the text area", seed, i+1, r.Y)
			}
		}
		ys, texts := pageLines(&l.Pages[i])
		if len(ys) == 0 {
			t.Fatalf("seed %d: page %d is empty", seed, i+1)
		}
		for k, y := range ys {
			if y > bottom {
				t.Fatalf("seed %d: page %d: %q at %v", seed, i+1, texts[k], y)
			}
		}
		if texts[len(texts)-1] == "一、标题" {
			t.Errorf("seed %d: page %d ends with a heading", seed, i+1)
		}
	}
}

func TestRowHigherThanAPage(t *testing.T) {
	pos := diag.Pos{File: "a.toml", Line: 9, Col: 4}
	for _, header := range []int{0, 1} {
		tb := grid(3, 1, 1, 1)
		tb.HeaderRows = header
		tb.Rows[1].Cells[2].Text = document.Run{Text: strings.Repeat("很长的说明", 300), Pos: pos}
		_, err := set(t, newDoc(body(30), tb), Options{})
		var list diag.List
		if !errors.As(err, &list) || list[0].Pos != pos {
			t.Errorf("%d heading rows: error %v, want one at %v", header, err, pos)
		}
	}
}

// TestHighHeadingRows: heading rows that leave no room for a row are not
// repeated.
func TestHighHeadingRows(t *testing.T) {
	tb := grid(3, 1, 1, 1)
	tb.HeaderRows = 1
	tb.Rows[0].Cells[1].Text.Text = strings.Repeat("字", 300)
	tb.Rows[1].Cells[1].Text.Text = strings.Repeat("字", 300)
	l := mustSet(t, newDoc(tb))
	checkPages(t, 0, l)
	if len(l.Pages) != 2 {
		t.Errorf("%d pages, want 2", len(l.Pages))
	}
}

func TestKeepGivesWayToItsHeading(t *testing.T) {
	spans := make([]int, 34)
	for i := range spans {
		spans[i] = 1
	}
	tb := grid(3, spans...)
	tb.Keep = true
	l := mustSet(t, newDoc(body(28*8-2), para("heading", "一、标题"), tb))
	var got []int
	for i := range l.Pages {
		ys, _ := pageLines(&l.Pages[i])
		got = append(got, len(ys))
	}
	if len(l.Pages) != 2 || l.Fitted.Blocks[2].(*document.Table).Keep {
		t.Errorf("lines on pages %v: want the table broken on the second page, not a third", got)
	}
}

func TestSignatureAfterASplitTable(t *testing.T) {
	for n := 30; n < 110; n++ {
		spans := make([]int, n)
		for i := range spans {
			spans[i] = 1
		}
		sign := &document.Signature{Style: "signature", Name: document.Run{Text: "某局"}, Date: document.Run{Text: "2021年1月7日"}, Blank: 1}
		l := mustSet(t, newDoc(grid(3, spans...), sign))
		_, last := pageLines(&l.Pages[len(l.Pages)-1])
		if strings.Join(last, "") == "某局2021年1月7日" {
			t.Errorf("%d rows: the signature is alone on a page", n)
		}
	}
}

// TestBreakBelowTable: a page that ends between a table and the text below it
// ends there in Word too.
func TestBreakBelowTable(t *testing.T) {
	for n := 25; n < 36; n++ {
		spans := make([]int, n)
		for i := range spans {
			spans[i] = 1
		}
		l := mustSet(t, newDoc(grid(3, spans...), para("heading", "一、标题"), body(100)))
		first := l.Fitted.Blocks[1].(*document.Paragraph)
		_, texts := pageLines(&l.Pages[len(l.Pages)-1])
		if moved := len(l.Pages) == 2 && texts[0] == "一、标题"; moved != first.PageBreak {
			t.Errorf("%d rows: heading begins the page: %v, page break: %v", n, moved, first.PageBreak)
		}
	}
}

func TestUprightSplit(t *testing.T) {
	tb := grid(3, 40)
	tb.Rows[0].Cells[0].Upright = true
	tb.Rows[0].Cells[0].Text.Text = "三、本年度（办理）结果"
	l := mustSet(t, newDoc(body(28*10-2), tb))
	if len(l.Pages) != 2 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	for i := range l.Pages {
		var label strings.Builder
		for _, tx := range l.Pages[i].Texts {
			if len(tx.Glyphs) == 1 && strings.ContainsRune("三、本年度（办理）结果", tx.Glyphs[0].Rune) {
				label.WriteRune(tx.Glyphs[0].Rune)
			}
		}
		if label.String() != "三、本年度（办理）结果" {
			t.Errorf("page %d shows the label as %q", i+1, label.String())
		}
	}
	if fmt.Sprint(len(l.Fitted.Blocks[1].(*document.Table).Fit.Breaks)) != "1" {
		t.Error("one break expected")
	}
}

// A figure is shrunk rather than broken; an address is broken where its line is
// full.
func TestLongWordsInCells(t *testing.T) {
	for _, c := range []struct {
		text   string
		shrunk bool
		lines  int
	}{
		{"123456789012", true, 1},
		{"GB/T9704-draft的", false, 2},
		{"http://www.yunting.gov.cn/zwgk/index.html", false, 4},
		{"12", false, 1},
	} {
		tb := grid(2, 1)
		tb.Columns[1], tb.Rows[0].Cells[0].Text.Text = 22*unit.Millimetre, "标签"
		tb.Rows[0].Cells[1].Text.Text = c.text
		l := mustSet(t, newDoc(tb))
		cell := l.Fitted.Blocks[0].(*document.Table).Rows[0].Cells[1]
		ys := map[unit.Length]bool{}
		for _, tx := range l.Pages[0].Texts {
			if tx.Node != nil && strings.ContainsRune(c.text, tx.Glyphs[0].Rune) {
				ys[tx.Y] = true
			}
		}
		if (cell.Size != 0) != c.shrunk || len(ys) != c.lines {
			t.Errorf("%s: size %v, %d lines", c.text, cell.Size, len(ys))
		}
	}
}

// Tables that follow each other do not touch.
func TestTablesInARow(t *testing.T) {
	a, b := grid(2, 1), grid(2, 1)
	a.Above, b.Above = 6*unit.Point, 6*unit.Point
	l := mustSet(t, newDoc(a, b))
	edges := map[unit.Length]bool{}
	for _, r := range l.Pages[0].Rules {
		if r.W > r.H {
			edges[r.Y] = true
		}
	}
	var ys []unit.Length
	for y := range edges {
		ys = append(ys, y)
	}
	slices.Sort(ys)
	if len(ys) != 4 || ys[2]-ys[1] != 6*unit.Point+ruleRoom {
		t.Errorf("rules at %v", ys)
	}
}

// A row whose cells all come from above or go on below is held up by the cell
// that ends in it: with its room that text is as high as all of its rows.
func TestPropOverRows(t *testing.T) {
	cell := func(col, rows int, text string) document.Cell {
		return document.Cell{Col: col, RowSpan: rows, ColSpan: 1, Style: "cell", Text: document.Run{Text: text}}
	}
	row := func(cells ...document.Cell) document.Row {
		return document.Row{MinHeight: 18 * unit.Point, Cells: cells}
	}
	tb := &document.Table{Rule: unit.Point / 2, MarginX: 2 * unit.Point, MarginY: unit.Point, Title: "砖",
		Columns: []unit.Length{78 * unit.Millimetre, 78 * unit.Millimetre},
		Rows: []document.Row{
			row(cell(0, 2, strings.Repeat("字", 90)), cell(1, 1, "一")),
			row(cell(1, 2, "二")),
			row(cell(0, 2, "三")),
			row(cell(1, 1, "四")),
		}}
	doc := newDoc(tb)
	fit := mustSet(t, doc).Fitted.Blocks[0].(*document.Table).Fit
	want := []document.Prop{{Row: 0, Cell: 1}, {Row: 0, Cell: 0}, {Row: 1, Cell: 0}, {Row: 3, Cell: 0}}
	for r, p := range fit.Props {
		if p.Row != want[r].Row || p.Cell != want[r].Cell {
			t.Errorf("row %d: prop %+v, want %+v", r, p, want[r])
			continue
		}
		text := -tb.Rule - p.Above - p.Below
		for q := p.Row; q <= r; q++ {
			text += fit.Heights[q]
		}
		if pitch := doc.Style("cell").Pitch; text <= 0 || text%pitch != 0 || p.Above > p.Below || p.Below > p.Above+unit.Twip {
			t.Errorf("row %d: prop %+v leaves %v for the text", r, p, text)
		}
	}
}

// sometimes keeps a row with the next, one of six.
func sometimes(r *rand.Rand, may bool) document.Keep {
	if r.Intn(6) == 0 && may {
		return document.KeepHeading
	}
	return document.MayPart
}

// Every row that has a cell of its own is as high as that cell's text with the
// room around it, in whole twips, also where a page break cut the table.
func TestProps(t *testing.T) {
	for seed := int64(0); seed < 40; seed++ {
		doc := newDoc(body(300), randomTable(rand.New(rand.NewSource(seed))))
		for _, b := range mustSet(t, doc).Fitted.Blocks {
			tb, ok := b.(*document.Table)
			if !ok {
				continue
			}
			for r := range tb.Rows {
				p := tb.Fit.Props[r]
				if p.Cell < 0 {
					t.Fatalf("seed %d: row %d has no prop", seed, r)
				}
				c := &tb.Rows[r].Cells[p.Cell]
				st := doc.Style(c.Style)
				text := tb.Fit.Heights[r] - tb.Rule - p.Above - p.Below
				if c.RowSpan != 1 || text <= 0 || text%st.Pitch != 0 || p.Above%unit.Twip != 0 || p.Above > p.Below || p.Below > p.Above+unit.Twip {
					t.Errorf("seed %d, row %d: height %v, prop %+v of %q", seed, r, tb.Fit.Heights[r], p, c.Text.Text)
				}
			}
		}
	}
}
