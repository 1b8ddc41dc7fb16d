package press_test

import (
	"fmt"

	"nianbao/fonts"
	"nianbao/internal/clerk/form"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
	"nianbao/layouts"
)

// One report all the way: the file's name goes in, both files' bytes come out.
// The builder is made once and may build many, also at the same time.
func ExampleBuilder_File() {
	lib, faults := font.Open(fonts.Embedded, nil)
	if len(faults) > 0 {
		fmt.Println(faults)
		return
	}
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		fmt.Println(err)
		return
	}
	b := &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{DOCX: true, PDF: true}}
	out, err := b.File("../../samples/2020.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range out.Files() {
		fmt.Println(f.Format, string(f.Data[:4]) == "%PDF", string(f.Data[:2]) == "PK")
	}
	fmt.Println(out.Year, out.Pages)
	// Output:
	// docx false true
	// pdf true false
	// 2020 6
}
