package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"nianbao/internal/character"
	"nianbao/internal/pattern"
)

// pageNumber is what a page number looks like.
var pageNumber = pattern.New(`^(?:[-—–－―─~·•\s]*第?\s*[0-9０-９]{1,4}\s*页?[-—–－―─~·•\s]*|第?\s*[0-9]{1,4}\s*页?\s*[,，/／;；、|·]?\s*共?\s*[0-9]{1,4}\s*页?|[Pp]age\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?)$`)

// margin is the part of a page's height, above and below, in which running
// heads, feet and page numbers stand.
const margin = 0.13

// furniture marks the lines of pages that are running heads, feet and page
// numbers: page numbers by their look and place, the others by standing at the
// same place with the same words on several pages.
func furniture(pages []*page) (numbers, running int) {
	said := map[string]int{}
	for _, p := range pages {
		for i := range p.lines {
			if l := &p.lines[i]; p.outer(l) {
				said[p.key(l)]++
			}
		}
	}
	for _, p := range pages {
		n, r := p.furniture(said, len(pages))
		numbers, running = numbers+n, running+r
	}
	return numbers, running
}

// furniture takes a page's furniture out of its lines. It goes from the edges
// inwards and ends at the first line that is none.
func (p *page) furniture(said map[string]int, pages int) (numbers, running int) {
	order := make([]int, len(p.lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.lines[a].box.Y0, p.lines[b].box.Y0) })
	drop := map[int]bool{}
	take := func(i int) bool {
		l := &p.lines[i]
		if !p.outer(l) {
			return false
		}
		switch {
		case pageNumber.MatchString(strings.TrimSpace(l.text())):
			numbers++
			p.shows(printedNumber(l.text()))
		case said[p.key(l)] >= max(2, (pages+1)/2):
			running++
		default:
			return false
		}
		drop[i] = true
		return true
	}
	for _, i := range order {
		if !take(i) {
			break
		}
	}
	for k := len(order) - 1; k >= 0 && !drop[order[k]]; k-- {
		if !take(order[k]) {
			break
		}
	}
	kept := p.lines[:0:0]
	for i := range p.lines {
		if !drop[i] {
			kept = append(kept, p.lines[i])
		}
	}
	p.lines = kept
	return numbers, running
}

// outer reports whether a line stands in the upper or lower margin.
func (p *page) outer(l *line) bool {
	_, y := l.box.Mid()
	return y < margin*p.Height || y > (1-margin)*p.Height
}

// key is the same for a line that stands on several pages, whatever the number
// in it.
func (p *page) key(l *line) string {
	words := strings.Map(func(r rune) rune {
		if character.IsDigit(r) {
			return '0'
		}
		return r
	}, l.text())
	return words + "\x00" + string(rune(int(math.Round(l.box.Y0/3))+0x100))
}
