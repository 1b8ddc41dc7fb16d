package mend

import (
	"bytes"

	"nianbao/internal/signing/pdfread"
)

// found is where an object was found: at an offset of the file, or in an object
// stream.
type found struct {
	at, gen int
	stream  int // number of the object stream; 0: at an offset
	index   int // in it
}

// scan finds all objects and the trailer of a file whose cross-reference
// sections are of no use.
func (f *File) scan() error {
	f.scanObjects()
	if len(f.found) == 0 {
		return ErrNoPages
	}
	if len(f.found) > mostObjects {
		return ErrTooLarge
	}
	f.findTrailer()
	if f.trailer.Get("Encrypt") != nil {
		c, err := f.newCipher()
		if err != nil {
			return err
		}
		f.cipher = c
		f.objects = map[int]pdfread.Object{} // read before there was a key
	}
	f.scanPacks()
	if f.Catalog() == nil {
		f.findCatalog()
	}
	return nil
}

// scanObjects finds what is written as "n g obj". Data of streams are passed
// over, lest an attached file's objects be taken for this one's.
func (f *File) scanObjects() {
	f.found = map[int]found{}
	for at := 0; len(f.found) <= mostObjects; {
		i := bytes.Index(f.data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		at = i + 3
		num, gen, ok := head(f.data[:i])
		if !ok || num == 0 || i+3 < len(f.data) && pdfread.IsRegular(f.data[i+3]) && !isObjectStart(f.data[i+3]) {
			continue
		}
		f.found[num] = found{at: i + 3, gen: gen}
		if end := f.skipStream(i + 3); end > at {
			at = end
		}
	}
	if f.strict != nil {
		f.scanPacks()
	}
}

// isObjectStart reports what may follow obj without a space.
func isObjectStart(c byte) bool { return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' }

// head reads the two numbers before obj, backwards.
func head(b []byte) (num, gen int, ok bool) {
	gen, b, ok = numberBefore(b)
	if !ok {
		return 0, 0, false
	}
	num, _, ok = numberBefore(b)
	return num, gen, ok
}

func numberBefore(b []byte) (n int, rest []byte, ok bool) {
	end := len(b)
	for end > 0 && pdfread.IsSpace(b[end-1]) && len(b)-end < 20 {
		end--
	}
	from := end
	for from > 0 && b[from-1] >= '0' && b[from-1] <= '9' && end-from < 8 {
		from--
	}
	if from == end {
		return 0, nil, false
	}
	return whole(b[from:end]), b[:from], true
}

// skipStream gives the end of the data of the stream that begins at an offset;
// 0 where there is none or it is not known yet.
func (f *File) skipStream(at int) int {
	if f.lexed <= 0 {
		return 0
	}
	l := &Lexer{B: f.data, I: at}
	o, _ := l.Next()
	f.lexed -= l.I - at
	d, ok := o.(pdfread.Dict)
	if !ok {
		return 0
	}
	from, ok := dataStart(l)
	if !ok {
		return 0
	}
	n, ok := d.Get("Length").(pdfread.Number)
	length, whole := n.Int()
	if ok && whole && f.endsAt(from, length) {
		return from + length
	}
	if r, ok := d.Get("Length").(pdfread.Ref); ok {
		return f.lengthLater(r, from)
	}
	return 0
}

// lengthLater gives the end of a stream whose length stands behind it, as
// programs write it that do not know it before.
func (f *File) lengthLater(r pdfread.Ref, from int) int {
	end := f.index(from, "endstream")
	if end < 0 {
		return 0
	}
	if p, ok := f.found[r.Num]; ok {
		l := &Lexer{B: f.data, I: p.at}
		o, _ := l.Next()
		n, _ := o.(pdfread.Number)
		if length, ok := n.Int(); ok && f.endsAt(from, length) {
			return from + length
		}
	}
	return from + end
}

// index looks for a word from an offset on, within the budget of the lexer; -1:
// it is not there.
func (f *File) index(from int, word string) int {
	if f.lexed <= 0 {
		return -1
	}
	i := bytes.Index(f.data[from:], []byte(word))
	if i < 0 {
		f.lexed -= len(f.data) - from
	} else {
		f.lexed -= i
	}
	return i
}

// dataStart passes the word stream and its end of line.
func dataStart(l *Lexer) (int, bool) {
	l.Space()
	if !bytes.HasPrefix(l.B[l.I:], []byte("stream")) {
		return 0, false
	}
	at := l.I + len("stream")
	switch {
	case bytes.HasPrefix(l.B[at:], []byte("\r\n")):
		at += 2
	case at < len(l.B) && (l.B[at] == '\n' || l.B[at] == '\r'):
		at++
	}
	return at, true
}

// endsAt reports whether a stream's data end after length bytes.
func (f *File) endsAt(from, length int) bool {
	if length < 0 || length > len(f.data)-from {
		return false
	}
	l := &Lexer{B: f.data, I: from + length}
	for l.I < len(l.B) && pdfread.IsSpace(l.B[l.I]) && l.I < from+length+4 {
		l.I++
	}
	return bytes.HasPrefix(l.B[l.I:], []byte("endstream"))
}

// load reads an object that scanning found, once.
func (f *File) load(num int) pdfread.Object {
	if o, ok := f.objects[num]; ok {
		return o
	}
	p, ok := f.found[num]
	if !ok || f.loading[num] || f.lexed <= 0 {
		return nil
	}
	f.loading[num] = true
	defer delete(f.loading, num)
	var o pdfread.Object
	if p.stream != 0 {
		o = f.member(p)
	} else {
		o = f.objectAt(num, p)
	}
	f.objects[num] = o
	return o
}

// objectAt reads the object that stands after "n g obj".
func (f *File) objectAt(num int, p found) pdfread.Object {
	l := &Lexer{B: f.data, I: p.at}
	o, _ := l.Next()
	f.lexed -= l.I - p.at
	if _, ok := o.(Word); ok {
		return nil
	}
	if d, ok := o.(pdfread.Dict); ok {
		if from, ok := dataStart(l); ok {
			o = &pdfread.Stream{Dict: d, Raw: f.data[from:f.dataEnd(d, from)]}
		}
	}
	if f.cipher != nil {
		return f.cipher.open(o, num, p.gen)
	}
	return o
}

// dataEnd gives where a stream's data end: by its length if that is right, else
// before the word endstream, else where the object or the file ends.
func (f *File) dataEnd(d pdfread.Dict, from int) int {
	if n, ok := f.Int(d.Get("Length")); ok && f.endsAt(from, n) {
		return from + n
	}
	f.Mended = true
	rest := f.data[from:]
	end := f.index(from, "endstream")
	if end < 0 {
		end = f.index(from, "endobj")
	}
	if end < 0 {
		return len(f.data)
	}
	return from + len(bytes.TrimRight(rest[:end], "\r\n"))
}

// findTrailer takes the last dictionary that names a catalog: of a trailer, or
// of a cross-reference stream.
func (f *File) findTrailer() {
	last := -1
	for at := 0; f.lexed > 0; {
		i := bytes.Index(f.data[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		l := &Lexer{B: f.data, I: at}
		o, _ := l.Next()
		f.lexed -= l.I - at
		if d, ok := o.(pdfread.Dict); ok && d.Get("Root") != nil {
			f.trailer, last = d, at
		}
	}
	for num, p := range f.found {
		if p.stream != 0 || p.at < last || !bytes.Contains(f.data[p.at:min(len(f.data), p.at+2000)], []byte("XRef")) {
			continue
		}
		if s, ok := f.load(num).(*pdfread.Stream); ok && s.Dict.Get("Type") == pdfread.Name("XRef") && s.Dict.Get("Root") != nil {
			f.trailer, last = s.Dict, p.at
		}
	}
}

// findCatalog makes a trailer for a file that has lost its own: with the catalog
// that stands last.
func (f *File) findCatalog() {
	last := -1
	for num, p := range f.found {
		d, ok := f.load(num).(pdfread.Dict)
		if ok && d.Get("Type") == pdfread.Name("Catalog") && p.at > last {
			last = p.at
			f.trailer = f.trailer.With("Root", pdfread.Ref{Num: num, Gen: p.gen})
		}
	}
}
