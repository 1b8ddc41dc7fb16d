package revision

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
	"nianbao/internal/signing/pdfread"
)

// comparing compares a state of a file with the next.
type comparing struct {
	step          *Step
	old, new      *pdfread.File
	before, after *pdfread.Reached

	objects []pdfread.Ref // of the update that are new or differ
	listed  map[int]bool  // their numbers
	claims  map[int]claim
	heads   map[claim]bool       // where groups begin
	lists   map[pdfread.Ref]bool // arrays of annotations, and of the parent tree
	field   pdfread.Ref          // that was added or filled; zero: none
	widget  pdfread.Ref          // by which that is seen: itself, or its only kid
	page    pdfread.Object       // that a new field says it is on
	element pdfread.Ref          // that was added to the structure tree for it
	paired  pdfread.Ref          // the element that its key in the parent tree leads to

	replaced bool // the picture that a prepared field had is another now
}

// compare tells what an update did.
func compare(step *Step, old *pdfread.File, added *pdfread.Appended) {
	c := &comparing{step: step, old: old, new: added.State, listed: map[int]bool{}, claims: map[int]claim{},
		heads: map[claim]bool{}, lists: map[pdfread.Ref]bool{}}
	if !c.read(added.Objects) || !c.unused(added.Packing) {
		return
	}
	for _, part := range []func() bool{c.trailer, c.catalog, c.pages, c.elements, c.shown, c.tagged, c.settle} {
		if !part() {
			return
		}
	}
	step.Breaches = breaches(step, Locks(old))
}

// read finds out which objects differ, and reads all that can be reached in
// both states: what cannot be read might be anything.
func (c *comparing) read(refs []pdfread.Ref) (ok bool) {
	for _, r := range refs {
		now, err := c.new.Get(r)
		if err != nil {
			return c.reject("对象 %d 读不出来", "object %d cannot be read", r.Num)
		}
		if was, err := c.old.Get(r); err == nil && c.old.HasNumber(r.Num) && same(was, now) {
			continue
		}
		c.objects = append(c.objects, r)
		c.listed[r.Num] = true
	}
	var err error
	if c.before, err = c.old.Reach(c.listed); err == nil {
		c.after, err = c.new.Reach(c.listed)
	}
	if err != nil {
		return c.refuse(unread(pdfread.Reason(err)))
	}
	return true
}

// unused makes sure that nothing points at the streams that hold objects and
// sections: one with the number of a page's content would take its place.
func (c *comparing) unused(packing []pdfread.Ref) bool {
	for _, r := range packing {
		for _, state := range []*pdfread.Reached{c.before, c.after} {
			if state.Seen[r.Num] || state.Absent[r.Num] || !c.old.HasNumber(r.Num) && r.Gen != c.old.FreshGeneration(r.Num) {
				return c.reject("对象 %d 被对象流或交叉引用表顶替", "an object stream or a cross-reference section takes the place of object %d", r.Num)
			}
		}
	}
	return true
}

// refuse notes the first objection; it is false.
func (c *comparing) refuse(o *Objection) bool {
	if c.step.Objection == nil {
		c.step.Objection = o
	}
	return false
}

// reject refuses what is not understood.
func (c *comparing) reject(zh, en string, args ...any) bool {
	return c.refuse(unread(diag.T(zh, en, args...)))
}

// check compares the values of a key; at is its place.
type check func(at pdfread.Mention, old, new pdfread.Object) bool

// entries compares two dictionaries whose place is at: keys without a check
// must have the same value in both.
func (c *comparing) entries(at pdfread.Mention, old, new pdfread.Dict, checks map[pdfread.Name]check, other check) bool {
	was, now := index(old), index(new)
	for _, key := range keysOf(was, now) {
		a, b := was[key], now[key]
		do := checks[key]
		wasNull, isNull := a == nil && old.Has(key), b == nil && new.Has(key)
		if wasNull != isNull && b == nil { // null is not nothing to all readers
			do = c.foreign
		}
		if do == nil {
			if same(a, b) || boxes[key] && sameBox(a, b) {
				continue
			}
			do = other
		}
		if !do(at.Under(key), a, b) {
			if c.step.Objection == nil {
				c.reject("%s 不合规定", "%s is not as it should be", pathText(at.Under(key)))
			}
			return false
		}
	}
	return true
}

