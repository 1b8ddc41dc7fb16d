//go:build !windows

package outfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// takeLock takes a lock, or says that somebody else holds it. Whoever lets go of one takes
// its file away, so that it may be another by the time that it is had.
func takeLock(lock string) (end func(), err error) {
	f, err := os.OpenFile(lock, os.O_RDWR|os.O_CREATE, 0o666)
	if errors.Is(err, fs.ErrPermission) { // another user's
		f, err = os.Open(lock)
	}
	if err != nil {
		return nil, err
	}
	switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case err == syscall.EWOULDBLOCK, err == syscall.EINTR:
		f.Close()
		return nil, errHeld
	case err != nil: // a file system without locks
		f.Close()
		os.Remove(lock)
		return nil, err
	}
	mine, err := f.Stat()
	if now, gone := os.Stat(lock); err != nil || gone != nil || !os.SameFile(mine, now) {
		f.Close()
		return nil, errHeld
	}
	return func() {
		os.Remove(lock)
		f.Close()
	}, nil
}
