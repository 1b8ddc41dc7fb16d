package pdfread

import (
	"bytes"
	"cmp"
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Appended is an incremental update (7.5.6) that was read strictly: every byte
// of it belongs to an object that its section lists, to the section, or is
// white space, and every object is where and what the section says. So a reader
// that mends files, and looks for objects itself, finds the same ones.
type Appended struct {
	From, To int   // its bytes in the file; To is after %%EOF
	Objects  []Ref // that it has, by number, without these:
	Packing  []Ref // object and cross-reference streams, which nothing may point at
	State    *File // the file with it
}

// Reason says what is wrong in an error of ReadAppended.
func Reason(err error) diag.Text {
	if d, ok := err.(*damage); ok {
		return diag.T("%[1]s（第 %[3]d 字节）", "%[2]s (at byte %[3]d)", d.zh, d.en, d.at)
	}
	return diag.T("%v", "%v", err)
}

// ReadAppended reads the update behind a state that ends at from; its section
// stands at an offset in data. Reason tells what is wrong.
func (f *File) ReadAppended(data []byte, from, at int) (*Appended, error) {
	if at < from {
		return nil, wrongSection(at)
	}
	next := &File{Data: data, name: f.name, Start: at, store: f.store, strict: from}
	u := &updating{old: f, new: next, from: from}
	for _, step := range []func() error{u.section, u.ending, u.trailer, u.entries, u.extents, u.packed, u.words} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(u.objects, func(a, b Ref) int { return cmp.Compare(a.Num, b.Num) })
	return &Appended{From: from, To: u.to, Objects: u.objects, Packing: u.packing, State: next}, nil
}

// updating is the work on one update.
type updating struct {
	old, new *File
	from, to int
	sec      *section
	objects  []Ref
	packing  []Ref
	packs    map[int]*pack // object streams of this update, by number
	bodies   int           // indirect objects that stand in it
	streams  int           // of them
}

func (u *updating) section() (err error) {
	u.sec, err = u.new.readSection(u.new.Start)
	if err == nil && (!u.sec.known() || !u.new.plain(u.new.Start)) {
		return wrongSection(u.new.Start)
	}
	return err
}

// remark is a comment that some programs write behind the trailer: their name
// in one word, in which nobody finds anything else.
var remark = pattern.New(`^%[A-Za-z0-9._-]{1,80}(\r\n|\r|\n)`)

// ending reads startxref and the end-of-file marker (7.5.5).
func (u *updating) ending() error {
	p := u.new.parser(u.sec.end)
	for p.space(); ; p.space() {
		m := remark.Find(p.b[p.i:])
		if m == nil {
			break
		}
		p.i += len(m)
	}
	at := p.i
	whole := plainEnding.Find(p.b[at:])
	p.word()
	p.space()
	v, ok := Number(p.word()).Int()
	if whole == nil || !ok || v != u.new.Start {
		return &damage{at, "增量更新的结尾不对", "the end of an update is wrong"}
	}
	u.to = at + len(whole)
	u.new.Data = u.new.Data[:u.to]
	return nil
}

// trailer checks that the new trailer goes on from the old one.
func (u *updating) trailer() error {
	d := u.sec.trailer
	prev, ok1 := direct(d.Get("Prev"))
	size, ok2 := direct(d.Get("Size"))
	if !ok1 || prev != u.old.Start || !ok2 || size < u.highest() || size > u.highest()+someNumbers || d.Get("XRefStm") != nil || d.Get("Encrypt") != nil {
		return &damage{u.sec.at, "增量更新的文件尾（trailer）不对", "the trailer of an update is wrong"}
	}
	u.new.Trailer, u.new.Table = d, u.sec.table
	u.new.Sections = append([]int{u.new.Start}, u.old.Sections...)
	u.new.Trailers = append([]Dict{d}, u.old.Trailers...)
	return nil
}

// someNumbers is how many numbers a trailer may promise and not use.
const someNumbers = 100

// highest is the number after the highest object number of both states.
func (u *updating) highest() int {
	n := u.old.Size()
	for _, r := range u.sec.rows {
		n = max(n, r.num+1)
	}
	return n
}

// entries makes the places of the new state.
func (u *updating) entries() error {
	if !u.new.store.spend(&u.new.store.rows, len(u.old.places)/8) { // for the copy
		return &damage{u.sec.at, "更新的次数和对象太多", "too many updates of too many objects"}
	}
	u.new.places = make(map[int]place, len(u.old.places)+len(u.sec.rows))
	for n, p := range u.old.places {
		u.new.places[n] = p
	}
	seen := map[int]bool{}
	for _, r := range u.sec.rows {
		if seen[r.num] || !u.fits(r) {
			return &damage{u.sec.at, "增量更新的交叉引用表有不对的条目", "the cross-reference section of an update has a wrong entry"}
		}
		seen[r.num] = true
		if !r.place.free || !u.old.HasNumber(r.num) {
			u.new.places[r.num] = r.place
		}
	}
	if !u.sec.table && !seen[u.sec.self.Num] { // a stream need not list itself
		self := row{num: u.sec.self.Num, place: place{at: u.sec.at, gen: u.sec.self.Gen}}
		if !u.fits(self) {
			return wrongSection(u.sec.at)
		}
		u.new.places[self.num] = self.place
	}
	return nil
}

// newest is the highest generation of a new object: poppler numbers what it gave
// up and wrote all the same with 1. Who accepts the update must see that nothing
// refers to such an object.
const newest = 1

// fits reports whether an entry may follow on what was: free entries free
// nothing, generations go on, number 0 is free for ever.
func (u *updating) fits(r row) bool {
	p, was := u.old.places[r.num]
	switch {
	case r.num == 0:
		return r.place.free && (r.place.gen == 65535 || !u.sec.table && r.place.gen == 0)
	case r.place.free:
		return !was || p.free
	case r.place.stream != 0: // members have generation 0
		return !was || p.gen == 0 && !p.free
	case r.place.at < u.from || r.place.at >= u.to:
		return false
	case !was:
		return r.place.gen <= newest
	case p.free:
		return r.place.gen == p.gen && p.gen < 65535
	}
	return r.place.gen == p.gen
}

// extent is where something stands.
type extent struct{ from, to int }

// extents reads every object and makes sure that nothing stands between them.
func (u *updating) extents() error {
	all := []extent{{u.sec.at, u.sec.end}}
	u.packs = map[int]*pack{}
	if !u.sec.table {
		u.packing = append(u.packing, u.sec.self)
		u.streams++
	}
	for _, r := range u.sec.rows {
		p := r.place
		if p.free || p.stream != 0 || p.at == u.sec.at && !u.sec.table && r.num == u.sec.self.Num {
			continue
		}
		ref := Ref{r.num, p.gen}
		end, o, err := u.new.objectAt(p.at, &ref)
		if err != nil {
			return err
		}
		if !plainHead.Match(u.new.Data[p.at:]) {
			return &damage{p.at, "这里没有应有的对象", "the object that should stand here does not"}
		}
		all = append(all, extent{p.at, end})
		s, isStream := o.(*Stream)
		if isStream {
			u.streams++
		}
		switch {
		case isStream && s.Dict.Get("Type") == Name("XRef"):
			return &damage{p.at, "增量更新里有多余的交叉引用表", "an update has another cross-reference section"}
		case isStream && s.Dict.Get("Type") == Name("ObjStm"):
			if u.packs[r.num], err = u.pack(s, p.at); err != nil {
				return err
			}
			u.packing = append(u.packing, ref)
		default:
			u.objects = append(u.objects, ref)
		}
	}
	u.bodies = len(all)
	if u.sec.table {
		u.bodies--
	}
	return u.gaps(all)
}

// pack opens an object stream of the update, which says nothing but what every
// reader needs.
func (u *updating) pack(s *Stream, at int) (*pack, error) {
	wrong := wrongPack(at)
	if len(s.Dict.Without("Type", "N", "First", "Length", "Filter", "DecodeParms")) > 0 {
		return nil, wrong
	}
	for _, e := range s.Dict {
		if _, elsewhere := e.Value.(Ref); elsewhere {
			return nil, wrong
		}
	}
	return u.new.unpack(s, wrong)
}

// gaps makes sure that between extents there is white space only.
func (u *updating) gaps(all []extent) error {
	slices.SortFunc(all, func(a, b extent) int { return cmp.Compare(a.from, b.from) })
	at := u.from
	for _, e := range all {
		if e.from < at {
			return &damage{e.from, "增量更新里的对象互相重叠", "objects of an update overlap"}
		}
		for ; at < e.from; at++ {
			if c := u.new.Data[at]; c != ' ' && c != '\r' && c != '\n' {
				return &damage{at, "增量更新里有不属于任何对象的内容", "an update has something that belongs to no object"}
			}
		}
		at = e.to
	}
	if at != u.sec.end {
		return &damage{at, "增量更新里有对象在交叉引用表之后", "an object of an update stands behind its cross-reference section"}
	}
	return nil
}

// packed makes sure that the section lists just the members of the update's
// object streams, and that these hold nothing else.
func (u *updating) packed() error {
	listed := map[int]int{} // members by stream
	for _, r := range u.sec.rows {
		p := r.place
		if p.free || p.stream == 0 {
			continue
		}
		home := u.packs[p.stream]
		if home == nil || p.at >= len(home.nums) || home.nums[p.at] != r.num {
			return &damage{u.sec.at, "对象不在它的对象流里", "an object is not in its object stream"}
		}
		listed[p.stream]++
		u.objects = append(u.objects, Ref{r.num, 0})
	}
	for n, home := range u.packs {
		if listed[n] != len(home.nums) || !home.tight(u.new.store) {
			return &damage{u.new.places[n].at, "对象流里有不属于任何对象的内容", "an object stream has something that belongs to no object"}
		}
	}
	return nil
}

// tight reports whether numbers and members follow one another with white space
// between.
func (p *pack) tight(store *store) bool {
	for _, b := range p.data[p.headed:p.first] {
		if !IsSpace(b) {
			return false
		}
	}
	body := &parser{b: p.data, i: p.first, store: store}
	for _, at := range p.ats {
		body.space()
		if body.err != nil || body.i != at {
			return false
		}
		if _, isWord := body.object(0).(keyword); isWord || body.err != nil {
			return false
		}
	}
	body.space()
	return body.i == len(p.data) && body.err == nil
}

// heading is how an indirect object begins, with what some readers take for
// white space.
var heading = pattern.New(`[0-9]([^!-~]|%[^\r\n]*[\r\n])+[0-9]+([^!-~]|%[^\r\n]*[\r\n])*obj`)

// words makes sure that not even inside of strings and streams there is what a
// mending reader would take for an object, its end, or a section.
func (u *updating) words() error {
	b := u.new.Data[u.from:u.to]
	tables := 0
	if u.sec.table {
		tables = 1
	}
	for word, n := range map[string]int{"startxref": 1, "xref": 1 + tables, "trailer": tables, "%%EOF": 1, "%PDF-": 0, "endobj": u.bodies, "endstream": u.streams} {
		if bytes.Count(b, []byte(word)) != n {
			return u.hidden()
		}
	}
	if bytes.Count(b, []byte("obj")) != 2*u.bodies && len(heading.FindAllIndex(b, u.bodies+1)) != u.bodies {
		return u.hidden()
	}
	return nil
}

func (u *updating) hidden() error {
	return &damage{u.from, "增量更新里藏着像对象或交叉引用表的内容", "an update hides what looks like an object or a section"}
}
