package press

import (
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/export/html"
)

// Add adds a format by its name; false: there is no such format.
func (o *Options) Add(format string) bool {
	switch format {
	case "docx":
		o.DOCX = true
	case "pdf":
		o.PDF = true
	case "html":
		o.HTML = true
	default:
		return false
	}
	return true
}

// What the names of a report's files end in.
const (
	wordEnding   = ".docx"
	pdfEnding    = ".pdf"
	pageEnding   = ".html"
	pastedEnding = "-粘贴.html"
	bookEnding   = ".xlsx"
)

// SignedEnding is that of a PDF that was signed beside the one that was built.
const SignedEnding = "-签名.pdf"

// Endings gives the endings of all that can be made of a report and lie beside it.
func Endings() []string {
	return []string{wordEnding, pdfEnding, SignedEnding, pageEnding, pastedEnding, bookEnding}
}

// Passing reports whether what has this ending behind a report's name is a draft, or
// some pages to be printed again: nobody keeps these.
func Passing(ending string) bool {
	return slices.Contains(Drafts(), ending) || Reprint(ending)
}

// File is a file that was made of a report.
type File struct {
	Format string
	Ending string // of its name, behind the report's
	Data   []byte
}

// Files gives the files that were made.
func (o *Output) Files() (made []File) {
	for _, f := range []File{
		{"docx", wordEnding, o.DOCX}, {"pdf", pdfEnding, o.PDF}, {"html", pageEnding, o.HTML}, {"html", pastedEnding, o.Pasted},
	} {
		if f.Data != nil {
			made = append(made, f)
		}
	}
	return made
}

// Endings gives the endings of the files that will be made.
func (o *Options) Endings() (all []string) {
	if o.DOCX {
		all = append(all, wordEnding)
	}
	if o.PDF {
		all = append(all, pdfEnding)
	}
	if o.HTML {
		all = append(all, pageEnding, pastedEnding)
	}
	return all
}

// Stem gives what the names of a report's files begin with.
func Stem(input string) string {
	base := filepath.Base(input)
	for _, added := range []string{".txt", ".toml"} { // Notepad makes 2026.toml.txt
		if stem := strings.TrimSuffix(base, filepath.Ext(base)); strings.EqualFold(base[len(stem):], added) {
			base = stem
		}
	}
	return base
}

// links gives the files that lie beside a report's page: those that are made with
// it, and those that are there.
func (b *Builder) links(input string) (all []html.Link) {
	if b.DOCX || b.LinkDOCX {
		all = append(all, html.Link{File: Stem(input) + wordEnding, Text: "下载 Word 文件"})
	}
	if b.PDF || b.LinkPDF {
		all = append(all, html.Link{File: Stem(input) + pdfEnding, Text: "下载 PDF 文件（供打印）"})
	}
	return all
}

// apart looks that a report's page is not called like the fragment of another.
func (b *Builder) apart(input string) error {
	if end := strings.TrimSuffix(pastedEnding, pageEnding); b.HTML && strings.HasSuffix(Stem(input), end) {
		return diag.List{diag.New(diag.Pos{File: input}, diag.T("文件名以“%s”结尾，它的网页会与另一份报告用于粘贴的网页同名。", "the name ends in %s: its page would be called like another report's fragment.", end),
			diag.T("请给数据文件改名。", "rename the file."))}
	}
	return nil
}
