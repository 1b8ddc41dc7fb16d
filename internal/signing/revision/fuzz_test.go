package revision_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/revision"
)

// encode writes an update as a fuzzed text: a number and a body each.
func (o objects) encode() string {
	s := ""
	for _, n := range slices.Sorted(maps.Keys(o)) {
		s += fmt.Sprintf("%d %s\x1e", n, o[n])
	}
	return s
}

// decode reads it back; streams get their right lengths, so that more of what
// is tried is strictly formed.
func decode(s string) objects {
	o := objects{}
	for _, part := range strings.Split(s, "\x1e") {
		num, body, _ := strings.Cut(part, " ")
		if n, err := strconv.Atoi(num); err == nil && n > 0 && n < 60 {
			o[n] = measured(body)
		}
	}
	return o
}

// FuzzUpdate puts a strictly formed update of any objects behind a signed file.
// Where it is accepted, a second reader must find all that the pages show as it
// was, but for the widget of a signature.
func FuzzUpdate(f *testing.F) {
	for _, u := range []objects{seal, filled, evidence, notes, signed, seal.with(evidence).with(notes)} {
		f.Add(u.encode(), "")
	}
	for _, c := range misses() {
		f.Add(c.of.edit(f, c.num, c.old, c.new).encode(), "")
	}
	f.Add(notes.encode(), "/ID[(a)(b)]")
	shown := signed.reachable(2)
	if len(shown) != 7 {
		f.Fatalf("the pages reach %v", shown)
	}
	f.Fuzz(func(t *testing.T, text, more string) {
		d := written(signed)
		end := len(d.data)
		d.root += more
		update := decode(text)
		file, err := pdfread.Open("", d.update(update).data)
		if err != nil {
			return
		}
		steps, objection := revision.Read(file, end).After(end)
		if objection != nil || slices.ContainsFunc(steps, func(s *revision.Step) bool { return s.Objection != nil || s.Following }) {
			return
		}
		if len(steps) != 1 {
			t.Fatalf("%d updates of one", len(steps))
		}
		now := signed.with(update)
		for n := range shown {
			if n == 10 && steps[0].Field == "First" || now[n] == signed[n] {
				continue
			}
			compareShown(t, steps[0], n, now[n])
		}
	})
}

// compareShown compares an object that pages show.
func compareShown(t *testing.T, s *revision.Step, n int, body string) {
	was, wasData, _ := readBody(signed[n])
	now, data, err := readBody(body)
	if err != nil {
		return // comments, escapes
	}
	if a, ok := was.(map[string]any); ok {
		b, ok := now.(map[string]any)
		if !ok {
			t.Fatalf("object %d is accepted as %s", n, body)
		}
		switch n {
		case 3:
			widgets(t, s, a["/Annots"], b["/Annots"])
			delete(a, "/Annots")
			delete(b, "/Annots")
		case 14, 16: // prepared fields
			if a["/V"] == nil && b["/V"] != nil && s.Filled {
				for _, key := range []string{"/V", "/DV", "/AP", "/M", "/TU", "/F"} {
					delete(a, key)
					delete(b, key)
				}
			}
		}
	}
	if !reflect.DeepEqual(was, now) || strings.TrimSuffix(wasData, "\nendstream") != strings.TrimSuffix(data, "\nendstream") {
		t.Fatalf("object %d is accepted as %s", n, body)
	}
}

// widgets makes sure that a page has at most the widget of a new signature more.
func widgets(t *testing.T, s *revision.Step, was, now any) {
	old, _ := was.([]any)
	all, ok := now.([]any)
	if !ok {
		t.Fatalf("annotations %v", now)
	}
	more := 0
	for _, o := range all {
		if len(old) > 0 && o == old[0] {
			old = old[1:]
			continue
		}
		num, _, _ := strings.Cut(fmt.Sprint(o), " ")
		if n, _ := strconv.Atoi(num); n < 20 || s.Field == "" || s.Value.Num == 0 || s.Filled {
			t.Fatalf("annotations %v, %+v", now, s)
		}
		more++
	}
	if len(old) > 0 || more > 1 {
		t.Fatalf("annotations %v", now)
	}
}
