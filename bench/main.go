// Command bench measures one report cold, batches of made-up counties, and the
// marginal cost of a report against other programs that make the same pages,
// in one run on one machine. Compare the ratios of one run, not machines.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"nianbao/internal/press"
)

// options are the command line.
type options struct {
	turns       int // of each task
	batch       int // reports in the largest batch
	officeRuns  int
	officeFiles int
	bodies      int  // of the county that is imported
	keys        int  // that are typed in the desk
	importsOnly bool // measure nothing else
	deskOnly    bool // the same
	root, cache string
	out         string
}

func main() {
	var o options
	quick := flag.Bool("quick", false, "fewer runs, and 1,000 reports in the batch: to try it, not to publish")
	flag.IntVar(&o.turns, "n", 15, "runs of each task")
	flag.IntVar(&o.batch, "batch", 10_000, "reports in the largest batch; 0: none")
	flag.StringVar(&o.root, "root", "..", "the project's folder")
	flag.StringVar(&o.cache, "cache", "../.cache/bench", "what the script tools has installed")
	flag.StringVar(&o.out, "o", "", "also write the tables to this file")
	flag.BoolVar(&o.importsOnly, "imports", false, "measure imports only")
	flag.BoolVar(&o.deskOnly, "desk", false, "measure keys in the desk only")
	name := flag.String("task", "", "used by the program itself: do this task for each line read")
	dir := flag.String("variants", "", "used by the program itself: what to do it with")
	flag.Parse()
	if *name != "" {
		if err := work(*name, o.root, *dir, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	o.officeRuns, o.officeFiles, o.bodies, o.keys = 3, 20, 80, 200
	if *quick {
		o.turns, o.officeRuns, o.officeFiles, o.batch, o.bodies, o.keys = min(o.turns, 5), 1, 5, min(o.batch, 1000), 8, 40
	}
	if err := bench(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// results are everything that was measured.
type results struct {
	options
	machine   machine
	cold      cold
	batches   []batchRun
	noBatch   string
	desk      deskFigures
	imports   importFigures
	figures   map[string]*figure
	order     []task
	office    officeFigures
	typst     string // its version
	typstCold time.Duration
	floor     *floor
	edge      *floor // without what is the same in all reports
}

func bench(o options) (err error) {
	program, err := filepath.Abs(filepath.Join(o.root, "bin", "nianbao"))
	if err != nil {
		return err
	}
	r := &results{options: o, machine: thisMachine()}
	sample := filepath.Join(o.root, "samples", "2020.toml")
	if r.desk = runDesk(o.keys, program, sample, o.root, o.cache); r.desk.gone != "" {
		fmt.Fprintln(os.Stderr, "!!! no desk:", r.desk.gone)
	}
	if o.deskOnly {
		fmt.Printf("%s, %d cores; load before the run %s.\n%s", r.machine.cpu, r.machine.cores, r.machine.load, r.desk.markdown())
		return nil
	}
	// Whole runs of the program come first, see call.
	if r.cold, err = runCold(o.turns, program, sample); err != nil {
		return err
	}
	r.imports = runImports(o.officeRuns, o.bodies, program, sample, o.cache)
	if r.imports.gone != "" {
		fmt.Fprintln(os.Stderr, "!!! no imports:", r.imports.gone)
	}
	if o.importsOnly {
		fmt.Print(r.imports.markdown())
		return nil
	}
	r.noBatch = "left out (-batch 0)"
	if o.batch > 0 {
		if r.batches, err = runBatches(program, o.batch); err != nil {
			r.noBatch = err.Error()
			fmt.Fprintln(os.Stderr, "!!! no batch:", err)
		}
	}
	dir, err := os.MkdirTemp("", "nianbao-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := r.measure(dir); err != nil {
		return err
	}
	text := r.markdown()
	fmt.Print(text)
	for _, t := range r.order {
		if gone := r.figures[t.name].gone; gone != "" {
			fmt.Fprintf(os.Stderr, "\n!!! %s was not measured: %s\n", t.name, gone)
		}
	}
	if o.out == "" {
		return nil
	}
	return os.WriteFile(o.out, []byte(text), 0o644)
}

// measure measures all that is done in processes that stay.
func (r *results) measure(dir string) error {
	b, err := open()
	if err != nil {
		return err
	}
	if err := writeVariants(r.root, dir); err != nil {
		return err
	}
	var built []*press.Output
	all := variants(dir)
	for _, v := range all {
		o, err := b.File(v.path)
		if err != nil {
			return err
		}
		built = append(built, o)
	}
	if r.floor, err = newFloor(built[0]); err != nil {
		return err
	}
	other, err := newFloor(built[1])
	if err != nil {
		return err
	}
	r.edge = r.floor.without(other)
	fontFolder := filepath.Join(r.root, "fonts")
	r.office = runOffice(r.officeRuns, r.officeFiles, built, fontFolder, b.Fonts)
	tasks, stop, err := r.contest(b, built, dir, fontFolder)
	defer stop()
	if err != nil {
		return err
	}
	r.order, r.figures = tasks, measure(r.turns, all, tasks)
	for _, name := range []string{nianbao, bottom} { // all is measured against them
		if gone := r.figures[name].gone; gone != "" {
			return fmt.Errorf("%s: %s", name, gone)
		}
	}
	f := r.figures[libreOffice]
	f.cpu, f.time, f.gone = r.office.more.cpu, r.office.more.wall, r.office.gone
	if f.gone == "" && f.cpu <= 0 {
		f.gone = "its runs differed too much"
	}
	return nil
}
