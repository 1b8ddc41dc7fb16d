package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/template"
	"nianbao/internal/diag"
	"nianbao/internal/outfile"
)

// newFlags are the flags of new.
type newFlags struct {
	from, form, output string
	force              bool
	yearBefore         bool // a report of another year is errOtherYear
}

func (a *app) newCommand() *cobra.Command {
	var f newFlags
	c := &cobra.Command{
		Use:   a.t("new 年度", "new YEAR"),
		Short: a.t("写一份新年度的空白数据文件，或由上一年的文件接着写", "write a blank file for a year, or one that follows from the year before"),
		Long: a.t("写一份新年度的数据文件。给出上一年的报告（--from，数据文件、Word、网页、Excel、PDF 都可以）时，单位、联系方式、章节和落款照搬，标题换成新年度，能由上一年推出的数字填好，其余写着“待填”；上一年的数字和文字写在说明里。还有“待填”时，核对会逐项指出，也不会生成。",
			"write a file for a new year. With last year's report (--from: a data file, or Word, a web page, Excel, PDF) agency, contact, chapters and signature are taken over, the title gets the new year, and figures that follow from last year's are filled in; the rest is marked 待填, with last year's figures and prose in remarks. check tells of each such mark, and build stops at them."),
		Example: a.t("  nianbao new 2021 --from 2020.toml -o 2021.toml\n  nianbao new 2026 --from 2025年报.docx -o 2026.toml\n  nianbao new 2026 --from 历年 -o 今年\n  nianbao new 2026 -o 2026.toml",
			"  nianbao new 2021 --from 2020.toml -o 2021.toml\n  nianbao new 2026 --from 2025.docx -o 2026.toml\n  nianbao new 2026 --from reports -o new\n  nianbao new 2026 -o 2026.toml"),
		RunE: func(_ *cobra.Command, args []string) error { return a.fresh(&f, args) },
	}
	c.Flags().StringVar(&f.from, "from", "", a.t("上一年报告的`文件`：数据文件，或 Word、网页、Excel、PDF；文件夹：其中上一年的各写一份", "`file` of the year before: a data file, or Word, a web page, Excel, PDF; a folder: one new file for each of the year before"))
	c.Flags().StringVar(&f.form, "form", "", a.t("用哪个`表式`（不写：由年度决定）", "`name` of the form (default: the year's)"))
	c.Flags().StringVarP(&f.output, "output", "o", "", a.t("写到哪个`文件`（不写：显示在屏幕上）；--from 是文件夹时，写到哪个文件夹", "`file` to write (default: standard output); where --from is a folder, the folder"))
	c.Flags().BoolVar(&f.force, "force", false, a.t("文件已有时也覆盖", "replace an existing file"))
	return c
}

func (a *app) fresh(f *newFlags, args []string) error {
	if len(args) != 1 {
		return usageError{diag.T("请给出一个年度，例如：nianbao new 2021 --from 2020.toml -o 2021.toml", "name one year, such as: nianbao new 2021 --from 2020.toml -o 2021.toml")}
	}
	year, err := yearNamed(args[0])
	if err != nil {
		return err
	}
	if fi, err := os.Stat(f.from); err == nil && fi.IsDir() {
		return a.freshFolder(f, year)
	}
	if err := asFile("-o", f.output, ".toml"); err != nil {
		return err
	}
	if f.output == "" {
		text, err := a.freshText(f, year)
		if err == nil {
			_, err = fmt.Fprint(a.out, text)
		}
		return err
	}
	return a.freshFile(f, year)
}

// yearNamed reads a year.
func yearNamed(text string) (int, error) {
	year, err := strconv.Atoi(text)
	switch {
	case err != nil || len(text) != 4:
		return 0, usageError{diag.T("年度要写成四位数字，用英文（半角）输入，不能是 %q", "a year has four figures; this is %q", text)}
	case year > report.LastYear:
		return 0, inputError{diag.T("没有 %[1]d 年的表式，只到 %[2]d 年。\n      → 请检查年份。", "there is no form for %[1]d, only up to %[2]d.\n      → check the year.", year, report.LastYear)}
	}
	return year, nil
}

// freshFile writes a new file where it was told to.
func (a *app) freshFile(f *newFlags, year int) error {
	if err := vacant(f.output, f.force); err != nil {
		return err
	}
	text, err := a.freshText(f, year)
	if err != nil {
		return err
	}
	if err := a.write(outfile.File{Path: f.output, Data: []byte(text)}); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已写好 %s；请把“待填”的地方填上，用 nianbao check 核对。", "wrote %s; fill in what is marked 待填 and see what nianbao check says.", f.output))
	return nil
}

// freshText makes the new file's text.
func (a *app) freshText(f *newFlags, year int) (string, error) {
	lib, err := a.openFonts()
	if err != nil {
		return "", err
	}
	beside := f.output
	if beside == "" {
		beside = f.from
	}
	forms, err := a.openForms(lib, beside)
	if err != nil {
		return "", err
	}
	in := template.Fresh{Name: f.output, Year: year}
	if in.Name == "" {
		in.Name = strconv.Itoa(year) + ".toml"
	}
	last, err := a.lastReport(lib, f.from)
	if err == nil && last != nil {
		err = last.earlier(f, year)
	}
	if err != nil {
		return "", err
	}
	if in.Form, in.Named, err = chooseForm(forms, year, f.form, last); err != nil {
		return "", err
	}
	if last == nil {
		return template.New(in)
	}
	in.Last = &template.Report{File: last.File, Report: last.Report, Form: last.Form}
	if of := last.Report.Year; of != year-1 {
		fmt.Fprintln(a.err, a.t("注意：%[1]s 是 %[2]d 年度的报告，不是上一年（%[3]d 年度）的：由上一年推出的数字没有填，说明里的“上年”是 %[2]d 年。", "note: %[1]s is of %[2]d, not of the year before (%[3]d): figures that follow from it were not filled in, and the remarks speak of %[2]d.", f.from, of, year-1))
	} else {
		var k check.Checker
		carried, err := k.Carried(in.Form, last.sure(), last.Form)
		if err != nil {
			return "", err
		}
		in.Figure = func(part, row, column string) string {
			return carried[check.Place{Part: part, Row: row, Column: column}]
		}
	}
	return template.New(in)
}

// chooseForm gives the form that is asked for, the one that the year before
// named if it is meant for the new year too, or the year's; named says that the
// report has to name it.
func chooseForm(forms *form.Set, year int, name string, last *lastReport) (f *form.Form, named bool, err error) {
	if name == "" && last != nil && last.Report.Form != "" {
		if f, err := forms.For(year, last.Report.Form); err == nil && f.FirstYear <= year && (f.LastYear == 0 || year <= f.LastYear) {
			return f, true, nil
		}
	}
	f, err = forms.For(year, name)
	return f, name != "", err
}
