package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/intake"
	"nianbao/internal/intake/text"
	"nianbao/internal/outfile"
)

// importFlags are the flags of import.
type importFlags struct {
	output, agency, form, list string
	year                       int
	force                      bool
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use:   a.t("import 文件或文件夹…", "import FILE or FOLDER…"),
		Short: a.t("把以前的报告（Word、网页、Excel、PDF）转成数据文件", "make data files of earlier reports (Word, web pages, Excel, PDF)"),
		Long: a.t("把以前的报告转成数据文件：表格按行名、列名对应，数字照原件录入，合计都对得上才算可靠；读不准的照原样写，并在该行注明“存疑”。图片放在数据文件旁边。有存疑时退出码是 1。",
			"make data files of earlier reports: tables are found by the names of rows and columns, figures are taken as they stand, and are sure only where all sums close; what is in doubt is written as it stands and marked 存疑. Pictures go beside the file. The exit code is 1 where something is in doubt."),
		Example: a.t("  nianbao import 2020年报.docx\n  nianbao import 2020.html -o 历年\n  nianbao import 历年报告 -o 历年 --list 存疑.csv\n  nianbao import 年报.pdf --year 2020 --agency 某某县水利局",
			"  nianbao import 2020.docx\n  nianbao import 2020.html -o reports\n  nianbao import old-reports -o reports --list doubts.csv"),
		RunE: onFiles(func(args []string) error { return a.importAll(&f, args) }),
	}
	c.Flags().StringVarP(&f.output, "output", "o", "", a.t("写到哪个`文件夹或文件`（不写：原件旁边）", "`folder or file` to write to (default: beside the original)"))
	c.Flags().IntVar(&f.year, "year", 0, a.t("报告`年度`（不写：从原件看）", "the report's `year` (default: told by the original)"))
	c.Flags().StringVar(&f.agency, "agency", "", a.t("`单位`全称（不写：从原件看）", "the body's `name` (default: told by the original)"))
	c.Flags().StringVar(&f.form, "form", "", a.t("`表式`（不写：由原件的表格和年度决定）", "`name` of the form (default: told by tables and year)"))
	c.Flags().StringVar(&f.list, "list", "", a.t("存疑的地方另存为 CSV `文件`，可用 WPS 或 Excel 打开", "also write what is in doubt as CSV `file`"))
	c.Flags().BoolVar(&f.force, "force", false, a.t("文件已有时也覆盖", "replace existing files"))
	return c
}

// importable are the endings of files that are looked for in folders.
var importable = []string{".docx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".mht", ".mhtml", ".xlsx", ".xls", ".et", ".ods", ".pdf", ".txt"}

// intakeJob is a file to import and where it goes.
type intakeJob struct {
	path, rel string // rel is below the folder that was named
	output    string
	taken     string // the other file that has the same output
	done      *taken
	err       error
}

func (a *app) importAll(f *importFlags, args []string) error {
	jobs, err := importJobs(f, args)
	if err != nil {
		return err
	}
	if err := errors.Join(asFile("--list", f.list, ".csv"), f.free(f.list)); err != nil {
		return err
	}
	lib, err := a.openFonts()
	if err != nil {
		return err
	}
	in := a.importer(f, lib)
	ctx, stop := a.interrupted()
	defer stop()
	bar := a.bar(len(jobs), a.t("导入", "importing"), len(jobs) == 1)
	in.run(ctx, jobs, func(j *intakeJob) {
		bar.Clear()
		a.tellImport(j)
		bar.Add(1)
	})
	bar.Finish()
	if len(jobs) > 1 {
		a.importSummary(jobs)
	}
	if f.list != "" && slices.ContainsFunc(jobs, func(j intakeJob) bool { return j.err == nil || len(jobs) > 1 }) {
		if err := a.writeDoubts(f, jobs); err != nil {
			return err
		}
	}
	return importCode(jobs)
}

// run imports all files, several at once; told is called in their order.
func (in *importer) run(ctx context.Context, jobs []intakeJob, told func(*intakeJob)) {
	ready := make([]chan struct{}, len(jobs))
	next := make(chan int)
	var wg sync.WaitGroup
	for i := range ready {
		ready[i] = make(chan struct{})
	}
	for range min(runtime.NumCPU(), len(jobs)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				j := &jobs[i]
				if j.err = ctx.Err(); j.err == nil {
					j.err = diag.Guard(func() (err error) {
						j.done, err = in.one(ctx, j)
						return err
					})
				}
				close(ready[i])
			}
		}()
	}
	go func() {
		for i := range jobs {
			next <- i
		}
		close(next)
	}()
	for i := range jobs {
		<-ready[i]
		told(&jobs[i])
	}
	wg.Wait()
}

// originalFile is what a file to be imported is called.
var originalFile = diag.T("原件", "the original")

