package mend

import (
	"bytes"
	"slices"

	"nianbao/internal/signing/pdfread"
)

// pack is an object stream (7.5.7) with the places of its members.
type pack struct {
	data      []byte
	nums, ats []int
}

// scanPacks notes the members of all object streams in the order of the file;
// what stands later holds.
func (f *File) scanPacks() {
	var homes []int
	for num, p := range f.found {
		if bytes.Contains(f.data[p.at:min(len(f.data), p.at+400)], []byte("ObjStm")) {
			homes = append(homes, num)
		}
	}
	slices.SortFunc(homes, func(a, b int) int { return f.found[a].at - f.found[b].at })
	for _, home := range homes {
		s, ok := f.load(home).(*pdfread.Stream)
		if !ok || s.Dict.Get("Type") != pdfread.Name("ObjStm") {
			continue
		}
		p := f.unpack(s)
		f.packs[home] = p
		for i, num := range p.nums {
			if old, ok := f.found[num]; num == 0 || ok && old.at > f.found[home].at || len(f.found) > mostObjects {
				continue
			}
			delete(f.objects, num)
			f.found[num] = found{at: f.found[home].at, stream: home, index: i}
		}
	}
}

// unpack reads where the objects of an object stream stand.
func (f *File) unpack(s *pdfread.Stream) *pack {
	n, _ := f.Int(s.Dict.Get("N"))
	first, _ := f.Int(s.Dict.Get("First"))
	p := &pack{data: f.Data(s)}
	if first < 0 || first > len(p.data) {
		return p
	}
	l := &Lexer{B: p.data[:first]}
	for range min(n, len(p.data)) {
		if f.packed--; f.packed < 0 {
			break
		}
		num, ok1 := l.Next()
		offset, ok2 := l.Next()
		a, ok3 := num.(pdfread.Number)
		b, ok4 := offset.(pdfread.Number)
		if !ok1 || !ok2 || !ok3 || !ok4 {
			break
		}
		v, ok5 := a.Int()
		o, ok6 := b.Int()
		if !ok5 || !ok6 || v < 0 || o < 0 || o > len(p.data)-first {
			break
		}
		p.nums, p.ats = append(p.nums, v), append(p.ats, first+o)
	}
	return p
}

// member reads an object of an object stream.
func (f *File) member(p found) pdfread.Object {
	k := f.packs[p.stream]
	if k == nil || p.index >= len(k.ats) {
		return nil
	}
	l := &Lexer{B: k.data, I: k.ats[p.index]}
	o, _ := l.Next()
	f.lexed -= l.I - k.ats[p.index]
	if _, ok := o.(Word); ok {
		return nil
	}
	return o
}
