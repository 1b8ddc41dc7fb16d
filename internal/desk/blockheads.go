package desk

import (
	"slices"
	"strconv"

	"nianbao/internal/clerk/paste"
	"nianbao/internal/diag"
)

// A block that has more above its figures than heads of the table is refused: nobody
// can tell from it which row the first figure is of.
var (
	errBelowHeads   = diag.New(diag.Pos{}, diag.T("粘贴的内容在列名下面有一个空行，分不清是列名占两行还是数没有填，什么也没有放。", "below the heads of the block is a blank row: the rest of a head, or a figure that is blank; nothing was put in."), errFigures)
	errBlankFirst   = diag.New(diag.Pos{}, diag.T("粘贴的内容开头是空行，分不清第一个数是哪一行的，什么也没有放。", "the block begins with a blank row; nothing was put in."), diag.T("请从第一个有数的格复制起，点中它要放的格再粘贴；或者连表格的行名一起复制。", "copy from the first figure on and paste where that goes; or copy the rows with their labels."))
	errBlankBetween = diag.New(diag.Pos{}, diag.T("粘贴的内容比表格长，中间又有空行，分不清每个数是哪一行的，什么也没有放。", "the block is longer than the table and has blank rows in it; nothing was put in."), diag.T("请连表格的行名一起复制，或者一段一段复制。", "copy the rows with their labels, or a stretch at a time."))
	errFigures      = diag.T("请只复制数字，或者连表格的行名一起复制。", "copy figures alone, or the rows with their labels.")
)

// figures gives a block that is pasted from a row's cells on without the rows above
// its figures, which are heads.
func (p *placer) figures(all [][]string, cells []cellView) ([][]string, error) {
	block := withoutHeads(all)
	heads := all[:len(all)-len(block)]
	some := slices.ContainsFunc(block, func(row []string) bool { return !blank(row) })
	switch {
	case some && blank(block[0]) && len(heads) > 0:
		return nil, errBelowHeads
	case some && blank(block[0]):
		return nil, errBlankFirst
	case len(block) > 1 && p.years(block[0]):
		return nil, diag.New(diag.Pos{}, diag.T("粘贴的内容第 %[1]d 行是“%[2]s”，像是年度，不是数，什么也没有放。", "row %[1]d of the block, %[2]q, seems to be a year and no figure; nothing was put in.", len(heads)+1, block[0][slices.IndexFunc(block[0], written)]),
			diag.T("请从下面一行复制起；确实是数的，这一个单独写。", "copy from the row below it on; where it is a figure type it by itself."))
	}
	return block, p.heads(heads, cells)
}

// years reports whether a row has nothing but years, the report's or the one before
// among them: the head of a column in the office's own sheet.
func (p *placer) years(row []string) bool {
	now := false
	for _, c := range row {
		text, _ := paste.Figure(c)
		switch year, err := strconv.Atoi(text); {
		case c == "":
		case err != nil || len(text) != 4 || year < 2008 || year > p.year:
			return false
		default:
			now = now || year >= p.year-1
		}
	}
	return now
}

func written(cell string) bool { return cell != "" }

func blank(row []string) bool { return !slices.ContainsFunc(row, written) }

// heads refuses heads that came along and stand over other columns than in the table:
// the figures below them would go into the wrong ones, and their total would fit. Of
// the last above each column it tells where they are in other words.
func (p *placer) heads(rows [][]string, cells []cellView) error {
	unknown := make([]bool, len(cells)) // by column: the last head above it
	for _, row := range rows {
		for c, head := range row[:min(len(row), len(cells))] {
			key := splitPath(cells[c].Key)
			if head != "" {
				unknown[c] = !paste.IsHead(p.table.Schema(key[1]), key[2], head)
				p.under = c == len(row)-1 && !unknown[c]
			}
			if paste.OtherHead(p.table.Schema(key[1]), key[2], head) {
				return diag.New(diag.Pos{}, diag.T("粘贴的内容第 %[1]d 列是“%[2]s”，要放的地方是“%[3]s”，什么也没有放。", "column %[1]d of the block is %[2]q, where it would go is %[3]q; nothing was put in.", c+1, head, cells[c].Label),
					diag.T("请把各列排成表里的次序，点中第一列的格子再粘贴；或者只复制数字。", "put the columns into the table's order and paste at the first; or copy figures alone."))
			}
		}
	}
	if slices.Contains(unknown, true) {
		p.say(paste.OtherHeads.ZH)
	}
	return nil
}

// withoutHeads gives a block without the rows of words above its first figures.
func withoutHeads(block [][]string) [][]string {
	isFigure := func(c string) bool { _, ok := paste.Figure(c); return ok }
	for i, row := range block {
		if blank(row) || slices.ContainsFunc(row, isFigure) {
			return block[i:]
		}
	}
	return block
}
