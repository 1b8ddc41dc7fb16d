package outfile

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Many who each add one to what a file says, and look again before they replace it,
// lose nothing of each other.
func TestTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2020.toml")
	os.WriteFile(path, []byte("0"), 0o666)
	changed := errors.New("changed")
	var all sync.WaitGroup
	const writers, times = 4, 10
	for range writers {
		all.Go(func() {
			for done := 0; done < times; {
				before, _ := os.ReadFile(path)
				n, _ := strconv.Atoi(string(before))
				err := Write(File{Path: path, Data: []byte(strconv.Itoa(n + 1)), Still: func() error {
					if now, _ := os.ReadFile(path); string(now) != string(before) {
						return changed
					}
					return nil
				}})
				if err == nil {
					done++
				}
			}
		})
	}
	all.Wait()
	if got, _ := os.ReadFile(path); string(got) != strconv.Itoa(writers*times) {
		t.Errorf("%s of %d", got, writers*times)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// What a program that was stopped left behind keeps nobody from writing.
func TestTurnLeftBehind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "2020.toml")
	os.WriteFile(filepath.Join(filepath.Dir(path), ".2020.toml.lock"), nil, 0o600)
	begun := time.Now()
	if err := Write(File{Path: path, Data: []byte("x"), Still: func() error { return nil }}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took < patience || took > 5*patience {
		t.Errorf("waited %v", took)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
