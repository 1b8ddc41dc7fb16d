package pdfread

import (
	"bytes"
	"math"
	"slices"
)

// section is a cross-reference section (7.5.4, 7.5.8): what it says of which
// objects, and its trailer.
type section struct {
	at, end int // of a table up to after its trailer, of a stream to after endobj
	self    Ref // the stream's own number; zero for a table
	table   bool
	rows    []row
	trailer Dict
}

type row struct {
	num   int
	place place
	later bool // of a kind that this standard does not know
}

// known reports whether all readers know the section's kinds of rows.
func (s *section) known() bool {
	return !slices.ContainsFunc(s.rows, func(r row) bool { return r.later })
}

// readSections reads the cross-reference sections from the newest back over
// Prev; what a newer one says of an object holds.
func (f *File) readSections(at int) error {
	seen := map[int]bool{}
	for n := 0; ; n++ {
		if seen[at] || n > mostSections {
			return &damage{at, "交叉引用表成环", "the cross-reference sections go in a circle"}
		}
		seen[at] = true
		s, err := f.readSection(at)
		if err != nil {
			return err
		}
		f.Sections, f.Trailers = append(f.Sections, at), append(f.Trailers, s.trailer)
		f.note(s)
		if n == 0 {
			f.Trailer, f.Table = s.trailer, s.table
		}
		if s.table { // perhaps a hybrid file (7.5.8.4)
			if err := f.readHybrid(s, seen); err != nil {
				return err
			}
		}
		prev := s.trailer.Get("Prev")
		if prev == nil {
			return nil
		}
		v, ok := direct(prev)
		if !ok {
			return wrongSection(at)
		}
		at = v
	}
}

// readHybrid reads the stream that stands beside a table.
func (f *File) readHybrid(s *section, seen map[int]bool) error {
	x := s.trailer.Get("XRefStm")
	if x == nil {
		return nil
	}
	v, ok := direct(x)
	if !ok || seen[v] {
		return wrongSection(s.at)
	}
	seen[v] = true
	f.hybrids = append(f.hybrids, v)
	more, err := f.readSection(v)
	if err == nil {
		f.note(more)
	}
	return err
}

func wrongSection(at int) error {
	return &damage{at, "交叉引用表不对", "a cross-reference section is wrong"}
}

// direct gives a whole number that is no reference.
func direct(o Object) (int, bool) {
	n, _ := o.(Number)
	return n.Int()
}

// note keeps what a section says of objects unless a newer one spoke.
func (f *File) note(s *section) {
	for _, r := range s.rows {
		if p, ok := f.places[r.num]; !ok {
			f.places[r.num] = r.place
		} else if p != r.place && !r.place.free {
			f.older = append(f.older, row{num: r.num, place: r.place})
		}
	}
}

// readSection reads a table with its trailer, or a stream.
func (f *File) readSection(at int) (*section, error) {
	if at < 0 || at >= len(f.Data) {
		return nil, &damage{at, "交叉引用表的位置在文件之外", "a cross-reference section's place is outside of the file"}
	}
	if bytes.HasPrefix(f.Data[at:], []byte("xref")) {
		return f.readTable(at)
	}
	head := f.parser(at)
	num, _ := head.header()
	gen, _ := head.header()
	end, o, err := f.objectAt(at, nil)
	if err != nil {
		return nil, err
	}
	x, ok := o.(*Stream)
	if !ok || x.Dict.Get("Type") != Name("XRef") {
		return nil, &damage{at, "这里没有交叉引用表", "there is no cross-reference section here"}
	}
	s := &section{at: at, end: end, self: Ref{num, gen}, trailer: x.Dict}
	return s, f.readRows(s, x)
}

// readTable reads a cross-reference table (7.5.4) and its trailer.
func (f *File) readTable(at int) (*section, error) {
	s := &section{at: at, table: true}
	p := f.parser(at + len("xref"))
	for {
		p.space()
		if bytes.HasPrefix(p.b[p.i:], []byte("trailer")) {
			p.i += len("trailer")
			d, ok := p.object(0).(Dict)
			if p.err == nil && !ok {
				p.err = wrongSection(p.i)
			}
			s.trailer, s.end = d, p.i
			return s, p.err
		}
		if err := f.readRun(s, p); err != nil {
			return nil, err
		}
	}
}

