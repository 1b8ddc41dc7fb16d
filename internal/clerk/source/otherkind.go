package source

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"nianbao/internal/diag"
)

var makeOne = diag.T("数据文件（.toml）是文本文件：写一份空白的来填（nianbao new 年度 -o 文件名.toml）；要把以前的报告转成数据文件，用导入（nianbao import 文件名）。",
	"a report's file (.toml) is a text file: write one with nianbao new YEAR -o NAME.toml; nianbao import FILE makes one of an earlier report.")

// remedy says what to do with a file of another kind: mostly the data file is
// beside it.
func remedy(name string, data []byte) diag.Text {
	own := strings.TrimSuffix(name, filepath.Ext(name)) + ".toml"
	do := makeOne
	if own != name && there(own) {
		do = diag.T("它的数据文件就在旁边：请用 %s。", "its data file is beside it: use %s.", filepath.Base(own))
	}
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		do = diag.T("%s签名可以检查（nianbao verify 文件名.pdf）。", "%s nianbao verify checks signatures.", do)
	}
	return do
}

// signatures are how files of other kinds begin.
var signatures = []struct {
	begin string
	kind  diag.Text
}{
	{"%PDF-", diag.Text{ZH: "PDF 文件", EN: "a PDF file"}},
	{"\x89PNG", diag.Text{ZH: "图片（PNG）", EN: "a picture (PNG)"}},
	{"\xFF\xD8\xFF", diag.Text{ZH: "图片（JPEG）", EN: "a picture (JPEG)"}},
	{"GIF8", diag.Text{ZH: "图片（GIF）", EN: "a picture (GIF)"}},
	{"\xD0\xCF\x11\xE0", diag.Text{ZH: "旧式的 Word、WPS 或 Excel 文件（.doc、.wps、.xls）", EN: "an old Word, WPS or Excel file (.doc, .wps, .xls)"}},
	{"{\\rtf", diag.Text{ZH: "RTF 文件", EN: "an RTF file"}},
	{"Rar!", diag.Text{ZH: "压缩包（RAR）", EN: "an archive (RAR)"}},
	{"7z\xBC\xAF", diag.Text{ZH: "压缩包（7z）", EN: "an archive (7z)"}},
	{"\x1F\x8B", diag.Text{ZH: "压缩包（gzip）", EN: "an archive (gzip)"}},
	{"MZ", diag.Text{ZH: "程序（exe）", EN: "a program (exe)"}},
	{"<!doctype html", diag.Text{ZH: "网页", EN: "a web page"}},
	{"<html", diag.Text{ZH: "网页", EN: "a web page"}},
	{"<?xml", diag.Text{ZH: "XML 文件", EN: "an XML file"}},
}

// parts are the names within a ZIP file by which its kind is known.
var parts = []struct {
	name string
	kind diag.Text
}{
	{"word/", diag.Text{ZH: "Word 文件（.docx）", EN: "a Word file (.docx)"}},
	{"xl/", diag.Text{ZH: "Excel 文件（.xlsx）", EN: "an Excel file (.xlsx)"}},
	{"ppt/", diag.Text{ZH: "PPT 文件（.pptx）", EN: "a PowerPoint file (.pptx)"}},
	{"OFD.xml", diag.Text{ZH: "OFD 文件", EN: "an OFD file"}},
	{"mimetypeapplication/vnd.oasis", diag.Text{ZH: "LibreOffice 文件（.odt 等）", EN: "a LibreOffice file (.odt and the like)"}},
}

// blank reports whether a file has nothing in it.
func blank(data []byte) bool {
	return len(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")) == 0
}

// otherKind tells a file of another kind by its beginning; the zero one: it may
// be text.
func otherKind(data []byte) diag.Text {
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")
	begin := string(text[:min(len(text), 20)])
	lower := strings.ToLower(begin)
	for _, s := range signatures {
		if (strings.HasPrefix(begin, s.begin) || strings.HasPrefix(lower, s.begin)) && (s.begin != "MZ" || bytes.HasPrefix(data, []byte("MZ")) && bytes.IndexByte(data, 0) >= 0) {
			return s.kind
		}
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) && !bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return diag.Text{}
	}
	kind := diag.Text{ZH: "压缩包（ZIP）", EN: "an archive (ZIP)"}
	for _, p := range parts {
		if bytes.Contains(data, []byte(p.name)) {
			kind = p.kind
			break
		}
	}
	return kind
}

// noReport says what a file is that is none of a report.
func noReport(kind diag.Text) diag.Text {
	if kind.ZH[0] < utf8.RuneSelf { // a blank between Chinese and Latin
		kind.ZH = " " + kind.ZH
	}
	return diag.T("这是%s，不是数据文件（.toml）。", "this is %s and no report's file (.toml).", kind)
}
