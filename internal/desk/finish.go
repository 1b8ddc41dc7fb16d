package desk

import (
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// Finish are what the program does with reports that are written. Those that
// write to said tell the clerk there what they did, or why not.
type Finish struct {
	// Build writes the files of a report beside it, and gives their names.
	Build func(path string, b *Building) (files []string, err error)
	// Seal gives where a seal comes to stand.
	Seal func(path string, s *Seal) (*Sealed, error)
	// Sign builds a report, signs its PDF, and gives the files' names.
	Sign func(path string, s *Signing, said io.Writer) (files []string, err error)
	// Verify says what a PDF file's signatures are worth.
	Verify func(pdf Upload, trust Trust, said io.Writer) (ok bool)
	// Current tells of each of these files in which ways it is what the report gives
	// as it is now; a signed one whose signatures are not whole is so in none.
	Current func(path string, files []string) []press.Ways
	// Archive puts a report with its files into the folder's archive.
	Archive func(path, by, reason string, said io.Writer) (ok bool)
	// Kept lists what is in the folder's archive, the newest year first.
	Kept func() ([]Kept, error)
	// TakeOut copies a version's files out of the archive.
	TakeOut func(folder string, said io.Writer) (ok bool)
	// Prove looks whether everything in the archive is as it was archived; head, if
	// any, is where its log ended once.
	Prove func(head string, w *Work) (ok bool)
	// Extract copies the files that a PDF carries out of it.
	Extract func(pdf Upload, said io.Writer) (ok bool)
	// Written gives what tells which files of a report runs of the whole folder wrote.
	Written func() Written
	// Archived gives what tells what the folder's archive holds.
	Archived func() Archived
	// IsCopy reports whether what lies in a folder are copies of reports.
	IsCopy func(dir string) bool
	// Batch builds all reports of the folder.
	Batch func(*Work) (ok bool)
	// List reads a list of a county's bodies; nil: the file is none.
	List func(path string) *List
	// Draft writes a list of the bodies: of those in last, a list of the year before,
	// or, where that is "", of those whose reports lie in the folder.
	Draft func(path, last string, w *Work) (ok bool)
	// RollUp adds up the reports of a list's bodies, and gives what became of each.
	RollUp func(path string, w *Work) (rows []Row, ok bool)
	// Guide gives the guide as a web page.
	Guide func() ([]byte, error)
}

// Trust are the certificates of whom to trust.
type Trust struct{ Signers, Stampers []Upload }

// Building says what is made of a report, and how.
type Building struct {
	Formats []string // of press, and xlsx
	Sealed  bool     // with room for a seal
	Attach  bool     // the PDF carries what it was made of
	Draft   bool     // in spite of errors, under a name of its own
	Pages   string   // of the PDF alone, such as 1-2; "" all
	Replace bool     // yes to the Question that Build answered with
}

// made is a file that was made of a report.
type made struct {
	Name  string `json:"name"`
	Size  int64  `json:"size"`
	Stale bool   `json:"stale"` // the report was changed since
	Saved bool   `json:"saved"` // by another program since
	Away  bool   `json:"away"`  // it lies in another folder than the report
	Draft bool   `json:"draft"` // nobody asked whether it has errors
	Some  bool   `json:"some"`  // it has some of the pages
	Said  string `json:"said"`  // of it in the list
}

// said is what stands behind a file's name.
func (m *made) said() string {
	switch {
	case m.Draft:
		return "草稿，生成时的样子"
	case m.Some:
		return "重印的几页，生成时的样子"
	case m.Saved:
		return "在别的程序（Word、WPS）里存过：要留着的改名，不要的删去，再重新生成"
	case m.Stale:
		return "生成以后报告又改过，要重新生成"
	}
	return ""
}

// made lists what was made of a report.
func (d *Desk) made(o *press.Opened, name string) []made {
	all := []made{}
	for _, files := range d.allMade(o, name, d.tools.Written()) {
		current := d.fitting(o, name, files)
		for _, file := range files {
			if fi, err := d.root.Lstat(file); err == nil {
				saved := current[file] == 0 && press.Foreign(d.path(file))
				all = append(all, made{Name: file, Size: fi.Size(), Stale: current[file] == 0 && !saved, Saved: saved, Away: path.Dir(file) != path.Dir(name)})
			}
		}
	}
	for _, file := range d.madeOf(name, press.Drafts()) {
		if fi, err := d.root.Lstat(file); err == nil && press.Another(d.path(name), file) == "" {
			all = append(all, made{Name: file, Size: fi.Size(), Draft: true})
		}
	}
	all = append(all, d.reprints(name)...)
	for i := range all {
		all[i].Said = all[i].said()
	}
	return all
}

// reprints lists the files beside a report that have some of its pages.
func (d *Desk) reprints(name string) (all []made) {
	stem := press.Stem(path.Base(name))
	list, _ := fs.ReadDir(d.root.FS(), path.Dir(name))
	for _, e := range list {
		rest, ok := strings.CutPrefix(e.Name(), stem)
		if fi, err := e.Info(); ok && err == nil && fi.Mode().IsRegular() && press.Reprint(rest) && press.Another(d.path(name), e.Name()) == "" {
			all = append(all, made{Name: path.Join(path.Dir(name), e.Name()), Size: fi.Size(), Some: true})
		}
	}
	return all
}

// getMade tells what was made of a report, and how the signed PDF was.
func (d *Desk) getMade(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	o, err := d.read(name)
	if err != nil {
		refuse(w, err)
		return
	}
	as := d.asSigned(o, name)
	answer(w, map[string]any{"files": d.made(o, name), "sealed": as.Sealed(), "attach": as.Attach()})
}

// given are the endings of the files that can be downloaded; pictures are shown in the page.
var given = []string{".docx", ".pdf", ".html", ".xlsx", ".txt", ".png", ".jpg", ".jpeg"}

func downloadable(name string) bool { return slices.Contains(given, strings.ToLower(path.Ext(name))) }

// getFile gives a file of the folder to be saved elsewhere.
func (d *Desk) getFile(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	data, err := d.file(name, given...)
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(name)}))
	w.Write(data)
}

