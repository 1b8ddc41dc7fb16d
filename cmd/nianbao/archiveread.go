package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"nianbao/internal/diag"
	"nianbao/internal/keep/archive"
	"nianbao/internal/keep/batch"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/pattern"
	"nianbao/internal/signing/sign"
)

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

var archiveFolder = diag.T("档案文件夹", "the archive")

// oneArchive gives the archive that a command names.
func oneArchive(args []string) (*archive.Archive, error) {
	if len(args) != 1 {
		return nil, usageError{diag.T("请给出档案文件夹", "name the archive's folder")}
	}
	if fi, err := os.Stat(args[0]); err != nil || !fi.IsDir() {
		return nil, inputError{diag.T("没有这个档案文件夹：%s", "there is no such archive: %s", args[0])}
	}
	return &archive.Archive{Dir: args[0]}, nil
}

// verifyArchiveFlags are the flags of archive verify.
type verifyArchiveFlags struct {
	asJSON bool
	quick  bool
	head   string
}

// headText is what can be noted down of a head.
var headText = pattern.New(`^[0-9a-f]{16,64}$`)

func (a *app) archiveVerifyCommand() *cobra.Command {
	var f verifyArchiveFlags
	c := &cobra.Command{
		Use:   a.t("verify 档案文件夹", "verify ARCHIVE"),
		Short: a.t("核对档案：文件有没有损坏、缺少、多出，能不能重新生成", "look whether anything in the archive is damaged, missing or too much"),
		RunE: func(_ *cobra.Command, args []string) error {
			store, err := oneArchive(args)
			if err != nil {
				return err
			}
			return a.archiveVerify(store, &f)
		},
	}
	c.Flags().BoolVar(&f.asJSON, "json", false, a.t("结果写成 JSON", "print the result as JSON"))
	c.Flags().BoolVar(&f.quick, "no-rebuild", false, a.t("不重新生成，只核对文件", "look at the files only; draw nothing again"))
	c.Flags().StringVar(&f.head, "head", "", a.t("以前记下的日志末行 `SHA-256`（至少前 16 位），必须在日志里", "`SHA-256` of the log's last line as noted down before (16 digits at least); the log must have it"))
	return c
}

// tellNone tells of an archive that has no version, nor its log one.
func (a *app) tellNone(dir string, verdicts []archive.Verdict, damaged int) error {
	none := diag.T("%s 里没有存过报告；档案是存档时 --to 写的那个文件夹。", "no report was ever archived in %s; the archive is the folder that --to named.", dir)
	switch {
	case verdicts[len(verdicts)-1].Log.Lines > 0 || slices.ContainsFunc(verdicts, func(v archive.Verdict) bool { return v.Version != nil }):
	case damaged > 0 || !archive.Begun(dir): // what lies there is something else, or all is gone
		return inputError{none}
	default: // so it is where the first archiving was stopped
		fmt.Fprintln(a.err, none.In(a.lang))
	}
	return nil
}

