package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// office is a folder with reports of other programs.
type office struct {
	*testing.T
	dir string
}

func newOffice(t *testing.T) *office {
	t.Helper()
	return &office{t, t.TempDir()}
}

func (o *office) path(name string) string { return filepath.Join(o.dir, filepath.FromSlash(name)) }

// put writes a file.
func (o *office) put(name string, data []byte) {
	o.Helper()
	if err := os.MkdirAll(filepath.Dir(o.path(name)), 0o700); err != nil {
		o.Fatal(err)
	}
	if err := os.WriteFile(o.path(name), data, 0o600); err != nil {
		o.Fatal(err)
	}
}

// word writes the sample as a Word file, with changes.
func (o *office) word(name string, pairs ...string) {
	o.Helper()
	dir := o.TempDir()
	report := input(o.T, dir, pairs...)
	if code, _, errs := call(o.T, "build", report, "--allow-errors", "--format", "docx", "-o", dir); code != exitOK {
		o.Fatal(errs)
	}
	o.put(name, read(o.T, filepath.Join(dir, "report.docx")))
}

// files lists all files below a folder.
func (o *office) files(dir string) (names []string) {
	filepath.WalkDir(o.path(dir), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(o.path(dir), path)
			names = append(names, filepath.ToSlash(rel))
		}
		return nil
	})
	slices.Sort(names)
	return names
}

// wrong is a total that is not the sum of its row.
var wrong = []string{"carried_out  = [0, 0, 0, 0, 0, 0]", "carried_out  = [3, 1, 0, 0, 0, 0, 9]"}

func TestImportOutputs(t *testing.T) {
	for _, c := range []struct{ name, output, want string }{
		{"beside the original", "", "2020.docx 2020.toml"},
		{"a folder", "out", "2020.docx out/2020.toml"},
		{"a folder with a point", "out.d", "2020.docx out.d/2020.toml"},
		{"a file", "a.toml", "2020.docx a.toml"},
		{"a file in a new folder", "new/A.TOML", "2020.docx new/A.TOML"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.word("2020.docx")
			args := []string{"import", o.path("2020.docx")}
			if c.output != "" {
				args = append(args, "-o", o.path(c.output))
			}
			code, out, errs := call(t, args...)
			if code != exitOK || errs != "" || !strings.Contains(out, "已导入") || !strings.Contains(out, "存疑 0 处") {
				t.Errorf("exit %d, %s%s", code, out, errs)
			}
			if got := strings.Join(o.files("."), " "); got != c.want {
				t.Errorf("files %s, want %s", got, c.want)
			}
			for _, f := range o.files(".") {
				if strings.EqualFold(filepath.Ext(f), ".toml") {
					if code, out, errs := call(t, "check", o.path(f)); code != exitOK {
						t.Errorf("check: exit %d, %s%s", code, out, errs)
					}
				}
			}
		})
	}
}

// TestImportDoubts: doubts are on the screen, in the list and in the file, and
// the exit code tells of them.
func TestImportDoubts(t *testing.T) {
	o := newOffice(t)
	o.word("甲.docx", wrong...)
	code, out, errs := call(t, "import", o.path("甲.docx"), "--list", o.path("list.csv"))
	if code != exitInput || errs != "" || !strings.Contains(out, "存疑：") || !strings.Contains(out, "结转下年度") {
		t.Fatalf("exit %d, %s%s", code, out, errs)
	}
	list := string(read(t, o.path("list.csv")))
	if !strings.HasPrefix(list, "\uFEFF原件,") || strings.Count(list, "\r\n") != strings.Count(list, "\n") {
		t.Errorf("Excel takes no such list: %.80q", list)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(list, "\uFEFF"))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%v, %d rows", err, len(rows))
	}
	keys := map[string][]string{}
	for _, r := range rows[1:] {
		keys[r[5]] = r
	}
	total := keys["applications.carried_out.total"]
	if total == nil || total[6] != "9" || total[7] == "" || total[11] == "" || total[12] == "" {
		t.Errorf("the wrong total is not listed with its place: %q", total)
	}
	text := string(read(t, o.path("甲.toml")))
	for _, want := range []string{"carried_out", "；存疑：", "甲.docx", "SHA-256"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in the file", want)
		}
	}
	if code, _, errs := call(t, "import", o.path("甲.docx"), "-o", o.path("b.toml"), "--list", o.path("list.csv")); code != exitWrite || !strings.Contains(errs, "list.csv") {
		t.Errorf("an existing list: exit %d, %s", code, errs)
	}
	if _, err := os.Stat(o.path("b.toml")); err == nil {
		t.Error("the list was refused after the file was written")
	}
}

