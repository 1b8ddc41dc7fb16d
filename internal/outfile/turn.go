package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// patience is how long a file that says that somebody is replacing another may stand
// before it is taken for left behind: whoever made it was stopped in the middle.
const patience = 2 * time.Second

// turn waits until nobody else who asks for it is replacing the file, on this machine
// or on another that shares the folder, and gives what ends it. Where nothing can be
// made beside the file, writing it tells.
func turn(path string) (end func()) {
	lock := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
	var seen time.Time // when the one that stands there was made, by the folder's clock
	for begun := time.Now(); ; time.Sleep(time.Millisecond) {
		f, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			mine, _ := f.Stat()
			f.Close()
			return func() {
				if now, err := os.Lstat(lock); err == nil && os.SameFile(now, mine) && now.ModTime().Equal(mine.ModTime()) { // else somebody had no more patience
					os.Remove(lock)
				}
			}
		}
		if !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrPermission) { // Windows: it is just going
			return func() { /* there is none */ }
		}
		if info, err := os.Lstat(lock); err == nil && !info.ModTime().Equal(seen) {
			seen, begun = info.ModTime(), time.Now()
		}
		if time.Since(begun) > patience {
			if os.Remove(lock) != nil {
				return func() { /* it stays, for everybody */ }
			}
			begun = time.Now()
		}
	}
}
