// Package mend reads the objects of a PDF file as viewers do: what is damaged
// is mended as far as it can be (ISO 32000-1 7.5). What comes in is a file's
// bytes; what goes out are objects by number, decoded streams and pages. It is
// for the text of files that others made. It must never be used to tell what a
// signature means: that is pdfread's, which refuses what this package mends, and
// whose types it shares. It knows no page content.
package mend

import (
	"bytes"
	"errors"

	"nianbao/internal/signing/pdfread"
)

// Limits against files made to exhaust the machine.
const (
	mostObjects = 500_000
	mostEntries = 20_000    // of a dictionary
	mostData    = 256 << 20 // bytes that all streams of a file give
	mostPages   = 5_000
	mostNodes   = 500_000 // of the tree of pages
)

// What a file is refused for.
var (
	ErrNotPDF    = errors.New("this is no PDF file")
	ErrEncrypted = errors.New("the PDF file needs a password, or is encrypted in an unknown way")
	ErrNoPages   = errors.New("the PDF file has no pages that can be read")
	ErrTooLarge  = errors.New("the PDF file has more objects or data than any report")
)

// File is an opened file.
type File struct {
	// Mended says that the file was not as it should be.
	Mended bool

	data    []byte
	strict  *pdfread.File // nil where it refuses the file
	trailer pdfread.Dict
	found   map[int]found // by scanning; nil: not scanned
	objects map[int]pdfread.Object
	packs   map[int]*pack
	loading map[int]bool
	cipher  *cipher
	inflate int // bytes that may still come from streams
	lexed   int // bytes that may still be read by the lexer
	packed  int // objects that object streams may still name
}

// Open opens a file. The cross-reference sections are believed where the strict
// reader believes them, for they say what viewers show; else the file is
// scanned for its objects, of which the last of a number holds.
func Open(data []byte) (*File, error) {
	head := data[:min(len(data), 1024)]
	if !bytes.Contains(head, []byte("%PDF-")) {
		return nil, ErrNotPDF
	}
	f := &File{data: data, objects: map[int]pdfread.Object{}, packs: map[int]*pack{}, loading: map[int]bool{},
		inflate: mostData, lexed: 1<<20 + 6*len(data), packed: mostObjects}
	if s, err := pdfread.Open("", data); err == nil {
		f.strict, f.trailer = s, s.Trailer
		return f, nil
	}
	if err := f.scan(); err != nil {
		return nil, err
	}
	f.Mended = f.cipher == nil
	return f, nil
}

// Resolve follows a reference; what cannot be read is nil.
func (f *File) Resolve(o pdfread.Object) pdfread.Object {
	for range 10 {
		r, ok := o.(pdfread.Ref)
		if !ok {
			return o
		}
		o = f.get(r)
	}
	return nil
}

// get gives an object by the cross-reference sections, or where they are wrong
// about it, by scanning.
func (f *File) get(r pdfread.Ref) pdfread.Object {
	if f.strict != nil {
		o, err := f.strict.Get(r)
		if err == nil {
			return o
		}
		if f.found == nil {
			f.Mended = true
			f.scanObjects()
		}
	}
	o := f.load(r.Num)
	f.Mended = f.Mended || o == nil
	return o
}

// Dict follows a reference to a dictionary or to a stream's; nil: none.
func (f *File) Dict(o pdfread.Object) pdfread.Dict {
	switch o := f.Resolve(o).(type) {
	case pdfread.Dict:
		return o
	case *pdfread.Stream:
		return o.Dict
	}
	return nil
}

// Stream follows a reference to a stream; nil: none.
func (f *File) Stream(o pdfread.Object) *pdfread.Stream {
	s, _ := f.Resolve(o).(*pdfread.Stream)
	return s
}

// Array follows a reference to an array; nil: none.
func (f *File) Array(o pdfread.Object) pdfread.Array {
	a, _ := f.Resolve(o).(pdfread.Array)
	return a
}

// Name follows a reference to a name; "": none.
func (f *File) Name(o pdfread.Object) pdfread.Name {
	n, _ := f.Resolve(o).(pdfread.Name)
	return n
}

// Float follows a reference to a number.
func (f *File) Float(o pdfread.Object) (float64, bool) {
	n, ok := f.Resolve(o).(pdfread.Number)
	if !ok {
		return 0, false
	}
	return Float([]byte(n))
}

// Int follows a reference to a whole number; a fraction is cut off.
func (f *File) Int(o pdfread.Object) (int, bool) {
	v, ok := f.Float(o)
	if !ok || v > 1<<31 || v < -1<<31 {
		return 0, false
	}
	return int(v), true
}

// Floats follows a reference to an array of n numbers; nil where it is not one.
func (f *File) Floats(o pdfread.Object, n int) []float64 {
	a := f.Array(o)
	if len(a) < n {
		return nil
	}
	v := make([]float64, n)
	for i := range v {
		var ok bool
		if v[i], ok = f.Float(a[i]); !ok {
			return nil
		}
	}
	return v
}

// Catalog is the document's catalog (7.7.2).
func (f *File) Catalog() pdfread.Dict { return f.Dict(f.trailer.Get("Root")) }

// Info is the document information dictionary (14.3.3).
func (f *File) Info() pdfread.Dict { return f.Dict(f.trailer.Get("Info")) }
