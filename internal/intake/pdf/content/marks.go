package content

import (
	"strings"

	"nianbao/internal/signing/pdfread"
)

// mark is marked content that is open (14.6).
type mark struct {
	mcid             int
	artifact, hidden bool
	actual           *string // text that stands for all of it (14.9.4)
	from             int     // the page's first glyph in it
}

const mostMarks = 1000

func (in *interpreter) beginMark() {
	if len(in.marks) == mostMarks {
		in.page.Cut = true
		return
	}
	m := mark{mcid: -1, from: len(in.page.Glyphs)}
	tag := in.name(0)
	var props pdfread.Object
	if len(in.args) > 1 {
		props = in.args[1]
		if n, ok := props.(pdfread.Name); ok {
			props = in.resource("Properties", n)
		}
	}
	d := in.file.Dict(props)
	if id, ok := in.file.Int(d.Get("MCID")); ok && id >= 0 && in.forms == 0 {
		m.mcid = id
	}
	if s, ok := in.file.Resolve(d.Get("ActualText")).(pdfread.String); ok && in.spend(&in.reader.glyphs, len(s)/4) {
		text := s.Text()
		m.actual = &text
	}
	if m.artifact = tag == "Artifact"; m.artifact {
		in.artifact++
	}
	if m.hidden = tag == "OC" && in.isHidden(props); m.hidden {
		in.unseen++
	}
	in.marks = append(in.marks, m)
}

// isHidden reports whether a layer (8.11), or all of a membership's, is switched
// off.
func (in *interpreter) isHidden(o pdfread.Object) bool {
	if r, ok := o.(pdfread.Ref); ok && in.reader.hidden[r] {
		return true
	}
	d := in.file.Dict(o)
	if in.file.Name(d.Get("Type")) != "OCMD" {
		return false
	}
	groups := d.Get("OCGs")
	if r, ok := groups.(pdfread.Ref); ok && in.reader.hidden[r] {
		return true
	}
	all := in.file.Array(groups)
	in.spend(&in.reader.operators, len(all)/8)
	for _, g := range all {
		if r, ok := g.(pdfread.Ref); !ok || !in.reader.hidden[r] {
			return false
		}
	}
	return len(all) > 0
}

func (in *interpreter) endMark() {
	n := len(in.marks)
	if n == 0 {
		return
	}
	m := in.marks[n-1]
	in.marks = in.marks[:n-1]
	if m.artifact {
		in.artifact--
	}
	if m.hidden {
		in.unseen--
	}
	if m.actual != nil {
		in.stand(m)
	}
}

// closeAll ends what the content left open.
func (in *interpreter) closeAll() {
	for len(in.marks) > 0 {
		in.endMark()
	}
}

// stand puts ActualText in the place of the glyphs that it stands for. Where all
// of them are known and their figures are others, what people see is taken.
func (in *interpreter) stand(m mark) {
	glyphs := in.page.Glyphs[m.from:]
	if len(glyphs) == 0 {
		return
	}
	var shown strings.Builder
	known := true
	for i := range glyphs {
		shown.WriteString(glyphs[i].Text)
		known = known && glyphs[i].Known
	}
	if known && figures(shown.String()) != figures(*m.actual) {
		in.page.Differs++
		return
	}
	for i := range glyphs {
		glyphs[i].Text, glyphs[i].Known = "", true
	}
	glyphs[0].Text = *m.actual
}

// figures gives the digits of a text.
func figures(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// mcid gives the innermost number of the page's marked content.
func (in *interpreter) mcid() int {
	for i := len(in.marks) - 1; i >= 0; i-- {
		if in.marks[i].mcid >= 0 {
			return in.marks[i].mcid
		}
	}
	return -1
}
