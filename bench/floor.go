package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash/crc32"
	"io"

	"nianbao/internal/press"
	"nianbao/internal/signing/pdfread"

	"github.com/klauspost/compress/flate"
)

// floor is what any program would have to do that writes the same files: to
// deflate their contents, with a library at its fastest levels, and to hash them.
type floor struct {
	parts []part
	files [][]byte // both whole, to be hashed
}

// part is a stream of the PDF or a file in the DOCX.
type part struct {
	data  []byte
	level int
	zip   bool // has a CRC-32 too
}

// newFloor takes a report's files apart.
func newFloor(o *press.Output) (*floor, error) {
	f := &floor{files: [][]byte{o.DOCX, o.PDF}}
	archive, err := zip.NewReader(bytes.NewReader(o.DOCX), int64(len(o.DOCX)))
	if err != nil {
		return nil, err
	}
	for _, e := range archive.File {
		raw, err := e.OpenRaw()
		if err != nil {
			return nil, err
		}
		packed, err := io.ReadAll(raw)
		if err != nil {
			return nil, err
		}
		if err := f.add(packed, true); err != nil {
			return nil, err
		}
	}
	file, err := pdfread.Open("bench.pdf", o.PDF)
	if err != nil {
		return nil, err
	}
	file.Numbers(func(n int) {
		_, object := file.At(n)
		s, ok := object.(*pdfread.Stream)
		if !ok || s.Dict.Get("Filter") == nil || err != nil {
			return
		}
		err = f.add(s.Raw[2:len(s.Raw)-4], false) // without zlib's header and checksum
	})
	return f, err
}

// add takes up a part. The library's level is one of its two fastest: that which comes
// nearer to the part's size, for the program has an encoder of its own.
func (f *floor) add(packed []byte, zip bool) error {
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		return err
	}
	best, off := 0, -1
	for _, level := range []int{flate.BestSpeed, flate.HuffmanOnly} {
		var b bytes.Buffer
		w, _ := flate.NewWriter(&b, level)
		w.Write(data)
		w.Close()
		if d := max(b.Len()-len(packed), len(packed)-b.Len()); off < 0 || d < off {
			best, off = level, d
		}
	}
	f.parts = append(f.parts, part{data, best, zip})
	return nil
}

// without gives the floor without the parts that other has too: what is the
// same in all reports needs to be deflated once only.
func (f *floor) without(other *floor) *floor {
	g := &floor{files: f.files}
	seen := map[string]bool{}
	for _, p := range other.parts {
		seen[string(p.data)] = true
	}
	for _, p := range f.parts {
		if !seen[string(p.data)] {
			g.parts = append(g.parts, p)
		}
	}
	return g
}

func (f *floor) size() (n int) {
	for _, p := range f.parts {
		n += len(p.data)
	}
	return n
}

// packer has the encoders that all reports of a run share.
type packer struct {
	encoders map[int]*flate.Writer
	out      bytes.Buffer
	sum      uint32 // keeps the hashes from being left out
}

func (k *packer) run(f *floor) error {
	for _, p := range f.parts {
		k.out.Reset()
		w := k.encoders[p.level]
		if w == nil {
			w, _ = flate.NewWriter(nil, p.level)
			k.encoders[p.level] = w
		}
		w.Reset(&k.out)
		w.Write(p.data)
		w.Close()
		if p.zip {
			k.sum ^= crc32.ChecksumIEEE(p.data)
		}
	}
	for _, b := range f.files {
		sum := sha256.Sum256(b)
		k.sum ^= uint32(sum[0])
	}
	return nil
}

func (f *floor) String() string {
	return fmt.Sprintf("%d parts of %.0f KB", len(f.parts), float64(f.size())/1e3)
}
