package svg

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
)

// Mark tells pages apart without drawing them, which takes many times as long: pages
// of one mark are drawn alike by a Drawer whose At says the same. It has in it all
// that Page asks for, in its order.
func (d *Drawer) Mark(p *typeset.Page) string {
	m := marker{drawer: d}
	m.numbers(int64(p.Width), int64(p.Height))
	m.rects(p.Fills)
	m.numbers(int64(len(p.Images)))
	for i := range p.Images {
		m.image(&p.Images[i])
	}
	m.numbers(int64(len(p.Texts)))
	for i := range p.Texts {
		m.text(&p.Texts[i], i == 0 || p.Texts[i].Node != p.Texts[i-1].Node)
	}
	m.rects(p.Rules)
	sum := sha256.Sum256(m.b)
	return hex.EncodeToString(sum[:12])
}

// marker collects what a page is drawn of.
type marker struct {
	drawer *Drawer
	b      []byte
}

func (m *marker) numbers(all ...int64) {
	for _, n := range all {
		m.b = binary.AppendVarint(m.b, n)
	}
}

func (m *marker) words(all ...string) {
	for _, s := range all {
		m.b = append(binary.AppendVarint(m.b, int64(len(s))), s...)
	}
}

func (m *marker) rects(rects []typeset.Rect) {
	m.numbers(int64(len(rects)))
	for _, r := range rects {
		m.numbers(int64(r.X), int64(r.Y), int64(r.W), int64(r.H))
		m.words(r.Fill)
	}
}

func (m *marker) image(i *typeset.Image) {
	sum := sha256.Sum256(i.Data)
	m.numbers(int64(i.X), int64(i.Y), int64(i.W), int64(i.H), int64(i.Turn))
	m.words(string(sum[:]), i.Format, i.Alt, m.drawer.told(i.Pos))
}

// text collects a text; begins: it is the first one of its group.
func (m *marker) text(t *typeset.Text, begins bool) {
	turned := int64(0)
	if t.Turned {
		turned = 1
	}
	m.numbers(int64(t.X), int64(t.Y), int64(t.Size), turned, m.drawer.faceNumber(t.Face), int64(len(t.Glyphs)))
	for _, g := range t.Glyphs {
		m.numbers(int64(g.ID), int64(g.Rune), int64(g.Advance))
	}
	switch {
	case !begins:
		m.words("+")
	case t.Node == nil:
		m.words("")
	default:
		m.words("", m.drawer.told(t.Node.Source))
	}
}

// faceNumber numbers faces in the order in which they come.
func (d *Drawer) faceNumber(f *font.Face) int64 {
	if d.faces == nil {
		d.faces = map[*font.Face]int64{}
	}
	n, ok := d.faces[f]
	if !ok {
		n = int64(len(d.faces))
		d.faces[f] = n
	}
	return n
}
