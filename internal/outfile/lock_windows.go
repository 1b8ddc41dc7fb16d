package outfile

import "syscall"

// takeLock takes a lock, or says that somebody else holds it. Nobody else can open its file
// as long as it is open, on a share neither, and it goes as it is closed.
func takeLock(lock string) (end func(), err error) {
	name, err := syscall.UTF16PtrFromString(lock)
	if err != nil {
		return nil, err
	}
	const remove, removedOnClose = 0x00010000, 0x04000000 // DELETE, FILE_FLAG_DELETE_ON_CLOSE
	h, err := syscall.CreateFile(name, syscall.GENERIC_WRITE|remove, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|removedOnClose, 0)
	switch {
	case err != nil && held(err): // or it is just going
		return nil, errHeld
	case err != nil:
		return nil, err
	}
	return func() { syscall.CloseHandle(h) }, nil
}
