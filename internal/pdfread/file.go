// Package pdfread reads the objects of a PDF file (ISO 32000-1 7.5) and
// appends incremental updates to it. What comes in is a file's bytes; what goes
// out are objects by number, and a longer file. It is strict: what another
// reader might mend is refused, for a signature must mean one thing to
// everybody. It knows no page content.
package pdfread

import (
	"bytes"
	"github.com/klauspost/compress/zlib"
	"io"

	"nianbao/internal/diag"
)

// Limits against files made to exhaust the machine.
const (
	largestStream = 64 << 20 // of data inflated from one stream
	mostSections  = 1000     // cross-reference sections
	mostObjects   = 8388607  // the highest object number (annex C.2)
	mostEntries   = 20000    // of a dictionary
)

// File is an opened file.
type File struct {
	Data    []byte
	Trailer Dict // the newest
	Start   int  // where the newest cross-reference section stands
	Table   bool // that section is a table, not a stream

	name    string
	places  map[int]place
	objects map[int]Object
	packs   map[int]*pack
	loading map[int]bool
}

// place is where an object stands: at an offset, or in an object stream.
type place struct {
	at, gen int
	stream  int // 0: at an offset
	free    bool
}

// pack is an object stream (7.5.7) with the numbers and places of its members.
type pack struct {
	data      []byte
	nums, ats []int
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
	f := &File{Data: data, name: name, places: map[int]place{}, objects: map[int]Object{},
		packs: map[int]*pack{}, loading: map[int]bool{}}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, f.say(diag.T("不是 PDF 文件", "this is no PDF file"),
			diag.T("请检查文件名；文件开头应是 %%PDF-。", "check the name; a PDF file begins with %%PDF-."))
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
	p := &parser{b: tail[i+len(word):]}
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

// Numbers calls yield with the number of every object in use, in no order.
func (f *File) Numbers(yield func(int)) {
	for n, p := range f.places {
		if !p.free {
			yield(n)
		}
	}
}

// load reads an object once.
func (f *File) load(r Ref) (Object, error) {
	pl, ok := f.places[r.Num]
	if !ok || pl.free || pl.gen != r.Gen {
		return nil, nil
	}
	if o, ok := f.objects[r.Num]; ok {
		return o, nil
	}
	if f.loading[r.Num] {
		return nil, &damage{pl.at, "对象引用成环", "an object needs itself"}
	}
	f.loading[r.Num] = true
	defer delete(f.loading, r.Num)
	var o Object
	var err error
	if pl.stream != 0 {
		o, err = f.member(r.Num, pl)
	} else {
		_, o, err = f.objectAt(pl.at, &r)
	}
	if err == nil {
		f.objects[r.Num] = o
	}
	return o, err
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
	p := &parser{b: f.Data, i: at}
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

// stream reads a stream's data (7.3.8).
func (f *File) stream(p *parser, d Dict) (end int, o Object, err error) {
	at := p.i
	switch {
	case bytes.HasPrefix(p.b[p.i:], []byte("\r\n")):
		p.i += 2
	case bytes.HasPrefix(p.b[p.i:], []byte("\n")):
		p.i++
	default:
		return 0, nil, &damage{at, "数据流的开头不对", "a stream begins wrongly"}
	}
	var n int
	ok := false
	switch l := d.Get("Length").(type) {
	case Number:
		n, ok = l.Int()
	case Ref:
		o, err := f.load(l)
		if err != nil {
			return 0, nil, err
		}
		if l, isNumber := o.(Number); isNumber {
			n, ok = l.Int()
		}
	}
	if !ok || n < 0 || n > len(p.b)-p.i {
		return 0, nil, &damage{at, "数据流的长度不对", "a stream's length is wrong"}
	}
	s := &Stream{d, p.b[p.i : p.i+n]}
	p.i += n
	p.space()
	if p.word() != "endstream" {
		return 0, nil, &damage{at, "数据流的长度不对", "a stream's length is wrong"}
	}
	p.space()
	if p.word() != "endobj" {
		return 0, nil, &damage{at, "对象没有结尾", "an object does not end"}
	}
	return p.i, s, nil
}

// Decode gives a stream's data: as they are, or inflated, with PNG predictors
// undone (7.4.4). Other filters are refused.
func (f *File) Decode(s *Stream) ([]byte, error) {
	filter, parms := f.Resolve(s.Dict.Get("Filter")), f.Resolve(s.Dict.Get("DecodeParms"))
	if a, ok := filter.(Array); ok {
		switch len(a) {
		case 0:
			filter = nil
		case 1:
			filter = f.Resolve(a[0])
			if p, ok := parms.(Array); ok && len(p) > 0 {
				parms = f.Resolve(p[0])
			}
		}
	}
	switch filter {
	case nil:
		return s.Raw, nil
	case Name("FlateDecode"):
	default:
		return nil, &damage{0, "数据流的压缩方式不支持", "a stream's filter is not supported"}
	}
	z, err := zlib.NewReader(bytes.NewReader(s.Raw))
	if err != nil {
		return nil, &damage{0, "数据流解压失败", "a stream cannot be inflated"}
	}
	b, err := io.ReadAll(io.LimitReader(z, largestStream+1))
	if err != nil || len(b) > largestStream {
		return nil, &damage{0, "数据流解压失败", "a stream cannot be inflated"}
	}
	p, _ := parms.(Dict)
	return f.predict(b, p)
}

// predict undoes a PNG predictor.
func (f *File) predict(b []byte, parms Dict) ([]byte, error) {
	number := func(key Name, standard int) int {
		if v, ok := f.Int(parms.Get(key)); ok {
			return v
		}
		return standard
	}
	bad := &damage{0, "数据流的预测方式不支持", "a stream's predictor is not supported"}
	switch p := number("Predictor", 1); {
	case p == 1:
		return b, nil
	case p < 10 || p > 15:
		return nil, bad
	}
	colors, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, bad
	}
	pixel, row := max(colors*bits/8, 1), (colors*bits*columns+7)/8
	if len(b)%(row+1) != 0 {
		return nil, bad
	}
	out := make([]byte, 0, len(b))
	above := make([]byte, row)
	for ; len(b) > 0; b = b[row+1:] {
		kind, cur := b[0], b[1:row+1]
		for i := range cur {
			var left, corner byte
			if i >= pixel {
				left, corner = cur[i-pixel], above[i-pixel]
			}
			switch kind {
			case 0:
			case 1:
				cur[i] += left
			case 2:
				cur[i] += above[i]
			case 3:
				cur[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				cur[i] += paeth(left, above[i], corner)
			default:
				return nil, bad
			}
		}
		out = append(out, cur...)
		above = cur
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, int(a)), distance(p, int(b)), distance(p, int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}

// member gives an object of an object stream.
func (f *File) member(num int, pl place) (Object, error) {
	p, ok := f.packs[pl.stream]
	if !ok {
		home := f.places[pl.stream]
		wrong := &damage{home.at, "对象流不对", "an object stream is wrong"}
		if home.stream != 0 || home.free {
			return nil, wrong
		}
		o, err := f.load(Ref{pl.stream, 0})
		if err != nil {
			return nil, err
		}
		s, ok := o.(*Stream)
		if !ok {
			return nil, wrong
		}
		if p, err = f.unpack(s, wrong); err != nil {
			return nil, err
		}
		f.packs[pl.stream] = p
	}
	if pl.at >= len(p.nums) || p.nums[pl.at] != num {
		return nil, &damage{0, "对象不在它的对象流里", "an object is not in its object stream"}
	}
	body := &parser{b: p.data, i: p.ats[pl.at]}
	o := body.object(0)
	if _, isWord := o.(keyword); body.err != nil || isWord {
		return nil, &damage{0, "对象流里的对象写法不对", "an object of an object stream is malformed"}
	}
	return o, nil
}

// unpack reads where the objects of an object stream stand.
func (f *File) unpack(s *Stream, wrong error) (*pack, error) {
	n, ok1 := f.Int(s.Dict.Get("N"))
	first, ok2 := f.Int(s.Dict.Get("First"))
	b, err := f.Decode(s)
	if err != nil {
		return nil, err
	}
	if s.Dict.Get("Type") != Name("ObjStm") || !ok1 || !ok2 || n < 0 || first < 0 || first > len(b) || n > len(b) {
		return nil, wrong
	}
	head := &parser{b: b[:first]}
	p := &pack{data: b, nums: make([]int, n), ats: make([]int, n)}
	for i := range n {
		num, _ := head.header()
		offset, _ := head.header()
		if head.err != nil || offset > len(b)-first {
			return nil, wrong
		}
		p.nums[i], p.ats[i] = num, first+offset
	}
	return p, nil
}

// At gives the object with a number in the generation that is in use.
func (f *File) At(num int) (Ref, Object) {
	r := Ref{num, f.places[num].gen}
	o, _ := f.load(r)
	return r, o
}
