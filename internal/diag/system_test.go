package diag

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestSystem(t *testing.T) {
	dir := t.TempDir()
	_, missing := os.ReadFile(filepath.Join(dir, "没有"))
	for _, c := range []struct {
		err  error
		want string
	}{
		{missing, "找不到"},
		{&fs.PathError{Op: "write", Path: "a", Err: syscall.EACCES}, "没有权限"},
		{fmt.Errorf("x: %w", &fs.PathError{Op: "write", Path: "a.tmp", Err: errors.New("strange")}), "系统报告：strange。"},
		{syscall.Errno(9999), "系统报告"},
		{errors.New("strange"), "系统报告：strange。"},
	} {
		what, do := System(c.err)
		if !strings.Contains(what.ZH, c.want) || what.EN == "" || do.ZH == "" || do.EN == "" {
			t.Errorf("%v: %v, %v", c.err, what, do)
		}
	}
}

func TestErrorsInSentences(t *testing.T) {
	for _, c := range []struct {
		err  error
		want Text
	}{
		{&fs.PathError{Op: "open", Path: "a\n", Err: fs.ErrNotExist}, Text{"读不了（a␊：找不到这个文件）。", "cannot be read (a␊: there is no such file)."}},
		{List{{Severity: Warning, What: T("小", "small")}, New(Pos{}, T("大。", "large."), Text{})}, Text{"读不了（大）。", "cannot be read (large)."}},
		{New(Pos{}, T("大。", "large."), Text{}), Text{"读不了（大）。", "cannot be read (large)."}},
		{errors.New("x\x1b"), Text{"读不了（x␛）。", "cannot be read (x␛)."}},
	} {
		if got := T("读不了（%v）。", "cannot be read (%v).", c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
