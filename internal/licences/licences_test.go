package licences

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every module that go.mod names has a text, and every text has a module.
func TestEveryModule(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{"golang.org": true} // Go itself
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) v`).FindAllStringSubmatch(string(mod), -1) {
		if m[1] == Unioffice {
			continue
		}
		if len(Text(m[1])) < 500 {
			t.Errorf("%s: no licence text", m[1])
		}
		named[strings.ReplaceAll(m[1], "/", "_")] = true
	}
	files, err := texts.ReadDir("texts")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !named[strings.TrimSuffix(f.Name(), ".txt")] {
			t.Errorf("%s: go.mod has no such module", f.Name())
		}
	}
	if Text("example.com/none") != "" {
		t.Error("a text for an unknown module")
	}
}
