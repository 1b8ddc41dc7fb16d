package docx

import (
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// paragraph is a paragraph being read, with what hangs on it.
type paragraph struct {
	*original.Paragraph
	format   format
	pictures []*original.Picture
	boxes    []*node   // text boxes
	unsure   diag.Text // why its figures may be none
	level    bool      // it has text of which nothing such is to be said
}

// blocks reads the blocks below an element. cell is the cell that they stand in,
// or nil.
func (w *walker) blocks(n *node, cell *cell) (out []original.Block) {
	for _, k := range n.kids {
		switch k.name {
		case "p":
			out = append(out, w.paragraph(k, cell)...)
		case "tbl":
			out = append(out, w.table(k)...)
		case "sdt":
			if k.child("sdtPr").find("docPartGallery").attr("val") == "Table of Contents" {
				w.once(diag.T("目录没有录入，由程序另行生成。", "the table of contents was left out."))
				continue
			}
			out = append(out, w.blocks(k.child("sdtContent").orEmpty(), cell)...)
		case "ins", "moveTo", "customXml", "smartTag":
			out = append(out, w.blocks(k, cell)...)
		case "AlternateContent":
			out = append(out, w.blocks(choice(k), cell)...)
		case "del", "moveFrom":
			w.deleted()
		case "altChunk":
			w.once(diag.T("文件里嵌有另一份文档（altChunk），没有录入。请在 Word 中打开，另存后再导入。", "another document is embedded (altChunk) and was left out; save the file anew in Word."))
		}
	}
	return out
}

func (n *node) orEmpty() *node {
	if n == nil {
		return &node{}
	}
	return n
}

// choice gives the alternative that a reader takes who understands all of them.
func choice(n *node) *node {
	if c := n.child("Choice"); c != nil && len(c.kids) > 0 {
		return c
	}
	return n.child("Fallback").orEmpty()
}

func (w *walker) deleted() {
	w.once(diag.T("文件里有修订：插入的已经接受，删去的没有录入。", "there are tracked changes: insertions were accepted, deletions left out."))
}

// paragraph reads a paragraph and gives it with what follows it: pictures, text
// boxes, notes.
func (w *walker) paragraph(n *node, cell *cell) []original.Block {
	pPr := n.child("pPr")
	p := w.joined
	w.joined = nil
	if p == nil {
		p = &paragraph{Paragraph: &original.Paragraph{}, format: w.format(pPr)}
		f := &p.format
		p.Style, p.Level, p.Align, p.Left, p.FirstLine, p.NewPage = f.style, f.level, f.align, f.left, f.firstLine, f.newPage
		p.Number = w.numbering.next(f.num, f.numLevel)
	}
	w.fields, w.coded = w.fields[:0:0], 0
	w.content(n, p)
	if pPr.child("rPr", "del") != nil { // its mark was deleted
		w.deleted()
		w.joined = p
		return nil
	}
	return w.done(p, cell)
}

// flush gives a paragraph that waits for one to join.
func (w *walker) flush() []original.Block {
	p := w.joined
	if w.joined = nil; p == nil {
		return nil
	}
	return w.done(p, nil)
}

func (w *walker) done(p *paragraph, cell *cell) (out []original.Block) {
	p.Join()
	if strings.HasPrefix(strings.ToLower(p.Style), "toc ") {
		w.once(diag.T("目录没有录入，由程序另行生成。", "the table of contents was left out."))
		return nil
	}
	if cell != nil {
		cell.add(p)
	} else if p.Text() != "" || len(p.pictures) == 0 {
		out = append(out, p.Paragraph)
	}
	for _, pic := range p.pictures {
		if cell == nil {
			out = append(out, pic)
		}
	}
	for _, b := range p.boxes {
		w.once(diag.T("文本框里的文字录入在它所在的段落之后。", "the text of text boxes was put behind the paragraph that they hang on."))
		out = append(out, w.blocks(b, cell)...)
	}
	notes := w.pending
	w.pending = nil
	for _, note := range notes {
		out = append(out, w.blocks(note, cell)...)
	}
	return out
}

// content reads the runs below an element.
func (w *walker) content(n *node, p *paragraph) {
	for _, k := range n.kids {
		switch k.name {
		case "r":
			w.run(k, p)
		case "hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir":
			w.content(k, p)
		case "bdo":
			outer := w.backward
			w.backward = k.attr("val") == "rtl"
			w.content(k, p)
			w.backward = outer
		case "sdt":
			w.content(k.child("sdtContent").orEmpty(), p)
		case "AlternateContent":
			w.content(choice(k), p)
		case "del", "moveFrom":
			w.deleted()
		case "ruby":
			w.content(k.child("rubyBase").orEmpty(), p)
		case "oMath", "oMathPara":
			w.once(diag.T("公式只录入了其中的文字。", "of formulas only the text was taken."))
			p.Runs = append(p.Runs, original.Run{Text: k.plain()})
		}
	}
}

// run reads a run. Of a field it is the result that counts.
func (w *walker) run(n *node, p *paragraph) {
	r, hidden, unsure := w.look(n.child("rPr"), &p.format)
	if w.backward && unsure.IsZero() {
		unsure, r.Unsure = original.Backward, original.Backward
	}
	var b strings.Builder
	for _, k := range n.kids {
		if k.name == "fldChar" {
			if w.field(k.attr("fldCharType")) {
				p.unsure = original.Unset
			}
			continue
		}
		if !w.shown() {
			continue
		}
		switch k.name {
		case "AlternateContent":
			for _, c := range choice(k).kids {
				b.WriteString(runText(c, p))
				w.drawn(c, p)
			}
		case "ruby":
			w.content(k.child("rubyBase").orEmpty(), p)
		case "footnoteReference", "endnoteReference":
			b.WriteString(w.note(k))
			if k.attr("customMarkFollows") != "" {
				unsure = original.Raised
			}
		default:
			b.WriteString(runText(k, p))
			w.drawn(k, p)
		}
	}
	switch r.Text = b.String(); {
	case r.Text == "":
	case hidden:
		w.once(diag.T("隐藏的文字没有录入。", "hidden text was left out."))
	default:
		if unsure == original.Struck || unsure == original.Unseen {
			r.Unsure = unsure
		}
		p.Runs = append(p.Runs, r)
		if strings.TrimSpace(r.Text) == "" {
			break
		}
		if p.level = p.level || unsure.IsZero(); !unsure.IsZero() {
			p.unsure = unsure
		}
	}
}

// runText gives the text of a run's child.
func runText(k *node, p *paragraph) string {
	switch k.name {
	case "t":
		return k.text
	case "tab", "ptab":
		return "\t"
	case "cr":
		return "\n"
	case "noBreakHyphen":
		return "-"
	case "sym":
		if v, err := strconv.ParseUint(k.attr("char"), 16, 16); err == nil {
			return bullet(string(rune(v)))
		}
	case "br":
		if t := k.attr("type"); t != "page" && t != "column" {
			return "\n"
		}
		p.NewPage = p.NewPage || len(p.Runs) == 0
	}
	return ""
}

// field goes into a complex field, from its instruction to its result, or out
// of it (17.16.18). It is true where one ends that has no result.
func (w *walker) field(kind string) (unset bool) {
	switch n := len(w.fields); {
	case kind == "begin":
		w.fields, w.coded = append(w.fields, false), w.coded+1
	case n == 0:
	case kind == "separate":
		if !w.fields[n-1] {
			w.fields[n-1], w.coded = true, w.coded-1
		}
	case kind == "end":
		if unset = !w.fields[n-1]; unset {
			w.coded--
		}
		w.fields = w.fields[:n-1]
	}
	return unset
}

// shown reports whether text is shown where the walker is.
func (w *walker) shown() bool { return w.coded == 0 }
