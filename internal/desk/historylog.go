package desk

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"nianbao/internal/outfile"
)

// logs keep histories over a restart of the program, in the user's cache: of each
// report a file with a line for its first state and one for each entry. What goes
// wrong there costs what could be undone, and nothing else.
type logs struct {
	dir    string // "": nothing is kept
	folder string // of the reports
	pruned bool
}

// maxLog is how long a history's file becomes, in bytes; then it begins with the
// state that the report has. maxLogs is how many of them are kept.
const (
	maxLog  = 8 << 20
	maxLogs = 100
)

// maxGone is how many bytes of states a log goes through, which is what reading it
// costs; then it is written anew, with the states alone that can be gone to.
const maxGone = 2 * maxStateSize

// logHead is the first line of a history's file.
type logHead struct {
	Folder string `json:"folder"`
	Name   string `json:"name"`
	State  []byte `json:"state"`
}

func (l *logs) file(name string) string {
	sum := sha256.Sum256([]byte(l.folder + "\x00" + name))
	return filepath.Join(l.dir, "undo-"+hex.EncodeToString(sum[:12])+".jsonl")
}

// read gives the history that is kept for a report whose file has these bytes; nil:
// none has them. A line that is damaged, as of a program that was killed, ends it.
func (l *logs) read(name string, data []byte) *history {
	if l.dir == "" {
		return nil
	}
	fi, err := os.Stat(l.file(name))
	if err != nil || fi.Size() > 2*maxLog {
		return nil
	}
	kept, err := os.ReadFile(l.file(name))
	if err != nil {
		return nil
	}
	var f logHead
	lines := bytes.Split(kept, []byte("\n"))
	if json.Unmarshal(lines[0], &f) != nil || f.Folder != l.folder || f.Name != name {
		return nil
	}
	h := &history{states: [][]byte{f.State}}
	whole := len(lines[len(lines)-1]) == 0
	for _, line := range lines[1 : len(lines)-1] {
		var e entry
		if h.gone > maxGone+maxStateSize || json.Unmarshal(line, &e) != nil || !h.take(e) {
			whole = false
			break
		}
	}
	return l.found(name, h, data, whole)
}

// found gives a history at the state that has these bytes; one that is not whole is
// written anew.
func (l *logs) found(name string, h *history, data []byte, whole bool) *history {
	for i := len(h.states) - 1; i >= 0 && !bytes.Equal(h.states[h.now], data); i-- {
		if bytes.Equal(h.states[i], data) {
			h.now, whole = i, false
		}
	}
	switch {
	case !bytes.Equal(h.states[h.now], data):
		return nil
	case !whole:
		l.begin(name, h)
	}
	return h
}

// begin writes a history's file anew.
func (l *logs) begin(name string, h *history) {
	if l.dir == "" {
		return
	}
	if !l.pruned {
		l.prune()
		l.pruned = true
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	h.gone = len(h.states[0])
	e.Encode(logHead{l.folder, name, h.states[0]})
	for i := 1; i < len(h.states); i++ {
		h.gone += len(h.states[i])
		e.Encode(between(h.states[i-1], h.states[i], false))
	}
	if back := h.now - (len(h.states) - 1); back != 0 {
		e.Encode(entry{By: back, Sum: version(h.states[h.now])})
	}
	if outfile.Write(outfile.File{Path: l.file(name), Data: b.Bytes(), Private: true}) != nil {
		os.Remove(l.file(name)) // an older one would be another history
	}
}

// add writes an entry of a history behind the others.
func (l *logs) add(name string, h *history, e entry) {
	if l.dir == "" {
		return
	}
	line, _ := json.Marshal(e) // of numbers and bytes
	f, err := os.OpenFile(l.file(name), os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = f.Write(append(line, '\n'))
		switch fi, statErr := f.Stat(); {
		case statErr == nil && fi.Size() > maxLog:
			h.gone = len(h.states[h.now])
			defer l.begin(name, &history{states: h.states[h.now : h.now+1]})
		case h.gone > maxGone:
			defer l.begin(name, h)
		}
		f.Close()
	}
	if err != nil {
		os.Remove(l.file(name)) // it would go on with something missing
	}
}

// prune takes the oldest files away where there are too many.
func (l *logs) prune() {
	names, _ := filepath.Glob(filepath.Join(l.dir, "undo-*.jsonl"))
	if len(names) < maxLogs {
		return
	}
	age := map[string]int64{}
	for _, n := range names {
		if fi, err := os.Stat(n); err == nil {
			age[n] = fi.ModTime().Unix()
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(age[a], age[b]) })
	for _, n := range names[:len(names)-maxLogs+1] {
		os.Remove(n)
	}
}
