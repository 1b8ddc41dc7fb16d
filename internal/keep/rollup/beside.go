package rollup

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Lists finds the lists of bodies that lie beside reports. Each folder is looked
// through once, and each list read once.
type Lists struct{ folders map[string][]bodyList }

// bodyList is a file that lists bodies, as far as its looks tell.
type bodyList struct {
	county *County
	err    error  // what is wrong with it
	agency string // of the county, as far as the text of one that is wrong tells
}

// Beside finds the COUNTY.toml that lies beside a county's report, or beside the folder
// of the roll-up in which that lies, lists the bodies of its year and says where their
// reports are; nil where there is none. Why a list that seems to be meant is none is told.
func (l *Lists) Beside(name, agency string, year int) (*County, diag.List) {
	dir := filepath.Dir(name)
	found, known := l.folders[dir]
	if !known {
		if l.folders == nil {
			l.folders = map[string][]bodyList{}
		}
		if found = listsIn(dir); hasLedger(dir) { // a roll-up wrote it, beside the list
			found = append(found, listsIn(filepath.Dir(dir))...)
		}
		l.folders[dir] = found
	}
	var told diag.List
	for i := range found {
		f := &found[i]
		if filepath.Base(f.county.File) == filepath.Base(name) {
			continue
		}
		why, meant := f.isFor(agency, year)
		if meant {
			return f.county, nil
		}
		if why != nil {
			told = append(told, why)
		}
	}
	return nil, told
}

// listsIn looks through a folder.
func listsIn(dir string) (found []bodyList) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if !strings.EqualFold(filepath.Ext(e.Name()), ".toml") || !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, e.Name())
		data, err := source.Bytes(path)
		if err != nil || !listsBodies.Match(data) {
			continue
		}
		l := bodyList{}
		if m := agencyOf.FindSubmatch(data); m != nil {
			l.agency = string(m[1])
		}
		l.county, l.err = ReadCounty(path)
		found = append(found, l)
	}
	return found
}

var agencyOf = pattern.New(`(?m)^[ \t]*agency[ \t]*=[ \t]*["']([^"'\n]*)["']`)

// isFor reports whether a list is that of a county's report; why it is none for it is
// told, unless it is another's.
func (l *bodyList) isFor(agency string, year int) (why *diag.Diagnostic, meant bool) {
	c := l.county
	switch {
	case l.err != nil && (l.agency == "" || plain(l.agency) != plain(agency)):
		return nil, false
	case l.err != nil:
		return unused(c.File, diag.T("旁边的名单有错（%s），没有同各单位的数核对", "the list of bodies beside is at fault (%s); the sums were not compared", told(l.err)),
			diag.T("请先改正名单（nianbao rollup %s 列出全部错误）。", "correct it; nianbao rollup %s tells all that is wrong.", filepath.Base(c.File))), false
	case c.Year != year, c.named(agency) != nil:
		return nil, false
	case plain(c.Agency) != plain(agency):
		d := unused(c.File, diag.T("旁边的名单是“%[1]s”的，不是“%[2]s”的，没有同各单位的数核对", "the list of bodies beside is that of %[1]q, not of %[2]q; the sums were not compared", cmp.Or(c.Agency, "待填"), agency),
			diag.T("是同一个政府的，请把名单里的 agency 写得一样。", "if it is the same county, write its agency alike."))
		d.Severity = diag.Info
		return d, false
	case c.Folder() == "":
		return unused(c.File, diag.T("旁边的名单没有写 from（各单位报告的文件夹），没有同各单位的数核对", "the list of bodies beside has no from, the folder of their reports; the sums were not compared"),
			diag.T(`请在名单里写上，例如 from = "各单位"。`, `write it, such as from = "reports".`)), false
	}
	return nil, true
}

func unused(path string, what, do diag.Text) *diag.Diagnostic {
	d := diag.New(diag.Pos{File: path}, what, do)
	d.Severity = diag.Warning
	return d
}
