package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"nianbao/internal/keep/county"
)

// importFigures is what importing takes.
type importFigures struct {
	word, pdf usage // one more file in a call
	peers     []importPeer
	files     int // of a made-up county, Word files
	county    usage
	gone      string
}

// importPeer is another program that reads the same file.
type importPeer struct {
	name string
	of   string // "word" or "pdf"
	more usage
	gone string
}

const (
	fewFiles  = 2
	manyFiles = 22
)

// runImports measures one more file in a call, a call with many less one with
// few, for ours and for its peers, and the Word files of a county of so many
// bodies.
func runImports(runs, bodies int, program, report, cache string) (f importFigures) {
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err == nil {
		defer os.RemoveAll(dir)
		err = f.measure(runs, bodies, program, report, cache, dir)
	}
	if err != nil {
		f.gone = err.Error()
	}
	return f
}

func (f *importFigures) measure(runs, bodies int, program, report, cache, dir string) error {
	if _, err := call(exec.Command(program, "build", report, "-o", dir)); err != nil {
		return err
	}
	stem := filepath.Join(dir, strings.TrimSuffix(filepath.Base(report), ".toml"))
	var err error
	ours := func(files []string) *exec.Cmd {
		return exec.Command(program, append([]string{"import", "--force", "-o", filepath.Join(dir, "made")}, files...)...)
	}
	if f.word, err = more(runs, stem+".docx", ours); err != nil {
		return err
	}
	if f.pdf, err = more(runs, stem+".pdf", ours); err != nil {
		return err
	}
	for _, p := range importPeers(cache, dir) {
		peer := importPeer{name: p.name, of: p.of}
		if peer.more, err = more(runs, stem+map[string]string{"word": ".docx", "pdf": ".pdf"}[p.of], p.command); err != nil {
			peer.gone = err.Error()
		}
		f.peers = append(f.peers, peer)
	}
	return f.wholeCounty(bodies, program, filepath.Join(dir, "county"))
}

// importPeers are the programs that read Word or PDF files with their tables.
func importPeers(cache, dir string) []struct {
	name, of string
	command  func(files []string) *exec.Cmd
} {
	made := filepath.Join(dir, "theirs")
	plumber := "import pdfplumber,sys\nfor f in sys.argv[1:]:\n  with pdfplumber.open(f) as p:\n    [(q.extract_tables(),q.extract_text()) for q in p.pages]"
	return []struct {
		name, of string
		command  func(files []string) *exec.Cmd
	}{
		{"LibreOffice: DOCX to HTML", "word", func(files []string) *exec.Cmd {
			return exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "html", "--outdir", made}, files...)...)
		}},
		{"pandoc 3.9: DOCX to HTML", "word", func(files []string) *exec.Cmd {
			return exec.Command("sh", append([]string{"-c", `pandoc=$("$0" -c "import pypandoc; print(pypandoc.get_pandoc_path())"); for f; do "$pandoc" -t html -o /dev/null "$f" || exit 1; done`, filepath.Join(cache, "venv", "bin", "python")}, files...)...)
		}},
		{"pdfplumber 0.11.10: tables and text of the PDF", "pdf", func(files []string) *exec.Cmd {
			return exec.Command(filepath.Join(cache, "venv", "bin", "python"), append([]string{"-c", plumber}, files...)...)
		}},
	}
}

// more gives what one more copy of a file takes.
func more(runs int, file string, command func(files []string) *exec.Cmd) (usage, error) {
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err != nil {
		return usage{}, err
	}
	defer os.RemoveAll(dir)
	var names []string
	for i := range manyFiles {
		name := filepath.Join(dir, fmt.Sprintf("copy%d%s", i, filepath.Ext(file)))
		if err := copyFile(file, name); err != nil {
			return usage{}, err
		}
		names = append(names, name)
	}
	var wall, cpu []time.Duration
	for turn := range runs + 1 {
		few, err := call(command(names[:fewFiles]))
		if err != nil {
			return usage{}, err
		}
		many, err := call(command(names))
		if err != nil {
			return usage{}, err
		}
		if turn > 0 { // the first fills the caches
			wall = append(wall, (many.wall-few.wall)/(manyFiles-fewFiles))
			cpu = append(cpu, (many.cpu-few.cpu)/(manyFiles-fewFiles))
		}
	}
	return usage{wall: median(wall), cpu: median(cpu)}, nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// wholeCounty imports the Word files of all years of a county in one call.
func (f *importFigures) wholeCounty(bodies int, program, dir string) error {
	if _, err := county.Write(dir, bodies); err != nil {
		return err
	}
	files := dir + "-files"
	if _, err := call(exec.Command(program, "batch", dir, "-o", files, "--format", "docx")); err != nil {
		return err
	}
	var err error
	if f.county, err = call(exec.Command(program, "import", files, "-o", dir+"-imported")); err != nil {
		return err
	}
	return filepath.WalkDir(dir+"-imported", func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".toml" {
			f.files++
		}
		return err
	})
}

// aims are what importing should reach.
func (f *importFigures) aims() []aim {
	all := []aim{
		atMost("one more Word file imported: processor time", f.word.cpu, 15*time.Millisecond),
		atMost("one more PDF of six pages imported: processor time", f.pdf.cpu, 80*time.Millisecond),
		atMost(fmt.Sprintf("%d Word files imported in one call", f.files), f.county.wall, time.Minute),
	}
	missing := f.gone
	if missing == "" && f.files == 0 {
		missing = "imports were not measured"
	}
	for i := range all {
		all[i].missing = missing
	}
	if missing == "" && f.files < 1360 {
		all[2].missing = fmt.Sprintf("the run had %d files only, not 1360", f.files)
	}
	return all
}

// markdown writes the table.
func (f *importFigures) markdown() string {
	var b strings.Builder
	b.WriteString("\n## Imports\n\nOne more file in a call, `samples/2020.toml` built as DOCX and as PDF (read by its tags): a call with 22 copies less a call with two.\nOthers read text and tables and make no report of them.\n\n| | processor time | of ours | time |\n|---|--:|--:|--:|\n")
	if f.gone != "" {
		fmt.Fprintf(&b, "| **NOT MEASURED**: %s | | | |\n", cell(f.gone))
		return b.String()
	}
	fmt.Fprintf(&b, "| **nianbao import: DOCX** | %s | 1.00 × | %s |\n| **nianbao import: PDF** | %s | 1.00 × | %s |\n", span(f.word.cpu), span(f.word.wall), span(f.pdf.cpu), span(f.pdf.wall))
	for _, p := range f.peers {
		ours := f.word.cpu
		if p.of == "pdf" {
			ours = f.pdf.cpu
		}
		if p.gone != "" {
			fmt.Fprintf(&b, "| %s | **NOT MEASURED**: %s | | |\n", p.name, cell(p.gone))
			continue
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", p.name, span(p.more.cpu), ratio(p.more.cpu, ours), span(p.more.wall))
	}
	fmt.Fprintf(&b, "\nA county's %d Word files in one call, on all cores: %s, %s of processor time a file, peak memory %s.\n", f.files, span(f.county.wall), span(f.county.cpu/time.Duration(max(1, f.files))), megabytes(f.county.peak))
	return b.String()
}
