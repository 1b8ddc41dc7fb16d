package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

// markdown writes docs/benchmarks.md.
func (r *results) markdown() string {
	var b strings.Builder
	f := func(format string, a ...any) { fmt.Fprintf(&b, format, a...) }
	f("# Benchmarks\n\nWritten by `make bench`: everything in one run on one machine. Compare the ratios, not machines.\n\n")
	f("%s, %d cores, %s, %s; load before the run %s. %s. Medians of %d turns.\n",
		r.machine.cpu, r.machine.cores, r.machine.memory, r.machine.system, r.machine.load, runtime.Version(), r.turns)
	r.writeAims(f)
	r.writeContest(f)
	r.writeCold(f)
	r.writeBatches(f)
	f("%s", r.desk.markdown())
	f("%s", r.imports.markdown())
	f("%s", r.next())
	f(unfair, r.floor, r.edge, r.officeFiles)
	return b.String()
}

// printer adds to the page.
type printer func(format string, a ...any)

func (r *results) writeAims(f printer) {
	f("\n## Aims\n\n| | aim | measured | |\n|---|--:|--:|---|\n")
	for _, a := range r.aims() {
		verdict := "**not reached**"
		switch {
		case a.missing != "":
			a.measured, verdict = "–", "**NOT MEASURED**: "+cell(a.missing)
		case a.reached:
			verdict = "reached"
		}
		f("| %s | %s | %s | %s |\n", a.text, a.limit, a.measured, verdict)
	}
}

func (r *results) writeContest(f printer) {
	f("\n## One more report\n\nIn a running process: `samples/2020.toml`, in each turn with other figures and with other characters at the end of each paragraph:\n%d in a turn, none of them twice. A PDF of ours stands where the one before stood, as in a batch. Each program is a process of its own that stays and has made %d others before. What a part of ours begins with is ready for %d of them, which go round.\n\n", burst, warm, begun)
	f("| | processor time | of ours | time | allocations | allocated |\n|---|--:|--:|--:|--:|--:|\n")
	ours := r.figures[nianbao].cpu
	for _, t := range r.order {
		g := r.figures[t.name]
		switch {
		case g.gone != "":
			f("| %s | **NOT MEASURED**: %s | | | | |\n", g.name, cell(g.gone))
		case g.allocated == 0:
			f("| %s | %s | %s | %s | | |\n", g.name, span(g.cpu), ratio(g.cpu, ours), span(g.time))
		default:
			f("| %s | %s | %s | %s | %d | %.2f MB |\n", g.name, span(g.cpu), ratio(g.cpu, ours), span(g.time), g.allocs, float64(g.allocated)/1e6)
		}
	}
	f("\nProcessor time is that of all threads. It depends less than time on what else the machine does; see below.\n")
}

func (r *results) writeCold(f printer) {
	f("\n## One report cold\n\nFrom process start to the files on disk, on as many cores as there are; peak memory %s.\n\n| | time | of our time |\n|---|--:|--:|\n", megabytes(r.cold.peak))
	f("| nianbao build: TOML to DOCX and PDF | %s | 1.00 × |\n", span(r.cold.time))
	if r.typstCold > 0 {
		f("| Typst %s: PDF, in memory, in a new process of Python | %s | %s |\n", r.typst, span(r.typstCold), ratio(r.typstCold, r.cold.time))
	}
	if r.office.gone == "" {
		f("| %s: DOCX to PDF | %s | %s |\n", r.office.version, span(r.office.cold), ratio(r.office.cold, r.cold.time))
	}
}

func (r *results) writeBatches(f printer) {
	f("\n## Batches\n\n`nianbao batch` over different reports of made-up counties ([batch.md](batch.md)), checked, built as DOCX and PDF and written to disk, on all cores; then again with nothing changed.\n\n")
	if len(r.batches) == 0 {
		f("**NOT MEASURED**: %s\n", r.noBatch)
		return
	}
	f("| reports | time | a second | processor time a report | peak memory | on disk | unchanged | peak memory then |\n|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, n := range r.batches {
		f("| %d | %s | %.0f | %s | %s | %s | %s | %s |\n", n.reports, span(n.first.wall), float64(n.reports)/n.first.wall.Seconds(),
			span(n.first.cpu/time.Duration(n.reports)), megabytes(n.first.peak), megabytes(uint64(n.disk)), span(n.again.wall), megabytes(n.again.peak))
	}
	r.writeMore(f, &r.batches[len(r.batches)-1])
}

