// Package pdfread reads the objects of a PDF file (ISO 32000-1 7.5) and
// appends incremental updates to it. What comes in is a file's bytes; what goes
// out are objects by number, and a longer file. It is strict: what another
// reader might mend is refused, for a signature must mean one thing to
// everybody. It knows no page content.
package pdfread

import (
	"bytes"

	"nianbao/internal/diag"
)

// File is an opened file, or one of its earlier states.
type File struct {
	Data     []byte
	Trailer  Dict   // the newest
	Start    int    // where the newest cross-reference section stands
	Table    bool   // that section is a table, not a stream
	Sections []int  // where the sections stand, the newest first
	Trailers []Dict // theirs

	name    string
	places  map[int]place
	older   []row // what earlier sections said of the same numbers
	hybrids []int // where streams beside tables stand
	store   *store
	strict  int // from this offset on no comments are read; 0: they are everywhere
}

// place is where an object stands: at an offset, or in an object stream.
type place struct {
	at, gen int
	stream  int // 0: at an offset
	free    bool
}

// damage is an error at an offset.
type damage struct {
	at     int
	zh, en string
}

func (d *damage) Error() string { return d.en }

// Open reads the cross-reference sections of a file; name stands in messages.
// The error is a *diag.Diagnostic: no PDF, cut off, encrypted or damaged.
func Open(name string, data []byte) (*File, error) {
	return open(name, data, newStore(len(data)))
}

// Before opens the state of the file that ends at an offset. What both states
// have in common is read once.
func (f *File) Before(end int) (*File, error) { return open(f.name, f.Data[:end], f.store) }

func open(name string, data []byte, store *store) (*File, error) {
	f := &File{Data: data, name: name, places: map[int]place{}, store: store}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, f.say(diag.T("不是 PDF 文件", "this is no PDF file"),
			diag.T("请检查文件名；签名和检查签名用生成的 PDF，不是 Word 等文件。", "check the name; the PDF that was built is signed and verified, no Word file."))
	}
	start, ok := startxref(data)
	if !ok {
		return nil, f.say(diag.T("PDF 文件不完整：缺少结尾，可能没有传完", "the PDF file is cut off: its end is missing"),
			diag.T("请重新生成或重新拷贝一份。", "make or copy it again."))
	}
	f.Start = start
	if err := f.readSections(start); err != nil {
		return nil, f.tell(err)
	}
	if f.Trailer.Get("Encrypt") != nil {
		return nil, f.say(diag.T("PDF 文件已加密", "the PDF file is encrypted"),
			diag.T("请先去掉密码，另存后再试。", "save it without a password first."))
	}
	root, isRef := f.Trailer.Get("Root").(Ref)
	if _, ok := f.Resolve(root).(Dict); !isRef || !ok {
		return nil, f.tell(&damage{start, "没有文件目录（Root）", "there is no catalog"})
	}
	return f, nil
}

func (f *File) say(what, do diag.Text) *diag.Diagnostic {
	return diag.New(diag.Pos{File: f.name}, what, do)
}

// tell makes a message of an error.
func (f *File) tell(err error) error {
	d, ok := err.(*damage)
	if !ok {
		return err
	}
	return f.say(diag.T("PDF 文件损坏：%[1]s（第 %[3]d 字节）", "the PDF file is damaged: %[2]s (at byte %[3]d)", d.zh, d.en, d.at),
		diag.T("请重新生成或重新拷贝一份。", "make or copy it again."))
}

// startxref finds the offset that the file's end names (7.5.5).
func startxref(data []byte) (int, bool) {
	tail := bytes.TrimRight(data, "\r\n\t \x00")
	tail, ok := bytes.CutSuffix(tail, []byte("%%EOF"))
	if !ok {
		return 0, false
	}
	word := []byte("startxref")
	i := bytes.LastIndex(tail, word)
	if i < 0 || len(tail)-i > 100 {
		return 0, false
	}
	p := &parser{b: tail[i+len(word):], comments: true}
	n, ok := p.object(0).(Number)
	at, whole := n.Int()
	p.space()
	return at, ok && whole && p.i == len(p.b) && at > 0 && at < i
}

// Get gives an indirect object, nil where there is none. The error is a
// *diag.Diagnostic.
func (f *File) Get(r Ref) (Object, error) {
	o, err := f.load(r)
	if err != nil {
		return nil, f.tell(err)
	}
	return o, nil
}

