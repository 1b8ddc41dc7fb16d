package pdf

import (
	"strconv"

	"nianbao/internal/layout/typeset"
)

// bookmark is an outline item's place among the others; 0 is none, n stands
// for item n-1.
type bookmark struct{ parent, prev, next, first, last, below int }

// writeOutline writes the outline (12.3.3), all of it open, and gives its
// object, or 0 where there is none.
func (w *Writer) writeOutline(l *typeset.Layout) (id int) {
	if len(l.Outline) == 0 {
		return 0
	}
	items := nest(l.Outline)
	id = w.alloc()
	for range l.Outline {
		w.alloc()
	}
	b := w.body
	for i, o := range l.Outline {
		item := &items[i+1]
		b = appendText(append(b[:0], "<</Title"...), o.Title)
		b = appendRef(append(b, "/Parent "...), id+item.parent)
		b = w.appendDest(b, l, &l.Outline[i])
		if item.prev != 0 {
			b = appendRef(append(b, "/Prev "...), id+item.prev)
		}
		if item.next != 0 {
			b = appendRef(append(b, "/Next "...), id+item.next)
		}
		b = append(appendKids(b, item, id), ">>"...)
		w.object(id+i+1, b)
	}
	b = append(appendKids(append(b[:0], "<</Type/Outlines"...), &items[0], id), ">>"...)
	w.object(id, b)
	w.body = b
	return id
}

// appendDest appends where a heading stands (12.3.2); one on no page has no place.
func (w *Writer) appendDest(b []byte, l *typeset.Layout, o *typeset.Outline) []byte {
	if o.Page < 0 || o.Page >= len(w.pages) {
		return b
	}
	b = appendRef(append(b, "/Dest["...), w.pages[o.Page].page)
	b = appendMilli(append(b, "/XYZ null "...), milli(l.Pages[o.Page].Height-o.Y))
	return append(b, " null]"...)
}

// nest finds the tree in the list of levels; item 0 is the root.
func nest(outline []typeset.Outline) []bookmark {
	items := make([]bookmark, len(outline)+1)
	above := 0 // the last item that may be a parent
	for i := range outline {
		n := i + 1
		for above != 0 && outline[above-1].Level >= outline[i].Level {
			above = items[above].parent
		}
		p := &items[above]
		items[n].parent, items[n].prev = above, p.last
		if p.last == 0 {
			p.first = n
		} else {
			items[p.last].next = n
		}
		p.last = n
		for a := above; ; a = items[a].parent {
			items[a].below++
			if a == 0 {
				break
			}
		}
		above = n
	}
	return items
}

func appendKids(b []byte, item *bookmark, id int) []byte {
	if item.first == 0 {
		return b
	}
	b = appendRef(append(b, "/First "...), id+item.first)
	b = appendRef(append(b, "/Last "...), id+item.last)
	return appendInt(append(b, "/Count "...), item.below)
}

// appendPageLabels appends the catalog's entry for the page labels (12.4.2):
// a range for each run of numbers, else one for each page.
func appendPageLabels(b []byte, pages []typeset.Page) []byte {
	labelled := false
	for i := range pages {
		labelled = labelled || pages[i].Label != ""
	}
	if !labelled {
		return b
	}
	b = append(b, "/PageLabels<</Nums["...)
	expected := 0
	for i := range pages {
		label := pages[i].Label
		n, err := strconv.Atoi(label)
		switch {
		case err != nil || n < 1 || strconv.Itoa(n) != label:
			expected = 0
			b = append(appendInt(b, i), "<</P"...)
			b = append(appendText(b, label), ">>"...)
			continue
		case n != expected:
			b = append(appendInt(b, i), "<</S/D/St "...)
			b = append(appendInt(b, n), ">>"...)
		}
		expected = n + 1
	}
	return append(b, "]>>"...)
}
