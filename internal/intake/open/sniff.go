package open

import (
	"archive/zip"
	"bytes"
	"strings"

	"nianbao/internal/diag"
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

// picture reports whether a file is a PNG, a JPEG, a GIF or a TIFF.
func picture(data []byte) bool {
	for _, begin := range []string{"\x89PNG", "\xFF\xD8\xFF", "GIF8", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(data, []byte(begin)) {
			return true
		}
	}
	return false
}

// incomplete says that a file has nothing in it, or ends before what it begins does;
// the zero text: neither can be told.
func incomplete(data []byte) diag.Text {
	_, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case len(data) == 0:
		return diag.T("文件是空的，可能没有传完。", "the file is empty; it may not have come whole.")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")) && err != nil:
		return diag.T("文件不完整，可能没有传完。", "the file ends too early; it may not have come whole.")
	}
	return diag.Text{}
}
