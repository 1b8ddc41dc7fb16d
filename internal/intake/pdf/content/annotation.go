package content

import "nianbao/internal/signing/pdfread"

const mostAnnotations = 2000 // of a page

// annotations draws what is laid over a page (12.5): values of form fields, text
// that was written into it, lines through text and what covers it. Seals, links
// and notes are no text of the page.
func (in *interpreter) annotations(list pdfread.Array, base state) {
	for i, o := range list {
		if i == mostAnnotations {
			in.page.Cut = true
			break
		}
		d := in.file.Dict(o)
		const hidden, noView = 1 << 1, 1 << 5
		if f, _ := in.file.Int(d.Get("F")); d == nil || f&(hidden|noView) != 0 {
			continue
		}
		in.field = false
		switch in.file.Name(d.Get("Subtype")) {
		case "Widget":
			if kind := in.fieldType(d); kind != "Tx" && kind != "Ch" {
				continue
			}
			in.field = true
		case "FreeText", "StrikeOut", "Square", "Circle", "Line", "Ink", "Polygon", "PolyLine", "Redact":
		default:
			continue
		}
		in.state, in.stack = base, nil
		if s := in.appearance(d); s != nil {
			in.drawAppearance(s, d)
		} else if in.file.Name(d.Get("Subtype")) == "StrikeOut" {
			in.strikeOut(d)
		}
	}
	in.field = false
}

// fieldType gives a field's type, which it may have from those above it.
func (in *interpreter) fieldType(d pdfread.Dict) pdfread.Name {
	for range 8 {
		if n := in.file.Name(d.Get("FT")); n != "" {
			return n
		}
		d = in.file.Dict(d.Get("Parent"))
	}
	return ""
}

// appearance gives the stream that an annotation is drawn by (12.5.5).
func (in *interpreter) appearance(d pdfread.Dict) *pdfread.Stream {
	normal := in.file.Dict(d.Get("AP")).Get("N")
	if s := in.file.Stream(normal); s != nil {
		return s
	}
	return in.file.Stream(in.file.Dict(normal).Get(in.file.Name(d.Get("AS"))))
}

// drawAppearance draws a form so that its box fills the annotation's rectangle.
func (in *interpreter) drawAppearance(s *pdfread.Stream, d pdfread.Dict) {
	r, b := in.file.Floats(d.Get("Rect"), 4), in.file.Floats(s.Dict.Get("BBox"), 4)
	if r == nil || b == nil {
		return
	}
	m := identity
	if v := in.file.Floats(s.Dict.Get("Matrix"), 6); v != nil {
		m = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
	}
	from := m.box(b[0], b[1], b[2], b[3])
	to := Box{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}
	a := matrix{a: 1, d: 1}
	if w, h := from.X1-from.X0, from.Y1-from.Y0; w > 0 && h > 0 {
		a.a, a.d = (to.X1-to.X0)/w, (to.Y1-to.Y0)/h
	}
	a.e, a.f = to.X0-from.X0*a.a, to.Y0-from.Y0*a.d
	in.state.ctm = a.mul(in.state.ctm)
	in.form(s, 0)
}

// strikeOut draws the lines of an annotation that strikes text out and brings no
// appearance: each through the middle of four corners.
func (in *interpreter) strikeOut(d pdfread.Dict) {
	for q := in.file.Array(d.Get("QuadPoints")); len(q) >= 8 && in.spend(&in.reader.operators, 1); q = q[8:] {
		if v := in.file.Floats(q[:8], 8); v != nil {
			b := in.state.ctm.box(min(v[0], v[2], v[4], v[6]), min(v[1], v[3], v[5], v[7]), max(v[0], v[2], v[4], v[6]), max(v[1], v[3], v[5], v[7]))
			_, y := b.Mid()
			in.rule(Box{b.X0, y - 0.5, b.X1, y + 0.5})
		}
	}
}
