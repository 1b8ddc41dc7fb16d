package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// variant is the sample with other figures, and with other characters at the
// end of each paragraph of prose, so that neither lines nor subsets of fonts
// are those of another variant.
type variant struct {
	number int
	path   string // the TOML file
}

// different is how many variants there are: more than a program makes documents
// here, so that it never makes one again and nothing that it keeps of one helps it.
const different = 128

// variants gives them as they lie below dir.
func variants(dir string) (all []*variant) {
	for i := range different {
		all = append(all, &variant{i, filepath.Join(dir, fmt.Sprintf("variant%d", i), "2020.toml")})
	}
	return all
}

// writeVariants writes them.
func writeVariants(root, dir string) error {
	sample, err := os.ReadFile(filepath.Join(root, "samples", "2020.toml"))
	if err != nil {
		return err
	}
	common, err := os.ReadFile(filepath.Join(root, "fonts", "hanzi8105.txt"))
	if err != nil {
		return err
	}
	characters := []rune(strings.Join(strings.Fields(string(common)), ""))[:3500] // the list's first part: the common ones
	for _, v := range variants(dir) {
		if err := os.MkdirAll(filepath.Dir(v.path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(v.path, []byte(vary(string(sample), v.number, characters)), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// vary gives the sample's variant i.
func vary(sample string, i int, characters []rune) string {
	n := fmt.Sprint(i + 2) // applications, in prose and in three rows of the table
	sample = strings.NewReplacer(
		"共受理2件", "共受理"+n+"件",
		"= [2,", "= ["+n+",",
		"29497", fmt.Sprint(29497+i),
	).Replace(sample)
	var b strings.Builder
	prose, paragraph := false, 0
	for line := range strings.Lines(sample) {
		marks := strings.Count(line, `"""`)
		if strings.HasPrefix(line, "#") {
			marks = 0
		}
		if prose && marks == 0 && strings.TrimSpace(line) != "" {
			at := (i*97 + paragraph*31) % (len(characters) - 2)
			line = strings.TrimSuffix(line, "\n") + string(characters[at:at+2]) + "。\n"
			paragraph++
		}
		if marks%2 == 1 {
			prose = !prose
		}
		b.WriteString(line)
	}
	return b.String()
}
