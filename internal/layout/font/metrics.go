package font

// Metrics is what a PDF font descriptor tells of a face (ISO 32000-1 9.8.1), in
// 1/1000 em.
type Metrics struct {
	Ascent, Descent        int // Descent is below the baseline: negative
	CapHeight              int
	XMin, YMin, XMax, YMax int
	ItalicAngle            int // degrees, counter-clockwise
	Weight                 int // 100 to 900
	FixedPitch             bool
}

// Metrics gives the face's metrics, rounded to whole numbers.
func (f *Face) Metrics() Metrics {
	m := Metrics{
		Ascent:  f.hhea.i16(4),
		Descent: f.hhea.i16(6),
		XMin:    f.milli(f.head.i16(36)), YMin: f.milli(f.head.i16(38)),
		XMax: f.milli(f.head.i16(40)), YMax: f.milli(f.head.i16(42)),
		ItalicAngle: divRound(int(int32(f.post.u32(4))), 1<<16),
		Weight:      f.os2.u16(4),
		FixedPitch:  f.post.u32(12) != 0,
	}
	const sTypoAscender, sTypoDescender, sCapHeight = 68, 70, 88
	if asc := f.os2.i16(sTypoAscender); asc != 0 {
		m.Ascent, m.Descent = asc, f.os2.i16(sTypoDescender)
	}
	if f.os2.u16(0) >= 2 {
		m.CapHeight = f.os2.i16(sCapHeight)
	}
	if m.CapHeight == 0 {
		m.CapHeight = m.Ascent
	}
	if m.Descent > 0 { // some fonts forget the sign
		m.Descent = -m.Descent
	}
	if m.Weight < 100 || m.Weight > 900 {
		m.Weight = 400
	}
	m.Ascent, m.Descent, m.CapHeight = f.milli(m.Ascent), f.milli(m.Descent), f.milli(m.CapHeight)
	return m
}

// milli turns font units into 1/1000 em, halves away from zero.
func (f *Face) milli(v int) int { return divRound(v*1000, f.UnitsPerEm) }

func divRound(a, b int) int {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// Embedding permissions (OpenType, "OS/2", fsType).
const (
	fsRestricted = 0x0002
	fsUsage      = 0x000F
	fsNoSubset   = 0x0100
	fsBitmapOnly = 0x0200
)

// mayEmbed says why a font must not be put into a PDF, or nil. Where several
// usage bits are set, the most generous one counts.
func mayEmbed(os2 table) error {
	switch fsType := os2.u16(8); {
	case fsType&fsUsage == fsRestricted:
		return bad("它的授权不允许嵌入文档", "its licence forbids embedding")
	case fsType&fsBitmapOnly != 0:
		return bad("它的授权只允许嵌入点阵", "its licence allows only bitmaps to be embedded")
	case fsType&fsNoSubset != 0:
		return bad("它的授权不允许只嵌入用到的字", "its licence forbids embedding a part of it")
	}
	return nil
}

// regular reports whether a face is neither bold nor italic.
func regular(os2, head table) bool {
	const italic, bold = 1 << 0, 1 << 5
	return os2.u16(62)&(italic|bold) == 0 && head.u16(44)&3 == 0
}
