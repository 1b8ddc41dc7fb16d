package pdf

import (
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// TestSpacedCellsBelowAPageBreak: browsers draw each cell with sides of its own,
// cut aslant where they meet, and end cells over several rows anywhere on the next
// page. Labels stay in the row of their figures, and no figure goes to another.
func TestSpacedCellsBelowAPageBreak(t *testing.T) {
	for _, rules := range []string{"mitred", "stroked"} {
		s := newSheet(sheetStyle{rules: rules})
		s.page()
		s.cell(36, 28, 95, 58)   // the rest of the outer group
		s.cell(97, 29, 154, 37)  // the rest of the inner one
		s.cell(156, 31, 340, 51) // above the middle of the first figures
		s.cell(97, 54, 340, 74)
		s.cell(36, 76, 340, 96)
		rows := [][3]string{{"3.其他", "0", "35"}, {"（七）总计", "97", "532"}, {"四、结转下年度继续办理", "1", "2"}}
		for i, r := range rows {
			y := 31 + 22.5*float64(i)
			s.cell(342, y, 368, y+20)
			s.cell(370, y, 410, y+20)
			s.text([]float64{210, 130, 40}[i], y+14, 10, r[0])
			s.text(345, y+14, 10, r[1])
			s.text(373, y+14, 10, r[2])
		}
		d, err := Read("a.pdf", s.bytes())
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(d.Blocks, func(b original.Block) bool { _, is := b.(*original.Grid); return is })
		if at < 0 {
			t.Fatalf("%s: no table", rules)
		}
		laid := d.Blocks[at].(*original.Grid).Laid()
		for _, r := range rows {
			if !slices.ContainsFunc(laid, func(row []*original.Cell) bool { return rowText(row) == strings.Join(r[:], " ") }) {
				t.Errorf("%s: no row has %s and nothing else", rules, r)
			}
		}
	}
}

// rowText gives the texts of the cells in a row.
func rowText(row []*original.Cell) string {
	var texts []string
	for _, c := range slices.Compact(slices.Clone(row)) {
		if c != nil && c.Text != "" {
			texts = append(texts, c.Text)
		}
	}
	return strings.Join(texts, " ")
}
