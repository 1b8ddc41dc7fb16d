package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/docx"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
)

// licence is a figure of a sample that no sum protects, and its key.
const (
	sample     = "county/2023.toml"
	licence    = "1517"
	licenceKey = "disclosure.licence.decisions"
)

// licenceMarked reports whether that figure is in doubt.
func licenceMarked(t *testing.T, d *original.Document) bool {
	t.Helper()
	_, r := imported(t, d)
	for _, x := range r.Doubts {
		if x.Key == licenceKey {
			return true
		}
	}
	return false
}

// licencePage is the sample's page, in which its licences stand once.
func licencePage(t *testing.T) string {
	t.Helper()
	want, err := pageBuilder().Report(openSample(t, sample))
	if err != nil {
		t.Fatal(err)
	}
	page := string(want.Files()[0].Data)
	if strings.Count(page, ">"+licence+"<") != 1 {
		t.Fatalf("%s stands %d times", licence, strings.Count(page, ">"+licence+"<"))
	}
	return page
}

// TestUnsureCellsOfPages: what else than a figure stands in a cell is marked.
func TestUnsureCellsOfPages(t *testing.T) {
	page := licencePage(t)
	for _, c := range []struct {
		cell   string
		marked bool
	}{
		{licence, false},
		{"<b>" + licence + "</b>", false},
		{licence + `<span style="display:none">9</span>`, false},
		{licence + "<sup>1</sup>", true},
		{licence + "<sub>1</sub>", true},
		{licence + `<span style="vertical-align:super">1</span>`, true},
		{"<s>77</s>" + licence, true},
		{"<del>77</del>" + licence, true},
		{`<span style="text-decoration:line-through">77</span>` + licence, true},
		{licence + `<span class="h9">9</span>`, true},
		{licence + `<span class="up9">9</span>`, true},
		{licence + `<span style="font-size:9pt;font-size:0">9</span>`, true},
		{licence + `<span style="font-size:0">9</span>`, true},
		{licence + `<span style="position:absolute;left:-9999px">9</span>`, true},
		{licence + `<span style="opacity:0">9</span>`, true},
		{"<bdo dir=rtl>" + licence + "</bdo>", true},
		{"\u202E" + licence + "\u202C", true},
		{`<input readonly value="` + licence + `">`, true},
		{"<textarea>" + licence + "</textarea>", true},
		{"<select><option>1<option selected>" + licence + "</select>", true},
		{"<button>" + licence + "</button>", true},
		{"<object data=a></object>", true},
		{"123456789012345", false},
		{"1234567890123456", true},
		{licence + `<font color="#ffffff">9</font>`, true},
		{licence + `<span style="color:white">9</span>`, true},
		{licence + `<span style="color:#FFF;background:#c00 none">9</span>`, false},
		{`<span style="background:#336699"><span style="color:#336699">9</span></span>` + licence, true},
		{licence + `<span style="color:rgb(254, 254, 254)">9</span>`, true},
		{licence + `<span style="color:transparent">9</span>`, true},
		{licence + `<span style="color:#eee">9</span>`, false},
		{licence + `<span style="font-size:1px">9</span>`, true},
		{licence + `<span class="w9">9</span>`, true},
		{licence + `<span class="s9">9</span>`, true},
		{`<span style="width:0;overflow:hidden">9</span>` + licence, true},
		{`<span style="background:url(a.png);color:white">` + licence + `</span>`, false},
		{licence + `<span class="` + strings.Repeat("a ", 200) + `">9</span>`, true},
	} {
		changed := strings.Replace(page, ">"+licence+"<", ">"+c.cell+"<", 1)
		changed = strings.Replace(changed, "<body", "<style>td .h9 { display : none } .w9{color:white} .up9{vertical-align:super} .s9 { text-decoration: line-through }</style><body", 1)
		d, err := html.Read("report.html", []byte(changed))
		if err != nil {
			t.Fatal(err)
		}
		if licenceMarked(t, d) != c.marked {
			t.Errorf("%s: marked %t", c.cell, !c.marked)
		}
	}
}

