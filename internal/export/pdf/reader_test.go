package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"testing"
	"unicode/utf16"
)

// A small reader of the files that this package writes. It shares nothing with
// the writer, so that a misunderstanding on one side is seen on the other.

type (
	name  string
	ref   int
	dict  map[string]any
	array []any
	op    string // an operator or keyword

	stream struct {
		dict dict
		data []byte
	}

	reader struct {
		t       *testing.T
		data    []byte
		trailer dict
		rows    []row
		members map[int][]any // objects of an object stream
		cmaps   map[ref]map[uint16]string
	}
	row struct{ kind, a, b int }
)

// lexer reads objects and operators. Strings are []byte, numbers float64,
// references "n 0 R" are put together by value.
type lexer struct {
	t *testing.T
	b []byte
	i int
}

func (l *lexer) space() {
	for l.i < len(l.b) && bytes.IndexByte([]byte(" \t\r\n\f\x00"), l.b[l.i]) >= 0 {
		l.i++
	}
}

func (l *lexer) value() any {
	l.space()
	if l.i >= len(l.b) {
		return nil
	}
	switch c := l.b[l.i]; {
	case bytes.HasPrefix(l.b[l.i:], []byte("<<")):
		l.i += 2
		d := dict{}
		for {
			k := l.value()
			if k == op(">>") {
				return d
			}
			key, ok := k.(name)
			if !ok {
				l.t.Fatalf("key %v at %d is no name", k, l.i)
			}
			if _, again := d[string(key)]; again {
				l.t.Fatalf("key %s twice", key)
			}
			d[string(key)] = l.value()
		}
	case bytes.HasPrefix(l.b[l.i:], []byte(">>")):
		l.i += 2
		return op(">>")
	case c == '[':
		l.i++
		a := array{}
		for {
			v := l.value()
			if v == op("]") {
				return a
			}
			if v == nil {
				l.t.Fatal("array without an end")
			}
			a = append(a, v)
		}
	case c == ']':
		l.i++
		return op("]")
	case c == '<':
		end := l.i + bytes.IndexByte(l.b[l.i:], '>')
		h := l.b[l.i+1 : end]
		l.i = end + 1
		out := make([]byte, len(h)/2)
		if _, err := fmt.Sscanf(string(h), "%x", &out); err != nil && len(h) > 0 {
			l.t.Fatalf("string <%s>: %v", h, err)
		}
		return out
	case c == '(':
		return l.literal()
	case c == '/':
		start := l.i
		l.i++
		l.regular()
		return name(unescapeName(string(l.b[start+1 : l.i])))
	default:
		start := l.i
		l.regular()
		word := string(l.b[start:l.i])
		if word == "" {
			l.t.Fatalf("byte %q at %d", c, l.i)
		}
		v, err := strconv.ParseFloat(word, 64)
		if err != nil {
			return op(word)
		}
		var gen int
		if n, _ := fmt.Sscanf(string(l.b[l.i:min(l.i+4, len(l.b))]), " %d R", &gen); n == 1 && bytes.HasPrefix(l.b[l.i:], []byte(" 0 R")) {
			l.i += 4
			return ref(v)
		}
		return v
	}
}

func (l *lexer) regular() {
	for l.i < len(l.b) && bytes.IndexByte([]byte(" \t\r\n\f\x00()<>[]/%"), l.b[l.i]) < 0 {
		l.i++
	}
}

