package original

import (
	"strings"

	"nianbao/internal/diag"
)

// Text gives a place in words: 第 3 页，表 2，第 4 行第 5 列. It is zero for a place of
// which nothing is known.
func (p Place) Text() diag.Text {
	var zh, en []string
	add := func(t diag.Text) { zh, en = append(zh, t.ZH), append(en, t.EN) }
	if p.Page > 0 {
		add(diag.T("第 %d 页", "page %d", p.Page))
	}
	if p.Sheet != "" {
		add(diag.T("工作表“%s”", "sheet %s", p.Sheet))
	}
	if p.Table > 0 {
		add(diag.T("表 %d", "table %d", p.Table))
	}
	switch {
	case p.Row > 0 && p.Column > 0:
		add(diag.T("第 %d 行第 %d 列", "row %d, column %d", p.Row, p.Column))
	case p.Row > 0:
		add(diag.T("第 %d 行", "row %d", p.Row))
	}
	return diag.Text{ZH: strings.Join(zh, "，"), EN: strings.Join(en, ", ")}
}
