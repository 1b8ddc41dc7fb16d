package prose

import (
	"strings"
	"testing"
)

// TestBundled looks that every class has words, and that the longest word at a
// place is taken.
func TestBundled(t *testing.T) {
	l := words(t)
	for name, c := range names {
		found := false
		for _, term := range l.terms {
			found = found || term.Is(c)
		}
		if !found {
			t.Errorf("no word is %s", name)
		}
	}
	if got := l.at("上年度结转3件", '上'); got == nil || got.Word != "上年度结转" || !got.Is(In) {
		t.Errorf("上年度结转 is read as %+v", got)
	}
}

// TestReadWords looks that a file that cannot be used is refused.
func TestReadWords(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"[[words]]\nas = \"reveive\"\nhave = [\"收到\"]", "reveive"},
		{"[[words]]\nas = \"receive\"\nhave = [\"\"]", "have"},
		{"[[words]]\nas = \"receive\"\nhave = [\"abc\"]", "abc"},
		{"[[words]", "expected"},
	} {
		if _, err := ReadWords([]byte(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.file, err, c.want)
		}
	}
}