// readRun reads the rows of a table's subsection, twenty bytes each.
func (f *File) readRun(s *section, p *parser) error {
	first, _ := p.header()
	count, _ := p.header()
	if p.err != nil {
		return p.err
	}
	for p.i < len(p.b) && (p.b[p.i] == ' ' || p.b[p.i] == '\r') {
		p.i++
	}
	if p.i >= len(p.b) || p.b[p.i] != '\n' && p.b[p.i-1] != '\r' {
		return wrongSection(p.i)
	}
	if p.b[p.i] == '\n' {
		p.i++
	}
	if first+count > mostObjects || count > (len(p.b)-p.i)/20 || !f.store.spend(&f.store.rows, count) {
		return wrongSection(p.i)
	}
	for n := range count {
		e := p.b[p.i : p.i+20]
		offset, _ := Number(e[:10]).Int()
		gen, _ := Number(e[11:16]).Int()
		if !isDigits(string(e[:10])) || !isDigits(string(e[11:16])) || e[10] != ' ' || e[16] != ' ' || !IsSpace(e[18]) || !IsSpace(e[19]) || e[17] != 'n' && e[17] != 'f' {
			return wrongSection(p.i)
		}
		s.rows = append(s.rows, row{num: first + n, place: place{at: offset, gen: gen, free: e[17] == 'f'}})
		p.i += 20
	}
	return nil
}

// readRows reads the rows of a cross-reference stream (7.5.8).
func (f *File) readRows(s *section, x *Stream) error {
	widths, ok := widths(x.Dict)
	size, whole := direct(x.Dict.Get("Size"))
	if !ok || !whole || size < 0 || size > mostObjects {
		return wrongSection(s.at)
	}
	b, err := f.Decode(x)
	if err != nil {
		return err
	}
	length := widths[0] + widths[1] + widths[2]
	index, given := x.Dict.Get("Index").(Array)
	if !given {
		index = Array{Int(0), Int(size)}
	}
	if len(index)%2 != 0 {
		return wrongSection(s.at)
	}
	for ; len(index) > 0; index = index[2:] {
		from, ok1 := direct(index[0])
		n, ok2 := direct(index[1])
		if !ok1 || !ok2 || from < 0 || n < 0 || from+n > mostObjects || n > len(b)/length || !f.store.spend(&f.store.rows, n) {
			return wrongSection(s.at)
		}
		for i := range n {
			r, ok := readRow(b[i*length:(i+1)*length], widths)
			if !ok {
				return wrongSection(s.at)
			}
			r.num = from + i
			s.rows = append(s.rows, r)
		}
		b = b[n*length:]
	}
	if len(b) > 0 {
		return wrongSection(s.at)
	}
	return nil
}

// widths gives how many bytes the three fields of a row have.
func widths(d Dict) (w [3]int, ok bool) {
	a, _ := d.Get("W").(Array)
	if len(a) != len(w) {
		return w, false
	}
	for i := range w {
		if w[i], ok = direct(a[i]); !ok || w[i] < 0 || w[i] > 8 {
			return w, false
		}
	}
	return w, w[0]+w[1]+w[2] > 0
}

// readRow reads one row (table 18); kinds of a later standard are passed over
// as free.
func readRow(b []byte, widths [3]int) (row, bool) {
	v := [3]int{1, 0, 0}
	for k, width := range widths {
		if width == 0 {
			continue
		}
		var n uint64
		for _, c := range b[:width] {
			n = n<<8 | uint64(c)
		}
		b = b[width:]
		if n > math.MaxInt { // eight bytes may hold more than any file, four more than one of 32 bits
			return row{}, false
		}
		v[k] = int(n)
	}
	switch v[0] {
	case 0:
		return row{place: place{free: true, at: v[1], gen: v[2]}}, true
	case 1:
		return row{place: place{at: v[1], gen: v[2]}}, true
	case 2:
		return row{place: place{stream: v[1], at: v[2]}}, v[1] != 0
	}
	return row{place: place{free: true}, later: true}, true
}
