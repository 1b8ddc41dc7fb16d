package internal_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// house is what there is for the documents to name.
type house struct {
	files    map[string]bool // and folders, from the root, with slashes
	pages    map[string]string
	words    map[string]bool // of all that is no document, in small letters
	flags    map[string]bool
	tests    []string
	targets  map[string]bool // of make
	commands map[string]bool // of the program
}

var (
	reWord    = regexp.MustCompile(`[A-Za-z_][A-Za-z_0-9]*`)
	reFlag    = regexp.MustCompile(`--([a-z][a-z0-9-]*)`)
	reQuoted  = regexp.MustCompile(`"([a-z][a-z0-9-]*)"`)
	reTest    = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz|Benchmark)\w*)`)
	reTarget  = regexp.MustCompile(`(?m)^([a-z-]+):`)
	reCommand = regexp.MustCompile(`Use:\s*(?:a\.t\()?"([a-z]+)`)
	reHeading = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

// made are folders that are written, not kept.
var made = []string{".git", ".cache", "bin", "out", "dist"}

// read are the endings of what is read for names.
var read = []string{".md", ".go", ".toml", ".py", ".js", ".html", ".css", ".json", ".yml", ""}

// readHouse reads all that is kept.
func readHouse(t *testing.T) *house {
	h := &house{files: map[string]bool{}, pages: map[string]string{}, words: map[string]bool{}, flags: map[string]bool{}, targets: map[string]bool{}, commands: map[string]bool{}}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at := strings.TrimPrefix(filepath.ToSlash(name), "../")
		h.files[at] = true
		switch {
		case d.IsDir() && slices.Contains(made, at):
			return fs.SkipDir
		case !d.Type().IsRegular() || !slices.Contains(read, path.Ext(at)) || strings.Contains(at, "/testdata/"):
			return nil
		}
		data, err := os.ReadFile(name)
		if err == nil {
			h.read(at, string(data))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// read notes what a file has that may be named.
func (h *house) read(at, text string) {
	switch {
	case path.Ext(at) == ".md":
		h.pages[at] = text
		return
	case path.Base(at) == "docs_test.go": // it names what is not there
		return
	}
	note := func(to map[string]bool, found *regexp.Regexp) {
		for _, m := range found.FindAllStringSubmatch(text, -1) {
			to[m[1]] = true
		}
	}
	for _, w := range reWord.FindAllString(text, -1) {
		h.words[strings.ToLower(w)] = true
	}
	note(h.flags, reFlag)
	if path.Ext(at) == ".go" {
		note(h.flags, reQuoted)
	}
	if strings.HasPrefix(at, "cmd/nianbao/") {
		note(h.commands, reCommand)
	}
	if at == "Makefile" {
		note(h.targets, reTarget)
	}
	for _, m := range reTest.FindAllStringSubmatch(text, -1) {
		h.tests = append(h.tests, m[1])
	}
}

// others are names that are not ours, and stand in documents alone.
var others = []string{"pdfcpu", "compresspunctuation", "donotcompress"}

var (
	reSpan   = regexp.MustCompile("`([^`\n]+)`")
	reFenced = regexp.MustCompile("(?s)```.*?```")
	reLink   = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	rePath   = regexp.MustCompile(`^[A-Za-z0-9_.*/-]+$`)
	reAny    = regexp.MustCompile(`\b[A-Z]{2,}\b`) // NAME in layouts/NAME.toml
	reHash   = regexp.MustCompile(`^[0-9a-f]{32,}$`)
	reName   = regexp.MustCompile(`^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\(.*\))?$`)
)

// wrong gives what a page names that is not there.
func (h *house) wrong(page, text string) (all []string) {
	for _, m := range reLink.FindAllStringSubmatch(text, -1) {
		if !strings.Contains(m[1], "://") && !h.leads(page, m[1]) {
			all = append(all, "the link "+m[1])
		}
	}
	for _, m := range reSpan.FindAllStringSubmatch(reFenced.ReplaceAllString(text, ""), -1) {
		if why := h.missing(m[1]); why != "" {
			all = append(all, fmt.Sprintf("`%s`: %s", m[1], why))
		}
	}
	return all
}

// leads reports whether a link leads to a file and a heading of it.
func (h *house) leads(page, link string) bool {
	file, anchor, _ := strings.Cut(link, "#")
	at := page
	if file != "" {
		at = path.Join(path.Dir(page), file)
	}
	if anchor == "" {
		return h.files[at]
	}
	for _, m := range reHeading.FindAllStringSubmatch(h.pages[at], -1) {
		if slug(m[1]) == anchor {
			return true
		}
	}
	return false
}

// slug is what GitHub makes of a heading.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}

// missing says what there is not of what is named between backquotes; "": all is
// there.
func (h *house) missing(span string) string {
	for _, m := range reFlag.FindAllStringSubmatch(span, -1) {
		if !h.flags[m[1]] {
			return "no option --" + m[1]
		}
	}
	words := strings.Fields(span)
	for i, w := range words {
		switch w = strings.Trim(w, `.,;:()"'`); {
		case i > 0 && words[i-1] == "-o": // is written
		case i > 0 && words[i-1] == "make" && reTarget.MatchString(w+":") && !h.targets[w]:
			return "no target " + w
		case i > 0 && words[i-1] == "nianbao" && reCommand.MatchString(`Use: "`+w) && !h.commands[w]:
			return "no command " + w
		case i > 0 && words[i-1] == "-run" && !h.runs(w):
			return "no test " + w
		case rePath.MatchString(w) && strings.Contains(w, "/") && !h.has(w):
			return "no file " + w
		case strings.HasSuffix(w, ".go") && !strings.Contains(w, "/") && !h.base(w):
			return "no file " + w
		}
	}
	if reName.MatchString(span) && !strings.HasSuffix(span, "_") && !reHash.MatchString(span) && !strings.HasSuffix(span, ".go") {
		for _, w := range reWord.FindAllString(strings.SplitN(span, "(", 2)[0], -1) {
			if w = strings.ToLower(w); !h.words[w] && !slices.Contains(others, w) {
				return "nothing is called " + w
			}
		}
	}
	return ""
}

// runs reports whether a pattern of go test has a test.
func (h *house) runs(pattern string) bool {
	re, err := regexp.Compile(pattern)
	return err == nil && slices.ContainsFunc(h.tests, re.MatchString)
}

// has reports whether a path of the house is there, from the root or, of a
// package, from internal; capitals stand for any name. What begins with no folder
// of ours is none of the house's.
func (h *house) has(name string) bool {
	name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(name, "./"), "..."), "/")
	name = reAny.ReplaceAllString(name, "*")
	first, _, _ := strings.Cut(name, "/")
	ours := false
	for _, root := range []string{"", "internal/"} {
		if first == "" || slices.Contains(made, first) || !h.files[root+first] {
			continue
		}
		ours = true
		for at := range h.files {
			if ok, _ := path.Match(root+name, at); ok {
				return true
			}
		}
	}
	return !ours
}

// base reports whether some folder has a file of a name.
func (h *house) base(name string) bool {
	for at := range h.files {
		if ok, _ := path.Match(name, path.Base(at)); ok {
			return true
		}
	}
	return false
}

// TestDocumentsNameWhatIsThere: the files, packages, options, commands, tests and
// identifiers that the documents name are there under these names, and links lead
// to files and headings.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	h := readHouse(t)
	seen := 0
	for page, text := range h.pages {
		seen++
		for _, w := range h.wrong(page, text) {
			t.Errorf("%s: %s", page, w)
		}
	}
	if seen < 30 {
		t.Errorf("only %d documents were found", seen)
	}
	for _, c := range []string{"`--unheard-of`", "`make nothing`", "`nianbao nothing`", "`go test ./internal/check -run TestUnheardOf`", "`internal/nothing`", "`check/nothing`",
		"`layouts/NAME.nothing`", "`nothing.go`", "`noSuchThing`", "`Cell.NoSuchThing`", "[x](nothing.md)", "[x](docs/checks.md#nothing)"} {
		if len(h.wrong("README.md", c)) != 1 { // controls
			t.Errorf("%s is not noticed", c)
		}
	}
}