// TestImportFolder: one bad file stops no other; what is no original is let
// alone.
func TestImportFolder(t *testing.T) {
	o := newOffice(t)
	o.word("in/2020.docx")
	o.word("in/甲局/2020.docx", "decisions = 29497", "decisions = 31497")
	o.word("in/乙局/坏.docx", wrong...)
	o.put("in/~$2020.docx", []byte("lock"))
	o.put("in/.2020.docx", []byte("hidden"))
	o.put("in/2019.toml.txt", []byte("year = 2019"))
	o.put("in/notes.txt", []byte("text"))
	o.put("in/bad.docx", []byte("PK, but not for long"))
	o.put("in/scan.pdf", scan())
	code, out, errs := call(t, "import", o.path("in"), "-o", o.path("out"), "--list", o.path("list.csv"))
	if code != exitInput {
		t.Errorf("exit %d", code)
	}
	if got, want := strings.Join(o.files("out"), " "), "2020.toml 乙局/坏.toml 甲局/2020.toml"; got != want {
		t.Errorf("files %s, want %s", got, want)
	}
	for _, want := range []string{"共 5 个文件：已导入 3", "其中 1 个有存疑", "没有导入 2", "bad.docx", "scan.pdf"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	if !strings.Contains(errs, "扫描") || !strings.Contains(errs, "不像年报") {
		t.Errorf("the reasons are not told: %s", errs)
	}
	list := string(read(t, o.path("list.csv")))
	if !strings.Contains(list, "bad.docx") || !strings.Contains(list, "没有导入") {
		t.Errorf("the list has not what was not imported:\n%s", list)
	}
	if !strings.Contains(string(read(t, o.path("out/甲局/2020.toml"))), "31497") {
		t.Error("a file of a subfolder is another's")
	}
}

// TestImportKeeps: what is there stays as it is.
func TestImportKeeps(t *testing.T) {
	o := newOffice(t)
	o.word("2020.docx")
	o.put("2020.toml", []byte("mine"))
	code, _, errs := call(t, "import", o.path("2020.docx"))
	if code != exitWrite || !strings.Contains(errs, "--force") || string(read(t, o.path("2020.toml"))) != "mine" {
		t.Errorf("exit %d, %s", code, errs)
	}
	if code, _, errs := call(t, "import", o.path("2020.docx"), "--force"); code != exitOK || string(read(t, o.path("2020.toml"))) == "mine" {
		t.Errorf("--force: exit %d, %s", code, errs)
	}
	if err := os.RemoveAll(o.path("2020.toml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(o.path("2020.toml"), 0o700); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := call(t, "import", o.path("2020.docx"), "--force"); code != exitWrite || errs == "" {
		t.Errorf("a folder in the file's place: exit %d, %s", code, errs)
	}
}

// TestImportTwoOfAName: the second file does not take the place of the first.
func TestImportTwoOfAName(t *testing.T) {
	o := newOffice(t)
	o.word("a/2020.docx")
	o.word("b/2020.docx", "decisions = 29497", "decisions = 31497")
	code, _, errs := call(t, "import", o.path("a/2020.docx"), o.path("b/2020.docx"), "-o", o.path("out"))
	if code != exitInput || !strings.Contains(errs, "占用") || strings.Join(o.files("out"), " ") != "2020.toml" {
		t.Errorf("exit %d, %v, %s", code, o.files("out"), errs)
	}
	if !strings.Contains(string(read(t, o.path("out/2020.toml"))), "29497") {
		t.Error("the second file took the first one's place")
	}
	o.put("c/2020.html", []byte("<p>某局2020年政府信息公开工作年度报告</p><p>一、总体情况</p><p>无。</p>"))
	o.word("c/2020.docx")
	if code, _, errs := call(t, "import", o.path("c")); code != exitInput || !strings.Contains(errs, "占用") || len(o.files("c")) != 3 {
		t.Errorf("one name, two endings: exit %d, %v, %s", code, o.files("c"), errs)
	}
}

func TestImportRefuses(t *testing.T) {
	o := newOffice(t)
	o.put("empty.docx", nil)
	o.put("scan.pdf", scan())
	o.put("2020.toml.txt", []byte("year = 2020"))
	o.put("none/notes.txt", nil)
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"nothing", nil, exitUsage, "文件"},
		{"no such file", []string{o.path("no.docx")}, exitInput, "no.docx"},
		{"an empty file", []string{o.path("empty.docx")}, exitInput, "empty.docx"},
		{"a scan", []string{o.path("scan.pdf")}, exitInput, "扫描"},
		{"a data file", []string{sample}, exitInput, "已经是数据文件"},
		{"a data file with two endings", []string{o.path("2020.toml.txt")}, exitInput, "已经是数据文件"},
		{"a folder without originals", []string{o.path("none")}, exitInput, "没有能导入的文件"},
		{"several files into one", []string{o.path("empty.docx"), o.path("scan.pdf"), "-o", o.path("a.toml")}, exitUsage, "-o"},
		{"an ending that is none", []string{o.path("scan.pdf"), "-o", o.path("a.docx")}, exitUsage, "-o"},
	} {
		before := o.files(".")
		code, out, errs := call(t, append([]string{"import"}, c.args...)...)
		if code != c.code || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit %d, want %d; %s%s", c.name, code, c.code, out, errs)
		}
		if now := o.files("."); !slices.Equal(now, before) {
			t.Errorf("%s: wrote %v", c.name, now)
		}
	}
}

