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
		if n < len(flow) && n > 0 && sameTable(&flow[n-1], &flow[n]) {
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
		y = s.top(flow, i, y) + flow[i].height
		if y > full {
			if best == 0 { // nowhere to break: rather a bad break than none
				best = max(i, 1)
			}
			return best
		}
		if !flow[i].keep {
			best = i + 1
		}
	}
	return len(flow)
}

// top gives where slot i of a page begins, when the one before it ends at y.
// Text below a table goes back to the page's grid of lines.
func (s *setter) top(flow []slot, i int, y unit.Length) unit.Length {
	if i == 0 {
		return 0
	}
	y += flow[i].before
	if flow[i].par != nil && flow[i-1].table != nil {
		pitch := s.doc.Page.LinePitch
		y = (y + pitch - 1) / pitch * pitch
	}
	return y
}

// splitTable ends a page inside a table, before slot n or, where a cell over
// several rows would make its rows grow, a few rows earlier.
func (s *setter) splitTable(flow []slot, n int) ([]slot, int, error) {
	const tries = 6
	var fallback *tableSet
	at := 0
	for k, tried := n, 0; k > 0 && tried < tries && sameTable(&flow[k-1], &flow[n]); k-- {
		if k < n && flow[k-1].keep || flow[k-1].head {
			continue
		}
		tried++
		ts, grown, err := s.cut(flow[k].table, flow[k].row)
		if err != nil {
			return nil, 0, err
		}
		if grown == 0 {
			fallback, at = ts, k
			break
		}
		if fallback == nil && s.fits(flow[:k], ts) {
			fallback, at = ts, k
		}
	}
	if fallback == nil { // nothing fits: break where asked and let the row be as high as it is
		ts, _, err := s.cut(flow[n].table, flow[n].row)
		if err != nil {
			return nil, 0, err
		}
		fallback, at = ts, n
	}
	return s.resume(flow, at, fallback), at, nil
}

// cut splits a table before row and gives by how much its rows grow.
func (s *setter) cut(ts *tableSet, row int) (*tableSet, unit.Length, error) {
	from := 0
	if n := len(ts.breaks); n > 0 {
		from = ts.breaks[n-1]
	}
	c := *ts
	c.t = ts.t.Split(row)
	c.heights = append([]unit.Length(nil), ts.heights...)
	c.breaks = append(append([]int(nil), ts.breaks...), row)
	if err := s.setCells(&c); err != nil {
		return nil, 0, err
	}
	s.rowHeights(&c, from, row)
	s.rowHeights(&c, row, len(c.t.Rows))
	var grown unit.Length
	for r := from; r < len(c.heights); r++ {
		grown += max(0, c.heights[r]-ts.heights[r])
	}
	return &c, grown, nil
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
	return y <= s.doc.Page.TextHeight()
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
	rest = appendRows(rest, ts, row, 0)
	return append(rest, flow[end:]...)
}

// page places slots on a new page.
func (s *setter) page(flow []slot) error {
	d := &s.doc.Page
	s.layout.Pages = append(s.layout.Pages, Page{Width: d.Width, Height: d.Height, Label: strconv.Itoa(len(s.layout.Pages) + 1)})
	p := &s.layout.Pages[len(s.layout.Pages)-1]
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
				}
			}
			s.line(p, sl.par, &sl.par.lines[sl.line], d.Left, d.Top+y, sl.line == 0)
			y += sl.height
			continue
		}
		j := i
		for j < len(flow) && flow[j].table == sl.table {
			j++
		}
		y += s.rows(p, sl.table, flow[i:j], d.Left, d.Top+y)
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
	l := nextLine(cs, 0, d.TextWidth())
	x := d.Left + unit.Length(num.Indent)*char1(f.style)
	if n%2 == 1 {
		x = d.Width - d.Right - unit.Length(num.Indent)*char1(f.style) - l.width
	}
	y := d.Height - d.Bottom + num.Drop(f.style.Size)
	emit(p, cs, l, x, y, nil, 0)
	return nil
}
