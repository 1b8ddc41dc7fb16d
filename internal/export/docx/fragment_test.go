package docx

import (
	"strings"
	"testing"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

func TestSelfClose(t *testing.T) {
	for in, want := range map[string]string{
		"<a></a>":                             "<a/>",
		`<a><b x="1"></b><c></c></a>`:         `<a><b x="1"/><c/></a>`,
		`<a><b><c></c></b></a>`:               `<a><b><c/></b></a>`,
		`<a><b></b></a><d></d>`:               `<a><b/></a><d/>`,
		`<abc><defghi></defghi><j></j></abc>`: `<abc><defghi/><j/></abc>`,
	} {
		if got := string(selfClose([]byte(in))); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	k := kits.get(report(), wordOptions)
	for _, c := range []struct {
		key  paraKey
		want string
	}{
		{paraKey{style: "body"}, ``},
		{paraKey{style: "body", keepNext: true}, `<w:pPr><w:keepNext/></w:pPr>`},
		{paraKey{style: "heading1", keepNext: true}, `<w:pPr><w:pStyle w:val="heading1"/></w:pPr>`},
		{paraKey{style: "title", keepLines: true}, `<w:pPr><w:pStyle w:val="title"/><w:keepLines/></w:pPr>`},
		{paraKey{style: "signature", left: 1000 * unit.Twip, above: 1158 * unit.Twip},
			`<w:pPr><w:pStyle w:val="signature"/><w:spacing w:before="1158"/><w:ind w:left="1000"/></w:pPr>`},
		{paraKey{style: "signature", rightEnd: true},
			`<w:pPr><w:pStyle w:val="signature"/><w:ind w:right="630"/><w:jc w:val="right"/></w:pPr>`},
		{paraKey{style: "figure", newPage: true, size: 16},
			`<w:pPr><w:pStyle w:val="figure"/><w:pageBreakBefore/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:pPr>`},
	} {
		if got := string(k.paraOpen(c.key)); got != "<w:p>"+c.want {
			t.Errorf("%+v:\n got %s\nwant <w:p>%s", c.key, got, c.want)
		}
	}
}

// Lines and characters count for more than twips in Word: what comes in
// addition to a style's must switch them off.
func TestIndentsAdd(t *testing.T) {
	d := report()
	d.Styles[7].Left, d.Styles[7].Before, d.Styles[7].After = 1, 1, 2
	k := kits.get(d, wordOptions)
	got := string(k.paraOpen(paraKey{style: "signature", left: 100 * unit.Twip, above: 50 * unit.Twip, below: 20 * unit.Twip}))
	want := `<w:p><w:pPr><w:pStyle w:val="signature"/><w:spacing w:before="629" w:after="1178"/><w:ind w:left="415"/></w:pPr>`
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestTableProperties(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{string(rowProps(rowKey{640, true})), `<w:trPr><w:cantSplit/><w:trHeight w:val="640" w:hRule="atLeast"/><w:tblHeader/></w:trPr>`},
		{string(rowProps(rowKey{})), `<w:trPr><w:cantSplit/></w:trPr>`},
		{string(cellOpen(cellKey{width: 624, span: 2, merge: restart, shade: "F2F2F2", upright: true})),
			`<w:tc><w:tcPr><w:tcW w:w="624" w:type="dxa"/><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>` +
				`<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/><w:textDirection w:val="tbRlV"/><w:vAlign w:val="center"/></w:tcPr>`},
		{string(cellOpen(cellKey{width: 624, span: 1, merge: continued})),
			`<w:tc><w:tcPr><w:tcW w:w="624" w:type="dxa"/><w:vMerge w:val="continue"/><w:vAlign w:val="center"/></w:tcPr>`},
		{string(fragment("w:top", border(unit.Point/2))), `<w:top w:val="single" w:color="auto" w:sz="4" w:space="0"/>`},
		{string(fragment("w:top", border(0))), `<w:top w:val="none"/>`},
		{string(tableProps(tableKey{8844, unit.Point / 2, 54 * unit.Twip, `a"b`})),
			`<w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>` +
				strings.NewReplacer("?", ` w:val="single" w:color="auto" w:sz="4" w:space="0"/>`).Replace(
					`<w:top?<w:left?<w:bottom?<w:right?<w:insideH?<w:insideV?`) +
				`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="54" w:type="dxa"/>` +
				`<w:bottom w:w="0" w:type="dxa"/><w:right w:w="54" w:type="dxa"/></w:tblCellMar>` +
				`<w:tblCaption w:val="a&#34;b"/><w:tblDescription w:val="a&#34;b"/></w:tblPr>`},
	} {
		if c.got != c.want {
			t.Errorf("\n got %s\nwant %s", c.got, c.want)
		}
	}
}

func TestSection(t *testing.T) {
	k := kits.get(report(), wordOptions)
	const want = `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="850" w:footer="1422" w:gutter="0"/>` +
		`<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>`
	if got := string(k.section); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// LibreOffice shrinks blanks in files of Word 2013 and later.
func TestCompatibilityMode(t *testing.T) {
	for processor, want := range map[string]string{"": "15", Word: "15", LibreOffice: "14"} {
		o := wordOptions
		o.WordProcessor = processor
		parts, _ := unpack(t, write(t, small(), o))
		if s := parts["word/settings.xml"]; !strings.Contains(s, `w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="`+want+`"`) {
			t.Errorf("%q: not %s in %s", processor, want, s)
		}
	}
}

// LibreOffice reads overflowPunct the wrong way round.
func TestOverflowPunct(t *testing.T) {
	for processor, want := range map[string]string{"": "false", Word: "false", LibreOffice: "true"} {
		o := wordOptions
		o.WordProcessor = processor
		parts, _ := unpack(t, write(t, small(), o))
		styles := parts["word/styles.xml"]
		if n, m := strings.Count(styles, `<w:overflowPunct w:val="`+want+`"/>`), strings.Count(styles, "<w:overflowPunct"); n != m || n == 0 {
			t.Errorf("%q: %d of %d say %s", processor, n, m, want)
		}
	}
}

// A row's least height leaves the rule out, which most add; its prop's text is
// as high, so that it does not matter who does.
func TestRowHeight(t *testing.T) {
	tb := drawTable("t", []float64{10, 10}, 0, "a|b", "c|d")
	tb.Rule = unit.Point / 2
	tb.Rows[1].MinHeight = 18 * unit.Point
	tb.Fit = &document.Fit{Heights: []unit.Length{20 * unit.Point},
		Props: []document.Prop{{Cell: 1, Above: 30 * unit.Twip, Below: 31 * unit.Twip}}}
	if got := [2]int{rowHeight(tb, 0), rowHeight(tb, 1)}; got != [2]int{390, 350} {
		t.Errorf("%v", got)
	}
	parts, _ := unpack(t, write(t, &document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{tb}}, wordOptions))
	body := parts["word/document.xml"]
	if i, j := strings.Index(body, `<w:spacing w:before="30" w:after="31"/>`), strings.Index(body, "<w:t xml:space=\"preserve\">b<"); i < 0 || i > j || strings.Count(body, "w:before=\"30\"") != 1 {
		t.Errorf("no prop in %s", body)
	}
}

// A cell over two rows that holds up the second has the room where its text is,
// not where it goes on.
func TestPropOverRows(t *testing.T) {
	tb := drawTable("t", []float64{10, 10}, 0, "a|b", "^|c")
	tb.Rule = unit.Point / 2
	tb.Fit = &document.Fit{Heights: []unit.Length{20 * unit.Point, 20 * unit.Point},
		Props: []document.Prop{{Cell: -1}, {Row: 0, Cell: 0, Above: 30 * unit.Twip, Below: 31 * unit.Twip}}}
	parts, _ := unpack(t, write(t, &document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{tb}}, wordOptions))
	body := parts["word/document.xml"]
	room, a, b := strings.Index(body, `<w:spacing w:before="30" w:after="31"/>`), strings.Index(body, `preserve">a<`), strings.Index(body, `preserve">b<`)
	if room < 0 || room > a || a > b || strings.Count(body, `w:before="30"`) != 1 {
		t.Errorf("the room stands elsewhere: %s", body)
	}
}

// The space above a table that no typesetter has seen is below the paragraph.
func TestRoomAboveTable(t *testing.T) {
	tb := drawTable("t", []float64{10}, 0, "a")
	tb.Above = 6 * unit.Point
	d := &document.Document{Page: gbPage(), Styles: gbStyles(), Blocks: []document.Block{para("body", "x"), tb}}
	parts, _ := unpack(t, write(t, d, wordOptions))
	if !strings.Contains(parts["word/document.xml"], `<w:spacing w:after="120"/>`) {
		t.Error("no space above the table")
	}
	tb.Fit = &document.Fit{}
	parts, _ = unpack(t, write(t, d, wordOptions))
	if strings.Contains(parts["word/document.xml"], `<w:spacing w:after="120"/>`) {
		t.Error("space above the table twice")
	}
}

// Nothing in the package may ask for a theme.
func TestNoTheme(t *testing.T) {
	parts, _ := unpack(t, write(t, small(), wordOptions))
	for name, p := range parts {
		if strings.Contains(strings.ToLower(p), "theme") {
			t.Errorf("%s speaks of a theme", name)
		}
	}
}

func TestColumnsDoNotDrift(t *testing.T) {
	tb := &document.Table{}
	for range 15 {
		tb.Columns = append(tb.Columns, unit.Millimetres(10.4))
	}
	sum := 0
	for c := range tb.Columns {
		sum += tb.Span(c, 1).Twips()
	}
	if want := tb.Width().Twips(); sum != want || tb.Span(0, 15).Twips() != want {
		t.Errorf("columns add up to %d, the table is %d wide", sum, want)
	}
}

func TestFileTime(t *testing.T) {
	for d, want := range map[document.Date]string{
		{}:                               "",
		{Year: 2021, Month: 1, Day: 27}:  "2021-01-26T16:00:00Z",
		{Year: 2021, Month: 1, Day: 1}:   "2020-12-31T16:00:00Z",
		{Year: 1, Month: 1, Day: 1}:      "",
		{Year: 9999, Month: 99, Day: 99}: "",
	} {
		if got := fileTime(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}

func TestCoreProperties(t *testing.T) {
	got := string(coreProperties(&document.Info{Title: "a<b", Date: document.Date{Year: 2021, Month: 1, Day: 27}}))
	for _, want := range []string{"<dc:title>a&lt;b</dc:title>", `<dcterms:created xsi:type="dcterms:W3CDTF">2021-01-26T16:00:00Z</dcterms:created>`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if strings.Contains(got, "creator") {
		t.Error("a creator out of nothing")
	}
}
