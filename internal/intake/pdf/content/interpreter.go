package content

import (
	"bytes"

	"nianbao/internal/intake/pdf/mend"
	"nianbao/internal/signing/pdfread"
)

// state is the graphics state (8.4), as much of it as text and rules need.
type state struct {
	ctm                    matrix
	clip                   Box
	lineWidth              float64
	fill, stroke           ink
	fillSpace, strokeSpace space
	faint                  bool // it draws with hardly any ink
	veil                   bool // what it fills lets through what lies under it
	text                   textState
}

// interpreter runs content streams.
type interpreter struct {
	reader *Reader
	file   *mend.File
	page   *Page
	frame  Box // of the page

	state  state
	stack  []state
	path   path
	tm, lm matrix // text and line matrices

	marks    []mark
	artifact int // marks of artifacts that are open
	unseen   int // marks of hidden layers that are open
	forms    int // form XObjects that are open

	field  bool  // a form field is drawn
	inks   []ink // of the page's glyphs
	areas  []area
	slants []segment // lines that are neither level nor upright

	resources pdfread.Dict
	fontNames map[pdfread.Name]*Font // of these resources
	args      []pdfread.Object
}

// run runs a content stream with its resources.
func (in *interpreter) run(b []byte, resources pdfread.Dict, depth int) {
	outerResources, outerFonts, outerArgs := in.resources, in.fontNames, in.args
	in.resources, in.fontNames, in.args = resources, map[pdfread.Name]*Font{}, nil
	defer func() { in.resources, in.fontNames, in.args = outerResources, outerFonts, outerArgs }()
	l := &mend.Lexer{B: b}
	for {
		o, ok := l.Next()
		if !ok {
			return
		}
		w, isWord := o.(mend.Word)
		if !isWord {
			if !in.spend(&in.reader.operands, 1) {
				return
			}
			if len(in.args) < mostOperands {
				in.args = append(in.args, o)
			}
			continue
		}
		if !in.spend(&in.reader.operators, 1) {
			return
		}
		switch w {
		case "BI":
			in.inlineImage(l)
		case "Do":
			in.do(depth)
		default:
			in.operator(w)
		}
		in.args = in.args[:0]
	}
}

// spend takes n from what is left of a budget; false, and said of the page, where
// that is not enough.
func (in *interpreter) spend(left *int, n int) bool {
	if *left -= n; *left < 0 {
		in.page.Cut = true
	}
	return *left >= 0
}

// resource gives a resource by its kind and name. To look through a large
// dictionary costs as much as some operators.
func (in *interpreter) resource(kind, name pdfread.Name) pdfread.Object {
	d := in.file.Dict(in.resources.Get(kind))
	in.spend(&in.reader.operators, (len(in.resources)+len(d))/64)
	return d.Get(name)
}

// number gives the nth operand from the front; 0 where it is none.
func (in *interpreter) number(n int) float64 {
	if n >= len(in.args) {
		return 0
	}
	v, ok := in.args[n].(pdfread.Number)
	if !ok {
		return 0
	}
	f, _ := mend.Float([]byte(v))
	return max(-1e7, min(1e7, f))
}

func (in *interpreter) matrix() matrix {
	return matrix{in.number(0), in.number(1), in.number(2), in.number(3), in.number(4), in.number(5)}
}

func (in *interpreter) name(n int) pdfread.Name {
	if n >= len(in.args) {
		return ""
	}
	v, _ := in.args[n].(pdfread.Name)
	return v
}

// operator runs an operator (annex A) that has no content of its own.
func (in *interpreter) operator(w mend.Word) {
	switch w {
	case "q":
		if len(in.stack) < deepestState {
			in.stack = append(in.stack, in.state)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			in.state, in.stack = in.stack[n-1], in.stack[:n-1]
		}
	case "cm":
		in.state.ctm = in.matrix().mul(in.state.ctm)
	case "w":
		in.state.lineWidth = in.number(0)
	case "gs":
		in.graphicsState()
	case "sh":
		in.filled(in.state.clip, ink{other: true}, false)
	case "BDC", "BMC":
		in.beginMark()
	case "EMC":
		in.endMark()
	default:
		if !in.textOperator(w) && !in.pathOperator(w) && !in.colour(w) && !harmless[w] {
			in.page.Damaged = true
		}
	}
}

// harmless are the operators that move neither text nor rules.
var harmless = map[mend.Word]bool{
	"i": true, "j": true, "J": true, "M": true, "d": true, "ri": true, "MP": true, "DP": true, "BX": true, "EX": true,
	"d0": true, "d1": true,
}

