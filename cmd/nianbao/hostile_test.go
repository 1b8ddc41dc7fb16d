package main

import (
	"bytes"
	"encoding/csv"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/export/pdf"
	"nianbao/internal/layout/typeset"
)

// evil is what a stranger may put into any text: it clears a screen (C0 and C1),
// turns text around, begins a line of its own.
const evil = "\x1b[2J\u009b31m\u202egnp\u2066\u2028x"

// escaped is evil as TOML has it.
const escaped = `\u001b[2J\u009b31m\u202egnp\u2066\u2028x`

// TestNothingEscapes runs the commands with hostile words from every source, and
// looks at all that is printed.
func TestNothingEscapes(t *testing.T) {
	d := newDesk(t)
	d.seal()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/"+strings.Map(func(r rune) rune { return r & 0x7F }, "x"))
		http.Error(w, evil, http.StatusServiceUnavailable)
	}))
	defer server.Close()
	good := string(read(t, d.path("report.toml")))
	for name, text := range map[string]string{
		"key.toml":     "\"" + escaped + "\" = 1\n" + good,
		"table.toml":   good + "\n[\"" + escaped + "\"]\nx = 1\n",
		"picture.toml": good + "\n[image.a]\nfile = \"charts/" + escaped + ".png\"\n",
		"format.toml":  good + "\n[image.a]\nfile = \"seal.png\"\n[image.\"" + escaped + "\"]\nfile = \"seal.png\"\n",
		"ref.toml":     strings.Replace(good, "\"\"\"\n", "\"\"\"\n{image."+escaped+"}\n", 1),
		"raw.toml":     good + "\n" + evil + " = 1\n",
		"value.toml":   "year = " + evil + "\n",
		"rule.toml":    good + "\n[checks]\noff = { \"" + escaped + "\" = \"" + escaped + "\" }\n",
		"form.toml":    strings.Replace(good, "year = 2020", "form = \""+escaped+"\"\nyear = 2020", 1),
		"agency.toml":  strings.ReplaceAll(good, "name = \"", "name = \""+escaped),
		"list.txt":     evil + ".toml\n",
	} {
		d.write(name, []byte(text))
	}
	hostileName := evil + ".toml"
	if runtime.GOOS == "windows" {
		hostileName = "\u202egnp\u2066.toml" // no other is possible there
	}
	d.write(hostileName, []byte(good))
	d.write("a"+hostileName, []byte("year = 1"))
	writeAttached(t, d.path("attached.pdf"), evil+".toml")

	for _, args := range [][]string{
		{"build", "@key.toml", "@table.toml", "@picture.toml", "@format.toml", "@ref.toml", "@raw.toml", "@value.toml", "@rule.toml", "@form.toml", "@agency.toml"},
		{"check", "@key.toml", "@table.toml", "@picture.toml", "@format.toml", "@ref.toml", "@raw.toml", "@value.toml", "@rule.toml", "@form.toml", "@agency.toml"},
		{"check", "@agency.toml", "@" + hostileName, "--json"},
		{"fmt", "@key.toml", "@raw.toml", "@a" + hostileName},
		{"new", "2021", "--from", "@agency.toml"},
		{"new", "2021", "--from", "@" + evil, "-o", "@" + evil + ".toml"},
		{"build", "@" + hostileName, "-o", "@out"},
		{"build", "@" + evil + "none.toml"},
		{"batch", "@", "-o", "@out"},
		{"batch", "@", "-o", "@out", "--json"},
		{"batch", "@list.txt", "-o", "@out"},
		{"batch", "@", "-o", "@out", "--report", "@table.csv"},
		{"extract", "@attached.pdf", "-o", "@out"},
		{"sign", "@report.pdf", "--key", "@test.p12", "--passphrase-file", "@word.txt", "--tsa", server.URL, "-o", "@x.pdf"},
		{"sign", "@report.pdf", "--key", "@" + evil, "-o", "@x.pdf"},
		{"sign", "@report.pdf", "--key", "@test.p12", "--passphrase-file", "@word.txt", "--reason", evil, "-o", "@reason.pdf"},
		{"verify", "@reason.pdf", "@" + evil},
		{"verify", "@reason.pdf", "--json"},
		{"archive", "@", "--to", "@档案", "--by", "王某", "--from", "@report.toml"},
		{"archive", "@", "--to", "@档案", "--by", evil},
		{"archive", "@", "--to", "@档案", "--by", "王某", "--reason", evil},
		{"archive", "verify", "@" + evil},
		{"archive", "log", "@档案"},
		{"archive", "restore", "@档案", "--year", "2020", "--agency", evil, "-o", "@out"},
		{"forms", "@" + evil}, {evil}, {"build", "--" + evil}, {"--lang", evil}, {"build", "--format", evil, "@report.toml"},
		{"build", "@report.toml", "--word-processor", evil}, {"build", "@report.toml", "--layouts", evil}, {"build", "@report.toml", "--fonts", evil}, {"build", "@report.toml", "--pages", evil},
	} {
		for _, lang := range []string{"zh", "en"} {
			_, said, errs := call(t, append(d.with(args...), "--lang", lang)...)
			for _, text := range []string{said, errs} {
				if strings.Contains(text, "程序出错") || strings.Contains(text, "error of the program's") {
					t.Errorf("%q: %s", args, text)
				}
				if left := strings.Map(keepSteering, text); left != "" {
					t.Errorf("%q: %q reaches the terminal", args, left)
				}
			}
		}
	}
	looksAtNames(t, d.path("out"), strings.TrimSuffix(hostileName, ".toml"))
	looksAtCells(t, d.path("table.csv"))
}

