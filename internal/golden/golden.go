// Package golden compares what a test made with a file under testdata. Run the
// test with -update to write the files anew, and look at what changed.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Read gives the file called name under testdata; with -update it is got.
func Read(t testing.TB, name string, got []byte) []byte {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return want
}

// Compare compares a text line by line and shows where it differs first.
func Compare(t testing.TB, name, got string) {
	t.Helper()
	want := strings.ReplaceAll(string(Read(t, name, []byte(got))), "\r\n", "\n")
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			const around = 3
			t.Errorf("testdata/%s:%d differs; got\n%s\nwant\n%s", name, i+1, window(g, i-around, i+around), window(w, i-around, i+around))
			return
		}
	}
}

// window gives some lines of a text.
func window(lines []string, from, to int) string {
	return strings.Join(lines[min(max(0, from), len(lines)):min(to+1, len(lines))], "\n")
}

// Section compares the part of a document between the lines <!-- NAME --> and
// <!-- end of NAME --> with what it should be; with -update it is written anew.
func Section(t testing.TB, path, name, want string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->\n"
	before, rest, ok := strings.Cut(strings.ReplaceAll(string(data), "\r\n", "\n"), begin)
	has, after, closed := strings.Cut(rest, end)
	switch {
	case !ok || !closed:
		t.Errorf("%s has no section %s", path, name)
	case has == want:
	case *update:
		if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s, section %s, should read (-update writes it):\n%s", path, name, want)
	}
}
