package content

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/internal/signing/pdfread"
)

// Font is a font of the file (9.5 to 9.10).
type Font struct {
	Name string // without the subset's tag
	Bold bool   // by its name, weight or flags

	vertical bool
	em       float64 // height of its em, in text space units; 1 but for Type 3
	codes    codeSpace
	tell     []teller
	widths   widths
	seen     map[uint32]*code

	own                     []teller // what the font itself says besides, to compare ToUnicode with
	agreed, denied, figures int      // codes of which it says the same, something else, another figure
}

// code is what a character code of a font means.
type code struct {
	text     string
	known    bool
	denied   bool    // the font says that it is another figure, or none
	width    float64 // in ems, as all
	vx, down float64 // vertical: how far the origin is to the right, the advance (negative)
}

// teller tells the characters of a code; false: not known to it. They are asked
// one after the other.
type teller interface {
	text(code uint32, bytes int) (string, bool)
}

// mostCodes bounds how many codes of a font are remembered.
const mostCodes = 200_000

// next gives the glyph of the code that s begins with, and its bytes.
func (f *Font) next(s []byte) (*code, int) {
	c, n := f.codes.next(s)
	key := c | uint32(n)<<29 // four-byte codes are below 1<<29 or told apart by their value
	g, ok := f.seen[key]
	if !ok {
		g = f.meaning(c, n)
		if len(f.seen) < mostCodes {
			f.seen[key] = g
		}
	}
	return g, n
}

func (f *Font) meaning(c uint32, n int) *code {
	g := &code{}
	cid := f.codes.cid(c, n)
	g.width = f.widths.width(cid)
	if f.vertical {
		g.vx, g.down = f.widths.vertical(cid, g.width)
	}
	for i, t := range f.tell {
		if s, ok := t.text(c, n); ok {
			g.text, g.known = tidy(s), true
			if _, is := t.(*toUnicode); is {
				f.compare(g, slices.Concat(f.tell[i+1:], f.own), c, n)
			}
			return g
		}
	}
	g.text = string(utf8.RuneError)
	return g
}

// font gives the font that o is or refers to.
func (r *Reader) font(o pdfread.Object) *Font {
	ref, isRef := o.(pdfread.Ref)
	if f, ok := r.fonts[ref]; ok && isRef {
		return f
	}
	f := r.newFont(r.file.Dict(o))
	if isRef {
		r.fonts[ref] = f
	}
	return f
}

func (r *Reader) newFont(d pdfread.Dict) *Font {
	if r.told -= leastTold; r.told < 0 {
		d = nil
	}
	f := &Font{em: 1, seen: map[uint32]*code{}}
	f.Name = fontName(string(r.file.Name(d.Get("BaseFont"))))
	if s := r.file.Stream(d.Get("ToUnicode")); s != nil {
		f.tell = append(f.tell, &toUnicode{r.cmap(s)})
	}
	if r.file.Name(d.Get("Subtype")) == "Type0" {
		r.composite(f, d)
	} else {
		r.simple(f, d)
	}
	return f
}

// fontName gives a font's name without a subset's tag and a CMap's name. Names
// in Chinese are often in GBK, sometimes with a style after a comma.
func fontName(n string) string {
	if i := strings.IndexByte(n, '+'); i == 6 {
		n = n[7:]
	}
	n = strings.TrimSuffix(strings.TrimSuffix(n, "-Identity-H"), "-Identity-V")
	if !utf8.ValidString(n) {
		if s, err := simplifiedchinese.GBK.NewDecoder().String(n); err == nil {
			n = s
		}
	}
	return n
}

// describe takes what a font descriptor (9.8) says.
func (r *Reader) describe(f *Font, descriptor pdfread.Dict) {
	name := strings.ToLower(f.Name)
	flags, _ := r.file.Int(descriptor.Get("Flags"))
	weight, _ := r.file.Int(descriptor.Get("FontWeight"))
	f.Bold = strings.Contains(name, "bold") || strings.Contains(name, "black") || flags&(1<<18) != 0 || weight >= 600
}

// composite reads a Type 0 font (9.7).
func (r *Reader) composite(f *Font, d pdfread.Dict) {
	var below pdfread.Dict
	if a := r.file.Array(d.Get("DescendantFonts")); len(a) > 0 {
		below = r.file.Dict(a[0])
	}
	descriptor := r.file.Dict(below.Get("FontDescriptor"))
	r.describe(f, descriptor)
	f.codes = identityCodes{}
	switch e := r.file.Resolve(d.Get("Encoding")).(type) {
	case pdfread.Name:
		f.vertical = strings.HasSuffix(string(e), "-V") || e == "V"
		if c, ok := predefined(string(e)); ok {
			f.codes = c
			f.tell = append(f.tell, c)
		}
	case *pdfread.Stream:
		f.codes, f.vertical = r.embeddedCMap(f, e)
	}
	f.widths = r.cidWidths(below)
	font := r.sfntOf(descriptor)
	f.tell = append(f.tell, r.ofGlyphs(font, below, f.codes)...)
	f.own = r.ofNames(font, below, descriptor, f.codes)
}

