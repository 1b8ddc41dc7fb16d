package source_test

import (
	"fmt"

	"nianbao/internal/clerk/source"
)

// A value knows where it was typed; messages point there.
func ExampleParse() {
	f, err := source.Parse("2020.toml", []byte("year = 2020 # 年度\n\n[applications]\nnew = [2, 0]\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	row := f.Root.Get("applications").Get("new")
	fmt.Println(row.Pos, len(row.Items), row.Items[0].Text)
	// Output: 2020.toml:4:7 2 2
}

// All errors of writing are told at once, each with its place and what to do.
func ExampleParse_errors() {
	_, err := source.Parse("2020.toml", []byte("year ＝ 2020\nnew = [2 0]\n"))
	fmt.Println(err)
	// Output:
	// 2020.toml:1:6: error: after the key an = is needed; this is ＝.
	//    1 | year ＝ 2020
	//      |      ^^
	//       → type the plain =.
	// 2020.toml:2:9: error: a comma is missing here.
	//    2 | new = [2 0]
	//      |         ^
	//       → put a comma between two items.
}

// A value is changed in place: remarks, order and line ends stay.
func ExampleEdit() {
	f, err := source.Parse("2020.toml", []byte("year = 2020 # 年度\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	e := f.Edit()
	e.Replace(f.Root.Get("year"), "2021")
	data, err := e.Apply()
	fmt.Printf("%s%v\n", data, err)
	// Output:
	// year = 2021 # 年度
	// <nil>
}
