package main

import (
	"fmt"
	"os"

	"nianbao/fonts"
	"nianbao/internal/diag"
	"nianbao/internal/font"
	"nianbao/internal/form"
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

// openForms reads the bundled layouts and the user's over them.
func (a *app) openForms(lib *font.Library) (*form.Set, error) {
	folders := []form.Folder{{Name: "layouts", FS: layouts.FS}}
	if a.layouts != "" {
		if fi, err := os.Stat(a.layouts); err != nil || !fi.IsDir() {
			return nil, inputError{diag.T("版式文件夹打不开：%s", "the layouts folder cannot be read: %s", a.layouts)}
		}
		folders = append(folders, form.Folder{Name: a.layouts, FS: os.DirFS(a.layouts)})
	}
	return form.Load(lib.Keys(), folders...)
}

// warn prints diagnostics that stop nothing.
func (a *app) warn(list diag.List) {
	if len(list) > 0 {
		fmt.Fprintln(a.err, list.Format(a.lang))
	}
}
