package check

import (
	"strings"

	"nianbao/internal/check/prose"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// unsaved are the question marks that a program saves for characters which its
// encoding does not have; fewer may be somebody's wonder.
const unsaved = "????"

// isLost gives where a text has lost characters, unless it speaks of them.
func isLost(t string) (from, to int, is bool) {
	if from = strings.Index(t, unsaved); from < 0 {
		return 0, 0, false
	}
	to = len(t) - len(strings.TrimLeft(t[from:], "?"))
	return from, to, !quoted(t, from, to)
}

// lost finds text that was saved as question marks: nothing of it can be had back.
func lost(c *Context) {
	look := func(v report.Value, _ *prose.Indexed) {
		if from, to, is := isLost(v.Text); is {
			c.FindAt(v, from, to, diag.T("这里的字存成了问号，已经丢了", "characters were saved as question marks and are lost here"),
				diag.T("请重新输入，或者用改动以前的文件；用记事本保存时，编码选 UTF-8。", "type them again, or take the file as it was before; save it as UTF-8 in Notepad."))
		}
	}
	look(c.Report.Agency, nil)
	c.texts(look)
}
