package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// entry is a file in an archive.
type entry struct {
	name       string
	data       []byte
	executable bool
}

func (e entry) mode() fs.FileMode {
	if e.executable {
		return 0o755
	}
	return 0o644
}

// day is the time of all files, the first that a zip archive can hold: the time
// of packing would make each run's bytes others.
var day = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// commonFiles are those that every archive has: the guide, as the program sets
// it, the licences that it prints, samples and layouts. The layouts are there to be
// looked at: in a folder called layouts they would be used in place of the program's,
// also by the next version.
func commonFiles(program, work string) ([]entry, error) {
	guide := filepath.Join(work, "guide")
	if err := os.Mkdir(guide, 0o777); err != nil {
		return nil, err
	}
	if err := exec.Command(program, "guide", "-o", guide).Run(); err != nil {
		return nil, err
	}
	licences, err := exec.Command(program, "version", "--licences").Output()
	if err != nil {
		return nil, err
	}
	files := []entry{{name: "LICENCES.txt", data: licences}}
	for _, tree := range []struct{ dir, as string }{{guide, ""}, {"samples", "samples"}, {"layouts", "表样"}} {
		more, err := within(tree.dir, tree.as)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	return files, nil
}

// within gives a folder's files in the order of their names, without those of Go.
func within(dir, as string) (files []entry, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".go" {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		files = append(files, entry{name: filepath.ToSlash(filepath.Join(as, name)), data: data})
		return err
	})
	return files, err
}

// pack gives an archive's bytes and its ending: zip for Windows, which opens no
// other, else tar.gz, which keeps that the program may be run.
func pack(t target, files []entry) (data []byte, ending string, err error) {
	var b bytes.Buffer
	if t.os == "windows" {
		err = packZip(&b, files)
		return b.Bytes(), ".zip", err
	}
	err = packTar(&b, files)
	return b.Bytes(), ".tar.gz", err
}

func packZip(w io.Writer, files []entry) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: day}
		h.SetMode(f.mode())
		to, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := to.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}

func packTar(w io.Writer, files []entry) error {
	g, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(g)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Mode: int64(f.mode()), Size: int64(len(f.data)), ModTime: day, Format: tar.FormatPAX}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(f.data); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return g.Close()
}
