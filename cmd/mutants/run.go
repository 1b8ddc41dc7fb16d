package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// loaded is a package as the go command knows it.
type loaded struct {
	Dir, ImportPath, Name string
	GoFiles               []string

	exports map[string]string // compiled packages that it needs
}

// load asks the go command about a package.
func load(path string) (*loaded, error) {
	out, err := call("go", "list", "-json=Dir,ImportPath,Name,GoFiles", path)
	if err != nil {
		return nil, err
	}
	p := &loaded{exports: map[string]string{}}
	if err := json.Unmarshal(out, p); err != nil {
		return nil, err
	}
	if out, err = call("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", path); err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		p.exports[name] = file
	}
	return p, nil
}

// call runs a program and gives what it prints.
func call(name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %v: %s", name, args[0], err, said.Bytes())
	}
	return out, nil
}

// built is the test program of a package with all its mutants.
type built struct {
	dir, program string // where its tests run, the program
	seen         string // a file
	mutants      []mutant

	took     map[string]time.Duration
	reaching map[int][]string // by mutant: tests
}

// rewrite writes the files of the package with their mutants into a folder, and says
// which file stands for which.
func (p *loaded) rewrite(dir string) (overlay map[string]string, mutants []mutant, err error) {
	w := &rewriter{fset: token.NewFileSet(), info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}}
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(w.fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: importer.ForCompiler(w.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(p.exports[path]) })}
	if _, err := conf.Check(p.ImportPath, w.fset, files, w.info); err != nil {
		return nil, nil, err
	}
	overlay = map[string]string{}
	put := func(name string, data []byte) error {
		to := filepath.Join(dir, name)
		overlay[filepath.Join(p.Dir, name)] = to
		return os.WriteFile(to, data, 0o644)
	}
	for i, f := range files {
		src, err := os.ReadFile(filepath.Join(p.Dir, p.GoFiles[i]))
		if err != nil {
			return nil, nil, err
		}
		if err := put(p.GoFiles[i], w.file(f, src)); err != nil {
			return nil, nil, err
		}
	}
	return overlay, w.mutants, put("zz_mutant.go", fmt.Appendf(nil, helper, p.Name))
}

// build compiles the test program.
func (p *loaded) build(dir string) (*built, error) {
	overlay, mutants, err := p.rewrite(dir)
	if err != nil {
		return nil, err
	}
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		return nil, err
	}
	b := &built{dir: p.Dir, program: filepath.Join(dir, "mutants.test"), seen: filepath.Join(dir, "seen"), mutants: mutants,
		took: map[string]time.Duration{}, reaching: map[int][]string{}}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, list, 0o644); err != nil {
		return nil, err
	}
	_, err = call("go", "test", "-c", "-vet=off", "-overlay", file, "-o", b.program, p.ImportPath)
	return b, err
}

// survey runs each test by itself and notes which mutants it reaches and how long it
// takes. A test that fails without a mutant is an error.
func (b *built) survey() error {
	out, err := call(b.program, "-test.list", ".")
	if err != nil {
		return err
	}
	for test := range strings.FieldsSeq(string(out)) {
		start := time.Now()
		if said, err := b.run([]string{test}, 10*time.Minute, "NIANBAO_MUTANTS="+b.seen); err != nil {
			return fmt.Errorf("%s fails as it is: %v: %s", test, err, said)
		}
		b.took[test] = time.Since(start)
		f, err := os.Open(b.seen)
		if err != nil {
			continue // it reaches nothing
		}
		ids := map[int]bool{}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			id, err := strconv.Atoi(lines.Text())
			if err != nil {
				return err
			}
			ids[id] = true
		}
		f.Close()
		if err := os.Remove(b.seen); err != nil {
			return err
		}
		b.reached(test, ids)
	}
	return nil
}

// reached notes what a test reaches: with an operator all its mutants.
func (b *built) reached(test string, ids map[int]bool) {
	last := false
	for id := 1; id <= len(b.mutants); id++ {
		again := id > 1 && b.mutants[id-1].at == b.mutants[id-2].at
		if last = ids[id] || again && last; last {
			b.reaching[id] = append(b.reaching[id], test)
		}
	}
}

// run runs tests; what they say is given back.
func (b *built) run(tests []string, limit time.Duration, env string) ([]byte, error) {
	for i, t := range tests {
		tests[i] = regexp.QuoteMeta(t)
	}
	c, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(c, b.program, "-test.short", "-test.failfast", "-test.run=^("+strings.Join(tests, "|")+")$")
	cmd.Dir, cmd.Env = b.dir, append(os.Environ(), env)
	return cmd.CombinedOutput()
}

// quick is how long the tests take that are tried first.
const quick = 300 * time.Millisecond

// noticed reports whether a test fails on a mutant, or does not end.
func (b *built) noticed(id int) bool {
	var first, then []string
	limit := 5 * time.Second
	for _, t := range b.reaching[id] {
		if limit += 4 * b.took[t]; b.took[t] < quick {
			first = append(first, t)
		} else {
			then = append(then, t)
		}
	}
	for _, tests := range [][]string{first, then} {
		if len(tests) == 0 {
			continue
		}
		if _, err := b.run(tests, limit, fmt.Sprintf("NIANBAO_MUTANT=%d", id)); err != nil {
			return true
		}
	}
	return false
}
