package pdfread

import "strings"

// Mention is a place at which an object is referred to: in an indirect object
// (zero: the trailer), under a path of keys, with /* for a member of an array.
type Mention struct {
	In   Ref
	Path string
}

// Reached is what is found from the trailer on.
type Reached struct {
	Mentions map[int][]Mention // of the numbers that were asked for
	Absent   map[int]bool      // numbers that are referred to and not there
	Seen     map[int]bool      // numbers that are there
}

// Reach follows every reference from the trailer on; of the numbers asked for
// it notes who mentions them. The error is that of an object that cannot be
// read; Reason tells it.
func (f *File) Reach(asked map[int]bool) (*Reached, error) {
	return f.ReachFrom(f.Trailer.Without("Prev", "XRefStm"), nil, asked)
}

// Readable reads every object that can be reached; an object that cannot be
// read is an error, a *diag.Diagnostic.
func (f *File) Readable() error {
	_, err := f.Reach(nil)
	if err != nil {
		return f.tell(err)
	}
	return nil
}

// ReachFrom does so from an object on, and passes over some keys.
func (f *File) ReachFrom(o Object, passed map[Name]bool, asked map[int]bool) (*Reached, error) {
	w := &reaching{f: f, asked: asked, passed: passed,
		r: &Reached{map[int][]Mention{}, map[int]bool{}, map[int]bool{}}}
	w.walk(o)
	for len(w.queue) > 0 {
		w.in = w.queue[len(w.queue)-1]
		w.queue = w.queue[:len(w.queue)-1]
		o, err := f.load(w.in)
		if err != nil {
			return nil, err
		}
		w.walk(o)
	}
	if w.noted == mostMentions {
		return nil, &damage{0, "引用太多", "too many references"}
	}
	return w.r, nil
}

// plain keeps a key from being taken for a path.
var plain = strings.NewReplacer("#", "#23", "/", "#2F", "*", "#2A")

// mostMentions bounds what is noted.
const mostMentions = 200_000

type reaching struct {
	f      *File
	asked  map[int]bool
	passed map[Name]bool
	r      *Reached
	queue  []Ref
	in     Ref
	path   []string
	noted  int
}

func (w *reaching) walk(o Object) {
	switch o := o.(type) {
	case Ref:
		w.refer(o)
	case Array:
		w.path = append(w.path, "*")
		for _, v := range o {
			w.walk(v)
		}
		w.path = w.path[:len(w.path)-1]
	case Dict:
		for _, e := range o {
			if w.passed[e.Key] {
				continue
			}
			w.path = append(w.path, plain.Replace(string(e.Key)))
			w.walk(e.Value)
			w.path = w.path[:len(w.path)-1]
		}
	case *Stream:
		w.walk(o.Dict)
	}
}

func (w *reaching) refer(r Ref) {
	if w.asked[r.Num] && w.noted < mostMentions {
		w.noted++
		w.r.Mentions[r.Num] = append(w.r.Mentions[r.Num], Mention{w.in, "/" + strings.Join(w.path, "/")})
	}
	p, ok := w.f.places[r.Num]
	if !ok || p.free || p.gen != r.Gen {
		w.r.Absent[r.Num] = true
		return
	}
	if !w.r.Seen[r.Num] {
		w.r.Seen[r.Num] = true
		w.queue = append(w.queue, r)
	}
}
