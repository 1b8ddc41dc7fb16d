package docx

import (
	"strconv"
	"strings"
	"unicode"

	"nianbao/internal/diag"
)

// readNotes reads footnotes and endnotes.
func (w *walker) readNotes() error {
	w.notes = map[string]*node{}
	for _, kind := range []string{"footnote", "endnote"} {
		p, err := w.pack.related(w.part, kind+"s")
		if err != nil {
			return err
		}
		if p == nil {
			continue
		}
		for _, n := range p.root.all(kind) {
			w.notes[kind+n.attr("id")] = n
		}
	}
	return nil
}

// note gives the mark of a note; its text follows the paragraph.
func (w *walker) note(ref *node) string {
	key := strings.TrimSuffix(ref.name, "Reference") + ref.attr("id")
	n, before := w.notes[key], w.noted[key]
	if n == nil || before != "" { // its text stands there once
		return before
	}
	mark := "〔注" + strconv.Itoa(len(w.noted)+1) + "〕"
	w.noted[key] = mark
	w.once(diag.T("脚注和尾注录入在所在的段落之后，以“〔注1〕”标记。", "notes were put behind their paragraphs, marked 〔注1〕."))
	w.pending = append(w.pending, marked(n, mark))
	return mark
}

// marked puts a mark before the text of a note.
func marked(n *node, mark string) *node {
	out := &node{name: n.name, kids: append([]*node(nil), n.kids...)}
	for i, p := range out.kids {
		if p.name == "p" {
			kids := append([]*node{{name: "r", kids: []*node{{name: "t", text: mark}}}}, p.kids...)
			if pPr := p.child("pPr"); pPr != nil {
				kids = append([]*node{pPr}, kids...)
			}
			out.kids[i] = &node{name: p.name, kids: kids}
			break
		}
	}
	return out
}

// leftOut remarks on what a document has outside of its text.
func (w *walker) leftOut(body *node) {
	for _, r := range w.part.relations() {
		switch r.kind {
		case "comments":
			if p, err := w.pack.read(r.target); err == nil && p != nil && len(p.root.all("comment")) > 0 {
				w.once(diag.T("批注没有录入。", "comments were left out."))
			}
		case "header", "footer":
			p, err := w.pack.read(r.target)
			if err != nil || p == nil {
				continue
			}
			if text := strings.TrimSpace(p.root.plain()); strings.ContainsFunc(text, unicode.IsLetter) {
				w.once(diag.T("页眉、页脚没有录入：%s", "headers and footers were left out: %s", shortened(text)))
			}
		}
	}
}

// shortened gives the beginning of a text.
func shortened(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}
