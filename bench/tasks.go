package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"nianbao/internal/build"

	"github.com/klauspost/compress/flate"
)

// The tasks that aims and ratios ask for by name.
const (
	nianbao     = "**Nianbao: TOML to DOCX and PDF**"
	bottom      = "floor: deflating and hashing what we write"
	typst       = "Typst: PDF"
	libreOffice = "LibreOffice: DOCX to PDF, one more file in a call"
)

// tasks prepares everything that is not measured itself. stop ends the
// programs that were started.
func (r *results) tasks(b *build.Builder, all []*variant, dir, fontFolder string) (tasks []task, stop func(), err error) {
	substitute, err := trueType(fontFolder)
	if err != nil {
		return nil, nil, err
	}
	sign, err := signing()
	if err != nil {
		return nil, nil, err
	}
	for _, v := range all {
		v.drawn = newDrawing(v.layout, substitute)
		if v.floor, err = newFloor(v.files); err != nil {
			return nil, nil, err
		}
	}
	r.floor = all[0].floor
	edges := make([]*floor, len(all))
	for i, v := range all {
		edges[i] = v.floor.without(all[(i+1)%len(all)].floor)
	}
	r.edge = edges[0]
	shared, err := all[0].drawn.parsed()
	if err != nil {
		return nil, nil, err
	}
	parts := &stages{Builder: b}
	pack := &packer{encoders: map[int]*flate.Writer{}}
	tasks = []task{
		{name: nianbao, run: func(v *variant) error { _, err := b.File(v.path); return err }},
		{name: "of that, reading", run: func(v *variant) error { _, err := build.Open(b.Forms, v.path); return err }},
		{name: "of that, checking", run: func(v *variant) error { return parts.inspect(v.opened) }},
		{name: "of that, setting", run: func(v *variant) error { _, err := b.Layout(v.opened); return err }},
		{name: "of that, pages to PDF", run: func(v *variant) error { return writePDF(v.layout) }},
		{name: "of that, pages to DOCX", run: func(v *variant) error { return writeDOCX(b, v.layout) }},
		{name: "besides, signing the PDF (P-256)", run: func(v *variant) error { return sign(v.path, v.files.PDF) }},
		{name: bottom, run: func(v *variant) error { return pack.run(v.floor) }},
		{name: "the same without what is alike in all reports", run: func(v *variant) error { return pack.run(edges[v.number]) }},
		{name: "gofpdf 1.16.2: PDF", run: func(v *variant) error { return v.drawn.draw(newGofpdf()) }},
		{name: "codeberg.org/go-pdf/fpdf 0.12.0: PDF", run: func(v *variant) error { return v.drawn.draw(newSuccessor()) }},
		{name: "signintech/gopdf 0.33.0: PDF", run: func(v *variant) error { return v.drawn.draw(newSignintech(shared)) }},
	}
	outside, stop, err := r.outside(b, all, dir, fontFolder)
	return append(tasks, outside...), stop, err
}

// outside prepares the tasks of programs that are not Go.
func (r *results) outside(b *build.Builder, all []*variant, dir, fontFolder string) ([]task, func(), error) {
	node := func(script string, arguments ...string) *exec.Cmd {
		cmd := exec.Command("node", append([]string{filepath.Join("peers", script)}, arguments...)...)
		modules, _ := filepath.Abs(filepath.Join(r.cache, "npm", "node_modules"))
		cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
		return cmd
	}
	python := func() *exec.Cmd {
		cmd := exec.Command(filepath.Join(r.cache, "venv", "bin", "python"), filepath.Join("peers", "typst_peer.py"), fontFolder)
		cmd.Env = append(os.Environ(), "RAYON_NUM_THREADS=1")
		return cmd
	}
	compiler, hello := start(python())
	filled := filepath.Join(dir, "template.docx")
	for i, v := range all {
		file, values, err := template(v.files.DOCX)
		if err != nil {
			return nil, nil, err
		}
		if v.fill = values; i == 0 {
			if err := os.WriteFile(filled, file, 0o666); err != nil {
				return nil, nil, err
			}
		}
		if v.word, err = wordSource(v.layout.Fitted, b.Fonts); err != nil {
			return nil, nil, err
		}
		if v.typst, err = typstSource(v.layout.Fitted, b.Fonts, hello.Families); err != nil {
			return nil, nil, err
		}
	}
	if r.typst = hello.Version; compiler.gone == "" {
		cmd := python()
		cmd.Stdin = bytes.NewReader(append(all[0].typst, '\n'))
		once, err := call(cmd)
		if err != nil {
			return nil, nil, err
		}
		r.typstCold = once.wall
	}
	templater, _ := start(node("docxtemplater_peer.cjs", filled))
	docx, _ := start(node("docx_peer.cjs"))
	stop := func() {
		compiler.stop()
		templater.stop()
		docx.stop()
	}
	return []task{
		{name: typst, out: true, gone: compiler.gone, warm: 5, run: func(v *variant) error { return compiler.make(v.typst) }},
		{name: libreOffice, out: true, gone: r.office.gone, run: func(*variant) error { return nil }},
		{name: "docxtemplater: DOCX", out: true, gone: templater.gone, warm: warmest, run: func(v *variant) error { return templater.make(v.fill) }},
		{name: "npm docx: DOCX", out: true, gone: docx.gone, warm: warmest, run: func(v *variant) error { return docx.make(v.word) }},
	}, stop, nil
}

// trueType stands in for the faces that the peers in Go cannot read: one font
// for all Chinese, which spares them the parsing of several.
func trueType(folder string) (func(string) (string, []byte), error) {
	load := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, name)) }
	serif, err := load("NotoSerifSC-Regular.ttf")
	if err != nil {
		return nil, err
	}
	latin, err := load("LiberationSerif-Regular.ttf")
	if err != nil {
		return nil, err
	}
	return func(face string) (string, []byte) {
		if strings.HasPrefix(face, "Liberation") {
			return "latin", latin
		}
		return "serif", serif
	}, nil
}
