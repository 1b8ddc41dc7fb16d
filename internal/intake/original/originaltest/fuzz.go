// Package originaltest tries readers of files: what they give must hold together.
// In goes a reader and files to begin with. It is for tests only.
package originaltest

import (
	"os"
	"path/filepath"
	"testing"

	"nianbao/internal/intake/original"
)

// Fuzz reads whatever bytes: a file is read or refused, and what is read holds
// together. It begins with seeds and the files under testdata.
func Fuzz(f *testing.F, seeds [][]byte, read func(name string, data []byte) (*original.Document, error)) {
	names, _ := filepath.Glob("testdata/*")
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(data)
		}
	}
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := read("fuzz", data)
		if err != nil {
			return
		}
		if err := d.Sound(); err != nil {
			t.Error(err)
		}
	})
}
