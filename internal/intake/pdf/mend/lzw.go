package mend

// Codes of LZWDecode (7.4.4.2) that stand for no data.
const (
	lzwClear = 256
	lzwEnd   = 257
	lzwMost  = 4096 // entries of the table
)

// lzwTable holds what the codes stand for: a code's bytes are those of prev and
// one more.
type lzwTable struct {
	prev  [lzwMost]int
	last  [lzwMost]byte
	size  [lzwMost]int
	count int
}

func (t *lzwTable) reset() {
	for i := range 256 {
		t.prev[i], t.last[i], t.size[i] = -1, byte(i), 1
	}
	t.count = lzwEnd + 1
}

// append appends a code's bytes.
func (t *lzwTable) append(out []byte, code int) []byte {
	n := t.size[code]
	out = append(out, make([]byte, n)...)
	for at := len(out) - 1; code >= 0; at, code = at-1, t.prev[code] {
		out[at] = t.last[code]
	}
	return out
}

func (t *lzwTable) add(prev int, c byte) {
	if t.count < lzwMost {
		t.prev[t.count], t.last[t.count], t.size[t.count] = prev, c, t.size[prev]+1
		t.count++
	}
}

// lzw undoes LZWDecode up to the first damage or about most bytes; early says
// that codes get longer one code early.
func lzw(b []byte, early bool, most int) []byte {
	var t lzwTable
	t.reset()
	ahead := 0
	if early {
		ahead = 1
	}
	var out []byte
	width, bits, have, prev := 9, 0, 0, -1
	for _, c := range b {
		if bits, have = bits<<8|int(c), have+8; have < width {
			continue
		}
		have -= width
		code := bits >> have
		bits &= 1<<have - 1
		from := len(out)
		switch {
		case code == lzwClear:
			t.reset()
			width, prev = 9, -1
			continue
		case code == lzwEnd || code > t.count || code == t.count && prev < 0 || from > most:
			return out
		case code == t.count: // what is being defined: the one before and its own first byte
			out = t.append(out, prev)
			out = append(out, out[from])
		default:
			out = t.append(out, code)
		}
		if prev >= 0 {
			t.add(prev, out[from])
		}
		prev = code
		if t.count+ahead >= 1<<width && width < 12 {
			width++
		}
	}
	return out
}