// manyPictures are styles that are long by a picture that stands in them.
var manyPictures = strings.Repeat(".i,", 999) + ".i{background:url(data:image/png;base64," + strings.Repeat("QUJD", 20_000) + ")}"

// TestSeenCellsOfPages: cells that can be read on the page are not marked, though a
// rule that does not hold, or the cell alone, would hide them.
func TestSeenCellsOfPages(t *testing.T) {
	// Without styles and classes of its own.
	page := regexp.MustCompile(`(?s)<style>.*?</style>| (class|style)="[^"]*"`).ReplaceAllString(licencePage(t), "")
	for _, c := range []struct {
		css, table, row, cell string
		marked                bool
	}{
		{"html{font-size:100px} .x{font-size:.16rem}", "", "", ` class="x"`, false},
		{"@media print{.x{color:#fff}}", "", "", ` class="x"`, false},
		{"@media (prefers-color-scheme: dark){.x{color:#fff} .y{color:#eee}}", "", "", ` class="x"`, false},
		{"@media screen{.x{color:#fff}}", "", "", ` class="x"`, true},
		{manyPictures + ".x{color:#fff}", "", "", ` class="x"`, true},
		{".selected .x{color:#fff}", "", "", ` class="x"`, false},
		{"table{background:#036} .x{color:#fff}", "", "", ` class="x"`, false},
		{"tr{background-color:#036} .x{color:#fff}", "", "", ` class="x"`, false},
		{"", "", ` bgcolor="navy"`, ` style="color:white"`, false},
		{"", ` background="a.jpg"`, "", ` style="color:white"`, false},
		{"", "", "", ` background="a.jpg" style="color:white"`, false},
		{"", "", "", ` style="color:#FFF;background:none repeat scroll 0 0 #069"`, false},
		{".x{overflow:hidden;width:1px}", "", "", ` class="x"`, false},
		{"", "", ` bgcolor="white"`, ` style="color:white"`, true},
		{`td::before{content:"9"}`, "", "", "", true},
		{`table td.x:after { color:red; content: '\39' }`, "", "", ` class="x"`, true},
		{`td:before{content:attr(data-n)}`, "", "", ` data-n="9"`, true},
		{`td:before{content:attr(data-n)}`, "", "", ` data-n="数量"`, false},
		{`tr > *::after{content:counter(n)}`, "", "", "", true},
		{`.x::before{content:"-"} .x::after{content:""}`, "", "", ` class="x"`, true},
		{`td::before{content:"\e603"} td::after{content:"";clear:both}`, "", "", "", false},
		{`@media print{td::before{content:"9"}} li::before{content:"9"} .y::before{content:"9"}`, "", "", ` class="x"`, false},
		{".x{color:#fff}", "", "", ` class="x"`, true},
	} {
		changed := page
		for _, put := range [][2]string{{"<table", c.table}, {"<tr", c.row}, {"<td", c.cell}} {
			changed = strings.ReplaceAll(changed, put[0], put[0]+put[1])
		}
		d, err := html.Read("report.html", []byte(strings.Replace(changed, "<body", "<style>"+c.css+"</style><body", 1)))
		if err != nil {
			t.Fatal(err)
		}
		if licenceMarked(t, d) != c.marked {
			t.Errorf("%+v: marked %t", c, !c.marked)
		}
	}
}

