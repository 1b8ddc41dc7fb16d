package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// look is what cells of one style have in common.
type look struct {
	Look
	signed   bool
	decimals int
	open     bool
	sum      bool
}

// style gives the number of a cell's style.
func (w *writer) style(c *Cell) (int, error) {
	l := look{c.Look, c.Signed, c.Decimals, c.Open, c.Formula != ""}
	if n, ok := w.styles[l]; ok {
		return n, nil
	}
	n, err := w.file.NewStyle(l.style())
	w.styles[l] = n
	return n, err
}

// style describes a look. What may be typed into is white, what is computed grey.
func (l look) style() *excelize.Style {
	s := &excelize.Style{
		Font:       &excelize.Font{Family: "宋体", Size: 10.5},
		Alignment:  &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		Protection: &excelize.Protection{Locked: !l.open},
	}
	fill := ""
	switch l.Look {
	case Words, Title: // in one cell, and seen over the next
		s.Alignment = &excelize.Alignment{Horizontal: "left", Vertical: "center"}
		if l.Look == Title {
			s.Font = &excelize.Font{Family: "黑体", Size: 14}
		}
	case Label, Verdict:
		s.Alignment.Horizontal = "left"
		fill = "EEF2F7"
	case Head:
		fill = "EEF2F7"
	case Upright:
		s.Alignment.TextRotation = 255
		fill = "EEF2F7"
	case Figure:
		if f := l.format(); f != "" {
			s.CustomNumFmt = &f
		}
	}
	if l.sum {
		fill = "F2F2F2"
	}
	if fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	if l.Look != Words && l.Look != Title {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	return s
}

// format gives the number format for what a number shows besides its figures.
func (l look) format() string {
	if !l.signed && l.decimals == 0 {
		return ""
	}
	f := "0"
	if l.decimals > 0 {
		f += "." + strings.Repeat("0", l.decimals)
	}
	if l.signed {
		return "+" + f + ";-" + f + ";" + f
	}
	return f
}
