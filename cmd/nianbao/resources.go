package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/font"
	"nianbao/layouts"
)

// openFonts opens the bundled fonts and the user's folders before them. Fonts
// of the user's that cannot be used are told of.
func (a *app) openFonts() (*font.Library, error) {
	lib, list := font.Open(fonts.Embedded, a.fonts)
	if err := list.Err(); err != nil {
		return nil, err
	}
	a.warn(list)
	return lib, nil
}

// besideName is the folder with layouts that is used when it stands beside the
// clerk's file.
const besideName = "layouts"

// openForms reads the bundled layouts, over them those in the folder layouts
// beside the clerk's file, and over these the ones of --layouts. The sets are
// kept by folder: all reports of a run have the same.
func (a *app) openForms(lib *font.Library, input string) (*form.Set, error) {
	beside := filepath.Join(filepath.Dir(input), besideName)
	now := a.formsStamp(beside)
	if now == "" {
		beside = ""
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if set := a.forms[beside+now]; set != nil {
		return set, nil
	}
	folders := []form.Folder{{Name: "layouts", FS: layouts.FS, Sound: true}}
	if beside != "" {
		folders = append(folders, form.Folder{Name: beside, FS: os.DirFS(beside)})
	}
	if a.layouts != "" {
		if fi, err := os.Stat(a.layouts); err != nil || !fi.IsDir() {
			return nil, inputError{diag.T("没有这个版式文件夹，或者不能读取：%[1]s\n      → 请检查文件夹的名字和位置；版式用 nianbao forms 2021 -o %[1]s 取到那里。", "there is no such folder of layouts, or it cannot be read: %[1]s\n      → check its name; nianbao forms 2021 -o %[1]s copies a layout there.", a.layouts)}
		}
		folders = append(folders, form.Folder{Name: a.layouts, FS: os.DirFS(a.layouts)})
	}
	set, err := form.Load(lib.Keys(), folders...)
	if err != nil {
		return nil, err
	}
	if a.forms == nil {
		a.forms = map[string]*form.Set{}
	}
	a.forms[beside+now] = set // the one before is kept: reports that were read with it are told apart by it
	if beside != "" {
		a.warn(diag.List{ownForms(beside)})
	}
	return set, nil
}

// ownForms warns of the layouts in a folder beside reports.
func ownForms(beside string) *diag.Diagnostic {
	return &diag.Diagnostic{Pos: diag.Pos{File: beside}, Severity: diag.Warning,
		What: diag.T("用的是文件夹 %s 里的表样，不是程序里的。", "the layouts of the folder %s are used, not those of the program.", filepath.Base(beside)),
		Do:   diag.T("不是您有意放的，请把这个文件夹改名或者移走。", "if that is not wanted, rename the folder or move it away.")}
}

// formsStamp is stampOf: as it was when a run first looked, but for the desk, which goes
// on while somebody writes layouts.
func (a *app) formsStamp(dir string) string {
	if a.follows {
		return stampOf(dir)
	}
	v, _ := a.stamps.LoadOrStore(dir, sync.OnceValue(func() string { return stampOf(dir) }))
	return v.(func() string)()
}

// stampOf tells of the layout files of a folder whether they are others. "": there are
// none.
func stampOf(dir string) (all string) {
	files, _ := fs.Glob(os.DirFS(dir), "*.toml")
	for _, name := range files {
		all += "\n" + name // also of one that cannot be read, which form.Load tells
		if fi, err := os.Stat(filepath.Join(dir, name)); err == nil {
			all += fmt.Sprintf(" %d %d", fi.Size(), fi.ModTime().UnixNano())
		}
	}
	return all
}

// warn prints diagnostics that stop nothing.
func (a *app) warn(list diag.List) {
	if len(list) > 0 {
		fmt.Fprintln(a.err, a.told(list))
	}
}

// told gives messages as they are shown: in the desk's page without places in
// files, lines of files and names of rules, which nobody sees there.
func (a *app) told(list diag.List) string {
	if a.folder == "" {
		return list.Format(a.lang)
	}
	var all []string
	for _, d := range list {
		name := d.File
		if strings.EqualFold(filepath.Ext(name), ".toml") {
			name = strings.TrimSuffix(name, filepath.Ext(name))
		}
		short := *d
		short.Pos, short.ID, short.SourceLine = diag.Pos{File: name}, "", ""
		all = append(all, short.Format(a.lang))
	}
	return strings.Join(all, "\n")
}
