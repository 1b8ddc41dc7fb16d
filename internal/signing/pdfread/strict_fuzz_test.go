package pdfread

import (
	"regexp"
	"strconv"
	"testing"
)

// anyHeading is how a reader that mends files finds objects.
var anyHeading = regexp.MustCompile(`([0-9]+)[\x00\t\n\f\r ]+([0-9]+)[\x00\t\n\f\r ]+obj`)

// FuzzReadAppended reads any bytes behind a file as an update. Where they are
// accepted, a reader that looks for objects itself finds the same ones at the
// same places, and each can be read.
func FuzzReadAppended(f *testing.F) {
	bases := [][]byte{withTable(""), append(withStream(), '\n')}
	for i, base := range bases {
		old, err := Open("", base)
		if err != nil {
			f.Fatal(err)
		}
		u := old.Update()
		u.Put(Ref{4, 0}, String("other"))
		u.Put(u.New(), &Stream{Raw: []byte("BT ET")})
		f.Add(i == 1, u.Close()[len(base):])
	}
	f.Fuzz(func(t *testing.T, packed bool, tail []byte) {
		base := bases[0]
		if packed {
			base = bases[1]
		}
		data := append(append([]byte{}, base...), tail...)
		at, ok := startxref(data)
		old, err := Open("", base)
		if err != nil || !ok {
			return
		}
		a, err := old.ReadAppended(data, len(base), at)
		if err != nil {
			return
		}
		bodies := map[int]bool{}
		for _, m := range anyHeading.FindAllSubmatchIndex(data[a.From:a.To], -1) {
			num, _ := strconv.Atoi(string(data[a.From+m[2] : a.From+m[3]]))
			if p := a.State.places[num]; p.free || p.stream != 0 || p.at != a.From+m[2] || bodies[num] {
				t.Fatalf("object %d stands at %d, listed at %d: %q", num, a.From+m[2], p.at, tail)
			}
			bodies[num] = true
		}
		for _, r := range a.Objects {
			if _, err := a.State.Get(r); err != nil || !bodies[r.Num] && a.State.places[r.Num].stream == 0 {
				t.Fatalf("object %d: %v: %q", r.Num, err, tail)
			}
		}
		if a.To > len(data) || len(a.Objects) > len(tail) || a.State.Size() < old.Size() {
			t.Fatalf("%+v", a)
		}
	})
}