// scan is a PDF file with a page that is a picture.
func scan() []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n4 0 obj<</Length 59>>stream\nq 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q  \nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
}

// What import read is not lost when the report that it made is built: both have
// the same name.
func TestBuildKeepsOriginal(t *testing.T) {
	sample, err := filepath.Abs("../../samples/county/2021.toml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if code, _, errs := call(t, "build", sample, "--format", "docx", "-o", "."); code != exitOK {
		t.Fatal(errs)
	}
	data := rezip(t, read(t, "2021.docx"), "docProps/app.xml", "<Application>Microsoft Office Word</Application>")
	if err := os.WriteFile("2021.docx", data, 0o666); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := call(t, "import", "2021.docx"); code != exitOK {
		t.Fatal(errs)
	}
	for _, args := range [][]string{{"build", "2021.toml"}, {"batch", ".", "-o", "."}} {
		code, out, errs := call(t, args...)
		if code == exitOK || !strings.Contains(out+errs, "不是本程序生成的") || !bytes.Equal(read(t, "2021.docx"), data) {
			t.Errorf("%v: %d: %s%s", args, code, out, errs)
		}
	}
	if code, _, errs := call(t, "build", "2021.toml", "-o", "成品"); code != exitOK {
		t.Error(errs)
	}
}

// rezip gives a zip archive with one file replaced.
func rezip(t *testing.T, data []byte, name, with string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, f := range from.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			text = []byte(with)
		}
		w, err := to.Create(f.Name)
		if err == nil {
			_, err = w.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What the desk's page lets choose is what can be imported, and reports.
func TestPageTakesWhatIsImported(t *testing.T) {
	page := string(read(t, filepath.Join("..", "..", "internal", "desk", "assets", "index.html")))
	if want := `<input id="file" type="file" accept="` + strings.Join(append(slices.Clone(importable), ".toml"), ",") + `">`; !strings.Contains(page, want) {
		t.Errorf("the page has no %s", want)
	}
}