// TestUnsureCellsOfWordFiles is the same for Word files.
func TestUnsureCellsOfWordFiles(t *testing.T) {
	word := built(t, openSample(t, sample))
	const run = `<w:r><w:t>` + licence + `</w:t></w:r>`
	for _, c := range []struct {
		cell   string
		marked bool
	}{
		{run, false},
		{`<w:r><w:rPr><w:position w:val="-4"/></w:rPr><w:t>` + licence + `</w:t></w:r>`, false},
		{run + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>`, true},
		{run + `<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>1</w:t></w:r>`, true},
		{run + `<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>1</w:t></w:r>`, true},
		{`<w:r><w:rPr><w:strike/></w:rPr><w:t>77</w:t></w:r>` + run, true},
		{`<w:r><w:rPr><w:dstrike/></w:rPr><w:t>77</w:t></w:r>` + run, true},
		{`<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>` + licence + `</w:t></w:r>`, false},
		{run + `<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>9</w:t></w:r>`, true},
		{run + `<w:r><w:rPr><w:color w:val="FEFEFE"/></w:rPr><w:t>9</w:t></w:r>`, true},
		{`<w:r><w:rPr><w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/></w:rPr><w:t>` + licence + `</w:t></w:r>`, false},
		{run + `<w:r><w:rPr><w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/></w:rPr><w:t>9</w:t></w:r>`, true},
		{run + `<w:r><w:rPr><w:highlight w:val="black"/></w:rPr><w:t>9</w:t></w:r>`, true},
		{run + `<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>9</w:t></w:r>`, true},
		{run + `<w:r><w:rPr><w:textFill><w:noFill/></w:textFill></w:rPr><w:t>9</w:t></w:r>`, true},
		{run + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>`, false},
		{`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 1517</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`, true},
		{`<w:bdo w:val="rtl">` + run + `</w:bdo>`, true},
		{`<w:bdo w:val="ltr">` + run + `</w:bdo>`, false},
		{`<w:dir w:val="rtl">` + run + `</w:dir>`, false},
		{"<w:r><w:t>\u202E" + licence + "\u202C</w:t></w:r>", true},
		{"<w:r><w:t>\u200E" + licence + "</w:t></w:r>", false},
		{`</w:p><w:tbl><w:tr><w:tc><w:p>` + run + `</w:p></w:tc></w:tr></w:tbl><w:p>`, true},
	} {
		d, err := docx.Read("report.docx", withRun(t, word, c.cell))
		if err != nil {
			t.Fatal(err)
		}
		if licenceMarked(t, d) != c.marked {
			t.Errorf("%s: marked %t", c.cell, !c.marked)
		}
	}
}

var licenceRun = regexp.MustCompile(`<w:r>(<w:rPr>(<[^/][^>]*/>)*</w:rPr>)?<w:t[^>]*>` + licence + `</w:t></w:r>`)

