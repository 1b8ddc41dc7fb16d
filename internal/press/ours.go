package press

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"os"
	"path/filepath"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// producedBy is what our files say that they were made by.
const producedBy = "Nianbao"

// Foreign reports whether a file is there that was not made by this program, or
// was saved by another since: the clerk's original, or a Word file in which
// somebody went on writing. Building would put an end to it.
func Foreign(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() > 0 && !ours(path)
}

// Refuse says why a file must not be replaced by other data: it is foreign, or it
// is a signed PDF, whose signature nobody can make again, and data is not signed. A
// file that is known to be ours may have been saved by another program since. Nil:
// it may be replaced.
func Refuse(path string, data []byte, known bool) *diag.Diagnostic {
	at := diag.Pos{File: path}
	switch {
	case !known && Foreign(path):
		return diag.New(at, diag.T("%s 已经有了，不是本程序生成的（是原件，或者用 Word、WPS 改过再存的），没有覆盖。", "%s is there and was not made by this program (it is an original, or was saved by another program since); it was not replaced.", path),
			diag.T("要留着的，改名或移走；不要的，删去；也可以用 -o 写到别的文件夹。", "Rename it, move it or delete it; or write to another folder with -o."))
	case isPDF(path) && !Signed(data) && Signed(read(path)):
		return diag.New(at, diag.T("%s 已经签过名，没有用没签名的覆盖（签名和签名的时间不能再做一次）。", "%s is signed; it was not replaced by a file without a signature, which cannot be made again.", path),
			diag.T("要留着的，先存档，或者改名、移走；不要的，删去；也可以用 -o 写到别的文件夹。", "Archive it first, rename it or move it; or delete it; or write to another folder with -o."))
	}
	return anothersDraft(path, data)
}

// creator is how a PDF of ours says whose report it is.
var creator = pattern.New(`<dc:creator><rdf:Seq><rdf:li>([^<]*)</rdf:li>`)

// AgencyOf gives whose report a PDF of ours is; "" it is none.
func AgencyOf(pdf []byte) string {
	m := creator.FindSubmatch(pdf)
	if m == nil || !bytes.Contains(pdf, []byte("<pdf:Producer>"+producedBy)) {
		return ""
	}
	return html.UnescapeString(string(m[1]))
}

func isPDF(path string) bool { return strings.EqualFold(filepath.Ext(path), pdfEnding) }

// Signed reports whether a PDF file carries a signature (ISO 32000-2, 12.8.1).
func Signed(pdf []byte) bool { return bytes.Contains(pdf, []byte("/ByteRange")) }

// read reads a file; what cannot be read has nothing.
func read(path string) []byte {
	data, _ := os.ReadFile(path)
	return data
}

// ours reports whether a file names this program where its kind names the
// program that made it.
func ours(path string) bool {
	switch {
	case strings.HasSuffix(path, pastedEnding): // says nothing of itself, and no original is called so
		return true
	case strings.EqualFold(filepath.Ext(path), wordEnding):
		return inZip(path, "docProps/app.xml", "<Application>"+producedBy)
	case strings.EqualFold(filepath.Ext(path), bookEnding):
		// Who saves it puts itself in the place of the library's name; others that
		// use the library have neither our first cell's name nor a roll-up's sheet.
		return inZip(path, "docProps/app.xml", "<Application>Go Excelize") && (inZip(path, "xl/workbook.xml", `name="nianbao"`) || inZip(path, "xl/workbook.xml", `name="单位始"`))
	}
	data, err := os.ReadFile(path)
	return err != nil || bytes.Contains(data, []byte(producedBy))
}

// inZip looks for a mark in a part of an office file: of what program it is tell
// the application properties (ECMA-376 part 1, 22.2.2.1).
func inZip(path, part, mark string) bool {
	data, err := os.ReadFile(path)
	if err != nil {
		return true // it is open elsewhere, which writing tells better
	}
	return zipHas(data, part, mark)
}

// zipHas looks for a mark in a part of an office file's bytes.
func zipHas(data []byte, part, mark string) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	f, err := z.Open(part)
	if err != nil {
		return false
	}
	defer f.Close()
	const most = 1 << 20
	data, err = io.ReadAll(io.LimitReader(f, most))
	return err == nil && bytes.Contains(data, []byte(mark))
}
