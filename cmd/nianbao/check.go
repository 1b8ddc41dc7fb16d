package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/keep/batch"
	"nianbao/internal/keep/rollup"
	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

// checkFlags are the flags of check.
type checkFlags struct {
	last  string
	json  bool
	rules bool
	// explain: every number of the prose, how it is read
	explain bool
}

func (a *app) checkCommand() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   a.t("check 文件或文件夹…", "check FILE|FOLDER…"),
		Short: a.t("核对数字、文字和格式，不生成文件", "check figures, prose and structure; write nothing"),
		Example: a.t("  nianbao check 2021.toml\n  nianbao check 2021.toml --last 往年/2020.toml\n  nianbao check 历年",
			"  nianbao check 2021.toml\n  nianbao check 2021.toml --last old/2020.toml\n  nianbao check reports"),
		RunE: onReports(func(files []string) error {
			if f.rules && len(files) == 0 {
				return a.listRules(f.json)
			}
			return a.check(&f, files)
		}),
	}
	c.Flags().StringVar(&f.last, "last", "", a.t("上一年的`文件`（不写：在同一文件夹里找同一单位的）", "`file` of the year before (default: the same agency's in the same folder)"))
	c.Flags().BoolVar(&f.json, "json", false, a.t("以 JSON 输出，供程序读取", "print JSON for programs"))
	c.Flags().BoolVar(&f.explain, "explain", false, a.t("逐个说明文字中的数怎样理解、同什么比、结果如何", "say of every number of the prose how it is read, with what it was compared, how that came out"))
	c.Flags().BoolVar(&f.rules, "rules", false, a.t("列出全部规则：编号、查什么、例子、怎样关闭", "list all rules: id, what it finds, an example, how to switch it off"))
	return c
}

// checked is what was found in a file; findings about the file itself have no
// id.
type checked struct {
	File     string       `json:"file"`
	Year     int          `json:"year,omitempty"`
	Form     string       `json:"form,omitempty"`
	Last     string       `json:"last,omitempty"`
	Errors   int          `json:"errors"`
	Warnings int          `json:"warnings"`
	Notes    int          `json:"notes"`
	Findings []foundJSON  `json:"findings"`
	Off      []offJSON    `json:"off"`
	Numbers  []numberJSON `json:"numbers,omitempty"`
	shown    diag.List    // the same, for people
	numbers  []check.Explained
	// the file of the year before cannot be read
	lastUnread bool
	unread     bool // the file cannot be read as a report: nothing was checked
}

// foundJSON is a finding as programs read it; docs/checks.md describes it.
type foundJSON struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	What     string `json:"what"`
	Do       string `json:"do,omitempty"`
	Got      string `json:"got,omitempty"`
	Want     string `json:"want,omitempty"`
	Formula  string `json:"formula,omitempty"`
}

type offJSON struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
	Hidden int    `json:"hidden"`
}

var severityWords = []string{diag.Error: "error", diag.Warning: "warning", diag.Info: "info"}

func (a *app) check(f *checkFlags, files []string) error {
	if len(files) == 0 {
		return usageError{diag.T("请给出一个或几个 TOML 文件，例如：nianbao check 2021.toml", "name one or more TOML files, such as: nianbao check 2021.toml")}
	}
	if f.rules {
		return usageError{diag.T("--rules 不和文件一起用", "--rules goes with no file")}
	}
	if f.last != "" && len(files) > 1 {
		return usageError{diag.T("--last 只能和一个文件一起用", "--last goes with one file only")}
	}
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
	k := &inspector{app: a, fonts: lib, explain: f.explain}
	var all []*checked
	failed, twins := false, twins(files)
	for _, name := range files {
		if k.forms, err = a.openForms(lib, name); err != nil {
			return err
		}
		c, err := k.file(name, f.last)
		if err != nil {
			return err
		}
		k.told(c, twins[name])
		failed = failed || c.Errors > 0
		if all = append(all, c); !f.json {
			a.showExplained(c)
			a.showChecked(c)
		}
	}
	if f.json {
		if err := a.writeJSON(map[string]any{"files": all}); err != nil {
			return err
		}
	}
	if failed {
		return errCode(exitInput)
	}
	return nil
}

// twins tells of each file that is of the same body and year as another: batch and
// archive take neither.
func twins(files []string) map[string]diag.List {
	var inputs []batch.Input
	for _, f := range files {
		inputs = append(inputs, batch.Input{Path: f, Rel: f})
	}
	told := map[string]diag.List{}
	for f, err := range batch.Twins(inputs) {
		var list diag.List
		errors.As(err, &list)
		told[f] = list
	}
	return told
}

// inspector is what the files of a run share.
type inspector struct {
	*app
	fonts   *font.Library
	forms   *form.Set
	checker check.Checker
	shelf   press.Shelf
	lists   rollup.Lists
	explain bool
}

