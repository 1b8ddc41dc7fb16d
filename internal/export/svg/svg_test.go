package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"io"
	"strings"
	"testing"

	"nianbao/fonts"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/unit"
)

func face(t *testing.T, r rune) *font.Face {
	t.Helper()
	lib, list := font.Open(fonts.Embedded, nil)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	c, err := lib.Chain("songti")
	if err != nil {
		t.Fatal(err)
	}
	g, ok := c.Lookup(r)
	if !ok {
		t.Fatalf("no %c", r)
	}
	return g.Face
}

// page has a text of two characters, typed at 3:7, a page number, a rule, a
// shaded cell and a picture.
func page(t *testing.T) *typeset.Page {
	f := face(t, '年')
	mm, em := unit.Millimetre, 16*unit.Point
	text := func(node *typeset.Node, y unit.Length, runes ...rune) typeset.Text {
		x := typeset.Text{X: 28 * mm, Y: y, Face: f, Size: em, Node: node}
		for _, r := range runes {
			x.Glyphs = append(x.Glyphs, typeset.Glyph{ID: f.Glyph(r), Rune: r, Advance: em})
		}
		return x
	}
	typed := &typeset.Node{Tag: typeset.TagP, Source: diag.Pos{File: "a.toml", Line: 3, Col: 7}}
	label := &typeset.Node{Tag: typeset.TagTH, Source: diag.Pos{File: "2021.toml", Line: 9, Col: 1}}
	turned := text(label, 60*mm, '—')
	turned.Turned = true
	return &typeset.Page{
		Width: 210 * mm, Height: 297 * mm,
		Fills:  []typeset.Rect{{X: mm, Y: mm, W: mm, H: mm, Fill: "C6D9F1"}, {}},
		Rules:  []typeset.Rect{{X: mm, Y: 2 * mm, W: 100 * mm, H: unit.Dot}},
		Images: []typeset.Image{{Rect: typeset.Rect{X: mm, Y: mm, W: 20 * mm, H: 30 * mm}, Image: &document.Image{Data: []byte("png"), Format: "png", Alt: `“图” "1" <&`, Pos: diag.Pos{File: "a.toml", Line: 5, Col: 1}}}},
		Texts:  []typeset.Text{text(typed, 40*mm, '年', '报', '年'), turned, text(nil, 270*mm, '1')},
	}
}

func drawn(t *testing.T, d *Drawer, p *typeset.Page) string {
	t.Helper()
	b, err := d.Page(p)
	if err != nil {
		t.Fatal(err)
	}
	for dec := xml.NewDecoder(bytes.NewReader(b)); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return string(b)
		} else if err != nil {
			t.Fatalf("%v in %s", err, b)
		}
	}
}

func TestPage(t *testing.T) {
	d := &Drawer{At: InFile("a.toml")}
	got := drawn(t, d, page(t))
	for what, n := range map[string]int{
		`width="210mm" height="297mm" viewBox="0 0 7560000 10692000"`: 1,
		`<path id="`:          4, // 年, 报, —, 1: each once
		`<use href="#g`:       5,
		`data-at="3:7"`:       1, // the text
		`data-at="5:1"`:       1, // the picture
		`data-at=`:            2, // and nothing of the form's file
		`fill="#C6D9F1"`:      1,
		`<rect `:              3, // the paper, a cell, a rule; not what has no size
		`>年报年</text>`:         1,
		`textLength="609600"`: 1,
		`aria-label="“图” &#34;1&#34; &lt;&amp;"`: 1,
		`href="data:image/png;base64,cG5n"`:      1,
		`<style`:                                 0, `style=`: 0, `<script`: 0, `http`: 1, // the name space
	} {
		if found := strings.Count(got, what); found != n {
			t.Errorf("%s: %d times, want %d", what, found, n)
		}
	}
	if again := drawn(t, d, page(t)); again != got {
		t.Error("the same page, other bytes")
	}
	if fresh := drawn(t, &Drawer{At: InFile("a.toml")}, page(t)); fresh != got {
		t.Error("another drawer, other bytes")
	}
}

func TestNoPage(t *testing.T) {
	for name, spoil := range map[string]func(*typeset.Page){
		"no face":   func(p *typeset.Page) { p.Texts[0].Face = nil },
		"no size":   func(p *typeset.Page) { p.Texts[0].Size = 0 },
		"no glyph":  func(p *typeset.Page) { p.Texts[0].Glyphs[0].ID = 0xFFFF },
		"no colour": func(p *typeset.Page) { p.Fills[0].Fill = "red" },
		"no pictures": func(p *typeset.Page) {
			p.Images[0].Format, p.Images[0].Pixels = "gif", image.NewGray(image.Rectangle{})
		},
	} {
		p := page(t)
		spoil(p)
		if b, err := new(Drawer).Page(p); err == nil || b != nil {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
}

// A JPEG file's Exif data must not turn it once more.
func TestTurnedPicture(t *testing.T) {
	jpeg := []byte("\xFF\xD8\xFF\xE1\x00\x10Exif\x00\x00rest Exif\x00\x00")
	p := page(t)
	p.Images[0].Image = &document.Image{Data: jpeg, Format: "jpeg", Turn: 6, Pixels: image.NewGray(image.Rect(0, 0, 4, 2))}
	got := drawn(t, new(Drawer), p)
	if strings.Contains(got, "RXhpZgAAcmVz") || !strings.Contains(got, "data:image/jpeg;base64,/9j/4QAQbm9uZQAAcmVzdCBFeGlmAAA=") {
		t.Error("Exif data are left, or the file is another")
	}
	if want := ` transform="matrix(0 1080000 -720000 0 756000 36000)"`; !strings.Contains(got, want) {
		t.Errorf("not %s in %s", want, got[strings.Index(got, "<image"):][:200])
	}
	p.Images[0].Image = &document.Image{Data: []byte("p"), Format: "png", Turn: 6, Pixels: image.NewGray(image.Rect(0, 0, 4, 2))}
	if got := drawn(t, new(Drawer), p); !strings.Contains(got, ` transform="matrix(720000 0 0 1080000 36000 36000)"`) {
		t.Error("a picture that is drawn upright is turned again")
	}
}

func TestPath(t *testing.T) {
	const one = 1 << 16
	var p path
	p.Move(10*one, 20*one)
	p.Line(one/2, -one)
	p.Line(0, one/300) // nothing, but it is not lost
	p.Quad(one, one, one, -one)
	p.Move(-5*one, 0) // from where the font's pen is: 12.5,19
	p.Curve(one, 0, one, 0, one, one)
	s := p.symbol()
	if got, want := string(s.path), "m10 20l0.5-1 0 0q1 1 2 0zm-2.5-1c1 0 2 0 3 1z"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if s.name == "" || (&path{}).symbol().name != "" {
		t.Error("a name for nothing, or none for something")
	}
}
