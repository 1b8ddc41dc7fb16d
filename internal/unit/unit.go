// Package unit holds the program's one measure of length. Lengths are whole
// numbers, so that a page is laid out alike on every machine.
package unit

import (
	"math"
	"strconv"
)

// Length is a distance in English Metric Units (ECMA-376 part 1, 20.1.2.1):
// 914,400 to the inch. Points, millimetres, twips and dots of a 600 dpi
// printer are all whole numbers of it.
type Length int64

// Lengths of one unit each.
const (
	EMU        Length = 1
	Twip       Length = 635   // a twentieth of a point
	Dot        Length = 1524  // one dot of a 600 dpi device
	Point      Length = 12700 // 1/72 inch
	Millimetre Length = 36000
	Inch       Length = 914400
)

// Millimetres turns v millimetres into the nearest Length.
func Millimetres(v float64) Length { return Length(math.Round(v * float64(Millimetre))) }

// Points turns v points into the nearest Length.
func Points(v float64) Length { return Length(math.Round(v * float64(Point))) }

// Millimetres gives l in millimetres.
func (l Length) Millimetres() float64 { return float64(l) / float64(Millimetre) }

// Points gives l in points.
func (l Length) Points() float64 { return float64(l) / float64(Point) }

// Twips gives l in twips, rounded to the nearest.
func (l Length) Twips() int { return int(divRound(l, Twip)) }

// Scale gives l·num/den, rounded to the nearest EMU, halves away from zero.
// It is how a font's units become a length: Size.Scale(advance, unitsPerEm). Most
// glyphs are one em wide, and not shifted.
func (l Length) Scale(num, den int) Length {
	switch num {
	case 0:
		return 0
	case den:
		return l
	}
	return divRound(l*Length(num), Length(den))
}

// Snap gives the multiple of grid nearest to l.
func (l Length) Snap(grid Length) Length { return divRound(l, grid) * grid }

func divRound(a, b Length) Length {
	if b < 0 {
		a, b = -a, -b
	}
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

// String gives l in millimetres, for people.
func (l Length) String() string {
	return strconv.FormatFloat(l.Millimetres(), 'f', 2, 64) + " mm"
}
