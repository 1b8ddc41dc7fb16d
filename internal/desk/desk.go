// Package desk is the whole job in a page of the browser: it serves the reports
// of one folder on the loopback address, shows each as the form that it is in,
// and writes what is typed into the clerk's file at once, value by value. In go
// a folder and the Tools of the program, out comes an http.Handler. The package
// has no rule of its own: totals, checks, labels and files are the others'.
package desk

import (
	"embed"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
)

//go:embed assets
var assets embed.FS

// Tools are what the program does for the desk. Their errors are told to the
// clerk; all of them take and give paths below the folder.
type Tools struct {
	// Forms gives the forms for a report's file.
	Forms func(path string) (*form.Set, error)
	// OwnForms says that a report's are those of a folder beside it; nil: they are the
	// program's.
	OwnForms func(path string) error
	// Fresh gives the text of a new report of a year; from is the report of the
	// year before, "" for none. The text becomes the file called path.
	Fresh func(path string, year int, from string) (string, error)
	// Layout sets a report that was read with its pictures.
	Layout func(o *press.Opened) (*typeset.Layout, error)
	// Characters tells which characters of a report no font has; the error is of a
	// report that cannot be composed. Its pictures have no pixels.
	Characters func(o *press.Opened) (diag.List, error)
	// Import makes the report's file of another kind of file, both in the
	// folder, and tells how many places are in doubt.
	Import func(original, path string) (doubts int, err error)

	// Cache is a folder of the user's own, for what can be undone after a restart;
	// "": nothing is kept.
	Cache string

	Finish
}

// Desk is one folder's desk.
type Desk struct {
	folder string // absolute
	root   *os.Root
	tools  Tools
	guard  *guard

	writing sync.Mutex  // one change of a file at a time
	shelf   press.Shelf // of the folder as it was when it was last looked through
	checker check.Checker
	pages   pages
	paper   paper
	undo    histories
	guide   guide
	seen    seen
	fits    remembered[map[string]press.Ways] // in which ways files are of their report
	counts  remembered[state]                 // of mistakes
	lasts   remembered[press.Earlier]
	whole   remembered[bool]          // whether pictures can be read, by their stamps
	unset   remembered[diag.List]     // why no pages can be made; none: they can
	drafts  remembered[*press.Opened] // with changes that are not written

	working sync.Mutex       // guards what follows
	work    *Work            // that goes on, or was the last
	rows    map[string][]Row // by list: what the last roll-up said
	listed  []*List          // of the folder, as it was when the start page was last shown
}

// New opens a folder's desk. The error is that of the folder.
func New(folder string, tools Tools) (*Desk, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	d := &Desk{folder: folder, root: root, tools: tools, guard: newGuard(), pages: newPages(), rows: map[string][]Row{}}
	d.lasts.most, d.drafts.most = 100, 4
	d.guide.make = tools.Guide
	d.undo.log = logs{dir: tools.Cache, folder: folder}
	return d, nil
}

// Close lets go of the folder.
func (d *Desk) Close() error { return d.root.Close() }

// handler serves the desk at host, which is the only one that it answers to.
func (d *Desk) handler(host string) http.Handler {
	static, err := fs.Sub(assets, "assets")
	if err != nil {
		panic(err) // the folder is embedded
	}
	api := http.NewServeMux()
	api.HandleFunc("GET /api/folder", d.getFolder)
	api.HandleFunc("GET /api/report", d.getReport)
	api.HandleFunc("POST /api/edit", d.postEdit)
	api.HandleFunc("POST /api/paste", d.postPaste)
	api.HandleFunc("POST /api/undo", d.postUndo)
	api.HandleFunc("POST /api/restore", d.postRestore)
	api.HandleFunc("POST /api/pages", d.postPages)
	api.HandleFunc("POST /api/rule", d.postRule)
	api.HandleFunc("POST /api/doubt", d.postDoubt)
	api.HandleFunc("POST /api/last", d.postLast)
	api.HandleFunc("POST /api/table", d.postTable)
	api.HandleFunc("POST /api/shape", d.postShape)
	api.HandleFunc("POST /api/picture", d.postPicture)
	api.HandleFunc("POST /api/move", d.postMove)
	api.HandleFunc("POST /api/section", d.postSection)
	api.HandleFunc("POST /api/remove", d.postRemove)
	api.HandleFunc("POST /api/new", d.postNew)
	api.HandleFunc("POST /api/import", d.postImport)
	api.HandleFunc("GET /api/states", d.getStates)
	api.HandleFunc("GET /api/made", d.getMade)
	api.HandleFunc("GET /api/file", d.getFile)
	api.HandleFunc("POST /api/build", d.postBuild)
	api.HandleFunc("POST /api/seal", d.postSeal)
	api.HandleFunc("POST /api/sign", d.postSign)
	api.HandleFunc("POST /api/verify", d.postVerify)
	api.HandleFunc("POST /api/extract", d.postExtract)
	api.HandleFunc("POST /api/archive", d.postArchive)
	api.HandleFunc("GET /api/kept", d.getKept)
	api.HandleFunc("POST /api/takeout", d.postTakeOut)
	api.HandleFunc("POST /api/list", d.postList)
	api.HandleFunc("POST /api/work", d.postWork)
	api.HandleFunc("GET /api/work", d.getWork)
	api.HandleFunc("POST /api/work/stop", d.postStop)
	api.HandleFunc("POST /api/page", d.pages.post)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /session", d.guard.trade)
	mux.Handle("POST /again", d.inPlace(http.HandlerFunc(d.guard.again)))
	mux.Handle("/api/", d.guard.signedIn(d.inPlace(api)))
	mux.HandleFunc("GET /guide", d.guide.get)
	mux.Handle("/", http.FileServerFS(static))
	return d.guard.outer(host, steady(mux))
}

// steady tells the page where the program fails, and goes on.
func steady(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := diag.Guard(func() error { next.ServeHTTP(w, r); return nil }); err != nil {
			refuse(w, err)
		}
	})
}
