package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
	"nianbao/layouts"
)

func (a *app) formsCommand() *cobra.Command {
	asJSON, to := false, ""
	c := &cobra.Command{
		Use:     a.t("forms [文件|年度|表式]", "forms [FILE|YEAR|FORM]"),
		Example: a.t("  nianbao forms\n  nianbao forms 2021 gbt9704 -o 我的版式", "  nianbao forms\n  nianbao forms 2021 gbt9704 -o layouts"),
		Short:   a.t("列出各年度的表式", "list the forms and their years"),
		Long: a.t("列出各年度的表式：名称、年度、依据，以及文字未经核实之处。给出年度或名称的，只列那些；给出数据文件时，也列出它旁边 layouts 文件夹里的表式。要修改表式，用 -o 把它取出来，名称写在前面；页面和字体样式的名称是 gbt9704。",
			"list the forms: name, years, source, and what is uncertain about their wording. With a year or a name only those. With a report's file also those in the folder layouts beside it. With -o the named layouts are copied, to be changed."),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case to != "":
				return a.copyForms(args, to)
			case len(args) > 1:
				return usageError{diag.T("一次只能看一个数据文件；要取出版式，加 -o 文件夹", "one report's file at a time; to copy layouts say -o FOLDER")}
			}
			return a.listForms(append(args, "")[0], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, a.t("以 JSON 输出，供程序读取", "print JSON for programs"))
	c.Flags().StringVarP(&to, "output", "o", "", a.t("把点名的版式取到哪个`文件夹`", "`folder` to copy the named layouts to"))
	return c
}

// copyForms writes bundled layouts into a folder, to be changed there.
func (a *app) copyForms(names []string, dir string) error {
	if len(names) == 0 {
		return usageError{diag.T("请写出要取出的版式，例如：nianbao forms 2021 -o %s", "name the layouts, such as: nianbao forms 2021 -o %s", dir)}
	}
	if err := asFolder("-o", dir); err != nil {
		return err
	}
	var files []outfile.File
	for _, name := range names {
		data, err := fs.ReadFile(layouts.FS, name+".toml")
		if err != nil {
			return inputError{diag.T("没有这个版式：%s；有哪些，用 nianbao forms 看，另有 gbt9704。", "there is no layout %s; nianbao forms lists them, and there is gbt9704.", name)}
		}
		path := filepath.Join(dir, name+".toml")
		if _, err := os.Lstat(path); err == nil {
			return alreadyThere(path)
		}
		files = append(files, outfile.File{Path: path, Data: data})
	}
	if err := a.write(files...); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.out, a.t("已取出 %s；改好以后，生成时加 --layouts %s", "copied to %s; when it is changed, build with --layouts %s", f.Path, dir))
	}
	return nil
}

// formJSON is a form as programs read it.
type formJSON struct {
	Name      string `json:"name"`
	FirstYear int    `json:"first_year,omitempty"`
	LastYear  int    `json:"last_year,omitempty"`
	Variant   bool   `json:"variant"` // taken only when a report names it
	Source    string `json:"source"`
	Note      string `json:"note,omitempty"`
	File      string `json:"file"`
}

// listForms lists the forms, the latest first and variants after the form of
// their years.
func (a *app) listForms(input string, asJSON bool) error {
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
	set, err := a.openForms(lib, input)
	if err != nil {
		return err
	}
	forms := slices.Clone(set.Forms())
	if input != "" && !exists(input) {
		if forms = slices.DeleteFunc(forms, func(f *form.Form) bool { return !isMeant(f, input) }); len(forms) == 0 {
			return inputError{diag.T("没有这个数据文件、表式或年度：%s；有哪些表式，用 nianbao forms 看。", "there is no such report, form or year: %s; nianbao forms lists the forms.", input)}
		}
	}
	slices.SortStableFunc(forms, func(x, y *form.Form) int {
		return cmp.Or(-cmp.Compare(until(x), until(y)), cmp.Compare(named(x), named(y)), -cmp.Compare(x.FirstYear, y.FirstYear))
	})
	if asJSON {
		list := make([]formJSON, len(forms))
		for i, f := range forms {
			list[i] = formJSON{f.Name, f.FirstYear, f.LastYear, named(f) == 1, f.Source, f.Note.In(a.lang), f.File}
		}
		return a.writeJSON(map[string]any{"forms": list})
	}
	for _, f := range forms {
		a.showForm(f)
	}
	return nil
}

// isMeant reports whether a form has a name, or is in force in a year.
func isMeant(f *form.Form, text string) bool {
	year, _ := strconv.Atoi(text)
	return f.Name == text || f.FirstYear > 0 && f.FirstYear <= year && (f.LastYear == 0 && year <= report.LastYear || year <= f.LastYear)
}

func (a *app) showForm(f *form.Form) {
	years := f.Years()
	if f.FirstYear > 0 {
		years = a.t("%s年度", "%s", years)
		if f.LastYear == 0 {
			years = a.t("%d年度至今", "%d to now", f.FirstYear)
		}
	}
	if named(f) == 1 {
		years = a.t("%[1]s（写 form = %[3]q 才用）", "%[2]s (only by form = %[3]q)", years, years, f.Name)
	}
	fmt.Fprintf(a.out, "%s  %s\n", f.Name, years)
	fmt.Fprintln(a.out, a.t("  依据：%s", "  source: %s", f.Source))
	if !f.Note.IsZero() {
		fmt.Fprintln(a.out, a.t("  注意：%s", "  note: %s", f.Note.In(a.lang)))
	}
	if _, err := os.Stat(f.File); err != nil { // the program's own
		fmt.Fprintln(a.out, a.t("  在程序里；取出来改：nianbao forms %s -o 我的版式", "  in the program; to change it: nianbao forms %s -o my-layouts", f.Name))
		return
	}
	fmt.Fprintln(a.out, a.t("  文件：%s", "  file: %s", f.File))
}

// until is the last year of a form, for sorting.
func until(f *form.Form) int {
	if f.FirstYear > 0 && f.LastYear == 0 {
		return 9999
	}
	return f.LastYear
}

// named is 1 for forms that are taken only when a report names them.
func named(f *form.Form) int {
	if f.Variant || f.FirstYear == 0 {
		return 1
	}
	return 0
}
