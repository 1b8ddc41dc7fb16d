package main

import (
	"fmt"
	"path/filepath"
	"slices"

	"nianbao/internal/keep/archive"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

// madeOf tells of files that were made of a report whether they are what it gives
// now. Times do not tell: a report comes back from a copy, a picture is exchanged.
func (a *app) madeOf(lib *font.Library, path string) func(ending string, data []byte) bool {
	m := &remade{app: a, lib: lib, path: path, done: map[string]map[string][]byte{}}
	return m.same
}

// remade draws a report again, as far as it is asked for.
type remade struct {
	app  *app
	lib  *font.Library
	path string
	done map[string]map[string][]byte // by way of building: files by their endings
}

// ways are the formats with which a file can have been made: a page has links to
// the others.
func ways(ending string) [][]string {
	switch filepath.Ext(ending) {
	case ".html":
		return [][]string{{"docx", "pdf", "html"}, {"html"}, {"docx", "html"}, {"pdf", "html"}}
	case ".xlsx":
		return [][]string{{"xlsx"}}
	}
	return [][]string{{"docx", "pdf"}}
}

func (m *remade) same(ending string, data []byte) bool {
	made := ending
	if ending == press.SignedEnding {
		made = ".pdf"
	}
	for _, sealed := range []bool{false, true} {
		if slices.ContainsFunc(ways(ending), func(formats []string) bool { return archive.Holds(ending, data, m.files(formats, sealed)[made]) }) {
			return true
		}
	}
	return false
}

// files are those that a way of building gives; none where the report gives none.
func (m *remade) files(formats []string, sealed bool) map[string][]byte {
	way := fmt.Sprint(formats, sealed)
	if all, ok := m.done[way]; ok {
		return all
	}
	all := map[string][]byte{}
	m.done[way] = all
	files, err := m.app.drawn(m.lib, m.path, buildFlags{formats: formats, sealed: sealed, allowErrors: true})
	if err != nil {
		return all
	}
	stem := target(m.path, "", "")
	for _, f := range files {
		all[f.Path[len(stem):]] = f.Data
	}
	return all
}
