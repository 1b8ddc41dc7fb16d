package svg

import (
	"fmt"
	"hash/fnv"
	"strconv"

	"nianbao/internal/layout/font"
	"nianbao/internal/unit"
)

type glyph struct {
	face *font.Face
	id   uint16
}

// symbol is a glyph's path, in font units, y upwards. Blank ones have no name.
type symbol struct {
	name string
	path []byte
}

// symbol gives the path of a glyph, which is in the page's definitions then.
func (w *writer) symbol(g glyph) (*symbol, error) {
	d := w.drawer
	s := d.symbols[g]
	if s == nil {
		if int(g.id) >= g.face.NumGlyphs {
			return nil, fmt.Errorf("svg: %s has no glyph %d", g.face.PostScriptName, g.id)
		}
		var p path
		if err := g.face.Outline(g.id, &p); err != nil {
			return nil, fmt.Errorf("svg: glyph %d of %s: %w", g.id, g.face.PostScriptName, err)
		}
		s = p.symbol()
		if d.symbols == nil {
			d.symbols = map[glyph]*symbol{}
		}
		d.symbols[g] = s
	}
	if s.name != "" && !w.used[s] {
		if w.used == nil {
			w.used = map[*symbol]bool{}
		}
		w.used[s] = true
		w.defs = append(append(append(w.defs, `<path id="`...), s.name...), `" d="`...)
		w.defs = append(append(w.defs, s.path...), "\"/>\n"...)
	}
	return s, nil
}

// path is a font.Pen that writes path data (SVG 1.1, 8.3), relative, in
// hundredths of a font unit. Points are rounded, not what lies between them.
type path struct {
	b        []byte
	x, y     int   // where the font's pen is, in 1/65536
	px, py   int64 // where the path's is, in hundredths
	mx, my   int64 // where its contour begins
	operator byte
}

const places = 2 // decimals of a font unit

func (p *path) Move(dx, dy int) {
	if len(p.b) > 0 { // closing leads back to where the contour begins
		p.b = append(p.b, 'z')
		p.operator = 'z'
		p.px, p.py = p.mx, p.my
	}
	p.to('m', dx, dy)
	p.mx, p.my = p.px, p.py
}

func (p *path) Line(dx, dy int)             { p.to('l', dx, dy) }
func (p *path) Quad(dx1, dy1, dx2, dy2 int) { p.to('q', dx1, dy1, dx1+dx2, dy1+dy2) }
func (p *path) Curve(dx1, dy1, dx2, dy2, dx3, dy3 int) {
	p.to('c', dx1, dy1, dx1+dx2, dy1+dy2, dx1+dx2+dx3, dy1+dy2+dy3)
}

// to writes an operator with points, each relative to where the pen is.
func (p *path) to(operator byte, d ...int) {
	if operator != p.operator {
		p.b = append(p.b, operator)
		p.operator = operator
	}
	var px, py int64
	for i := 0; i < len(d); i += 2 {
		px, py = hundredths(p.x+d[i]), hundredths(p.y+d[i+1])
		p.number(px - p.px)
		p.number(py - p.py)
	}
	p.x, p.y = p.x+d[len(d)-2], p.y+d[len(d)-1]
	p.px, p.py = px, py
}

func (p *path) number(v int64) {
	if last := p.b[len(p.b)-1]; v >= 0 && (last == '.' || last >= '0' && last <= '9') {
		p.b = append(p.b, ' ')
	}
	p.b = unit.AppendDecimal(p.b, v, places)
}

func hundredths(v int) int64 {
	const one = 1 << 16
	return (int64(v)*100 + one/2) >> 16
}

// symbol closes the path and names it by what it draws.
func (p *path) symbol() *symbol {
	if len(p.b) == 0 {
		return &symbol{}
	}
	p.b = append(p.b, 'z')
	h := fnv.New64a()
	h.Write(p.b)
	return &symbol{name: "g" + strconv.FormatUint(h.Sum64(), 36), path: p.b}
}
