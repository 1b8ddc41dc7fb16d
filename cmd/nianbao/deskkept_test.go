package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// deskOf gives the tools of a desk on a folder.
func deskOf(t *testing.T, folder string) desk.Tools {
	t.Helper()
	a := newApp(diag.Chinese, strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" })
	lib, err := a.openFonts()
	if err != nil {
		t.Fatal(err)
	}
	return a.deskTools(lib, folder)
}

// What the desk archives is listed, proved and taken out; a PDF that carries its
// sources and was signed on top is archived too, and gives them back. A draft and
// pages that were printed again are left out.
func TestDeskArchive(t *testing.T) {
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	d := deskOf(t, folder)
	if kept, err := d.Kept(); err != nil || len(kept) != 0 {
		t.Fatalf("no archive yet: %v %v", kept, err)
	}
	for _, b := range []*desk.Building{{Formats: []string{"docx", "pdf"}, Attach: true}, {Formats: []string{"docx", "pdf"}, Draft: true}, {Formats: []string{"pdf"}, Pages: "2-3"}} {
		if _, err := d.Build(report, b); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, errs := call(t, "sign", filepath.Join(folder, "2020-草稿.pdf"), "--key", "k.p12", "-o", filepath.Join(folder, "x.pdf")); code != exitInput || !strings.Contains(errs, "是草稿") {
		t.Errorf("a draft is signed: %d %s", code, errs)
	}
	pdf := filepath.Join(folder, "2020.pdf")
	if fits := d.Current(report, []string{pdf}); fits[0] == 0 {
		t.Error("a PDF that carries its sources is not taken for the report's")
	}
	var said bytes.Buffer
	if !d.Archive(report, "王某", "", &said) {
		t.Fatal(said.String())
	}
	kept, err := d.Kept()
	if err != nil || len(kept) != 1 || kept[0].Year != 2020 || kept[0].By != "王某" || len(kept[0].Files) != 3 {
		t.Fatalf("%+v %v", kept, err)
	}
	if !d.TakeOut(kept[0].Folder, &said) || d.TakeOut(kept[0].Folder, &said) || d.TakeOut("档案/none", &said) {
		t.Errorf("taking out: %s", said.String())
	}
	if !d.Extract(desk.Upload{Name: "2020.pdf", Data: read(t, pdf)}, &said) || d.Extract(desk.Upload{Name: "../2020.pdf", Data: read(t, pdf)}, &said) {
		t.Errorf("extracting: %s", said.String())
	}
	for _, name := range []string{"汶上县行政审批服务局 2020 年第 1 版", "2020"} {
		if got, err := os.ReadFile(filepath.Join(folder, "取出", name, "2020.toml")); err != nil || !bytes.Equal(got, read(t, sample)) {
			t.Errorf("%s: %v, or another file", name, err)
		}
	}
	if strings.Contains(said.String(), folder) {
		t.Errorf("the page is told of the machine: %s", said.String())
	}
	work := &desk.Work{Context: context.Background()}
	if !d.Prove("", work) {
		t.Error("a whole archive is not whole")
	}
	os.WriteFile(filepath.Join(folder, filepath.FromSlash(kept[0].Files[0])), []byte("x"), 0o666)
	if d.Prove("", work) {
		t.Error("a changed archive is whole")
	}
}

// An archive that was not looked at to its end is not called whole or broken.
func TestDeskProofIsStopped(t *testing.T) {
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	d := deskOf(t, folder)
	var said bytes.Buffer
	if _, err := d.Build(report, &desk.Building{Formats: []string{"docx", "pdf"}}); err != nil || !d.Archive(report, "王某", "", &said) {
		t.Fatal(err, said.String())
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	a := newApp(diag.Chinese, strings.NewReader(""), &said, &said, func(string) string { return "" })
	a.during = ctx
	said.Reset()
	store, err := oneArchive([]string{filepath.Join(folder, "档案")})
	if err != nil {
		t.Fatal(err)
	}
	if code := a.archiveVerify(store, &verifyArchiveFlags{}); code != errCode(exitLeft) || strings.Contains(said.String(), "问题") {
		t.Errorf("%v: %s", code, said.String())
	}
}

// What was built and signed in different ways is of the report, but not alike: the
// desk and the command line say which file has what, and archive it once it was
// built as it was signed.
func TestArchiveNamesWhatIsUnlike(t *testing.T) {
	d := newDesk(t)
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	tools := deskOf(t, folder)
	signed := func(sealed, attach bool) {
		t.Helper()
		s := &desk.Signing{Key: desk.Upload{Name: "test.p12", Data: read(t, d.path("test.p12"))}, Passphrase: []byte(passphrase), Sealed: sealed, Attach: attach, Replace: true}
		if _, err := tools.Sign(report, s, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	build := func(sealed, attach bool) {
		t.Helper()
		if _, err := tools.Build(report, &desk.Building{Formats: []string{"docx", "pdf"}, Sealed: sealed, Attach: attach}); err != nil {
			t.Fatal(err)
		}
	}
	files := []string{filepath.Join(folder, "2020.docx"), filepath.Join(folder, "2020.pdf"), filepath.Join(folder, "2020-签名.pdf")}
	for _, c := range []struct{ sealed, attach bool }{{true, false}, {false, true}} {
		signed(c.sealed, c.attach)
		build(false, false)
		ways := tools.Current(report, files)
		if slices.Contains(ways, 0) || press.Unlike(files, ways).IsZero() {
			t.Errorf("%+v: %v", c, ways)
		}
		var said bytes.Buffer
		if tools.Archive(report, "王某", "更正", &said) {
			t.Errorf("%+v is archived", c)
		}
		if c.sealed && !strings.Contains(said.String(), "2020-签名.pdf 给公章留了位置，2020.docx 没有留") {
			t.Errorf("not the cause: %s", said.String())
		}
		build(c.sealed, c.attach)
		if ways := tools.Current(report, files); slices.Contains(ways, 0) || !press.Unlike(files, ways).IsZero() {
			t.Errorf("%+v, built as it was signed: %v", c, ways)
		}
		if !tools.Archive(report, "王某", "更正", &said) {
			t.Errorf("%+v: %s", c, said.String())
		}
	}
}

// What stands in the way of taking something out is told as what it is; nothing is
// written through a link, and what was changed in the archive is not taken out.
func TestDeskTakesOutNothing(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	report, taken := filepath.Join(folder, "2020.toml"), filepath.Join(folder, "取出")
	os.WriteFile(report, read(t, sample), 0o666)
	d := deskOf(t, folder)
	var said bytes.Buffer
	if _, err := d.Build(report, &desk.Building{Formats: []string{"pdf"}, Attach: true}); err != nil || !d.Archive(report, "王某", "", &said) {
		t.Fatal(err, said.String())
	}
	kept, err := d.Kept()
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	pdf := desk.Upload{Name: "2020.pdf", Data: read(t, filepath.Join(folder, "2020.pdf"))}
	refused := func(what, want string) {
		t.Helper()
		said.Reset()
		if d.TakeOut(kept[0].Folder, &said) || !strings.Contains(said.String(), want) {
			t.Errorf("%s: %s", what, said.String())
		}
	}
	os.WriteFile(taken, nil, 0o666)
	refused("a file in its place", "不是文件夹")
	os.Remove(taken)
	os.Symlink(elsewhere, taken)
	if _, err := os.Readlink(taken); err != nil { // Wine says that it made one
		t.Log("no links here: ", err)
	} else {
		refused("a link", "不是文件夹")
		if d.Extract(pdf, &said) {
			t.Error("extracted through a link")
		}
		os.Remove(taken)
		os.Mkdir(taken, 0o777)
		os.Symlink(elsewhere, filepath.Join(taken, "2020"))
		if d.Extract(pdf, &said) {
			t.Error("extracted through a link below")
		}
	}
	if there, err := os.ReadDir(elsewhere); err != nil || len(there) > 0 {
		t.Errorf("written elsewhere: %v %v", there, err)
	}
	os.RemoveAll(taken)
	os.WriteFile(filepath.Join(folder, filepath.FromSlash(kept[0].Files[0])), []byte("x"), 0o666)
	refused("damaged", "存档以后改过或者坏了")
	if strings.Contains(said.String(), "archive:") {
		t.Errorf("English: %s", said.String())
	}
}

// What the desk writes stays in its folder, also where a link stands for one of the
// folders that it writes to.
func TestDeskWritesInside(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	d := deskOf(t, folder)
	if _, err := d.Build(report, &desk.Building{Formats: []string{"pdf"}}); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	refuse := func(name string, try func() bool) {
		t.Helper()
		os.Symlink(elsewhere, filepath.Join(folder, name))
		if _, err := os.Readlink(filepath.Join(folder, name)); err != nil { // Wine says that it made one
			t.Log("no links here: ", err)
			return
		}
		said.Reset()
		if try() {
			t.Errorf("%s: written through a link", name)
		}
		if there, err := os.ReadDir(elsewhere); err != nil || len(there) > 0 {
			t.Errorf("%s: written elsewhere: %v %v", name, there, err)
		}
	}
	refuse(desk.ArchiveName, func() bool { return d.Archive(report, "王某", "", &said) })
	if said.Len() > 0 && !strings.Contains(said.String(), "不是文件夹") {
		t.Error(said.String())
	}
	w := &desk.Work{Context: context.Background(), Writing: new(sync.Mutex)}
	refuse("成品", func() bool { return d.Batch(w) })
}

// What import refuses is told of by its name in the folder.
func TestDeskImportNamesFiles(t *testing.T) {
	folder := t.TempDir()
	original := filepath.Join(folder, "2020.docx")
	os.WriteFile(original, read(t, sample), 0o666) // it is a data file
	_, err := deskOf(t, folder).Import(original, filepath.Join(folder, "2020-导入.toml"))
	if said := desk.Said(err); strings.Contains(said, folder) || !strings.Contains(said, "2020.docx") {
		t.Error(said)
	}
}

// A file of that name that is not ours stays as it is, and is told of by its name in
// the folder; a report with something left to fill gives no draft.
func TestDeskBuildsNothing(t *testing.T) {
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	d := deskOf(t, folder)
	os.WriteFile(filepath.Join(folder, "2020.docx"), []byte("original"), 0o666)
	_, err := d.Build(report, &desk.Building{Formats: []string{"docx"}})
	var failed writeError
	if !errors.As(err, &failed) || !strings.Contains(failed.ZH, "2020.docx 已经有了") || strings.Contains(failed.ZH, folder) {
		t.Errorf("%v", err)
	}
	os.WriteFile(report, bytes.Replace(read(t, sample), []byte("= [2, 0"), []byte(`= ["待填", 0`), 1), 0o666)
	_, err = d.Build(report, &desk.Building{Formats: []string{"docx"}, Draft: true})
	var stopped press.Stopped
	if !errors.As(err, &stopped) || !stopped.Unfilled {
		t.Errorf("a draft with something left to fill: %v", err)
	}
}

// An Excel file that has something else, such as a roll-up's working paper or what was
// typed into it, is replaced where the clerk says yes; one that another program saved
// is not.
func TestDeskAsksBeforeAnExcelFileIsReplaced(t *testing.T) {
	folder := t.TempDir()
	report, book := filepath.Join(folder, "2020.toml"), filepath.Join(folder, "2020.xlsx")
	os.WriteFile(report, read(t, sample), 0o666)
	tools := deskOf(t, folder)
	build := func(yes bool) error {
		_, err := tools.Build(report, &desk.Building{Formats: []string{"docx", "xlsx"}, Replace: yes})
		return err
	}
	asked := func(err error) bool {
		var q desk.Question
		return errors.As(err, &q) && strings.Contains(q.What.ZH, "2020.xlsx 已经有了") && !strings.Contains(q.What.ZH, folder)
	}
	for range 2 { // the same again replaces nothing
		if err := build(false); err != nil {
			t.Fatal(err)
		}
	}
	before := read(t, book)
	os.WriteFile(report, bytes.Replace(read(t, sample), []byte("decisions = 29497"), []byte("decisions = 29498"), 1), 0o666)
	os.Remove(filepath.Join(folder, "2020.docx"))
	if err := build(false); !asked(err) || !bytes.Equal(read(t, book), before) || exists(filepath.Join(folder, "2020.docx")) {
		t.Errorf("not asked, or something was written: %v", err)
	}
	if err := build(true); err != nil || bytes.Equal(read(t, book), before) {
		t.Errorf("said yes: %v", err)
	}
	foreign := []byte("a book that another program saved")
	os.WriteFile(book, foreign, 0o666)
	for _, yes := range []bool{false, true} {
		if err := build(yes); err == nil || asked(err) || !bytes.Equal(read(t, book), foreign) {
			t.Errorf("another program's file, yes %v: %v", yes, err)
		}
	}
}

// What lies beside a report is of it as long as the bytes are, whatever the year
// before says by now; of an archive whose newest version is broken nothing is told.
func TestDeskTellsWhatStands(t *testing.T) {
	folder := t.TempDir()
	report := filepath.Join(folder, "2021.toml")
	os.WriteFile(report, read(t, filepath.Join("../../samples/county", "2021.toml")), 0o666)
	d := deskOf(t, folder)
	if _, err := d.Build(report, &desk.Building{Formats: []string{"docx", "pdf"}}); err != nil {
		t.Fatal(err)
	}
	before := string(read(t, filepath.Join("../../samples/county", "2020.toml")))
	os.WriteFile(filepath.Join(folder, "2020.toml"), []byte(regexp.MustCompile(`(?m)^carried_out( *)= .*`).ReplaceAllString(before, "carried_out$1= [7, 0, 0, 0, 0, 0]")), 0o666)
	if _, err := d.Build(report, &desk.Building{Formats: []string{"docx", "pdf"}}); err == nil {
		t.Fatal("the year before makes no error")
	}
	files := []string{filepath.Join(folder, "2021.docx"), filepath.Join(folder, "2021.pdf")}
	if are := d.Current(report, files); are[0] == 0 || are[1] == 0 {
		t.Error("the same bytes are no longer the report's")
	}
	os.Remove(filepath.Join(folder, "2020.toml"))
	var said bytes.Buffer
	if !d.Archive(report, "王某", "", &said) {
		t.Fatal(said.String())
	}
	kept, err := d.Kept()
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	holds := func() func([]byte) bool { return d.Archived()(kept[0].Agency, 2021) }
	if is := holds(); is == nil || !is(read(t, report)) || is([]byte("other")) {
		t.Error("what was archived is not told")
	}
	broken := filepath.Join(filepath.Dir(filepath.Join(folder, filepath.FromSlash(kept[0].Folder))), "v002")
	if err := os.Mkdir(broken, 0o777); err != nil {
		t.Fatal(err)
	}
	if holds() != nil {
		t.Error("the version before a broken one is taken for the newest")
	}
}

// The page reprints pages and says what is wrong with them without a word of the
// command line; what is kept for the long term needs a time stamp, and is read.
func TestDeskPagesAndLongTerm(t *testing.T) {
	d := newDesk(t)
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	tools := deskOf(t, folder)
	for pages, want := range map[string]string{"2-3": "2020-p2-3.pdf", "２～３": "2020-p2-3.pdf", "6": "2020-p6-6.pdf", "0-1": "页码写成", "x": "页码写成", "6-9": "一共 6 页"} {
		files, err := tools.Build(report, &desk.Building{Formats: []string{"pdf"}, Pages: pages})
		switch {
		case err == nil && (len(files) != 1 || filepath.Base(files[0]) != want):
			t.Errorf("%s: %v", pages, files)
		case err != nil && !strings.Contains(err.Error(), want) && !strings.Contains(desk.Said(err), want):
			t.Errorf("%s: %s", pages, desk.Said(err))
		}
	}
	os.WriteFile(filepath.Join(folder, "2020-p2-3.toml"), read(t, sample), 0o666)
	os.WriteFile(filepath.Join(folder, "2020-草稿.toml"), read(t, sample), 0o666)
	for _, b := range []*desk.Building{{Formats: []string{"pdf"}, Pages: "2-3"}, {Formats: []string{"docx", "pdf"}, Draft: true}} {
		if files, err := tools.Build(report, b); err == nil || !strings.Contains(desk.Said(err), "的文件同名") {
			t.Errorf("files of another report were written: %v %v", files, err)
		}
	}
	signing := func(change func(*desk.Signing)) string {
		s := &desk.Signing{Key: desk.Upload{Name: "test.p12", Data: read(t, d.path("test.p12"))}, Passphrase: []byte(passphrase)}
		change(s)
		_, err := tools.Sign(report, s, io.Discard)
		if err == nil {
			t.Fatal("signed without what was asked for")
		}
		return desk.Said(err)
	}
	bad := []desk.Upload{{Name: "a.crl", Data: []byte("x")}}
	for what, c := range map[string]struct {
		change func(*desk.Signing)
		want   string
	}{
		"a list without a stamp": {func(s *desk.Signing) { s.Lists = bad }, "要和时间戳一起用"},
		"asking without a stamp": {func(s *desk.Signing) { s.Online = true }, "要和时间戳一起用"},
		"a list that is none":    {func(s *desk.Signing) { s.Lists, s.TSA = bad, "http://127.0.0.1:1/" }, "不是吊销列表"},
		"an answer that is none": {func(s *desk.Signing) { s.Answers, s.TSA = bad, "http://127.0.0.1:1/" }, "不是 OCSP 回答"},
		"an issuer that is none": {func(s *desk.Signing) { s.Issuers, s.TSA = bad, "http://127.0.0.1:1/" }, "不是证书文件"},
	} {
		if got := signing(c.change); !strings.Contains(got, c.want) || strings.Contains(got, "--") {
			t.Errorf("%s: %s", what, got)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "2020-签名.pdf")); err == nil {
		t.Error("a signed file was left")
	}
}

// A folder that is not there is called a folder.
func TestDeskOfNoFolder(t *testing.T) {
	code, _, errs := call(t, "desk", filepath.Join(t.TempDir(), "没有"), "--no-open")
	if code != exitInput || !strings.Contains(errs, "没有这个文件夹") || strings.Contains(errs, "这个文件。") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

// A page that is made alone, or after the others, is of the report, and is archived
// with them.
func TestPageAlone(t *testing.T) {
	folder := t.TempDir()
	report := filepath.Join(folder, "2020.toml")
	os.WriteFile(report, read(t, sample), 0o666)
	tools := deskOf(t, folder)
	page := filepath.Join(folder, "2020.html")
	for _, formats := range [][]string{{"html"}, {"docx", "pdf"}, {"html"}} {
		if _, err := tools.Build(report, &desk.Building{Formats: formats}); err != nil {
			t.Fatal(err)
		}
		if fits := tools.Current(report, []string{page}); fits[0] == 0 {
			t.Errorf("after %v: %v", formats, fits)
		}
	}
	var said bytes.Buffer
	if !tools.Archive(report, "王某", "", &said) {
		t.Error(said.String())
	}
}
