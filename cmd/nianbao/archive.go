package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/keep/archive"
	"nianbao/internal/keep/batch"
	"nianbao/internal/press"
	"nianbao/layouts"
)

// archiveFlags are the flags of archive.
type archiveFlags struct {
	buildFlags
	to     string
	from   string
	by     string
	date   string
	reason string
	asIs   bool
}

func (a *app) archiveCommand() *cobra.Command {
	var f archiveFlags
	c := &cobra.Command{
		Use:   a.t("archive 成品文件夹 --to 档案文件夹 --by 经办人", "archive OUT --to ARCHIVE --by NAME"),
		Short: a.t("存档：每份报告的数据文件、Word、PDF 和签名的 PDF", "archive the reports: TOML, Word, PDF and signed PDF"),
		Example: a.t("  nianbao archive 成品 --from 历年 --to 档案 --by 王某\n  nianbao archive 成品 --from 历年 --to 档案 --by 王某 --reason 更正第三部分的数字\n  nianbao archive verify 档案",
			"  nianbao archive out --from reports --to archive --by \"Wang\"\n  nianbao archive out --from reports --to archive --by \"Wang\" --reason \"figures of part 3 corrected\"\n  nianbao archive verify archive"),
		RunE: func(_ *cobra.Command, args []string) error { return a.archive(&f, args) },
	}
	a.outputFlags(c, &f.buildFlags)
	c.Flags().StringVar(&f.to, "to", "", a.t("档案`文件夹`（必须写）", "the archive's `folder` (required)"))
	c.Flags().StringVar(&f.from, "from", "", a.t("数据文件所在的`文件夹`（不写：成品文件夹）", "`folder` of the TOML files (default: OUT)"))
	c.Flags().StringVar(&f.by, "by", "", a.t("`经办人`（必须写）", "`name` of who archives (required)"))
	c.Flags().StringVar(&f.date, "date", "", a.t("存档`日期`，例如 2021-01-28（不写：今天）", "`day` of archiving, such as 2021-01-28 (default: today)"))
	c.Flags().StringVar(&f.reason, "reason", "", a.t("已有存档、内容有改动时必须写的`理由`", "`why` a report is archived that is there with other content"))
	c.Flags().BoolVar(&f.asIs, "as-is", false, a.t("成品与数据文件不符（例如在 Word 里改过）也照样存档", "archive files also that are not what their TOML gives, such as an edited DOCX"))
	c.AddCommand(a.archiveVerifyCommand(), a.archiveListCommand(), a.archiveLogCommand(), a.archiveRestoreCommand())
	return c
}

func (a *app) archive(f *archiveFlags, args []string) error {
	if err := f.complete(args); err != nil {
		return err
	}
	inputs, err := batch.Find([]string{f.from})
	if err != nil {
		return err
	}
	if len(inputs) == 0 {
		return inputError{diag.T("%s 中没有数据文件（.toml）；用 --from 写出它们所在的文件夹。", "there are no TOML files in %s; name their folder with --from.", f.from)}
	}
	return a.archiveAll(f, args[0], inputs, inputs)
}

// archiveAll archives those of the reports that were chosen.
func (a *app) archiveAll(f *archiveFlags, dir string, inputs, chosen []batch.Input) error {
	run, err := a.archiving(f, dir, inputs)
	if err != nil {
		return err
	}
	if run.store, err = a.archiveWriter(f.to); err != nil {
		return err
	}
	defer run.store.Close()
	failed := false
	refused := batch.Twins(inputs)
	for _, in := range chosen {
		err := refused[in.Rel]
		if err == nil {
			err = run.one(in)
		}
		if err != nil {
			fmt.Fprintln(a.err, a.t("没有存档 %s：", "not archived: %s", in.Path))
			if code := a.report(err); code != exitInput {
				return errCode(code)
			}
			failed = true
		}
	}
	if head := run.store.Head(); head.Lines > 0 {
		a.tellHead(head)
	}
	if failed {
		return errCode(exitInput)
	}
	return nil
}

