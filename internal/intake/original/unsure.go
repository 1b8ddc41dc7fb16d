package original

import (
	"strings"

	"nianbao/internal/diag"
)

// What readers may see in a cell that makes its figure doubtful.
var (
	Raised   = diag.T("原件此格有上标或下标，可能是注号", "the original has raised or lowered text here, which may be a mark of a note")
	Struck   = diag.T("原件此格有划去的文字", "the original has struck out text here")
	Unseen   = diag.T("原件此格有看不见的文字", "the original has text here that is not seen")
	Guessed  = diag.T("原件此格的文字是扫描后识别出来的，可能有错", "the text here was recognised from a scan and may be wrong")
	Backward = diag.T("原件此格的文字是倒排的", "the original sets text backwards here")
	Denied   = diag.T("原件此格的数字，PDF 的编码表与字体说的不同，看到的可能是另一个数", "the PDF file's table of characters and its font disagree about a figure here: another may be seen")
	Added    = diag.T("原件此格有网页样式另外加上的字，看到的与存的不同", "the page's styles put characters here that are not in its text")
	Padded   = diag.T("原件此格的数字格式用数字或符号填满空格，看到的与存的不同", "the number format fills the cell with figures or signs that are not in its value")
	Field    = diag.T("原件此格是填写框", "the original has a form field here")
	Unset    = diag.T("原件此格的域没有结果，请在 Word 中更新域", "the original has a field without a result here: update it in Word")
	Scaled   = diag.T("原件此格显示的数与存的数不同（数字格式有缩放）", "the original shows another figure here than it keeps: its number format scales it")
	Nested   = diag.T("原件此格里还有表格", "the original has a table in this cell")
	Pictured = diag.T("原件此格里有图片", "the original has a picture in this cell")
)

// turns are the characters behind which text may run backwards (UAX #9).
const turns = "\u061C\u200F\u202B\u202E\u2067\u2068"

// DoubtTurned marks text that such characters may have turned.
func (d *Document) DoubtTurned() {
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Paragraph:
			for i := range b.Runs {
				if r := &b.Runs[i]; r.Unsure.IsZero() && strings.ContainsAny(r.Text, turns) {
					r.Unsure = Backward
				}
			}
		case *Grid:
			for _, c := range b.Cells {
				if strings.ContainsAny(c.Text, turns) {
					c.Doubt(Backward)
				}
			}
		}
	}
}
