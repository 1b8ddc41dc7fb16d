package pdfread

import (
	"bytes"
	"testing"
)

// TestReadAppended reads an update strictly: our own, and copies with one fault.
func TestReadAppended(t *testing.T) {
	for name, data := range map[string][]byte{"table": withTable(""), "stream": append(withStream(), '\n')} {
		old, err := Open("", data)
		if err != nil {
			t.Fatal(err)
		}
		u := old.Update()
		u.Put(Ref{4, 0}, String("other"))
		good := u.Close()
		now, err := Open("", good)
		if err != nil {
			t.Fatal(err)
		}
		a, err := old.ReadAppended(good, len(data), now.Start)
		if err != nil || len(a.Objects) != 1 || a.Objects[0] != (Ref{4, 0}) || a.To != len(bytes.TrimSpace(good)) {
			t.Errorf("%s: %v, %+v", name, err, a)
		}
		for _, c := range []struct{ old, new string }{
			{"endobj\n", "endobj%"}, {"4 0 obj", "4 1 obj"}, {"(other)", "<oth3r>"}, {"startxref", "startxxxx"}, {"/Prev ", "/Pref "},
		} {
			tail := bytes.Replace(good[len(data):], []byte(c.old), []byte(c.new), 1)
			if _, err := old.ReadAppended(append(bytes.Clone(data), tail...), len(data), now.Start); err == nil {
				t.Errorf("%s: %q for %q is accepted", name, c.new, c.old)
			}
		}
	}
}
