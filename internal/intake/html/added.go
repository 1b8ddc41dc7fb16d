package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"nianbao/internal/character"
	"nianbao/internal/pattern"
)

// Styles may put text before and behind an element's own (CSS 2.1, 12): it is seen,
// and stands in no file.

var (
	pseudo    = pattern.New(`(?i)^(.*?)::?(before|after)$`)
	contentOf = pattern.New(`(?i)(?:^|;)\s*content\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)`)
	target    = pattern.New(`([.#]?[\w-]+|\*)(?:\[[^\]]*\]|:[\w-]+(?:\([^)]*\))?)*$`)
	piecesOf  = pattern.New(`"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(?i:attr)\(\s*([\w-]+)[^)]*\)|(?i:counters?)\(`)
	escaped   = pattern.New(`\\([0-9a-fA-F]{1,6})\s?`)
)

// added begins the properties that rules for such text are kept as.
const added = "-added-"

// addedTo gives the class, id or element that text is put before or behind, and what.
func addedTo(selector, side, list string) (name, said string) {
	to := target.FindStringSubmatch(strings.TrimSpace(selector))
	content := contentOf.FindStringSubmatch(list)
	if content == nil {
		return "", ""
	}
	if len(content[1]) > longestValue {
		content[1] = `"0"` // whatever it says, somewhere in it may be a figure
	}
	said = added + strings.ToLower(side) + ":" + strings.ReplaceAll(content[1], ";", " ")
	switch {
	case to == nil, strings.HasSuffix(selector, " "):
		return "*", said
	case to[1][0] != '.' && to[1][0] != '#':
		to[1] = strings.ToLower(to[1])
	}
	return to[1], said
}

// isAddedTo reports whether styles add something to an element that a figure may be
// read with: digits, signs, units.
func (w *walker) isAddedTo(n *html.Node) bool {
	for _, side := range []string{added + "before", added + "after"} {
		content := w.said(n, side)
		if content == "" {
			content = w.styles["*"][side]
		}
		for _, p := range piecesOf.FindAllStringSubmatch(content, -1) {
			text := unescaped(p[1] + p[2])
			if p[3] != "" {
				text = attr(n, p[3])
			}
			if counter := strings.HasSuffix(p[0], "("); counter || strings.ContainsFunc(text, ofFigures) {
				return true
			}
		}
	}
	return false
}

// unescaped replaces what CSS writes by its number: \31 is 1.
func unescaped(text string) string {
	return escaped.ReplaceAllStringFunc(text, func(s string) string {
		v, _ := strconv.ParseUint(strings.TrimSpace(s[1:]), 16, 32)
		return string(rune(v))
	})
}

// ofFigures reports whether a character changes the figure that it stands beside.
func ofFigures(r rune) bool {
	return character.IsDigit(r) || strings.ContainsRune(".+-−－＋．,，%％百千万亿", r)
}
