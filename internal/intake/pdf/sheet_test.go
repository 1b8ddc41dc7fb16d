package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/internal/signing/pdfread"
)

// sheet writes PDF files as other programs do, to be read back.
type sheet struct {
	pages   []*bytes.Buffer
	style   sheetStyle
	glyphs  map[rune]int // of the Identity fonts, by character
	letters []rune
}

// sheetStyle is a habit of a program.
type sheetStyle struct {
	name     string
	rules    string // "filled", "pieces", "stroked", "boxes", "double", "quads", "mitred"
	label    string // "vertical", "glyphs", "turned"
	encoding string // "Identity-H", "GBK-EUC-H", "UniGB-UCS2-H", "UniGB-UTF16-H", "GBK2K-H"
	show     string // "whole", "single", "TJ"
	align    string // of figures: "centre", "left", "right"
	twice    bool   // everything is drawn twice, a little to the side: bold
	radicals bool   // ToUnicode says radicals for 一 and 人
	form     bool   // the page's content is a form XObject
	turned   bool   // the page is turned by Rotate, its content turned back
	shift    bool   // all coordinates are moved and scaled by cm
	upright  bool   // the page has no Rotate but its content runs upwards
}

func newSheet(s sheetStyle) *sheet { return &sheet{style: s, glyphs: map[rune]int{}} }

func (s *sheet) page() { s.pages = append(s.pages, &bytes.Buffer{}) }

func (s *sheet) op(format string, args ...any) {
	fmt.Fprintf(s.pages[len(s.pages)-1], format+"\n", args...)
}

// y gives PDF's y of a place counted from the top.
func (s *sheet) y(v float64) float64 { return 842 - v }

// code gives the string for a text in the sheet's encoding.
func (s *sheet) code(text string, vertical bool) string {
	encoding := s.style.encoding
	if vertical {
		encoding = "Identity-H" // of glyphs
	}
	var b []byte
	switch encoding {
	case "GBK-EUC-H":
		b, _ = simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
	case "GBK2K-H":
		b, _ = simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	case "UniGB-UCS2-H", "UniGB-UTF16-H":
		for _, u := range utf16.Encode([]rune(text)) {
			b = append(b, byte(u>>8), byte(u))
		}
	default:
		for _, r := range text {
			n, ok := s.glyphs[r]
			if !ok {
				n = len(s.glyphs) + 3
				s.glyphs[r] = n
				s.letters = append(s.letters, r)
			}
			b = append(b, byte(n>>8), byte(n))
		}
	}
	return "<" + hex.EncodeToString(b) + ">"
}

// advance gives the width of a character in ems, as the fonts have it.
func advance(r rune) float64 {
	if r < 0x80 {
		return 0.5
	}
	return 1
}

func width(text string, size float64) (w float64) {
	for _, r := range text {
		w += advance(r) * size
	}
	return w
}

// text sets text with its baseline at y from the top.
func (s *sheet) text(x, y, size float64, text string) {
	s.textOnce(x, y, size, text)
	if s.style.twice {
		s.textOnce(x+0.3, y, size, text)
	}
}

func (s *sheet) textOnce(x, y, size float64, text string) {
	s.op("BT /F0 %g Tf 1 0 0 1 %.3f %.3f Tm", size, x, s.y(y))
	switch s.style.show {
	case "single":
		for _, r := range text {
			s.op("%s Tj %.3f 0 Td", s.code(string(r), false), advance(r)*size)
		}
	case "TJ":
		var parts []string
		for _, r := range text {
			parts = append(parts, s.code(string(r), false))
		}
		s.op("[%s] TJ", strings.Join(parts, " 0 "))
	default:
		s.op("%s Tj", s.code(text, false))
	}
	s.op("ET")
}

// upright sets a label from the top downwards, its middle at x.
func (s *sheet) upright(x, y, size float64, text string) {
	switch s.style.label {
	case "glyphs":
		for i, r := range []rune(text) {
			s.text(x-size/2, y+float64(i+1)*size*1.2, size, string(r))
		}
	case "turned":
		s.op("BT /F0 %g Tf 0 -1 1 0 %.3f %.3f Tm %s Tj ET", size, x-size*0.38, s.y(y), s.code(text, false))
	default:
		s.op("BT /F1 %g Tf 1 0 0 1 %.3f %.3f Tm %s Tj ET", size, x, s.y(y), s.code(text, true))
	}
}