// ofNames gives what tells figures by the names or numbers of a CIDFont's glyphs.
func (r *Reader) ofNames(font []byte, below, descriptor pdfread.Dict, codes codeSpace) []teller {
	ordering, _ := r.file.Resolve(r.file.Dict(below.Get("CIDSystemInfo")).Get("Ordering")).(pdfread.String)
	collection := string(ordering)
	if t := tableOf(font, "CFF "); t != nil {
		font = t
	}
	f := parseCFF(font)
	if f != nil {
		r.told -= len(f.names) + len(f.strings)
	}
	switch {
	case f == nil:
	case f.collection == "":
		return []teller{&nameTeller{f, codes}}
	default:
		collection = f.collection
	}
	if descriptor.Get("FontFile2") != nil {
		return nil // programs call glyphs of TrueType fonts CIDs
	}
	if zero, ok := standardFigures[collection]; ok {
		return []teller{&standardCIDs{codes, zero}}
	}
	return nil
}

// cmap reads a CMap.
func (r *Reader) cmap(s *pdfread.Stream) *cmap {
	c := parseCMap(r.file.Data(s))
	r.told -= len(c.chars) + len(c.ranges) + len(c.cids)
	return c
}

// embeddedCMap reads a CMap of the file (9.7.5.4).
func (r *Reader) embeddedCMap(f *Font, s *pdfread.Stream) (codeSpace, bool) {
	c := r.cmap(s)
	vertical := c.vertical
	if w, ok := r.file.Int(s.Dict.Get("WMode")); ok {
		vertical = w == 1
	}
	base := c.use
	if n := r.file.Name(s.Dict.Get("UseCMap")); n != "" {
		base = string(n)
	}
	if p, ok := predefined(base); ok {
		f.tell = append(f.tell, p)
		if len(c.spaces) == 0 {
			return p, vertical
		}
	}
	return &cmapCodes{c}, vertical
}

// simple reads a font whose codes are single bytes (9.6).
func (r *Reader) simple(f *Font, d pdfread.Dict) {
	descriptor := r.file.Dict(d.Get("FontDescriptor"))
	r.describe(f, descriptor)
	f.codes = byteCodes{}
	first, _ := r.file.Int(d.Get("FirstChar"))
	w := &simpleWidths{first: first, missing: standardWidth(f.Name), scale: 0.001}
	if v, ok := r.file.Float(descriptor.Get("MissingWidth")); ok && d.Get("Widths") != nil {
		w.missing = v / 1000
	}
	type3 := r.file.Name(d.Get("Subtype")) == "Type3"
	if m := r.file.Floats(d.Get("FontMatrix"), 6); m != nil && type3 {
		w.scale = m[0]
		if b := r.file.Floats(d.Get("FontBBox"), 4); b != nil && b[3] != b[1] {
			f.em = max(-(b[3]-b[1])*m[3], (b[3]-b[1])*m[3])
		}
		if f.em < 0.2 || f.em > 3 {
			f.em = 1
		}
	}
	for i, o := range r.file.Array(d.Get("Widths")) {
		if i >= 256 {
			break
		}
		v, ok := r.file.Float(o)
		if !ok {
			v = 0
		}
		w.of = append(w.of, v*w.scale)
	}
	f.widths = w
	f.tell = append(f.tell, r.encoding(d, descriptor, type3))
	if !type3 {
		f.tell = append(f.tell, r.ofSimpleGlyphs(descriptor)...)
	}
}

// sfntOf gives an embedded TrueType, OpenType or CFF font. It is unpacked once.
func (r *Reader) sfntOf(descriptor pdfread.Dict) []byte {
	for _, key := range []pdfread.Name{"FontFile2", "FontFile3"} {
		if s := r.file.Stream(descriptor.Get(key)); s != nil {
			return r.file.Data(s)
		}
	}
	return nil
}

// ofGlyphs tells characters by the embedded font's own table, the last resort:
// of a CIDFont whose CIDs are glyphs.
func (r *Reader) ofGlyphs(font []byte, below pdfread.Dict, codes codeSpace) []teller {
	if font == nil {
		return nil
	}
	var glyphs []byte
	if s := r.file.Stream(below.Get("CIDToGIDMap")); s != nil {
		glyphs = r.file.Data(s)
	}
	return []teller{&glyphTeller{font: font, codes: codes, toGlyph: glyphs, told: &r.told}}
}

func (r *Reader) ofSimpleGlyphs(descriptor pdfread.Dict) []teller {
	font := r.sfntOf(descriptor)
	if font == nil {
		return nil
	}
	return []teller{&symbolTeller{font: font, told: &r.told}}
}
