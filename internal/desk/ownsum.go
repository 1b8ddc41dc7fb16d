package desk

import (
	"path"
	"path/filepath"
	"strings"

	"nianbao/internal/diag"
)

// rollupFolder is where a roll-up writes; a second year's has the year behind it.
const rollupFolder = "汇总"

// know notes which lists the folder has.
func (d *Desk) know(lists []*List) {
	d.working.Lock()
	defer d.working.Unlock()
	d.listed = lists
}

// listFor gives the list of the bodies whose sum a report is; nil: there is none.
func (d *Desk) listFor(of *snapshot) *List {
	d.working.Lock()
	defer d.working.Unlock()
	for _, l := range d.listed {
		if l.Why == nil && l.Year == of.Report.Year && l.Agency == of.Report.Agency.Text {
			return l
		}
	}
	return nil
}

// notCompared says of a county's report that it is compared with its bodies when it is
// built: to read all of theirs at each key takes too long.
func notCompared(file string, l *List) *diag.Diagnostic {
	do := diag.T("改过合计的，回到首页再点一次汇总：手工改过、和各单位之和不同的格会列出来。", "where a sum was changed, add the bodies up once more: it tells which are not their sum.")
	if !strings.HasPrefix(filepath.Base(filepath.Dir(file)), rollupFolder) {
		do = diag.T("请同文件夹“汇总”里的那一份对照。", "compare it with the one in the roll-up's folder.")
	}
	f := diag.New(diag.Pos{File: file}, diag.T("这是各单位的汇总，同“%s”上各单位的数，生成的时候才核对。", "this is the sum of bodies; it is compared with those of %s when it is built.", path.Base(l.Name)), do)
	f.Severity = diag.Info
	return f
}
