package press

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// DraftMark stands in the names of files that were made in spite of errors, to be
// read and not to be published.
const DraftMark = "-草稿"

// Drafts gives the endings of a report's drafts.
func Drafts() []string { return []string{DraftMark + wordEnding, DraftMark + pdfEnding} }

// A draft says so on every page, and to programs in its keywords.
const (
	draftNotice  = "草稿，还没有写好"
	draftKeyword = "草稿"
)

func markDraft(doc *document.Document) {
	doc.Info.Keywords = draftKeyword
	doc.Page.Notice = document.Notice{Style: doc.Page.Number.Style, Text: draftNotice}
	if doc.Page.Notice.Style == "" {
		doc.Page.Notice.Style = "body"
	}
}

// Draft reports whether a Word file or a PDF of ours says that it is a draft.
func Draft(path string, data []byte) bool {
	if isPDF(path) {
		return bytes.Contains(data, []byte("<pdf:Keywords>"+draftKeyword+"</pdf:Keywords>"))
	}
	return strings.EqualFold(filepath.Ext(path), wordEnding) && zipHas(data, "docProps/core.xml", "<cp:keywords>"+draftKeyword+"</cp:keywords>")
}

// anothersDraft says why a file that is called like a draft is not replaced: it is the
// one of the report with the shorter name. Nil: it is none, or gets another draft.
func anothersDraft(path string, data []byte) *diag.Diagnostic {
	stem, called := strings.CutSuffix(strings.TrimSuffix(path, filepath.Ext(path)), DraftMark)
	there, err := os.ReadFile(path)
	if !called || err != nil || !Draft(path, there) || Draft(path, data) {
		return nil
	}
	return diag.New(diag.Pos{File: path}, diag.T("%[1]s 已经有了，是 %[2]s 的草稿，没有覆盖。", "%[1]s is there and is a draft of %[2]s; it was not replaced.", path, filepath.Base(stem)),
		diag.T("草稿要留着的，改名或移走；不要的，删去；也可以给这份报告的数据文件改名。", "Rename the draft, move it or delete it; or rename this report's file."))
}