func unescapeName(s string) string {
	out := []byte{}
	for i := 0; i < len(s); i++ {
		if s[i] == '#' {
			v, _ := strconv.ParseUint(s[i+1:i+3], 16, 8)
			out = append(out, byte(v))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

func (l *lexer) literal() []byte {
	out, depth := []byte{}, 0
	for ; l.i < len(l.b); l.i++ {
		switch c := l.b[l.i]; c {
		case '(':
			if depth > 0 {
				out = append(out, c)
			}
			depth++
		case ')':
			depth--
			if depth == 0 {
				l.i++
				return out
			}
			out = append(out, c)
		case '\\':
			l.i++
			if l.b[l.i] == 'r' {
				out = append(out, '\r')
			} else {
				out = append(out, l.b[l.i])
			}
		case '\r':
			out = append(out, '\n')
		default:
			out = append(out, c)
		}
	}
	l.t.Fatal("string without an end")
	return nil
}

// readFile reads the cross-reference stream and every object once.
func readFile(t *testing.T, data []byte) *reader {
	t.Helper()
	r := &reader{t: t, data: data, members: map[int][]any{}, cmaps: map[ref]map[uint16]string{}}
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n%")) || !bytes.HasSuffix(data, []byte("\n%%EOF\n")) {
		t.Fatal("head or end of the file is wrong")
	}
	var at int
	tail := data[bytes.LastIndex(data, []byte("startxref")):]
	if _, err := fmt.Sscanf(string(tail), "startxref\n%d\n%%%%EOF", &at); err != nil {
		t.Fatal(err)
	}
	_, v := r.objectAt(at)
	x := v.(stream)
	r.trailer = x.dict
	x.data = unpredicted(t, x)
	w := x.dict["W"].(array)
	field := func(n any) (v int) {
		for range int(n.(float64)) {
			v = v<<8 | int(x.data[0])
			x.data = x.data[1:]
		}
		return v
	}
	for len(x.data) > 0 {
		r.rows = append(r.rows, row{field(w[0]), field(w[1]), field(w[2])})
	}
	if len(r.rows) != int(x.dict["Size"].(float64)) {
		t.Fatalf("%d rows, Size %v", len(r.rows), x.dict["Size"])
	}
	for id := 1; id < len(r.rows); id++ {
		r.get(ref(id))
	}
	return r
}

// unpredicted gives a stream's data whose rows say what they have more than the one above.
func unpredicted(t *testing.T, s stream) (data []byte) {
	p, _ := s.dict["DecodeParms"].(dict)
	columns, _ := p["Columns"].(float64)
	if p["Predictor"] != 12.0 || columns == 0 {
		t.Fatalf("parameters %v", p)
	}
	above := make([]byte, int(columns))
	for b := s.data; len(b) > 0; b = b[1+len(above):] {
		if b[0] != 2 {
			t.Fatalf("a row of kind %d", b[0])
		}
		for i := range above {
			above[i] += b[1+i]
		}
		data = append(data, above...)
	}
	return data
}

// objectAt reads the indirect object at an offset.
func (r *reader) objectAt(at int) (id int, v any) {
	l := &lexer{t: r.t, b: r.data, i: at}
	id = int(l.value().(float64))
	if l.value() != 0.0 || l.value() != op("obj") {
		r.t.Fatalf("no object at %d", at)
	}
	v = l.value()
	d, ok := v.(dict)
	if !ok || !bytes.HasPrefix(l.b[l.i:], []byte("\nstream\n")) {
		return id, v
	}
	start := l.i + len("\nstream\n")
	end := start + int(d["Length"].(float64))
	if !bytes.HasPrefix(r.data[end:], []byte("\nendstream\nendobj\n")) {
		r.t.Fatalf("object %d: Length is wrong", id)
	}
	data := r.data[start:end]
	if d["Filter"] == name("FlateDecode") {
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			r.t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			r.t.Fatalf("object %d: %v", id, err)
		}
	}
	return id, stream{d, data}
}

// get follows references.
func (r *reader) get(v any) any {
	id, ok := v.(ref)
	if !ok {
		return v
	}
	if int(id) >= len(r.rows) {
		r.t.Fatalf("reference to object %d, which is not there", id)
	}
	switch row := r.rows[id]; row.kind {
	case 1:
		n, v := r.objectAt(row.a)
		if n != int(id) {
			r.t.Fatalf("object %d stands where %d should", n, id)
		}
		return v
	case 2:
		return r.member(row.a, row.b)
	default:
		r.t.Fatalf("object %d is free", id)
	}
	return nil
}

func (r *reader) member(id, i int) any {
	m, ok := r.members[id]
	if !ok {
		s := r.get(ref(id)).(stream)
		head := &lexer{t: r.t, b: s.data}
		first := int(s.dict["First"].(float64))
		for range int(s.dict["N"].(float64)) {
			head.value()
			body := &lexer{t: r.t, b: s.data, i: first + int(head.value().(float64))}
			m = append(m, body.value())
		}
		r.members[id] = m
	}
	return m[i]
}

func (r *reader) dict(v any) dict {
	d, ok := r.get(v).(dict)
	if !ok {
		r.t.Fatalf("%v is no dictionary", v)
	}
	return d
}

func (r *reader) catalog() dict { return r.dict(r.trailer["Root"]) }

func (r *reader) pages() (pages []ref) {
	for _, k := range r.dict(r.catalog()["Pages"])["Kids"].(array) {
		pages = append(pages, k.(ref))
	}
	return pages
}

// text decodes a text string.
func text(v any) string {
	b, _ := v.([]byte)
	if !bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		return string(b)
	}
	return decodeUTF16(b[2:])
}

func decodeUTF16(b []byte) string {
	var u []uint16
	for ; len(b) > 1; b = b[2:] {
		u = append(u, uint16(b[0])<<8|uint16(b[1]))
	}
	return string(utf16.Decode(u))
}

// toUnicode reads a font's CMap.
func (r *reader) toUnicode(font ref) map[uint16]string {
	if m, ok := r.cmaps[font]; ok {
		return m
	}
	m := map[uint16]string{}
	l := &lexer{t: r.t, b: r.get(r.dict(font)["ToUnicode"]).(stream).data}
	var before any
	for v := l.value(); v != nil; v = l.value() {
		if v == op("beginbfchar") {
			n := int(before.(float64))
			if n < 1 || n > 100 {
				r.t.Fatalf("a block of %d entries", n)
			}
			for range n {
				code := l.value().([]byte)
				m[uint16(code[0])<<8|uint16(code[1])] = decodeUTF16(l.value().([]byte))
			}
		}
		before = v
	}
	r.cmaps[font] = m
	return m
}

// widths reads a font's widths by code.
func (r *reader) widths(font ref) func(code uint16) float64 {
	d := r.dict(r.dict(font)["DescendantFonts"].(array)[0])
	m := map[uint16]float64{}
	for w := d["W"].(array); len(w) > 0; w = w[2:] {
		for i, v := range w[1].(array) {
			m[uint16(int(w[0].(float64))+i)] = v.(float64)
		}
	}
	return func(code uint16) float64 {
		if w, ok := m[code]; ok {
			return w
		}
		return d["DW"].(float64)
	}
}
