package check

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// TestSentences checks each sentence of testdata/sentences.txt in a report of its
// own: that nothing is said where nothing is wrong, and what is noticed of the
// rest. One that is noticed now, or no longer, is to be marked anew.
func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[byte]int{}
	var e example
	for n, line := range strings.Split(string(data), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '@':
			head, figures, _ := strings.Cut(line[1:], "|")
			words := strings.Fields(head)
			year, err := strconv.Atoi(words[0])
			if err != nil {
				t.Fatal(err)
			}
			e = example{year: year, agency: words[1], figures: figures, leave: "applications.result_total"} // which is computed
		default:
			counts[line[0]]++
			one := e
			one.name, one.text = line, []string{partOverview, strings.ReplaceAll(line[1:], "|", "\n")}
			found := saidOfProse(t, &one)
			if wrong := found != (line[0] == '+' || line[0] == '!'); wrong {
				t.Errorf("sentences.txt:%d: said is %v: %s", n+1, found, line)
			}
		}
	}
	t.Logf("silent where right %d, noticed %d, not noticed %d, said wrongly %d", counts['-'], counts['+'], counts['~'], counts['!'])
	if counts['-'] < 300 || counts['+'] < 100 {
		t.Errorf("too few sentences: %v", counts)
	}
}

// saidOfProse reports whether a rule of prose finds something.
func saidOfProse(t *testing.T, e *example) bool {
	res, _ := e.run(t)
	for _, f := range res.Findings {
		if strings.HasPrefix(f.ID, "P-") && f.ID != "P-FEE" && f.Severity < diag.Info {
			return true
		}
	}
	return false
}
