package press

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// An original of the clerk's, or a Word file that another program saved, is
// foreign; what we made, signed or not, is not.
func TestForeign(t *testing.T) {
	b := builder(t)
	out, err := b.File("../../samples/2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	book := func(name, program, cell string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for part, text := range map[string]string{"docProps/app.xml": "<Application>" + program + "</Application>", "xl/workbook.xml": `<definedName name="` + cell + `">`} {
			w, _ := z.Create(part)
			w.Write([]byte(text))
		}
		z.Close()
		return write(name, b.Bytes())
	}
	for _, path := range []string{book("c.xlsx", "Microsoft Excel", "nianbao"), book("d.xlsx", "Go Excelize", "theirs")} {
		if !Foreign(path) {
			t.Errorf("%s is taken for ours", path)
		}
	}
	for _, path := range []string{book("e.xlsx", "Go Excelize", "nianbao"), write("a.docx", out.DOCX), write("a.pdf", out.PDF), write("a-粘贴.html", []byte("<p>")), write("空.docx", nil), filepath.Join(dir, "没有.docx")} {
		if Foreign(path) {
			t.Errorf("%s is taken for another's", path)
		}
	}
	for _, path := range []string{write("b.docx", []byte("PK")), write("b.pdf", []byte("%PDF-1.4")), write("b.html", []byte("<html>"))} {
		if !Foreign(path) {
			t.Errorf("%s is taken for ours", path)
		}
	}
}
