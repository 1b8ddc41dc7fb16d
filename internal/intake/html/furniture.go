package html

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/words"
)

// furniture takes away what portals put around an article: buttons, paths,
// addresses, links to other pages.
func (w *walker) furniture() error {
	f, err := furnitureWords()
	if err != nil {
		return err
	}
	var kept []original.Block
	var gone []string
	for _, b := range w.doc.Blocks {
		if p, ok := b.(*original.Paragraph); ok && f.is(p.Text()) {
			gone = append(gone, strings.Join(strings.Fields(p.Text()), " "))
			continue
		}
		kept = append(kept, b)
	}
	w.doc.Blocks = kept
	if len(gone) > 0 {
		text := strings.Join(gone, " / ")
		if r := []rune(text); len(r) > 200 {
			text = string(r[:200]) + "…"
		}
		w.doc.Remarks = append(w.doc.Remarks, original.Remark{Text: diag.T("网页上不属于报告的文字没有录入：%s", "text of the page that is no part of the report was left out: %s", text)})
	}
	return nil
}

// furnishings are the words by which furniture is told.
type furnishings struct {
	whole  map[string]bool
	begins []string
}

var furnitureWords = sync.OnceValues(func() (*furnishings, error) {
	all, err := words.Read()
	if err != nil {
		return nil, err
	}
	f := &furnishings{map[string]bool{}, all.Page.Begins}
	for _, w := range all.Page.Whole {
		f.whole[w] = true
	}
	return f, nil
})

// edges are what stands between and around words of furniture.
const edges = " 　\u00a0【】[]（）()<>《》|｜:：>›»-—_·•/\\,，。+×"

var count = regexp.MustCompile(`[0-9０-９]+`)

// is reports whether a paragraph has such words only, or begins like one.
func (f *furnishings) is(text string) bool {
	t := strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(edges, r) })
	if t == "" {
		return true
	}
	n := utf8.RuneCountInString(t)
	if n <= 60 && !strings.ContainsAny(t, "。；") {
		for _, b := range f.begins {
			if rest, ok := strings.CutPrefix(t, b); ok && (rest == "" || strings.ContainsAny(firstRune(rest), edges)) {
				return true
			}
		}
	}
	if n > 40 {
		return false
	}
	for _, part := range strings.FieldsFunc(count.ReplaceAllString(t, " "), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(edges, r) }) {
		if !f.whole[part] {
			return false
		}
	}
	return strings.ContainsFunc(t, unicode.IsLetter)
}

func firstRune(text string) string {
	_, n := utf8.DecodeRuneInString(text)
	return text[:n]
}
