package desk

import (
	"net/http"
	"os"
	"sync"

	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// maxSeen is how many reports are kept as they were read last.
const maxSeen = 16

// seen are reports as they were read last, by name.
type seen struct {
	mu sync.Mutex
	of map[string]*press.Opened
}

func (s *seen) get(name string) *press.Opened {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.of[name]
}

func (s *seen) note(name string, o *press.Opened) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil || s.of[name] == nil && len(s.of) >= maxSeen {
		s.of = map[string]*press.Opened{}
	}
	s.of[name] = o
}

var (
	errMoved = diag.New(diag.Pos{}, diag.T("放报告的文件夹改了名，或者移走了。", "the folder was renamed or moved."), diag.T("请把文件夹改回原来的名字，没有保存的内容会接着保存；或者关掉这一页，重新打开程序。", "give it its name again, or start the program anew."))
	errThere = diag.New(diag.Pos{}, diag.T("文件又在那里了，没有覆盖。", "the file is there again; it was not replaced."), diag.T("请看现在的内容。", "see what it is now."))
)

// inPlace refuses all where the folder's name is another folder's by now: what is
// read and what is written must be the same folder.
func (d *Desk) inPlace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		named, err := os.Stat(d.folder)
		opened, openedErr := d.root.Stat(".")
		if r.URL.Path != "/api/page" && (err != nil || openedErr != nil || !os.SameFile(named, opened)) {
			refuse(w, errMoved)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// postRestore writes a report's file again that somebody has removed, as it was
// read last.
func (d *Desk) postRestore(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string `json:"name"`
	}
	if !asked(w, r, &in) {
		return
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	o := d.seen.get(in.Name)
	var err error
	switch _, there := d.root.Lstat(in.Name); {
	case o == nil:
		err = errName
	case there == nil:
		err = errThere
	default:
		err = d.write(in.Name, o.File.Data)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	d.show(w, d.snapshot(in.Name, o), remarks{})
}
