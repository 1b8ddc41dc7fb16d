package press

import (
	"bytes"
	"strconv"
	"testing"

	"nianbao/docs/zh"
	"nianbao/internal/document"
	"nianbao/internal/press/guide"
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

// The contents names the pages on which the outline has the chapters.
func TestGuideContents(t *testing.T) {
	b := builder(t)
	look, err := b.Forms.For(guideYear, "")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := guide.Document(zh.Chapters, look)
	if err != nil {
		t.Fatal(err)
	}
	layout, err := b.withContents(doc, look)
	if err != nil {
		t.Fatal(err)
	}
	rows := layout.Fitted.Blocks[1].(*document.Table).Rows[1:]
	for _, o := range layout.Outline {
		if o.Level > 1 {
			continue
		}
		if len(rows) == 0 || rows[0].Cells[0].Text.Text != o.Title || rows[0].Cells[1].Text.Text != strconv.Itoa(o.Page+1) {
			t.Fatalf("%s is on page %d; contents: %+v", o.Title, o.Page+1, rows)
		}
		rows = rows[1:]
	}
	if len(rows) > 0 {
		t.Errorf("in the contents alone: %+v", rows)
	}
}
