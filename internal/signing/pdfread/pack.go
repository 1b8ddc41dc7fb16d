package pdfread

// pack is an object stream (7.5.7) with the numbers and places of its members.
type pack struct {
	data      []byte
	headed    int // where the numbers end
	first     int // where the first member may stand
	nums, ats []int
}

// member gives an object of an object stream.
func (f *File) member(num int, pl place) (Object, error) {
	home := f.places[pl.stream]
	p, ok := f.store.packs[home]
	if !ok {
		wrong := wrongPack(home.at)
		if home.stream != 0 || home.free {
			return nil, wrong
		}
		o, err := f.load(Ref{pl.stream, 0})
		if err != nil {
			return nil, err
		}
		s, ok := o.(*Stream)
		if !ok {
			return nil, wrong
		}
		if p, err = f.packOf(home, s); err != nil {
			return nil, err
		}
	}
	if pl.at >= len(p.nums) || p.nums[pl.at] != num {
		return nil, &damage{0, "对象不在它的对象流里", "an object is not in its object stream"}
	}
	body := &parser{b: p.data, i: p.ats[pl.at], store: f.store, comments: f.lenient(home.at)}
	o := body.object(0)
	if _, isWord := o.(keyword); body.err != nil || isWord {
		return nil, &damage{0, "对象流里的对象写法不对", "an object of an object stream is malformed"}
	}
	return o, nil
}

func wrongPack(at int) error { return &damage{at, "对象流不对", "an object stream is wrong"} }

// packOf opens an object stream once.
func (f *File) packOf(home place, s *Stream) (*pack, error) {
	if p, ok := f.store.packs[home]; ok {
		return p, nil
	}
	p, err := f.unpack(s, wrongPack(home.at))
	if err == nil {
		f.store.packs[home] = p
	}
	return p, err
}

// unpack reads where the objects of an object stream stand.
func (f *File) unpack(s *Stream, wrong error) (*pack, error) {
	n, ok1 := f.Int(s.Dict.Get("N"))
	first, ok2 := f.Int(s.Dict.Get("First"))
	b, err := f.Decode(s)
	if err != nil {
		return nil, err
	}
	if s.Dict.Get("Type") != Name("ObjStm") || !ok1 || !ok2 || n < 0 || first < 0 || first > len(b) || n > len(b) || !f.store.spend(&f.store.rows, n) {
		return nil, wrong
	}
	head := &parser{b: b[:first], store: f.store, comments: true}
	p := &pack{data: b, first: first, nums: make([]int, n), ats: make([]int, n)}
	for i := range n {
		num, _ := head.header()
		offset, _ := head.header()
		if head.err != nil || offset > len(b)-first {
			return nil, wrong
		}
		p.nums[i], p.ats[i] = num, first+offset
	}
	p.headed = head.i
	return p, nil
}
