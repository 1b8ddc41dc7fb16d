package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
)

// Pages are in doubt whose numbers do not follow those before; a page without a
// number, and a second document that begins with 1, are none.
func TestSequence(t *testing.T) {
	for _, c := range []struct {
		name    string
		printed []int
		doubts  []int // pages, from 1
	}{
		{"in order", []int{1, 2, 3, 4}, nil},
		{"no number on the first page", []int{0, 2, 3, 4}, nil},
		{"cover before page 1", []int{0, 1, 2, 3}, nil},
		{"begins in a book", []int{17, 18, 19}, nil},
		{"attachment with numbers of its own", []int{1, 2, 3, 1, 2}, nil},
		{"a table's page without number", []int{1, 2, 0, 4}, nil},
		{"a table's page that is not counted", []int{1, 2, 0, 3, 4}, nil},
		{"more is missing than a page without number", []int{1, 2, 0, 5, 6}, []int{4}},
		{"twice", []int{1, 2, 3, 3, 4}, []int{4}},
		{"missing", []int{1, 2, 4, 5}, []int{3}},
		{"exchanged", []int{1, 3, 2, 4}, []int{2, 3, 4}},
		{"too few to tell", []int{1, 5}, nil},
		{"hardly any page has one", []int{3, 0, 0, 0, 9, 0, 2, 0}, nil},
	} {
		d := &reader{doc: &original.Document{}}
		for i, n := range c.printed {
			d.pages = append(d.pages, &page{number: i + 1, printed: n, through: n})
		}
		d.sequence()
		var got []int
		for _, r := range d.doc.Remarks {
			if !r.Lost {
				t.Errorf("%s: only a remark: %s", c.name, r.Text.EN)
			}
			got = append(got, r.Page)
		}
		if !slices.Equal(got, c.doubts) {
			t.Errorf("%s: in doubt are pages %v, want %v", c.name, got, c.doubts)
		}
	}
}

// Pages with the very text of one before are in doubt, also where their numbers begin
// with 1 again; pages with next to nothing on them are not.
func TestTwice(t *testing.T) {
	words := strings.Repeat("政府信息公开工作年度报告", 5)
	for _, c := range []struct {
		name   string
		texts  []string
		doubts []int
	}{
		{"first page twice", []string{"1" + words, "1" + words, "2" + words, "3" + words}, []int{2}},
		{"all twice", []string{"1" + words, "2" + words, "3" + words, "1" + words, "2" + words, "3" + words}, []int{4, 5, 6}},
		{"another document", []string{"1" + words, "2" + words, "3" + words, "1甲" + words, "2甲" + words}, nil},
		{"nearly empty", []string{"1" + words, "2" + words, "3" + words, "（此页无正文）", "（此页无正文）"}, nil},
	} {
		d := &reader{doc: &original.Document{}}
		for i, text := range c.texts {
			p := &page{Page: &content.Page{Glyphs: []content.Glyph{{Text: text}}}, number: i + 1}
			p.shows(printedNumber(text))
			d.pages = append(d.pages, p)
		}
		d.twice()
		d.sequence()
		var got []int
		for _, r := range d.doc.Remarks {
			got = append(got, r.Page)
		}
		if !slices.Equal(got, c.doubts) {
			t.Errorf("%s: in doubt are pages %v, want %v", c.name, got, c.doubts)
		}
	}
}

// A sheet with two pages shows both numbers, whichever is found first.
func TestTwoNumbersOnASheet(t *testing.T) {
	d := &reader{doc: &original.Document{}}
	for i, both := range [][]int{{1, 2}, {4, 3}, {5, 6}, {9, 10}} {
		p := &page{number: i + 1}
		for _, n := range both {
			p.shows(n)
		}
		d.pages = append(d.pages, p)
	}
	d.sequence()
	if all := d.doc.Remarks; len(all) != 1 || all[0].Page != 4 {
		t.Errorf("%+v", all)
	}
}

func TestPrintedNumber(t *testing.T) {
	for text, want := range map[string]int{"— 2 —": 2, "第１２页 共20页": 12, "3/7": 3, "Page 4 of 9": 4, "": 0} {
		if got := printedNumber(text); got != want {
			t.Errorf("%s: %s", text, fmt.Sprint(got))
		}
	}
}
