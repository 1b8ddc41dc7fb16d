package font

// blank reports whether a glyph shows nothing, as those of placeholder fonts.
func (f *Face) blank(id uint16) bool {
	if !f.IsCFF {
		g, ok := f.outlines.glyph(int(id))
		return !ok || len(g) == 0
	}
	code, err := f.cff.charstring(int(id))
	var i ink
	return err != nil || draw(code, &i) != nil || !bool(i)
}

// ink is a pen that tells whether anything is drawn.
type ink bool

func (i *ink) Move(_, _ int)              { /* leaves no mark */ }
func (i *ink) Line(_, _ int)              { *i = true }
func (i *ink) Curve(_, _, _, _, _, _ int) { *i = true }
