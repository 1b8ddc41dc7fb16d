// Package deflate compresses the parts of files (RFC 1951), always at the same
// level: the same part has the same bytes wherever it stands. Its encoders are
// large and serve all formats in turn.
package deflate

import (
	"encoding/binary"
	"hash/adler32"
	"sync"

	"github.com/klauspost/compress/flate"
)

// level is the fastest: a report's two files come out 1% larger than at 5, since font
// programs are most of them and are not compressed here, and the report takes a tenth
// less time.
const level = 1

// encoder compresses to the end of its bytes.
type encoder struct {
	out   []byte
	flate *flate.Writer
}

func (e *encoder) Write(p []byte) (int, error) {
	e.out = append(e.out, p...)
	return len(p), nil
}

var encoders = sync.Pool{New: func() any {
	e := new(encoder)
	e.flate, _ = flate.NewWriter(e, level) // fails on a wrong level only
	return e
}}

// Append appends data, compressed.
func Append(dst, data []byte) []byte {
	e := encoders.Get().(*encoder)
	e.out = dst
	e.flate.Reset(e)
	e.flate.Write(data) // an encoder takes everything
	e.flate.Close()
	dst, e.out = e.out, nil
	encoders.Put(e)
	return dst
}

// AppendZlib appends data as a zlib stream (RFC 1950).
func AppendZlib(dst, data []byte) []byte {
	dst = Append(append(dst, 0x78, 0x01), data)
	return binary.BigEndian.AppendUint32(dst, adler32.Checksum(data))
}
