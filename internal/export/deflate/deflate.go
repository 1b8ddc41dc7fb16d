// Package deflate compresses the parts of files (RFC 1951), the same part into the same
// bytes wherever it stands. What all reports consist of has a code that is made for it, so
// that neither the symbols of a part are counted first nor a code is made for each: most
// parts are a few kilobytes, and that took longer than all the rest. They come out as large
// as from a library at its fastest. To one is left what may be anything, and large:
// pictures, fonts, what is attached.
package deflate

import (
	"encoding/binary"
	"hash/adler32"
	"sync"

	"github.com/klauspost/compress/flate"
)

var encoders = sync.Pool{New: func() any { return &encoder{base: 1} }}

// Append appends data, compressed.
func (c *Code) Append(dst, data []byte) []byte {
	if len(data) > most {
		return store(dst, data)
	}
	e := encoders.Get().(*encoder)
	out := e.compress(dst, data, c)
	encoders.Put(e)
	if len(out)-len(dst) > stored(len(data)) {
		return store(out[:len(dst)], data)
	}
	return out
}

// AppendZlib appends data as a zlib stream (RFC 1950).
func (c *Code) AppendZlib(dst, data []byte) []byte {
	dst = c.Append(append(dst, 0x78, 0x01), data)
	return binary.BigEndian.AppendUint32(dst, adler32.Checksum(data))
}

// AppendZlib appends data of any kind as a zlib stream.
func AppendZlib(dst, data []byte) []byte {
	w := libraries.Get().(*library)
	w.out = append(dst, 0x78, 0x01)
	w.flate.Reset(w)
	w.flate.Write(data) // it takes everything
	w.flate.Close()
	dst, w.out = w.out, nil
	libraries.Put(w)
	return binary.BigEndian.AppendUint32(dst, adler32.Checksum(data))
}

// library is an encoder that makes codes, and what it has written.
type library struct {
	out   []byte
	flate *flate.Writer
}

func (w *library) Write(p []byte) (int, error) {
	w.out = append(w.out, p...)
	return len(p), nil
}

var libraries = sync.Pool{New: func() any {
	w := new(library)
	w.flate, _ = flate.NewWriter(w, flate.BestSpeed) // fails on a wrong level only
	return w
}}

// longestStored is the most that one block holds of data as they are (3.2.4).
const longestStored = 0xFFFF

// stored is the room that n bytes take as they are.
func stored(n int) int { return n + 5*max((n+longestStored-1)/longestStored, 1) }

// store appends data as they are: those that are compressed already, and those too long.
func store(dst, data []byte) []byte {
	for {
		n := min(len(data), longestStored)
		last := byte(0)
		if n == len(data) {
			last = 1
		}
		dst = binary.LittleEndian.AppendUint16(append(dst, last), uint16(n))
		dst = append(binary.LittleEndian.AppendUint16(dst, ^uint16(n)), data[:n]...)
		if data = data[n:]; last == 1 {
			return dst
		}
	}
}
