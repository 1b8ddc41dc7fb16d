package open

import (
	"archive/zip"
	"bytes"
	"strings"
)

func begins(with string) func([]byte) bool {
	return func(data []byte) bool {
		return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n"), []byte(with))
	}
}

// isPDF looks for the header where readers of PDF look for it (ISO 32000-1 annex
// H, 3.4.1).
func isPDF(data []byte) bool { return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) }

func contains(what string) func([]byte) bool {
	return func(data []byte) bool { return bytes.Contains(data, []byte(what)) }
}

// holds reports whether a package begins with the words, as OpenDocument's do
// with their media type (ODF 1.3 part 2, 3.3).
func holds(what string) func([]byte) bool {
	return func(data []byte) bool {
		return bytes.HasPrefix(data, []byte("PK")) && bytes.Contains(data[:min(len(data), 200)], []byte(what))
	}
}

// has reports whether a package has parts in a folder, or one of that name.
func has(part string) func([]byte) bool {
	return func(data []byte) bool {
		if !bytes.HasPrefix(data, []byte("PK")) {
			return false
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return false
		}
		for _, f := range z.File {
			name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
			if strings.HasPrefix(name, strings.ToLower(part)) {
				return true
			}
		}
		return false
	}
}

func all(fs ...func([]byte) bool) func([]byte) bool {
	return func(data []byte) bool {
		for _, f := range fs {
			if !f(data) {
				return false
			}
		}
		return true
	}
}
