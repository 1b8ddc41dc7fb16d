// Package batch builds many reports: workers that share fonts and layouts, a
// state file that tells which reports need no work, and an account of what
// became of each. It knows how to tell that something changed and how to write
// so that a crash leaves whole files; how a report is made it leaves to build.
package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// Status says what became of a report.
type Status string

// The statuses.
const (
	Built     Status = "built"
	Unchanged Status = "unchanged"
	Failed    Status = "failed"
	Left      Status = "left"    // not reached before the run was ended
	Same      Status = "same"    // Check: building it again gives the same bytes
	Differs   Status = "differs" // Check: it does not
)

// Report is what became of one input.
type Report struct {
	*Facts
	Input     *Input
	Status    Status
	Why       error    // of Failed
	Unwritten bool     // of Failed: the input is sound, a file could not be written
	Changes   []Change // of Differs
}

// Facts are whose report it is, and what was found in it.
type Facts struct {
	Year     int
	Agency   string
	Form     string
	Pages    int
	Warnings int
	Errors   int // also those that stopped it
}

// Change says where a file would change.
type Change struct {
	Name     string // in the output folder
	At       int    // the first byte that differs; -1: the file is not there
	Old, New int    // sizes
}

// Options are the choices of a run.
type Options struct {
	Dir     string           // where outputs go
	Jobs    int              // reports that are drawn at a time; at least 1
	Shard   string           // "3-of-16", for the state file's name; empty: all
	Again   bool             // build all
	Check   bool             // compare, write nothing
	Setting string           // a hash of all that every report depends on
	Refused map[string]error // by Rel: what is not built, and why; Twins gives such
	// Builder gives the builder for a file: one for all files of a folder.
	Builder func(input string) (*press.Builder, string, error)
	// Done is called for each report when it is done, one at a time.
	Done func(*Report)
}

// ErrBusy says that another run is at work on the output folder.
var ErrBusy = errors.New("batch: another run is at work here")

// The state is saved after so many built reports, and with many of them after
// an eighth of all, since it is written whole; a crash costs as many.
const (
	saveEvery = 500
	saveShare = 8
)

