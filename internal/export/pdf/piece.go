package pdf

import (
	"fmt"

	"nianbao/internal/layout/typeset"
)

// appendPiece appends the page-piece dictionary (14.5) in which the file says
// to the program itself where its signature block stands: the page, a rectangle
// around name and date, the lower edge of the text above, whether there is room
// for a seal, and the structure element of the last line. A seal can then be set over it much later, from the
// file alone.
func (w *Writer) appendPiece(b []byte, l *typeset.Layout, m *metadata, structure int) []byte {
	s := l.Signature
	if s == nil {
		return b
	}
	page := &l.Pages[s.Page]
	left, right := milli(s.Box.X), milli(s.Box.X+s.Box.W)
	bottom, top := milli(page.Height-s.Box.Y-s.Box.H), milli(page.Height-s.Box.Y)
	b = append(b, "/PieceInfo<</Nianbao<</LastModified("...)
	year, month, day := m.day()
	b = fmt.Appendf(b, "D:%04d%02d%02d000000+08'00')/Private<</Signature<</Page ", year, month, day)
	b = append(appendRef(b, w.pages[s.Page].page), "/Rect["...)
	for _, v := range []int64{left, bottom, right, top} {
		b = append(appendMilli(b, v), ' ')
	}
	b[len(b)-1] = ']'
	b = appendMilli(append(b, "/Above "...), milli(page.Height-s.Above))
	if s.Sealed {
		b = append(b, "/Sealed true"...)
	}
	if i, ok := w.tree.index[s.Node]; ok { // the tree's elements follow its root
		b = appendRef(append(b, "/Element "...), structure+1+i)
	}
	return append(b, ">>>>>>>>"...)
}
