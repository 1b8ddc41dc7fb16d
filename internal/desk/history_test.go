package desk

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// started gives the histories of another start of the program.
func started(dir string) *histories { return &histories{log: logs{dir: dir, folder: "/f"}} }

// walked gives the states that undoing goes through, the newest first.
func walked(hs *histories, name string, data []byte) (all []string) {
	for data != nil {
		all = append(all, string(data))
		if data = hs.step(name, data, -1); data != nil {
			hs.moved(name, -1)
		}
	}
	return all
}

// What was changed can be undone and done again by another start of the program,
// where the file is as it was left; what another report or program wrote, never.
func TestUndoAfterRestart(t *testing.T) {
	dir := t.TempDir()
	states := []string{"一", "一二", "一二三", "甲一二三", "甲三"}
	hs := started(dir)
	for i := range states[1:] {
		hs.add("a", "", []byte(states[i]), []byte(states[i+1]))
	}
	hs.moved("a", -1)
	last := []byte(states[3])
	hs = started(dir)
	if undo, redo := hs.can("a", last); !undo || !redo {
		t.Errorf("undo %v, redo %v", undo, redo)
	}
	if got := string(hs.step("a", last, 1)); got != states[4] {
		t.Errorf("redo gives %q", got)
	}
	if got := walked(started(dir), "a", last); fmt.Sprint(got) != fmt.Sprint([]string{states[3], states[2], states[1], states[0]}) {
		t.Errorf("undo goes through %q", got)
	}
	for what, hs := range map[string]*histories{"another folder": {log: logs{dir: dir, folder: "/g"}}, "no folder of the user's": {}} {
		if undo, redo := hs.can("a", last); undo || redo {
			t.Errorf("%s: undo %v, redo %v", what, undo, redo)
		}
	}
	if undo, _ := started(dir).can("b", last); undo {
		t.Error("another report has the history")
	}
	if undo, _ := started(dir).can("a", []byte("别人写的")); undo {
		t.Error("a file that was changed elsewhere can be undone")
	}
}

// A file that ends in the middle of a line, or is damaged anywhere, gives states that
// were there, or none.
func TestDamagedHistory(t *testing.T) {
	dir := t.TempDir()
	hs := started(dir)
	states := []string{"年报", "年报甲", "年报甲乙", "年报乙"}
	known := map[string]bool{}
	for i, s := range states {
		known[s] = true
		if i > 0 {
			hs.add("a", "", []byte(states[i-1]), []byte(s))
		}
	}
	file := hs.log.file("a")
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte) {
		t.Helper()
		write(t, file, data)
		for _, s := range states {
			for _, got := range walked(started(dir), "a", []byte(s)) {
				if !known[got] {
					t.Fatalf("undo gives %q", got)
				}
			}
			write(t, file, data)
		}
	}
	for i := 0; i < len(whole); i += 7 {
		try(whole[:i])
		damaged := bytes.Clone(whole)
		damaged[i] ^= 1
		try(damaged)
	}
	write(t, file, whole[:len(whole)-5])
	if got := walked(started(dir), "a", []byte(states[2])); len(got) != 3 {
		t.Errorf("behind a torn line undo goes through %q", got)
	}
}

// What is kept has bounds: in each file, and in how many there are.
func TestHistoriesAreBounded(t *testing.T) {
	dir := t.TempDir()
	hs := started(dir)
	before := []byte("0")
	for i := range 12 {
		after := bytes.Repeat([]byte{byte('a' + i)}, 1<<20)
		hs.add("a", "", before, after)
		before = after
	}
	if fi, err := os.Stat(hs.log.file("a")); err != nil || fi.Size() > maxLog {
		t.Errorf("%d bytes, %v", fi.Size(), err)
	}
	if undo, _ := started(dir).can("a", before); !undo {
		t.Error("nothing can be undone after a restart")
	}
	for i := range maxLogs + 20 {
		write(t, filepath.Join(dir, fmt.Sprintf("undo-%d.jsonl", i)), nil)
	}
	started(dir).add("b", "", []byte("0"), []byte("1"))
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != maxLogs {
		t.Errorf("%d files are kept, want %d", len(names), maxLogs)
	}
}

// Opening a large report costs no more the longer somebody wrote in it, and what was
// changed last can be undone.
func TestLongHistoryIsBounded(t *testing.T) {
	dir := t.TempDir()
	hs := started(dir)
	last := bytes.Repeat([]byte("0"), maxStateSize/20)
	for i := range 3*maxGone/len(last) + 7 {
		now := bytes.Clone(last)
		now[i] = 'x'
		hs.add("a", "", last, now)
		last = now
	}
	h := started(dir)
	if read := h.log.read("a", last); read == nil || read.gone > maxGone+len(last) {
		t.Fatalf("what is read: %+v", read)
	}
	if got := walked(h, "a", last); len(got) < 10 {
		t.Errorf("undo goes through %d states", len(got))
	}
}