// file reads a file of the folder that has one of the endings. No name leads
// out of it: os.Root follows no link that does, and a link is no file.
func (d *Desk) file(name string, endings ...string) ([]byte, error) {
	if !outfile.Plain(name) || !slices.Contains(endings, strings.ToLower(path.Ext(name))) {
		return nil, errName
	}
	if fi, err := d.root.Lstat(name); err != nil || !fi.Mode().IsRegular() || fi.Size() > maxOriginal {
		return nil, errName
	}
	return d.root.ReadFile(name)
}

// postBuild makes the report's files.
func (d *Desk) postBuild(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name    string   `json:"name"`
		Formats []string `json:"formats"`
		Sealed  bool     `json:"sealed"`
		Attach  bool     `json:"attach"`
		Draft   bool     `json:"draft"`
		Pages   string   `json:"pages"`
		Yes     bool     `json:"yes"` // to the Question
	}
	if !asked(w, r, &in) {
		return
	}
	if len(in.Formats) > 8 || in.Draft && in.Pages != "" {
		badRequest(w)
		return
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	o, err := d.read(in.Name)
	var files []string
	if err == nil {
		b := &Building{in.Formats, in.Sealed, in.Attach, in.Draft, strings.TrimSpace(in.Pages), in.Yes}
		if usual := []string{"docx", "pdf"}; in.Draft && len(in.Formats) == 0 {
			b.Formats = usual
		} else if b.Pages != "" {
			b.Formats = []string{"pdf"}
		} else if len(in.Formats) == 0 { // nothing was chosen: as it was signed
			as := d.asSigned(o, in.Name)
			b = &Building{Formats: usual, Sealed: as.Sealed(), Attach: as.Attach(), Replace: in.Yes}
		}
		files, err = d.tools.Build(d.path(in.Name), b)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{"files": bases(files)})
}

func bases(files []string) (all []string) {
	for _, f := range files {
		all = append(all, filepath.Base(f))
	}
	return all
}

var errBy = diag.New(diag.Pos{}, diag.T("没有写经办人，或者写得太长。", "it is not said who archives it, or at too great length."), diag.T("请写上经办人的姓名；理由用一句话写。", "write the name; the reason is one sentence."))

// postArchive puts a report with its files into the archive.
func (d *Desk) postArchive(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name   string `json:"name"`
		By     string `json:"by"`
		Reason string `json:"reason"`
	}
	if !asked(w, r, &in) {
		return
	}
	if by := utf8.RuneCountInString(strings.TrimSpace(in.By)); by == 0 || by > maxReason || utf8.RuneCountInString(in.Reason) > maxReason {
		refuse(w, errBy)
		return
	}
	o, err := d.read(in.Name)
	if err == nil {
		err = d.allFit(o, in.Name)
	}
	if err != nil {
		refuse(w, err)
		return
	}
	d.tell(w, func(said io.Writer) bool { return d.tools.Archive(d.path(in.Name), in.By, in.Reason, said) })
}

// allFit tells which files that are archived are not of the report as it is.
func (d *Desk) allFit(o *press.Opened, name string) error {
	var stale, saved []string
	for _, m := range d.made(o, name) {
		switch {
		case m.Draft || m.Away || strings.HasSuffix(m.Name, ".xlsx"):
		case m.Saved:
			saved = append(saved, path.Base(m.Name))
		case m.Stale:
			stale = append(stale, path.Base(m.Name))
		}
	}
	if len(saved) > 0 {
		return diag.New(diag.Pos{}, diag.T("没有存档：%s 在别的程序（Word、WPS）里存过，不是生成时的样子了。", "not archived: %s were saved by another program since.", strings.Join(saved, "、")),
			diag.T("要留着的改名，不要的删去，再重新生成；在里面改过的内容，请在这里改。", "rename or delete them and build again; what was changed in them is to be changed here."))
	}
	if len(stale) == 0 {
		all := d.madeOf(name, press.Endings())
		if d := unlike(all, d.fitting(o, name, all)); d != nil {
			return d
		}
		return nil
	}
	return diag.New(diag.Pos{}, diag.T("没有存档：%s 不是照报告现在的内容生成的。", "not archived: %s are not of the report as it is now.", strings.Join(stale, "、")),
		diag.T("请重新生成；签名的 PDF 要勾选“替换已签名的文件”，重新签名。", "build them again; sign the PDF again, with leave to replace it."))
}
