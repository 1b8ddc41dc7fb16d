package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/keep/batch"
	"nianbao/internal/press"
)

// batchFlags are the flags of batch.
type batchFlags struct {
	buildFlags
	jobs   int
	shard  string
	check  bool
	again  bool
	asJSON bool
	table  string
}

// exitLeft is the exit code of a run that the user ended, as shells have it.
const exitLeft = 130

func (a *app) batchCommand() *cobra.Command {
	var f batchFlags
	c := &cobra.Command{
		Use:   a.t("batch 文件夹…", "batch FOLDER…"),
		Short: a.t("成批生成：历年、各单位的报告，没有变的不重做", "build many reports; what has not changed is left as it is"),
		Example: a.t("  nianbao batch 历年 -o 成品\n  nianbao batch 历年 -o 成品 --check\n  nianbao batch 名单.txt -o 成品 --report 结果.csv",
			"  nianbao batch reports -o out\n  nianbao batch reports -o out --check\n  nianbao batch list.txt -o out --report result.csv"),
		RunE: func(_ *cobra.Command, args []string) error { return a.batch(&f, args) },
	}
	a.outputFlags(c, &f.buildFlags)
	c.Flags().StringVarP(&f.dir, "output", "o", "", a.t("写到哪个`文件夹`（必须写）", "`folder` to write to (required)"))
	c.Flags().IntVar(&f.jobs, "jobs", 0, a.t("同时做`几个`（不写：处理器有几核就几个）", "`number` of workers (default: one for each core)"))
	c.Flags().StringVar(&f.shard, "shard", "", a.t("只做其中一份，`第几份/共几份`，例如 3/16", "only one part, `I/N`, such as 3/16"))
	c.Flags().BoolVar(&f.again, "again", false, a.t("没有变的也重做", "build what has not changed, too"))
	c.Flags().BoolVar(&f.check, "check", false, a.t("不写文件，只看重做以后哪些文件会变", "write nothing; tell which files would change"))
	c.Flags().BoolVar(&f.asJSON, "json", false, a.t("结果写成 JSON", "print the result as JSON"))
	c.Flags().StringVar(&f.table, "report", "", a.t("结果另存为 CSV `文件`，可用 WPS 或 Excel 打开", "also write the result as CSV `file`"))
	return c
}

func (a *app) batch(f *batchFlags, args []string) error {
	if len(args) == 0 || f.dir == "" {
		return usageError{diag.T("请给出文件夹和 -o，例如：nianbao batch 历年 -o 成品", "name a folder and -o, such as: nianbao batch reports -o out")}
	}
	if err := errors.Join(asFolder("-o", f.dir), asFile("--report", f.table, ".csv")); err != nil {
		return err
	}
	inputs, err := someReports(args)
	if err != nil {
		return err
	}
	return a.buildAll(f, inputs)
}

// buildAll builds the inputs, those that must be, and tells of it.
func (a *app) buildAll(f *batchFlags, inputs []batch.Input) (err error) {
	defer collectAfter(garbageOfMany)()
	opt := batch.Options{Refused: batch.Twins(inputs)}
	if f.shard != "" {
		if inputs, opt.Shard, err = shard(inputs, f.shard); err != nil {
			return err
		}
	}
	bar := a.bar(len(inputs), a.t("生成", "building"), f.asJSON)
	opt.Done = func(r *batch.Report) {
		// On a terminal the bar tells of those that were built.
		if !f.asJSON && (bar == nil || r.Status != batch.Built) {
			bar.Clear()
			a.tell(r)
		}
		bar.Add(1)
	}
	reports, err := a.runBatch(f, inputs, opt)
	bar.Finish()
	if reports == nil && err != nil {
		return err
	}
	if err != nil { // of the state
		a.report(err)
	}
	return errors.Join(a.batchResult(f, reports), stateCode(err), batchCode(reports))
}

// runBatch builds the inputs, those that must be. An error with reports is of what
// the next run needs.
func (a *app) runBatch(f *batchFlags, inputs []batch.Input, opt batch.Options) ([]batch.Report, error) {
	opt.Dir, opt.Jobs, opt.Check, opt.Again = f.dir, cmp.Or(f.jobs, runtime.NumCPU()), f.check, f.again
	if opt.Jobs < 1 {
		return nil, usageError{diag.T("--jobs 至少是 1，不能是 %d", "--jobs is 1 at least, not %d", f.jobs)}
	}
	if err := a.batchBuilder(f, &opt, len(inputs)); err != nil {
		return nil, err
	}
	defer collectWithin(opt.Jobs, len(inputs))()
	ctx, stop := a.interrupted()
	defer stop()
	reports, err := batch.Run(ctx, inputs, opt)
	switch {
	case errors.Is(err, batch.ErrBusy):
		return nil, writeError{diag.T("另一个 batch 正在写 %s，等它完成后再运行。", "another batch is at work on %s; run this when it is done.", f.dir)}
	case err != nil:
		return reports, unwritable(f.dir, err)
	}
	return reports, nil
}

// batchResult tells how a run went, in the ways that were asked for.
func (a *app) batchResult(f *batchFlags, reports []batch.Report) error {
	if f.table != "" {
		if err := a.writeTable(f.table, reports); err != nil {
			return err
		}
	}
	if f.asJSON {
		return a.batchJSON(reports)
	}
	a.batchSummary(reports)
	return nil
}

