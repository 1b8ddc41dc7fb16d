package diag_test

import (
	"fmt"

	"nianbao/internal/diag"
)

// A message has both languages, a place, the line itself and what to do.
func ExampleNew() {
	d := diag.New(diag.Pos{File: "2020.toml", Line: 54, Col: 1},
		diag.T("不认识的键：%s", "unknown key: %s", "licennce"), diag.T("是否想写 %[1]s？", "did you mean %[1]s?", "licence"))
	fmt.Println(d.Format(diag.Chinese))
	// Output:
	// 2020.toml:54:1: 错误: 不认识的键：licennce
	//       → 是否想写 licence？
}