func (a *app) archiveVerify(store *archive.Archive, f *verifyArchiveFlags) error {
	checks := archive.Checks{Signature: signatureProblems, Jobs: runtime.NumCPU(), Head: strings.ToLower(f.head), Today: time.Now().Format(time.DateOnly)}
	if f.head != "" && !headText.MatchString(checks.Head) {
		return usageError{diag.T("--head 是 archive 印出的末行 SHA-256，至少前 16 位，不能是 %q", "--head is the SHA-256 that archive prints, 16 digits of it at least, not %q", f.head)}
	}
	ctx, stop := a.interrupted()
	defer stop()
	if !f.quick {
		if err := a.rebuilding(ctx, store, &checks); err != nil {
			return err
		}
	}
	verdicts, err := store.Verify(checks)
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(a.out, a.t("停下了，没有核对完。", "stopped; not all was looked at."))
		return errCode(exitLeft)
	case err != nil:
		return unreadable(archiveFolder, store.Dir, err)
	}
	damaged, whole := 0, 0
	for _, v := range verdicts {
		switch {
		case len(v.Problems) > 0:
			damaged++
		case v.Version != nil:
			whole++
		}
	}
	if f.asJSON {
		if err := a.verdictsJSON(verdicts); err != nil {
			return err
		}
	} else {
		for _, v := range verdicts {
			for _, p := range v.Problems {
				fmt.Fprintln(a.out, a.t("错误 %s：%s", "error %s: %s", v.Dir, p.In(a.lang)))
			}
			for _, n := range v.Notes {
				fmt.Fprintln(a.out, a.t("提示 %s：%s", "note %s: %s", v.Dir, n.In(a.lang)))
			}
		}
		fmt.Fprintln(a.out, a.t("完好 %d 份，有问题 %d 处", "%d versions are well, %d have problems", whole, damaged))
		a.tellHead(*verdicts[len(verdicts)-1].Log)
	}
	if err := a.tellNone(store.Dir, verdicts, damaged); err != nil {
		return err
	}
	if damaged > 0 {
		return errCode(exitInput)
	}
	return nil
}

// rebuilding has versions drawn again with today's program, until ctx ends.
func (a *app) rebuilding(ctx context.Context, store *archive.Archive, checks *archive.Checks) error {
	program, err := batch.Program()
	if err != nil {
		return err
	}
	checks.Program = archive.Program{Version: version, SHA256: program}
	fonts, err := a.openFonts()
	if err != nil {
		return err
	}
	all, err := store.All()
	if err != nil {
		return unreadable(archiveFolder, store.Dir, err)
	}
	var mu sync.Mutex
	done := 0
	checks.Rebuild = func(dir string, m *archive.Manifest) (map[string][]byte, error) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		files, err := a.rebuild(fonts, dir, m)
		mu.Lock()
		defer mu.Unlock()
		if done++; a.progress != nil {
			a.progress(done, len(all))
		}
		return files, err
	}
	return nil
}

// rebuild draws an archived report again.
func (a *app) rebuild(fonts *font.Library, dir string, m *archive.Manifest) (map[string][]byte, error) {
	options, err := a.options(&buildFlags{formats: m.Options.Formats, processor: m.Options.WordProcessor, allowMissing: m.Options.AllowMissing,
		sealed: m.Options.Sealed, attach: m.Options.Attach, allowErrors: true})
	if err != nil {
		return nil, err
	}
	input := filepath.Join(dir, m.Base+".toml")
	b, err := a.buildersWith(fonts, options).of(input)
	if err != nil {
		return nil, err
	}
	out, err := b.File(input)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, f := range out.Files() {
		files[m.Base+f.Ending] = f.Data
	}
	return files, nil
}

type verdictJSON struct {
	Folder   string   `json:"folder"`
	Agency   string   `json:"agency,omitempty"`
	Year     int      `json:"year,omitempty"`
	Version  int      `json:"version,omitempty"`
	Lines    *int     `json:"lines,omitempty"` // of the log
	Head     string   `json:"head,omitempty"`
	Problems []string `json:"problems"`
	Notes    []string `json:"notes"`
}

func (a *app) verdictsJSON(verdicts []archive.Verdict) error {
	all := make([]verdictJSON, len(verdicts))
	for i, v := range verdicts {
		j := verdictJSON{Folder: v.Dir, Problems: []string{}, Notes: []string{}}
		if v.Version != nil && v.Version.Manifest != nil {
			j.Agency, j.Year, j.Version = v.Version.Manifest.Agency, v.Version.Manifest.Year, v.Version.Manifest.Version
		}
		if v.Log != nil {
			j.Lines, j.Head = &v.Log.Lines, v.Log.SHA256
		}
		for _, p := range v.Problems {
			j.Problems = append(j.Problems, p.In(a.lang))
		}
		for _, n := range v.Notes {
			j.Notes = append(j.Notes, n.In(a.lang))
		}
		all[i] = j
	}
	return a.writeJSON(all)
}

