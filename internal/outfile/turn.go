package outfile

import (
	"errors"
	"path/filepath"
	"time"

	"nianbao/internal/diag"
)

// patience is how long somebody waits for another who is replacing the same file.
var patience = 5 * time.Second

// errHeld is of a lock that somebody else holds.
var errHeld = errors.New("somebody else holds the lock")

// turn waits until nobody else who asks for it is replacing the file, on this machine
// or on another that shares the folder, and gives what ends it. The system keeps the
// lock, by an open file, and takes it from a program that ends: none is ever taken for
// left behind, however slow a share is. Where nothing can be made beside the file,
// writing it tells.
func turn(path string) (end func(), err error) {
	lock := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
	for begun := time.Now(); ; time.Sleep(time.Millisecond) {
		end, err := takeLock(lock)
		switch {
		case err == nil:
			return end, nil
		case !errors.Is(err, errHeld):
			return func() { /* there is none */ }, nil
		case time.Since(begun) > patience:
			return nil, diag.New(diag.Pos{}, diag.T("另一个程序（也许在另一台电脑上）一直在写 %s，没有写。", "another program, maybe on another machine, keeps writing %s; it was not written.", filepath.Base(path)),
				diag.T("请等一会再试；总是这样，看是不是别的电脑上也打开了它。", "try again; where that goes on see whether it is open elsewhere."))
		}
	}
}
