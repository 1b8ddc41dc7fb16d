package pdfread

import (
	"bytes"
	"io"
	"slices"

	"github.com/klauspost/compress/zlib"
)

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

// elsewhere are keys by which some readers take a stream's data for others: those of
// a file outside (7.3.8.2), and the short names that only images within content have
// (8.9.7).
var elsewhere = []Name{"F", "FFilter", "FDecodeParms", "DP"}

var twoWays = &damage{0, "数据流的压缩参数有两种读法", "a stream's parameters can be read in two ways"}

// Decode gives a stream's data: as they are, or inflated, with PNG predictors
// undone (7.4.4). Other filters are refused.
func (f *File) Decode(s *Stream) ([]byte, error) {
	if slices.ContainsFunc(elsewhere, s.Dict.Has) {
		return nil, twoWays
	}
	filter, parms := f.Resolve(s.Dict.Get("Filter")), f.Resolve(s.Dict.Get("DecodeParms"))
	if a, ok := filter.(Array); ok && len(a) < 2 {
		if parms, ok = f.firstOf(parms, len(a)); !ok {
			return nil, twoWays
		}
		filter = nil
		if len(a) == 1 {
			filter = f.Resolve(a[0])
		}
	}
	switch filter {
	case nil:
		return s.Raw, nil
	case Name("FlateDecode"):
	default:
		return nil, &damage{0, "数据流的压缩方式不支持", "a stream's filter is not supported"}
	}
	b, err := f.inflate(s.Raw)
	if err != nil {
		return nil, err
	}
	p, ok := parms.(Dict)
	if !ok && parms != nil {
		return nil, twoWays
	}
	return f.predict(b, p)
}

// firstOf gives the parameters that go with the only filter of a list of n: none, or
// the only ones of a list as long. Some readers pass over others, some do not.
func (f *File) firstOf(parms Object, n int) (Object, bool) {
	a, ok := parms.(Array)
	switch {
	case parms == nil:
		return nil, true
	case !ok || len(a) != n:
		return nil, false
	case n == 0:
		return nil, true
	}
	return f.Resolve(a[0]), true
}

// inflate unpacks twice, the first time only to see how much it is: a slice that
// grows would take twice the memory.
func (f *File) inflate(raw []byte) ([]byte, error) {
	failed := &damage{0, "数据流解压失败", "a stream cannot be inflated"}
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, failed
	}
	n, err := io.Copy(io.Discard, io.LimitReader(z, int64(f.store.inflated)+1))
	if err != nil {
		return nil, failed
	}
	if !f.store.spend(&f.store.inflated, int(n)) {
		return nil, &damage{0, "解压出来的数据太多", "the streams hold too much when inflated"}
	}
	b := make([]byte, n)
	if z, err = zlib.NewReader(bytes.NewReader(raw)); err != nil {
		return nil, failed
	}
	if _, err = io.ReadFull(z, b); err != nil {
		return nil, failed
	}
	return b, nil
}

// predict undoes a PNG predictor.
func (f *File) predict(b []byte, parms Dict) ([]byte, error) {
	number := func(key Name, standard int) int {
		v, ok := f.Int(parms.Get(key))
		switch {
		case ok:
			return v
		case f.Resolve(parms.Get(key)) != nil:
			return -1 // no whole number: what readers take for it is not known
		}
		return standard
	}
	if len(parms.Without("Predictor", "Colors", "BitsPerComponent", "Columns", "EarlyChange")) > 0 { // a short name, to some
		return nil, twoWays
	}
	bad := &damage{0, "数据流的预测方式不支持", "a stream's predictor is not supported"}
	switch p := number("Predictor", 1); {
	case p == 1:
		return b, nil
	case p < 10 || p > 15:
		return nil, bad
	}
	p := Predictor{Colors: number("Colors", 1), Bits: number("BitsPerComponent", 8), Columns: number("Columns", 1)}
	out, ok := p.Undo(b)
	if !ok {
		return nil, bad
	}
	return out, nil
}
