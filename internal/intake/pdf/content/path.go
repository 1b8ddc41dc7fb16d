package content

import (
	"math"

	"nianbao/internal/intake/pdf/mend"
)

// thickestRule is how thick a rectangle may be, in points, that counts as a rule
// of a table.
const thickestRule = 3.2

// longestStem is how long, in points, straight pieces of letters may be that are
// drawn as outlines; in a path with curves shorter ones are no rules.
const longestStem = 30

// path is the current path (8.5) as it is on the page.
type path struct {
	segments []segment
	boxes    []Box // of subpaths, rectangles or not
	x, y     float64
	x0, y0   float64 // where the subpath began
	sub      Box
	open     bool
	curved   bool    // the subpath has a curve
	slant    float64 // how far along an axis its longest slant goes
	round    bool    // the path has a curve
	clip     bool
}

// segment is a straight line.
type segment struct{ x0, y0, x1, y1 float64 }

const mostSegments = 100_000

func (p *path) moveTo(x, y float64) {
	p.endSub()
	p.x, p.y, p.x0, p.y0 = x, y, x, y
	p.sub, p.open, p.curved, p.slant = Box{x, y, x, y}, true, false, 0
}

func (p *path) reach(x, y float64) {
	p.sub = Box{min(p.sub.X0, x), min(p.sub.Y0, y), max(p.sub.X1, x), max(p.sub.Y1, y)}
	p.x, p.y = x, y
}

func (p *path) lineTo(x, y float64) {
	if !p.open {
		p.moveTo(x, y)
		return
	}
	if len(p.segments) < mostSegments {
		p.segments = append(p.segments, segment{p.x, p.y, x, y})
	}
	if dx, dy := math.Abs(x-p.x), math.Abs(y-p.y); min(dx, dy) > 0.3 {
		p.slant = max(p.slant, dx, dy)
	}
	p.reach(x, y)
}

func (p *path) curveTo(x, y float64) {
	p.curved, p.round = true, true
	p.reach(x, y)
}

// isStem reports whether a straight piece of the path may be a letter's.
func (p *path) isStem(b Box) bool {
	return p.round && max(b.X1-b.X0, b.Y1-b.Y0) < longestStem
}

func (p *path) close() {
	if p.open {
		p.lineTo(p.x0, p.y0)
	}
}

// mitred reports whether the subpath is a rule whose ends are cut where another
// one meets it, as browsers draw the borders of cells.
func (p *path) mitred() bool {
	thick, long := p.sub.X1-p.sub.X0, p.sub.Y1-p.sub.Y0
	if thick > long {
		thick, long = long, thick
	}
	return thick <= thickestRule && p.slant <= 1.1*thick && long >= 4*thick
}

// endSub keeps a subpath's box for filling if its sides are level and upright, but
// for the ends of a rule.
func (p *path) endSub() {
	if p.open && !p.curved && (p.slant == 0 || p.mitred()) && len(p.boxes) < mostSegments {
		p.boxes = append(p.boxes, p.sub)
	}
	p.open = false
}

// pathOperator runs an operator of paths; false: it is none.
func (in *interpreter) pathOperator(w mend.Word) bool {
	p := &in.path
	point := func(n int) (float64, float64) { return in.state.ctm.at(in.number(n), in.number(n+1)) }
	switch w {
	case "m":
		p.moveTo(point(0))
	case "l":
		p.lineTo(point(0))
	case "c":
		p.curveTo(point(4))
	case "v", "y":
		p.curveTo(point(2))
	case "h":
		p.close()
	case "re":
		x, y, width, height := in.number(0), in.number(1), in.number(2), in.number(3)
		p.moveTo(in.state.ctm.at(x, y))
		p.lineTo(in.state.ctm.at(x+width, y))
		p.lineTo(in.state.ctm.at(x+width, y+height))
		p.lineTo(in.state.ctm.at(x, y+height))
		p.close()
	case "W", "W*":
		p.clip = true
	case "s", "b", "b*":
		p.close()
		in.paint(w != "s", true)
	case "S":
		in.paint(false, true)
	case "f", "F", "f*":
		in.paint(true, false)
	case "B", "B*":
		in.paint(true, true)
	case "n":
		in.paint(false, false)
	default:
		return false
	}
	return true
}

// paint ends the path: what is thin becomes rules.
func (in *interpreter) paint(fill, stroke bool) {
	p := &in.path
	p.endSub()
	if fill && !in.state.faint {
		for _, b := range p.boxes {
			if min(b.X1-b.X0, b.Y1-b.Y0) > thickestRule {
				in.filled(b, in.state.fill, false)
			} else if !in.state.fill.other && !in.state.fill.isWhite() && !p.isStem(b) {
				in.rule(b)
			}
		}
	}
	if stroke && !in.state.stroke.isWhite() {
		for _, s := range p.segments {
			in.strokeSegment(s)
		}
	}
	if p.clip {
		in.clipTo()
	}
	in.path = path{segments: p.segments[:0], boxes: p.boxes[:0]}
}

// clipTo narrows the clip to the path's bounds.
func (in *interpreter) clipTo() {
	p := &in.path
	if len(p.boxes) == 0 {
		return
	}
	b := p.boxes[0]
	for _, c := range p.boxes[1:] {
		b = Box{min(b.X0, c.X0), min(b.Y0, c.Y0), max(b.X1, c.X1), max(b.Y1, c.Y1)}
	}
	in.state.clip = in.state.clip.meet(b)
}

// strokeSegment makes a rule of a line that is level or upright.
func (in *interpreter) strokeSegment(s segment) {
	m := in.state.ctm
	half := min(in.state.lineWidth*math.Sqrt(math.Abs(m.a*m.d-m.b*m.c)), thickestRule) / 2
	b := Box{min(s.x0, s.x1), min(s.y0, s.y1), max(s.x0, s.x1), max(s.y0, s.y1)}
	switch {
	case in.path.isStem(b):
	case b.Y1-b.Y0 <= 0.5 && b.X1-b.X0 > 0.5:
		in.rule(Box{b.X0, b.Y0 - half, b.X1, b.Y1 + half})
	case b.X1-b.X0 <= 0.5 && b.Y1-b.Y0 > 0.5:
		in.rule(Box{b.X0 - half, b.Y0, b.X1 + half, b.Y1})
	case len(in.slants) < mostSlants:
		in.slants = append(in.slants, s)
	}
}

// rule notes a rule, as much of it as is seen.
func (in *interpreter) rule(b Box) {
	c := b.meet(in.state.clip)
	if !sane(c) || c.X1 < c.X0 || c.Y1 < c.Y0 || in.unseen > 0 {
		return
	}
	w, h := c.X1-c.X0, c.Y1-c.Y0
	if max(w, h) < 0.5 {
		return
	}
	if in.spend(&in.reader.rules, 1) {
		in.page.Rules = append(in.page.Rules, Rule{c, h > w})
	}
}
