// Package county writes the reports of made-up counties: so many bodies, each
// with seventeen years in the form of each year, whose figures fit together.
// Out come TOML files; the same call gives the same bytes. Wording and forms
// are the templates in data; the package knows only which figures must add up.
package county

import (
	"bytes"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"text/template"
)

// The years that are written.
const (
	FirstYear = 2009
	LastYear  = 2025
)

//go:embed data
var data embed.FS

// files are the parsed files of data.
type files struct {
	bodies    [][]string  // a name and fields of work
	counties  [2][]string // the two characters of a county's name
	templates *template.Template
}

var load = sync.OnceValues(func() (*files, error) {
	f := &files{}
	lines := func(name string) ([]string, error) {
		b, err := data.ReadFile("data/" + name)
		if err != nil {
			return nil, err
		}
		_, body, _ := strings.Cut(string(b), "\n") // the first line says what the file is
		return strings.Split(strings.TrimSpace(body), "\n"), nil
	}
	bodies, err := lines("bodies.txt")
	if err != nil {
		return nil, err
	}
	for _, line := range bodies {
		f.bodies = append(f.bodies, strings.Split(line, "\t"))
	}
	counties, err := lines("counties.txt")
	if err != nil {
		return nil, err
	}
	for i := range f.counties {
		f.counties[i] = strings.Split(counties[i], "")
	}
	f.templates, err = template.ParseFS(data, "data/*.toml")
	return f, err
})

// Write writes the reports of the first n bodies to DIR/BODY/YEAR.toml and
// gives how many files there are. A county has 80 bodies, then the next begins.
func Write(dir string, n int) (int, error) {
	f, err := load()
	if err != nil {
		return 0, err
	}
	if most := len(f.counties[0]) * len(f.counties[1]) * len(f.bodies); n < 1 || n > most {
		return 0, fmt.Errorf("county: 1 to %d bodies, not %d", most, n)
	}
	count := 0
	for i := range n {
		written, err := f.write(dir, f.body(i))
		if count += written; err != nil {
			return count, err
		}
	}
	return count, nil
}

// write writes the reports of one body.
func (f *files) write(dir string, b *body) (n int, err error) {
	folder := filepath.Join(dir, b.name)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return 0, err
	}
	for _, y := range b.years() {
		text, err := f.text(y)
		if err != nil {
			return n, err
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.toml", y.Year)), text, 0o666); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// text fills the template of the latest form that is not after the year.
func (f *files) text(y *year) ([]byte, error) {
	for first := y.Year; ; first-- {
		if t := f.templates.Lookup(fmt.Sprintf("%d.toml", first)); t != nil {
			var b bytes.Buffer
			err := t.Execute(&b, y)
			return b.Bytes(), err
		}
		if first < FirstYear {
			return nil, fmt.Errorf("county: no template for %d", y.Year)
		}
	}
}