func (a *app) archiveListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.t("list 档案文件夹", "list ARCHIVE"),
		Short: a.t("列出档案里的报告", "list the reports of the archive"),
		RunE:  func(_ *cobra.Command, args []string) error { return a.archiveList(args) },
	}
}

func (a *app) archiveLogCommand() *cobra.Command {
	return &cobra.Command{
		Use:   a.t("log 档案文件夹", "log ARCHIVE"),
		Short: a.t("按先后列出历次存档：何时、何人、为何", "list all that was archived, in order: when, by whom, why"),
		RunE:  func(_ *cobra.Command, args []string) error { return a.archiveLog(args) },
	}
}

func (a *app) archiveList(args []string) error {
	store, err := oneArchive(args)
	if err != nil {
		return err
	}
	all, err := store.All()
	if err != nil {
		return unreadable(archiveFolder, store.Dir, err)
	}
	for i, v := range all {
		m := v.Manifest
		switch last := i == len(all)-1 || filepath.Dir(all[i+1].Dir) != filepath.Dir(v.Dir); {
		case m == nil:
			fmt.Fprintln(a.out, a.t("%s：损坏，用 archive verify 查看", "%s: damaged, see archive verify", v.Dir))
		case last:
			fmt.Fprintln(a.out, a.t("%[1]d  %[2]s  共 %[3]d 版，最后 %[4]s  %[5]s", "%[1]d  %[2]s  %[3]d versions, the last of %[4]s  %[5]s", m.Year, m.Agency, m.Version, m.Archived, v.Dir))
		}
	}
	return nil
}

// archiveLog lists what was archived in its order, and at the end the versions
// that the log does not have.
func (a *app) archiveLog(args []string) error {
	store, err := oneArchive(args)
	if err != nil {
		return err
	}
	lines, head, missing, err := store.Log()
	if err != nil {
		return unreadable(archiveFolder, store.Dir, err)
	}
	for i, l := range lines {
		if l.Path == "" {
			fmt.Fprintln(a.out, a.t("%d  这一行损坏，用 archive verify 查看", "%d  this line is damaged, see archive verify", i+1))
			continue
		}
		fmt.Fprintln(a.out, a.t("%[1]d  %[2]d  %[3]s  第 %[4]d 版  %[5]s  %[6]s  %[7]s", "%[1]d  %[2]d  %[3]s  version %[4]d  %[5]s  %[6]s  %[7]s",
			i+1, l.Year, l.Agency, l.Version, l.Archived, l.By, l.Reason))
	}
	for _, v := range missing {
		fmt.Fprintln(a.out, a.t("日志里没有：%s", "not in the log: %s", v.Dir))
	}
	a.tellHead(head)
	return nil
}

// restoreFlags are the flags of archive restore.
type restoreFlags struct {
	agency  string
	year    int
	version int
	dir     string
	force   bool
}

func (a *app) archiveRestoreCommand() *cobra.Command {
	var f restoreFlags
	c := &cobra.Command{
		Use:     a.t("restore 档案文件夹 --year 年度 -o 文件夹", "restore ARCHIVE --year YEAR -o FOLDER"),
		Short:   a.t("从档案里取出一份报告的文件", "take the files of a report out of the archive"),
		Example: a.t("  nianbao archive restore 档案 --year 2020 -o 取出", "  nianbao archive restore archive --year 2020 -o restored"),
		RunE: func(_ *cobra.Command, args []string) error {
			store, err := oneArchive(args)
			if err != nil {
				return err
			}
			return a.archiveRestore(store, &f)
		},
	}
	c.Flags().StringVar(&f.agency, "agency", "", a.t("`单位`全称（档案里只有一个单位时可以不写）", "`name` of the agency (where there are several)"))
	c.Flags().IntVar(&f.year, "year", 0, a.t("`年度`（必须写）", "`year` of the report (required)"))
	c.Flags().IntVar(&f.version, "version", 0, a.t("第几`版`（不写：最后一版）", "`number` of the version (default: the last)"))
	c.Flags().StringVarP(&f.dir, "output", "o", "", a.t("放到哪个`文件夹`（必须写）", "`folder` to write to (required)"))
	c.Flags().BoolVar(&f.force, "force", false, a.t("覆盖已有的文件", "overwrite files that are there"))
	return c
}

