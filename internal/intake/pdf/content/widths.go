package content

import (
	"strings"

	"nianbao/internal/signing/pdfread"
)

// widths are a font's advances in ems.
type widths interface {
	width(cid uint32) float64
	// vertical gives how far the origin for vertical writing is to the right, and
	// the advance.
	vertical(cid uint32, width float64) (vx, down float64)
}

type simpleWidths struct {
	first          int
	of             []float64
	missing, scale float64
}

func (w *simpleWidths) width(c uint32) float64 {
	if i := int(c) - w.first; i >= 0 && i < len(w.of) {
		return w.of[i]
	}
	return w.missing
}

func (w *simpleWidths) vertical(_ uint32, width float64) (vx, down float64) {
	return width / 2, -1
}

// standardWidth is about how wide the glyphs of a font are that is not embedded
// and gives no widths (9.6.2.2).
func standardWidth(name string) float64 {
	switch {
	case strings.Contains(name, "Courier"):
		return 0.6
	case strings.Contains(name, "Times"):
		return 0.5
	}
	return 0.556
}

// cidWidths are W, DW, W2 and DW2 of a CIDFont (9.7.4.3).
type cidWidths struct {
	of     map[uint32]float64
	ranges []widthRange
	dw     float64
	down   map[uint32][3]float64 // advance, vx, vy
	downs  []downRange
	ddown  float64
}

type widthRange struct {
	lo, hi uint32
	width  float64
}

type downRange struct {
	lo, hi uint32
	v      [3]float64
}

// Limits of W and of W2.
const (
	mostWidths      = 70_000
	mostWidthRanges = 2_000
)

func (r *Reader) cidWidths(d pdfread.Dict) widths {
	w := &cidWidths{of: map[uint32]float64{}, dw: 1, down: map[uint32][3]float64{}, ddown: -1}
	if v, ok := r.file.Float(d.Get("DW")); ok {
		w.dw = v / 1000
	}
	if v := r.file.Floats(d.Get("DW2"), 2); v != nil {
		w.ddown = v[1] / 1000
	}
	r.widthArray(d.Get("W"), 1, func(lo, hi uint32, v []float64) {
		if lo == hi {
			w.of[lo] = v[0]
		} else if len(w.ranges) < mostWidthRanges {
			w.ranges = append(w.ranges, widthRange{lo, hi, v[0]})
		}
	})
	r.widthArray(d.Get("W2"), 3, func(lo, hi uint32, v []float64) {
		x := [3]float64{v[0], v[1], v[2]}
		if lo == hi {
			w.down[lo] = x
		} else if len(w.downs) < mostWidthRanges {
			w.downs = append(w.downs, downRange{lo, hi, x})
		}
	})
	return w
}

// widthArray reads "c [v …]" and "first last v", each of n numbers, as ems.
func (r *Reader) widthArray(o pdfread.Object, n int, yield func(lo, hi uint32, v []float64)) {
	a := r.file.Array(o)
	v := make([]float64, n)
	count := 0
	defer func() { r.told -= count }()
	for len(a) >= 2 && count < mostWidths {
		lo, ok := r.file.Int(a[0])
		if !ok || lo < 0 || lo > 0xFFFF {
			return
		}
		if list := r.file.Array(a[1]); list != nil {
			for i := 0; i+n <= len(list) && count < mostWidths; i += n {
				for k := range v {
					v[k], _ = r.file.Float(list[i+k])
					v[k] /= 1000
				}
				yield(uint32(lo+i/n), uint32(lo+i/n), v)
				count++
			}
			a = a[2:]
			continue
		}
		hi, ok := r.file.Int(a[1])
		if !ok || hi < lo || len(a) < 2+n {
			return
		}
		for k := range v {
			v[k], _ = r.file.Float(a[2+k])
			v[k] /= 1000
		}
		yield(uint32(lo), uint32(hi), v)
		count++
		a = a[2+n:]
	}
}

func (w *cidWidths) width(cid uint32) float64 {
	if v, ok := w.of[cid]; ok {
		return v
	}
	for _, r := range w.ranges {
		if r.lo <= cid && cid <= r.hi {
			return r.width
		}
	}
	return w.dw
}

func (w *cidWidths) vertical(cid uint32, width float64) (vx, down float64) {
	if v, ok := w.down[cid]; ok {
		return v[1], v[0]
	}
	for _, r := range w.downs {
		if r.lo <= cid && cid <= r.hi {
			return r.v[1], r.v[0]
		}
	}
	return width / 2, w.ddown
}