// rule draws a rule.
func (s *sheet) rule(x0, y0, x1, y1 float64) {
	const w = 0.48
	switch s.style.rules {
	case "stroked":
		s.op("%g w %.3f %.3f m %.3f %.3f l S", w, x0, s.y(y0), x1, s.y(y1))
	case "pieces":
		n := max(1, int((x1-x0+y1-y0)/30))
		for i := range n {
			f, t := float64(i)/float64(n), float64(i+1)/float64(n)
			s.op("%.3f %.3f %.3f %.3f re f", x0+(x1-x0)*f, s.y(y0+(y1-y0)*f), max((x1-x0)*(t-f), w), -max((y1-y0)*(t-f), w))
		}
	case "double":
		for _, d := range []float64{-0.8, 0.8} {
			if x0 == x1 {
				s.op("%.3f %.3f 0.5 %.3f re f", x0+d, s.y(y0), -(y1 - y0))
			} else {
				s.op("%.3f %.3f %.3f 0.5 re f", x0, s.y(y0)+d, x1-x0)
			}
		}
	case "quads":
		s.op("%.3f %.3f m %.3f %.3f l %.3f %.3f l %.3f %.3f l h f", x0, s.y(y0), x1+w, s.y(y0), x1+w, s.y(y1)-w, x0, s.y(y1)-w)
	case "mitred":
		const w = 0.75
		if x0 == x1 {
			s.op("%.3f %.3f m %.3f %.3f l %.3f %.3f l %.3f %.3f l f", x0, s.y(y0), x0, s.y(y1), x0+w, s.y(y1-w), x0+w, s.y(y0+w))
		} else {
			s.op("%.3f %.3f m %.3f %.3f l %.3f %.3f l %.3f %.3f l h f", x0, s.y(y0), x1, s.y(y0), x1-w, s.y(y0+w), x0+w, s.y(y0+w))
		}
	default:
		s.op("%.3f %.3f %.3f %.3f re f*", x0, s.y(y0), max(x1-x0, w), -max(y1-y0, w))
	}
}

// cell draws a cell's edges.
func (s *sheet) cell(x0, y0, x1, y1 float64) {
	if s.style.rules == "boxes" {
		s.op("0.5 w %.3f %.3f %.3f %.3f re S", x0, s.y(y0), x1-x0, -(y1 - y0))
		return
	}
	s.rule(x0, y0, x1, y0)
	s.rule(x0, y1, x1, y1)
	s.rule(x0, y0, x0, y1)
	s.rule(x1, y0, x1, y1)
}

// toUnicode gives the CMap of the Identity fonts.
func (s *sheet) toUnicode() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for _, r := range s.letters {
		to := r
		if s.style.radicals {
			switch r {
			case '一':
				to = '⼀'
			case '人':
				to = '⼈'
			case '长':
				to = '⻓'
			}
		}
		fmt.Fprintf(&b, "1 beginbfchar <%04X> <", s.glyphs[r])
		for _, u := range utf16.Encode([]rune{to}) {
			fmt.Fprintf(&b, "%04X", u)
		}
		b.WriteString("> endbfchar\n")
	}
	b.WriteString("endcmap end end")
	return b.String()
}

// widths gives W of the Identity fonts.
func (s *sheet) widths() string {
	var b strings.Builder
	for _, r := range s.letters {
		if r < 0x80 {
			fmt.Fprintf(&b, "%d[500]", s.glyphs[r])
		}
	}
	if s.style.encoding != "" && s.style.encoding != "Identity-H" {
		return "[1 95 500 814 908 500]"
	}
	return "[" + b.String() + "]"
}

// bytes gives the file.
func (s *sheet) bytes() []byte {
	var objects []string
	add := func(o string) int {
		objects = append(objects, o)
		return len(objects)
	}
	stream := func(dict, data string) int {
		packed := pdfread.Deflate([]byte(data))
		return add(fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream", dict, len(packed), packed))
	}
	add("<</Type/Catalog/Pages 2 0 R>>")
	add("")
	unicode := stream("", s.toUnicode())
	encoding := s.style.encoding
	if encoding == "" {
		encoding = "Identity-H"
	}
	below := add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+FangSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W%s>>", s.widths()))
	tell := ""
	if encoding == "Identity-H" {
		tell = fmt.Sprintf("/ToUnicode %d 0 R", unicode)
	}
	level := add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+FangSong/Encoding/%s/DescendantFonts[%d 0 R]%s>>", encoding, below, tell))
	down := add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+FangSong/Encoding/Identity-V/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", below, unicode))
	resources := fmt.Sprintf("<</Font<</F0 %d 0 R/F1 %d 0 R>>>>", level, down)
	var kids []string
	for _, p := range s.pages {
		body, box, turn := p.String(), "[0 0 595 842]", ""
		switch {
		case s.style.shift:
			body = "q 0.5 0 0 0.5 100 50 cm\nq\n" + body + "Q Q"
			box = "[100 50 397.5 471]"
		case s.style.turned:
			body, box, turn = "0 1 -1 0 842 0 cm\n"+body, "[0 0 842 595]", "/Rotate 90"
		case s.style.upright:
			body, box = "0 1 -1 0 842 0 cm\n"+body, "[0 0 842 595]"
		}
		var content int
		if s.style.form {
			x := stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources"+resources, body)
			content = stream("", "q /X Do Q")
			kids = append(kids, fmt.Sprintf("%d 0 R", add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %d 0 R/Resources<</XObject<</X %d 0 R>>>>>>", box, content, x))))
			continue
		}
		content = stream("", body)
		kids = append(kids, fmt.Sprintf("%d 0 R", add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox%s%s/Contents %d 0 R/Resources%s>>", box, turn, content, resources))))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(kids))
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f\r\n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n\r\n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
