package xlsx

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzRead: whatever the bytes, a file is read or refused, and what is read holds
// together.
func FuzzRead(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/*")
	for _, name := range seeds {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(data)
		}
	}
	for _, seed := range seedFiles(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read("fuzz", data)
		if err != nil {
			return
		}
		if err := d.Sound(); err != nil {
			t.Error(err)
		}
	})
}
