package pdfread

import (
	"bytes"
	"slices"

	"nianbao/internal/pattern"
)

// Hidden looks for objects and trailers that the sections do not lead to, but
// that a reader would take which looks for them itself: many do where something
// in a file does not please them (a file behind which there is too much white
// space, sections of two kinds). Older versions of an object are no such ones.
// Sections that do not please all readers are refused, too. Reason tells what is
// wrong.
func (f *File) Hidden() error {
	reached, err := f.Reach(nil)
	if err != nil {
		return err
	}
	if f.store.gap != nil {
		return f.store.gap
	}
	for _, at := range slices.Concat(f.Sections, f.hybrids) {
		if !f.plain(at) {
			return wrongSection(at)
		}
	}
	s := &seeking{f: f, reached: reached, written: f.written()}
	if err := s.seek(); err != nil {
		return err
	}
	if f.trailers() > f.tables() {
		return &damage{f.Start, "藏有另一个文件尾（trailer）", "another trailer is hidden"}
	}
	return nil
}

// seeking is the work on a file's bytes.
type seeking struct {
	f       *File
	reached *Reached
	written map[row]bool // all that any section says
	head    int          // where the last object begins
	num     int          // its number
}

// written gives the rows of all sections.
func (f *File) written() map[row]bool {
	m := make(map[row]bool, len(f.places)+len(f.older))
	for n, p := range f.places {
		m[row{num: n, place: p}] = true
	}
	for _, r := range f.older {
		m[r] = true
	}
	return m
}

// seek goes over the bytes once, for heads of objects and for the names of
// streams that hold objects or sections.
func (s *seeking) seek() error {
	b := s.f.Data
	for at := range b {
		switch b[at] {
		case 'o':
			if !bytes.HasPrefix(b[at:], []byte("obj")) {
				continue
			}
			r, from, ok := headBefore(b, at)
			if ok {
				s.head, s.num = from, r.Num
			}
			if ok && s.f.shadows(r, from, s.reached) || !ok && remarked(b, at) {
				return &damage{from, "藏有另一个对象", "another version of an object is hidden"}
			}
		case '/':
			if name := nameAt(b, at); name == "ObjStm" && !s.lists() || name == "XRef" && !s.isSection() {
				return &damage{at, "藏有没有列出的对象流或交叉引用表", "an object stream or a section is hidden"}
			}
		}
	}
	return nil
}

// nameAt reads a name that may be one of those looked for.
func nameAt(b []byte, at int) Name {
	if at+1 == len(b) || bytes.IndexByte([]byte("OX#"), b[at+1]) < 0 {
		return ""
	}
	p := &parser{b: b[at:min(len(b), at+len("/ObjStm")*3+1)]}
	n, _ := p.name().(Name)
	return n
}

// isSection reports whether the last object is one of the file's sections.
func (s *seeking) isSection() bool {
	is := func(at int) bool { return s.head >= at && blank(s.f.Data[at:s.head]) }
	return slices.ContainsFunc(s.f.Sections, is) || slices.ContainsFunc(s.f.hybrids, is)
}

// lists reports whether the last object is an object stream that a section
// lists, and so are its members: readers that mend take all that they find.
func (s *seeking) lists() bool {
	r := Ref{Num: s.num}
	_, o, err := s.f.objectAt(s.head, &r)
	stream, ok := o.(*Stream)
	if err != nil || !ok {
		return false
	}
	home := place{at: s.head}
	if p, used := s.f.places[s.num]; used && p.stream == 0 && p.at <= s.head && blank(s.f.Data[p.at:s.head]) {
		home = p
	}
	if !s.written[row{num: s.num, place: home}] {
		return false
	}
	p, err := s.f.packOf(home, stream)
	if err != nil {
		return false
	}
	for i, num := range p.nums {
		if _, used := s.f.places[num]; (used || s.reached.Absent[num]) && !s.written[row{num: num, place: place{stream: s.num, at: i}}] {
			return false
		}
	}
	return true
}

// isGap reports what a reader may take for white space: beside that of 7.2.3 all
// that cannot be seen (isspace of C, \s of JavaScript, PDFium).
func isGap(c byte) bool { return c <= ' ' || c > '~' }

