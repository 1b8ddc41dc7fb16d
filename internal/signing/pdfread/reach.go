package pdfread

import (
	"cmp"
	"slices"
	"strings"
)

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
		if err := w.object(); err != nil {
			return nil, err
		}
	}
	if w.far {
		return nil, &damage{0, "引用的对象编号太大", "a reference has too high a number"}
	}
	if w.noted == mostMentions || !f.store.spend(&f.store.walked, w.steps) {
		return nil, tooMany
	}
	return w.r, nil
}

// object follows the references of one object: each once, by what is known of it,
// or with their places where one was asked for.
func (w *reaching) object() error {
	o, err := w.f.load(w.in)
	if err != nil {
		return err
	}
	leads := w.f.leads(w.in, o)
	if w.passed != nil || slices.ContainsFunc(leads, func(r Ref) bool { return w.asked[r.Num] }) {
		w.walk(o)
		return nil
	}
	w.steps += len(leads)
	for _, r := range leads {
		w.reach(r)
	}
	if w.steps > w.f.store.walked || len(w.r.Absent) > mostAbsent {
		return tooMany
	}
	return nil
}

var tooMany = &damage{0, "引用太多", "too many references"}

// leads gives the references of an object, each once. States of a file have most
// objects in common, so that is looked for once.
func (f *File) leads(r Ref, o Object) []Ref {
	k := f.key(r.Num, f.places[r.Num])
	list, ok := f.store.leads[k]
	if ok {
		return list
	}
	var find func(Object)
	find = func(o Object) {
		switch o := o.(type) {
		case Ref:
			list = append(list, o)
		case Array:
			for _, v := range o {
				find(v)
			}
		case Dict:
			for _, e := range o {
				find(e.Value)
			}
		case *Stream:
			find(o.Dict)
		}
	}
	find(o)
	slices.SortFunc(list, func(a, b Ref) int { return cmp.Or(cmp.Compare(a.Num, b.Num), cmp.Compare(a.Gen, b.Gen)) })
	list = slices.Clone(slices.Compact(list))
	f.store.leads[k] = list
	return list
}

// plain keeps a key from being taken for a path.
var plain = strings.NewReplacer("#", "#23", "/", "#2F", "*", "#2A")

// mostMentions and mostAbsent bound what is noted: of places, and of numbers that
// are not there.
const (
	mostMentions = 200_000
	mostAbsent   = 100_000
)

type reaching struct {
	f      *File
	asked  map[int]bool
	passed map[Name]bool
	r      *Reached
	queue  []Ref
	in     Ref
	path   []string
	noted  int
	steps  int
	far    bool // a number is higher than any may be: some readers take a part of it
}

func (w *reaching) walk(o Object) {
	if w.steps++; w.steps > w.f.store.walked {
		return // that is told in the end
	}
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
	w.reach(r)
}

func (w *reaching) reach(r Ref) {
	w.far = w.far || r.Num > mostObjects
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
