package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/keep/batch"
)

// errOtherYear is of a report that is not of the year before.
var errOtherYear = errors.New("the report is of another year")

// freshFolder writes a new file for each report of the year before in a folder:
// a county's office begins all of its bodies' at once. What cannot be done is
// told, and the others are done.
func (a *app) freshFolder(f *newFlags, year int) error {
	if f.output == "" {
		return usageError{diag.T("--from 是文件夹的，请用 -o 写明新文件放到哪个文件夹", "where --from is a folder, -o says to which folder the new files go")}
	}
	if err := asFolder("-o", f.output); err != nil {
		return err
	}
	olds, err := oldReports(f.from)
	if err != nil {
		return err
	}
	written, others, code := 0, 0, exitOK
	used := map[string]string{} // by the name without ending
	for _, old := range olds {
		if before, ok := used[old.Rel]; ok {
			if !strings.EqualFold(filepath.Ext(before), ".toml") { // else it was built from it
				fmt.Fprintln(a.out, a.t("没有用 %[1]s：同名的 %[2]s 用了。", "%[1]s is not used: %[2]s of the same name is.", old.Path, before))
			}
			continue
		}
		one := *f
		one.from, one.output = old.Path, filepath.Join(f.output, filepath.FromSlash(newName(old.Rel, year))+".toml")
		one.yearBefore = true
		switch err := a.freshFile(&one, year); {
		case errors.Is(err, errOtherYear):
			others++
		case err != nil:
			code = max(code, a.report(err))
		default:
			written++
			used[old.Rel] = old.Path
		}
	}
	fmt.Fprintln(a.out, a.t("写了 %[1]d 份 %[2]d 年度的；没有用的 %[3]d 份不是 %[4]d 年度的。", "%[1]d files of %[2]d were written; %[3]d reports are not of %[4]d and were not used.", written, year, others, year-1))
	switch {
	case code != exitOK:
		return errCode(code)
	case written == 0:
		return inputError{diag.T("%[1]s 里没有 %[2]d 年度的报告。", "%[1]s has no report of %[2]d.", f.from, year-1)}
	}
	return nil
}

// oldReports gives the reports in a folder: data files, then files that can be
// imported, also where another has the same name but for the ending: it may be of
// another year.
func oldReports(dir string) ([]batch.Input, error) {
	all, err := batch.Find([]string{dir})
	if err != nil {
		return nil, err
	}
	others, err := inFolder(dir)
	if err != nil {
		return nil, unreadable(diag.T("文件夹", "the folder"), dir, err)
	}
	for _, o := range others {
		all = append(all, batch.Input{Path: o.path, Rel: filepath.ToSlash(strings.TrimSuffix(o.rel, filepath.Ext(o.rel)))})
	}
	if len(all) == 0 {
		return nil, inputError{diag.T("文件夹 %s 里没有报告。", "the folder %s has no report.", dir)}
	}
	return all, nil
}

// newName is an old file's name with the new year in it.
func newName(rel string, year int) string {
	dir, base := filepath.Split(rel)
	return dir + strings.ReplaceAll(base, strconv.Itoa(year-1), strconv.Itoa(year))
}
