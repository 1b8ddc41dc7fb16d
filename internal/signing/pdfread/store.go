package pdfread

// Limits against files made to exhaust the machine. They are of a whole file
// with all its states: a file of many small bombs is a bomb.
const (
	mostInflated = 64 << 20   // bytes inflated from its streams, attachments and all
	mostValues   = 1_500_000  // numbers, names, strings, arrays, dictionaries
	fewRows      = 10_000     // of cross-reference sections, in the smallest file
	mostWalked   = 10_000_000 // references that are followed, over all states
	mostSections = 1000       // cross-reference sections
	mostObjects  = 8388607    // the highest object number (annex C.2)
	mostEntries  = 20000      // of a dictionary
)

// store keeps what was read of a file, for all its states, and counts what may
// still be read.
type store struct {
	objects map[key]loaded
	packs   map[place]*pack

	leads map[key][]Ref // references of an object, each once
	gap   *damage       // a name that is several words to some readers; nil: none was read

	inflated, values, rows, walked int // that are left
}

// key tells an object: its number and where it stands. States of one file have
// the bytes in common, so the same place means the same object.
type key struct {
	num   int
	place place
	home  int // where its object stream stands
}

type loaded struct {
	object Object
	err    error
}

// newStore gives one for a file of size bytes. An object takes some bytes, even
// in an object stream, and may stand in several sections.
func newStore(size int) *store {
	return &store{objects: map[key]loaded{}, packs: map[place]*pack{},
		leads: map[key][]Ref{}, inflated: mostInflated, values: mostValues, rows: fewRows + size/2, walked: mostWalked}
}

// spend takes n from what is left, if there is as much.
func (s *store) spend(left *int, n int) bool {
	if n > *left {
		*left = 0
		return false
	}
	*left -= n
	return true
}

func (f *File) key(num int, p place) key {
	k := key{num: num, place: p}
	if p.stream != 0 {
		k.home = f.places[p.stream].at
	}
	return k
}

// parser gives one that reads the file from an offset on.
func (f *File) parser(at int) *parser {
	return &parser{b: f.Data, i: at, store: f.store, comments: f.lenient(at)}
}

// lenient reports whether what stands at an offset was not written by an update
// that is read strictly.
func (f *File) lenient(at int) bool { return f.strict == 0 || at < f.strict }

// manyKeys is from how many keys on a dictionary is looked up by a map.
const manyKeys = 50

// keys are those of a dictionary while it is read.
type keys map[Name]bool

// has reports whether d has a key, and notes that it has it from now on.
func (k *keys) has(d Dict, key Name) bool {
	if len(d) < manyKeys {
		for i := range d {
			if d[i].Key == key {
				return true
			}
		}
		return false
	}
	if *k == nil {
		*k = keys{}
		for _, e := range d {
			(*k)[e.Key] = true
		}
	}
	known := (*k)[key]
	(*k)[key] = true
	return known
}