// withRun gives a Word file with something else in the place of the figure's run.
func withRun(t *testing.T, word []byte, runs string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(word), int64(len(word)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "word/document.xml" {
			if n := len(licenceRun.FindAll(data, -1)); n != 1 {
				t.Fatalf("%d runs with %s", n, licence)
			}
			data = licenceRun.ReplaceAllLiteral(data, []byte(runs))
		}
		if w, err := out.Create(f.Name); err != nil {
			t.Fatal(err)
		} else if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestUnsureTextOfParagraphs: text of a paragraph that is struck out or not seen
// is told of.
func TestUnsureTextOfParagraphs(t *testing.T) {
	for _, c := range []struct {
		text string
		told bool
	}{
		{"我局按时公开", false},
		{"我局<s>未</s>按时公开", true},
		{`我局<span style="color:#fff">未</span>按时公开`, true},
		{`我局<bdo dir="rtl">未</bdo>按时公开`, true},
		{"我局\u202E未\u202C按时公开", true},
		{`我局<span style="color:#333">未</span>按时公开<sup>1</sup>`, false},
	} {
		want, err := pageBuilder().Report(openSample(t, sample))
		if err != nil {
			t.Fatal(err)
		}
		page := strings.Replace(string(want.Files()[0].Data), "<table", "<p>"+c.text+"。</p><table", 1)
		d, err := html.Read("report.html", []byte(page))
		if err != nil {
			t.Fatal(err)
		}
		_, r := imported(t, d)
		told := false
		for _, x := range r.Doubts {
			told = told || strings.Contains(x.Why.ZH, "未")
		}
		if told != c.told {
			t.Errorf("%s: told %t", c.text, told)
		}
	}
}

// TestUnsureInTablesOfTheText: what is struck out or not seen is told of there too.
func TestUnsureInTablesOfTheText(t *testing.T) {
	for _, c := range []struct {
		cell string
		want bool
	}{
		{"14", false}, {"<s>7</s>14", true}, {"牌照<del>14</del>", true}, {`14<span style="font-size:0">9</span>`, true},
		{"14<sup>1</sup>", true}, {"平方米<sup>2</sup>", false},
	} {
		page := `<html><body><p>某某县水利局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><p>公开信息十条。</p>
<table><tr><th>名称</th><th>数量</th></tr><tr><td>执照</td><td>` + c.cell + `</td></tr></table></body></html>`
		d, err := html.Read("page.html", []byte(page))
		if err != nil {
			t.Fatal(err)
		}
		_, r := imported(t, d)
		if got := slices.ContainsFunc(r.Doubts, func(x intake.Doubt) bool { return x.Place.Row == 2 }); got != c.want {
			t.Errorf("%s: marked %t, want %t", c.cell, got, c.want)
		}
	}
}

// A row is known by its name, whatever is written where its figure belongs: that is
// written down as it stands.
func TestWordsForAFigure(t *testing.T) {
	page := licencePage(t)
	for _, written := range []string{"1,234件", "约1234", "1234（含注销）", "1.2万", "142O", "一2", "零", "见附件"} {
		d, err := html.Read("年报.html", []byte(strings.Replace(page, ">"+licence+"<", ">"+written+"<", 1)))
		if err != nil {
			t.Fatal(err)
		}
		_, r := imported(t, d)
		var marks []intake.Doubt
		for _, x := range r.Doubts {
			if x.Key == licenceKey || x.Key == "" {
				marks = append(marks, x)
			}
		}
		if len(marks) != 1 || marks[0].Key != licenceKey || marks[0].Written != written || !strings.Contains(marks[0].Why.ZH, "不是数字") {
			t.Errorf("%s: %+v", written, marks)
		}
	}
}

// Words never take the place of a figure, and a table of words is none of the form's.
func TestWordsBesideFigures(t *testing.T) {
	page := licencePage(t)
	row := regexp.MustCompile(`<tr>\s*<th[^>]*>行政许可</th>\s*<td[^>]*>` + licence + `</td>\s*</tr>`)
	if !row.MatchString(page) {
		t.Fatal("no such row")
	}
	facts := "<table><tr><td>类别</td><td>公开情况</td></tr><tr><td>行政许可</td><td>已公开</td></tr><tr><td>行政处罚</td><td>已公开</td></tr><tr><td>行政强制</td><td>无</td></tr></table>"
	for name, page := range map[string]string{
		"again behind it":  row.ReplaceAllString(page, "$0<tr><th>行政许可</th><td>均已公示</td></tr>"),
		"a table of facts": strings.Replace(page, "<table", facts+"<p>以下是统计数字。</p><table", 1),
	} {
		d, err := html.Read("年报.html", []byte(page))
		if err != nil {
			t.Fatal(err)
		}
		file, r := imported(t, d)
		if part := file.Report.Parts["disclosure"]; part.Rows["licence"].Values.Of("decisions").Text != licence {
			t.Errorf("%s: %+v", name, part.Rows["licence"])
		}
		for _, x := range r.Doubts {
			if x.Key != "" {
				t.Errorf("%s: in doubt is %+v", name, x)
			}
		}
	}
	above := row.ReplaceAllString(page, "<tr><th colspan=\"4\">行政许可</th></tr><tr><th>决定数</th><td>"+licence+"</td></tr>")
	d, err := html.Read("年报.html", []byte(above))
	if err != nil {
		t.Fatal(err)
	}
	if file, r := imported(t, d); file.Report.Parts["disclosure"].Rows["licence"].Values.Of("decisions").Text != licence || len(r.Doubts) == 0 {
		t.Errorf("a name above its figure: %+v, %+v", file.Report.Parts["disclosure"].Rows["licence"], r.Doubts)
	}
}