// foreign refuses a key that nobody expects.
func (c *comparing) foreign(at pdfread.Mention, _, _ pdfread.Object) bool {
	return c.reject("%s 与签名时不同，用途不明", "%s is not as it was signed; what it is for is not known", pathText(at))
}

func pathText(at pdfread.Mention) string {
	if at.In.Num == 0 {
		return "trailer" + at.Path
	}
	return diag.T("%d%s", "%d%s", at.In.Num, at.Path).EN
}

func index(d pdfread.Dict) map[pdfread.Name]pdfread.Object {
	m := make(map[pdfread.Name]pdfread.Object, len(d))
	for _, e := range d {
		m[e.Key] = e.Value
	}
	return m
}

// keysOf gives the keys of both in a fixed order.
func keysOf(a, b map[pdfread.Name]pdfread.Object) []pdfread.Name {
	list := make([]pdfread.Name, 0, len(a)+len(b))
	for k := range a {
		list = append(list, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			list = append(list, k)
		}
	}
	slices.Sort(list)
	return list
}

// same reports whether two objects say the same: numbers by value and kind (many
// readers take 8.0 for no whole number), dictionaries without regard to order. A
// key whose value is null is not the same as none: readers tell them apart where
// the value would be inherited, or is looked for at all.
func same(a, b pdfread.Object) bool {
	switch a := a.(type) {
	case pdfread.Number:
		b, ok := b.(pdfread.Number)
		return ok && sameNumber(a, b)
	case pdfread.String:
		b, ok := b.(pdfread.String)
		return ok && string(a) == string(b)
	case pdfread.Array:
		b, ok := b.(pdfread.Array)
		return ok && slices.EqualFunc(a, b, same)
	case pdfread.Dict:
		b, ok := b.(pdfread.Dict)
		return ok && sameEntries(a, b)
	case *pdfread.Stream:
		b, ok := b.(*pdfread.Stream)
		return ok && string(a.Raw) == string(b.Raw) && sameEntries(a.Dict.Without("Length"), b.Dict.Without("Length"))
	}
	return a == b // null, bool, name, reference
}

// usual is how programs write numbers; not all readers know more signs and
// zeros before.
var usual = pattern.New(`^-?(0|[1-9][0-9]*)?(\.[0-9]*)?$`)

func sameNumber(a, b pdfread.Number) bool {
	real := func(n pdfread.Number) bool { return strings.Contains(string(n), ".") }
	return a == b || decimal(a) == decimal(b) && real(a) == real(b) && usual.MatchString(string(a)) && usual.MatchString(string(b))
}

func sameEntries(a, b pdfread.Dict) bool {
	was, now := index(a), index(b)
	if len(was) != len(now) {
		return false
	}
	for k, v := range was {
		if w, ok := now[k]; !ok || !same(v, w) && !(boxes[k] && sameBox(v, w)) {
			return false
		}
	}
	return true
}

// boxes are the keys of rectangles, in which numbers are of either kind.
var boxes = map[pdfread.Name]bool{"MediaBox": true, "CropBox": true, "BleedBox": true, "TrimBox": true, "ArtBox": true, "BBox": true, "Rect": true}

// pageBoxes are those of pages, in points (14.11.2).
var pageBoxes = map[pdfread.Name]bool{"MediaBox": true, "CropBox": true, "BleedBox": true, "TrimBox": true, "ArtBox": true}

func sameBox(a, b pdfread.Object) bool {
	was, ok1 := a.(pdfread.Array)
	now, ok2 := b.(pdfread.Array)
	return ok1 && ok2 && slices.EqualFunc(was, now, func(a, b pdfread.Object) bool {
		x, ok1 := a.(pdfread.Number)
		y, ok2 := b.(pdfread.Number)
		return ok1 && ok2 && decimal(x) == decimal(y)
	})
}

// roundedBox reports whether the boxes of a page differ by less than 1/1000 pt,
// which nobody sees on one of at least 3 pt (annex C.2).
func roundedBox(a, b pdfread.Object) bool {
	was, ok1 := points(a)
	now, ok2 := points(b)
	if !ok1 || !ok2 || math.Abs(was[2]-was[0]) < 3 || math.Abs(was[3]-was[1]) < 3 {
		return false
	}
	for i := range was {
		if math.Abs(was[i]-now[i]) >= 0.001 {
			return false
		}
	}
	return true
}

