package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
	"nianbao/internal/press/workbook"
)

// excelFlags are the flags of excel.
type excelFlags struct {
	blank, form, output string
	force               bool
}

func (a *app) excelCommand() *cobra.Command {
	var f excelFlags
	c := &cobra.Command{
		Use:   a.t("excel 文件", "excel FILE"),
		Short: a.t("把各张表写成 Excel 文件，勾稽关系自动核对", "write the tables as an Excel file that checks its sums"),
		Long: a.t("把报告的各张表写成一个 Excel 文件：一张表一个工作表，样子和表样一样；填数字的格可以改，文字锁定；总计和勾稽关系是公式，不符的格变红，在 WPS、Excel 中不用本程序也能核对。--blank 写一份空白的。填好以后用 nianbao import 读回来。",
			"write the tables of a report as an Excel file: a sheet for each, as the form has it; cells for figures are open, labels are locked; totals and rules are formulas, and what does not agree turns red in WPS or Excel without this program. --blank writes an empty one. nianbao import reads it back."),
		Example: a.t("  nianbao excel 2020.toml\n  nianbao excel --blank 2026 -o 2026.xlsx", "  nianbao excel 2020.toml\n  nianbao excel --blank 2026 -o 2026.xlsx"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.excel(&f, args) },
	}
	c.Flags().StringVar(&f.blank, "blank", "", a.t("写一份空白的，哪个`年度`", "an empty one, of this `year`"))
	c.Flags().StringVar(&f.form, "form", "", a.t("空白的用哪个`表式`（不写：由年度决定）", "`name` of the form of an empty one (default: the year's)"))
	c.Flags().StringVarP(&f.output, "output", "o", "", a.t("写到哪个`文件`（不写：与输入文件同名的 .xlsx）", "`file` to write (default: the input's name with .xlsx)"))
	c.Flags().BoolVar(&f.force, "force", false, a.t("文件已有时也覆盖", "replace an existing file"))
	return c
}

func (a *app) excel(f *excelFlags, args []string) error {
	const exampleZH, exampleEN = "，例如：nianbao excel 2020.toml 或 nianbao excel --blank 2026", ", such as: nianbao excel 2020.toml, or nianbao excel --blank 2026"
	switch {
	case len(args) == 0 && f.blank == "":
		return usageError{diag.T("请给出一个数据文件，或用 --blank 写明年度"+exampleZH, "name a report's file, or a year with --blank"+exampleEN)}
	case len(args) > 1 || len(args) == 1 && f.blank != "":
		return usageError{diag.T("一次写一个 Excel 文件"+exampleZH, "one Excel file at a time"+exampleEN)}
	case f.form != "" && f.blank == "":
		return usageError{diag.T("--form 要和 --blank 一起用", "--form goes with --blank")}
	}
	if err := asFile("-o", f.output, ".xlsx"); err != nil {
		return err
	}
	if f.output == "" {
		if f.output = f.blank + ".xlsx"; len(args) == 1 {
			f.output = target(args[0], "", ".xlsx")
		}
	}
	if err := vacant(f.output, f.force); err != nil {
		return err
	}
	book, err := a.workbook(f, args)
	if err != nil {
		return err
	}
	data, err := xlsx.Write(book)
	if err != nil {
		return err
	}
	if err := a.write(outfile.File{Path: f.output, Data: data}); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已写好 %[1]s（%[2]d 个工作表）；填好以后用 nianbao import 读回来。", "wrote %[1]s (%[2]d sheets); nianbao import reads it back.", f.output, len(book.Sheets)))
	return nil
}

// vacant refuses to replace a file, which may have what was typed by hand.
func vacant(name string, force bool) error {
	if force {
		return nil
	}
	if there, err := occupied(name); !there {
		return err
	}
	return writeError{diag.T("%s 已经有了，没有覆盖。\n      → 换一个文件名；确实要覆盖，加 --force。", "%s is there already and was not replaced.\n      → choose another name, or replace it with --force.", name)}
}

// workbook makes the workbook of a report, or a blank one.
func (a *app) workbook(f *excelFlags, args []string) (*xlsx.Book, error) {
	lib, err := a.openFonts()
	if err != nil {
		return nil, err
	}
	if len(args) == 1 {
		return a.workbookOf(lib, args[0])
	}
	year, err := yearNamed(f.blank)
	if err != nil {
		return nil, err
	}
	forms, err := a.openForms(lib, f.output)
	if err != nil {
		return nil, err
	}
	of, err := forms.For(year, f.form)
	if err != nil {
		return nil, err
	}
	return workbook.Blank(year, of)
}

// workbookOf makes the workbook of a report.
func (a *app) workbookOf(lib *font.Library, path string) (*xlsx.Book, error) {
	forms, err := a.openForms(lib, path)
	if err != nil {
		return nil, err
	}
	o, err := press.Open(forms, path, press.Pictures(a.allowOutside)...)
	if err != nil {
		return nil, err
	}
	a.warn(o.Report.Warnings)
	book, err := workbook.Make(o.Report, o.Form)
	var list diag.List
	if errors.As(err, &list) {
		o.Quote(list)
	}
	return book, err
}
