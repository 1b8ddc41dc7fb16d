package report

import (
	"os"
	"path/filepath"
	"testing"

	"nianbao/internal/clerk/source"
)

// FuzzPicture: any file may be named as a picture; it is taken or refused with
// words, and what is taken has sides within bounds.
func FuzzPicture(f *testing.F) {
	for _, name := range []string{"chart.png", "chart.jpg", "chart.gif", "cut.png", "wide.png"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, "a.png"), data, 0o666); err != nil {
			t.Fatal(err)
		}
		src, err := source.Parse(filepath.Join(dir, "a.toml"), []byte("[image.a]\nfile = \"a.png\"\nwidth_mm = 100\n"))
		if err != nil {
			t.Fatal(err)
		}
		d := &decoder{Decoder: source.NewDecoder(src), report: &Report{}}
		i := d.image(src.Root.Get(ImageRef).Get("a"))
		if i == nil && d.List.Err() == nil {
			t.Error("refused without a word")
		}
		if i != nil && (i.PixelWidth > maxImageSide || i.PixelHeight > maxImageSide || i.PixelWidth*i.PixelHeight > maxImagePixels) {
			t.Errorf("%d × %d pixels", i.PixelWidth, i.PixelHeight)
		}
	})
}

// FuzzPicturePath: what is taken lies in the report's folder.
func FuzzPicturePath(f *testing.F) {
	for _, s := range []string{"a.png", "../a.png", `\\host\a.png`, "file:///a", "C:/a.png", "图/../a.png", "./", ""} {
		f.Add(s)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, typed string) {
		path, what, do := picturePath(filepath.Join(dir, "a.toml"), typed, false)
		if what.IsZero() != (path != "") || !what.IsZero() && do.IsZero() {
			t.Errorf("%q: path %q, %v, %v", typed, path, what, do)
		}
		if rel, err := filepath.Rel(dir, path); path != "" && (err != nil || !filepath.IsLocal(rel)) {
			t.Errorf("%q leads to %q", typed, path)
		}
	})
}
