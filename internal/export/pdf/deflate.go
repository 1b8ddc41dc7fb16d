package pdf

import "github.com/klauspost/compress/zlib"

// matter is what a stream holds. It decides how hard to compress: outlines
// hardly repeat themselves.
type matter int

const (
	plain    matter = iota // left as it is
	words                  // content, objects, CMaps
	outlines               // TrueType outlines
	matters
)

var levels = [matters]int{words: 5, outlines: 3}

// deflater compresses with encoders of its own, one for each matter, into one
// buffer.
type deflater struct {
	encoders [matters]*zlib.Writer
	done     sink
}

// deflate gives data as a zlib stream, valid until the next call.
func (d *deflater) deflate(data []byte, m matter) []byte {
	if m == plain {
		return data
	}
	d.done = d.done[:0]
	z := d.encoders[m]
	if z == nil {
		z, _ = zlib.NewWriterLevel(&d.done, levels[m]) // fails on a wrong level only
		d.encoders[m] = z
	}
	z.Reset(&d.done)
	z.Write(data) // a sink takes everything
	z.Close()
	return d.done
}

type sink []byte

func (s *sink) Write(p []byte) (int, error) {
	*s = append(*s, p...)
	return len(p), nil
}
