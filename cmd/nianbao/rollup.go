package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/keep/rollup"
	"nianbao/internal/layout/font"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// rollupFlags are the flags of rollup.
type rollupFlags struct {
	from, output, trace string
	fresh, force        bool
}

func (a *app) rollupCommand() *cobra.Command {
	var f rollupFlags
	c := &cobra.Command{
		Use:   a.t("rollup 名单", "rollup COUNTY.toml"),
		Short: a.t("汇总各单位的报告：逐格相加，查出缺报、重报和错数", "add up the reports of a county's bodies, and find what is missing, doubled or wrong"),
		Long: a.t("把各单位交来的报告（数据文件、Word、网页、Excel、PDF 都可以）按名单逐格相加。写出：汇总.toml（三张表已加好，文字待写，旁边有可用的数）、汇总.xlsx（底稿，合计是公式，每个数有出处）、问题（每个单位一份清单，可以直接发回）、ledger.json（来源台账）。谁的报告由单位名称和年度决定，对不上的只指出，不猜。有单位改报后再运行一次：只改由它带来的数，并列出改了什么。有错误时退出码是 1，文件照样写出。",
			"add up the reports that a county's bodies handed in (data files, Word, web pages, Excel, PDF), as a list of bodies says. Written are 汇总.toml (all tables summed, prose left to write, facts beside it), 汇总.xlsx (a working paper with live sums and the source of each figure), 问题 (what is wrong, by body, to be sent back) and ledger.json. Whose a report is follows from name and year; what does not fit is told, never guessed. After a correction run it again: only what follows from it changes, and is listed. The exit code is 1 where there are errors; the files are written all the same."),
		Example: a.t("  nianbao rollup --new 名单.toml --from 各单位\n  nianbao rollup 名单.toml --from 各单位 -o 汇总\n  nianbao rollup 名单.toml --trace applications.new.natural",
			"  nianbao rollup --new county.toml --from reports\n  nianbao rollup county.toml --from reports -o sums\n  nianbao rollup county.toml --trace applications.new.natural"),
		RunE: func(_ *cobra.Command, args []string) error { return a.rollup(&f, args) },
	}
	c.Flags().StringVar(&f.from, "from", "", a.t("各单位报告的`文件夹`（不写：名单里的 from）；和 --new 一起用时，也可以是去年的名单", "`folder` of the bodies' reports (default: from in the list); with --new also last year's list"))
	c.Flags().StringVarP(&f.output, "output", "o", "", a.t("写到哪个`文件夹`（不写：名单旁边的“汇总”）", "`folder` to write to (default: 汇总 beside the list)"))
	c.Flags().StringVar(&f.trace, "trace", "", a.t("只显示一`格`由哪些单位相加，例如 applications.new.natural", "only show what a `figure` is made of, such as applications.new.natural"))
	c.Flags().BoolVar(&f.fresh, "new", false, a.t("写一份新名单", "write a new list"))
	c.Flags().BoolVar(&f.force, "force", false, a.t("名单已有时也覆盖（和 --new 一起用）", "replace an existing list (with --new)"))
	return c
}

func (a *app) rollup(f *rollupFlags, args []string) error {
	if len(args) != 1 {
		return usageError{diag.T("请给出名单，例如：nianbao rollup 名单.toml --from 各单位；还没有名单，加 --new", "name the list of bodies, such as: nianbao rollup county.toml --from reports; --new writes one")}
	}
	if fi, err := os.Stat(args[0]); err == nil && fi.IsDir() {
		return usageError{diag.T("%[1]s 是文件夹，这里要写名单；还没有名单的，先写一份：nianbao rollup --new 名单.toml --from %[1]s", "%[1]s is a folder, and the list of bodies is wanted; to write one: nianbao rollup --new county.toml --from %[1]s", args[0])}
	}
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
	ctx, stop := a.interrupted()
	defer stop()
	if f.fresh {
		return a.newCounty(ctx, f, args[0], lib)
	}
	if err := asFolder("-o", f.output); err != nil {
		return err
	}
	c, err := rollup.ReadCounty(args[0])
	if err != nil {
		return err
	}
	if f.from == "" {
		if f.from = c.Folder(); f.from == "" {
			return usageError{diag.T("请写明各单位的报告在哪个文件夹：--from 文件夹，或在名单里写 from", "say where the bodies' reports are: --from FOLDER, or from in the list")}
		}
	}
	if f.output == "" {
		f.output = sumsBeside(c)
	}
	if sameFolder(f.output, f.from) {
		return usageError{diag.T("-o 不能是各单位报告的文件夹", "-o must not be the folder of the bodies' reports")}
	}
	r, b, err := a.addUp(ctx, lib, c, f.from)
	if err != nil {
		return err
	}
	if f.trace != "" {
		return a.trace(r, f.trace)
	}
	return a.writeRollup(r, b, f.output)
}

