package mend

import (
	"bytes"
	"encoding/ascii85"
	"encoding/binary"
	"hash/adler32"
	"io"

	"github.com/klauspost/compress/flate"

	"nianbao/internal/signing/pdfread"
)

// Data gives a stream's data with its filters (7.4) undone, as far as they go:
// of data that are cut off or damaged what comes before the damage. A filter of
// pictures ends the chain; Filters tells which. What is not packed counts, too: a file
// can have it read as often as it likes.
func (f *File) Data(s *pdfread.Stream) []byte {
	b, left := f.Filters(s)
	if left != "" && !f.spend(len(b)) {
		return nil
	}
	return b
}

// spend counts bytes that a stream gives; false: the file gives too many.
func (f *File) spend(n int) bool {
	f.inflate -= n
	return f.inflate >= 0
}

// Spent reports whether a stream was not read since the file holds too much.
func (f *File) Spent() bool { return f.inflate < 0 }

// Filters is Data, and the first filter that was not undone with its
// parameters; "" where all were.
func (f *File) Filters(s *pdfread.Stream) (data []byte, left pdfread.Name) {
	if s == nil {
		return nil, ""
	}
	data = s.Raw
	names, parms := f.list(first(s.Dict, "Filter", "F")), f.list(first(s.Dict, "DecodeParms", "DP"))
	if len(names) == 0 && !f.spend(len(data)) {
		return nil, ""
	}
	for i, o := range names {
		if i >= 8 {
			break
		}
		var p pdfread.Dict
		if i < len(parms) {
			p = f.Dict(parms[i])
		}
		n := f.Name(o)
		out, ok := f.undo(n, data, p)
		if !ok {
			return data, n
		}
		if !f.spend(len(out)) {
			return nil, ""
		}
		data = out
	}
	return data, ""
}

// first gives the value of a key or of its short form in inline images.
func first(d pdfread.Dict, long, short pdfread.Name) pdfread.Object {
	if v := d.Get(long); v != nil {
		return v
	}
	return d.Get(short)
}

// list gives an array's elements, or what is no array as the only one.
func (f *File) list(o pdfread.Object) pdfread.Array {
	switch o := f.Resolve(o).(type) {
	case nil:
		return nil
	case pdfread.Array:
		return o
	default:
		return pdfread.Array{o}
	}
}

func (f *File) undo(name pdfread.Name, b []byte, parms pdfread.Dict) ([]byte, bool) {
	switch name {
	case "FlateDecode", "Fl":
		return f.unpredict(f.inflated(b), parms), true
	case "LZWDecode", "LZW":
		early, ok := f.Int(parms.Get("EarlyChange"))
		return f.unpredict(lzw(b, !ok || early != 0, f.inflate), parms), true
	case "ASCIIHexDecode", "AHx":
		l := &Lexer{B: append([]byte{'<'}, b...)}
		s, _ := l.hex().(pdfread.String)
		return s, true
	case "ASCII85Decode", "A85":
		return base85(b, f.inflate), true
	case "RunLengthDecode", "RL":
		return runLength(b, f.inflate), true
	case "Crypt":
		return b, true
	}
	return b, false
}

// inflated inflates as far as it goes. Where the end or the checksum (RFC 1950)
// is wrong the file counts as mended.
func (f *File) inflated(b []byte) []byte {
	zlib := len(b) > 2 && b[0]&15 == 8 && (int(b[0])<<8|int(b[1]))%31 == 0
	if zlib {
		b = b[2:]
	}
	rest := bytes.NewReader(b)
	out, err := io.ReadAll(io.LimitReader(flate.NewReader(rest), int64(f.inflate)+1))
	sum := b[len(b)-rest.Len():]
	if err != nil || !zlib || len(sum) < 4 || binary.BigEndian.Uint32(sum) != adler32.Checksum(out) {
		f.Mended = true
	}
	return out
}

// unpredict undoes a PNG predictor. A last row that is cut off is filled up.
func (f *File) unpredict(b []byte, parms pdfread.Dict) []byte {
	number := func(key pdfread.Name, standard int) int {
		if v, ok := f.Int(parms.Get(key)); ok {
			return v
		}
		return standard
	}
	if number("Predictor", 1) < 10 {
		return b
	}
	p := pdfread.Predictor{Colors: number("Colors", 1), Bits: number("BitsPerComponent", 8), Columns: number("Columns", 1)}
	row, ok := p.Row()
	if !ok {
		return b
	}
	if over := len(b) % row; over > 0 {
		b = append(b, make([]byte, row-over)...)
	}
	out, ok := p.Undo(b)
	if !ok {
		return nil
	}
	return out
}

func base85(b []byte, most int) []byte {
	b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~"))
	if end := bytes.IndexByte(b, '~'); end >= 0 {
		b = b[:end]
	}
	size := len(b) + 8
	if z := bytes.Count(b, []byte("z")); z > 0 { // each stands for four zeros
		size += 3 * z
	}
	out := make([]byte, max(0, min(size, most+1)))
	n, _, _ := ascii85.Decode(out, b, true)
	return out[:n]
}

func runLength(b []byte, most int) []byte {
	var out []byte
	for len(b) > 1 && len(out) <= most {
		n := int(b[0])
		switch {
		case n < 128:
			n = min(n+1, len(b)-1)
			out = append(out, b[1:1+n]...)
			b = b[1+n:]
		case n > 128:
			out = append(out, bytes.Repeat(b[1:2], 257-n)...)
			b = b[2:]
		default:
			return out
		}
	}
	return out
}
