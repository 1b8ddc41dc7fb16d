package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"image/color"
	"io"
	"os"
	"strings"
	"testing"
)

func TestChoose(t *testing.T) {
	if all, err := choose(""); err != nil || len(all) != len(targets) {
		t.Error(all, err)
	}
	if some, err := choose("linux/arm64,windows/386"); err != nil || len(some) != 2 || some[1] != (target{"windows", "386"}) {
		t.Error(some, err)
	}
	if _, err := choose("linux/amd46"); err == nil {
		t.Error("an unknown target was taken")
	}
}

var files = []entry{{"年报/nianbao", []byte("program"), true}, {"年报/样例.toml", []byte("year = 2020"), false}}

func TestZip(t *testing.T) {
	data, ending, err := pack(target{"windows", "amd64"}, files)
	if err != nil || ending != ".zip" {
		t.Fatal(ending, err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || f.Name != files[i].name || !bytes.Equal(got, files[i].data) || f.NonUTF8 || f.Mode() != files[i].mode() {
			t.Error(f.Name, f.Mode(), err)
		}
	}
	if again, _, _ := pack(target{"windows", "386"}, files); !bytes.Equal(again, data) {
		t.Error("other bytes on the second run")
	}
}

func TestTar(t *testing.T) {
	data, ending, err := pack(target{"linux", "amd64"}, files)
	if err != nil || ending != ".tar.gz" {
		t.Fatal(ending, err)
	}
	g, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(g)
	for _, f := range files {
		h, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || h.Name != f.name || !bytes.Equal(got, f.data) || h.FileInfo().Mode() != f.mode() {
			t.Error(h.Name, h.Mode, err)
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Error("more files than were given", err)
	}
}

// The picture has clear corners, a white sheet and a red seal.
func TestIcon(t *testing.T) {
	for _, img := range icons() {
		size := img.Bounds().Dx()
		at := func(x, y float64) color.NRGBA {
			return img.At(int(x*float64(size)), int(y*float64(size))).(color.NRGBA)
		}
		if at(0, 0).A != 0 || at(0.3, 0.3) != (color.NRGBA{255, 255, 255, 255}) && size > 32 {
			t.Errorf("%d: %v %v", size, at(0, 0), at(0.3, 0.3))
		}
		if seal := at(0.66+0.165, 0.72); seal.R < 2*seal.G {
			t.Errorf("%d: no red seal: %v", size, seal)
		}
	}
}

// The fonts that the bill of materials names are those of fonts/README.md.
func TestFonts(t *testing.T) {
	readme, err := os.ReadFile("../../fonts/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fontFamilies {
		name, _, _ := strings.Cut(f.name, " (")
		found := false
		for _, line := range strings.Split(string(readme), "\n") {
			found = found || strings.Contains(line, "| "+f.licence+" | "+name) && strings.Contains(line, f.version)
		}
		if !found {
			t.Errorf("%s %s, %s is not in fonts/README.md", f.name, f.version, f.licence)
		}
	}
}

func TestVersionInfo(t *testing.T) {
	if _, err := versionInfo("0.1.0"); err != nil {
		t.Error(err)
	}
	if _, err := versionInfo("one"); err == nil {
		t.Error("a version that is none was taken")
	}
}
