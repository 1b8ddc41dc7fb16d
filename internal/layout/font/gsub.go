package font

// maxLookups is how many lookups of a feature and parts of a lookup are tried.
const maxLookups = 64

// Vertical gives the glyph that stands for glyph id in vertical text, through
// single substitutions of the feature vert (OpenType, "GSUB"); false when the
// face has none.
func (f *Face) Vertical(id uint16) (uint16, bool) {
	features, lookups := f.gsub.from(f.gsub.u16(6)), f.gsub.from(f.gsub.u16(8))
	for i := range min(features.u16(0), len(features)/6) {
		record, ok := features.cut(2+6*i, 6)
		if !ok || string(record[:4]) != "vert" {
			continue
		}
		feature := features.from(record.u16(4))
		for j := range min(feature.u16(2), maxLookups) {
			lookup := lookups.from(lookups.u16(2 + 2*feature.u16(4+2*j)))
			if to := f.known(substitute(lookup, int(id))); to != 0 && to != id {
				return to, true
			}
		}
	}
	return 0, false
}

// substitute gives what a lookup puts in place of a glyph, 0 for nothing.
func substitute(lookup table, id int) int {
	const single, extension = 1, 7
	for i := range min(lookup.u16(4), maxLookups) {
		kind, sub := lookup.u16(0), lookup.from(lookup.u16(6+2*i))
		if kind == extension {
			kind, sub = sub.u16(2), sub.from(sub.u32(4))
		}
		if kind != single {
			continue
		}
		at := covered(sub.from(sub.u16(2)), id)
		if at < 0 {
			continue
		}
		if sub.u16(0) == 1 {
			return (id + sub.u16(4)) & 0xFFFF
		}
		if at < sub.u16(4) {
			return sub.u16(6 + 2*at)
		}
	}
	return 0
}

// covered gives a glyph's place in a coverage table, or -1.
func covered(t table, id int) int {
	lo, hi := 0, t.u16(2)
	for lo < hi {
		mid := (lo + hi) / 2
		first, last := t.u16(4+2*mid), t.u16(4+2*mid)
		if t.u16(0) == 2 {
			first, last = t.u16(4+6*mid), t.u16(4+6*mid+2)
		}
		switch {
		case id < first:
			hi = mid
		case id > last:
			lo = mid + 1
		case t.u16(0) == 2:
			return t.u16(4+6*mid+4) + id - first
		default:
			return mid
		}
	}
	return -1
}
