package main

import (
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"

	"nianbao/internal/check"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"

	"github.com/klauspost/compress/flate"
)

// worker is a task in Go. start prepares all that is not measured, and gives
// what makes one document.
type worker struct {
	name  string
	start func(b *press.Builder, all []*variant, fontFolder string) (func(v *variant) error, error)
}

var workers = []worker{
	{nianbao, func(b *press.Builder, _ []*variant, _ string) (func(*variant) error, error) {
		return builds(b), nil
	}},
	{"of that, reading", func(b *press.Builder, _ []*variant, _ string) (func(*variant) error, error) {
		return func(v *variant) error { _, err := press.Open(b.Forms, v.path); return err }, nil
	}},
	{"of that, checking", func(b *press.Builder, all []*variant, _ string) (func(*variant) error, error) {
		var checker check.Checker
		var shelf press.Shelf
		return each(all, func(v *variant) (*press.Opened, error) { return press.Open(b.Forms, v.path) }, func(o *press.Opened) error {
			last, _ := shelf.Last(b.Forms, o)
			_, err := press.Inspect(&checker, o, last)
			return err
		})
	}},
	{"of that, setting", func(b *press.Builder, all []*variant, _ string) (func(*variant) error, error) {
		return each(all, func(v *variant) (*press.Opened, error) { return press.Open(b.Forms, v.path) },
			func(o *press.Opened) error { _, err := b.Layout(o); return err })
	}},
	{"of that, pages to PDF", func(b *press.Builder, all []*variant, _ string) (func(*variant) error, error) {
		return each(all, pages(b), writesPDF())
	}},
	{"of that, pages to DOCX", func(b *press.Builder, all []*variant, _ string) (func(*variant) error, error) {
		return each(all, pages(b), func(l *typeset.Layout) error { return writeDOCX(b, l) })
	}},
	{"besides, signing the PDF (P-256)", func(b *press.Builder, all []*variant, _ string) (func(*variant) error, error) {
		sign, err := signing()
		if err != nil {
			return nil, err
		}
		return each(all, files(b), func(o *press.Output) error { return sign("bench.pdf", o.PDF) })
	}},
	{bottom, func(b *press.Builder, all []*variant, _ string) (func(*variant) error, error) {
		pack := &packer{encoders: map[int]*flate.Writer{}}
		return each(all, floors(b), pack.run)
	}},
	{bare, func(b *press.Builder, all []*variant, _ string) (func(*variant) error, error) {
		other, err := floors(b)(all[0])
		if err != nil {
			return nil, err
		}
		pack := &packer{encoders: map[int]*flate.Writer{}}
		return each(all[1:], func(v *variant) (*floor, error) {
			f, err := floors(b)(v)
			if err != nil {
				return nil, err
			}
			return f.without(other), nil
		}, pack.run)
	}},
	{"gofpdf 1.16.2: PDF", draws(func(*drawing) (func() peer, error) { return newGofpdf, nil })},
	{"codeberg.org/go-pdf/fpdf 0.12.0: PDF", draws(func(*drawing) (func() peer, error) { return newSuccessor, nil })},
	{"signintech/gopdf 0.33.0: PDF", draws(func(d *drawing) (func() peer, error) {
		shared, err := d.parsed()
		return func() peer { return newSignintech(shared) }, err
	})},
}

// begun is of how many variants something is prepared; these go round. Of all of
// them it would fill the memory that a task has to look through.
const begun = 32

// each prepares something of variants and gives the task that works on it.
func each[T any](all []*variant, prepare func(*variant) (T, error), run func(T) error) (func(*variant) error, error) {
	var ready []T
	for _, v := range all[:min(begun, len(all))] {
		p, err := prepare(v)
		if err != nil {
			return nil, err
		}
		ready = append(ready, p)
	}
	return func(v *variant) error { return run(ready[v.number%len(ready)]) }, nil
}

func pages(b *press.Builder) func(*variant) (*typeset.Layout, error) {
	return func(v *variant) (*typeset.Layout, error) {
		o, err := press.Open(b.Forms, v.path)
		if err != nil {
			return nil, err
		}
		return b.Layout(o)
	}
}

func files(b *press.Builder) func(*variant) (*press.Output, error) {
	return func(v *variant) (*press.Output, error) { return b.File(v.path) }
}

func floors(b *press.Builder) func(*variant) (*floor, error) {
	return func(v *variant) (*floor, error) {
		o, err := b.File(v.path)
		if err != nil {
			return nil, err
		}
		return newFloor(o)
	}
}

// draws is the task of drawing ready pages with one of the modules in Go. What
// it is given may be parsed once for all documents.
func draws(module func(*drawing) (func() peer, error)) func(*press.Builder, []*variant, string) (func(*variant) error, error) {
	return func(b *press.Builder, all []*variant, fontFolder string) (func(*variant) error, error) {
		substitute, err := trueType(fontFolder)
		if err != nil {
			return nil, err
		}
		prepare := func(v *variant) (*drawing, error) {
			l, err := pages(b)(v)
			if err != nil {
				return nil, err
			}
			return newDrawing(l, substitute), nil
		}
		first, err := prepare(all[0])
		if err != nil {
			return nil, err
		}
		open, err := module(first)
		if err != nil {
			return nil, err
		}
		return each(all, prepare, func(d *drawing) error { _, err := d.draw(open()); return err })
	}
}

// counted runs a task and counts what it allocates.
func counted(run func() error) (a answer) {
	n := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/heap/allocs:objects"}, {Name: "/gc/heap/tiny/allocs:objects"}}
	read := func() (size, objects uint64) {
		metrics.Read(n)
		return n[0].Value.Uint64(), n[1].Value.Uint64() + n[2].Value.Uint64()
	}
	size, objects := read()
	if err := run(); err != nil {
		a.Error = err.Error()
	}
	a.Allocated, a.Allocs = read()
	a.Allocated, a.Allocs = a.Allocated-size, a.Allocs-objects
	return a
}

// trueType stands in for the faces that the peers in Go cannot read: one font
// for all Chinese, which spares them the parsing of several.
func trueType(folder string) (func(string) (string, []byte), error) {
	load := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, name)) }
	serif, err := load("NotoSerifSC-Regular.ttf")
	if err != nil {
		return nil, err
	}
	latin, err := load("LiberationSerif-Regular.ttf")
	if err != nil {
		return nil, err
	}
	return func(face string) (string, []byte) {
		if strings.HasPrefix(face, "Liberation") {
			return "latin", latin
		}
		return "serif", serif
	}, nil
}