// complete looks whether all is given that archive needs, and fills in the rest.
func (f *archiveFlags) complete(args []string) error {
	const exampleZH, exampleEN = "，例如：nianbao archive 成品 --from 历年 --to 档案 --by 经办人", ", such as: nianbao archive out --from reports --to archive --by NAME"
	switch {
	case len(args) == 0:
		return usageError{diag.T("缺少成品文件夹"+exampleZH, "the folder with the files is missing"+exampleEN)}
	case len(args) > 1:
		return usageError{diag.T("一次只能存一个成品文件夹，多出了 %s", "one folder at a time; this is too much: %s", args[1])}
	case f.to == "":
		return usageError{diag.T("缺少 --to 档案文件夹"+exampleZH, "--to, the archive's folder, is missing"+exampleEN)}
	case strings.TrimSpace(f.by) == "":
		return usageError{diag.T("缺少 --by 经办人"+exampleZH, "--by, who archives, is missing"+exampleEN)}
	case f.date == "":
		f.date = time.Now().Format(time.DateOnly)
	}
	day, err := time.Parse(time.DateOnly, f.date)
	if err != nil {
		return usageError{diag.T("--date 写成 2021-01-28 这样，不能是 %q", "--date is such as 2021-01-28, not %q", f.date)}
	}
	if f.date > time.Now().Format(time.DateOnly) || day.Year() < report.FirstYear {
		return usageError{diag.T("--date 是存档的日子，不能在将来，也不能早于 %[1]d 年（条例施行）：%[2]s", "--date is the day of archiving, not in the future nor before %[1]d, when the regulations came into force: %[2]s", report.FirstYear, f.date)}
	}
	if f.from == "" {
		f.from = args[0]
	}
	if info, err := os.Stat(args[0]); err == nil && !info.IsDir() {
		return usageError{diag.T("%s 是文件；这里写的是放成品的文件夹"+exampleZH, "%s is a file; the folder with the files is wanted"+exampleEN, args[0])}
	}
	return errors.Join(plain("--by", f.by), plain("--reason", f.reason), asFolder("--to", f.to))
}

// plain refuses words with characters that steer a terminal or turn text
// around: they are kept for decades.
func plain(flag, words string) error {
	if diag.Steers(words) {
		return usageError{diag.T("%[1]s 里有看不见的控制字符：%[2]s", "%[1]s has control characters: %[2]s", flag, words)}
	}
	return nil
}

// archiving is a run of archive.
type archiving struct {
	*app
	flags         *archiveFlags
	dir           string          // with the files that were made
	stems         map[string]bool // of all reports
	plain, sealed *builders       // set with and without room for a seal
	program       archive.Program
	store         *archive.Writer
}

func (a *app) archiving(f *archiveFlags, dir string, inputs []batch.Input) (*archiving, error) {
	program, err := batch.Program()
	if err != nil {
		return nil, err
	}
	bs, err := a.builders(&f.buildFlags)
	if err != nil {
		return nil, err
	}
	bs.options.AllowErrors = true // errors are told, and kept in the manifest
	r := &archiving{app: a, flags: f, dir: dir, stems: map[string]bool{}, plain: bs, program: archive.Program{Version: version, SHA256: program}}
	options := bs.options
	options.Sealed = true
	r.sealed = a.buildersWith(bs.fonts, options)
	for _, in := range inputs {
		r.stems[in.Rel] = true
	}
	return r, nil
}

// archiveWriter opens an archive for writing.
func (a *app) archiveWriter(dir string) (*archive.Writer, error) {
	store := &archive.Archive{Dir: dir}
	w, err := store.Open(func() {
		fmt.Fprintln(a.err, a.t("另一个 nianbao 正在写 %s，等它完成……", "another nianbao is writing to %s; waiting …", dir))
	})
	var broken archive.LogError
	switch {
	case errors.Is(err, archive.ErrOthers):
		return nil, inputError{diag.T("文件夹 %[1]s 里有别的文件，没有存档：混在一起，以后就核对不出档案是否完好。\n      → 请换一个新的文件夹，例如 --to 档案。",
			"nothing was archived: the folder %[1]s has other files, among which an archive is never found whole.\n      → name a new folder, such as --to archive.", dir)}
	case errors.As(err, &broken):
		return nil, inputError{diag.T("档案日志有问题，没有存档：%[1]s\n请用 archive verify 查看，从备份恢复缺失的文件；没有备份，就把旧档案原样留存，另起一个档案文件夹。",
			"nothing was archived, the archive's log is damaged: %[1]s\nSee archive verify, and restore what is missing from a backup; where there is none, keep this archive as it is and begin another.", broken.Text)}
	case err != nil:
		return nil, unwritable(dir, err)
	}
	for _, v := range w.Entered {
		fmt.Fprintln(a.err, a.t("日志补记了 %s：它是上次中断时、由旧版程序或人手放入的。", "entered into the log: %s, of a run that was killed, by an earlier program or by hand.", v.Dir))
	}
	return w, nil
}

