package desk

import (
	"bytes"
	"io"
	"net/http"
	"path"
	"path/filepath"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// imported ends the name of a report that is made of another kind of file.
const imported = "-导入"

// errTaken is of a file that is there already.
func errTaken(name string) error {
	return diag.New(diag.Pos{}, diag.T("文件夹里已经有“%s”，没有覆盖。", "%s is there already; it was not replaced.", diag.Visible(name)),
		diag.T("请打开它；两个都要的，先给其中一个改名。", "open it; where both are wanted, rename one."))
}

// free reports whether a report may be called name: no file of the clerk's is
// there, nor one that building the report would replace.
func (d *Desk) free(name string) error {
	if !outfile.Plain(name) {
		return errName
	}
	others := []string{name}
	for _, ending := range press.Endings() {
		others = append(others, beside(name, ending))
	}
	for _, other := range others {
		if _, err := d.root.Lstat(other); err == nil {
			return errTaken(other)
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
		return false, errTaken(name)
	}
	return true, nil
}

var errYear = diag.New(diag.Pos{}, diag.T("年度要在 2008 到 2100 之间。", "the year is between 2008 and 2100."), diag.T("请填报告写的是哪一年。", "write the year that the report is of."))

// freeName names the report of a year, beside the one that it goes on from: as
// that is named, or by the year, or by the body and the year.
func (d *Desk) freeName(from, agency string, year int) (string, error) {
	old := strings.TrimSuffix(strings.TrimSuffix(path.Base(from), ".toml"), imported)
	bases := []string{itoa(year)}
	if name := strings.ReplaceAll(old, itoa(year-1), itoa(year)); name != old {
		bases = append([]string{name}, bases...)
	}
	if agency != "" && agency != report.Unfilled && outfile.Plain(agency) && !strings.Contains(agency, "/") && len(agency) < maxName {
		bases = append(bases, agency+itoa(year))
	}
	var err error
	for _, base := range bases {
		name := path.Join(path.Dir(from), base+".toml")
		if err = d.free(name); err == nil {
			return name, nil
		}
	}
	return "", err
}

// ofYear gives the file beside a report that has the report of a body of a year, "" none:
// a second one would be a twin.
func (d *Desk) ofYear(from, agency string, year int) string {
	if agency == "" || agency == report.Unfilled {
		return ""
	}
	d.shelf.Renew(from)
	if all := d.shelf.Of(from, year, agency); len(all) > 0 {
		return filepath.Base(all[0])
	}
	return ""
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
		refuse(w, errYear)
		return
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	from, agency := "", ""
	if in.From != "" {
		o, err := d.read(in.From)
		if err != nil {
			refuse(w, err)
			return
		}
		from, agency = d.path(in.From), o.Report.Agency.Text
		if there := d.ofYear(from, agency, in.Year); there != "" {
			answer(w, map[string]any{"name": path.Join(path.Dir(in.From), there), "there": true})
			return
		}
	}
	name, err := d.freeName(in.From, agency, in.Year)
	var text string
	if err == nil {
		text, err = d.tools.Fresh(d.path(name), in.Year, from)
	}
	if err == nil {
		err = d.write(name, []byte(text))
	}
	d.shelf.Forget() // it may be the year before of another
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{"name": name})
}

// maxName is how long the name of a file may be, in bytes: what is made of it has
// longer ones, and systems end at 255.
const maxName = 200

// canImport says why a file of this name is not taken into the folder.
func canImport(name string) error {
	shown := diag.Visible(name)
	switch {
	case strings.HasPrefix(name, "~$"):
		return diag.New(diag.Pos{}, diag.T("“%s”是 Word 或 WPS 打开文件时的临时文件。", "%q is a temporary file of a word processor.", shown), diag.T("请选文件本身（名字前面没有 ~$）。", "take the file itself."))
	case len(name) > maxName:
		return diag.New(diag.Pos{}, diag.T("“%s”的名字太长。", "the name %q is too long.", shown), diag.T("请改成短一些的名字，再拖进来。", "give it a shorter name."))
	case strings.Contains(name, "/") || !outfile.Plain(name):
		return diag.New(diag.Pos{}, diag.T("“%s”的名字里有不能用的符号，或者是系统留用的名字。", "the name %q has characters that no file may have, or is a device's.", shown), diag.T("请改名，再拖进来。", "rename it."))
	}
	return nil
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
	if err := canImport(name); err != nil {
		refuse(w, err)
		return
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	doubts := 0
	toml, isReport := reportName(name)
	if isReport {
		err = d.takeIn(toml, data)
	} else {
		doubts, err = d.importOf(name, toml, data)
	}
	d.shelf.Forget()
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{"name": toml, "doubts": doubts})
}

// reportName gives what the report is called that a file is taken in as, and whether
// the file is one already: Notepad makes 2026.toml.txt.
func reportName(name string) (toml string, isReport bool) {
	base, ending := strings.TrimSuffix(name, path.Ext(name)), strings.ToLower(path.Ext(name))
	switch {
	case ending == ".toml":
		return name, true
	case ending == ".txt" && strings.EqualFold(path.Ext(base), ".toml"):
		return base, true
	}
	return base + imported + ".toml", false
}

// takeIn takes a report's file into the folder as it is, where it can be read.
func (d *Desk) takeIn(name string, data []byte) error {
	if _, err := d.parse(name, data); err != nil {
		return err
	}
	_, err := d.keep(name, data)
	return err
}

// importOf makes a report of another kind of file, which is kept beside it, and gives the
// number of doubts.
func (d *Desk) importOf(name, toml string, data []byte) (doubts int, err error) {
	if err := d.free(toml); err != nil {
		return 0, err
	}
	kept, err := d.keep(name, data)
	if err != nil {
		return 0, err
	}
	if doubts, err = d.tools.Import(d.path(name), d.path(toml)); err != nil && !kept {
		d.root.Remove(name) // it came with this request
	}
	return doubts, err
}
