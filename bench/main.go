// Command bench measures one report cold, the marginal cost of a report in one
// process, and two other PDF modules drawing the same pages. Compare the ratios
// of one run, not machines.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

func main() {
	n := flag.Int("n", 15, "runs of each task")
	root := flag.String("root", "..", "the project's folder")
	out := flag.String("o", "", "also write the tables to this file")
	flag.Parse()
	if err := run(*n, *root, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(n int, root, out string) error {
	runtime.GOMAXPROCS(1)
	sample := filepath.Join(root, "samples", "2020.toml")
	program, err := filepath.Abs(filepath.Join(root, "bin", "nianbao"))
	if err != nil {
		return err
	}
	once, err := runCold(n, program, sample)
	if err != nil {
		return err
	}
	tasks, err := tasks(root, sample)
	if err != nil {
		return err
	}
	figures, err := measure(n, tasks)
	if err != nil {
		return err
	}
	var b strings.Builder
	write(&b, n, once, figures)
	fmt.Print(b.String())
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(b.String()), 0o644)
}

// base is the task that the ratios are about.
const base = "gofpdf 1.16.2: PDF"

func tasks(root, sample string) ([]task, error) {
	b, err := open()
	if err != nil {
		return nil, err
	}
	layout, err := set(b, sample)
	if err != nil {
		return nil, err
	}
	substitute, err := trueType(filepath.Join(root, "fonts"))
	if err != nil {
		return nil, err
	}
	sign, err := signing(b, sample)
	if err != nil {
		return nil, err
	}
	pages := newDrawing(layout, substitute)
	return []task{
		{"Nianbao: TOML to DOCX and PDF", func() error { _, err := b.File(sample); return err }},
		{"of that, TOML to pages", func() error { _, err := set(b, sample); return err }},
		{"of that, pages to PDF", func() error { return writePDF(layout) }},
		{"of that, pages to DOCX", func() error { return writeDOCX(b, layout) }},
		{"besides, signing the PDF (P-256)", sign},
		{base, func() error { return pages.draw(newGofpdf()) }},
		{"codeberg.org/go-pdf/fpdf 0.12.0: PDF", func() error { return pages.draw(newSuccessor()) }},
	}, nil
}

// trueType stands in for the faces that the peers cannot read: one font for
// all Chinese, which spares them the parsing of several.
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

func write(w io.Writer, n int, once cold, figures []figure) {
	fmt.Fprintf(w, "# Benchmarks\n\n`make bench`: `samples/2020.toml`, medians of %d runs, %s %s/%s.\n\n",
		n, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	fmt.Fprintf(w, "One report cold, from process start to both files on disk, on as many cores as there are: **%s**, peak memory **%.0f MB**.\n\n",
		ms(once.time), float64(once.peak)/1e6)
	var theirs time.Duration
	for _, f := range figures {
		if f.name == base {
			theirs = f.time
		}
	}
	fmt.Fprint(w, "One more report in a running process, on one core:\n\n| | time | allocations | allocated | times faster than gofpdf |\n|---|--:|--:|--:|--:|\n")
	for _, f := range figures {
		fmt.Fprintf(w, "| %s | %s | %d | %.2f MB | %.1f |\n", f.name, ms(f.time), f.allocs, float64(f.bytes)/1e6, float64(theirs)/float64(f.time))
	}
	fmt.Fprint(w, `
The two other modules draw the same strings at the same places and the same
rules, into memory, from a layout that is ready. They take no OpenType/CFF
fonts, so all Chinese is drawn with one font, Noto Serif SC, where our PDF has
five; they do not space characters and write no structure tree. They parse
their fonts for every document, having no way to share them.
`)
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