// tellHead says where the log ends, to be noted down.
func (a *app) tellHead(h archive.Head) {
	fmt.Fprintln(a.out, a.t("日志共 %[1]d 行，末行 SHA-256：%[2]s", "the log has %[1]d lines; SHA-256 of the last: %[2]s", h.Lines, h.SHA256))
}

// one archives a report. What is named like another of the reports is not its
// own.
func (r *archiving) one(in batch.Input) error {
	d, err := r.draw(in)
	if err != nil {
		return err
	}
	if len(d.formats) == 0 {
		return inputError{diag.T("%s 中没有它的 Word 和 PDF 文件；请先生成（build 或 batch）。", "there is no Word file and no PDF of it in %s; build it first.", r.dir)}
	}
	if !d.same() && !r.flags.asIs {
		return inputError{unlike(d)}
	}
	r.tellPage(in)
	base := filepath.Base(filepath.FromSlash(in.Rel))
	sources, err := r.sources(in.Path, base, d.out.Images)
	if err != nil {
		return err
	}
	v, added, err := r.store.Add(r.manifest(d, base), append(sources, d.files...))
	var damaged archive.Damaged
	switch {
	case errors.As(err, &damaged):
		return inputError{diag.T("档案里最后一版的 %s 坏了，没有存档。\n      → 核对档案会说明哪里有问题；请从备份恢复。", "%s of the newest version in the archive is broken; nothing was archived.\n      → Verifying the archive tells what is wrong; restore it from a backup.", damaged.Path)}
	case errors.Is(err, archive.ErrReason):
		return inputError{diag.T("%[1]s %[2]d 年的报告已经存档，这次内容不同。旧的会原样保留；请写明改动的理由（--reason）。",
			"the report of %[1]s of %[2]d is archived with other content. That will stay as it is; say with --reason why there is another.", d.out.Agency, d.out.Year)}
	case errors.Is(err, archive.ErrDate):
		return inputError{diag.T("%[1]s %[2]d 年的报告已经有一版在 %[3]s 以后存档，新的一版不能早于它；请改 --date，或不写（今天）。",
			"a version of the report of %[1]s of %[2]d was archived after %[3]s, and a new one cannot be older; write another --date, or none (today).", d.out.Agency, d.out.Year, r.flags.date)}
	case errors.Is(err, archive.ErrPath):
		return inputError{diag.T("有文件的名字不能进档案：以点开头，或者有 : * ? 等符号；请改名。", "a file's name cannot go into the archive: it begins with a dot or has signs such as : * ?; rename it.")}
	case err != nil:
		return unwritable(r.flags.to, err)
	case !added:
		fmt.Fprintln(r.app.out, r.t("已有同样的存档 %s", "archived already: %s", v.Dir))
	default:
		fmt.Fprintln(r.app.out, r.t("已存档 %s（%d 个文件）", "archived %s (%d files)", v.Dir, len(v.Manifest.Files)))
	}
	return nil
}

