package formula

import (
	"math/big"
	"strings"
)

// Carried gives the figure of the new year that follows from the year before
// alone, where the formula is FIGURE == … with figures of last at the right,
// and what it is; nil where it does not follow. What holds for one form of last
// year's only is a guess and carries nothing.
func (f *Formula) Carried(in *Instance, figure func(*Path) (Figure, bool)) (Path, *big.Rat) {
	if !f.carries() {
		return Path{}, nil
	}
	e := &machine{F: make([]*big.Rat, len(f.slots))}
	for n, s := range f.slots {
		if e.F[n] = s.number; n == 0 || s.fixed != "" {
			continue
		}
		g, ok := figure(&in.paths[n][0])
		if !ok || g.Number == nil {
			return Path{}, nil
		}
		e.F[n] = g.Number
	}
	switch holds := f.holds(e); {
	case e.undefined:
		return Path{}, nil
	case holds:
		return in.paths[0][0], zero
	}
	return in.paths[0][0], e.right
}

// carries reports whether the formula is of that kind.
func (f *Formula) carries() bool {
	if f.Rule.LastForm != "" {
		return false
	}
	marks := []string{}
	for _, p := range f.pieces {
		if t := strings.TrimSpace(p.text); p.slot < 0 && t != "" {
			marks = append(marks, t)
		}
	}
	for i, s := range f.slots {
		if s.sum || (i == 0) != (s.fixed == "" && !s.path.Last) {
			return false
		}
	}
	if len(f.slots) < 2 || f.pieces[0].slot != 0 || len(marks) == 0 || marks[0] != "==" {
		return false
	}
	for _, m := range marks[1:] {
		if !strings.Contains("+-*/()", m) {
			return false
		}
	}
	return true
}
