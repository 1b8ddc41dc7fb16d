package outfile

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"nianbao/internal/diag"
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
	lock := filepath.Join(filepath.Dir(path), ".2020.toml.lock")
	if os.Getenv(holdsLock) != "" {
		takeLock(os.Getenv(holdsLock))
		os.Stdout.WriteString("held\n")
		time.Sleep(time.Minute)
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	other := exec.Command(exe, "-test.run=^TestTurnLeftBehind$")
	other.Env = append(os.Environ(), holdsLock+"="+lock)
	said, _ := other.StdoutPipe()
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	io.ReadFull(said, make([]byte, len("held")))
	if _, err := takeLock(lock); err != errHeld {
		t.Errorf("another program holds the lock, and it is had: %v", err)
	}
	other.Process.Kill()
	other.Wait()
	os.WriteFile(lock, []byte("x"), 0o666) // of a version that kept locks otherwise
	begun := time.Now()
	if err := Write(File{Path: path, Data: []byte("x"), Still: func() error { return nil }}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took >= patience {
		t.Errorf("waited %v", took)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// holdsLock names the lock that a program is started to hold.
const holdsLock = "NIANBAO_TEST_HOLDS"

// However long somebody takes, on a slow share, nobody takes the turn away: who has no
// more patience is told, and writes nothing.
func TestTurnIsNotTakenAway(t *testing.T) {
	defer func(p time.Duration) { patience = p }(patience)
	patience = 50 * time.Millisecond
	path := filepath.Join(t.TempDir(), "2020.toml")
	os.WriteFile(path, []byte("0"), 0o666)
	err := Write(File{Path: path, Data: []byte("slow"), Still: func() error {
		err := Write(File{Path: path, Data: []byte("other"), Still: func() error { return nil }})
		var told *diag.Diagnostic
		if !errors.As(err, &told) {
			t.Errorf("written between another's look and its writing: %v", err)
		}
		return nil
	}})
	if got, _ := os.ReadFile(path); err != nil || string(got) != "slow" {
		t.Errorf("%s, %v", got, err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