// sumsBeside is the folder of a roll-up beside its list; where that has another year's
// or county's, one with the year in its name.
func sumsBeside(c *rollup.County) string {
	dir := filepath.Join(filepath.Dir(c.File), "汇总")
	if l := ledgerIn(c, dir); l != nil && (l.Year != c.Year || l.County != c.Agency) {
		return dir + strconv.Itoa(c.Year)
	}
	return dir
}

// ledgerIn gives the ledger of the roll-up in a folder; nil: there is none to be read.
func ledgerIn(c *rollup.County, dir string) *rollup.Ledger {
	data, err := readNamed(diag.Text{}, filepath.Join(dir, rollup.LedgerName))
	if err != nil {
		return nil
	}
	l, err := rollup.ParseLedger(c.File, data)
	if err != nil {
		return nil
	}
	return l
}

// writeRollup writes what came out, and tells it.
func (a *app) writeRollup(r *rollup.Rollup, b *press.Builder, dir string) error {
	out, err := r.Output(dir, b)
	if err != nil {
		return err
	}
	for _, f := range out.Files { // a paper in which somebody went on writing
		if ending := filepath.Ext(f.Path); ending == ".docx" || ending == ".xlsx" {
			if err := refused(f); err != nil {
				return err
			}
		}
	}
	if err := a.write(out.Files...); err != nil {
		return err
	}
	a.tellRollup(r, out, dir)
	if r.Count(diag.Error) > 0 || len(out.Kept) > 0 {
		return errCode(exitInput)
	}
	return nil
}

// addUp reads and adds up the reports of a folder.
func (a *app) addUp(ctx context.Context, lib *font.Library, c *rollup.County, from string) (*rollup.Rollup, *press.Builder, error) {
	forms, err := a.openForms(lib, c.File)
	if err != nil {
		return nil, nil, err
	}
	r, err := rollup.Make(ctx, c, forms, a.reader(lib), from)
	return r, &press.Builder{Fonts: lib, Forms: forms, Options: press.Options{Version: version, Typeset: typeset.Options{AllowMissing: true}}}, err // a rare character stops no letter
}

// newCounty writes a new list of bodies.
func (a *app) newCounty(ctx context.Context, f *rollupFlags, name string, lib *font.Library) error {
	if f.from == "" {
		return usageError{diag.T("--new 要和 --from 一起用：各单位报告的文件夹，或去年的名单", "--new goes with --from: a folder of reports, or last year's list")}
	}
	if err := asFile("--new", name, ".toml"); err != nil {
		return err
	}
	if err := vacant(name, f.force); err != nil {
		return err
	}
	info, err := os.Stat(f.from)
	if err != nil {
		return unreadable(diag.T("--from", "--from"), f.from, err)
	}
	var text []byte
	if info.IsDir() {
		from := f.from
		if rel, err := filepath.Rel(filepath.Dir(name), f.from); err == nil {
			from = rel
		}
		var forms *form.Set
		if forms, err = a.openForms(lib, name); err != nil {
			return err
		}
		text, err = rollup.Draft(ctx, forms, a.reader(lib), f.from, from)
	} else {
		text, err = nextCounty(f.from, name)
	}
	if err != nil {
		return err
	}
	if err := a.write(outfile.File{Path: name, Data: text}); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("已写好 %s；请核对单位、类别和不计入的理由。", "wrote %s; look at the bodies, their kinds, and which are left out.", name))
	var left diag.List
	if _, err := rollup.ReadCounty(name); errors.As(err, &left) { // what nobody could tell from the reports
		fmt.Fprintln(a.out, a.t("还有要改的：", "to be mended yet:")+"\n"+a.told(left))
	}
	return nil
}

func nextCounty(last, name string) ([]byte, error) {
	c, err := rollup.ReadCounty(last)
	if err != nil {
		return nil, err
	}
	return rollup.NextYear(c, name)
}

// sameFolder reports whether two names are one folder's.
func sameFolder(a, b string) bool {
	one, err := os.Stat(a)
	two, err2 := os.Stat(b)
	if err == nil && err2 == nil {
		return os.SameFile(one, two)
	}
	return filepath.Clean(a) == filepath.Clean(b)
}

// trace shows what a figure is made of.
func (a *app) trace(r *rollup.Rollup, key string) error {
	p, ok := rollup.ParsePlace(key)
	c := r.Cell(p)
	if !ok || c == nil {
		return inputError{diag.T("没有这一格：%[1]s（写成 部分.行.列，例如 applications.new.natural）", "there is no figure %[1]s (write part.row.column, such as applications.new.natural)", key)}
	}
	fmt.Fprintln(a.out, r.Label(p))
	for _, d := range c.Addends {
		if d.Number.Sign() != 0 {
			fmt.Fprintf(a.out, "%12s  %s  %s\n", formula.Decimal(d.Number), d.Name, d.Source(p, d.Figure).In(a.lang))
		}
	}
	for _, adjust := range c.Adjusts {
		fmt.Fprintf(a.out, "%12s  %s\n", adjust.Amount.Text, a.t("调整：%s", "adjusted: %s", adjust.Reason))
	}
	fmt.Fprintln(a.out, a.t("%12s  合计（%d 个单位计入，没有列出的为 0）", "%12s  sum (of %d bodies; those not listed have 0)", c.Text(), len(c.Addends)))
	if left := r.Left(c); len(left) > 0 {
		fmt.Fprintln(a.out, a.t("没有计入（%[1]d 个单位）：%[2]s", "not counted (%[1]d bodies): %[2]s", len(left), strings.Join(left, "、")))
	}
	return nil
}

