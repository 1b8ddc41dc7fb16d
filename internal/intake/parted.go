package intake

import (
	"slices"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// joinParted joins tables between which stand nothing but short lines, such as a
// caption or a unit, where both together are more of a form's table than one alone.
func (m *maker) joinParted() {
	for i := 0; i+1 < len(m.sheets); {
		a, b := m.sheets[i], m.sheets[i+1]
		from, ok := m.between(b)
		if ok {
			both := &sheet{at: a.at, grids: slices.Concat(a.grids, b.grids), lines: slices.Concat(a.lines, b.lines)}
			if ok = len(both.lines) <= maxLines && m.belong(a, b, both); ok {
				m.sheets = slices.Replace(m.sheets, i, i+2, both)
				m.leaveOutBetween(from, b.at)
			}
		}
		if !ok {
			i++
		}
	}
}

// What may stand between the parts of a table.
const (
	mostBetween = 3  // lines
	longestLine = 40 // characters of one
)

// between gives the block behind the table above a sheet; false where more than short
// lines stand between both, or a heading, or an amount's unit.
func (m *maker) between(below *sheet) (from int, ok bool) {
	lines := 0
	for i := below.at - 1; i >= 0; i-- {
		switch b := m.doc.Blocks[i].(type) {
		case *original.Grid:
			return i + 1, lines > 0
		case *original.Paragraph:
			p := piece{text: trim(b.Text()), para: b}
			if isNothing(p.text) {
				continue
			}
			if lines++; lines > mostBetween || !p.short(longestLine) || b.Level > 0 || numbered.MatchString(p.text) || m.isPartHeading(b, m.knownLabels()) || strings.ContainsRune(p.text, '元') {
				return 0, false
			}
		default:
			return 0, false
		}
	}
	return 0, false
}

// belong reports whether two sheets together have more rows of some table than each
// alone, and lack fewer.
func (m *maker) belong(a, b, both *sheet) bool {
	t := &matcher{words: m.words, agency: m.Agency, year: m.Year}
	for _, f := range m.forms.Forms() {
		for i := range f.Parts {
			p := &f.Parts[i]
			if p.Table == nil {
				continue
			}
			rows := m.rowsOf(p.Table)
			whole := t.match(p, rows, both)
			if whole == nil || whole.missing > 0 {
				continue
			}
			x, y := t.match(p, rows, a), t.match(p, rows, b)
			if (x == nil || x.missing > 0) && (y == nil || y.missing > 0) {
				return true
			}
		}
	}
	return false
}

// leaveOutBetween takes the lines between two parts of a table out of the text.
func (m *maker) leaveOutBetween(from, to int) {
	var gone []piece
	m.pieces = slices.DeleteFunc(m.pieces, func(p piece) bool {
		out := p.grid == nil && p.block >= from && p.block < to
		if out {
			gone = append(gone, p)
		}
		return out
	})
	m.leaveOut(gone, diag.T("两张表之间的这几行没有录入，前后两张表按一张读", "the lines between two tables were left out, and both were read as one"))
}
