package press

import (
	"bytes"
	"testing"

	"nianbao/docs/zh"
)

// The guide is set whole, with the same bytes every time, and warns of nothing.
func TestGuide(t *testing.T) {
	b := builder(t)
	file, page, err := b.Guide(zh.Chapters)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.Contains(page, []byte("<h2")) {
		t.Errorf("no PDF of %d bytes, or no page of %d", len(file), len(page))
	}
	again, other, err := b.Guide(zh.Chapters)
	if err != nil || !bytes.Equal(file, again) || !bytes.Equal(page, other) {
		t.Error("other bytes on the second run", err)
	}
}