func gapBefore(b []byte, at int) int {
	for at > 0 && isGap(b[at-1]) {
		at--
	}
	return at
}

// headBefore reads the two numbers before a word, from behind.
func headBefore(b []byte, at int) (r Ref, from int, ok bool) {
	gen, from, ok1 := numberBefore(b, gapBefore(b, at)) // 0obj: two words to some
	gap := gapBefore(b, from)
	num, from, ok2 := numberBefore(b, gap)
	return Ref{num, gen}, from, ok1 && ok2 && gap < at
}

// numberBefore reads digits.
func numberBefore(b []byte, to int) (v, from int, ok bool) {
	from = to
	for from > 0 && b[from-1] >= '0' && b[from-1] <= '9' {
		from--
	}
	v, whole := Number(b[from:to]).Int()
	return v, from, whole
}

// numbered has a number right before a comment.
var numbered = pattern.New(`[0-9][^!-~]*%`)

// remarked reports whether the numbers before a word have comments between
// them: no program writes that, and readers do not agree on it.
func remarked(b []byte, at int) bool {
	_, from, _ := numberBefore(b, gapBefore(b, at))
	return remarkBefore(b, at) || remarkBefore(b, from)
}

// remarkBefore reports whether a number stands before, with comments between.
func remarkBefore(b []byte, at int) bool {
	for {
		to := gapBefore(b, at)
		if !bytes.ContainsAny(b[to:at], "\r\n") {
			return false
		}
		from := bytes.LastIndexAny(b[:to], "\r\n") + 1
		line := b[from:to]
		first := bytes.IndexByte(line, '%')
		if first < 0 || numbered.Match(line) {
			return first >= 0
		}
		if gapBefore(line, first) > 0 {
			return false
		}
		at = from // a comment alone
	}
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
	case from > home && blank(f.Data[home:from]):
		return false
	}
	return from > home || r.Gen > p.gen
}

func blank(b []byte) bool { return len(bytes.TrimLeft(b, "\x00\t\n\f\r ")) == 0 }

// trailers counts what looks like a trailer (7.5.5), tables the sections that
// have one.
func (f *File) trailers() (n int) {
	word := []byte("trailer")
	for rest := f.Data; ; {
		at := bytes.Index(rest, word)
		if at < 0 {
			return n
		}
		rest = rest[at+len(word):]
		if leads(rest) {
			n++
		}
	}
}

// farthest is how far behind its word the dictionary of a trailer is looked for.
const farthest = 2000

// leads reports whether a dictionary begins behind white space and comments, or
// would, for all that is known.
func leads(b []byte) bool {
	for i := 0; i < len(b); i++ {
		switch {
		case i == farthest:
			return true
		case b[i] == '%':
			for i+1 < len(b) && i < farthest-1 && b[i+1] != '\r' && b[i+1] != '\n' {
				i++
			}
		case !isGap(b[i]):
			return bytes.HasPrefix(b[i:], []byte("<<"))
		}
	}
	return false
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
// is not understood: also where what stands first cannot be read, and the name of
// one stands near it.
func (f *File) Linearized() (length int, said bool) {
	d, ok := f.first()
	if !ok {
		return -1, linearizes(f.Data)
	}
	if d.Get("Linearized") == nil {
		return 0, false
	}
	length, ok = direct(d.Get("L"))
	if !ok || length < 0 {
		return -1, true
	}
	return length, true
}

// first reads the first object of the file, which may be no dictionary.
func (f *File) first() (d Dict, ok bool) {
	p := f.parser(0)
	p.space()
	p.header()
	p.header()
	p.space()
	if p.err != nil || p.word() != "obj" {
		return nil, false
	}
	o := p.object(0)
	_, word := o.(keyword)
	d, _ = o.(Dict)
	return d, p.err == nil && !word
}

// near is how far from the beginning readers look for a linearization dictionary.
const near = 4096

// linearizes reports whether the name of such a dictionary stands near the
// beginning.
func linearizes(b []byte) bool {
	b = b[:min(len(b), near)]
	for at := range b {
		p := &parser{b: b[at:min(len(b), at+len("/Linearized")*3+1)]}
		if b[at] == '/' && p.name() == Object(Name("Linearized")) {
			return true
		}
	}
	return false
}
