package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/character"
	"nianbao/internal/diag"
)

// leastNumbered is how many pages at least must show a number before anything is
// made of their order.
const leastNumbered = 3

// leastSame is how many characters pages must have at least to be told of as the same.
const leastSame = 50

// twice tells of pages with the very text of one before, page number and all:
// whatever the numbers say, it would be doubled.
func (d *reader) twice() {
	seen := map[string]int{}
	for _, p := range d.pages {
		var b strings.Builder
		for i := range p.Glyphs {
			b.WriteString(p.Glyphs[i].Text)
		}
		text := strings.Join(strings.Fields(b.String()), "")
		if utf8.RuneCountInString(text) < leastSame {
			continue
		}
		if first := seen[text]; first > 0 {
			p.again = true
			d.lost(p.number, diag.T("这一页的文字和第 %d 页完全一样：是不是同一页放了两次？文字会重复", "this page has the very text of page %d: does it stand there twice? Its text would be doubled", first))
		} else {
			seen[text] = p.number
		}
	}
}

// shows notes a page number that stands on the page. Where two pages are on one
// sheet there are two.
func (p *page) shows(n int) {
	switch {
	case p.printed > 0 && n == p.through+1:
		p.through = n
	case p.printed > 0 && n == p.printed-1:
		p.printed = n
	default:
		p.printed, p.through = n, n
	}
}

// printedNumber gives the first number of a page number: 2 of “第2页 共5页”.
func printedNumber(text string) int {
	var digits []rune
	for _, r := range character.HalfWidth(text) {
		if character.IsDigit(r) {
			digits = append(digits, r)
		} else if digits != nil {
			break
		}
	}
	n, _ := strconv.Atoi(string(digits))
	return n
}

// sequence tells of pages whose numbers do not follow each other: files that were
// put together of scans or prints have pages twice, out of order, or lack some.
func (d *reader) sequence() {
	var before *page
	seen := map[int]bool{}
	for i, p := range d.numbered() {
		if i > 0 {
			d.follows(before, p, seen)
		}
		for n := p.printed; n <= p.through; n++ {
			seen[n] = true
		}
		before = p
	}
}

// numbered gives the pages that show a number, nil where they are too few to tell.
func (d *reader) numbered() (all []*page) {
	for _, p := range d.pages {
		if p.printed > 0 {
			all = append(all, p)
		}
	}
	if len(all) < leastNumbered || 3*len(all) < 2*len(d.pages) {
		return nil
	}
	return all
}

// follows compares a page's number with that of the one before that has one. Pages
// without a number in between may be counted or not. Another document, which begins
// with 1 again, may follow.
func (d *reader) follows(before, p *page, seen map[int]bool) {
	switch want := before.through + p.number - before.number; {
	case p.again:
	case before.through < p.printed && p.printed <= want, p.printed == 1 && seen[1]:
	case seen[p.printed]:
		d.lost(p.number, diag.T("这一页的页码是 %d，前面已有一页是这个页码：是不是同一页放了两次？文字会重复", "this page is numbered %d, as one before: does it stand there twice? Its text would be doubled", p.printed))
	default:
		d.lost(p.number, diag.T("这一页的页码是 %[1]d，接着前面应是 %[2]d：是不是缺了页，或者次序乱了？", "this page is numbered %[1]d, where %[2]d would follow: is a page missing, or out of order?", p.printed, want))
	}
}
