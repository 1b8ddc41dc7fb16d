// Package open finds out what a file is by what is in it, and has it read. In go
// a file's bytes, out comes an original.Document. Kinds that the program does not
// read itself are converted by LibreOffice, where it is on the machine. The
// package knows no form.
package open

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/intake/docx"
	"nianbao/internal/intake/html"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf"
	"nianbao/internal/intake/text"
	"nianbao/internal/intake/xlsx"
	"nianbao/internal/outfile"
)

// MaxFile is the size in bytes of the largest file that is read.
const MaxFile = 128 << 20

// kind is a kind of file that can be taken in.
type kind struct {
	name string
	is   func(data []byte) bool
	read func(ctx context.Context, name string, data []byte) (*original.Document, error)
}

// kinds are all kinds, in the order in which they are tried.
var kinds = []kind{
	{"DOCX", has("word/"), plainly(docx.Read)},
	{"XLSX", has("xl/"), plainly(xlsx.Read)},
	{"ODT", holds("mimetypeapplication/vnd.oasis.opendocument.text"), converted("ODT", ".odt", ".docx", docx.Read)},
	{"ODS", holds("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), converted("ODS", ".ods", ".xlsx", xlsx.Read)},
	{"OFD", has("OFD.xml"), refused(diag.T("这是 OFD 版式文件，读不了。", "this is an OFD file, which cannot be read."),
		diag.T("请用当初的 Word 文件，或在阅读器里另存为 PDF 后再试。", "take the Word file that it was made from, or save it as PDF."))},
	{"PDF", isPDF, plainly(readPDF)},
	{"picture", picture, refused(diag.T("这是图片，里面的文字读不了。", "this is a picture, whose text cannot be read."),
		diag.T("请用当初的 Word 文件，或网站上的网页。", "take the Word file that it was made from, or the web page."))},
	{"RTF", begins(`{\rtf`), converted("RTF", ".rtf", ".docx", docx.Read)},
	{"Word XML", all(begins("<?xml"), contains(`progid="Word.Document"`)), converted("Word 2003 XML", ".xml", ".docx", docx.Read)},
	{"protected", stream("EncryptedPackage"), refused(diag.T("这个文件加了密码。", "this file is protected by a password."),
		diag.T("请用 WPS 或 Word 打开，去掉密码后另存，再试。", "open it, take the password away, and save it."))},
	{"DOC", stream("WordDocument"), converted("DOC、WPS", ".doc", ".docx", docx.Read)},
	{"XLS", stream("Workbook", "Book"), converted("XLS", ".xls", ".xlsx", xlsx.Read)},
	{"HTML", html.Is, plainly(html.Read)},
	{"TXT", text.Is, plainly(text.Read)},
}

// Read reads the file with the bytes data; name is its name in messages. ctx
// ends a conversion. The error is a *diag.Diagnostic.
func Read(ctx context.Context, name string, data []byte) (*original.Document, error) {
	if len(data) > MaxFile {
		return nil, refuse(name, diag.T("文件有 %d MB，太大。", "the file has %d MB, which is too large.", len(data)>>20),
			diag.T("年报不会有这么大。请确认是不是选错了文件。", "no report is as large. Is it the right file?"))
	}
	if outfile.Held(filepath.Base(name)) {
		return nil, refuse(name, diag.T("这是 Word 或 WPS 打开文件时的临时文件。", "this is a file by which a word processor tells that another is open."), diag.T("请选文件本身（名字前面没有 ~$）。", "take the file itself."))
	}
	for _, k := range kinds {
		if k.is(data) {
			return k.read(ctx, name, data)
		}
	}
	if do := incomplete(data); !do.IsZero() {
		return nil, refuse(name, do, diag.T("请重新拷贝、下载一次；还不行的，用 WPS 或 Word 打开原件，另存为 .docx。", "copy it or load it down again, or open the original and save it as .docx."))
	}
	if utf8.Valid(data) && !bytes.ContainsRune(data, 0) {
		return nil, refuse(name, diag.T("这个文本不像年报：里面没有“公开”二字。", "the text is no report's: it does not speak of disclosure."),
			diag.T("请确认是不是选错了文件；成批生成的名单，用 nianbao batch 名单.txt -o 成品。", "is it the right file? A list of reports to build is for nianbao batch."))
	}
	return nil, refuse(name, diag.T("认不出这是什么文件。", "it cannot be told what this file is."),
		diag.T("能导入的有 Word（.docx）、Excel（.xlsx）、网页（.html、.mht）、文本（.txt）和有文字的 PDF；别的请先另存为 .docx。", "Word (.docx), Excel (.xlsx), web pages (.html, .mht), plain text (.txt) and PDF with text can be imported; save others as .docx first."))
}

func refuse(name string, what, do diag.Text) error {
	return diag.New(diag.Pos{File: name}, what, do)
}

func refused(what, do diag.Text) func(context.Context, string, []byte) (*original.Document, error) {
	return func(_ context.Context, name string, _ []byte) (*original.Document, error) {
		return nil, refuse(name, what, do)
	}
}

// readPDF gives the refusals of pdf as the other readers have theirs.
func readPDF(name string, data []byte) (*original.Document, error) {
	d, err := pdf.Read(name, data)
	var refusal *pdf.Refusal
	if errors.As(err, &refusal) {
		return nil, refusal.Diagnostic
	}
	return d, err
}

func plainly(read func(string, []byte) (*original.Document, error)) func(context.Context, string, []byte) (*original.Document, error) {
	return func(_ context.Context, name string, data []byte) (*original.Document, error) { return read(name, data) }
}
