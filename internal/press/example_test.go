package press_test

import (
	"bytes"
	"fmt"
	"os"

	"nianbao/fonts"
	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
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

// What is wrong with a report, without drawing it: the year before may be nil.
func ExampleInspect() {
	lib, _ := font.Open(fonts.Embedded, nil)
	forms, err := form.Load(lib.Keys(), form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := os.ReadFile("../../samples/2020.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := source.Parse("2020.toml", bytes.Replace(text, []byte("new          = [2,"), []byte("new          = [3,"), 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	o, err := press.Parse(forms, f)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := press.Inspect(&check.Checker{}, o, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, found := range r.Findings {
		if found.Severity == diag.Error {
			fmt.Println(found.ID, found.Pos.Line, found.Got, found.Want, found.Formula.EN)
		}
	}
	// Output:
	// P-NEW 42 2 3 new.total = 3
	// T3-BALANCE 68 3 2 new(3) + carried_in(0) == result_total(2) + carried_out(0)
}
