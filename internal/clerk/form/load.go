package form

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Folder is a folder with layout files. Name is what messages call it.
type Folder struct {
	Name  string
	FS    fs.FS
	Sound bool // its files are known to be valid TOML: those of the program
}

// Set is all forms that there are.
type Set struct {
	forms []*Form // by name

	mu      sync.Mutex
	mixed   map[string]*Form // forms with tables of others, by what they are made of
	schemas map[*Form]report.Schema
}

// Load reads the layout files of all folders. A file in a later folder takes
// the place of one of the same name in an earlier folder. roles are the font
// roles that styles may name. The error is a diag.List.
func Load(roles []string, folders ...Folder) (*Set, error) {
	files, list := read(folders)
	l := loader{roles: roles, layouts: map[string]*Layout{}}
	unread := map[string]bool{} // may be a page layout or a form: no other is to blame for it
	for _, d := range list {
		unread[baseName(d.File)], l.layouts[baseName(d.File)] = true, &Layout{}
	}
	var forms []*source.File
	var names []string
	for _, f := range files {
		// a form names its page layout, a page layout has the page
		if page := f.Root.Get("page"); page != nil && page.Kind == source.Table {
			list = append(list, l.layout(f)...)
			continue
		}
		forms, names = append(forms, f), append(names, f.Name)
	}
	set := &Set{forms: make([]*Form, len(forms))}
	words := readWords(folders)
	list = append(list, atOnce(names, func(i int) (bad diag.List) {
		set.forms[i] = &Form{}
		set.forms[i], bad = l.form(forms[i])
		set.forms[i].Words = words
		return bad
	})...)
	for i, form := range set.forms {
		list = append(list, set.rivals(i, forms[i])...)
		list = append(list, set.borrow(form, forms[i], unread)...)
	}
	if err := list.Err(); err != nil {
		list.Sort()
		return nil, list
	}
	return set, nil
}

// loader holds what the files of a run have in common.
type loader struct {
	roles   []string
	layouts map[string]*Layout // also the faulty ones, so that forms find them
}

// read reads all files, in the order of their names.
func read(folders []Folder) ([]*source.File, diag.List) {
	from := map[string]Folder{}
	var list diag.List
	for _, folder := range folders {
		entries, err := fs.ReadDir(folder.FS, ".")
		if err != nil {
			list = append(list, unreadable(folder.Name, err))
		}
		for _, e := range entries {
			if !e.IsDir() && strings.HasSuffix(e.Name(), ".toml") {
				from[e.Name()] = folder
			}
		}
	}
	names, paths := slices.Sorted(maps.Keys(from)), []string{}
	for _, name := range names {
		paths = append(paths, filepath.Join(from[name].Name, name))
	}
	files := make([]*source.File, len(names))
	bad := atOnce(paths, func(i int) (bad diag.List) {
		files[i], bad = readOne(from[names[i]], names[i])
		return bad
	})
	return slices.DeleteFunc(files, func(f *source.File) bool { return f == nil }), append(bad, list...)
}

// atOnce does something for each of some files, on all cores: the first report
// waits for it.
func atOnce(names []string, do func(i int) diag.List) diag.List {
	bad := make([]diag.List, len(names))
	var workers sync.WaitGroup
	for i, name := range names {
		workers.Go(func() {
			if err := diag.Guard(func() error { bad[i] = do(i); return nil }); err != nil {
				bad[i] = listOf(name, err)
			}
		})
	}
	workers.Wait()
	return slices.Concat(bad...)
}

func readOne(folder Folder, name string) (*source.File, diag.List) {
	path := filepath.Join(folder.Name, name)
	data, err := fs.ReadFile(folder.FS, name)
	if err != nil {
		return nil, diag.List{unreadable(path, err)}
	}
	parse := source.Parse
	if folder.Sound {
		parse = source.ParseSound
	}
	f, err := parse(path, data)
	if err != nil {
		return nil, listOf(path, err)
	}
	if agency := f.Root.Get("agency"); agency != nil && f.Root.Get("part") == nil && f.Root.Get("page") == nil {
		return nil, diag.List{diag.New(diag.Pos{File: path}, diag.T("这是一份报告，不是表样。", "this is a report and no layout."),
			diag.T("请把它移出放表样的文件夹；--layouts 后面写只放表样的文件夹。", "move it out of the folder of layouts; --layouts names a folder that has layouts alone."))}
	}
	return f, nil
}

