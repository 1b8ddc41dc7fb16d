package desk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
)

// List is a county's list of bodies.
type List struct {
	Name   string `json:"name"` // of its file, below the folder
	Agency string `json:"agency"`
	Year   int    `json:"year"`
	Title  string `json:"title"`
	Wrong  string `json:"wrong"` // what is wrong with it; "" nothing
	Next   string `json:"next"`  // what its button for the year after says; "" it has none
	Rows   []Row  `json:"rows"`

	Why error `json:"-"` // of Wrong
}

// Row is a body, and what became of its report when it was last looked at.
type Row struct {
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	State    string `json:"state"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	Letter   string `json:"letter,omitempty"` // file with what is wrong, below the folder
}

// list gives the list that a file of the folder is, be it at fault; nil: it is none.
func (d *Desk) list(name string) *List {
	if path.Dir(name) != "." || !outfile.Plain(name) {
		return nil
	}
	l := d.tools.List(d.path(name))
	if l == nil {
		return nil
	}
	l.Name, l.Agency = name, shown(l.Agency)
	l.Title = fmt.Sprintf("%d 年　%s　各单位（%d 个）", l.Year, cmp.Or(l.Agency, "（还没有填本级政府）"), len(l.Rows))
	if l.Why != nil {
		l.Wrong = "这份名单改好才能汇总。本级政府的名称可以在这里填；别的请用记事本打开“" + name + "”改，存好以后刷新这一页：\n" + byLine(l.Why)
	}
	d.working.Lock()
	defer d.working.Unlock()
	if rows := d.rows[name]; rows != nil {
		l.Rows = rows
	}
	return l
}

// byLine gives an error's messages, each with its line in the file.
func byLine(err error) string {
	all := reasons(err)
	var list diag.List
	if errors.As(err, &list) {
		for i, d := range list {
			if d.Line > 0 {
				all[i] = "第 " + itoa(d.Line) + " 行：" + all[i]
			}
		}
	}
	return strings.Join(all, "\n")
}

// follow says which lists can be gone on with: those that are right and have none of
// a later year.
func follow(lists []*List) {
	for _, l := range lists {
		later := func(other *List) bool { return other.Year > l.Year }
		if l.Why == nil && !slices.ContainsFunc(lists, later) {
			l.Next = fmt.Sprintf("接着写 %d 年的名单", l.Year+1)
		}
	}
}

var errGovernment = diag.New(diag.Pos{}, diag.T("没有写本级政府的名称，或者写得太长。", "the county's name is blank or too long."), diag.T("请写全称，例如 某县人民政府。", "write the full name."))

// postList fills in whose list of bodies one is.
func (d *Desk) postList(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name   string `json:"name"`
		Agency string `json:"agency"`
	}
	if !asked(w, r, &in) {
		return
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := overtaking(func() error { return d.nameList(in.Name, strings.TrimSpace(in.Agency)) }); err != nil {
		refuse(w, err)
		return
	}
	answer(w, map[string]any{})
}

// nameList writes the government's name into a list of bodies; all else stays.
func (d *Desk) nameList(name, agency string) error {
	if shown(agency) == "" || utf8.RuneCountInString(agency) > maxReason {
		return errGovernment
	}
	if d.list(name) == nil {
		return errName
	}
	data, err := d.file(name, ".toml")
	if err != nil {
		return err
	}
	f, err := source.Parse(d.path(name), data)
	if err != nil {
		return err
	}
	e := f.Edit()
	if n := f.Root.Get("agency"); n != nil {
		e.Replace(n, source.Quote(agency))
	} else {
		e.Insert(f.Root, "agency", source.Quote(agency))
	}
	now, err := e.Apply()
	if err != nil {
		return unwritten(err)
	}
	return d.replace(name, data, now)
}
