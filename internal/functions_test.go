package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// screen is how many lines a function may have: what is seen of it at once.
const screen = 55

// TestFunctionsFitOnAScreen: no function of the program, its judges or its
// benchmark is longer; tests may be, for their tables.
func TestFunctionsFitOnAScreen(t *testing.T) {
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != "..":
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, f := range tooLong(set, file) {
			t.Error(f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet() // a control
	file, err := parser.ParseFile(set, "control.go", "package p\nfunc long() {"+strings.Repeat("\n", screen)+"}\nfunc short() {"+strings.Repeat("\n", screen-1)+"}\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := tooLong(set, file); len(got) != 1 {
		t.Errorf("of two functions, one of them too long, are told: %q", got)
	}
}

// tooLong names the functions of a file that do not fit.
func tooLong(set *token.FileSet, file *ast.File) (all []string) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if from, to := set.Position(f.Pos()), set.Position(f.End()); to.Line-from.Line+1 > screen {
			all = append(all, fmt.Sprintf("%s:%d: %s has %d lines, more than %d", from.Filename, from.Line, f.Name.Name, to.Line-from.Line+1, screen))
		}
	}
	return all
}
