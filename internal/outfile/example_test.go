package outfile_test

import (
	"fmt"
	"os"
	"path/filepath"

	"nianbao/internal/outfile"
)

// Files that belong together are written whole, or none of them is.
func ExampleWrite() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	word := filepath.Join(dir, "2020.docx")
	err = outfile.Write(outfile.File{Path: word, Data: []byte("new")}, outfile.File{Path: dir, Data: []byte("a folder is no file")})
	_, missing := os.Stat(word)
	fmt.Println(err != nil, os.IsNotExist(missing))
	// Output: true true
}
