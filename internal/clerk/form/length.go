package form

import (
	"math/big"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/unit"
)

// decoder reads one layout file.
type decoder struct {
	*source.Decoder
	*loader
}

// units are the endings of keys that hold a length.
var units = []struct {
	end  string
	unit unit.Length
}{{"_mm", unit.Millimetre}, {"_pt", unit.Point}}

// withUnits gives the keys and, for those that are lengths, both spellings.
func withUnits(keys []string, lengths ...string) []string {
	for _, l := range lengths {
		for _, u := range units {
			keys = append(keys, l+u.end)
		}
	}
	return keys
}

// longest is more than any paper: Word takes 22 inches.
const longest = 22 * unit.Inch

// length reads the length called key, in millimetres or in points. It gives
// fallback where the file has none.
func (d *decoder) length(t *source.Node, key string, fallback unit.Length) unit.Length {
	return d.atLeast(t, key, -longest, fallback)
}

// notNegative reads a length that may be nothing.
func (d *decoder) notNegative(t *source.Node, key string, fallback unit.Length) unit.Length {
	return d.atLeast(t, key, 0, fallback)
}

// positive reads a length that must be more than nothing.
func (d *decoder) positive(t *source.Node, key string, fallback unit.Length) unit.Length {
	return d.atLeast(t, key, 1, fallback)
}

// needLength reads a length that must be given and be more than nothing. usual
// is the unit that people usually take.
func (d *decoder) needLength(t *source.Node, key, usual string) unit.Length {
	if t.Get(key+"_mm") == nil && t.Get(key+"_pt") == nil {
		d.Need(t, key+usual, source.Integer)
	}
	return d.positive(t, key, 0)
}

func (d *decoder) atLeast(t *source.Node, key string, least, fallback unit.Length) unit.Length {
	v := fallback
	var first *source.Node
	for _, u := range units {
		n := t.Get(key + u.end)
		if n == nil {
			continue
		}
		if first != nil {
			d.Key(n, diag.T("%s 与 %s 只能写一个。", "give either %s or %s.", first.Key, n.Key), diag.Text{})
			continue
		}
		first = n
		l, ok := d.measure(n, u.unit)
		switch {
		case !ok:
		case l >= least:
			v = l
		case least > 0:
			d.Value(n, diag.T("%s 必须大于 0。", "%s must be more than 0.", n.Key), diag.Text{})
		default:
			d.Value(n, diag.T("%s 不能小于 0。", "%s must not be less than 0.", n.Key), diag.Text{})
		}
	}
	return v
}

// whole tells of a length that Word cannot hold: type sizes count in half
// points, pitches and spacings in twentieths.
func (d *decoder) whole(t *source.Node, key string, l, step unit.Length) {
	if l%step == 0 {
		return
	}
	for _, u := range units {
		if n := t.Get(key + u.end); n != nil {
			d.Value(n, diag.T("Word 放不下这个数：%s", "Word cannot hold this: %s", n.Text),
				diag.T("请取 %v 磅的整数倍。", "take a multiple of %v pt.", step.Points()))
		}
	}
}

// measure reads a number of units, exactly, to the nearest EMU.
func (d *decoder) measure(n *source.Node, u unit.Length) (unit.Length, bool) {
	text, ok := d.Number(n)
	if !ok {
		return 0, false
	}
	r, ok := new(big.Rat), len(text) <= 20
	if ok {
		r, ok = r.SetString(text)
	}
	if ok {
		r.Mul(r, new(big.Rat).SetInt64(int64(u)))
		ok = new(big.Rat).Abs(r).Cmp(new(big.Rat).SetInt64(int64(longest))) <= 0
	}
	if !ok {
		d.Value(n, diag.T("长度不合理：%s", "this is no sensible length: %s", n.Text),
			diag.T("最多 558.8 毫米（1584 磅）。", "at most 558.8 mm (1584 pt)."))
		return 0, false
	}
	// add a half and round down
	r.Add(r, big.NewRat(1, 2))
	q, m := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	if m.Sign() < 0 {
		q.Sub(q, big.NewInt(1))
	}
	return unit.Length(q.Int64()), true
}

// count reads a whole number from low to high; fallback where there is none.
func (d *decoder) count(t *source.Node, key string, low, high, fallback int) int {
	n := t.Get(key)
	v, ok := d.Int(n)
	if !ok {
		return fallback
	}
	if v < low || v > high {
		d.Value(n, diag.T("%s 应在 %d 到 %d 之间。", "%s must be between %d and %d.", key, low, high), diag.Text{})
		return fallback
	}
	return v
}

// flag reads true or false; false where there is none.
func (d *decoder) flag(t *source.Node, key string) bool {
	v, _ := d.Bool(t.Get(key))
	return v
}
