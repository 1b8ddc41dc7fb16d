package desk

import (
	"bytes"
	"errors"
	"net/http"
	"sync"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// What is kept to be undone: of a report so many states and bytes, of so many
// reports. Changes of one field that follow each other within a breath are one, but
// none is longer than a sentence takes.
const (
	maxStates    = 500
	maxStateSize = 32 << 20
	maxHistories = 16
	breath       = 2 * time.Second
	sentence     = 5 * time.Second
)

// history is the states of a report's file that this program wrote, and which of
// them the file has now.
type history struct {
	states [][]byte
	now    int
	gone   int       // bytes of all states that its log goes through
	field  string    // that was changed last
	begun  time.Time // of the changes that are one
	when   time.Time
}

// entry is one thing that happens to a history: a state follows the one that the file
// has, or takes its place, or another one is gone to.
type entry struct {
	From int    `json:"from,omitempty"` // the bytes of the state that others take the place of
	To   int    `json:"to,omitempty"`
	Text []byte `json:"text,omitempty"`
	Over bool   `json:"over,omitempty"`
	By   int    `json:"by,omitempty"` // states to go, up or down
	Sum  string `json:"sum"`          // version of the state that the file has then
}

// between gives the entry of a change.
func between(before, after []byte, over bool) entry {
	most := min(len(before), len(after))
	from, end := 0, 0
	for from < most && before[from] == after[from] {
		from++
	}
	for end < most-from && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	return entry{From: from, To: len(before) - end, Text: after[from : len(after)-end], Over: over, Sum: version(after)}
}

// take lets an entry happen, and reports whether it is one of this history.
func (h *history) take(e entry) bool {
	if e.By != 0 {
		at := h.now + e.By
		if at < 0 || at >= len(h.states) || version(h.states[at]) != e.Sum {
			return false
		}
		h.now = at
		h.gone += len(h.states[at])
		return true
	}
	before := h.states[h.now]
	if e.From < 0 || e.From > e.To || e.To > len(before) {
		return false
	}
	after := bytes.Join([][]byte{before[:e.From], e.Text, before[e.To:]}, nil)
	if version(after) != e.Sum {
		return false
	}
	if !e.Over {
		h.states, h.now = h.states[:h.now+1], h.now+1
		h.states = append(h.states, nil)
	}
	h.states[h.now] = after
	h.gone += len(after)
	h.forget()
	return true
}

// forget lets go of the oldest states.
func (h *history) forget() {
	size := 0
	for _, s := range h.states {
		size += len(s)
	}
	for h.now > 0 && (len(h.states) > maxStates || size > maxStateSize) {
		size -= len(h.states[0])
		h.states, h.now = h.states[1:], h.now-1
	}
}

// goesOn reports whether a change of a field now belongs to the last one.
func (h *history) goesOn(field string) bool {
	return field != "" && field == h.field && h.now > 0 && h.now == len(h.states)-1 &&
		time.Since(h.when) < breath && time.Since(h.begun) < sentence
}

// histories are those of the reports, by name, also of earlier starts of the program.
type histories struct {
	mu  sync.Mutex
	of  map[string]*history
	log logs
}

// get gives a report's history where the file has the state of it that it should
// have; nil: there is none. The lock is held.
func (hs *histories) get(name string, data []byte) *history {
	h, known := hs.of[name]
	if !known {
		if hs.of == nil || len(hs.of) >= maxHistories {
			hs.of = map[string]*history{}
		}
		h = hs.log.read(name, data)
		hs.of[name] = h
	}
	if h == nil || !bytes.Equal(h.states[h.now], data) {
		return nil
	}
	return h
}

// add notes a change.
func (hs *histories) add(name, field string, before, after []byte) {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	h := hs.get(name, before)
	if h == nil {
		h = &history{states: [][]byte{before}}
		hs.of[name] = h
		hs.log.begin(name, h)
	}
	if !bytes.Equal(before, after) {
		e := between(before, after, h.goesOn(field))
		if !e.Over {
			h.begun = time.Now()
		}
		h.take(e)
		hs.log.add(name, h, e)
	}
	h.field, h.when = field, time.Now()
}

// can tells what can be done where the file is as given.
func (hs *histories) can(name string, data []byte) (undo, redo bool) {
	return hs.step(name, data, -1) != nil, hs.step(name, data, 1) != nil
}

// step gives the state before or after the one that the file has; nil: none.
func (hs *histories) step(name string, data []byte, by int) []byte {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	h := hs.get(name, data)
	if h == nil || h.now+by < 0 || h.now+by >= len(h.states) {
		return nil
	}
	return h.states[h.now+by]
}

// moved notes that the file has the state before or after now.
func (hs *histories) moved(name string, by int) {
	hs.mu.Lock()
	defer hs.mu.Unlock()
	if h := hs.of[name]; h != nil && h.now+by >= 0 && h.now+by < len(h.states) {
		e := entry{By: by, Sum: version(h.states[h.now+by])}
		h.take(e)
		h.field = ""
		hs.log.add(name, h, e)
	}
}

var errNoStep = diag.New(diag.Pos{}, diag.T("没有可以撤销或重做的改动，或者文件已经在别处改过。", "there is nothing to undo or redo, or the file was changed elsewhere."), diag.T("请看现在的内容，需要时再改。", "see what it is now."))

// postUndo undoes the last change of a report, whatever it was, or does it again.
func (d *Desk) postUndo(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string `json:"name"`
		Redo bool   `json:"redo"`
	}
	if !asked(w, r, &in) {
		return
	}
	by := -1
	if in.Redo {
		by = 1
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	o, err := d.stepped(in.Name, by)
	if err != nil {
		refuse(w, err)
		return
	}
	d.undo.moved(in.Name, by)
	d.show(w, d.snapshot(in.Name, o), remarks{})
}

// stepped writes the state before or after the one that a report has.
func (d *Desk) stepped(name string, by int) (*press.Opened, error) {
	o, err := d.read(name)
	if err != nil {
		return nil, err
	}
	data := d.undo.step(name, o.File.Data, by)
	if data == nil {
		return nil, errNoStep
	}
	now, err := d.parse(name, data)
	if err != nil {
		return nil, err
	}
	if err := d.save(name, o, now); errors.Is(err, errOvertaken) {
		return nil, errNoStep
	} else if err != nil {
		return nil, err
	}
	return now, nil
}
