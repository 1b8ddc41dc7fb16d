package deflate

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
	"strings"
	"testing"
)

// TestAppend: what other readers make of it is what went in, behind what stood
// before, and it is the same every time.
func TestAppend(t *testing.T) {
	for _, text := range []string{"", "一", strings.Repeat("政府信息公开 ", 20000)} {
		raw, whole := Append([]byte("before"), []byte(text)), AppendZlib([]byte("before"), []byte(text))
		for range 3 {
			if !bytes.Equal(raw, Append([]byte("before"), []byte(text))) {
				t.Fatal("other bytes")
			}
		}
		z, err := zlib.NewReader(bytes.NewReader(bytes.TrimPrefix(whole, []byte("before"))))
		if err != nil {
			t.Fatal(err)
		}
		for name, r := range map[string]io.Reader{"deflate": flate.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("before")))), "zlib": z} {
			if got, err := io.ReadAll(r); err != nil || string(got) != text {
				t.Errorf("%s: %d bytes came back as %d: %v", name, len(text), len(got), err)
			}
		}
	}
}
