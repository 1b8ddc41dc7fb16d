package pdfread

import (
	"bytes"
	"slices"
)

// Hidden looks for objects and trailers that the sections do not lead to, but
// that a reader would take which looks for them itself: many do where something
// in a file does not please them (a file behind which there is too much white
// space, sections of two kinds). Older versions of an object are no such ones.
// Reason tells what is wrong.
func (f *File) Hidden() error {
	reached, err := f.Reach(nil)
	if err != nil {
		return err
	}
	for at := range f.Data {
		if f.Data[at] != 'o' || !bytes.HasPrefix(f.Data[at:], []byte("obj")) {
			continue
		}
		if r, from, ok := headBefore(f.Data, at); ok && f.shadows(r, from, reached) {
			return &damage{from, "藏有另一个对象", "another version of an object is hidden"}
		}
	}
	if f.trailers() > f.tables() {
		return &damage{f.Start, "藏有另一个文件尾（trailer）", "another trailer is hidden"}
	}
	return nil
}

// headBefore reads the two numbers before a word, from behind.
func headBefore(b []byte, at int) (r Ref, from int, ok bool) {
	gen, at, ok1 := numberBefore(b, at)
	num, from, ok2 := numberBefore(b, at)
	return Ref{num, gen}, from, ok1 && ok2
}

// numberBefore reads digits that stand before white space.
func numberBefore(b []byte, at int) (v, from int, ok bool) {
	to := at
	for to > 0 && isSpace(b[to-1]) {
		to--
	}
	from = to
	for from > 0 && b[from-1] >= '0' && b[from-1] <= '9' {
		from--
	}
	v, whole := Number(b[from:to]).Int()
	return v, from, whole && to < at
}

// shadows reports whether an object that stands somewhere would take the place
// of the one that the sections list: it stands behind it, or has a later
// generation, or is referred to and not there.
func (f *File) shadows(r Ref, from int, reached *Reached) bool {
	p, used := f.places[r.Num]
	home := p.at
	if p.stream != 0 {
		home = f.places[p.stream].at
	}
	switch {
	case !used || p.free:
		return reached.Absent[r.Num]
	case slices.Contains(f.Sections, from): // a section that does not list itself
		return false
	case from > home && len(bytes.TrimLeft(f.Data[home:from], "\x00\t\n\f\r ")) == 0:
		return false
	}
	return from > home || r.Gen > p.gen
}

// trailers counts what looks like a trailer (7.5.5), tables the sections that
// have one.
func (f *File) trailers() (n int) {
	word := []byte("trailer")
	for at := bytes.Index(f.Data, word); at >= 0; {
		rest := f.Data[at+len(word):]
		if bytes.HasPrefix(bytes.TrimLeft(rest[:min(len(rest), 100)], " \r\n\t\f\x00"), []byte("<<")) {
			n++
		}
		next := bytes.Index(rest, word)
		if next < 0 {
			break
		}
		at += len(word) + next
	}
	return n
}

func (f *File) tables() (n int) {
	for _, at := range f.Sections {
		if bytes.HasPrefix(f.Data[at:], []byte("xref")) {
			n++
		}
	}
	return n
}

// Linearized gives for which length of the file its linearization dictionary is
// made (annex F.3.3): a file of that length is read from its first section on,
// any other from its last. said is false where there is none, length -1 where it
// is not understood.
func (f *File) Linearized() (length int, said bool) {
	p := f.parser(0)
	p.space()
	p.header()
	p.header()
	p.space()
	if p.word() != "obj" {
		return 0, false
	}
	d, _ := p.object(0).(Dict)
	if d.Get("Linearized") == nil {
		return 0, false
	}
	length, ok := direct(d.Get("L"))
	if !ok || length < 0 {
		return -1, true
	}
	return length, true
}
