package docx

import (
	"strconv"
	"sync"
	"unicode/utf8"

	"nianbao/internal/document"
)

// writer streams a document's body into memory that is used again.
type writer struct {
	buf  []byte
	kit  *kit
	zip  zipper
	grid grid

	para recent[paraKey]
	run  recent[runKey]
	tc   recent[cellKey]

	pictures []picture
	drawn    int // drawings
}

var writers = sync.Pool{New: func() any { return new(writer) }}

func (w *writer) add(s string) { w.buf = append(w.buf, s...) }

func (w *writer) addInt(n int) { w.buf = strconv.AppendInt(w.buf, int64(n), 10) }

// appendEscaped appends text as XML character data (XML 1.0, 2.2 and 2.4).
func appendEscaped(b []byte, text string) []byte {
	for _, r := range text {
		b = document.AppendXML(b, r)
	}
	return b
}

const (
	openText = `<w:t xml:space="preserve">`
	endRun   = `</w:t></w:r>`
	newLine  = `</w:t><w:br/>` + openText
	tabulate = `</w:t><w:tab/>` + openText

	holdHyphen = `</w:t><w:noBreakHyphen/>` + openText
)

// text writes a run. “ ” ‘ ’ … — · and the like, which the Latin fonts have
// too, go into runs of their own that name the Chinese font only; see
// document.RunKind for the others.
func (w *writer) text(key runKey, run *document.Run) {
	open, office := false, w.kit.set.processor == LibreOffice
	var prev rune
	for i := 0; i < len(run.Text); {
		if open && key.kind == document.Plain && len(run.Fonts) == 0 {
			if n := document.AllPlain(run.Text[i:]); n > 0 { // most of a text, as it stands
				w.add(run.Text[i : i+n])
				i += n
				prev, _ = utf8.DecodeLastRuneInString(run.Text[:i])
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(run.Text[i:])
		kind, font := document.Kind(prev, r, office), run.FontAt(i)
		if !open || (kind != key.kind || font != key.font) && r != '\n' {
			if open {
				w.add(endRun)
			}
			open, key.kind, key.font = true, kind, font
			w.buf = append(w.buf, w.run.get(&w.kit.runs, key, w.kit.runOpen)...)
		}
		prev, i = r, i+size
		switch r {
		case '\n':
			w.add(newLine)
		case '\t':
			w.add(tabulate)
		case '\u2011':
			w.add(holdHyphen)
		default:
			w.buf = document.AppendXML(w.buf, r)
		}
	}
	if open {
		w.add(endRun)
	}
}
