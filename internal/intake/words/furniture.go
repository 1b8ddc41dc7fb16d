package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/pattern"
)

// edges are what stands between and around words of furniture.
const edges = " 　\u00a0【】[]（）()<>《》|｜:：>›»-—_·•/\\,，。+×"

var count = pattern.New(`[0-9０-９]+`)

// Furniture reports whether a paragraph is none of a report: it has such words
// only, or begins like one.
func (p *Page) Furniture(text string) bool {
	t := strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(edges, r) })
	if t == "" {
		return true
	}
	n := utf8.RuneCountInString(t)
	if n <= 60 && !strings.ContainsAny(t, "。；") {
		head := closed(t)
		for _, b := range p.Begins {
			if rest, ok := strings.CutPrefix(head, b); ok && (rest == "" || strings.ContainsAny(firstRune(rest), edges)) {
				return true
			}
		}
	}
	if n <= longestFacts && !strings.ContainsAny(text, "。；") && (p.isPath(t) || p.facts(t) >= 3) {
		return true
	}
	if n > 40 {
		return false
	}
	for _, part := range strings.FieldsFunc(count.ReplaceAllString(t, " "), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(edges, r) }) {
		if !slices.Contains(p.Whole, part) {
			return false
		}
	}
	return strings.ContainsFunc(t, unicode.IsLetter)
}

// longestFacts is as many characters as a line of facts about a page has at most.
const longestFacts = 160

// isPath reports whether a text is where a page stands among others: 首页 > 公开 > 年报.
func (p *Page) isPath(text string) bool {
	first, _, found := strings.Cut(strings.ReplaceAll(text, "＞", ">"), ">")
	return found && slices.Contains(p.Whole, strings.TrimSpace(first))
}

// facts counts the words of facts in a text that have a colon behind them: 索引号：1 发布机构：2.
func (p *Page) facts(text string) (n int) {
	for _, f := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '|' || r == '｜' }) {
		label, _, found := strings.Cut(strings.ReplaceAll(f, ":", "："), "：")
		if found && (slices.Contains(p.Begins, label) || slices.Contains(p.Whole, label)) {
			n++
		}
	}
	return n
}

// closed takes the blanks out of words that are spread out: 索 引 号.
func closed(text string) string {
	head, rest, found := strings.Cut(text, "：")
	if !found || utf8.RuneCountInString(head) > 12 {
		return text
	}
	return strings.Join(strings.Fields(head), "") + "：" + rest
}

func firstRune(text string) string {
	_, n := utf8.DecodeRuneInString(text)
	return text[:n]
}