// file checks a file. Its error is about what is not the file's fault.
func (k *inspector) file(name, lastName string) (*checked, error) {
	c := &checked{File: name, Findings: []foundJSON{}, Off: []offJSON{}}
	o, err := press.Open(k.forms, name, press.Pictures(k.allowOutside)...)
	var list diag.List
	if errors.As(err, &list) {
		k.told(c, list)
		c.unread = true
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	c.Year, c.Form = o.Report.Year, o.Form.Name
	k.told(c, o.Report.Warnings)
	characters, bad := press.Characters(k.fonts, o)
	k.told(c, characters)
	last, err := k.last(c, o, lastName)
	if err != nil {
		return nil, err
	}
	if last != nil {
		c.Last = cmp.Or(lastName, last.Report.File) // what is made of a Word file is no file
	}
	inspect := press.Inspect
	if k.explain {
		inspect = press.Explain
	}
	r, err := inspect(&k.checker, o, last)
	if err != nil {
		return nil, err
	}
	for _, f := range r.Findings {
		d := f.Diagnostic()
		o.Quote(diag.List{d})
		c.add(d, foundJSON{ID: f.ID, What: f.What.In(k.lang), Got: f.Got, Want: f.Want, Formula: f.Formula.EN}, k.lang)
	}
	k.explained(c, r.Numbers)
	switch {
	case !errors.As(bad, &list):
		err = bad
	case c.Errors == 0: // else the rules have said it better
		k.told(c, list)
	}
	if err := k.bodies(c, o); err != nil {
		return nil, err
	}
	for _, o := range r.Off {
		c.Off = append(c.Off, offJSON{o.ID, o.Reason, o.Count})
	}
	return c, err
}

// bodies compares a county's report with those of its bodies.
func (k *inspector) bodies(c *checked, o *press.Opened) error {
	r, list, err := k.bodiesBeside(o)
	if err != nil {
		return err
	}
	k.told(c, list)
	if r == nil {
		return nil
	}
	counted, expected := r.CountBodies()
	done := diag.New(diag.Pos{File: r.County.File}, diag.T("已同名单上各单位的数核对：应计入 %[1]d 个，已计入 %[2]d 个", "compared with the bodies of the list: %[2]d of %[1]d are counted", expected, counted), diag.Text{})
	done.Severity = diag.Info
	k.told(c, diag.List{done})
	for _, f := range r.Findings {
		if !sumsOff(o) && f.ID == sumRule || f.ID != sumRule && f.Severity == diag.Error {
			c.add(f.Diagnostic, foundJSON{ID: f.ID, What: f.What.In(k.lang)}, k.lang)
		}
	}
	return nil
}

// last opens the report of the year before: the one that was named, or the one
// that stands beside.
func (k *inspector) last(c *checked, o *press.Opened, name string) (*press.Opened, error) {
	if name == "" {
		last, list := k.shelf.Last(k.forms, o)
		k.told(c, list)
		c.lastUnread = last == nil && len(list) > 0
		return last, nil
	}
	last, err := k.lastReport(k.fonts, name)
	if err != nil {
		return nil, err
	}
	if last.Report.Year != o.Report.Year-1 {
		return nil, inputError{diag.T("--last 要给 %d 年的报告，%s 是 %d 年的。", "--last must be the report of %d; %s is of %d.", o.Report.Year-1, name, last.Report.Year)}
	}
	last.Opened.Report = last.sure() // nothing is compared with a figure in doubt
	return last.Opened, nil
}

// told adds what was found when a file was read.
func (k *inspector) told(c *checked, list diag.List) {
	for _, d := range list {
		c.add(d, foundJSON{What: d.What.In(k.lang)}, k.lang)
	}
}

func (c *checked) add(d *diag.Diagnostic, f foundJSON, lang diag.Lang) {
	f.Severity, f.File, f.Line, f.Column, f.Do = severityWords[d.Severity], d.File, d.Line, d.Col, d.Do.In(lang)
	c.Findings = append(c.Findings, f)
	c.shown = append(c.shown, d)
	switch d.Severity {
	case diag.Error:
		c.Errors++
	case diag.Warning:
		c.Warnings++
	default:
		c.Notes++
	}
}

// off says that a rule is switched off, and why.
func (a *app) off(file string, o offJSON) string {
	return a.t("%[1]s: 已关闭 [%[2]s]，理由：%[3]s（不显示 %[4]d 项）", "%[1]s: [%[2]s] is switched off: %[3]s (%[4]d not shown)", file, o.ID, o.Reason, o.Hidden)
}

// showChecked prints what was found in a file, and a line that sums it up.
func (a *app) showChecked(c *checked) {
	if len(c.shown) > 0 {
		fmt.Fprintln(a.out, c.shown.Format(a.lang))
	}
	for _, o := range c.Off {
		fmt.Fprintln(a.out, a.off(c.File, o))
	}
	with := a.t("没有上一年的文件", "no file of the year before")
	switch {
	case c.unread:
		with = a.t("改正后还会接着核对内容", "the content is checked when they are mended")
	case c.lastUnread:
		with = a.t("没有同上一年核对", "not compared with the year before")
	case c.Last != "":
		with = a.t("上一年：%s", "year before: %s", c.Last)
	}
	fmt.Fprintln(a.out, a.t("%[1]s: %[2]d 个错误，%[3]d 个警告，%[4]d 个提示（%[5]s）", "%[1]s: %[2]d errors, %[3]d warnings, %[4]d notes (%[5]s)",
		c.File, c.Errors, c.Warnings, c.Notes, with))
}
