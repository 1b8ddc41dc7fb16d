package check

import (
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestAnyProse checks paragraphs that are put together at random from the clauses of
// testdata/sentences.txt, with and without last year's report: whatever stands beside each
// other, no rule may come to grief.
func TestAnyProse(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var clauses []string
	cut := regexp.MustCompile(`[，；。：、（）|]`)
	for _, line := range strings.Split(string(data), "\n") {
		if line != "" && !strings.ContainsRune("#@", rune(line[0])) {
			clauses = append(clauses, cut.Split(line[1:], -1)...)
		}
	}
	clauses = append(clauses, "占比44.7%", "同比提高3个百分点", "较上年的8件增加3件", "与上年持平", "由9件增至12件", "新增3件", "其中", "包括")
	marks := []string{"，", "，", "，", "", "、", "；", "。", "：", "（", "）", "\n"}
	r := rand.New(rand.NewPCG(13, 2023))
	const paragraphs, length = 200, 80
	for n := range paragraphs {
		var b strings.Builder
		for range length {
			b.WriteString(strings.ReplaceAll(clauses[r.IntN(len(clauses))], `"`, "") + marks[r.IntN(len(marks))])
		}
		e := example{year: 2019 + n%5, figures: "applications.new.natural=12 applications.open.natural=12 review.review.upheld=2", text: []string{partOverview, b.String()}}
		if n%2 == 0 && e.year > 2019 {
			e.last = &example{figures: "applications.new.natural=10 applications.open.natural=10"}
		}
		e.run(t)
	}
}