// unlike says why files are not what the report gives.
func unlike(d *drawn) diag.Text {
	if !d.unlike.IsZero() {
		return diag.T("%s\n      → 照签名的那一份再生成一次（build 的 --sealed），或者重新签名；要照样存档，加 --as-is。",
			"%s\n      → Build again as the signed one was built (--sealed of build), or sign again; or archive them all the same with --as-is.", d.unlike)
	}
	f := d.differs[0]
	if press.Signed(f.Data) {
		return diag.T("成品与数据文件不符：%s 签名时的内容和现在的数据文件不一样（签名以后改过数据、换过程序，或者签的不是这份报告）。\n      → 重新生成、重新签名；旧的签名文件要留着的，改名或移到别的文件夹。要照样存档，加 --as-is。",
			"the files are not what the TOML gives: %s was signed with other content (the TOML or the program changed since, or it is another report).\n      → Build and sign again, and move the old one away; or archive it all the same with --as-is.", f.Path)
	}
	return diag.T("成品与数据文件不符：%s 不是现在的数据文件生成的（数据文件、程序或选项变了，或者成品被改过）。\n      → 重新生成；生成时用过 --attach、--word-processor、--allow-missing 的，存档时也要写；要照样存档，加 --as-is。",
		"the files are not what the TOML gives: %s is not (the TOML, the program or the options changed, or the file was edited).\n      → Build it again; options it was built with (--attach, --word-processor, --allow-missing) go here, too; or archive it all the same with --as-is.", f.Path)
}

// tellPage tells that a web page is not archived, since it was not asked for.
func (r *archiving) tellPage(in batch.Input) {
	page := filepath.Join(r.dir, filepath.FromSlash(in.Rel)) + ".html"
	if _, err := os.Stat(page); err == nil && !r.plain.options.HTML {
		fmt.Fprintln(r.err, r.t("提醒：%s 没有存档；网页也要存的，加 --format docx,pdf,html（与生成时一样）。", "note: %s is not archived; to keep web pages, too, add --format docx,pdf,html as it was built.", page))
	}
}

// drawn is a report that was drawn again, beside the files that were made of it.
type drawn struct {
	out     *press.Output
	files   []archive.File
	formats []string
	differs []archive.File // those that are not what it gives today
	unlike  diag.Text      // how those differ that it gives, but in no one way; zero: they are not all that it gives
	sealed  bool           // with room for a seal
}

func (d *drawn) same() bool { return len(d.differs) == 0 }

// draw draws a report without and, if that is not what lies there, with room for
// a seal: build --sign --seal makes it so.
func (r *archiving) draw(in batch.Input) (first *drawn, err error) {
	ways := map[string]press.Ways{}
	for _, bs := range []*builders{r.plain, r.sealed} {
		b, err := bs.of(in.Path)
		if err != nil {
			return nil, err
		}
		d := &drawn{sealed: b.Sealed}
		if d.out, err = b.File(in.Path); err != nil {
			return nil, err
		}
		d.files, d.formats, d.differs, err = outputs(d.out, r.dir, in.Rel, r.stems)
		if err != nil || d.same() {
			return d, err
		}
		way := press.Plain
		if d.sealed {
			way = press.WithRoom
		}
		for _, f := range d.files {
			if !among(d.differs, f) {
				ways[f.Path] |= way
			}
		}
		if first == nil {
			first = d
		}
	}
	first.judge(ways)
	return first, nil
}

// judge says what is wrong with files that no one way gives: those that none gives,
// or how they differ.
func (d *drawn) judge(ways map[string]press.Ways) {
	var names []string
	var are []press.Ways
	var none []archive.File
	for _, f := range d.files {
		names, are = append(names, f.Path), append(are, ways[f.Path])
		if ways[f.Path] == 0 {
			none = append(none, f)
		}
	}
	if len(none) > 0 {
		d.differs = none
	} else {
		d.unlike = press.Unlike(names, are)
	}
}

func among(files []archive.File, f archive.File) bool {
	return slices.ContainsFunc(files, func(other archive.File) bool { return other.Path == f.Path })
}

// manifest says what is archived.
func (r *archiving) manifest(d *drawn, base string) archive.Manifest {
	f := r.flags
	form := archive.Form{Name: d.out.Form}
	if data, err := fs.ReadFile(layouts.FS, d.out.Form+".toml"); err == nil {
		form.SHA256 = archive.Sum(data)
	}
	m := archive.Manifest{
		Agency: d.out.Agency, Year: d.out.Year, Base: base, Archived: f.date, By: f.by, Reason: f.reason, Program: r.program, Form: form,
		Options: archive.Options{Formats: d.formats, WordProcessor: f.processor, AllowMissing: f.allowMissing, Sealed: d.sealed, Attach: f.attach},
		Same:    d.same(), Findings: []archive.Finding{},
	}
	if len(r.fonts) > 0 {
		m.Options.Fonts = batch.Fingerprint(r.fonts, ".ttf", ".otf", ".ttc", ".otc")
	}
	for _, x := range d.out.Check.Findings {
		m.Findings = append(m.Findings, archive.Finding{ID: x.ID, Severity: severityWords[x.Severity], Line: x.Pos.Line, Column: x.Pos.Col, What: x.What.In(r.lang)})
	}
	return m
}

