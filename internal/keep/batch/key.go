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

// sum is a SHA-256; the zero one is that of a file that is not there.
type sum [sha256.Size]byte

// MarshalText gives it in hexadecimal.
func (s sum) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, s[:]), nil }

// UnmarshalText reads it in hexadecimal.
func (s *sum) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(s)) {
		return fmt.Errorf("%q is no SHA-256", text)
	}
	_, err := hex.Decode(s[:], text)
	return err
}

func (s sum) String() string {
	if s == (sum{}) {
		return "none"
	}
	return hex.EncodeToString(s[:])
}

// hashes keeps the hashes of files that several reports depend on.
type hashes struct {
	mu    sync.Mutex
	files map[string]sum
}

// of gives a file's hash.
func (h *hashes) of(path string) sum {
	h.mu.Lock()
	s, known := h.files[path]
	h.mu.Unlock()
	if known {
		return s
	}
	s, _ = hashFile(path)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.files == nil {
		h.files = map[string]sum{}
	}
	h.files[path] = s
	return s
}

func hashFile(path string) (s sum, err error) {
	f, err := os.Open(path)
	if err != nil {
		return sum{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum{}, err
	}
	h.Sum(s[:0])
	return s, nil
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
	s, err := hashFile(path)
	return s.String(), err
}
