package xlsx

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"nianbao/internal/unit"
)

func book() *Book {
	at := func(r, c int) Place { return Place{r, c} }
	return &Book{Title: "甲", Sheets: []Sheet{
		{Name: "表", Columns: []unit.Length{20 * unit.Millimetre, 20 * unit.Millimetre}, Heights: []unit.Length{15 * unit.Point, 0}, Cells: []Cell{
			{Place: at(0, 0), RowSpan: 1, ColSpan: 2, Look: Head, Text: "头<&>"},
			{Place: at(1, 0), RowSpan: 1, ColSpan: 1, Look: Figure, Text: "+144", Number: true, Signed: true, Open: true, Name: "a.b"},
			{Place: at(1, 1), RowSpan: 1, ColSpan: 1, Look: Figure, Text: "144", Number: true, Formula: "SUM($A$2)"},
		}, Marks: []Mark{{Cells: []Place{at(1, 0), at(1, 0)}, Formula: "$A$2=0"}}},
		{Name: ChecksSheet, Cells: []Cell{{Place: at(0, 0), RowSpan: 1, ColSpan: 1, Look: Verdict, Formula: "IF(" + Foreign("表", at(1, 0)) + "=144," + Quote(`"是"<`) + `,"否")`}}},
	}}
}

func part(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == name {
			b, err := read(f)
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
	}
	t.Fatalf("there is no %s", name)
	return ""
}

// TestKeptValues: a formula that comes to a number keeps a number, one that comes
// to text keeps text.
func TestKeptValues(t *testing.T) {
	data, err := Write(book())
	if err != nil {
		t.Fatal(err)
	}
	if s := part(t, data, "xl/worksheets/sheet1.xml"); !strings.Contains(s, `><f>SUM($A$2)</f><v>144</v></c>`) || strings.Contains(s, `t="str"`) {
		t.Errorf("the number is not kept: %s", s)
	}
	if s := part(t, data, "xl/worksheets/sheet2.xml"); !strings.Contains(s, ` t="str"><f>`) || !strings.Contains(s, "<v>&#34;是&#34;&lt;</v></c>") {
		t.Errorf("the text is not kept: %s", s)
	}
}

func TestSameBytes(t *testing.T) {
	a, err := Write(book())
	if err != nil {
		t.Fatal(err)
	}
	b, err := Write(book())
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("another time other bytes, error %v", err)
	}
}

func TestPlaces(t *testing.T) {
	p := Place{2, 27}
	if got := p.Ref() + " " + p.Absolute() + " " + Foreign("表", p); got != "AB3 $AB$3 '表'!$AB$3" {
		t.Error(got)
	}
}

// TestSheetNames: no two alike, none too long, no sign that is not allowed.
func TestSheetNames(t *testing.T) {
	var taken []Sheet
	for _, c := range []struct{ heading, want string }{
		{"二、表", "二、表"}, {"二、表", "二、表 2"}, {"a/b[1]*?:'", "ab1"}, {"", " 1"}, {ChecksSheet, ChecksSheet + " 1"},
		{strings.Repeat("长", 40), strings.Repeat("长", 28)}, {strings.Repeat("长", 41), strings.Repeat("长", 28) + " 2"},
	} {
		got := SheetName(c.heading, taken)
		if strings.TrimSpace(got) == "" || got != c.want && c.heading != "" && c.heading != ChecksSheet {
			t.Errorf("%q: %q, want %q", c.heading, got, c.want)
		}
		taken = append(taken, Sheet{Name: got})
	}
}
