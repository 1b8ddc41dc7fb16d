package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"nianbao/internal/press"
)

// The tasks that aims and ratios ask for by name.
const (
	nianbao     = "**Nianbao: TOML to DOCX and PDF**"
	bottom      = "floor: deflating and hashing what we write"
	bare        = "the same without what is alike in all reports"
	typst       = "Typst: PDF"
	libreOffice = "LibreOffice: DOCX to PDF, one more file in a call"
)

// contest starts a process for each task, so that each has its memory, its
// garbage and its caches for itself. The sources for those that are not Go are
// made here. stop ends all of them.
func (r *results) contest(b *press.Builder, built []*press.Output, dir, fontFolder string) (tasks []task, stop func(), err error) {
	stop = func() {
		for _, t := range tasks {
			if t.process != nil {
				t.process.stop()
			}
		}
	}
	self, err := os.Executable()
	if err != nil {
		return nil, stop, err
	}
	number := func(v *variant) []byte { return fmt.Append(nil, v.number) }
	for _, w := range workers {
		cmd := exec.Command(self, "-task", w.name, "-root", r.root, "-variants", dir)
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		tasks = append(tasks, task{name: w.name, process: start(cmd), line: number})
	}

	python := func() *exec.Cmd {
		cmd := exec.Command(filepath.Join(r.cache, "venv", "bin", "python"), filepath.Join("peers", "typst_peer.py"), fontFolder)
		cmd.Env = append(os.Environ(), "RAYON_NUM_THREADS=1")
		return cmd
	}
	compiler := start(python())
	sources := map[int]*source{}
	var filled []byte
	for _, v := range variants(dir) {
		s := &source{}
		o, err := press.Open(b.Forms, v.path)
		if err != nil {
			return tasks, stop, err
		}
		layout, err := b.Layout(o)
		if err != nil {
			return tasks, stop, err
		}
		if s.word, err = wordSource(layout.Fitted, b.Fonts); err != nil {
			return tasks, stop, err
		}
		if s.typst, err = typstSource(layout.Fitted, b.Fonts, compiler.hello.Families); err != nil {
			return tasks, stop, err
		}
		file, fill, err := template(built[v.number].DOCX)
		if err != nil {
			return tasks, stop, err
		}
		if s.fill = fill; v.number == 0 {
			filled = file
		}
		sources[v.number] = s
	}
	if r.typst = compiler.hello.Version; compiler.gone == "" {
		var times []time.Duration
		for range r.turns {
			cmd := python()
			cmd.Stdin = bytes.NewReader(append(sources[0].typst, '\n'))
			once, err := call(cmd)
			if err != nil {
				return tasks, stop, err
			}
			times = append(times, once.wall)
		}
		r.typstCold = median(times)
	}
	name := filepath.Join(dir, "template.docx")
	if err := os.WriteFile(name, filled, 0o666); err != nil {
		return tasks, stop, err
	}
	node := func(script string, arguments ...string) *outside {
		cmd := exec.Command("node", append([]string{filepath.Join("peers", script)}, arguments...)...)
		modules, _ := filepath.Abs(filepath.Join(r.cache, "npm", "node_modules"))
		cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
		return start(cmd)
	}
	return append(tasks,
		task{name: typst, process: compiler, line: func(v *variant) []byte { return sources[v.number].typst }},
		task{name: libreOffice},
		task{name: "docxtemplater: DOCX", process: node("docxtemplater_peer.cjs", name), line: func(v *variant) []byte { return sources[v.number].fill }},
		task{name: "npm docx: DOCX", process: node("docx_peer.cjs"), line: func(v *variant) []byte { return sources[v.number].word }},
	), stop, nil
}

// source is a variant for the programs that are not Go.
type source struct {
	typst []byte // a document
	word  []byte // the content as JSON
	fill  []byte // what fills the template, as JSON
}

// work is what a process of its own does with a task in Go: for each number of
// a variant that it reads it makes that document, and answers.
func work(name, root, dir string, in io.Reader, out io.Writer) error {
	e := json.NewEncoder(out)
	for _, w := range workers {
		if w.name != name {
			continue
		}
		b, err := open()
		if err != nil {
			return err
		}
		all := variants(dir)
		run, err := w.start(b, all, filepath.Join(root, "fonts"))
		if err != nil {
			return err
		}
		if err := e.Encode(answer{}); err != nil {
			return err
		}
		for d := json.NewDecoder(in); ; {
			var i int
			if err := d.Decode(&i); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
			a := counted(func() error { return run(all[i]) })
			if err := e.Encode(a); err != nil {
				return err
			}
		}
	}
	return fmt.Errorf("no task %q", strings.TrimSpace(name))
}
