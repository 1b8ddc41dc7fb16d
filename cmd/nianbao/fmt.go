package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/clerk/template"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

func (a *app) fmtCommand() *cobra.Command {
	dry := false
	c := &cobra.Command{
		Use:   a.t("fmt 文件或文件夹…", "fmt FILE|FOLDER…"),
		Short: a.t("把数据文件整理成标准的次序，补上标准的说明，内容一字不改", "put files into the standard order with the standard remarks; nothing typed is changed"),
		Example: a.t("  nianbao fmt 2020.toml\n  nianbao fmt --check 2020.toml",
			"  nianbao fmt 2020.toml\n  nianbao fmt --check 2020.toml"),
		RunE: onReports(func(files []string) error { return a.format(dry, files) }),
	}
	c.Flags().BoolVarP(&dry, "check", "d", false, a.t("只看会不会改动，不写；会改动时退出码是 1", "only tell whether a file would change; exit code 1 if one would"))
	return c
}

func (a *app) format(dry bool, files []string) error {
	if len(files) == 0 {
		return usageError{diag.T("请给出一个或几个 TOML 文件，例如：nianbao fmt 2020.toml", "name one or more TOML files, such as: nianbao fmt 2020.toml")}
	}
	failed := false
	for _, name := range files {
		changes, err := a.formatOne(dry, name)
		if err != nil {
			if code := a.report(err); code != exitInput {
				return errCode(code)
			}
		}
		failed = failed || err != nil || dry && changes
	}
	if failed {
		return errCode(exitInput)
	}
	return nil
}

// formatOne puts a file in order and reports whether it was not.
func (a *app) formatOne(dry bool, name string) (changes bool, err error) {
	lib, err := a.openFonts()
	if err != nil {
		return false, err
	}
	forms, err := a.openForms(lib, name)
	if err != nil {
		return false, err
	}
	f, err := source.Read(name) // also tells what is no file
	if err != nil {
		return false, err
	}
	o, err := press.Parse(forms, f, report.PicturesUnread)
	if err != nil {
		return false, err
	}
	text, err := template.Format(&template.Report{File: f, Report: o.Report, Form: o.Form})
	if err != nil {
		return false, err
	}
	data := dressed(f.Data, text)
	if bytes.Equal(f.Data, data) {
		return false, nil
	}
	line := template.Change(strings.Join(f.Lines, "\n")+"\n", text)
	switch {
	case dry && line > 0:
		fmt.Fprintln(a.out, a.t("%[1]s 会改动，从第 %[2]d 行起", "%[1]s would change, from line %[2]d on", name, line))
		return true, nil
	case dry:
		fmt.Fprintln(a.out, a.t("%s 会改动（换行符）", "%s would change (line ends)", name))
		return true, nil
	}
	if err := a.write(outfile.File{Path: name, Data: data}); err != nil {
		return true, err
	}
	fmt.Fprintln(a.out, a.t("已整理 %s", "put in order: %s", name))
	return true, nil
}

// dressed gives a text the byte order mark and the line ends of the old file.
func dressed(old []byte, text string) []byte {
	const mark = "\uFEFF"
	if i := bytes.IndexByte(old, '\n'); i > 0 && old[i-1] == '\r' {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if bytes.HasPrefix(old, []byte(mark)) {
		text = mark + text
	}
	return []byte(text)
}
