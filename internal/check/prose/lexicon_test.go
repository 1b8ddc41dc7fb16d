package prose

import "testing"

func TestBundled(t *testing.T) {
	l, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(l.terms); n < 500 {
		t.Errorf("only %d words", n)
	}
}
