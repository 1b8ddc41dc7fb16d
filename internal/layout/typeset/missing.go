package typeset

import (
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// missing is a character that no font of a style has, and where it stands.
type missing struct {
	r     rune
	style *document.Style
	at    []diag.Pos
}

// miss notes a character that no font has. Text that is set twice, as a label
// that is repeated, is noted once.
func (s *setter) miss(r rune, st *document.Style, run *document.Run, offset int) {
	p := run.Pos
	if p.Line > 0 {
		p.Col += offset
	}
	for _, m := range s.missing {
		if m.r == r && m.style == st {
			if !slices.Contains(m.at, p) {
				m.at = append(m.at, p)
			}
			return
		}
	}
	s.missing = append(s.missing, &missing{r, st, []diag.Pos{p}})
}

// missingList tells of each character once, at its first place.
func (s *setter) missingList() (list diag.List) {
	for _, m := range s.missing {
		what := diag.T("没有字体含有字符“%[1]c”（%[1]U），样式“%[2]s”", "no font has the character “%[1]c” (%[1]U), style “%[2]s”", m.r, m.style.Name)
		if n := len(m.at); n > 1 {
			more := diag.T("，共 %d 处，这是第一处", "; %d places, this is the first", n)
			what = diag.Text{ZH: what.ZH + more.ZH, EN: what.EN + more.EN}
		}
		do := diag.T(`把含有该字的字体放进字体文件夹（--fonts；Windows 自带的也可以试：--fonts C:\Windows\Fonts），或改用别的写法；--allow-missing 用方框代替`, `put a font that has it into the folder of --fonts (those of Windows may: --fonts C:\Windows\Fonts), or write it differently; --allow-missing prints a box`)
		if s.opt.AllowMissing {
			do = diag.T("印成了方框；要印出来，把含有该字的字体放进字体文件夹（--fonts）", "a box is printed; to have it printed, put a font that has it into the folder of --fonts")
		}
		d := diag.New(m.at[0], what, do)
		if s.opt.AllowMissing {
			d.Severity = diag.Warning
		}
		list = append(list, d)
	}
	return list
}