// readWords gives the prose/words.toml of the last folder that has one.
func readWords(folders []Folder) (w Words) {
	const name = "prose/words.toml"
	for _, folder := range folders {
		if data, err := fs.ReadFile(folder.FS, name); err == nil {
			w = Words{filepath.Join(folder.Name, name), data}
		}
	}
	return w
}

func unreadable(path string, err error) *diag.Diagnostic {
	return diag.New(diag.Pos{File: path}, diag.T("无法读取：%v。", "cannot be read: %v.", err), diag.Text{})
}

func listOf(path string, err error) diag.List {
	var list diag.List
	if errors.As(err, &list) {
		return list
	}
	return diag.List{unreadable(path, err)}
}

// baseName is a file's name without folder and .toml, the name of what it
// describes.
func baseName(path string) string {
	return strings.TrimSuffix(filepath.Base(path), ".toml")
}

// Forms gives all forms by name. They must not be changed.
func (s *Set) Forms() []*Form { return s.forms }

// For gives the form called name or, where name is "", the one that is in
// force in a year. The error is a *diag.Diagnostic without a place.
func (s *Set) For(year int, name string) (*Form, error) {
	var names []string
	for _, f := range s.forms {
		if name != "" && f.Name == name || name == "" && f.inForce(year) {
			return f, nil
		}
		names = append(names, f.Name+f.inYears())
	}
	known := diag.T("可用的表式：%s。", "the forms known: %s.", strings.Join(names, ", "))
	if first := s.firstYear(); name == "" && year < first {
		return nil, diag.New(diag.Pos{}, diag.T("没有 %[1]d 年的表式，最早的是 %[2]d 年。", "there is no form for the year %[1]d; the first is of %[2]d.", year, first),
			diag.T("请检查年份。", "check the year."))
	}
	if name == "" {
		return nil, diag.New(diag.Pos{}, diag.T("没有 %d 年的表式。", "there is no form for the year %d.", year), known)
	}
	return nil, diag.New(diag.Pos{}, diag.T("没有名为 %q 的表式。", "there is no form called %q.", name), known)
}

// latest is a year after all others.
const latest = 9999

// firstYear is the first year for which there is a form.
func (s *Set) firstYear() int {
	first := latest
	for _, f := range s.forms {
		if f.FirstYear != 0 {
			first = min(first, f.FirstYear)
		}
	}
	return first
}

func (f *Form) inForce(year int) bool {
	return !f.Variant && f.FirstYear != 0 && f.FirstYear <= year && (f.LastYear == 0 || year <= f.LastYear)
}

// Years says for which years f is meant, "2014-2018"; "" where it does not say.
func (f *Form) Years() string {
	switch {
	case f.FirstYear == 0:
		return ""
	case f.LastYear == 0:
		return strconv.Itoa(f.FirstYear) + "-"
	case f.LastYear == f.FirstYear:
		return strconv.Itoa(f.FirstYear)
	}
	return strconv.Itoa(f.FirstYear) + "-" + strconv.Itoa(f.LastYear)
}

// spokenYears names the form by its years, in a sentence.
func (f *Form) spokenYears() diag.Text {
	switch {
	case f.LastYear == 0:
		return diag.T(" %[1]d 年度起的", "%[1]d and later", f.FirstYear)
	case f.LastYear == f.FirstYear:
		return diag.T(" %[1]d 年度的", "%[1]d", f.FirstYear)
	}
	return diag.T(" %[1]d—%[2]d 年度", "%[1]d to %[2]d", f.FirstYear, f.LastYear)
}

func (f *Form) inYears() string {
	if f.FirstYear == 0 {
		return ""
	}
	return " (" + f.Years() + ")"
}