// importJobs finds the files that arguments name, and where each goes.
func importJobs(f *importFlags, args []string) ([]intakeJob, error) {
	if len(args) == 0 {
		return nil, usageError{diag.T("请给出一个或几个文件，例如：nianbao import 2020年报.docx", "name one or more files, such as: nianbao import 2020.docx")}
	}
	var jobs []intakeJob
	for _, arg := range args {
		fi, err := os.Stat(arg)
		if err != nil {
			return nil, unreadable(originalFile, arg, err)
		}
		if !fi.IsDir() {
			jobs = append(jobs, intakeJob{path: arg, rel: filepath.Base(arg)})
			continue
		}
		found, err := inFolder(arg)
		if err != nil {
			return nil, unreadable(diag.T("文件夹", "the folder"), arg, err)
		}
		if len(found) == 0 {
			return nil, inputError{diag.T("文件夹 %[1]s 里没有能导入的文件（%[2]s）。", "the folder %[1]s has no file that can be imported (%[2]s).", arg, strings.Join(importable, " "))}
		}
		jobs = append(jobs, found...)
	}
	toFile := len(jobs) == 1 && strings.EqualFold(filepath.Ext(f.output), ".toml")
	if !toFile {
		if err := asFolder("-o", f.output); err != nil {
			return nil, err
		}
	}
	placeOutputs(jobs, f.output, toFile)
	return jobs, nil
}

// placeOutputs says of each file where it goes, and which two go to one place.
func placeOutputs(jobs []intakeJob, output string, toFile bool) {
	byOutput := map[string]string{}
	for i := range jobs {
		j := &jobs[i]
		name := strings.TrimSuffix(j.rel, filepath.Ext(j.rel)) + ".toml"
		switch {
		case toFile:
			j.output = output
		case output != "":
			j.output = filepath.Join(output, name)
		default:
			j.output = filepath.Join(filepath.Dir(j.path), filepath.Base(name))
		}
		key := strings.ToLower(j.output)
		if j.taken = byOutput[key]; j.taken == "" {
			byOutput[key] = j.path
		}
	}
}

// inFolder finds the files below a folder that can be imported.
func inFolder(root string) (jobs []intakeJob, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if base := d.Name(); outfile.Held(base) || strings.HasPrefix(base, ".") || !slices.Contains(importable, strings.ToLower(filepath.Ext(base))) {
			return nil
		}
		if strings.EqualFold(filepath.Ext(path), ".txt") && !isPlainReport(path) {
			return nil // a note
		}
		rel, err := filepath.Rel(root, path)
		jobs = append(jobs, intakeJob{path: path, rel: rel})
		return err
	})
	return jobs, err
}

// isPlainReport reports whether a text file has a report in it, and not data.
func isPlainReport(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && text.Is(data) && !isDataFile(path)
}

// importCode gives the exit code of a run.
func importCode(jobs []intakeJob) error {
	code := exitOK
	for i := range jobs {
		var write writeError
		switch j := &jobs[i]; {
		case errors.Is(j.err, context.Canceled):
			return errCode(exitLeft)
		case errors.As(j.err, &write):
			code = exitWrite
		case code == exitOK && (j.err != nil || len(j.done.doubts) > 0):
			code = exitInput
		}
	}
	if code == exitOK {
		return nil
	}
	return errCode(code)
}

// shownDoubts is how many doubts of a file are shown on the screen.
const shownDoubts = 12

// tellImport says what became of a file.
func (a *app) tellImport(j *intakeJob) {
	if j.err != nil {
		if !errors.Is(j.err, context.Canceled) {
			fmt.Fprintln(a.err, a.t("没有导入 %s：", "not imported: %s", j.path))
			a.report(j.err)
		}
		return
	}
	d := j.done
	fmt.Fprintln(a.out, a.t("已导入 %[1]s → %[2]s（%[3]d 年，表式 %[4]s，%[5]d 格，存疑 %[6]d 处）", "imported %[1]s → %[2]s (%[3]d, form %[4]s, %[5]d figures, %[6]d in doubt)",
		j.path, j.output, d.year, d.form, d.figures, len(d.doubts)))
	a.listDoubts(a.out, d.doubts, a.t("  另有 %d 处存疑，写在数据文件里；用 --list 可以列成表。", "  %d more are in doubt; they are in the file, and --list lists them.", len(d.doubts)-shownDoubts))
	for _, r := range d.remarks {
		fmt.Fprintln(a.out, "  "+r.Text.In(a.lang)+inBrackets(r.Place.Text().In(a.lang)))
	}
}

// listDoubts shows the first of what is in doubt; more says that there are more.
func (a *app) listDoubts(w io.Writer, doubts []intake.Doubt, more string) {
	for i := range doubts {
		if i == shownDoubts {
			fmt.Fprintln(w, more)
			return
		}
		fmt.Fprintln(w, "  "+a.t("存疑：", "in doubt: ")+a.doubtLine(&doubts[i]))
	}
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

// importSummary ends a run of several files.
func (a *app) importSummary(jobs []intakeJob) {
	fmt.Fprintln(a.out)
	failed, doubtful, doubts, figures := 0, 0, 0, 0
	for i := range jobs {
		j := &jobs[i]
		if j.err != nil {
			failed++
			fmt.Fprintln(a.out, a.t("  没有导入  %s", "  not imported  %s", j.path))
			continue
		}
		figures += j.done.figures
		if n := len(j.done.doubts); n > 0 {
			doubtful++
			doubts += n
			fmt.Fprintln(a.out, a.t("  存疑 %[1]d 处  %[2]s", "  %[1]d in doubt  %[2]s", n, j.output))
		}
	}
	fmt.Fprintln(a.out, a.t("共 %[1]d 个文件：已导入 %[2]d（%[3]d 格），其中 %[4]d 个有存疑（%[5]d 处）；没有导入 %[6]d", "%[1]d files: %[2]d imported (%[3]d figures), %[4]d of them with doubts (%[5]d); %[6]d not imported",
		len(jobs), len(jobs)-failed, figures, doubtful, doubts, failed))
}
