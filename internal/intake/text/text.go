// Package text reads plain text, as it is copied from a web page or kept by
// programs that take pages apart: UTF-8, UTF-16 or GB 18030. In go a file's bytes,
// out comes an original.Document: lines are paragraphs, lines of cells that tabs
// or upright bars part are tables. The package knows no form.
package text

import (
	"strings"
	"unicode"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// mostLines is how many lines a text may have.
const mostLines = 100_000

// mostTried is how many lines are looked at, from one place after the other at which a
// table may begin; long ones count as several.
const mostTried = 2_000_000

// Is reports whether a file is the plain text of a report: it can be decoded, has
// no control characters but those that lay text out, and speaks of disclosure.
func Is(data []byte) bool {
	text, ok := decode(data[:min(len(data), 1<<16)], len(data) > 1<<16)
	return ok && strings.Contains(text, "公开")
}

// Read reads the text with the bytes data; name is its name in messages. The
// error is a *diag.Diagnostic.
func Read(name string, data []byte) (*original.Document, error) {
	text, ok := decode(data, false)
	if !ok {
		return nil, diag.New(diag.Pos{File: name}, diag.T("这个文本文件的编码认不出。", "the encoding of this text cannot be told."),
			diag.T("请用记事本打开，另存为 UTF-8 编码后再试。", "open it in an editor and save it as UTF-8."))
	}
	lines := strings.Split(breaks.Replace(text), "\n")
	if len(lines) > mostLines {
		return nil, diag.New(diag.Pos{File: name}, diag.T("这个文本有 %d 行，太长。", "the text has %d lines, which is too many.", len(lines)),
			diag.T("请只留下要导入的那一份报告。", "leave the one report in it that is to be imported."))
	}
	d := &original.Document{Name: name, Format: "TXT"}
	tables, left := 0, mostTried
	for i := 0; i < len(lines); {
		var g *original.Grid
		n := 1
		if left > 0 && isRow(lines[i]) {
			var tried int
			g, n, tried = table(lines[i:])
			left -= tried
		}
		switch {
		case g != nil:
			tables++
			number(g, tables)
			d.Blocks = append(d.Blocks, g)
		case strings.TrimSpace(lines[i]) != "":
			d.Blocks = append(d.Blocks, &original.Paragraph{Runs: []original.Run{{Text: strings.TrimRightFunc(lines[i], unicode.IsSpace)}}})
		}
		i += n
	}
	if left <= 0 {
		d.Remarks = append(d.Remarks, original.Remark{Text: diag.T("像表格又不成表格的行太多，后面的表格没有认出，按一行一段录入了。", "too many lines look like rows and make no table: tables behind them were read line by line."), Lost: true})
	}
	return d, nil
}

// breaks are all ways to end a line.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n")
