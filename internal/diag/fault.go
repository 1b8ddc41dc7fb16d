package diag

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// Fault is a fault of the program's own, not of what it was given.
type Fault struct{ *Diagnostic }

// Unwrap gives what is told of it.
func (f Fault) Unwrap() error { return f.Diagnostic }

// Guard runs do. Where the program fails in it, that becomes a Fault: one report
// that nobody foresaw ends neither the desk nor what is made of other reports.
// Whatever has a goroutine of its own begins with it.
func Guard(do func() error) (err error) {
	defer func() {
		if said := recover(); said != nil {
			err = Fault{New(Pos{}, T("程序出错，不是报告的错：%[1]s（%[2]s）。", "an error of the program's, not of the report: %[1]s (%[2]s).", fmt.Sprint(said), failedAt()),
				T("请把这句话和输入文件发给开发者。", "please report it with the input."))}
		}
	}()
	return do()
}

// failedAt tells where the program failed that is being recovered.
func failedAt() string {
	at := make([]uintptr, 32)
	frames := runtime.CallersFrames(at[:runtime.Callers(3, at)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") || !more {
			return fmt.Sprintf("%s:%d", path.Base(f.Function), f.Line)
		}
	}
}
