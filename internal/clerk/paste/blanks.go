package paste

import (
	"math/big"
	"slices"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Blanks is told of the cells of a block that have nothing.
func Blanks(n int) diag.Text {
	return diag.T("有 %d 格是空白，那几格没有动。", "%d cells are blank; these figures were left as they are.", n)
}

// blank looks at a blank cell of a row. It leaves the figure that the file has, and has
// a place only where it is certain which column it stands in.
func (p *paster) blank(r *placed, k int) (of *big.Rat, ok bool) {
	if p.aligned(r) {
		of, _ = report.Value{Text: p.was(r, k)}.Number()
		return of, true
	}
	p.fail(r.line, diag.T("“%[1]s”第 %[2]d 个数空着，分不清每个数在哪一列，什么也没有放。", "figure %[2]d of the row %[1]s is blank, and it cannot be told which column each figure is of; nothing was put in.", r.Named(), k+1), diag.T("没有的填 0。", "nothing is written as 0."))
	return nil, false
}

// aligned reports whether a row's figures begin where they seem to: its first is there,
// or that of another row of the block is there at the same place. Else a merged label
// may cover the first cell.
func (p *paster) aligned(r *placed) bool {
	return r.width > 0 && (r.figures[0] != "" || slices.ContainsFunc(p.rows, func(q placed) bool {
		return q.width == r.width && q.at == r.at && q.figures[0] != ""
	}))
}

// was gives the figure that the file has in a row's column, as it was typed.
func (p *paster) was(r *placed, k int) string {
	if p.file == nil {
		return ""
	}
	node := p.file.Root.Get(p.part).Get(r.Key)
	switch {
	case node == nil || k >= len(r.Columns) || r.Columns[k] == r.Total:
		return ""
	case node.Kind == source.Table:
		if node = node.Get(r.Columns[k]); node == nil {
			return ""
		}
	case node.Kind == source.Array:
		at := slices.Index(p.columns(r), r.Columns[k])
		if len(node.Items) == len(r.Columns) {
			at = k
		}
		if at >= len(node.Items) {
			return ""
		}
		node = node.Items[at]
	}
	return node.Text
}

// literal is what the file gets for a figure of a row: the block's, or for a blank one
// that which the file has. A row that the file has not is one of zeros.
func (p *paster) literal(r *placed, k int) string {
	k = min(k, len(r.figures)-1)
	switch was := p.was(r, k); {
	case r.figures[k] != "":
		return r.figures[k]
	case p.file.Root.Get(p.part).Get(r.Key) == nil:
		return "0"
	case was == "":
		return source.Quote(report.Unfilled)
	default:
		if plain, ok := number(was); ok && plain == was {
			return was
		}
		return source.Quote(was)
	}
}

// isBlank reports whether the block has nothing for a row's column.
func (p *paster) isBlank(r *placed, column string) bool {
	return r.figures[min(slices.Index(r.Columns, column), len(r.figures)-1)] == ""
}
