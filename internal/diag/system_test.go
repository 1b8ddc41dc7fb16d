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

// TestNotThere: whoever is in the wrong folder, or leaves out an ending, is told.
func TestNotThere(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"2025.toml", "2024.toml.txt", "一.docx", "二.docx", "三.docx", "四.docx", "五.docx", "六.docx"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, what, do string }{
		{"2025", "找不到", filepath.Join(dir, "2025.toml")},
		{"2024.toml", "找不到", "是否想写 " + filepath.Join(dir, "2024.toml.txt")},
		{"2026.toml", "找不到", dir + " 里有：2025.toml。"},
		{"年报.docx", "找不到", "里有：一.docx、三.docx、二.docx、五.docx、六.docx" + "、…"},
		{"ca.pem", "找不到", dir + " 里没有这样的文件。是不是在别的文件夹里"},
		{filepath.Join("没有", "2026.toml"), "没有文件夹 " + filepath.Join(dir, "没有"), "检查文件夹"},
	} {
		_, err := os.ReadFile(filepath.Join(dir, c.name))
		if what, do := System(err); !strings.Contains(what.ZH, c.what) || !strings.Contains(do.ZH, c.do) {
			t.Errorf("%s: %s %s", c.name, what.ZH, do.ZH)
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
