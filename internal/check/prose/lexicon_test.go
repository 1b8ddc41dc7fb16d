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
		{"[[scope]]\nas = \"thong\"\nend = [\"方面\"]", "thong"},
		{"[[scope]]\nas = \"thing\"\nend = [\"\"]", "thing"},
	} {
		if _, err := ReadWords([]byte(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.file, err, c.want)
		}
	}
}

// TestScope looks that the words of scope are those of the file, and ours of the names that
// it does not have.
func TestScope(t *testing.T) {
	for _, c := range []struct {
		name, file, clause string
		narrows            bool
	}{
		{"ours", "", "自然人方面", true},
		{"ours, a word that we do not have", "", "城东片", false},
		{"a word of the file's", "[[scope]]\nas = \"thing\"\nend = [\"片\"]", "城东片", true},
		{"ours of other names", "[[scope]]\nas = \"thing\"\nend = [\"片\"]", "自然人方面", true},
		{"without our words", "[[scope]]\nas = \"time\"\nend = [\"片\"]\n[[scope]]\nas = \"thing\"\nend = [\"片\"]", "自然人方面", false},
		{"what is undone", "[[scope]]\nas = \"thing\"\nend = [\"片\"]\n[[scope]]\nas = \"whole\"\nhave = [\"各\"]", "各片", false},
	} {
		l, err := ReadWords([]byte(c.file))
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Scope.Narrows(c.clause, false); got != c.narrows {
			t.Errorf("%s: %s narrows is %v", c.name, c.clause, got)
		}
	}
}

// TestFrames looks that a frame asks for how a clause begins and for what it then has.
func TestFrames(t *testing.T) {
	for clause, want := range map[string]bool{"在县委领导下": true, "在试点村": false, "县委领导下": false, "认真落实条例": true, "以需求为导向": true, "以宅基地为主": false} {
		if got := words(t).Scope.framed(clause); got != want {
			t.Errorf("%s is framed: %v", clause, got)
		}
	}
}
