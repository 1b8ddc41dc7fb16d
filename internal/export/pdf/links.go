package pdf

import "nianbao/internal/layout/typeset"

// link is a link's annotation (12.5.6.5).
type link struct {
	*typeset.Link
	id, page, element int
}

// appendLinks appends a page's entry for its links. What they lead to may stand
// on a page that is not there yet: they are written when all pages are.
func (w *Writer) appendLinks(b []byte, page int, links []typeset.Link) []byte {
	if len(links) == 0 {
		return b
	}
	b = append(b, "/Annots["...)
	for i := range links {
		l := link{Link: &links[i], id: w.alloc(), page: page, element: w.tree.element(links[i].Node)}
		w.links = append(w.links, l)
		w.tree.elements[l.element].link = len(w.links)
		b = append(appendRef(b, l.id), ' ')
	}
	b[len(b)-1] = ']'
	return b
}

// writeLinks writes the annotations of all pages: printed with nothing of their
// own to be seen, and with words for those who do not see (ISO 14289-1 7.18.5).
func (w *Writer) writeLinks(l *typeset.Layout) {
	for i := range w.links {
		k := &w.links[i]
		height := l.Pages[k.page].Height
		b := append(w.body[:0], "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["...)
		for _, v := range [...]int64{milli(k.X), milli(height - k.Y - k.H), milli(k.X + k.W), milli(height - k.Y)} {
			b = append(appendMilli(b, v), ' ')
		}
		b[len(b)-1] = ']'
		b = w.appendDest(b, l, &k.To)
		b = appendText(append(b, "/Contents"...), k.To.Title)
		b = append(appendInt(append(b, "/StructParent "...), len(w.pages)+i), ">>"...)
		w.object(k.id, b)
		w.body = b
	}
}

// appendAnnotation appends the reference (14.7.4.3) to an element's link.
func (w *Writer) appendAnnotation(b []byte, e *element) []byte {
	if e.link == 0 {
		return b
	}
	l := &w.links[e.link-1]
	b = appendRef(append(b, "<</Type/OBJR/Obj "...), l.id)
	return append(appendRef(append(b, "/Pg "...), w.pages[l.page].page), ">> "...)
}
