package desk

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

// tooNew are constructs that Chromium 86 does not have, with the release that
// brought them (chromestatus.com, MDN's compatibility data) and an example.
var tooNew = []struct {
	release   int
	construct *regexp.Regexp
	example   string
}{
	{87, regexp.MustCompile(`[{;\s]inset(-block|-inline)?\s*:`), "a { inset: 0 }"},
	{88, regexp.MustCompile(`aspect-ratio`), "a { aspect-ratio: 1 }"},
	{88, regexp.MustCompile(`:(is|where)\(`), ":is(a, b) { }"},
	{88, regexp.MustCompile(`:not\([^()]*,`), "a:not(.b, .c) { }"},
	{89, regexp.MustCompile(`(?m)^(const [^=]*= )?await `), "await x;"},
	{90, regexp.MustCompile(`overflow(-[xy])?\s*:\s*clip`), "a { overflow: clip }"},
	{91, regexp.MustCompile(`#\w+ in `), "#x in y"},
	{92, regexp.MustCompile(`\.at\(|randomUUID`), "a.at(-1)"},
	{92, regexp.MustCompile(`[0-9](dv|sv|lv)[hw]\b`), "a { height: 100dvh }"},
	{93, regexp.MustCompile(`hasOwn\(|accent-color|cause:`), "Object.hasOwn(a)"},
	{94, regexp.MustCompile(`static \{|scrollbar-gutter`), "class A { static { } }"},
	{97, regexp.MustCompile(`findLast`), "a.findLast(f)"},
	{98, regexp.MustCompile(`structuredClone`), "structuredClone(a)"},
	{99, regexp.MustCompile(`@layer|showPicker`), "@layer a;"},
	{102, regexp.MustCompile(`\binert\b`), "e.inert = true"},
	{103, regexp.MustCompile(`AbortSignal\.(timeout|any)`), "AbortSignal.timeout(1)"},
	{104, regexp.MustCompile(`[{;\s](translate|rotate|scale)\s*:`), "a { rotate: 1deg }"},
	{104, regexp.MustCompile(`@media[^{]*[<>]=?`), "@media (width < 5px) { }"},
	{105, regexp.MustCompile(`:has\(|@container|container-type`), "a:has(b) { }"},
	{109, regexp.MustCompile(`[0-9]r?lh\b`), "a { height: 2lh }"},
	{110, regexp.MustCompile(`to(Sorted|Reversed|Spliced)\(|\.with\(`), "a.toSorted()"},
	{111, regexp.MustCompile(`color-mix|oklch|oklab`), "a { color: color-mix(in srgb, red, blue) }"},
	{112, regexp.MustCompile(`&\s*[.:#\[>{]`), "a { &:hover { } }"},
	{114, regexp.MustCompile(`popover|text-wrap`), "e.popover = 1"},
	{117, regexp.MustCompile(`groupBy|subgrid`), "Object.groupBy(a, f)"},
	{119, regexp.MustCompile(`withResolvers`), "Promise.withResolvers()"},
	{122, regexp.MustCompile(`\.(union|intersection|isSubsetOf)\(`), "a.union(b)"},
}

// What the page uses is in the browsers that offices have, Chromium 86 and later.
func TestBrowsersOfOffices(t *testing.T) {
	for _, n := range tooNew {
		if !n.construct.MatchString(n.example) {
			t.Errorf("%s does not find %q", n.construct, n.example)
		}
	}
	names, err := fs.Glob(assets, "assets/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := assets.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if strings.HasPrefix(strings.TrimSpace(line), "//") {
				continue
			}
			for _, n := range tooNew {
				if used := n.construct.FindString(line); used != "" {
					t.Errorf("%s:%d: %q came with Chromium %d: %s", path.Base(name), i+1, used, n.release, strings.TrimSpace(line))
				}
			}
		}
	}
}
