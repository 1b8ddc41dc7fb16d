package content

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf16"

	"nianbao/internal/intake/pdf/mend"
	"nianbao/internal/signing/pdfread"
)

// cmap is a CMap (9.7.5, 9.10.3), as much of it as the file gives.
type cmap struct {
	spaces   []codeRange // codespace ranges
	cids     []cidRange
	chars    map[uint32]string // code with its number of bytes, see charKey
	ranges   []charRange
	vertical bool
	use      string // name of the CMap that it builds on
}

type codeRange struct {
	bytes  int
	lo, hi uint32
}

type cidRange struct {
	codeRange
	cid uint32
}

type charRange struct {
	codeRange
	text []uint16 // of the first code; the last unit grows
}

// Limits of a CMap.
const (
	mostChars  = 100_000
	mostRanges = 20_000
	longest    = 512 // characters that a code may stand for, in UTF-16 units
)

// parseCMap reads a CMap; what is malformed is left out.
func parseCMap(b []byte) *cmap {
	c := &cmap{chars: map[uint32]string{}}
	l := &mend.Lexer{B: b}
	var args []pdfread.Object
	for {
		o, ok := l.Next()
		if !ok {
			c.sort()
			return c
		}
		w, isWord := o.(mend.Word)
		if !isWord {
			if len(args) < 4*mostRanges {
				args = append(args, o)
			}
			continue
		}
		c.command(w, args)
		args = args[:0]
	}
}

// sort puts ranges in order, to be searched.
func (c *cmap) sort() {
	order := func(a, b codeRange) int { return cmp.Or(cmp.Compare(a.bytes, b.bytes), cmp.Compare(a.lo, b.lo)) }
	slices.SortStableFunc(c.cids, func(a, b cidRange) int { return order(a.codeRange, b.codeRange) })
	slices.SortStableFunc(c.ranges, func(a, b charRange) int { return order(a.codeRange, b.codeRange) })
}

// find gives the index of the range of n that holds a code; -1: none does.
func find(n int, at func(i int) codeRange, code uint32, bytes int) int {
	i := sort.Search(n, func(i int) bool {
		r := at(i)
		return r.bytes > bytes || r.bytes == bytes && r.lo > code
	}) - 1
	if i < 0 || at(i).bytes != bytes || code > at(i).hi {
		return -1
	}
	return i
}

// command runs a command with what stood before it since the last one.
func (c *cmap) command(w mend.Word, args []pdfread.Object) {
	switch w {
	case "endcodespacerange":
		for ; len(args) >= 2; args = args[2:] {
			if r, ok := codes(args); ok && len(c.spaces) < 100 {
				c.spaces = append(c.spaces, r)
			}
		}
	case "endcidchar":
		for ; len(args) >= 2; args = args[2:] {
			c.cidRange(args[0], args[0], args[1])
		}
	case "endcidrange":
		for ; len(args) >= 3; args = args[3:] {
			c.cidRange(args[0], args[1], args[2])
		}
	case "endbfchar":
		for ; len(args) >= 2; args = args[2:] {
			if r, ok := codes([]pdfread.Object{args[0], args[0]}); ok {
				c.char(r.lo, r.bytes, args[1])
			}
		}
	case "endbfrange":
		for ; len(args) >= 3; args = args[3:] {
			c.bfRange(args)
		}
	case "usecmap":
		if n := len(args); n > 0 {
			name, _ := args[n-1].(pdfread.Name)
			c.use = string(name)
		}
	case "def":
		if n := len(args); n >= 2 && args[n-2] == pdfread.Name("WMode") {
			c.vertical = args[n-1] == pdfread.Number("1")
		}
	}
}

// codes reads the range of two codes of the same number of bytes.
func codes(args []pdfread.Object) (codeRange, bool) {
	lo, ok1 := args[0].(pdfread.String)
	hi, ok2 := args[1].(pdfread.String)
	if !ok1 || !ok2 || len(lo) == 0 || len(lo) > 4 || len(lo) != len(hi) {
		return codeRange{}, false
	}
	r := codeRange{len(lo), number(lo), number(hi)}
	return r, r.lo <= r.hi
}

func number(s []byte) uint32 {
	var v uint32
	for _, c := range s {
		v = v<<8 | uint32(c)
	}
	return v
}

func (c *cmap) cidRange(lo, hi, cid pdfread.Object) {
	r, ok := codes([]pdfread.Object{lo, hi})
	n, isNumber := cid.(pdfread.Number)
	v, whole := n.Int()
	if ok && isNumber && whole && v >= 0 && v <= 0xFFFF && len(c.cids) < mostRanges {
		c.cids = append(c.cids, cidRange{r, uint32(v)})
	}
}

// charKey tells codes of different lengths apart.
func charKey(code uint32, bytes int) uint32 { return code ^ uint32(bytes)<<28 }

func (c *cmap) char(code uint32, bytes int, o pdfread.Object) {
	s, ok := o.(pdfread.String)
	if u := units(s); ok && len(u) > 0 && len(c.chars) < mostChars {
		c.chars[charKey(code, bytes)] = string(utf16.Decode(u))
	}
}

// units reads UTF-16BE; a single byte stands for itself.
func units(s pdfread.String) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	var u []uint16
	for ; len(s) > 1 && len(u) < longest; s = s[2:] {
		u = append(u, uint16(s[0])<<8|uint16(s[1]))
	}
	return u
}

func (c *cmap) bfRange(args []pdfread.Object) {
	r, ok := codes(args)
	if !ok {
		return
	}
	switch to := args[2].(type) {
	case pdfread.Array:
		for i, o := range to {
			if uint32(i) <= r.hi-r.lo {
				c.char(r.lo+uint32(i), r.bytes, o)
			}
		}
	case pdfread.String:
		if u := units(to); len(u) > 0 && len(c.ranges) < mostRanges {
			c.ranges = append(c.ranges, charRange{r, u})
		}
	}
}

// toUnicode is a ToUnicode CMap.
type toUnicode struct{ *cmap }

func (t *toUnicode) text(code uint32, bytes int) (string, bool) {
	s, ok := t.chars[charKey(code, bytes)]
	if !ok {
		s, ok = t.inRange(code, bytes)
	}
	if !ok { // some programs write the codes of one byte as two, and the other way round
		if s, ok = t.chars[charKey(code, 3-bytes)]; !ok {
			s, ok = t.inRange(code, 3-bytes)
		}
	}
	return s, ok && meaningful(s)
}

func (t *toUnicode) inRange(code uint32, bytes int) (string, bool) {
	i := find(len(t.ranges), func(i int) codeRange { return t.ranges[i].codeRange }, code, bytes)
	if i < 0 {
		return "", false
	}
	r := &t.ranges[i]
	u := append([]uint16(nil), r.text...)
	if n := len(u); n >= 2 && u[n-2]&0xFC00 == 0xD800 { // a character beyond U+FFFF
		v := utf16.DecodeRune(rune(u[n-2]), rune(u[n-1])) + rune(code-r.lo)
		hi, lo := utf16.EncodeRune(v)
		u[n-2], u[n-1] = uint16(hi), uint16(lo)
	} else {
		u[n-1] += uint16(code - r.lo)
	}
	return string(utf16.Decode(u)), true
}

// meaningful reports whether a text says something: programs write U+0000 or
// U+FFFD where they do not know.
func meaningful(s string) bool {
	for _, r := range s {
		if r == 0 || r == 0xFFFD || r == 0xFFFF || 0x80 <= r && r <= 0x9F { // codes that someone took for characters
			return false
		}
	}
	return s != ""
}