// writeMore says what follows from a batch for larger ones.
func (r *results) writeMore(f printer, last *batchRun) {
	f("\n### What follows for more\n\nThe last row's processor time and room on disk a report, multiplied; these were not run.\n\n")
	f("| | reports | processor time | on %d cores | on 32 cores | on disk |\n|---|--:|--:|--:|--:|--:|\n", r.machine.cores)
	for _, e := range []struct {
		what string
		n    int
	}{{"a county, 80 bodies, 17 years", 1360}, {"a province, one year", 100_000}, {"a province, 17 years", 1_700_000}, {"the country, 31 such provinces, one year", 3_100_000}} {
		cpu := time.Duration(e.n) * (last.first.cpu / time.Duration(last.reports))
		wall := time.Duration(e.n) * (last.first.wall / time.Duration(last.reports))
		f("| %s | %d | %s | %s | %s | %.1f GB |\n", e.what, e.n, long(cpu), long(wall), long(cpu/32), float64(e.n)*float64(last.disk)/float64(last.reports)/1e9)
	}
}

// unfair says what was measured, and how.
const unfair = `
## What was measured, and what is unfair to whom

- **Nianbao** reads and checks a TOML file, sets it, and writes both files into
  memory, on one core. Each part below begins where the one before has ended. What
  the reports of a form have in common is done once and kept: which keys a file has is
  judged, labels are set, parts and fonts that are alike are deflated, and what stands for
  a glyph's outline in a font program, when it is met first. The variants have it in common
  as such reports do.
- **The floor** is %s: every stream of our PDF and every
  file in our DOCX, deflated by a library (klauspost/compress) at its fastest levels,
  with encoders that are reused, and SHA-256 of both files. The
  second line leaves out what another report has too (%s remain), as
  the program deflates such parts once. The program does less: it puts font programs
  together from glyphs that are encoded already, takes their checksums instead of hashing
  them, and deflates with a code that is made for reports, not for each part.
  The floor is left as it was when the aim was set.
- **gofpdf, its successor fpdf and gopdf** (MIT) draw the same strings at the
  same places and the same rules, into memory, from pages that are ready: they
  are spared reading, checking and setting. They take no OpenType/CFF fonts, so
  all Chinese is drawn with one font, Noto Serif SC, where our PDF has five;
  they do not space characters and write no structure tree. gofpdf and fpdf
  parse their fonts for every document, having no way to share them; gopdf's are
  shared.
- **Typst** (Apache-2.0) compiles a source with the same texts, styles, spans and
  fonts, on one thread, to PDF alone. It is spared what the widths and heights
  of a table follow from: they are written out. It sets lines and pages by its
  own rules. Its PDF is tagged but is no PDF/A. It compiles faster what it has
  just compiled; here no source comes again.
- **LibreOffice** (MPL-2.0) converts our Word files, with the same fonts: a call with %d
  files less a call with one, by the number of files more.
- **docxtemplater** (MIT) fills a template that was made of our Word file, with a tag
  for each paragraph of prose and each figure; the table's labels are in the
  template. It sets nothing: where Word breaks lines and pages is left to Word.
- **npm docx** (MIT) builds the document with styles and tables from the content. It
  sets nothing either.
`

// next says where the time goes, and what the next factor would take.
func (r *results) next() string {
	ours, edge := r.figures[nianbao].cpu, r.figures[bare].cpu
	return fmt.Sprintf(`
## Where the time goes, and what the next factor would take

The floor for what no other report has is %s, %.0f%% of the %s of one more report; of it the
program does not do all, since glyphs are encoded once. The rest has no single cause: reading, checking,
setting and writing share it, and none of their functions has a twentieth. The next factor would take

- in checking, one index of words for a paragraph instead of one for each of its sentences, too;
- tables that are set where they were composed, instead of copied, and places of values that do not
  each name their file: new memory is in none of the processor's caches, and a report takes 0.6 MB;
- a form's labels drawn once, too: they are set once for all reports, and written for each.

Cold, what remains before the program begins is what libraries for office files and text set up, and
page faults of a large program: a third of the processor time, by an estimate.

On a machine with much else to do a report takes about twice the processor time, and the floor half
as much again: its data stays in the processor's caches, a report's does not. So the ratio to the
floor is worse there.
`, span(edge), 100*float64(edge)/float64(ours), span(ours))
}

// cell makes a message fit into a table.
func cell(s string) string {
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", "/")
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200]) + "…"
	}
	return s
}

func span(d time.Duration) string {
	if d >= 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	if d >= time.Second {
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
	return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
}

func long(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 2*time.Hour:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.1f h", d.Hours())
}

func ratio(d, ours time.Duration) string { return fmt.Sprintf("%.2f ×", float64(d)/float64(ours)) }

func megabytes(n uint64) string { return fmt.Sprintf("%.0f MB", float64(n)/1e6) }
