package font

import (
	"cmp"
	"os"
	"slices"
	"sync"
	"unicode"

	"nianbao/internal/diag"
)

// other is a face of the user's folders as it serves any style: for characters
// that no font of the style has.
type other struct {
	file  string
	index int
	name  string // of the family, for people and for Word
	rank  int    // the first is asked first

	once sync.Once
	cmap cmap  // read when it is first asked
	why  error // why it cannot be used; nil: it can
	face *Face // parsed when it first serves
}

// The ranks of other faces: those that a style knows, plain ones, the rest.
const (
	rankKnown = iota
	rankPlain
	rankBoldOrItalic
)

// others are the faces of the user's folders in the order in which they are
// asked, and what they answered.
type others struct {
	mu    sync.Mutex
	faces []*other
	found map[request]answer
}

// request is a character, perhaps with a variation selector.
type request struct{ r, selector rune }

type answer struct {
	glyph  Glyph
	ok     bool
	passed []Passed
}

// Passed is a font that has a character and was passed over.
type Passed struct {
	File, Name string
	Why        diag.Text
}

// sort puts the faces into the order in which they are asked.
func (o *others) sort() {
	slices.SortStableFunc(o.faces, func(a, b *other) int { return cmp.Compare(a.rank, b.rank) })
}

// Other finds the glyph for r in whatever font of the user's folders has it.
// Fonts that have it and cannot be used are named, so that the clerk is not
// left to wonder.
func (l *Library) Other(r rune) (Glyph, bool, []Passed) { return l.others.ask(request{r: r}) }

// OtherVariant does the same for r with a variation selector.
func (l *Library) OtherVariant(r, selector rune) (Glyph, bool) {
	g, ok, _ := l.others.ask(request{r, selector})
	return g, ok
}

func (o *others) ask(q request) (Glyph, bool, []Passed) {
	o.mu.Lock()
	defer o.mu.Unlock()
	a, known := o.found[q]
	if !known {
		a = o.search(q)
		if o.found == nil {
			o.found = map[request]answer{}
		}
		o.found[q] = a
	}
	return a.glyph, a.ok, a.passed
}

func (o *others) search(q request) (a answer) {
	for _, f := range o.faces {
		id := f.glyph(q)
		if id == 0 {
			continue
		}
		face, err := f.open()
		switch {
		case err != nil:
		case face.known(id) == 0:
			err = errGlyph
		case !unicode.IsSpace(q.r) && face.blank(uint16(id)):
			err = bad("这个字的字形是空白的", "its glyph for it is blank")
		default:
			a.glyph, a.ok = Glyph{Face: face, ID: uint16(id)}, true
			return a
		}
		a.passed = append(a.passed, Passed{f.file, f.name, diag.Text(*reasonOf(err))})
	}
	return a
}

// glyph gives the number of the glyph for what is asked, 0 for none.
func (f *other) glyph(q request) int {
	f.once.Do(f.readCmap)
	switch {
	case f.cmap.n == 0:
		return 0
	case q.selector != 0:
		return f.cmap.variant(q.r, q.selector)
	}
	return f.cmap.glyph(q.r)
}

// readCmap reads the character map alone. A face that may not be embedded is
// asked too, so that it can be told why it does not serve.
func (f *other) readCmap() {
	if f.face != nil {
		f.cmap = f.face.cmap
		return
	}
	var t table
	err := withFile(f.file, func(read reader) error {
		offs, err := faces(read)
		if err != nil {
			return err
		}
		dir, err := directory(read, offs[f.index])
		if err == nil {
			t, err = dir.get("cmap", 4)
		}
		return err
	})
	if err == nil {
		f.cmap, err = parseCmap(t)
	}
	if f.why == nil {
		f.why = err
	}
}

// open parses the face, once.
func (f *other) open() (*Face, error) {
	if f.face != nil || f.why != nil {
		return f.face, f.why
	}
	data, err := os.ReadFile(f.file)
	if err == nil {
		f.face, err = parse(data, f.index)
	}
	if f.why = err; err == nil {
		f.face.File, f.face.Index = f.file, f.index
	}
	return f.face, err
}

// OtherInfo is what there is to tell of a font of the user's folders.
type OtherInfo struct {
	FaceInfo
	Why diag.Text // why it serves no style; zero: it does
}

// Others tells of all fonts of the user's folders, in the order in which they
// are asked for a character that no font of a style has.
func (l *Library) Others() (all []OtherInfo) {
	l.others.mu.Lock()
	defer l.others.mu.Unlock()
	for _, f := range l.others.faces {
		i := OtherInfo{FaceInfo: FaceInfo{File: f.file, User: true, PostScriptName: f.name}}
		f.once.Do(f.readCmap)
		if face, err := f.open(); err != nil {
			i.Why = diag.Text(*reasonOf(err))
		} else {
			i.Characters = face.Characters()
		}
		all = append(all, i)
	}
	return all
}
