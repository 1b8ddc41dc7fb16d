package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// hashes keeps the hashes of files that several reports depend on.
type hashes struct{ files sync.Map }

// of gives a file's hash; of one that is not there, that.
func (h *hashes) of(path string) string {
	f, _ := h.files.LoadOrStore(path, sync.OnceValue(func() string {
		sum, err := hashFile(path)
		if err != nil {
			return "none"
		}
		return sum
	}))
	return f.(func() string)()
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Fingerprint gives a hash of all files below folders whose names end so, by
// name and content: fonts and layouts that every report depends on.
func Fingerprint(folders []string, ends ...string) string {
	h := sha256.New()
	for _, dir := range folders {
		filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			for _, e := range ends {
				if strings.EqualFold(filepath.Ext(path), e) {
					sum, _ := hashFile(path)
					fmt.Fprintf(h, "%q %s\n", path, sum)
				}
			}
			return nil
		})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Program gives a hash of the program itself: another one may draw otherwise.
func Program() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	return hashFile(path)
}
