package desk

import (
	"path/filepath"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// said is a message as the page shows it, with what to do in a line of its own.
// Other files are told of by their names in the report's folder.
func said(d *diag.Diagnostic) string {
	text := strings.TrimSuffix(inPage(d.What.ZH)+"\n→ "+inPage(d.Do.ZH), "\n→ ")
	if !filepath.IsAbs(d.File) {
		return text
	}
	dir := filepath.Dir(d.File) + string(filepath.Separator)
	return strings.NewReplacer(dir, "", filepath.ToSlash(dir), "").Replace(text)
}

var (
	command   = pattern.New(`--[a-z]| -o |nianbao [a-z%]|可以整行删去|\[checks\] last|可在 \[checks\]`)
	inBracket = pattern.New(`（[^（）]*(--[a-z]| -o |nianbao [a-z%]|\[checks\] last)[^（）]*）`)
	inFile    = pattern.New(`（[a-z_0-9]+(\.[a-z_0-9]+)*）`)
	sentences = pattern.New(`[^。；\n]*[。；\n]?`)
	dangling  = pattern.New(`；(\n|$)`) // the rest was left out
	orElse    = pattern.New(`[，、]?或(者)?[^，。；]*(--[a-z]| -o |nianbao [a-z%])[^，。；]*`)
)

// opening is the one command that concerns the page itself: how it is opened anew.
const opening = "nianbao desk --fonts"

// inPage leaves out of a message what means something in a data file alone, and what
// only a command line or an editor can do: whoever reads the page has none. Messages
// name options in brackets, behind 或, or in a
// sentence or half of one that can be missed.
func inPage(text string) string {
	text = inFile.ReplaceAllString(text, "")
	if !command.MatchString(text) {
		return text
	}
	text = orElse.ReplaceAllString(inBracket.ReplaceAllString(text, ""), "")
	var left strings.Builder
	for _, s := range sentences.FindAllString(text, -1) {
		if !command.MatchString(s) || strings.Contains(s, opening) {
			left.WriteString(s)
		}
	}
	return dangling.ReplaceAllString(left.String(), "。$1")
}
