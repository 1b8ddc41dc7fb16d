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
	if tasks, err = r.goTasks(dir); err != nil {
		return nil, stop, err
	}
	compiler := start(r.typstCommand(fontFolder))
	sources := map[int]*source{}
	tasks = append(tasks, task{name: typst, process: compiler, line: func(v *variant) []byte { return sources[v.number].typst }}, task{name: libreOffice})
	filled, _, err := template(built[0].DOCX)
	if err != nil {
		return tasks, stop, err
	}
	for _, v := range variants(dir) {
		if sources[v.number], err = newSource(b, v, built[v.number], compiler.hello.Families); err != nil {
			return tasks, stop, err
		}
	}
	if r.typst = compiler.hello.Version; compiler.gone == "" {
		if r.typstCold, err = r.coldTypst(fontFolder, sources[0].typst); err != nil {
			return tasks, stop, err
		}
	}
	name := filepath.Join(dir, "template.docx")
	if err := os.WriteFile(name, filled, 0o666); err != nil {
		return tasks, stop, err
	}
	return append(tasks,
		task{name: "docxtemplater: DOCX", process: r.node("docxtemplater_peer.cjs", name), line: func(v *variant) []byte { return sources[v.number].fill }},
		task{name: "npm docx: DOCX", process: r.node("docx_peer.cjs"), line: func(v *variant) []byte { return sources[v.number].word }},
	), stop, nil
}

// goTasks starts those in Go.
func (r *results) goTasks(dir string) (tasks []task, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	for _, w := range workers {
		cmd := exec.Command(self, "-task", w.name, "-root", r.root, "-variants", dir)
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		tasks = append(tasks, task{name: w.name, process: start(cmd), line: func(v *variant) []byte { return fmt.Append(nil, v.number) }})
	}
	return tasks, nil
}

// node starts a task in JavaScript.
func (r *results) node(script string, arguments ...string) *outside {
	cmd := exec.Command("node", append([]string{filepath.Join("peers", script)}, arguments...)...)
	modules, _ := filepath.Abs(filepath.Join(r.cache, "npm", "node_modules"))
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	return start(cmd)
}

// typstCommand is Typst on one thread.
func (r *results) typstCommand(fontFolder string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(r.cache, "venv", "bin", "python"), filepath.Join("peers", "typst_peer.py"), fontFolder)
	cmd.Env = append(os.Environ(), "RAYON_NUM_THREADS=1")
	return cmd
}

// coldTypst measures Typst in new processes, as often as our program.
func (r *results) coldTypst(fontFolder string, source []byte) (time.Duration, error) {
	var times []time.Duration
	for range r.turns {
		cmd := r.typstCommand(fontFolder)
		cmd.Stdin = bytes.NewReader(append(source, '\n'))
		once, err := call(cmd)
		if err != nil {
			return 0, err
		}
		times = append(times, once.wall)
	}
	return median(times), nil
}

// source is a variant for the programs that are not Go.
type source struct {
	typst []byte // a document
	word  []byte // the content as JSON
	fill  []byte // what fills the template, as JSON
}

// newSource makes them. families are the names that Typst knows the font files by.
func newSource(b *press.Builder, v *variant, built *press.Output, families map[string]string) (*source, error) {
	o, err := press.Open(b.Forms, v.path)
	if err != nil {
		return nil, err
	}
	layout, err := b.Layout(o)
	if err != nil {
		return nil, err
	}
	s := &source{}
	if s.word, err = wordSource(layout.Fitted, b.Fonts); err != nil {
		return nil, err
	}
	if s.typst, err = typstSource(layout.Fitted, b.Fonts, families); err != nil {
		return nil, err
	}
	_, s.fill, err = template(built.DOCX)
	return s, err
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