// Resolve follows a reference; what is damaged is nil.
func (f *File) Resolve(o Object) Object {
	for range 10 {
		r, ok := o.(Ref)
		if !ok {
			return o
		}
		o, _ = f.load(r)
	}
	return nil
}

// Dict follows a reference to a dictionary or to a stream's; nil: none.
func (f *File) Dict(o Object) Dict {
	switch o := f.Resolve(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array follows a reference to an array; nil: none.
func (f *File) Array(o Object) Array {
	a, _ := f.Resolve(o).(Array)
	return a
}

// Int follows a reference to a whole number.
func (f *File) Int(o Object) (int, bool) {
	n, ok := f.Resolve(o).(Number)
	if !ok {
		return 0, false
	}
	return n.Int()
}

// Catalog is the document's catalog (7.7.2).
func (f *File) Catalog() Dict { return f.Dict(f.Trailer.Get("Root")) }

// Size is the number after the highest object number (7.5.5).
func (f *File) Size() int {
	n, _ := f.Int(f.Trailer.Get("Size"))
	for num := range f.places {
		n = max(n, num+1)
	}
	return n
}

// HasNumber reports whether an object with this number is in use.
func (f *File) HasNumber(num int) bool {
	p, ok := f.places[num]
	return ok && !p.free
}

// FreshGeneration is that of a new object with a number that is not in use (7.5.4).
func (f *File) FreshGeneration(num int) int { return f.places[num].gen }

// Numbers calls yield with the number of every object in use, in no order.
func (f *File) Numbers(yield func(int)) {
	for n, p := range f.places {
		if !p.free {
			yield(n)
		}
	}
}

// load reads an object once; what is not there, or is free, is null.
func (f *File) load(r Ref) (Object, error) {
	pl, ok := f.places[r.Num]
	if !ok || pl.free || pl.gen != r.Gen {
		return nil, nil
	}
	k := f.key(r.Num, pl)
	if l, ok := f.store.objects[k]; ok {
		return l.object, l.err
	}
	f.store.objects[k] = loaded{nil, &damage{pl.at, "对象引用成环", "an object needs itself"}}
	var l loaded
	if pl.stream != 0 {
		l.object, l.err = f.member(r.Num, pl)
	} else {
		_, l.object, l.err = f.objectAt(pl.at, &r)
	}
	f.store.objects[k] = l
	return l.object, l.err
}

// Extent is where an object stands in the file, from its number to after
// endobj; ok is false where it stands in an object stream.
func (f *File) Extent(r Ref) (from, to int, ok bool) {
	pl, found := f.places[r.Num]
	if !found || pl.free || pl.stream != 0 || pl.gen != r.Gen {
		return 0, 0, false
	}
	to, _, err := f.objectAt(pl.at, &r)
	return pl.at, to, err == nil
}

// objectAt reads an indirect object at an offset (7.3.10). want is what it
// must be; nil: any.
func (f *File) objectAt(at int, want *Ref) (end int, o Object, err error) {
	if at < 0 || at >= len(f.Data) {
		return 0, nil, &damage{at, "对象的位置在文件之外", "an object's place is outside of the file"}
	}
	p := f.parser(at)
	num, _ := p.header()
	gen, _ := p.header()
	p.space()
	if p.err == nil && (p.word() != "obj" || want != nil && (num != want.Num || gen != want.Gen)) {
		p.fail(at, "这里没有应有的对象", "the object that should stand here does not")
	}
	if o = p.object(0); p.err != nil {
		return 0, nil, p.err
	}
	if w, ok := o.(keyword); ok {
		if w != "endobj" {
			return 0, nil, &damage{at, "对象写法不对", "an object is malformed"}
		}
		return p.i, nil, nil // an empty object is null
	}
	p.space()
	from := p.i
	switch p.word() {
	case "endobj":
		return p.i, o, nil
	case "stream":
		if d, ok := o.(Dict); ok {
			return f.stream(p, d)
		}
	}
	return 0, nil, &damage{from, "对象没有结尾", "an object does not end"}
}

// header reads a whole number of an object's head.
func (p *parser) header() (int, bool) {
	p.space()
	at := p.i
	w := p.word()
	v, ok := Number(w).Int()
	if !ok || !isDigits(w) || v > mostObjects {
		p.fail(at, "这里没有应有的对象", "the object that should stand here does not")
	}
	return v, ok
}

// At gives the object with a number in the generation that is in use.
func (f *File) At(num int) (Ref, Object) {
	r := Ref{num, f.places[num].gen}
	o, _ := f.load(r)
	return r, o
}
