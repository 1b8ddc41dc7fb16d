package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/diag"
)

func zipped(names ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		w.Create(n)
	}
	w.Close()
	return b.String()
}

func TestEmptyFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.toml")
	for _, data := range []string{"", "\uFEFF \r\n\n"} {
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(name); err == nil || !strings.Contains(err.Error(), "the file is empty") {
			t.Errorf("%q: %v", data, err)
		}
	}
	if err := os.Rename(name, name+".txt"); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(name); err == nil || !strings.Contains(err.Error(), "a.toml.txt") {
		t.Errorf("with .txt behind it: %v", err)
	}
}

func TestOtherKinds(t *testing.T) {
	for data, want := range map[string]string{
		zipped("[Content_Types].xml", "word/document.xml"): "Word 文件",
		zipped("xl/workbook.xml"):                          "Excel 文件",
		zipped("OFD.xml"):                                  "OFD 文件",
		zipped("a.toml"):                                   "压缩包（ZIP）",
		zipped():                                           "压缩包（ZIP）",
		"%PDF-1.7\n":                                       "PDF 文件",
		"\x89PNG\r\n\x1a\n":                                "图片（PNG）",
		"\xff\xd8\xff\xe0":                                 "图片（JPEG）",
		"\xd0\xcf\x11\xe0\xa1\xb1":                         "旧式的 Word",
		"{\\rtf1\\ansi":                                    "RTF",
		"<!DOCTYPE html><p>":                               "网页",
		"\uFEFF<html>":                                     "网页",
		"MZ\x90\x00":                                       "程序",
	} {
		_, err := Parse("a.toml", []byte(data))
		var l diag.List
		if !errors.As(err, &l) || len(l) != 1 || !strings.Contains(l[0].What.ZH, want) || !strings.Contains(l[0].Do.ZH, "nianbao new") {
			t.Errorf("%.12q: %v, want %s", data, err, want)
		}
	}
	for _, data := range []string{"MZ = 1", "# PK\x03", "a = \"%PDF-\"", "\uFEFFyear = 2020"} {
		if _, err := Parse("a.toml", []byte(data)); err != nil && strings.Contains(err.Error(), "no report's file") {
			t.Errorf("%q is refused: %v", data, err)
		}
	}
}

// Whoever names a report's Word or PDF file means its data file beside it.
func TestDataFileBeside(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"1.docx": zipped("word/document.xml"), "1.pdf": "%PDF-1.7\n", "1.toml": "year = 2020", "2.docx": zipped("word/document.xml")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"1.docx": "请用 1.toml", "1.pdf": "请用 1.toml。签名可以检查（nianbao verify", "2.docx": "nianbao new"} {
		var l diag.List
		if _, err := Read(filepath.Join(dir, name)); !errors.As(err, &l) || !strings.Contains(l[0].Do.ZH, want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
