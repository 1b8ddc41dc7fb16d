package desk

import (
	"io"
	"net/http"

	"nianbao/internal/outfile"
)

// Kept is a version of a report in the folder's archive.
type Kept struct {
	Folder   string   `json:"folder"` // its place, below the desk's folder, with slashes
	Agency   string   `json:"agency"`
	Year     int      `json:"year"`
	Version  int      `json:"version"`
	Archived string   `json:"archived"` // day
	By       string   `json:"by"`
	Reason   string   `json:"reason"`
	Damaged  bool     `json:"damaged"` // nothing of it can be said
	Files    []string `json:"-"`       // of the report, below the desk's folder
	Given    []made   `json:"files"`   // those that can be downloaded
}

// getKept lists what is in the archive.
func (d *Desk) getKept(w http.ResponseWriter, _ *http.Request) {
	kept, err := d.tools.Kept()
	if err != nil {
		refuse(w, err)
		return
	}
	for i := range kept {
		kept[i].Given = []made{}
		for _, f := range kept[i].Files {
			if fi, err := d.root.Lstat(f); err == nil && downloadable(f) {
				kept[i].Given = append(kept[i].Given, made{Name: f, Size: fi.Size()})
			}
		}
	}
	answer(w, map[string]any{"kept": kept})
}

// postTakeOut copies a version's files out of the archive.
func (d *Desk) postTakeOut(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Folder string `json:"folder"`
	}
	if !asked(w, r, &in) {
		return
	}
	if !outfile.Plain(in.Folder) {
		refuse(w, errName)
		return
	}
	d.tell(w, func(said io.Writer) bool { return d.tools.TakeOut(in.Folder, said) })
}

// postExtract copies the files that a PDF carries out of it.
func (d *Desk) postExtract(w http.ResponseWriter, r *http.Request) {
	file, _, ok := d.chosenPDF(w, r)
	if !ok {
		return
	}
	d.tell(w, func(said io.Writer) bool { return d.tools.Extract(file, said) })
}

// tell runs what writes into the folder, and answers with what it says.
func (d *Desk) tell(w http.ResponseWriter, do func(said io.Writer) bool) {
	d.writing.Lock()
	defer d.writing.Unlock()
	tell(w, do)
}

// tell answers with what is said.
func tell(w http.ResponseWriter, do func(said io.Writer) bool) {
	var said words
	ok := do(&said)
	answer(w, map[string]any{"ok": ok, "said": said.String()})
}
