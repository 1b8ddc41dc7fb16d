package pdfread

import (
	"bytes"

	"nianbao/internal/pattern"
)

// The forms in which programs write what readers look for first, and that no
// reader takes offence at: one that does, mends the file, and may see another
// (7.5.3, 7.5.4, 7.5.5).
var (
	plainTable  = pattern.New(`^xref ?(\r\n|\r|\n)([0-9]{1,7} [0-9]{1,7} ?(\r\n|\r|\n)([0-9]{10} [0-9]{5} [nf]( \r| \n|\r\n))*)*(\r\n|\r|\n)?trailer[ \r\n]*<<`)
	plainHead   = pattern.New(`^[1-9][0-9]{0,6} [0-9]{1,5} obj[ \r\n<\[(/]`)
	plainEnding = pattern.New(`^startxref ?(\r\n|\r|\n)[1-9][0-9]{0,9} ?(\r\n|\r|\n)%%EOF`)
)

// plain reports whether a section is written in such a form.
func (f *File) plain(at int) bool {
	b := f.Data[at:]
	if bytes.HasPrefix(b, []byte("xref")) {
		return plainTable.Match(b)
	}
	_, o, err := f.objectAt(at, nil)
	s, ok := o.(*Stream)
	if err != nil || !ok || !plainHead.Match(b) {
		return false
	}
	w, ok := widths(s.Dict)
	_, whole := direct(s.Dict.Get("Length"))
	return ok && whole && w[0] <= 1 && w[1] >= 1
}