// graphicsState takes what a dictionary of ExtGState says (8.4.5).
func (in *interpreter) graphicsState() {
	d := in.file.Dict(in.resource("ExtGState", in.name(0)))
	if w, ok := in.file.Float(d.Get("LW")); ok {
		in.state.lineWidth = w
	}
	if a, ok := in.file.Float(d.Get("ca")); ok {
		in.state.faint, in.state.veil = a < 0.05, a < 0.95
	}
	if m := in.file.Name(d.Get("BM")); m != "" && m != "Normal" && m != "Compatible" {
		in.state.veil = true
	}
	if a := in.file.Array(d.Get("Font")); len(a) == 2 {
		in.state.text.font = in.reader.font(a[0])
		in.state.text.size, _ = in.file.Float(a[1])
	}
}

// do draws an external object (8.8): a form's content, or an image.
func (in *interpreter) do(depth int) {
	o := in.resource("XObject", in.name(0))
	s := in.file.Stream(o)
	if s == nil {
		in.page.Damaged = true
	}
	if s == nil || in.unseen > 0 {
		return
	}
	switch in.file.Name(s.Dict.Get("Subtype")) {
	case "Image":
		in.picture(s)
	case "Form":
		if in.spend(&in.reader.forms, 1) && depth < deepestForm && !in.isHidden(s.Dict.Get("OC")) {
			in.form(s, depth)
		}
	}
}

// form runs a form XObject (8.10).
func (in *interpreter) form(s *pdfread.Stream, depth int) {
	outer, stack, tm, lm, p := in.state, in.stack, in.tm, in.lm, in.path
	in.stack, in.path = nil, path{}
	if m := in.file.Floats(s.Dict.Get("Matrix"), 6); m != nil {
		in.state.ctm = matrix{m[0], m[1], m[2], m[3], m[4], m[5]}.mul(in.state.ctm)
	}
	if b := in.file.Floats(s.Dict.Get("BBox"), 4); b != nil {
		in.state.clip = in.state.clip.meet(in.state.ctm.box(b[0], b[1], b[2], b[3]))
	}
	resources := in.file.Dict(s.Dict.Get("Resources"))
	if resources == nil {
		resources = in.resources
	}
	marks := len(in.marks)
	if s.Dict.Get("StructParents") != nil {
		in.forms++ // its numbers of marked content are its own
		defer func() { in.forms-- }()
	}
	in.run(in.file.Data(s), resources, depth+1)
	for len(in.marks) > marks {
		in.endMark()
	}
	in.state, in.stack, in.tm, in.lm, in.path = outer, stack, tm, lm, p
}

// picture notes an image; one that is as thin as a rule is one.
func (in *interpreter) picture(s *pdfread.Stream) {
	b := in.state.ctm.box(0, 0, 1, 1).meet(in.state.clip)
	if !sane(b) || b.X1 <= b.X0 || b.Y1 <= b.Y0 || in.unseen > 0 {
		return
	}
	if min(b.X1-b.X0, b.Y1-b.Y0) <= thickestRule {
		in.rule(b)
		return
	}
	if in.opaque(s) {
		in.filled(b, ink{other: true}, true)
	}
	if in.spend(&in.reader.pictures, 1) {
		in.page.Pictures = append(in.page.Pictures, Picture{Box: b, MCID: in.mcid(), Stream: s})
	}
}

// inlineImage passes an inline image (8.9.7). Its data end at EI between white
// space with text behind it that can be a content stream.
func (in *interpreter) inlineImage(l *mend.Lexer) {
	for {
		o, ok := l.Next()
		if !ok {
			return
		}
		if o == mend.Word("ID") {
			break
		}
	}
	for at := l.I; ; {
		i := bytes.Index(l.B[at:], []byte("EI"))
		if i < 0 {
			l.I = len(l.B)
			return
		}
		at += i + 2
		before, after := l.B[at-3], at == len(l.B) || bytes.IndexByte([]byte(" \r\n\t"), l.B[at]) >= 0
		if after && bytes.IndexByte([]byte(" \r\n\t>"), before) >= 0 && plain(l.B[at:min(at+10, len(l.B))]) {
			l.I = at
			break
		}
	}
	in.picture(nil)
}

// plain reports whether bytes can be content rather than an image's data.
func plain(b []byte) bool {
	for _, c := range b {
		if c > 126 || c < 32 && c != '\n' && c != '\r' && c != '\t' && c != 0 {
			return false
		}
	}
	return true
}