// Run builds the inputs. What became of each is in the reports, in the inputs'
// order; the error is of the run as a whole: the output folder, the state file.
// When ctx ends, reports in work are finished and the rest is Left.
func Run(ctx context.Context, inputs []Input, opt Options) ([]Report, error) {
	r := &run{opt: opt, reports: make([]Report, len(inputs)), names: texts{}, drawing: make(chan struct{}, max(opt.Jobs, 1))}
	if !opt.Check {
		if err := os.MkdirAll(opt.Dir, 0o777); err != nil {
			return nil, err
		}
		lock := flock.New(filepath.Join(opt.Dir, strings.TrimSuffix(stateName(opt.Shard), ".json")+".lock"))
		held, err := lock.TryLock()
		if err != nil {
			return nil, err
		}
		if !held {
			return nil, ErrBusy
		}
		defer lock.Unlock()
		sweep(opt.Dir, inputs)
		r.path = filepath.Join(opt.Dir, stateName(opt.Shard))
		r.state = readState(r.path)
		r.state.call(inputs)
	}
	unknown := new(Facts)
	for i := range inputs {
		r.reports[i] = Report{Facts: unknown, Input: &inputs[i], Status: Left}
	}
	next := make(chan int)
	var workers sync.WaitGroup
	for range 2 * cap(r.drawing) { // while one waits until its files are on the disk, another draws
		workers.Go(func() {
			w := worker{run: r}
			for i := range next {
				w.one(&r.reports[i])
			}
		})
	}
feed:
	for i := range inputs {
		select {
		case next <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	workers.Wait()
	if r.state == nil {
		return r.reports, nil
	}
	return r.reports, r.state.write(r.path)
}

// staleAfter is when a temporary file belongs to nobody any more; another
// shard's may be fresh.
const staleAfter = time.Hour

// sweep removes what killed runs left in the folders of the outputs.
func sweep(dir string, inputs []Input) {
	before := time.Now().Add(-staleAfter)
	seen := map[string]bool{}
	for _, i := range inputs {
		if folder := filepath.Join(dir, filepath.FromSlash(path.Dir(i.Rel))); !seen[folder] {
			seen[folder] = true
			outfile.Sweep(folder, before)
		}
	}
}

// run is one run.
type run struct {
	opt     Options
	reports []Report
	path    string // of the state file
	hashes  hashes
	drawing chan struct{} // has one for each report that is drawn

	mu    sync.Mutex
	state *state
	fresh int   // records since the state was saved
	names texts // of agencies, which have many reports
}

// worker does one report after the other.
type worker struct {
	*run
	room []byte // for the PDF
}

// mostRoom is what a worker keeps for the next report of a large one.
const mostRoom = 4 << 20

// one does one report.
func (w *worker) one(p *Report) {
	p.Facts = new(Facts)
	if err := diag.Guard(func() error { w.do(p); return nil }); err != nil {
		p.fail(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.opt.Done != nil {
		w.opt.Done(p)
	}
}

func (w *worker) do(p *Report) {
	if why := w.opt.Refused[p.Input.Rel]; why != nil {
		p.fail(why)
		return
	}
	b, setting, err := w.opt.Builder(p.Input.Path)
	if err != nil {
		p.fail(err)
		return
	}
	if w.opt.Check {
		w.compare(b, p)
		return
	}
	w.mu.Lock()
	old := w.state.reports[p.Input.Rel]
	w.mu.Unlock()
	if old != nil && !w.opt.Again && w.stands(b, setting, p.Input, old) {
		p.Status, p.Facts = Unchanged, old.Facts
		return
	}
	rec, err := w.build(b, setting, p)
	if err != nil {
		p.fail(err)
	} else {
		p.Status = Built
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil { // what lies there is not of this input
		delete(w.state.reports, p.Input.Rel)
		return
	}
	w.state.reports[p.Input.Rel] = rec
	if w.fresh++; w.fresh >= max(saveEvery, len(w.reports)/saveShare) {
		w.fresh = 0
		w.state.write(w.path) // told at the end, where it is written again
	}
}

// stands reports whether nothing has changed since a report was built, neither
// what it is made from nor what was made.
func (r *run) stands(b *press.Builder, setting string, in *Input, old *record) bool {
	if len(old.outputs) != len(b.Endings()) {
		return false
	}
	file, err := hashFile(in.Path)
	if err != nil || r.key(b, setting, in.Path, file, old) != old.key {
		return false
	}
	for i := range old.outputs {
		if !old.outputs[i].stands(r.opt.Dir, in.Rel) {
			return false
		}
	}
	return true
}

// key is a hash of all that a report depends on: the settings, its file, its
// pictures, and the files that may be the report of the year before.
func (r *run) key(b *press.Builder, setting, path string, file sum, rec *record) sum {
	parts := []string{r.opt.Setting, setting, file.String()}
	for _, i := range rec.images {
		parts = append(parts, "image", i, r.hashes.of(i).String())
	}
	for _, c := range b.Before(path, rec.Year, rec.Agency) {
		before, _ := hashFile(c) // hardly any other report depends on it
		parts = append(parts, "before", c, before.String())
	}
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}

// draw builds a report in memory, in which the one before is lost.
func (w *worker) draw(b *press.Builder, p *Report) (*press.Output, error) {
	w.drawing <- struct{}{}
	defer func() { <-w.drawing }()
	out, err := b.FileInto(w.room, p.Input.Path)
	if err != nil {
		return nil, err
	}
	if cap(out.PDF) <= mostRoom {
		w.room = out.PDF
	}
	p.Year, p.Agency, p.Form, p.Pages = out.Year, w.name(out.Agency), out.Form, out.Pages
	p.count(out.Warnings)
	return out, nil
}

// name gives the name of an agency to keep.
func (r *run) name(agency string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.names.of(agency)
}

// count counts what was found in a report.
func (p *Report) count(list diag.List) {
	p.Warnings, p.Errors = 0, 0
	for _, d := range list {
		switch d.Severity {
		case diag.Warning:
			p.Warnings++
		case diag.Error:
			p.Errors++
		}
	}
}

// fail says why a report was not built; whose it is, and how many errors it
// has, is told nonetheless.
func (p *Report) fail(why error) {
	p.Status, p.Why = Failed, why
	var list diag.List
	if !p.Unwritten && errors.As(why, &list) {
		p.count(list)
	}
	var stopped press.Stopped
	if errors.As(why, &stopped) {
		p.Year, p.Agency, p.Form = stopped.Year, strings.Clone(stopped.Agency), stopped.Form
	} else if p.Year == 0 {
		p.Year, p.Agency = press.Glance(p.Input.Path)
	}
}

// moving says that a file is being written by somebody.
func moving(path string) error {
	return refuse(path, diag.T("读取期间文件被改动。", "the file changed while it was read."), diag.T("保存好以后再运行一次。", "save it and run again."))
}

// build builds a report and writes its files.
func (w *worker) build(b *press.Builder, setting string, p *Report) (rec *record, err error) {
	before, err := hashFile(p.Input.Path)
	if err == nil {
		var out *press.Output
		if out, err = w.draw(b, p); err != nil {
			return rec, err
		}
		after, err := hashFile(p.Input.Path)
		if err != nil || after != before {
			return rec, moving(p.Input.Path)
		}
		return w.keep(b, setting, before, out, p)
	}
	_, err = w.draw(b, p) // says it better
	if err == nil {
		err = moving(p.Input.Path)
	}
	return rec, err
}

// keep writes the files of a report.
func (r *run) keep(b *press.Builder, setting string, file sum, out *press.Output, p *Report) (rec *record, err error) {
	made := out.Files()
	rec = &record{Facts: p.Facts, images: out.Images, outputs: make([]output, len(made))}
	rec.key = r.key(b, setting, p.Input.Path, file, rec)
	files := make([]outfile.File, len(made))
	for i, m := range made {
		o := &rec.outputs[i]
		*o = output{ending: m.Ending, size: int64(len(m.Data)), sha256: sha256.Sum256(m.Data)}
		files[i] = outfile.File{Path: filepath.Join(r.opt.Dir, filepath.FromSlash(o.name(p.Input.Rel))), Data: m.Data}
		if why := press.Refuse(files[i].Path, m.Data, r.wrote(p, m.Ending)); why != nil {
			p.Unwritten = true
			return rec, why
		}
	}
	if err := outfile.Write(files...); err != nil {
		p.Unwritten = true
		return rec, err
	}
	for i := range rec.outputs {
		info, err := os.Stat(files[i].Path)
		if err != nil {
			p.Unwritten = true
			return rec, err
		}
		rec.outputs[i].time = info.ModTime().UnixNano()
	}
	return rec, nil
}

// wrote reports whether an earlier run wrote an output, whatever was done to it since.
func (r *run) wrote(p *Report, ending string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	old := r.state.reports[p.Input.Rel]
	return old != nil && slices.ContainsFunc(old.outputs, func(o output) bool { return o.ending == ending })
}

// compare builds a report in memory and compares it with the files that are
// there.
func (w *worker) compare(b *press.Builder, p *Report) {
	out, err := w.draw(b, p)
	if err != nil {
		p.fail(err)
		return
	}
	p.Status = Same
	for _, f := range out.Files() {
		name, data := (&output{ending: f.Ending}).name(p.Input.Rel), f.Data
		old, err := os.ReadFile(filepath.Join(w.opt.Dir, filepath.FromSlash(name)))
		switch {
		case err != nil:
			p.Changes = append(p.Changes, Change{name, -1, 0, len(data)})
		case !bytes.Equal(old, data):
			p.Changes = append(p.Changes, Change{name, firstDifference(old, data), len(old), len(data)})
		}
	}
	if len(p.Changes) > 0 {
		p.Status = Differs
	}
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
