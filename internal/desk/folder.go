package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// maxReports is how many reports of a folder are shown.
const maxReports = 500

// ArchiveName is what the folder's archive is called: copies lie there.
const ArchiveName = "档案"

// card is a report as the start page shows it.
type card struct {
	Name   string `json:"name"` // with slashes, below the folder
	Year   int    `json:"year"`
	Agency string `json:"agency"`
}

// getFolder lists the folder's reports, newest year first.
func (d *Desk) getFolder(w http.ResponseWriter, _ *http.Request) {
	d.shelf.Forget()
	cards, lists, left := []card{}, []*List{}, []string{}
	pass := func(name, why string) { left = append(left, diag.Visible(name)+"："+why) }
	fs.WalkDir(d.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return nil
		case e.IsDir() && (strings.HasPrefix(e.Name(), ".") || e.Name() == "layouts" || e.Name() == ArchiveName):
			return fs.SkipDir
		case e.IsDir() && d.tools.IsCopy(d.path(name)):
			pass(name, "里面是取出来的副本，不是要填的报告；要接着改的，把它移到外面。")
			return fs.SkipDir
		case e.IsDir() && strings.Count(name, "/") > 2:
			pass(name, "文件夹太深，没有看里面；请移到外面几层。")
			return fs.SkipDir
		case len(cards) == maxReports:
			pass(name, fmt.Sprintf("和后面的，都没有列出：最多列 %d 份。请分成几个文件夹，分别打开。", maxReports))
			return fs.SkipAll
		case e.Type().IsRegular() && strings.HasSuffix(strings.ToLower(name), ".toml.txt"):
			pass(name, "记事本存的时候在名字后面加上了 .txt；请改名，去掉末尾的 .txt（资源管理器里先勾选“查看→文件扩展名”）。")
			return nil
		case !e.Type().IsRegular() || strings.ToLower(path.Ext(name)) != ".toml":
			return nil
		case !outfile.Plain(name):
			pass(name, "名字里有不能用的符号，或者是系统留用的名字；请改名。")
			return nil
		}
		if l := d.list(name); l != nil {
			lists = append(lists, l)
		} else if year, agency := press.Glance(d.path(name)); year > 0 {
			cards = append(cards, card{name, year, shown(agency)})
		} else {
			pass(name, "里面没有写年度，不像是年报。")
		}
		return nil
	})
	follow(lists)
	d.know(lists)
	slices.SortStableFunc(cards, func(a, b card) int { return b.Year - a.Year })
	answer(w, map[string]any{"folder": d.folder, "reports": cards, "lists": lists, "left": left})
}

// beside names the file with an ending that is made of a report.
func beside(name, ending string) string {
	return path.Join(path.Dir(name), press.Stem(path.Base(name))+ending)
}

func (d *Desk) path(name string) string { return filepath.Join(d.folder, filepath.FromSlash(name)) }

// errName is of a name that is not that of a report in the folder.
var errName = diag.New(diag.Pos{}, diag.T("文件夹里没有这份报告。", "the folder has no such report."), diag.T("回到首页，重新打开。", "open it from the start page."))

// errGone is of a report that was there.
var errGone = diag.New(diag.Pos{}, diag.T("这份报告的文件不见了：也许改了名，移走了，或者删掉了。", "the report's file is gone: renamed, moved or deleted."), diag.T("请把它放回文件夹；也可以点“把文件写回去”，照最后读到的内容写一份。", "put it back, or have it written as it was read last."))

// read opens a report of the folder; one whose bytes are those that were read last
// is not read again.
func (d *Desk) read(name string) (*press.Opened, error) {
	data, err := d.file(name, ".toml")
	before := d.seen.get(name)
	if err == errName && before != nil {
		return nil, errGone
	}
	if err != nil {
		return nil, err
	}
	forms, err := d.tools.Forms(d.path(name))
	if err == nil && before != nil && before.Forms == forms && bytes.Equal(before.File.Data, data) {
		return before, nil
	}
	o, err := d.parse(name, data)
	if err == nil {
		d.seen.note(name, o)
	}
	return o, err
}

// parse makes a report of a file's bytes.
func (d *Desk) parse(name string, data []byte) (*press.Opened, error) {
	forms, err := d.tools.Forms(d.path(name))
	if err != nil {
		return nil, err
	}
	f, err := source.Parse(d.path(name), data)
	if err != nil {
		return nil, err
	}
	return press.Parse(forms, f, report.PicturesUnread)
}

// printed reads a report again with its pictures, which lie in its folder.
func (d *Desk) printed(o *press.Opened) (*press.Opened, error) { return press.Parse(o.Forms, o.File) }

// write writes a file of the folder, whole or not at all.
func (d *Desk) write(name string, data []byte) error { return d.writeWhile(name, data, nil) }

func (d *Desk) writeWhile(name string, data []byte, still func() error) error {
	to, err := outfile.Below(d.folder, name)
	if err != nil {
		return errName
	}
	return outfile.Write(outfile.File{Path: to, Data: data, Still: still})
}

// errOvertaken is of a report that another program has written since it was read.
var errOvertaken = errors.New("another program has written the file")

// save writes a report in the place of what it was made of, and remembers it as it is
// then.
func (d *Desk) save(name string, before, o *press.Opened) error {
	err := d.replace(name, before.File.Data, o.File.Data)
	if err == nil {
		d.seen.note(name, o)
	}
	return err
}

// replace writes a file in the place of what it was made of.
func (d *Desk) replace(name string, before, after []byte) error {
	return d.writeWhile(name, after, func() error {
		if now, err := d.root.ReadFile(name); err != nil || !bytes.Equal(now, before) {
			return errOvertaken
		}
		return nil
	})
}

// asked reads what a request asks for, and reports whether it could.
func asked(w http.ResponseWriter, r *http.Request, in any) bool {
	err := json.NewDecoder(r.Body).Decode(in)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
	case err != nil:
		badRequest(w)
	}
	return err == nil
}

// badRequest refuses what no page of ours asks for.
func badRequest(w http.ResponseWriter) { http.Error(w, "bad request", http.StatusBadRequest) }

// answer gives JSON.
func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // pages are half made of < and >
	e.Encode(v)
}

// refuse tells the clerk why something was not done, and whether it was for what is
// found in the report.
func refuse(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusUnprocessableEntity)
	var stopped press.Stopped
	var question Question
	json.NewEncoder(w).Encode(map[string]any{"refused": reasons(err), "gone": err == errGone, "stopped": errors.As(err, &stopped), "question": errors.As(err, &question)})
}

// Question is why something was not done that is done where the clerk says yes.
type Question struct{ *diag.Diagnostic }

func (q Question) Unwrap() error { return q.Diagnostic }

// Said gives what the page says of an error.
func Said(err error) string { return strings.Join(reasons(err), "\n") }

// reasons gives an error's messages.
func reasons(err error) []string {
	var list diag.List
	var one *diag.Diagnostic
	switch {
	case errors.As(err, &list):
	case errors.As(err, &one):
		list = diag.List{one}
	default:
		var text interface{ In(diag.Lang) string }
		if errors.As(err, &text) {
			return []string{inPage(text.In(diag.Chinese))}
		}
		what, do := diag.System(err)
		return []string{what.ZH + "\n→ " + do.ZH}
	}
	var all []string
	for _, d := range list {
		all = append(all, said(d))
	}
	return all
}
