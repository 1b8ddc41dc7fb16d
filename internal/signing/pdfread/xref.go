package pdfread

import "bytes"

// readSections reads the cross-reference sections from the newest back over
// Prev; what a newer one says of an object holds.
func (f *File) readSections(at int) error {
	seen := map[int]bool{}
	for n := 0; ; n++ {
		if seen[at] || n > mostSections {
			return &damage{at, "交叉引用表成环", "the cross-reference sections go in a circle"}
		}
		seen[at] = true
		t, table, err := f.readSection(at)
		if err != nil {
			return err
		}
		if n == 0 {
			f.Trailer, f.Table = t, table
		}
		if x := t.Get("XRefStm"); x != nil && table { // a hybrid file (7.5.8.4)
			o, ok := x.(Number)
			v, whole := o.Int()
			if !ok || !whole || seen[v] {
				return &damage{at, "交叉引用表不对", "a cross-reference section is wrong"}
			}
			seen[v] = true
			if _, _, err := f.readSection(v); err != nil {
				return err
			}
		}
		prev := t.Get("Prev")
		if prev == nil {
			return nil
		}
		o, ok := prev.(Number)
		v, whole := o.Int()
		if !ok || !whole {
			return &damage{at, "交叉引用表不对", "a cross-reference section is wrong"}
		}
		at = v
	}
}

// note keeps what a section says of an object unless a newer one spoke.
func (f *File) note(num int, p place) {
	if _, ok := f.places[num]; !ok {
		f.places[num] = p
	}
}

// readSection reads a table with its trailer, or a stream.
func (f *File) readSection(at int) (trailer Dict, table bool, err error) {
	if at < 0 || at >= len(f.Data) {
		return nil, false, &damage{at, "交叉引用表的位置在文件之外", "a cross-reference section's place is outside of the file"}
	}
	if bytes.HasPrefix(f.Data[at:], []byte("xref")) {
		d, err := f.readTable(at)
		return d, true, err
	}
	_, o, err := f.objectAt(at, nil)
	if err != nil {
		return nil, false, err
	}
	s, ok := o.(*Stream)
	if !ok || s.Dict.Get("Type") != Name("XRef") {
		return nil, false, &damage{at, "这里没有交叉引用表", "there is no cross-reference section here"}
	}
	return s.Dict, false, f.readRows(s, at)
}

// readTable reads a cross-reference table (7.5.4) and its trailer.
func (f *File) readTable(at int) (Dict, error) {
	p := &parser{b: f.Data, i: at + len("xref")}
	wrong := func() error { return &damage{p.i, "交叉引用表不对", "a cross-reference section is wrong"} }
	for {
		p.space()
		if bytes.HasPrefix(p.b[p.i:], []byte("trailer")) {
			p.i += len("trailer")
			d, ok := p.object(0).(Dict)
			if p.err != nil {
				return nil, p.err
			}
			if !ok {
				return nil, wrong()
			}
			return d, nil
		}
		first, _ := p.header()
		count, _ := p.header()
		if p.err != nil {
			return nil, p.err
		}
		for p.i < len(p.b) && (p.b[p.i] == ' ' || p.b[p.i] == '\r') {
			p.i++
		}
		if p.i >= len(p.b) || p.b[p.i] != '\n' && p.b[p.i-1] != '\r' {
			return nil, wrong()
		}
		if p.b[p.i] == '\n' {
			p.i++
		}
		if first+count > mostObjects || count > (len(p.b)-p.i)/20 {
			return nil, wrong()
		}
		for n := range count {
			e := p.b[p.i : p.i+20]
			offset, ok1 := Number(e[:10]).Int()
			gen, ok2 := Number(e[11:16]).Int()
			if !ok1 || !ok2 || !isDigits(string(e[:10])) || !isDigits(string(e[11:16])) || e[10] != ' ' || e[16] != ' ' || !isSpace(e[18]) || !isSpace(e[19]) || e[17] != 'n' && e[17] != 'f' {
				return nil, wrong()
			}
			f.note(first+n, place{at: offset, gen: gen, free: e[17] == 'f'})
			p.i += 20
		}
	}
}

// readRows reads the rows of a cross-reference stream (7.5.8).
func (f *File) readRows(s *Stream, at int) error {
	wrong := &damage{at, "交叉引用表不对", "a cross-reference section is wrong"}
	b, err := f.Decode(s)
	if err != nil {
		return err
	}
	var w [3]int
	widths, _ := s.Dict.Get("W").(Array)
	if len(widths) != 3 {
		return wrong
	}
	for i := range w {
		n, _ := widths[i].(Number)
		v, ok := n.Int()
		if !ok || v < 0 || v > 8 {
			return wrong
		}
		w[i] = v
	}
	row := w[0] + w[1] + w[2]
	size, _ := s.Dict.Get("Size").(Number)
	n, ok := size.Int()
	if !ok || row == 0 || n < 0 || n > mostObjects {
		return wrong
	}
	index, given := s.Dict.Get("Index").(Array)
	if !given {
		index = Array{Number("0"), size}
	}
	if len(index)%2 != 0 {
		return wrong
	}
	for ; len(index) > 0; index = index[2:] {
		first, _ := index[0].(Number)
		count, _ := index[1].(Number)
		from, ok1 := first.Int()
		n, ok2 := count.Int()
		if !ok1 || !ok2 || from < 0 || n < 0 || from+n > mostObjects || n > len(b)/row {
			return wrong
		}
		for i := range n {
			v := [3]int{1, 0, 0}
			for k, width := range w {
				if width > 0 {
					v[k] = 0
				}
				for _, c := range b[:width] {
					v[k] = v[k]<<8 | int(c)
				}
				b = b[width:]
				if v[k] < 0 { // eight bytes may hold more than any file
					return wrong
				}
			}
			switch v[0] {
			case 0:
				f.note(from+i, place{free: true})
			case 1:
				f.note(from+i, place{at: v[1], gen: v[2]})
			case 2:
				if v[1] == 0 {
					return wrong
				}
				f.note(from+i, place{stream: v[1], at: v[2]})
			}
		}
	}
	if len(b) > 0 {
		return wrong
	}
	return nil
}