// points reads a rectangle that is written directly and in the usual way.
func points(o pdfread.Object) (v [4]float64, ok bool) {
	list, _ := o.(pdfread.Array)
	if len(list) != len(v) {
		return v, false
	}
	for i := range v {
		if v[i], ok = usualNumber(list[i]); !ok {
			return v, false
		}
	}
	return v, true
}

// usualNumber reads a number that is written directly, in the usual way, and is no
// larger than a page may be.
func usualNumber(o pdfread.Object) (x float64, ok bool) {
	n, isNumber := o.(pdfread.Number)
	x, err := strconv.ParseFloat(string(n), 64)
	return x, isNumber && err == nil && usual.MatchString(string(n)) && math.Abs(x) <= longestSide
}

// longestSide is how far from the origin a page's box may reach (annex C.2).
const longestSide = 14400

// decimal writes a number in the one shortest way.
func decimal(n pdfread.Number) string {
	s := strings.TrimPrefix(string(n), "+")
	s, minus := strings.CutPrefix(s, "-")
	whole, part, _ := strings.Cut(s, ".")
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	if part != "" {
		part = "." + part
	}
	if minus && whole+part != "" {
		return "-" + whole + part
	}
	return whole + part
}

// isName, isString, isNumber and isFlags look at direct values only: what is
// written elsewhere could be something else, too.
func isName(o pdfread.Object, names ...pdfread.Name) bool {
	n, ok := o.(pdfread.Name)
	return ok && (len(names) == 0 || slices.Contains(names, n))
}

func isString(o pdfread.Object) bool { _, ok := o.(pdfread.String); return ok }

func isNumber(o pdfread.Object) bool { _, ok := o.(pdfread.Number); return ok }

// isSimple reports whether a value says something and leads nowhere.
func isSimple(o pdfread.Object) bool { return isName(o) || isString(o) || isNumber(o) }

// number gives a whole number that is written directly.
func number(o pdfread.Object) (int, bool) {
	n, _ := o.(pdfread.Number)
	return n.Int()
}

// many gives an array's members, or the one value that stands for it, and where
// they are.
func many(f *pdfread.File, o pdfread.Object, at pdfread.Mention) (pdfread.Array, pdfread.Mention) {
	switch v := f.Resolve(o).(type) {
	case nil:
		return nil, at
	case pdfread.Array:
		return v, at.Into(o).Member()
	}
	return pdfread.Array{o}, at
}

// longer compares two lists: the new one has all of the old one in the same
// order, and what it has more passes the test.
func (c *comparing) longer(old, new pdfread.Array, test func(pdfread.Object) bool) bool {
	for _, o := range new {
		switch {
		case len(old) > 0 && same(o, old[0]):
			old = old[1:]
		case !test(o):
			return false
		}
	}
	return len(old) == 0
}

// isNew reports whether an object came with this update, and gives it as a
// dictionary, which a stream is not.
func (c *comparing) isNew(o pdfread.Object) (pdfread.Ref, pdfread.Dict, bool) {
	r, ok := o.(pdfread.Ref)
	if !ok || !c.listed[r.Num] || c.old.HasNumber(r.Num) {
		return r, nil, false
	}
	d, ok := c.new.Resolve(r).(pdfread.Dict)
	return r, d, ok
}

// together claims all new objects that can be reached from o for one role.
// What was there before may be used, but not differ.
func (c *comparing) together(o pdfread.Object, as *role, at pdfread.Mention) bool {
	switch v := o.(type) {
	case pdfread.Ref:
		if !c.listed[v.Num] {
			return true
		}
		had, known := c.claims[v.Num]
		if known && had.role == catalogRole && catalogRole.permits(at) {
			return true
		}
		if c.old.HasNumber(v.Num) || !c.claim(v, as, at) {
			return c.shared(v)
		}
		return known || c.together(c.new.Resolve(v), as, pdfread.Mention{In: v})
	case pdfread.Array:
		for _, e := range v {
			if !c.together(e, as, at.Member()) {
				return false
			}
		}
	case pdfread.Dict:
		for _, e := range v {
			if !c.together(e.Value, as, at.Under(e.Key)) {
				return false
			}
		}
	case *pdfread.Stream:
		return c.together(v.Dict, as, at)
	}
	return true
}
