package content

// codeSpace parts a string into character codes and gives their CIDs.
type codeSpace interface {
	next(s []byte) (code uint32, bytes int)
	cid(code uint32, bytes int) uint32
}

// byteCodes are the codes of simple fonts.
type byteCodes struct{}

func (byteCodes) next(s []byte) (uint32, int)    { return uint32(s[0]), 1 }
func (byteCodes) cid(c uint32, bytes int) uint32 { return c }

// identityCodes are those of Identity-H and Identity-V.
type identityCodes struct{}

func (identityCodes) next(s []byte) (uint32, int) {
	if len(s) < 2 {
		return uint32(s[0]), len(s)
	}
	return uint32(s[0])<<8 | uint32(s[1]), 2
}

func (identityCodes) cid(c uint32, bytes int) uint32 { return c }

// cmapCodes are those of an embedded CMap.
type cmapCodes struct{ *cmap }

func (m *cmapCodes) next(s []byte) (uint32, int) {
	var code uint32
	for n := 1; n <= 4 && n <= len(s); n++ {
		code = code<<8 | uint32(s[n-1])
		for _, r := range m.spaces {
			if r.bytes == n && within(code, r) {
				return code, n
			}
		}
	}
	if len(m.spaces) > 0 && m.spaces[0].bytes <= len(s) { // outside of all: the first range's length
		n := m.spaces[0].bytes
		return number(s[:n]), n
	}
	return identityCodes{}.next(s)
}

// within reports whether each byte of a code is within the range's bytes
// (9.7.6.2).
func within(code uint32, r codeRange) bool {
	for shift := 0; shift < 8*r.bytes; shift += 8 {
		b, lo, hi := code>>shift&255, r.lo>>shift&255, r.hi>>shift&255
		if b < lo || b > hi {
			return false
		}
	}
	return true
}

func (m *cmapCodes) cid(code uint32, bytes int) uint32 {
	for i := len(m.cids) - 1; i >= 0; i-- {
		if r := &m.cids[i]; r.bytes == bytes && r.lo <= code && code <= r.hi {
			return r.cid + code - r.lo
		}
	}
	if len(m.cids) == 0 {
		return code
	}
	return 0
}
