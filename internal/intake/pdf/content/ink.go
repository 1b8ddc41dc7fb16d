package content

import (
	"nianbao/internal/intake/pdf/mend"
	"nianbao/internal/signing/pdfread"
)

// ink is a colour (8.6) in RGB, as far as it is known. The zero value is black.
type ink struct {
	r, g, b float64
	other   bool // a pattern, an image, a colour of a table: it is not known which
}

var white = ink{1, 1, 1, false}

// isWhite reports whether nothing is seen of the ink on white paper.
func (i ink) isWhite() bool { return i.like(white, 0.02) }

// like reports whether two inks are the same to the eye.
func (i ink) like(o ink, tolerance float64) bool {
	near := func(a, b float64) bool { return a-b <= tolerance && b-a <= tolerance }
	return !i.other && !o.other && near(i.r, o.r) && near(i.g, o.g) && near(i.b, o.b)
}

// space is a family of colours, as far as it matters how many parts a colour has.
type space int

const (
	additive space = iota // grey, RGB
	process               // CMYK
	tint                  // one ink: 0 is none of it
	unknown               // a pattern, an index into a table
)

// colour runs an operator of colour (8.6.8); false: w is none.
func (in *interpreter) colour(w mend.Word) bool {
	s := &in.state
	switch w {
	case "g", "rg":
		s.fillSpace, s.fill = additive, in.ink(additive)
	case "G", "RG":
		s.strokeSpace, s.stroke = additive, in.ink(additive)
	case "k":
		s.fillSpace, s.fill = process, in.ink(process)
	case "K":
		s.strokeSpace, s.stroke = process, in.ink(process)
	case "sc", "scn":
		s.fill = in.ink(s.fillSpace)
	case "SC", "SCN":
		s.stroke = in.ink(s.strokeSpace)
	case "cs":
		s.fillSpace, s.fill = in.space(in.name(0)), ink{}
	case "CS":
		s.strokeSpace, s.stroke = in.space(in.name(0)), ink{}
	default:
		return false
	}
	return true
}

// ink reads the operands as a colour. Their number tells more than the space's
// name, which files get wrong.
func (in *interpreter) ink(s space) ink {
	n := len(in.args)
	if s == unknown || n == 0 || in.name(n-1) != "" {
		return ink{other: true}
	}
	v := func(i int) float64 { return max(0, min(1, in.number(i))) }
	switch {
	case n == 1 && s == tint:
		return ink{1 - v(0), 1 - v(0), 1 - v(0), false}
	case n == 1:
		return ink{v(0), v(0), v(0), false}
	case n == 3:
		return ink{v(0), v(1), v(2), false}
	case n == 4:
		black := 1 - v(3)
		return ink{(1 - v(0)) * black, (1 - v(1)) * black, (1 - v(2)) * black, false}
	}
	return ink{other: true}
}

// space tells a colour space of the resources.
func (in *interpreter) space(n pdfread.Name) space {
	o := in.file.Resolve(in.resource("ColorSpace", n))
	if a := in.file.Array(o); len(a) > 0 {
		n = in.file.Name(a[0])
	} else if name := in.file.Name(o); name != "" {
		n = name
	}
	switch n {
	case "DeviceCMYK", "CalCMYK":
		return process
	case "Separation":
		return tint
	case "Pattern", "Indexed", "DeviceN", "Lab", "I":
		return unknown
	}
	return additive
}
