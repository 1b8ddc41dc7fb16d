//go:build !windows

package outfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// takeLock takes a lock, or says that somebody else holds it. Whoever lets go of one takes
// its file away, so that it may be another by the time that it is had. Any user may open
// it, whatever the umask; a link in its place is not followed.
func takeLock(lock string) (end func(), err error) {
	f, err := os.OpenFile(lock, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o666)
	if errors.Is(err, fs.ErrPermission) { // another user's
		f, err = os.OpenFile(lock, os.O_RDONLY|syscall.O_NOFOLLOW, 0)
	}
	if err != nil {
		return nil, err
	}
	f.Chmod(0o666) // which only its owner may
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
