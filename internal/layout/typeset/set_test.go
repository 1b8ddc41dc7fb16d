package typeset

import (
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"sync"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

var library = sync.OnceValues(func() (*font.Library, error) {
	l, list := font.Open(fonts.Embedded, nil)
	return l, list.Err()
})

func set(t testing.TB, doc *document.Document, opt Options) (*Layout, error) {
	t.Helper()
	lib, err := library()
	if err != nil {
		t.Fatal(err)
	}
	return Set(doc, lib, opt)
}

func mustSet(t testing.TB, doc *document.Document) *Layout {
	t.Helper()
	l, err := set(t, doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

const pitch = 579 * unit.Twip

// page is GB/T 9704's.
func page() document.Page {
	mm := unit.Millimetre
	return document.Page{
		Width: 210 * mm, Height: 297 * mm, Top: 37 * mm, Bottom: 35 * mm, Left: 28 * mm, Right: 26 * mm,
		LinePitch: pitch, Lines: 22, Chars: 28,
		Number: document.PageNumber{Style: "number", Before: "— ", After: " —", Below: 7 * mm, Indent: 1},
	}
}

func newDoc(blocks ...document.Block) *document.Document {
	size := 16 * unit.Point
	return &document.Document{
		Page: page(),
		Styles: []document.Style{
			{ID: "body", Name: "正文", Font: "fangsong", Latin: "times", Size: size, Spacing: -5 * unit.Twip, Pitch: pitch, First: 2},
			{ID: "heading", Name: "一级标题", Font: "heiti", Latin: "times", Size: size, Spacing: -5 * unit.Twip, Pitch: pitch, First: 2, Outline: 1, KeepNext: true},
			{ID: "title", Name: "标题", Font: "xiaobiaosong", Size: 22 * unit.Point, Pitch: pitch, Align: document.Center, After: 1},
			{ID: "signature", Name: "署名", Font: "fangsong", Latin: "times", Size: size, Spacing: -5 * unit.Twip, Pitch: pitch, Align: document.Left},
			{ID: "cell", Name: "表格", Font: "songti", Latin: "times", Size: 21 * unit.Point / 2, Pitch: 15 * unit.Point, Align: document.Center},
			{ID: "caption", Name: "题注", Font: "heiti", Size: 12 * unit.Point, Pitch: 18 * unit.Point, Align: document.Center},
			{ID: "number", Name: "页码", Font: "songti", Size: 14 * unit.Point, Pitch: 18 * unit.Point},
		},
		Blocks: blocks,
	}
}

func para(style, text string) *document.Paragraph {
	role := document.Body
	if style == "heading" {
		role = document.Heading1
	}
	return &document.Paragraph{Style: style, Role: role, Bookmark: map[bool]string{true: text}[style == "heading"], Runs: []document.Run{{Text: text}}}
}

func body(chars int) *document.Paragraph { return para("body", strings.Repeat("文", chars)) }

// grid makes a table of one column of labels over several rows and others of
// figures: spans[i] rows each.
func grid(columns int, spans ...int) *document.Table {
	t := &document.Table{Rule: unit.Point / 2, MarginX: unit.Point * 2, MarginY: unit.Point}
	for c := 0; c < columns; c++ {
		t.Columns = append(t.Columns, 156*unit.Millimetre/unit.Length(columns))
	}
	for i, n := range spans {
		for r := 0; r < n; r++ {
			row := document.Row{MinHeight: 18 * unit.Point}
			if r == 0 {
				row.Cells = append(row.Cells, document.Cell{RowSpan: n, ColSpan: 1, Style: "cell", Head: document.RowScope, Text: document.Run{Text: fmt.Sprintf("项目%d", i)}})
			}
			for c := 1; c < columns; c++ {
				row.Cells = append(row.Cells, document.Cell{Col: c, RowSpan: 1, ColSpan: 1, Style: "cell", Text: document.Run{Text: "7"}})
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// lines gives the baselines and texts of a page's lines that are no artifacts.
func pageLines(p *Page) (ys []unit.Length, texts []string) {
	for i := range p.Texts {
		t := &p.Texts[i]
		if t.Node == nil {
			continue
		}
		var b strings.Builder
		for _, g := range t.Glyphs {
			b.WriteRune(g.Rune)
		}
		if n := len(ys); n > 0 && ys[n-1] == t.Y {
			texts[n-1] += b.String()
			continue
		}
		ys, texts = append(ys, t.Y), append(texts, b.String())
	}
	return ys, texts
}

func TestPageGrid(t *testing.T) {
	l := mustSet(t, newDoc(body(28*44-2)))
	if len(l.Pages) != 2 {
		t.Fatalf("%d pages, want 2", len(l.Pages))
	}
	for n := range l.Pages {
		ys, texts := pageLines(&l.Pages[n])
		if len(ys) != 22 {
			t.Errorf("page %d: %d lines, want 22", n+1, len(ys))
		}
		for i := range ys {
			if want := 37*unit.Millimetre + pitch.Scale(4, 5) + unit.Length(i)*pitch; ys[i] != want {
				t.Errorf("page %d, line %d: baseline at %v, want %v", n+1, i+1, ys[i], want)
			}
			want := 28
			if n == 0 && i == 0 {
				want = 26 // after the indent
			}
			if got := len([]rune(texts[i])); got != want {
				t.Errorf("page %d, line %d: %d characters, want %d", n+1, i+1, got, want)
			}
		}
	}
}

func TestJustifiedLinesEndAtTheMargin(t *testing.T) {
	l := mustSet(t, newDoc(para("body", strings.Repeat("文字2020年，“公开”abc ", 40))))
	for n, p := range l.Pages {
		ends := map[unit.Length]unit.Length{}
		var ys []unit.Length
		for _, tx := range p.Texts {
			if tx.Node == nil {
				continue
			}
			x := tx.X
			end := x
			for _, g := range tx.Glyphs {
				x += g.Advance
				if g.Rune != ' ' {
					end = x
				}
			}
			if _, ok := ends[tx.Y]; !ok {
				ys = append(ys, tx.Y)
			}
			ends[tx.Y] = max(ends[tx.Y], end)
		}
		for i, y := range ys {
			if i == len(ys)-1 {
				continue // the last line of the paragraph
			}
			if off := ends[y] - 184*unit.Millimetre; off > unit.Point/20 || off < -unit.Point/20 {
				t.Errorf("page %d, line %d ends %v off the margin", n+1, i+1, off)
			}
		}
	}
}

func TestPageBreaks(t *testing.T) {
	sign := &document.Signature{Style: "body", Name: document.Run{Text: "某某局"}, Date: document.Run{Text: "2021年1月27日"}, Blank: 1}
	list := body(10)
	list.KeepLast = true
	for _, c := range []struct {
		name   string
		blocks []document.Block
		want   []int // lines on each page
	}{
		{"list and signature take two lines along", []document.Block{body(28*21 - 2), list, list, sign}, []int{19, 6}},
		{"heading goes along", []document.Block{body(28*21 - 2), para("heading", "一、标题"), body(60)}, []int{21, 4}},
		{"no single line at a page's end", []document.Block{body(28*21 - 2), body(28*3 - 2)}, []int{21, 3}},
		{"no single line at a page's beginning", []document.Block{body(28*20 - 2), body(28*3 - 2)}, []int{20, 3}},
		{"two and two is fine", []document.Block{body(28*20 - 2), body(28*4 - 2)}, []int{22, 2}},
		{"signature takes two lines along", []document.Block{body(28*21 - 2), sign}, []int{19, 4}},
		{"signature takes the whole short paragraph along", []document.Block{body(28*19 - 2), para("heading", "六、其他"), body(1), sign}, []int{19, 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustSet(t, newDoc(c.blocks...))
			var got []int
			for i := range l.Pages {
				ys, _ := pageLines(&l.Pages[i])
				got = append(got, len(ys))
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("lines on pages %v, want %v", got, c.want)
			}
		})
	}
}

// A paragraph that is split keeps with the signature anyway; told so, it would
// not be split by LibreOffice.
func TestSplitParagraphKeepsNothing(t *testing.T) {
	sign := &document.Signature{Style: "signature", Name: document.Run{Text: "某某局"}, Date: document.Run{Text: "2021年1月27日"}, Blank: 1}
	for chars, keep := range map[int]bool{28*4 - 2: false, 28*2 - 2: true} {
		l := mustSet(t, newDoc(body(28*20-2), body(chars), sign))
		if got := l.Fitted.Blocks[1].(*document.Paragraph).KeepNext > document.MayPart; got != keep {
			t.Errorf("%d characters: keeps with the signature: %v, want %v", chars, got, keep)
		}
	}
}

// In Word two lines go along with a signature, in LibreOffice the paragraph.
func TestSignatureTakesAlong(t *testing.T) {
	sign := &document.Signature{Style: "signature", Name: document.Run{Text: "某某局"}, Date: document.Run{Text: "2021年1月27日"}, Blank: 1}
	for p, want := range map[*Profile]string{&Word: "[20 4]", &LibreOffice: "[17 7]"} {
		l, err := set(t, newDoc(body(28*17-2), body(28*5-2), sign), Options{Profile: p})
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for i := range l.Pages {
			ys, _ := pageLines(&l.Pages[i])
			got = append(got, len(ys))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: lines on pages %v, want %s", p.Name, got, want)
		}
	}
}

func TestPageBreakBefore(t *testing.T) {
	p := body(30)
	p.PageBreak = true
	first := body(10)
	first.PageBreak = true // no empty page before it
	l := mustSet(t, newDoc(first, para("heading", "一、标题"), p))
	var got []int
	for i := range l.Pages {
		ys, _ := pageLines(&l.Pages[i])
		got = append(got, len(ys))
	}
	if fmt.Sprint(got) != "[2 2]" {
		t.Errorf("lines on pages %v, want [2 2]", got)
	}
}

// Where a paragraph begins a page because it is told to, word processors keep
// the space above it; the PDF has none there, so that the DOCX must not either.
func TestNoSpaceAtThePageTop(t *testing.T) {
	title := func(newPage bool) *document.Paragraph {
		p := para("title", "附表")
		p.PageBreak = newPage
		return p
	}
	doc := newDoc(title(false), body(30), title(true), body(30), title(false))
	doc.Style("title").Before = 2
	l := mustSet(t, doc)
	for i := range l.Pages {
		if ys, _ := pageLines(&l.Pages[i]); ys[0] != 37*unit.Millimetre+pitch.Scale(4, 5) {
			t.Errorf("page %d begins at %v", i+1, ys[0])
		}
	}
	for i, want := range []unit.Length{-2 * pitch, 0, -2 * pitch, 0, 0} {
		if got := l.Fitted.Blocks[i].(*document.Paragraph).Above; got != want {
			t.Errorf("block %d: %v more above, want %v", i, got, want)
		}
	}
}

func TestSignaturePlaces(t *testing.T) {
	em := 315 * unit.Twip
	right := 184 * unit.Millimetre
	for _, c := range []struct {
		name, date        string
		nameGap, dateGap  unit.Length // between the name's and the date's end and the edge; -1: either
		dateAfterNameLeft unit.Length // -1: either
	}{
		{"行政审批服务局办公室", "2021年1月7日", 2 * em, -1, 2 * em},
		{"某局", "2021年12月27日", -1, 2 * em, 2 * em},
		{"", "2021年1月7日", -1, 2 * em, -1},
		{"某局", "", 2 * em, -1, -1},
		{strings.Repeat("很长的名称", 12), "2021年1月7日", -1, 2 * em, -1},
	} {
		for _, style := range []string{"signature", "body"} { // without and with a first-line indent
			doc := newDoc(body(30), &document.Signature{Style: style, Name: document.Run{Text: c.name}, Date: document.Run{Text: c.date}, Blank: 1})
			p := &mustSet(t, doc).Pages[0]
			var lines []struct{ left, end unit.Length }
			var ys []unit.Length
			for _, tx := range p.Texts {
				if tx.Node == nil {
					continue
				}
				end := tx.X
				for _, g := range tx.Glyphs {
					end += g.Advance
				}
				if n := len(ys); n > 0 && ys[n-1] == tx.Y {
					lines[n-1].end = end
					continue
				}
				ys = append(ys, tx.Y)
				lines = append(lines, struct{ left, end unit.Length }{tx.X, end})
			}
			lines, ys = lines[2:], ys[2:] // below the paragraph
			if want := 37*unit.Millimetre + 3*pitch + document.Baseline(pitch); ys[0] != want {
				t.Errorf("%q %q: begins at %v, want %v: one blank line", c.name, c.date, ys[0], want)
			}
			near := func(what string, got, want unit.Length) {
				t.Helper()
				if off := got - want; want >= 0 && (off > 2*unit.Twip || off < -2*unit.Twip) {
					t.Errorf("%s, %q %q: %s %v, want %v", style, c.name, c.date, what, got, want)
				}
			}
			last := lines[len(lines)-1]
			if c.date != "" {
				near("the date ends before the edge by", right-last.end, c.dateGap)
			}
			if c.name != "" {
				near("the name ends before the edge by", right-lines[0].end, c.nameGap)
			}
			if c.name != "" && c.date != "" {
				near("the date begins after the name by", last.left-lines[0].left, c.dateAfterNameLeft)
			}
		}
	}
}

func TestTableBreaksBetweenRows(t *testing.T) {
	tb := grid(4, 20, 20, 20)
	head := document.Row{MinHeight: 18 * unit.Point}
	for c := 0; c < 4; c++ {
		head.Cells = append(head.Cells, document.Cell{Col: c, RowSpan: 1, ColSpan: 1, Style: "cell", Head: document.ColumnScope, Text: document.Run{Text: "表头"}})
	}
	tb.Rows = append([]document.Row{head}, tb.Rows...)
	tb.HeaderRows = 1
	l := mustSet(t, newDoc(tb))
	fit := l.Fitted.Blocks[0].(*document.Table)
	if len(l.Pages) != 2 || len(fit.Fit.Breaks) != 1 {
		t.Fatalf("%d pages, breaks %v", len(l.Pages), fit.Fit.Breaks)
	}
	at := fit.Fit.Breaks[0]
	var repeats []string
	for _, c := range fit.Rows[at].Cells {
		if c.Repeat {
			repeats = append(repeats, c.Text.Text)
		}
	}
	if fmt.Sprint(repeats) != "[项目1]" {
		t.Errorf("repeated labels %v, want [项目1]", repeats)
	}
	// the next page shows the heading and the label again, as artifacts
	var shown []string
	for _, tx := range l.Pages[1].Texts {
		if tx.Node == nil {
			var b strings.Builder
			for _, g := range tx.Glyphs {
				b.WriteRune(g.Rune)
			}
			shown = append(shown, b.String())
		}
	}
	if got := strings.Join(shown, " "); !strings.HasPrefix(got, "表头 表头 表头 表头 项目1") && !strings.HasPrefix(got, "表头 表头 表头 表头 项目 1") {
		t.Errorf("artifacts on page 2: %s", got)
	}
	// the structure tree knows one cell over all rows
	for _, tr := range l.Root.Kids[0].Kids[1].Kids {
		for _, c := range tr.Kids {
			if c.Tag == TagTH && c.RowSpan != 20 {
				t.Errorf("a heading cell spans %d rows, want 20", c.RowSpan)
			}
		}
	}
	if n := len(tb.Rows[21].Cells); n != 4 || tb.Fit != nil {
		t.Error("the input was changed")
	}
}

func TestTableKeptTogether(t *testing.T) {
	for _, keep := range []bool{false, true} {
		tb := grid(3, 10)
		tb.Keep = keep
		l := mustSet(t, newDoc(body(28*18-2), tb))
		breaks := l.Fitted.Blocks[1].(*document.Table).Fit.Breaks
		if got := len(breaks) == 0; got != keep {
			t.Errorf("keep %v: breaks %v", keep, breaks)
		}
	}
}

func TestRulesLieOnDots(t *testing.T) {
	l := mustSet(t, newDoc(body(40), grid(7, 3, 5, 2), body(3)))
	n := 0
	for _, p := range l.Pages {
		for _, r := range p.Rules {
			n++
			for _, v := range []unit.Length{r.X, r.Y, r.W, r.H} {
				if v%unit.Dot != 0 {
					t.Errorf("rule %+v is not on dots of 600 dpi", r)
				}
			}
			if r.X < 28*unit.Millimetre-unit.Point || r.X+r.W > 184*unit.Millimetre+unit.Point {
				t.Errorf("rule %+v leaves the text area", r)
			}
		}
	}
	// 11 horizontal lines, three of them whole, and 8 vertical ones
	if n != 11+8 {
		t.Errorf("%d rules, want 19", n)
	}
}

func TestFigureShrinksToItsColumn(t *testing.T) {
	tb := grid(15, 1)
	tb.Rows[0].Cells[3].Text.Text = "75394432"
	l := mustSet(t, newDoc(tb))
	c := l.Fitted.Blocks[0].(*document.Table).Rows[0].Cells[3]
	if c.Size == 0 || c.Size < smallest {
		t.Errorf("size %v", c.Size)
	}
	whole := false
	for _, tx := range l.Pages[0].Texts {
		whole = whole || tx.Size == c.Size && len(tx.Glyphs) == 8
	}
	if !whole {
		t.Error("the figure is broken")
	}
	if tb.Rows[0].Cells[3].Size != 0 {
		t.Error("the input was changed")
	}
}

func TestFigureTooWideForItsColumn(t *testing.T) {
	tb := grid(15, 1)
	pos := diag.Pos{File: "a.toml", Line: 5, Col: 9}
	tb.Rows[0].Cells[3].Text = document.Run{Text: "123456789012345", Pos: pos}
	_, err := set(t, newDoc(tb), Options{})
	var list diag.List
	if !errors.As(err, &list) || list[0].Pos != pos {
		t.Errorf("error %v, want one at %v", err, pos)
	}
}

func TestNarrowTableIsCentred(t *testing.T) {
	tb := grid(3, 1)
	for i := range tb.Columns {
		tb.Columns[i] = 20 * unit.Millimetre
	}
	p := mustSet(t, newDoc(tb)).Pages[0]
	left, right := p.Width, unit.Length(0)
	for _, r := range p.Rules {
		left, right = min(left, r.X), max(right, r.X+r.W)
	}
	if off := (left + right) - (28+184)*unit.Millimetre; off > 2*unit.Dot || off < -2*unit.Dot {
		t.Errorf("the table stands from %v to %v", left, right)
	}
}

func TestMissingCharacters(t *testing.T) {
	pos := diag.Pos{File: "a.toml", Line: 7, Col: 3}
	doc := newDoc(&document.Paragraph{Style: "body", Runs: []document.Run{{Text: "王\U0002A6D5先生，王\U0002A6D5", Pos: pos}}})
	_, err := set(t, doc, Options{})
	var list diag.List
	if !errors.As(err, &list) || len(list) != 1 {
		t.Fatalf("error %v, want one diagnostic", err)
	}
	if d := list[0]; d.Col != 4 || d.Line != 7 || !strings.Contains(d.What.ZH, "U+2A6D5") || !strings.Contains(d.What.ZH, "共 2 处") {
		t.Errorf("got %s", d.Format(diag.Chinese))
	}
	l, err := set(t, doc, Options{AllowMissing: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Warnings) != 1 || l.Warnings[0].Severity != diag.Warning {
		t.Errorf("warnings %v", l.Warnings)
	}
	_, texts := pageLines(&l.Pages[0])
	if texts[0] != "王\U0002A6D5先生，王\U0002A6D5" {
		t.Errorf("text %q: the character itself must stay readable", texts[0])
	}
}

func TestVariationSelector(t *testing.T) {
	l := mustSet(t, newDoc(para("body", "葛\U000E0100城，葛城")))
	_, texts := pageLines(&l.Pages[0])
	if texts[0] != "葛\U000E0100城，葛城" {
		t.Errorf("text %q", texts[0])
	}
	var width unit.Length
	for _, tx := range l.Pages[0].Texts {
		for _, g := range tx.Glyphs {
			if tx.Node != nil {
				width += g.Advance
			}
		}
	}
	if want := 5 * 315 * unit.Twip; width != want {
		t.Errorf("width %v, want %v: a selector takes no room", width, want)
	}
}

// TestNothingIsLost sets random documents and finds every character again, in
// order.
func TestNothingIsLost(t *testing.T) {
	letters := []rune("文字公开，。、（）《》“”……——一二三2020年abc./-@ %+")
	for seed := int64(0); seed < 40; seed++ {
		r := rand.New(rand.NewSource(seed))
		var blocks []document.Block
		text := func(n int) string {
			var b strings.Builder
			for i := 0; i < n; i++ {
				b.WriteRune(letters[r.Intn(len(letters))])
			}
			return b.String()
		}
		for i := 0; i < 12; i++ {
			switch r.Intn(4) {
			case 0:
				blocks = append(blocks, para("heading", "x"+text(10)))
			case 1:
				tb := grid(5, 1+r.Intn(30), 1+r.Intn(8))
				tb.Keep = r.Intn(2) == 0
				blocks = append(blocks, tb)
			default:
				blocks = append(blocks, para("body", "x"+text(r.Intn(400))))
			}
		}
		l := mustSet(t, newDoc(blocks...))
		var got strings.Builder
		for i := range l.Pages {
			ys, texts := pageLines(&l.Pages[i])
			for k, s := range texts {
				got.WriteString(strings.ReplaceAll(s, " ", ""))
				if ys[k] > 262*unit.Millimetre {
					t.Errorf("seed %d: page %d has text below the text area", seed, i+1)
				}
			}
		}
		var expect strings.Builder
		for _, b := range blocks {
			switch b := b.(type) {
			case *document.Paragraph:
				expect.WriteString(strings.ReplaceAll(b.Text(), " ", ""))
			case *document.Table:
				for _, row := range b.Rows {
					for _, c := range row.Cells {
						expect.WriteString(c.Text.Text)
					}
				}
			}
		}
		if got.String() != expect.String() {
			t.Fatalf("seed %d: the text on the pages is not the document's", seed)
		}
	}
}

func TestSameInputSameLayout(t *testing.T) {
	doc := newDoc(body(700), grid(4, 9, 30), body(20))
	a, b := mustSet(t, doc), mustSet(t, doc)
	if fmt.Sprintf("%+v", a.Pages[0].Texts[0].Glyphs) != fmt.Sprintf("%+v", b.Pages[0].Texts[0].Glyphs) || len(a.Pages) != len(b.Pages) {
		t.Error("two runs differ")
	}
	for i := range a.Pages {
		if fmt.Sprint(a.Pages[i].Rules) != fmt.Sprint(b.Pages[i].Rules) {
			t.Errorf("page %d: rules differ", i+1)
		}
	}
}

// GB/T 9704-2012 7.3.4: further lines of a long name stand below its first
// character, behind the mark.
func TestLinesStandBehindTheMark(t *testing.T) {
	const mark = "附件：1."
	long, short := para("signature", mark+strings.Repeat("很长的名称", 12)), para("signature", mark+"名称")
	long.Mark, short.Mark = len([]rune(mark)), len([]rune(mark))
	l := mustSet(t, newDoc(long, short))
	var at unit.Length // of the character behind the mark
	var begins []unit.Length
	for _, tx := range l.Pages[0].Texts {
		if tx.Node == nil {
			continue
		}
		x := tx.X
		for _, g := range tx.Glyphs {
			if g.Rune == '很' && at == 0 {
				at = x
			}
			x += g.Advance
		}
		if tx.Glyphs[0].Rune != '1' && tx.Glyphs[0].Rune != '很' || len(begins) == 0 {
			begins = append(begins, tx.X)
		}
	}
	const left = 28 * unit.Millimetre
	fitted := l.Fitted.Blocks[0].(*document.Paragraph)
	if off := left + fitted.Left - at; off > unit.Twip || off < -unit.Twip {
		t.Errorf("the lines begin at %v, the name at %v", left+fitted.Left, at)
	}
	found := 0
	for _, tx := range l.Pages[0].Texts {
		if tx.Node != nil && tx.X == left+fitted.Left {
			found++
		}
	}
	if found < 2 {
		t.Errorf("%d lines begin behind the mark", found)
	}
	if begins[0] != left+fitted.Left-fitted.Hanging {
		t.Errorf("line 1 begins at %v", begins[0])
	}
	if one := l.Fitted.Blocks[1].(*document.Paragraph); one.Left != 0 || one.Hanging != 0 {
		t.Errorf("a name of one line: %v, %v", one.Left, one.Hanging)
	}
}
