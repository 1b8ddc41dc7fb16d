package typeset

import (
	"cmp"
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
		s.noteEmpty(flow, s.pageEnd)
	}
	return nil
}

func sameTable(a, b *slot) bool { return a.table != nil && a.table == b.table }

// ruleRoom is what word processors may add to a table's height for its rules:
// 0.5 to 0.7 pt were seen in LibreOffice. The text below is told to stand that
// much higher, so that a page's last line does not fall over.
const ruleRoom = 12 * unit.Twip

// tableRoom is how far down a page a table may reach: room for its own rules
// and for what is left over from those of a table above.
func (s *setter) tableRoom() unit.Length { return s.textHeight() - 2*ruleRoom }

// belowTable reports whether slot i is text right below a table.
func belowTable(flow []slot, i int) bool {
	return i > 0 && flow[i].par != nil && flow[i-1].table != nil
}

// top gives where slot i of a page begins, when the one before it ends at y.
// Text stands half a line below a table.
func (s *setter) top(flow []slot, i int, y unit.Length) unit.Length {
	if i == 0 {
		return 0
	}
	y += flow[i].before
	if belowTable(flow, i) {
		y += half(flow[i].par.style.Pitch) + ruleRoom
	}
	if t := flow[i].table; t != nil && flow[i-1].table != nil && flow[i-1].table != t {
		y += ruleRoom
	}
	return y
}

// half gives half of a length in whole twips.
func half(l unit.Length) unit.Length { return l / (2 * unit.Twip) * unit.Twip }

// page places slots on a new page.
func (s *setter) page(flow []slot) error {
	d := &s.doc.Page
	left := d.LeftOf(len(s.layout.Pages) + 1)
	s.layout.Pages = append(s.layout.Pages, Page{Width: d.Width, Height: d.Height, Label: strconv.Itoa(len(s.layout.Pages) + 1)})
	p := &s.layout.Pages[len(s.layout.Pages)-1]
	s.begun(p)
	defer s.finished(p)
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
		flow[0].par.fitted.KeepNext = document.MayPart
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
					s.oneSpace(flow[i-1].par, sl.par)
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
	s.pageEnd = y
	return cmp.Or(s.notice(p, len(s.layout.Pages)), s.number(p, len(s.layout.Pages)))
}

// oneSpace puts the space between two paragraphs above the second: some word
// processors add what is below the one and above the other, some take the larger.
func (s *setter) oneSpace(a, b *par) {
	if a == nil {
		return
	}
	below, above := s.blank(a.style.After)+a.fitted.Below, s.blank(b.style.Before)+b.fitted.Above
	if below > 0 && above > 0 {
		a.fitted.Below -= below
		b.fitted.Above += below
	}
}

// begin notes where a paragraph starts.
func (s *setter) begin(par *par, page int, y unit.Length) {
	if par.mark != "" {
		s.layout.Outline = append(s.layout.Outline, Outline{Title: par.mark, Level: max(par.style.Outline, 1), Page: page, Y: y})
	}
}

// notice sets the line above the text, in the middle.
func (s *setter) notice(p *Page, n int) error {
	d := &s.doc.Page
	if d.Notice.Text == "" {
		return nil
	}
	f, err := s.face(d.Notice.Style)
	if err != nil {
		return err
	}
	cs, err := s.shape(nil, f, []document.Run{{Text: d.Notice.Text}}, 0)
	if err != nil {
		return err
	}
	l := s.opt.Profile.nextLine(cs, 0, d.TextWidth())
	y := d.NoticeTop() + document.Baseline(d.Notice.Pitch(f.style))
	emit(p, cs, l, d.LeftOf(n)+(d.TextWidth()-l.width)/2, y, nil, 0)
	return nil
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
	cs, err := s.shape(nil, f, []document.Run{run}, 0)
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
