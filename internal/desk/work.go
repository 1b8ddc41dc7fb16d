package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"nianbao/internal/diag"
)

// maxSaid is how much is kept of what a work says, in bytes.
const maxSaid = 256 << 10

// words are what a tool says, as far as it can be shown.
type words struct{ strings.Builder }

func (w *words) Write(p []byte) (int, error) {
	if room := maxSaid - w.Len(); room > 0 {
		w.Builder.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// String gives whole characters only, as the page shows them.
func (w *words) String() string {
	return inPage(strings.ToValidUTF8(strings.TrimRight(w.Builder.String(), "\n"), ""))
}

// Work is a long work on the folder: it is told when to stop, and tells how far
// it is. One goroutine works; the page looks on.
type Work struct {
	Context context.Context
	Writing sync.Locker // is held while the clerk's own files are written

	stop        context.CancelFunc
	kind        string
	mu          sync.Mutex
	said        words
	became      []*Outcome
	done, total int
	ended, ok   bool
	stopped     bool // before it was done
}

// Write takes what is said to the clerk.
func (w *Work) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said.Write(p)
}

// Progress tells that so many of all are done; total 0: nobody knows how many.
func (w *Work) Progress(done, total int) {
	w.mu.Lock()
	w.done, w.total = done, total
	w.mu.Unlock()
}

// maxOutcomes is how many outcomes are told.
const maxOutcomes = 2000

// Outcome is what became of a report.
type Outcome struct {
	Name string `json:"name"` // below the folder, with slashes
	Kind string `json:"kind"` // as batch has it: "built", "unchanged", "failed"
	Why  error  `json:"-"`    // of failed
	Said string `json:"why"`  // that, as the page shows it
}

// Became tells of a report that is done.
func (w *Work) Became(o *Outcome) {
	if o.Why != nil {
		o.Said = gravest(o.Why)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.became) < maxOutcomes {
		w.became = append(w.became, o)
	}
}

// gravest is the first of an error's messages, and how many more there are.
func gravest(err error) string {
	var list diag.List
	errors.As(err, &list)
	if bad := slices.DeleteFunc(slices.Clone(list), func(d *diag.Diagnostic) bool { return d.Severity != diag.Error }); len(bad) > 0 {
		err = bad
	}
	all := reasons(err)
	text, _, _ := strings.Cut(all[0], "\n")
	if more := len(all) - 1; more > 0 {
		text += "（另有 " + itoa(more) + " 个错误）"
	}
	return text
}

// run works to the end, also to that of the program's own fault.
func (w *Work) run(do func(*Work) bool) {
	ok := false
	if err := diag.Guard(func() error { ok = do(w); return nil }); err != nil {
		io.WriteString(w, strings.Join(reasons(err), "\n"))
	}
	w.end(ok)
}

func (w *Work) end(ok bool) {
	w.mu.Lock()
	w.ended, w.ok, w.stopped = true, ok, !ok && w.Context.Err() != nil
	w.mu.Unlock()
	w.stop()
}

// running reports whether the work goes on; no work does not.
func (w *Work) running() bool {
	if w == nil {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.ended
}

var errWorking = diag.New(diag.Pos{}, diag.T("还有一件事没有做完。", "another work goes on."), diag.T("等它做完，或者先停止它。", "wait for it, or stop it."))

// postWork begins a work: batch, draft, rollup or prove.
func (d *Desk) postWork(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Kind string `json:"kind"`
		Name string `json:"name"` // of the list
		Head string `json:"head"` // of the archive's log, as noted down
	}
	if !asked(w, r, &in) {
		return
	}
	do, err := d.toDo(in.Kind, in.Name, in.Head)
	if err != nil {
		refuse(w, err)
		return
	}
	d.working.Lock()
	defer d.working.Unlock()
	if d.work.running() {
		refuse(w, errWorking)
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	work := &Work{Context: ctx, Writing: &d.writing, stop: stop, kind: in.Kind}
	d.work = work
	go work.run(do)
	answer(w, map[string]any{})
}

// listName is what a new list of bodies is called.
const listName = "名单.toml"

// toDo gives what a work does.
func (d *Desk) toDo(kind, name, head string) (func(*Work) bool, error) {
	switch kind {
	case "batch":
		return d.tools.Batch, nil
	case "prove":
		return func(w *Work) bool { return d.tools.Prove(strings.TrimSpace(head), w) }, nil
	case "draft":
		to, last := listName, ""
		if name != "" {
			l := d.list(name)
			if l == nil {
				return nil, errName
			}
			to, last = fmt.Sprintf("名单%d.toml", l.Year+1), d.path(name)
		}
		if err := d.free(to); err != nil {
			return nil, err
		}
		return func(w *Work) bool { return d.tools.Draft(d.path(to), last, w) }, nil
	case "rollup":
		if _, err := d.file(name, ".toml"); err != nil {
			return nil, err
		}
		return func(w *Work) bool {
			rows, ok := d.tools.RollUp(d.path(name), w)
			d.working.Lock()
			defer d.working.Unlock()
			d.rows[name] = rows
			return ok
		}, nil
	}
	return nil, errName
}

// current gives the work that goes on or was the last; nil there was none.
func (d *Desk) current() *Work {
	d.working.Lock()
	defer d.working.Unlock()
	return d.work
}

// getWork tells how far the work is.
func (d *Desk) getWork(w http.ResponseWriter, _ *http.Request) {
	work := d.current()
	if work == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	work.mu.Lock()
	defer work.mu.Unlock()
	answer(w, map[string]any{"kind": work.kind, "far": work.far(), "done": work.done, "total": work.total, "ended": work.ended, "ok": work.ok, "became": work.became, "stopped": work.stopped, "said": work.said.String()})
}

// far tells in words how far the work is.
func (w *Work) far() string {
	count := map[string]int{}
	for _, o := range w.became {
		count[o.Kind]++
	}
	var made []string
	for _, kind := range [][2]string{{"built", "已生成"}, {"unchanged", "没有变"}, {"failed", "没有生成"}} {
		if n := count[kind[0]]; n > 0 {
			made = append(made, kind[1]+" "+itoa(n)+" 份")
		}
	}
	became := strings.Join(made, "，")
	switch {
	case w.stopped && w.total > 0:
		text := "已停止：" + cmp.Or(became, "做了 "+itoa(w.done)+" 份")
		if left := w.total - w.done; left > 0 {
			text += "，还有 " + itoa(left) + " 份没有做"
		}
		return text
	case w.stopped:
		return "已停止"
	case w.ended && w.ok:
		return strings.TrimSuffix("做完了："+became, "：")
	case w.ended:
		return strings.TrimSuffix("做完了，有问题，见下面："+became, "：")
	case w.total > 0:
		return itoa(w.done) + " / " + itoa(w.total)
	case w.done > 0:
		return "已读 " + itoa(w.done) + " 份"
	}
	return ""
}

// postStop has the work stop where nothing is left half done.
func (d *Desk) postStop(w http.ResponseWriter, _ *http.Request) {
	if work := d.current(); work != nil {
		work.stop()
	}
	w.WriteHeader(http.StatusNoContent)
}
