package typeset

import (
	"strconv"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// paginate fills pages with slots.
func (s *setter) paginate(flow []slot) error {
	for first := true; len(flow) > 0 || first; first = false {
		n := s.fill(flow)
		if n > 0 && n < len(flow) && sameTable(&flow[n-1], &flow[n]) {
			var err error
			if flow, n, err = s.splitTable(flow, n); err != nil {
				return err
			}
		}
		if err := s.page(flow[:n]); err != nil {
			return err
		}
		flow = flow[n:]
	}
	return nil
}

func sameTable(a, b *slot) bool { return a.table != nil && a.table == b.table }

// fill gives how many slots go on the next page: as many as fit, back to
// where a page may end.
func (s *setter) fill(flow []slot) int {
	full := s.doc.Page.TextHeight()
	var y unit.Length
	best := 0
	for i := range flow {
		if i > 0 && flow[i].fresh {
			return i
		}
		y = s.top(flow, i, y) + flow[i].height
		if y > full || flow[i].table != nil && y > s.tableRoom() {
			switch {
			case best > 0:
				return best
			case loosen(flow, i):
				return s.fill(flow)
			}
			return max(i, 1) // rather a bad break than none
		}
		if !flow[i].keep {
			best = i + 1
		}
	}
	return len(flow)
}

// loosen gives up keeping a table among the slots up to last on one page, since
// heading and table together are higher than that.
func loosen(flow []slot, last int) bool {
	for i := range flow[:last+1] {
		ts := flow[i].table
		if ts == nil || !ts.t.Keep {
			continue
		}
		ts.t.Keep = false
		for j := range flow {
			if flow[j].table == ts && !flow[j].head {
				flow[j].keep = ts.t.KeepsNext(flow[j].row)
			}
		}
		return true
	}
	return false
}

// ruleRoom is what word processors may add to a table's height for its rules:
// 0.5 to 0.7 pt were seen in LibreOffice. The text below is told to stand that
// much higher, so that a page's last line does not fall over.
const ruleRoom = 12 * unit.Twip

// tableRoom is how far down a page a table may reach: room for its own rules
// and for what is left over from those of a table above.
func (s *setter) tableRoom() unit.Length { return s.doc.Page.TextHeight() - 2*ruleRoom }

// belowTable reports whether slot i is text right below a table.
func belowTable(flow []slot, i int) bool {
	return i > 0 && flow[i].par != nil && flow[i-1].table != nil
}

// top gives where slot i of a page begins, when the one before it ends at y.
// Text below a table, a caption or other small type goes back to the page's
// grid of lines.
func (s *setter) top(flow []slot, i int, y unit.Length) unit.Length {
	if i == 0 {
		return 0
	}
	y += flow[i].before
	pitch := s.doc.Page.LinePitch
	if belowTable(flow, i) {
		y = onGrid(y+ruleRoom, pitch)
	}
	if t := flow[i].table; t != nil && flow[i-1].table != nil && flow[i-1].table != t {
		y += ruleRoom
	}
	if flow[i].par != nil && flow[i].height == pitch {
		y = onGrid(y, pitch)
	}
	return y
}

// onGrid gives the next line of the grid.
func onGrid(y, pitch unit.Length) unit.Length { return (y + pitch - 1) / pitch * pitch }

// splitTable ends a page inside a table, before slot n or, where a cell over
// several rows would make its rows grow, some rows earlier. Where that does
// not do, the table goes to the next page.
func (s *setter) splitTable(flow []slot, n int) ([]slot, int, error) {
	ts := flow[n].table
	begin := n
	for begin > 0 && sameTable(&flow[begin-1], &flow[n]) {
		begin--
	}
	if at, cut := s.bestCut(flow, begin, n, false); cut != nil {
		return s.resume(flow, at, cut), at, nil
	}
	before := begin
	for before > 0 && flow[before-1].keep {
		before--
	}
	if before > 0 {
		return flow, before, nil
	}
	if at, cut := s.bestCut(flow, begin, n, true); cut != nil {
		return s.resume(flow, at, cut), at, nil
	}
	return nil, 0, s.tooHigh(ts, flow[n].row)
}

// bestCut looks for the row before which to end the page, from slot n up to
// the table's beginning on the page: the lowest that makes no row grow, if it
// is not far, else the lowest that fits. The page takes one row at least.
// anywhere disregards what should keep together.
func (s *setter) bestCut(flow []slot, begin, n int, anywhere bool) (at int, best *tableSet) {
	const far = 6
	for begin < n && flow[begin].head {
		begin++
	}
	for k := n; k > begin && (best == nil || n-k < far); k-- {
		if !anywhere && k < n && flow[k-1].keep {
			continue
		}
		cut, grown := s.cut(flow[k].table, flow[k].row)
		if !s.fits(flow[:k], cut) || s.highest(cut, flow[k].row) > s.tableRoom() {
			continue
		}
		if grown == 0 {
			return k, cut
		}
		if best == nil {
			at, best = k, cut
		}
	}
	return at, best
}

// cut splits a table before row and gives by how much its rows grow.
func (s *setter) cut(ts *tableSet, row int) (*tableSet, unit.Length) {
	from := 0
	if n := len(ts.breaks); n > 0 {
		from = ts.breaks[n-1]
	}
	c := *ts
	c.t = ts.t.Split(row)
	c.cells = ts.splitCells(c.t, row)
	c.heights = append([]unit.Length(nil), ts.heights...)
	c.breaks = append(append([]int(nil), ts.breaks...), row)
	c.rowHeights(from, row)
	c.rowHeights(row, len(c.t.Rows))
	var grown unit.Length
	for r := from; r < len(c.heights); r++ {
		grown += max(0, c.heights[r]-ts.heights[r])
	}
	return &c, grown
}

// splitCells gives the cells of a table that was split before row: the lower
// parts have the lines of the upper ones.
func (ts *tableSet) splitCells(split *document.Table, row int) [][]cellSet {
	cells := append([][]cellSet(nil), ts.cells...)
	old := ts.t.Rows[row].Cells
	lower := make([]cellSet, len(split.Rows[row].Cells))
	k := 0
	for i := range lower {
		col := split.Rows[row].Cells[i].Col
		if k < len(old) && old[k].Col == col {
			lower[i] = ts.cells[row][k]
			k++
			continue
		}
		lower[i] = ts.reaching(row, col)
	}
	cells[row] = lower
	return cells
}

// reaching gives the cell in column col that reaches from above into row.
func (ts *tableSet) reaching(row, col int) cellSet {
	for r := row - 1; r >= 0; r-- {
		for i := range ts.t.Rows[r].Cells {
			if c := &ts.t.Rows[r].Cells[i]; c.Col == col && r+c.RowSpan > row {
				return ts.cells[r][i]
			}
		}
	}
	return cellSet{}
}

// highest gives the height of the highest row from row on, with the heading
// rows above it.
func (s *setter) highest(ts *tableSet, row int) (most unit.Length) {
	for _, h := range ts.heights[row:] {
		most = max(most, h)
	}
	return most + ts.headHeight()
}

// fits reports whether the slots still fit on a page with the rows of ts.
func (s *setter) fits(flow []slot, ts *tableSet) bool {
	var y unit.Length
	last := flow[len(flow)-1].table
	for i := range flow {
		h := flow[i].height
		if flow[i].table == last {
			h = ts.heights[flow[i].row]
		}
		y = s.top(flow, i, y) + h
	}
	return y <= s.tableRoom()
}

// resume gives the flow with a table cut before slot at: heading rows again,
// the rows below, and what followed the table.
func (s *setter) resume(flow []slot, at int, cut *tableSet) []slot {
	ts := flow[at].table
	row := flow[at].row
	end := at
	for end < len(flow) && flow[end].table == ts {
		end++
	}
	*ts = *cut
	ts.t.Keep = false
	rest := append([]slot(nil), flow[:at]...)
	for i := range rest {
		if rest[i].table == ts {
			rest[i].height = ts.heights[rest[i].row]
		}
	}
	if row >= ts.t.HeaderRows {
		for r := 0; r < ts.t.HeaderRows; r++ {
			rest = append(rest, slot{height: ts.heights[r], keep: true, table: ts, row: r, head: true})
		}
	}
	return append(appendRows(rest, ts, row), flow[end:]...)
}

// page places slots on a new page.
func (s *setter) page(flow []slot) error {
	d := &s.doc.Page
	left := d.LeftOf(len(s.layout.Pages) + 1)
	s.layout.Pages = append(s.layout.Pages, Page{Width: d.Width, Height: d.Height, Label: strconv.Itoa(len(s.layout.Pages) + 1)})
	p := &s.layout.Pages[len(s.layout.Pages)-1]
	// Below a table stands space that is gone at the top of a page, so that a
	// word processor might still find room: it is told to break.
	if len(flow) > 0 && flow[0].par != nil && flow[0].line == 0 {
		first := flow[0].par
		first.fitted.PageBreak = first.fitted.PageBreak || s.afterTable
		if first.fitted.PageBreak || len(s.layout.Pages) == 1 { // there a word processor keeps the space above
			first.fitted.Above = -s.blank(first.style.Before)
		}
	}
	// A paragraph that goes on from the page before need not be told to keep with
	// what follows; LibreOffice would not split it.
	if len(flow) > 0 && flow[0].par != nil && flow[0].line > 0 {
		flow[0].par.fitted.KeepNext = false
	}
	s.afterTable = len(flow) > 0 && flow[len(flow)-1].table != nil
	var y unit.Length
	for i := 0; i < len(flow); i++ {
		sl := &flow[i]
		end := y
		y = s.top(flow, i, y)
		if sl.par != nil {
			if sl.line == 0 {
				s.begin(sl.par, len(s.layout.Pages)-1, d.Top+y)
				if i > 0 {
					sl.par.fitted.Above += y - end - sl.before
					if belowTable(flow, i) {
						sl.par.fitted.Above -= ruleRoom
					}
				}
			}
			s.line(p, sl.par, &sl.par.lines[sl.line], left, d.Top+y, sl.line == 0)
			if sl.par.signed {
				s.signed(sl, d.Top+end, d.Top+y)
			}
			y += sl.height
			continue
		}
		j := i
		for j < len(flow) && flow[j].table == sl.table {
			j++
		}
		y += s.rows(p, sl.table, flow[i:j], left, d.Top+y)
		i = j - 1
	}
	return s.number(p, len(s.layout.Pages))
}

// begin notes where a paragraph starts.
func (s *setter) begin(par *par, page int, y unit.Length) {
	if par.mark != "" {
		s.layout.Outline = append(s.layout.Outline, Outline{Title: par.mark, Level: max(par.style.Outline, 1), Page: page, Y: y})
	}
}

// number sets the page number: 7 mm below the text, one character in from the
// outer edge (GB/T 9704-2012 7.5).
func (s *setter) number(p *Page, n int) error {
	d := &s.doc.Page
	num := &d.Number
	if num.Style == "" {
		return nil
	}
	f, err := s.face(num.Style)
	if err != nil {
		return err
	}
	run := document.Run{Text: num.Before + strconv.Itoa(n) + num.After}
	cs, err := s.shape(nil, num.Style, []document.Run{run}, 0)
	if err != nil {
		return err
	}
	l := s.opt.Profile.nextLine(cs, 0, d.TextWidth())
	x := d.LeftOf(n) + unit.Length(num.Indent)*f.style.Em()
	if n%2 == 1 {
		x = d.Width - d.Right - unit.Length(num.Indent)*f.style.Em() - l.width
	}
	y := d.Height - d.Bottom + num.Drop(f.style.Size)
	emit(p, cs, l, x, y, nil, 0)
	return nil
}
