package diag

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
)

// reason is why the system would not do something, and what helps.
type reason struct{ what, do Text }

// System puts what the system says of a file into words: why it would not open,
// read or write it, and what to do. It leaves out the file's name, which the
// caller knows better.
func System(err error) (what, do Text) {
	var number syscall.Errno
	if errors.As(err, &number) {
		if r, ok := reasons[number]; ok {
			return r.what, r.do
		}
	}
	var told *Diagnostic
	switch {
	case errors.As(err, &told):
		return told.What, told.Do
	case errors.Is(err, fs.ErrNotExist):
		r := notThere(err)
		return r.what, r.do
	case errors.Is(err, fs.ErrPermission):
		return forbidden.what, forbidden.do
	case errors.Is(err, fs.ErrExist):
		return T("已经有同名的文件或文件夹。", "there is a file or folder of this name already."), T("请换一个名字。", "choose another name.")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // without the name, which may be that of a temporary file
	}
	return T("系统报告：%s。", "the system says: %s.", err.Error()), T("请检查磁盘和文件夹，再试一次。", "look at the disk and the folder, and try again.")
}

// spokenError gives an error inside a sentence: what diagnostics say, what the
// system says of a file.
func spokenError(l Lang, err error) string {
	var list List
	var one *Diagnostic
	var path *fs.PathError
	var number syscall.Errno
	switch {
	case errors.As(err, &list) && len(list) > 0:
		return clause(list.first().What.In(l))
	case errors.As(err, &one):
		return clause(one.What.In(l))
	case errors.As(err, &path):
		what, _ := System(err)
		return Visible(path.Path) + T("：", ": ").In(l) + clause(what.In(l))
	case errors.As(err, &number):
		what, _ := System(err)
		return clause(what.In(l))
	}
	return Visible(err.Error())
}

// clause gives a sentence without its end, on one line.
func clause(s string) string { return Visible(strings.TrimRight(s, "。.")) }

// What several systems have.
var (
	missing = reason{Text{"找不到这个文件。", "there is no such file."},
		Text{"请检查文件名和所在文件夹；文件名中有空格时要加引号。", "check its name and folder; a name with blanks needs quotes."}}
	forbidden = reason{Text{"没有权限。", "permission is denied."},
		Text{"请检查文件和文件夹的属性（是不是只读），或换到自己的文件夹中再试。", "see whether file or folder is read-only, or use a folder of your own."}}
	inUse = reason{Text{"它正在别的程序中打开。", "another program has it open."},
		Text{"请在 Word、WPS 或阅读器中关闭它，再试一次。", "close it there and try again."}}
	full = reason{Text{"磁盘已满。", "the disk is full."},
		Text{"请腾出空间，或换一个磁盘。", "make room, or use another disk."}}
	longName = reason{Text{"文件名或路径太长。", "the name or the path is too long."},
		Text{"请缩短文件名，或放到上一级的文件夹中。", "shorten it, or use a folder higher up."}}
	notFolder = reason{Text{"路径中有一段是文件，不是文件夹。", "a part of the path is a file and no folder."},
		Text{"请检查文件夹的名字。", "check the folder's name."}}
	isFolder = reason{Text{"这是文件夹，不是文件。", "this is a folder, not a file."},
		Text{"请写出其中文件的名字。", "name the file inside it."}}
	readOnly = reason{Text{"这个磁盘是只读的。", "the disk is read-only."},
		Text{"请换一个磁盘或文件夹。", "use another disk or folder."}}
)