// keepSteering leaves of a text what acts on a terminal.
func keepSteering(r rune) rune {
	if r == '\n' || r == '\t' || !diag.Steers(string(r)) {
		return -1
	}
	return r
}

// looksAtNames goes through what was written: only the clerk's own name for a
// report may be hostile.
func looksAtNames(t *testing.T, dir, own string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && diag.Steers(strings.ReplaceAll(e.Name(), own, "")) {
			t.Errorf("a file called %q was written", e.Name())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func looksAtCells(t *testing.T, path string) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(read(t, path), []byte("\uFEFF")))).ReadAll()
	if err != nil || len(rows) < 5 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for _, r := range rows {
		for _, cell := range r {
			if diag.Steers(cell) {
				t.Errorf("a cell steers: %q", cell)
			}
		}
	}
}

// writeAttached writes a PDF file that carries a file of a name.
func writeAttached(t *testing.T, path, name string) {
	t.Helper()
	l := &typeset.Layout{Pages: []typeset.Page{{Width: 1 << 20, Height: 1 << 20}}}
	b, err := pdf.File(l, pdf.Options{Attachments: []pdf.Attachment{{Name: name, Type: "text/plain", Data: []byte("x")}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestCells(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "县局": "县局", "2020": "2020", "=HYPERLINK(\"http://x\")": "'=HYPERLINK(\"http://x\")", "+1": "'+1", "-x.toml": "'-x.toml", "@SUM(1)": "'@SUM(1)",
		"\t=1": "'␉=1", "\r=1": "'␍=1", "＝1": "'＝1", "a=1": "a=1", "a\x1b": "a␛",
	} {
		if got := cells(in)[0]; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestPicturesStayInside: whoever writes a TOML file chooses no picture of its
// reader's.
func TestPicturesStayInside(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 2000, 1000))); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(outside, "p.png"), filepath.Join(dir, "p.png")} {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	os.Symlink(filepath.Join(outside, "p.png"), filepath.Join(dir, "link.png"))
	os.Symlink(filepath.Join(dir, "p.png"), filepath.Join(dir, "inner.png"))
	os.Symlink(outside, filepath.Join(dir, "folder"))
	_, noLinks := os.Readlink(filepath.Join(dir, "folder")) // Wine says that it made them
	if noLinks != nil {
		t.Log("not tried, no links here: ", noLinks)
	}
	for _, c := range []struct {
		file    string
		outside bool
		code    int
		says    string
	}{
		{"p.png", false, exitOK, ""},
		{"inner.png", false, exitOK, ""},
		{"../" + filepath.Base(dir) + "/p.png", false, exitOK, ""},
		{filepath.ToSlash(outside) + "/p.png", false, exitInput, "--allow-outside"},
		{filepath.ToSlash(outside) + "/p.png", true, exitOK, ""},
		{"../../p.png", false, exitInput, "--allow-outside"},
		{"link.png", false, exitInput, "--allow-outside"},
		{"link.png", true, exitOK, ""},
		{"folder/p.png", false, exitInput, "--allow-outside"},
		{"folder/none.png", false, exitInput, "--allow-outside"},
		{`\\\\host\\share\\p.png`, true, exitInput, "别的电脑"},
		{"//host/share/p.png", true, exitInput, "别的电脑"},
		{`\\\\?\\UNC\\host\\p.png`, true, exitInput, "别的电脑"},
		{"file:///etc/p.png", true, exitInput, "别的电脑"},
		{"http://host/p.png", true, exitInput, "别的电脑"},
	} {
		if noLinks != nil && (c.file == "inner.png" || c.file == "link.png" || strings.HasPrefix(c.file, "folder/")) {
			continue
		}
		path := input(t, dir, "\"\"\"\n", "\"\"\"\n{image.a}\n")
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString("\n[image.a]\nwidth_mm = 100\nfile = \"" + c.file + "\"\n")
		f.Close()
		args := []string{"build", path, "-o", filepath.Join(dir, "out"), "--allow-errors"}
		if c.outside {
			args = append(args, "--allow-outside")
		}
		if code, _, errs := call(t, args...); code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s, outside %t: exit code %d: %s", c.file, c.outside, code, errs)
		}
	}
}
