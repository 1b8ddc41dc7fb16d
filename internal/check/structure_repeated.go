package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/check/prose"
	"nianbao/internal/diag"
)

// leastClause is how many characters a clause has that nobody writes twice.
const leastClause = 8

// repeated finds what stands twice, but not side by side: a clause in a sentence, a
// whole sentence, a verb behind its modal verb.
func repeated(c *Context) {
	c.text().each(func(s *prose.Sentence) {
		if s.Repeats(leastClause) {
			if from, to, found := repeatedClause(s.Text); found {
				c.repeated(s, from, to)
				return
			}
		}
		if s.Nth > 0 && sameSentence(s.In.Sentences[s.Nth-1].Text, s.Text) {
			c.repeated(s, 0, len(s.Text))
			return
		}
		if s.Repeats(verbOfTwo) && modalWords.In(&s.Indexed) {
			if from, to, found := modalTwice(s.Text); found {
				c.repeated(s, from, to)
			}
		}
	})
}

func (c *Context) repeated(s *prose.Sentence, from, to int) {
	c.overWords(s, from, to, diag.T("这里又写了一遍：“%s”", "this is written once more: “%s”", s.Words(from, to)), diag.T("请删去多余的。", "delete what is too much."))
}

// repeatedClause gives the clause of a sentence, up to a ；, that stands in it a second time.
func repeatedClause(t string) (from, to int, found bool) {
	var seen []string
	for i, r := range prose.Others(t) {
		if !endsClause(r) {
			continue
		}
		clause := t[from:i]
		if utf8.RuneCountInString(clause) >= leastClause && strings.IndexFunc(clause, notHan) < 0 {
			if slices.Contains(seen, clause) {
				return from, i, true
			}
			seen = append(seen, clause)
		}
		if r == '；' {
			seen = seen[:0]
		}
		from = i + utf8.RuneLen(r)
	}
	clause := t[from:]
	again := utf8.RuneCountInString(clause) >= leastClause && slices.Contains(seen, clause)
	return from, len(t), again
}

// endsClause reports whether r is a mark behind which another clause begins.
func endsClause(r rune) bool {
	switch r {
	case '，', '；', '。', '：', '！', '？':
		return true
	}
	return false
}

// notHan reports whether r is no Chinese character: a clause with a figure, a bracket
// or a 、 may be said again.
func notHan(r rune) bool { return !unicode.Is(unicode.Han, r) }

// sameSentence reports whether two sentences are alike and long enough to tell.
func sameSentence(a, b string) bool { return a == b && utf8.RuneCountInString(a) > leastClause }

// modals stand between two of one verb where one was left over: 可通过可以通过.
var (
	modals     = []string{"可以", "可", "应当", "应", "能够", "已经", "已"}
	modalWords = prose.AnyOf("可", "应", "能够", "已")
)

const verbOfTwo = 2 // characters

// modalTwice finds a verb of two characters behind a modal verb that stands once
// more behind another.
func modalTwice(t string) (from, to int, found bool) {
	for i, r := range t {
		if r != '可' && r != '应' && r != '能' && r != '已' { // with which they begin
			continue
		}
		first := prose.FirstPrefix(t[i:], modals)
		if first == "" {
			continue
		}
		verb := i + len(first)
		end := verb + 2*len("通")
		if end > len(t) || strings.IndexFunc(t[verb:end], notHan) >= 0 {
			continue
		}
		second := prose.FirstPrefix(t[end:], modals)
		if second != "" && strings.HasPrefix(t[end+len(second):], t[verb:end]) && utf8.ValidString(t[verb:end]) {
			return i, end + len(second) + end - verb, true
		}
	}
	return 0, 0, false
}
