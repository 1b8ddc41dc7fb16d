package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nianbao/internal/build"
	"nianbao/internal/typeset"
)

// variant is the sample with other figures, and with other characters at the
// end of each paragraph of prose, so that neither lines nor subsets of fonts
// are those of another variant.
type variant struct {
	number int
	path   string // the TOML file
	opened *build.Opened
	layout *typeset.Layout
	files  *build.Output
	drawn  *drawing
	floor  *floor
	typst  []byte // the Typst source
	word   []byte // the content as JSON
	fill   []byte // what fills the template, as JSON
}

// variants writes n of them below dir and sets them.
func variants(n int, root, dir string, b *build.Builder) ([]*variant, error) {
	sample, err := os.ReadFile(filepath.Join(root, "samples", "2020.toml"))
	if err != nil {
		return nil, err
	}
	common, err := os.ReadFile(filepath.Join(root, "fonts", "hanzi8105.txt"))
	if err != nil {
		return nil, err
	}
	characters := []rune(strings.Join(strings.Fields(string(common)), ""))[:3500] // the list's first part: the common ones
	var all []*variant
	for i := range n {
		v := &variant{number: i, path: filepath.Join(dir, fmt.Sprintf("variant%d", i), "2020.toml")}
		if err := os.MkdirAll(filepath.Dir(v.path), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(v.path, []byte(vary(string(sample), i, characters)), 0o666); err != nil {
			return nil, err
		}
		if v.files, err = b.File(v.path); err != nil {
			return nil, err
		}
		if v.opened, err = build.Open(b.Forms, v.path); err != nil {
			return nil, err
		}
		if v.layout, err = b.Layout(v.opened); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
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
