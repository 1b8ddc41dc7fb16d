package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/intake"
	"nianbao/internal/intake/open"
	"nianbao/internal/intake/original"
	"nianbao/internal/layout/font"
	"nianbao/internal/outfile"
	"nianbao/internal/press"
)

// importer imports files.
type importer struct {
	*app
	flags  *importFlags
	roles  *font.Library
	newest int // see intake.Options
}

// importer gives one that knows what year it is: in January the reports of the
// year before are written, which stay the newest until the next January.
func (a *app) importer(f *importFlags, lib *font.Library) *importer {
	return &importer{app: a, flags: f, roles: lib, newest: time.Now().Year() - 1}
}

// taken is what became of a file that was imported.
type taken struct {
	year    int
	form    string
	figures int
	doubts  []intake.Doubt
	remarks []original.Remark
	places  map[string]original.Place // of figures in the original
}

// one imports a file.
func (in *importer) one(ctx context.Context, j *intakeJob) (*taken, error) {
	if j.taken != "" {
		return nil, inputError{diag.T("%[1]s 已经由 %[2]s 占用，没有写。\n      → 单独导入这个文件，用 -o 另起名字。", "%[1]s is taken by %[2]s.\n      → import this file alone, with another name by -o.", j.output, j.taken)}
	}
	if isDataFile(j.path) {
		return nil, inputError{diag.T("%[1]s 已经是数据文件，不用导入。\n      → 直接用 nianbao check 核对、nianbao build 生成。", "%[1]s is a data file and needs no import.\n      → use nianbao check and nianbao build.", j.path)}
	}
	data, err := readAll(j.path)
	if err != nil {
		return nil, err
	}
	files, done, err := in.make(ctx, j, data)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if err := in.flags.free(f.Path); err != nil {
			return nil, err
		}
	}
	return done, in.write(files...)
}

// free reports that a file to be written is there already and is to stay.
func (f *importFlags) free(path string) error {
	if path == "" || f.force {
		return nil
	}
	if there, err := occupied(path); !there {
		return err
	}
	return writeError{diag.T("%s 已经有了，没有覆盖。\n      → 另起名字或换文件夹；确实要覆盖，加 --force。", "%s is there already and was not replaced.\n      → give another name or folder, or replace it with --force.", path)}
}

// isDataFile reports whether a name is that of a data file; Notepad makes
// 2026.toml.txt.
func isDataFile(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(strings.ToLower(name), ".txt"), ".toml")
}

// isDataText reports whether a file has the text of a data file, whatever its name.
func isDataText(data []byte) bool {
	if !utf8.Valid(data) || bytes.HasPrefix(bytes.TrimLeft(data, "\uFEFF \t\r\n"), []byte("<")) {
		return false
	}
	year, agency := press.Beginning(data)
	return year > 0 && agency != ""
}

// readAll reads a file that is not too large.
func readAll(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(originalFile, path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, open.MaxFile+1)) // open tells of larger ones
	if err != nil {
		return nil, unreadable(originalFile, path, err)
	}
	return data, nil
}

// make makes the files of an original: those that it carries, where its pages show
// the same, or those that are read out of it.
func (in *importer) make(ctx context.Context, j *intakeJob, data []byte) ([]outfile.File, *taken, error) {
	forms, err := in.openForms(in.roles, j.output)
	if err != nil {
		return nil, nil, err
	}
	if isDataText(data) {
		return nil, nil, inputError{diag.T("%s 是数据文件，名字的结尾不对。\n      → 请把结尾改成 .toml，再用 nianbao check 核对、nianbao build 生成；不用导入。", "%s is a data file whose name has another ending.\n      → make it .toml, and use nianbao check and nianbao build; it needs no import.", j.path)}
	}
	d, err := open.Read(ctx, j.path, data)
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(data)
	stem := strings.TrimSuffix(filepath.Base(j.output), filepath.Ext(j.output))
	o := intake.Options{Year: in.flags.year, Agency: in.flags.agency, Form: in.flags.form, Source: filepath.Base(j.path), Sum: hex.EncodeToString(sum[:]), Stem: stem, Newest: in.newest}
	c, err := in.carried(ctx, j, data, forms, o)
	if err != nil {
		return nil, nil, err
	}
	if c != nil {
		o.Carried = c.shown
	}
	r, err := intake.Make(d, forms, o)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case c == nil:
	case c.shown == nil:
		r.Remarks = append(r.Remarks, original.Remark{Text: diag.T("PDF 带着数据文件，但用它排不出版，没有采用，以页面为准。", "the PDF carries a data file that cannot be built and was not taken; the pages were read.")})
	default:
		if same, more := r.SameAsCarried(c.shown); same {
			return c.files, c.taken(more), nil
		}
	}
	files := []outfile.File{{Path: j.output, Data: []byte(r.Text)}}
	for _, p := range r.Pictures {
		files = append(files, outfile.File{Path: filepath.Join(filepath.Dir(j.output), p.Name), Data: p.Data})
	}
	return files, &taken{r.Year, r.Form.Name, r.Figures, r.Doubts, r.Remarks, r.Places}, nil
}

// doubtLine says in one line what is in doubt.
func (a *app) doubtLine(d *intake.Doubt) string {
	var parts []string
	for _, p := range []string{d.Part, d.Row, d.Column} {
		if p != "" {
			parts = append(parts, strings.ReplaceAll(p, "\n", ""))
		}
	}
	line := strings.Join(parts, "，")
	if line != "" {
		line += a.t("：", ": ")
	}
	return line + d.Why.In(a.lang) + inBrackets(d.Place.Text().In(a.lang))
}

// writeDoubts writes what is in doubt as a table, with the mark by which Excel
// and WPS know UTF-8.
func (a *app) writeDoubts(f *importFlags, jobs []intakeJob) error {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write(strings.Split(a.t("原件,数据文件,部分,行,列,键,录入的内容,存疑的原因,页,工作表,表,行号,列号", "original,file,part,row,column,key,written,why,page,sheet,table,row number,column number"), ","))
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	for i := range jobs {
		j := &jobs[i]
		if j.err != nil {
			w.Write(cells(j.path, "", "", "", "", "", "", a.t("没有导入", "not imported"), "", "", "", "", ""))
			continue
		}
		for _, d := range j.done.doubts {
			w.Write(cells(j.path, j.output, d.Part, d.Row, d.Column, d.Key, d.Written, d.Why.In(a.lang),
				number(d.Page), d.Sheet, number(d.Table), number(d.Place.Row), number(d.Place.Column)))
		}
	}
	w.Flush()
	if err := a.write(outfile.File{Path: f.list, Data: b.Bytes()}); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.t("存疑的地方列在 %s", "what is in doubt is listed in %s", f.list))
	return nil
}
