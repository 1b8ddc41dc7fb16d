//go:build !windows

package diag

import "syscall"

// reasons are what error numbers of the system mean.
var reasons = map[syscall.Errno]reason{
	syscall.EACCES:       forbidden,
	syscall.EPERM:        forbidden,
	syscall.ENOSPC:       full,
	syscall.EDQUOT:       full,
	syscall.ENAMETOOLONG: longName,
	syscall.ENOTDIR:      notFolder,
	syscall.EISDIR:       isFolder,
	syscall.EROFS:        readOnly,
	syscall.EBUSY:        inUse,
	syscall.ETXTBSY:      inUse,
}
