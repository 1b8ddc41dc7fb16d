package check

import (
	"regexp"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// reLost are the question marks that a program saves for characters which its
// encoding does not have.
var reLost = regexp.MustCompile(`\?{4,}`)

// isLost reports whether a text has lost characters, and does not speak of them.
func isLost(t string) (at []int, is bool) {
	at = reLost.FindStringIndex(t)
	return at, at != nil && !quoted(t, at[0], at[1])
}

// lost finds text that was saved as question marks: nothing of it can be had back.
func lost(c *Context) {
	look := func(v report.Value) {
		if at, is := isLost(v.Text); is {
			c.FindAt(v, at[0], at[1], diag.T("这里的字存成了问号，已经丢了", "characters were saved as question marks and are lost here"),
				diag.T("请重新输入，或者用改动以前的文件；用记事本保存时，编码选 UTF-8。", "type them again, or take the file as it was before; save it as UTF-8 in Notepad."))
		}
	}
	look(c.Report.Agency)
	c.texts(look)
}
