package pdfread

import "slices"

// Predictor is how data were prepared row by row before they were packed: a PNG
// predictor (ISO 32000-1 7.4.4.4).
type Predictor struct{ Colors, Bits, Columns int }

// Row gives the bytes of a row with its kind in front; false where the numbers
// make no sense.
func (p Predictor) Row() (int, bool) {
	if p.Colors < 1 || p.Colors > 32 || !slices.Contains([]int{1, 2, 4, 8, 16}, p.Bits) || p.Columns < 1 || p.Columns > 1<<20 {
		return 0, false
	}
	return 1 + (p.Colors*p.Bits*p.Columns+7)/8, true
}

// Undo gives the data without the predictor, whose rows b is used for; false
// where they are not whole rows of known kinds.
func (p Predictor) Undo(b []byte) ([]byte, bool) {
	row, ok := p.Row()
	if !ok || len(b)%row != 0 {
		return nil, false
	}
	pixel := (p.Colors*p.Bits + 7) / 8 // whole bytes, rounded up (PNG 9.2)
	out := make([]byte, 0, len(b))
	above := make([]byte, row-1)
	for ; len(b) > 0; b = b[row:] {
		kind, cur := b[0], b[1:row]
		for i := range cur {
			var left, corner byte
			if i >= pixel {
				left, corner = cur[i-pixel], above[i-pixel]
			}
			switch kind {
			case 0:
			case 1:
				cur[i] += left
			case 2:
				cur[i] += above[i]
			case 3:
				cur[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				cur[i] += paeth(left, above[i], corner)
			default:
				return nil, false
			}
		}
		out = append(out, cur...)
		above = cur
	}
	return out, true
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, int(a)), distance(p, int(b)), distance(p, int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}
