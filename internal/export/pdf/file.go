package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"nianbao/internal/export/deflate"
)

// perStream is the number of objects in one object stream.
const perStream = 2000

// file is the file's body: numbered objects and where they stand. Streams go
// straight into it, other objects into object streams (7.5.7).
type file struct {
	out    []byte
	places []place // by object number
	length int     // where that of the stream that is being written belongs
	data   int     // where its data begin

	members []int  // numbers of the objects in the current object stream
	starts  []int  // their offsets in bodies
	bodies  []byte // their bytes
	head    []byte // scratch

	programs []span // font programs in out
}

// span is a part of the file.
type span struct{ from, to int }

// place is an offset in the file, or a position in an object stream.
type place struct{ stream, at int }

// reset begins a file in room.
func (f *file) reset(room []byte) {
	f.out = append(room[:0], "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	f.places = append(f.places[:0], place{}) // object 0 is free
	f.members, f.starts, f.bodies = f.members[:0], f.starts[:0], f.bodies[:0]
	f.programs = f.programs[:0]
}

// alloc gives the next object number.
func (f *file) alloc() int {
	f.places = append(f.places, place{})
	return len(f.places) - 1
}

// object writes an object that is no stream.
func (f *file) object(id int, body []byte) {
	f.members = append(f.members, id)
	f.starts = append(f.starts, len(f.bodies))
	f.bodies = append(append(f.bodies, body...), '\n')
	if len(f.members) == perStream {
		f.flush()
	}
}

const flateDecode = "/Filter/FlateDecode"

// stream writes a stream object of what every document has; dict holds its dictionary's
// entries.
func (f *file) stream(id int, dict string, data []byte) span {
	f.begin(id, dict+flateDecode)
	f.out = deflate.PDF.AppendZlib(f.out, data)
	return f.end()
}

// foreign writes a stream object of what may be anything.
func (f *file) foreign(id int, dict string, data []byte) span {
	f.begin(id, dict+flateDecode)
	f.out = deflate.AppendZlib(f.out, data)
	return f.end()
}

// ready writes a stream object whose data are ready.
func (f *file) ready(id int, dict string, data []byte) span {
	f.begin(id, dict)
	f.out = append(f.out, data...)
	return f.end()
}

// begin begins a stream object; what is put into out until its end are its data. There is
// room for ten digits of their length.
func (f *file) begin(id int, dict string) {
	f.places[id] = place{at: len(f.out)}
	b := append(appendInt(f.out, id), " 0 obj\n<<"...)
	b = append(append(b, dict...), "/Length "...)
	f.length = len(b)
	f.out = append(b, "          >>\nstream\n"...)
	f.data = len(f.out)
}

// end ends it, and gives where its data stand.
func (f *file) end() span {
	data := span{f.data, len(f.out)}
	appendInt(f.out[:f.length], data.to-data.from)
	f.out = append(f.out, "\nendstream\nendobj\n"...)
	return data
}

// flush writes the current object stream.
func (f *file) flush() {
	if len(f.members) == 0 {
		return
	}
	id := f.alloc()
	h := f.head[:0]
	for i, m := range f.members {
		f.places[m] = place{id, i}
		h = append(appendInt(h, m), ' ')
		h = append(appendInt(h, f.starts[i]), ' ')
	}
	first := len(h)
	h = append(h, f.bodies...)
	f.head = h
	dict := appendInt([]byte("/Type/ObjStm/N "), len(f.members))
	dict = appendInt(append(dict, "/First "...), first)
	f.stream(id, string(dict), h)
	f.members, f.starts, f.bodies = f.members[:0], f.starts[:0], f.bodies[:0]
}

// identify gives the file's identifier (14.4): a hash of all that stands in out.
// Of font programs, three quarters of it, their length and checksum are enough.
func (f *file) identify() []byte {
	h, from := sha256.New(), 0
	for _, p := range f.programs {
		const checksum = 4 // the end of a zlib stream
		h.Write(f.out[from:p.from])
		from = p.to - checksum
	}
	h.Write(f.out[from:])
	return h.Sum(nil)[:16]
}

// close writes the cross-reference stream (7.5.8) and the trailer.
func (f *file) close(catalog, info int) {
	f.flush()
	identifier := f.identify()
	id := f.alloc()
	at := len(f.out)
	f.places[id] = place{at: at}
	f.head = f.appendRows(f.head[:0])
	dict := fmt.Appendf(nil, "/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>/Size %d", rowSize, len(f.places))
	dict = appendRef(append(dict, "/Root "...), catalog)
	dict = appendRef(append(dict, "/Info "...), info)
	dict = append(dict, "/ID["...)
	for range 2 {
		dict = append(dict, '<')
		for _, c := range identifier {
			dict = append(dict, hexDigits[c>>4], hexDigits[c&15])
		}
		dict = append(dict, '>')
	}
	f.stream(id, string(append(dict, ']')), f.head)
	b := appendInt(append(f.out, "startxref\n"...), at)
	f.out = append(b, "\n%%EOF\n"...)
}

// rowSize is the size of a row: a kind, an offset or a stream's number, a position in it.
const rowSize = 1 + 4 + 2

// appendRows appends the rows of the cross-reference stream, each as what it has more than
// the one above (7.4.4.4): most objects stand in one stream, one after the other.
func (f *file) appendRows(b []byte) []byte {
	const up = 2
	var above, row [rowSize]byte
	for id, p := range f.places {
		kind, second, third := byte(1), p.at, 0
		switch {
		case id == 0: // the free one
			kind, third = 0, 0xFFFF
		case p.stream != 0:
			kind, second, third = 2, p.stream, p.at
		}
		row[0] = kind
		binary.BigEndian.PutUint32(row[1:], uint32(second))
		binary.BigEndian.PutUint16(row[5:], uint16(third))
		b = append(b, up)
		for i, c := range row {
			b = append(b, c-above[i])
		}
		above = row
	}
	return b
}
