// Package internal_test compares the house with its picture.
package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/golden"
)

const (
	picture = "../docs/architecture.md"
	module  = "nianbao/"
)

// imports gives, for every package of the program, those of the program's
// packages that it imports, tests left out.
func imports(t *testing.T) map[string][]string {
	all := map[string][]string{}
	for _, root := range []string{"../internal", "../cmd"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			pkg := short(path.Dir(strings.TrimPrefix(filepath.ToSlash(name), "../")))
			all[pkg] = append(all[pkg], nil...)
			for _, i := range f.Imports {
				if p, ours := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), module); ours && !slices.Contains(all[pkg], short(p)) {
					all[pkg] = append(all[pkg], short(p))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func short(pkg string) string { return strings.TrimPrefix(pkg, "internal/") }

// wing is the folder that a package stands in with others; those of the ground
// stand alone.
func wing(pkg string) string {
	w, _, _ := strings.Cut(pkg, "/")
	return w
}

func TestPictureShowsTheImports(t *testing.T) {
	var b strings.Builder
	all := imports(t)
	for _, pkg := range slices.Sorted(maps.Keys(all)) {
		slices.Sort(all[pkg])
		b.WriteString(strings.TrimRight(fmt.Sprintf("%-20s %s", pkg, strings.Join(all[pkg], " ")), " ") + "\n")
	}
	golden.Section(t, picture, "imports", "```\n"+b.String()+"```\n")
}

// TestWingsHaveOneWay: an arrow between two wings runs one way only, in steps too.
func TestWingsHaveOneWay(t *testing.T) {
	to := map[string]map[string]bool{}
	for pkg, list := range imports(t) {
		for _, p := range list {
			if a, b := wing(pkg), wing(p); a != b {
				if to[a] == nil {
					to[a] = map[string]bool{}
				}
				to[a][b] = true
			}
		}
	}
	if err := acyclic(to); err != nil {
		t.Error(err)
	}
	to["diag"] = map[string]bool{"press": true} // a control
	if acyclic(to) == nil {
		t.Error("a way back is not noticed")
	}
}

func acyclic(to map[string]map[string]bool) error {
	done, open := map[string]bool{}, map[string]bool{}
	var visit func(string) error
	visit = func(a string) error {
		if done[a] {
			return nil
		}
		if open[a] {
			return fmt.Errorf("there is a way back to %s", a)
		}
		open[a] = true
		for _, b := range slices.Sorted(maps.Keys(to[a])) {
			if err := visit(b); err != nil {
				return fmt.Errorf("%w from %s", err, a)
			}
		}
		done[a], open[a] = true, false
		return nil
	}
	for _, a := range slices.Sorted(maps.Keys(to)) {
		if err := visit(a); err != nil {
			return err
		}
	}
	return nil
}

// TestEveryPackageIsUsed: a package that no program needs is none, but those that
// help tests.
func TestEveryPackageIsUsed(t *testing.T) {
	all := imports(t)
	used := map[string]bool{}
	for _, list := range all {
		for _, p := range list {
			used[p] = true
		}
	}
	for pkg := range all {
		if wing(pkg) != "cmd" && pkg != "golden" && !strings.HasSuffix(pkg, "test") && !used[pkg] {
			t.Errorf("only tests use %s", pkg)
		}
	}
	if used["golden"] || !used["diag"] {
		t.Error("what is used is not told from what is not")
	}
}

// TestEveryPackageIsExplained: docs/architecture.md has a row for each package.
func TestEveryPackageIsExplained(t *testing.T) {
	doc, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range imports(t) {
		name := "`" + pkg + "`"
		if strings.HasPrefix(pkg, "cmd/") || strings.HasSuffix(pkg, "test") {
			continue
		}
		if !strings.Contains(string(doc), "| "+name+" |") {
			t.Errorf("%s has no row for %s", picture, name)
		}
	}
}

// TestPatternsWait: a regular expression of a package is compiled when it is first
// asked (package pattern), not before the program begins.
func TestPatternsWait(t *testing.T) {
	for _, root := range []string{"../internal", "../cmd/nianbao"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil || f.Name.Name == "pattern" {
				return err
			}
			for _, decl := range f.Decls {
				if g, ok := decl.(*ast.GenDecl); ok && compiles(g) {
					t.Errorf("%s: a package's variable is regexp.MustCompile; make it pattern.New", name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// compiles reports whether a declaration calls regexp.MustCompile at once.
func compiles(decl ast.Node) (found bool) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "MustCompile" {
			found = true
		}
		_, later := n.(*ast.FuncLit)
		return !later
	})
	return found
}
