package build

import (
	"bytes"
	"errors"
	"os"
	"sync"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/diag"
	"nianbao/internal/font"
	"nianbao/internal/form"
	"nianbao/internal/source"
	"nianbao/internal/typeset"
	"nianbao/layouts"
)

const sample = "../../samples/2020.toml"

func builder(t testing.TB) *Builder {
	t.Helper()
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	return &Builder{Fonts: lib, Forms: forms, DOCX: true, PDF: true, Version: "test", Typeset: typeset.Options{Profile: &typeset.Word}}
}

// TestSharedBuilder builds one report many times at once.
func TestSharedBuilder(t *testing.T) {
	b := builder(t)
	want, err := b.File(sample)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := b.File(sample)
			if err != nil || !bytes.Equal(got.DOCX, want.DOCX) || !bytes.Equal(got.PDF, want.PDF) {
				t.Errorf("another result, error %v", err)
			}
		})
	}
	wg.Wait()
}

func TestErrorsShowTheLine(t *testing.T) {
	b := builder(t)
	f, err := source.Parse("a.toml", []byte("year = 2020\npreamble = \"王\U0002A6D5\"\n[agency]\nname = \"某局\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.source(f)
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatalf("error %v", err)
	}
	quote(list, f)
	if d := list[0]; d.Line != 2 || d.Col != 14 || d.Line0 == "" {
		t.Errorf("got %s", d.Format(diag.English))
	}
}

func BenchmarkFile(b *testing.B) {
	x := builder(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.File(sample); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzReport builds whatever the clerk may have typed: an error or two files,
// never a panic.
func FuzzReport(f *testing.F) {
	data, err := os.ReadFile(sample)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("year = 2020\n[agency]\nname = \"某局\"\n[applications]\nnew = [1,2,3,4,5,6]\n[signature]\nname = \"某局\"\ndate = \"2021年1月7日\"\n"))
	f.Add([]byte("year = 2019\npreamble = \"\"\"\n（一）甲。乙\n1.丙\n（1）丁\n\"\"\"\n[agency]\nname = \"https://a.cn/b?c 100%\"\n"))
	x := builder(f)
	x.Typeset.AllowMissing = true
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		src, err := source.Parse("a.toml", data)
		if err != nil {
			return
		}
		out, err := x.source(src)
		if err != nil {
			var list diag.List
			var one *diag.Diagnostic
			if !errors.As(err, &list) && !errors.As(err, &one) {
				t.Errorf("not an error for the clerk: %v", err)
			}
			return
		}
		if len(out.DOCX) == 0 || len(out.PDF) == 0 {
			t.Error("no error and no file")
		}
	})
}