// stateCode gives the exit code where what the next run needs was not written.
func stateCode(err error) error {
	if err != nil {
		return errCode(exitWrite)
	}
	return nil
}

// batchCode gives the exit code of a run.
func batchCode(reports []batch.Report) error {
	n := tallied(reports)
	switch {
	case n[batch.Left] > 0:
		return errCode(exitLeft)
	case unwritten(reports):
		return errCode(exitWrite)
	case n[batch.Failed]+n[batch.Differs] > 0:
		return errCode(exitInput)
	}
	return nil
}

func unwritten(reports []batch.Report) bool {
	for i := range reports {
		if reports[i].Unwritten {
			return true
		}
	}
	return false
}

// shard takes a part of the inputs, "3/16".
func shard(inputs []batch.Input, s string) (part []batch.Input, name string, err error) {
	i, n, _ := strings.Cut(s, "/")
	a, err1 := strconv.Atoi(i)
	b, err2 := strconv.Atoi(n)
	if err1 == nil && err2 == nil {
		part, err = batch.Shard(inputs, a, b)
	}
	if err1 != nil || err2 != nil || err != nil {
		return nil, "", usageError{diag.T("--shard 写成 第几份/共几份，例如 3/16，不能是 %q", "--shard is I/N, such as 3/16, not %q", s)}
	}
	return part, fmt.Sprintf("%d-of-%d", a, b), nil
}

// batchBuilder sets how so many reports are built, and what they all depend on.
func (a *app) batchBuilder(f *batchFlags, opt *batch.Options, reports int) error {
	bs, err := a.builders(&f.buildFlags)
	if err != nil {
		return err
	}
	bs.options.OneByOne = min(opt.Jobs, reports) >= runtime.NumCPU() // they keep the cores busy
	program, err := batch.Program()
	if err != nil {
		return err
	}
	fonts := batch.Fingerprint(a.fonts, ".ttf", ".otf", ".ttc", ".otc")
	opt.Setting = fmt.Sprintf("%s %s %q %s %t %t %t %t %t", program, fonts, f.formats, f.processor, f.allowMissing, f.allowErrors, f.sealed, f.attach, a.allowOutside)
	var settings sync.Map // of the folders
	opt.Builder = func(input string) (*press.Builder, string, error) {
		dir := filepath.Dir(input)
		setting, _ := settings.LoadOrStore(dir, sync.OnceValue(func() string {
			return batch.Fingerprint([]string{filepath.Join(dir, besideName), a.layouts}, ".toml")
		}))
		b, err := bs.of(input)
		return b, setting.(func() string)(), err
	}
	return nil
}

// bar shows the progress of n reports.
type bar struct{ *progressbar.ProgressBar }

// Add, Clear and Finish do nothing where no bar is shown.
func (b *bar) Add(n int) {
	if b != nil {
		b.ProgressBar.Add(n)
	}
}

func (b *bar) Clear() {
	if b != nil {
		b.ProgressBar.Clear()
	}
}

func (b *bar) Finish() {
	if b != nil {
		b.ProgressBar.Finish()
	}
}

// bar gives a bar on a terminal; elsewhere none.
func (a *app) bar(n int, doing string, quiet bool) *bar {
	if quiet || a.terminal == nil {
		return nil
	}
	return &bar{progressbar.NewOptions(n, progressbar.OptionSetWriter(a.terminal), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionSetItsString(a.t("份", "reports")), progressbar.OptionSetPredictTime(true), progressbar.OptionSetWidth(30),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetDescription(doing))}
}

// tell writes a line about a report, and why it failed.
func (a *app) tell(r *batch.Report) {
	switch r.Status {
	case batch.Built:
		line := a.t("已生成 %[1]s（%[2]d 页", "built %[1]s (%[2]d pages", r.Input.Rel, r.Pages)
		if n := r.Warnings + r.Errors; n > 0 {
			line += a.t("，%d 处提醒", ", %d findings", n)
		}
		fmt.Fprintln(a.out, line+a.t("）", ")"))
	case batch.Failed:
		fmt.Fprintln(a.err, a.t("没有生成 %s：", "not built: %s", r.Input.Path))
		a.why(r)
	case batch.Differs:
		for _, c := range r.Changes {
			if c.At < 0 {
				fmt.Fprintln(a.out, a.t("%s：还没有这个文件", "%s: there is no such file", c.Name))
				continue
			}
			fmt.Fprintln(a.out, a.t("%[1]s：会变（现有的 %[2]d KB，重做后 %[3]d KB）", "%[1]s: would change (it has %[2]d KB, made anew %[3]d KB)", c.Name, (c.Old+1023)/1024, (c.New+1023)/1024))
		}
	}
}

// why tells why a report failed.
func (a *app) why(r *batch.Report) {
	var stopped press.Stopped
	switch {
	case errors.As(r.Why, &stopped):
		a.warn(stopped.List)
		fmt.Fprintln(a.err, "      → "+remedy(stopped).In(a.lang))
	case r.Unwritten:
		a.report(unwritable(r.Input.Path, r.Why))
	default:
		a.report(r.Why)
	}
}
