package open

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// patience is how long a conversion may take.
const patience = 2 * time.Minute

// converted reads what LibreOffice makes of a file.
func converted(what, from, to string, read func(string, []byte) (*original.Document, error)) func(context.Context, string, []byte) (*original.Document, error) {
	return func(ctx context.Context, name string, data []byte) (*original.Document, error) {
		office := libreOffice()
		if office == "" {
			return nil, refuse(name, diag.T("这是 %s 格式的文件，本机没有 LibreOffice，不能转换。", "this is a file of the kind %s, and there is no LibreOffice here to convert it.", what),
				diag.T("请用 WPS 或 Word 打开，另存为 %s 后再导入。", "open it in a word processor, save it as %s, and import that.", to))
		}
		made, err := convert(ctx, office, data, from, to)
		if err != nil {
			return nil, refuse(name, diag.T("LibreOffice 没有转换成功：%v。", "LibreOffice could not convert it: %v.", err),
				diag.T("请用 WPS 或 Word 打开，另存为 %s 后再导入。", "open it in a word processor, save it as %s, and import that.", to))
		}
		d, err := read(name, made)
		if err != nil {
			return nil, err
		}
		d.Remarks = append(d.Remarks, original.Remark{Text: diag.T("原件是 %s 格式，由 LibreOffice 转换后读取。", "the original is of the kind %s; it was converted by LibreOffice.", what)})
		return d, nil
	}
}

// libreOffice finds the program; "" where it is not there.
func libreOffice() string {
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	places := map[string][]string{
		"windows": {`C:\Program Files\LibreOffice\program\soffice.exe`, `C:\Program Files (x86)\LibreOffice\program\soffice.exe`},
		"darwin":  {"/Applications/LibreOffice.app/Contents/MacOS/soffice"},
		"linux":   {"/opt/libreoffice/program/soffice", "/usr/lib/libreoffice/program/soffice"},
	}
	for _, path := range places[runtime.GOOS] {
		if fi, err := os.Stat(path); err == nil && !fi.IsDir() {
			return path
		}
	}
	return ""
}

// convert has LibreOffice make a file of another kind, with a profile of its own:
// one that the user has open is not disturbed.
func convert(ctx context.Context, office string, data []byte, from, to string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "nianbao-import-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "original"+from)
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	profile := "file:///" + strings.TrimPrefix(filepath.ToSlash(filepath.Join(dir, "profile")), "/")
	c := exec.CommandContext(ctx, office, "-env:UserInstallation="+profile, "--headless", "--norestore", "--convert-to", strings.TrimPrefix(to, "."), "--outdir", filepath.Join(dir, "out"), in)
	c.WaitDelay = 5 * time.Second
	if err := c.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, errors.New("timeout")
		}
		return nil, err
	}
	made := filepath.Join(dir, "out", "original"+to)
	if fi, err := os.Stat(made); err != nil || fi.Size() > MaxFile {
		return nil, errors.New("no output")
	}
	return os.ReadFile(made)
}
