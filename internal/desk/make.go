package desk

import (
	"bytes"
	"io"
	"net/http"
	"path"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
)

var errTaken = diag.New(diag.Pos{}, diag.T("文件夹里已经有同名的文件，没有覆盖。", "there is a file of that name; it was not replaced."), diag.T("请打开它，或者先改名。", "open it, or rename it."))

// free reports whether a report may be called name: no file of the clerk's is
// there, nor one that building the report would replace.
func (d *Desk) free(name string) error {
	if !outfile.Plain(name) {
		return errName
	}
	for _, other := range []string{name, beside(name, ".docx"), beside(name, ".pdf")} {
		if _, err := d.root.Lstat(other); err == nil {
			return errTaken
		}
	}
	return nil
}

// keep puts the file that a report is made of into the folder; kept says that
// the same file is there already.
func (d *Desk) keep(name string, data []byte) (kept bool, err error) {
	if !outfile.Plain(name) {
		return false, errName
	}
	if _, err := d.root.Lstat(name); err != nil {
		return false, d.write(name, data)
	}
	if there, err := d.root.ReadFile(name); err != nil || !bytes.Equal(there, data) {
		return false, errTaken
	}
	return true, nil
}

// postNew writes a new report, blank or after the one of an earlier year.
func (d *Desk) postNew(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Year int    `json:"year"`
		From string `json:"from"`
	}
	if !asked(w, r, &in) {
		return
	}
	if in.Year < 2008 || in.Year > 2100 {
		badRequest(w)
		return
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	name, from := path.Join(path.Dir(in.From), itoa(in.Year)+".toml"), ""
	if in.From != "" {
		if _, err := d.read(in.From); err != nil {
			refuse(w, err)
			return
		}
		from = d.path(in.From)
	}
	err := d.free(name)
	var text string
	if err == nil {
		text, err = d.tools.Fresh(d.path(name), in.Year, from)
	}
	if err == nil {
		err = d.write(name, []byte(text))
	}
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{"name": name})
}

// postImport takes a file that was dropped onto the page into the folder, and
// makes a report of it. The report has a name of its own: what is built of it
// must not replace the file.
func (d *Desk) postImport(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	name := r.URL.Query().Get("name")
	toml := strings.TrimSuffix(name, path.Ext(name)) + "-导入.toml"
	d.writing.Lock()
	defer d.writing.Unlock()
	doubts, kept := 0, false
	if err = d.free(toml); err == nil && strings.Contains(name, "/") {
		err = errName
	}
	if err == nil {
		kept, err = d.keep(name, data)
	}
	if err == nil {
		if doubts, err = d.tools.Import(d.path(name), d.path(toml)); err != nil && !kept {
			d.root.Remove(name) // it came with this request
		}
	}
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{"name": toml, "doubts": doubts})
}