var madeFile = diag.T("成品", "what was made")

// outputs reads the files that were made of a report, those with signatures
// too (2020-签名.pdf, 2020.signed.pdf), and gives those that are not what it gives
// today.
func outputs(out *press.Output, dir, rel string, others map[string]bool) (files []archive.File, formats []string, differs []archive.File, err error) {
	stem := filepath.Join(dir, filepath.FromSlash(rel))
	add := func(path string, want []byte) error {
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return unreadable(madeFile, path, err)
		}
		f := archive.File{Path: filepath.Base(path), Data: data}
		files = append(files, f)
		if !archive.Holds(f.Path, data, want) {
			differs = append(differs, f)
		}
		return nil
	}
	made := out.Files()
	for _, f := range made {
		n := len(files)
		if err := add(stem+f.Ending, f.Data); err != nil {
			return nil, nil, differs, err
		}
		if len(files) > n && !slices.Contains(formats, f.Format) {
			formats = append(formats, f.Format)
		}
	}
	if page := slices.IndexFunc(files, func(f archive.File) bool { return filepath.Ext(f.Path) == ".html" }); page >= 0 && len(files) < len(made) && !among(differs, files[page]) {
		differs = append(differs, files[page]) // it has links to the others
	}
	signed, err := signedBeside(stem, rel, others)
	for _, path := range signed {
		if err == nil {
			err = add(path, out.PDF)
		}
	}
	return files, formats, differs, err
}

// signedBeside gives the PDF files whose names go on behind a report's and are not
// other reports'.
func signedBeside(stem, rel string, others map[string]bool) (all []string, err error) {
	dir, base := filepath.Split(stem)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return nil, unreadable(madeFile, filepath.Clean(dir), err)
	}
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), base)
		if ok && len(rest) > len(".pdf") && strings.HasSuffix(rest, ".pdf") && (rest[0] == '-' || rest[0] == '.') &&
			!press.Passing(rest) && !others[path.Join(path.Dir(rel), strings.TrimSuffix(e.Name(), ".pdf"))] {
			all = append(all, filepath.Join(dir, e.Name()))
		}
	}
	return all, nil
}

// sources reads what a report is made from: its file, its pictures, the layouts
// beside it or of the option.
func (a *app) sources(input, base string, images []string) (files []archive.File, err error) {
	add := func(path, name string) error {
		data, err := readNamed(diag.T("要存档的文件", "a file to be archived"), path)
		if err != nil {
			return err
		}
		files = append(files, archive.File{Path: name, Data: data})
		return nil
	}
	if err := add(input, base+".toml"); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, i := range images {
		rel, err := filepath.Rel(filepath.Dir(input), i)
		if err != nil || !filepath.IsLocal(rel) {
			return nil, inputError{diag.T("图片 %s 不在数据文件所在的文件夹里，存档以后就找不到了；请移到里面。", "the picture %s is not in the folder of the report and could not be found in the archive; move it there.", i)}
		}
		if name := filepath.ToSlash(rel); !seen[name] {
			seen[name] = true
			if err := add(i, name); err != nil {
				return nil, err
			}
		}
	}
	own := map[string]string{}
	for _, dir := range []string{filepath.Join(filepath.Dir(input), besideName), a.layouts} {
		if dir == "" {
			continue
		}
		names, _ := fs.Glob(os.DirFS(dir), "*.toml")
		for _, n := range names {
			own[n] = filepath.Join(dir, n)
		}
	}
	for _, name := range sortedKeys(own) {
		if err := add(own[name], besideName+"/"+name); err != nil {
			return nil, err
		}
	}
	return files, nil
}
