package diag

import "syscall"

// badName is told on Windows only: others have no such names.
var badName = reason{Text{"文件名不对，有不能用的字符。", "the name has characters that no file may have."},
	Text{`请去掉名字中的 < > : " | ? * 等符号。`, `leave out < > : " | ? * and the like.`}}

// reasons are what error numbers of Windows mean (System Error Codes).
var reasons = map[syscall.Errno]reason{
	syscall.ERROR_ACCESS_DENIED: forbidden,
	19:                          readOnly,  // ERROR_WRITE_PROTECT
	32:                          inUse,     // ERROR_SHARING_VIOLATION
	33:                          inUse,     // ERROR_LOCK_VIOLATION
	39:                          full,      // ERROR_HANDLE_DISK_FULL
	112:                         full,      // ERROR_DISK_FULL
	123:                         badName,   // ERROR_INVALID_NAME
	206:                         longName,  // ERROR_FILENAME_EXCED_RANGE
	267:                         notFolder, // ERROR_DIRECTORY
}