// How many findings are shown on the screen: of a run, and of a kind of a body's.
const (
	shownFindings = 60
	shownOfKind   = 6
)

func (a *app) tellRollup(r *rollup.Rollup, out *rollup.Output, dir string) {
	gravest := rollup.Gathered(r.Told())
	slices.SortStableFunc(gravest, func(a, b *rollup.Finding) int { return cmp.Compare(a.Severity, b.Severity) })
	shown, kinds := 0, map[[2]string]int{}
	for _, f := range gravest {
		kind := [2]string{f.Body, f.ID}
		if kinds[kind]++; shown == shownFindings || kinds[kind] > shownOfKind {
			continue
		}
		shown++
		d := *f.Diagnostic
		if f.Body != "" {
			d.What = diag.Text{ZH: f.Body + "：" + d.What.ZH, EN: f.Body + ": " + d.What.EN}
			if a.folder != "" {
				d.Pos = diag.Pos{} // the body says enough
			}
		}
		fmt.Fprintln(a.out, a.told(diag.List{&d}))
	}
	if more := len(gravest) - shown; more > 0 {
		fmt.Fprintln(a.out, a.t("另有 %d 项，见“问题”文件夹和 汇总.xlsx。", "%d more; see the folder 问题 and 汇总.xlsx.", more))
	}
	a.tellChanges(r, out)
	counted, expected := r.CountBodies()
	if without := r.Uncounted(); len(without) > 0 {
		fmt.Fprintln(a.out, a.t("数字不全：已计入的单位中，%[1]d 个有数没有计入：%[2]s", "figures of %[1]d counted bodies are not counted: %[2]s", len(without), strings.Join(without, a.t("、", "; "))))
	}
	fmt.Fprintln(a.out, a.t("应计入 %[1]d 个单位，已计入 %[2]d 个；%[3]d 个错误，%[4]d 个警告。已写入 %[5]s", "%[2]d of %[1]d bodies are counted; %[3]d errors, %[4]d warnings. Written to %[5]s",
		expected, counted, r.Count(diag.Error)+len(out.Kept), r.Count(diag.Warning), dir))
}

// tellChanges lists what differs from the roll-up that was there.
func (a *app) tellChanges(r *rollup.Rollup, out *rollup.Output) {
	if !out.Again {
		return
	}
	zero := func(t string) string {
		if t == "" {
			return "0"
		}
		return t
	}
	fmt.Fprintln(a.out, a.t("与上一次汇总相比，%d 格不同：", "against the roll-up before, %d figures differ:", len(out.Changes)))
	for _, c := range out.Changes {
		body := c.Body
		if body == "" {
			body = a.t("汇总", "sum")
		}
		if c.Dropped {
			fmt.Fprintln(a.out, a.t("  %s  上一次计入，这一次没有计入", "  %s  was counted, and is no more", body))
			continue
		}
		fmt.Fprintf(a.out, "  %s  %s  %s → %s\n", body, r.Label(c.Cell), zero(c.Was), zero(c.Now))
	}
	for _, name := range out.Stale {
		fmt.Fprintln(a.out, a.t("提示: %s 里的“%s”是以前写的，这个单位已不在名单上，不要再发。", "note: %s has %q of an earlier run; the body is listed no more.", rollup.LetterDir, name))
	}
	for _, p := range out.Kept {
		fmt.Fprintln(a.out, a.t("错误: %[1]s 里的“%[2]s”手工改过，没有动；现在的合计是 %[3]s。要用合计的，改成 %[3]s；改得对的，在名单里写明加减和理由（[[adjust]]）。",
			"error: in %[1]s %[2]s was changed by hand and is left; the sum is %[3]s now. Write the sum, or give the reason in an [[adjust]] of the list.", rollup.TextName, r.Label(p), r.Cell(p).Text()))
	}
}

// bodiesBeside compares a county's report with its bodies, where the list of these
// lies beside it and says where their reports are. Without such a list, what it gives
// is nil, and why a list is of no use is told.
func (k *inspector) bodiesBeside(o *press.Opened) (*rollup.Rollup, diag.List, error) {
	c, told := k.lists.Beside(o.File.Name, o.Report.Agency.Text, o.Report.Year)
	if c == nil {
		return nil, told, nil
	}
	r, _, err := k.addUp(context.Background(), k.fonts, c, c.Folder())
	var list diag.List
	if errors.As(err, &list) {
		return nil, list, nil
	}
	if err != nil {
		return nil, nil, err
	}
	r.Compare(o)
	return r, nil, nil
}
