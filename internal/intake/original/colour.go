package original

import "strconv"

// Colour reads a colour that is written as RRGGBB, with # or an alpha in front or
// without; false, and black: it is none.
func Colour(hex string) (rgb uint32, ok bool) {
	if len(hex) < 6 {
		return 0, false
	}
	v, err := strconv.ParseUint(hex[len(hex)-6:], 16, 32)
	if err != nil {
		return 0, false
	}
	return uint32(v), true
}

// SameColour reports whether two colours are the same to the eye.
func SameColour(a, b uint32) bool {
	for shift := 0; shift < 24; shift += 8 {
		if d := int(a>>shift&255) - int(b>>shift&255); d > 10 || d < -10 {
			return false
		}
	}
	return true
}