func (a *app) archiveRestore(store *archive.Archive, f *restoreFlags) error {
	if err := asFolder("-o", f.dir); err != nil {
		return err
	}
	if f.year == 0 || f.dir == "" {
		return usageError{diag.T("请写 --year 和 -o，例如：nianbao archive restore 档案 --year 2020 -o 取出", "say --year and -o, such as: nianbao archive restore archive --year 2020 -o restored")}
	}
	all, err := store.All()
	if err != nil {
		return unreadable(archiveFolder, store.Dir, err)
	}
	var found *archive.Version
	for i := range all {
		m := all[i].Manifest
		if m == nil || m.Year != f.year || f.agency != "" && m.Agency != f.agency || f.version != 0 && m.Version != f.version {
			continue
		}
		if found != nil && found.Manifest.Agency != m.Agency {
			return usageError{diag.T("%d 年有几个单位的报告；请用 --agency 写明单位全称。", "several agencies have a report of %d; name one with --agency.", f.year)}
		}
		found = &all[i]
	}
	if found == nil {
		return inputError{diag.T("档案里没有这份报告；用 archive list 看有哪些。", "the archive has no such report; archive list tells what it has.")}
	}
	kept, err := found.Read()
	if err != nil {
		return unwhole(found, err)
	}
	var files []outfile.File
	for _, k := range kept {
		files = append(files, outfile.File{Path: k.Path, Data: k.Data})
	}
	if err := place(files, f.dir, f.force); err != nil {
		return err
	}
	if err := a.write(files...); err != nil {
		return err
	}
	for _, o := range files {
		fmt.Fprintln(a.out, a.t("已取出 %s", "restored %s", o.Path))
	}
	return nil
}

// unwhole says why a version's files cannot be taken out.
func unwhole(v *archive.Version, err error) error {
	var damaged archive.Damaged
	if !errors.As(err, &damaged) {
		return unreadable(archiveFolder, v.Dir, err)
	}
	return inputError{diag.T("%[1]s 里的 %[2]s 存档以后改过或者坏了，没有取出。\n      → 核对档案会说明哪里有问题；请从备份恢复。",
		"%[2]s in %[1]s was changed since it was archived, or is broken; nothing was taken out.\n      → Verifying the archive tells what is wrong; restore it from a backup.", v.Dir, damaged.Path)}
}

// signatureProblems tells what is wrong with the signatures of a PDF file, but
// for whom to trust and since when: these are not the archive's questions.
func signatureProblems(name string, data []byte) (all []diag.Text) {
	trust := &sign.Trust{Now: time.Now(), Believe: true}
	r, err := sign.Verify(name, data, trust)
	if err == nil {
		for _, s := range r.Signatures {
			if s.Signer != nil {
				trust.Signers = append(trust.Signers, s.Signer)
			}
			if s.Stamper != nil {
				trust.Stampers = append(trust.Stampers, s.Stamper)
			}
		}
		r, err = sign.Verify(name, data, trust)
	}
	if err != nil {
		return []diag.Text{diag.T("%s 读不出来：%v", "%s cannot be read: %v", name, err)}
	}
	say := func(t diag.Text) {
		all = append(all, diag.T("%s 的签名：%s", "signature of %s: %s", name, t))
	}
	for _, p := range r.Problems {
		say(p)
	}
	for _, s := range r.Signatures {
		for _, p := range s.Problems {
			say(p)
		}
	}
	return all
}
