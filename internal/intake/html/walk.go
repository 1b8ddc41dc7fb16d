package html

import (
	"encoding/base64"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/unit"
)

// walker goes through a page.
type walker struct {
	doc     *original.Document
	files   map[string][]byte // of a web archive, by address
	tables  int
	open    *original.Paragraph // the paragraph that runs go to
	into    *original.Cell      // the cell that paragraphs go to,
	text    *strings.Builder    // and its text
	blocks  []original.Block
	lists   []list
	look    look
	heading string                      // the last that was read
	leads   bool                        // blanks at the beginning of a line are dropped
	styles  map[string]properties       // what the page's styles say of classes and ids, as .name and #name
	says    map[*html.Node][]properties // what is said of elements, what counts first
}

// look is how text is set where the walker is.
type look struct {
	bold  bool
	align original.Align
	style string
	level int
	first unit.Length
	left  unit.Length
	size  unit.Length
	keep  bool // line breaks and blanks count

	ink, ground colour
	unsure      diag.Text // why a figure may not be one
}

// list is an open list.
type list struct {
	ordered bool
	n       int
}

func (w *walker) read(root *html.Node) error {
	var whole bool
	if w.styles, whole = stylesOf(root); !whole {
		w.doc.Remarks = append(w.doc.Remarks, original.Remark{Lost: true, Text: diag.T("网页的样式太多，只看了一部分：藏起来的、划掉的字可能没有认出来，请对照网页核对。", "the page has more styles than are looked at: text that is hidden or struck out may not have been told apart")})
	}
	w.look.ink, w.look.ground = black, white
	article, title := find(root)
	w.doc.Title, w.doc.Author = title, author(root)
	w.children(article)
	w.end()
	w.doc.Blocks = w.blocks
	return w.furniture()
}

// end ends the open paragraph.
func (w *walker) end() {
	p := w.open
	w.open = nil
	if p == nil {
		return
	}
	p.Join()
	for len(p.Runs) > 0 && strings.Trim(p.Runs[len(p.Runs)-1].Text, " \n") == "" {
		p.Runs = p.Runs[:len(p.Runs)-1]
	}
	if len(p.Runs) == 0 {
		return
	}
	p.Runs[len(p.Runs)-1].Text = strings.TrimRight(p.Runs[len(p.Runs)-1].Text, " \n")
	for i := range p.Runs { // the blanks that pages are padded with
		p.Runs[i].Text = strings.ReplaceAll(p.Runs[i].Text, "\u00a0", " ")
	}
	if w.into == nil {
		if p.Level > 0 {
			w.heading = p.Text()
		}
		w.blocks = append(w.blocks, p)
		return
	}
	if w.text.Len() > 0 {
		w.text.WriteByte('\n')
	} else {
		w.into.Bold, w.into.Size = p.Bold(), p.Size()
	}
	w.text.WriteString(p.Text())
}

// paragraph gives the open paragraph.
func (w *walker) paragraph() *original.Paragraph {
	if w.open == nil {
		l := &w.look
		w.open = &original.Paragraph{Style: l.style, Level: l.level, Align: l.align, Left: l.left, FirstLine: l.first}
		w.leads = true
	}
	return w.open
}

// add puts text into the open paragraph; blanks of the source are one blank.
func (w *walker) add(text string) {
	if !w.look.keep {
		text = collapse(text)
		if w.open == nil && strings.TrimLeft(text, " ") == "" {
			return
		}
	}
	p := w.paragraph()
	if w.leads {
		text = strings.TrimLeft(text, " \n")
	}
	if text == "" {
		return
	}
	r := original.Run{Text: text, Bold: w.look.bold, Size: w.look.size, Unsure: w.doubt(text)}
	w.leads = !w.look.keep && strings.HasSuffix(text, " ")
	p.Runs = append(p.Runs, r)
}

// collapse makes one blank of each stretch of white space, and none where Chinese
// text was broken in the source.
func collapse(text string) string {
	var b strings.Builder
	last, gap, broken := rune(0), false, false
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			gap = true
			broken = broken || r == '\n'
			continue
		}
		if gap && !(broken && last >= 0x2E80 && r >= 0x2E80) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, gap, broken = r, false, false
	}
	if gap && !(broken && last >= 0x2E80) {
		b.WriteByte(' ')
	}
	return b.String()
}

func (w *walker) children(n *html.Node) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		w.node(k)
	}
}

func (w *walker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.add(n.Data)
		return
	case html.ElementNode:
	default:
		w.children(n)
		return
	}
	switch {
	case w.into != nil && w.field(n):
		return
	case skipped(n):
		return
	case n.DataAtom == atom.Br:
		if w.open != nil {
			w.paragraph().Runs = append(w.paragraph().Runs, original.Run{Text: "\n", Bold: w.look.bold, Size: w.look.size})
			w.leads = true
		}
		return
	case n.DataAtom == atom.Img:
		w.image(n)
		return
	case n.DataAtom == atom.Table:
		w.table(n)
		return
	case n.DataAtom == atom.Ol || n.DataAtom == atom.Ul:
		w.list(n)
		return
	}
	w.element(n)
}

// element reads an element that holds text.
func (w *walker) element(n *html.Node) {
	saved := w.look
	block := isBlock(n)
	if block {
		w.end()
	}
	w.styled(n, block)
	if n.DataAtom == atom.Li && len(w.lists) > 0 {
		l := &w.lists[len(w.lists)-1]
		l.n++
		if l.ordered {
			w.paragraph().Number = strconv.Itoa(l.n) + "."
		}
	}
	w.children(n)
	if block {
		w.end()
	}
	w.look = saved
}

func (w *walker) list(n *html.Node) {
	w.end()
	l := list{ordered: n.DataAtom == atom.Ol}
	if v, err := strconv.Atoi(attr(n, "start")); err == nil {
		l.n = v - 1
	}
	w.lists = append(w.lists, l)
	w.children(n)
	w.lists = w.lists[:len(w.lists)-1]
	w.end()
}

// styled takes up what an element says about its text.
func (w *walker) styled(n *html.Node, block bool) {
	l := &w.look
	w.coloured(n)
	if why := w.unsure(n); !why.IsZero() {
		l.unsure = why
	}
	if w.into != nil && w.isAddedTo(n) {
		w.into.Doubt(original.Added)
	}
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th:
		l.bold = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		l.style, l.level, l.bold = n.Data, int(n.Data[1]-'0'), true
	case atom.Center:
		l.align = original.Centre
	case atom.Pre:
		l.keep = true
	}
	switch v := w.said(n, "font-weight"); {
	case v == "bold" || v == "bolder" || v >= "600" && v <= "900" && len(v) == 3:
		l.bold = true
	case v == "normal" || v == "400":
		l.bold = false
	}
	switch w.said(n, "white-space") {
	case "pre", "pre-wrap", "break-spaces":
		l.keep = true
	case "normal", "nowrap":
		l.keep = false
	}
	if v := length(w.said(n, "font-size")); v > 0 {
		l.size = v
	}
	if block {
		w.placed(n)
	}
}

// placed takes up what a block says about where its lines stand.
func (w *walker) placed(n *html.Node) {
	l := &w.look
	align := w.said(n, "text-align")
	if align == "" {
		align = strings.ToLower(attr(n, "align"))
	}
	switch align {
	case "center":
		l.align = original.Centre
	case "right", "end":
		l.align = original.Right
	case "left", "justify", "start":
		l.align = original.Left
	}
	if v := w.said(n, "text-indent"); v != "" {
		l.first = length(v)
	}
	for _, side := range []string{"margin-left", "padding-left"} {
		if v := length(w.said(n, side)); v > 0 {
			l.left += v
		}
	}
}

// length reads a length of CSS; characters count 16 points.
func length(text string) unit.Length {
	for _, u := range []struct {
		name string
		size float64 // points
	}{{"rem", 12}, {"em", 16}, {"pt", 1}, {"px", 0.75}, {"cm", 28.346}, {"mm", 2.8346}} {
		if v, ok := strings.CutSuffix(text, u.name); ok {
			if f, err := strconv.ParseFloat(strings.TrimSpace(v), 64); err == nil && f > -10000 && f < 10000 {
				return unit.Points(f * u.size)
			}
		}
	}
	return 0
}

// image takes a picture that is in the file.
func (w *walker) image(n *html.Node) {
	src := attr(n, "src")
	data := w.files[src]
	if rest, ok := strings.CutPrefix(src, "data:"); ok {
		if meta, body, found := strings.Cut(rest, ","); found && strings.Contains(meta, "base64") {
			data, _ = base64.StdEncoding.DecodeString(strings.TrimSpace(body))
		}
		src = "data"
	}
	if data == nil {
		if !tiny(n) {
			w.doc.Remarks = append(w.doc.Remarks, original.Remark{Text: diag.T("图片 %s 不在文件里，没有录入。", "the picture %s is not in the file and was left out.", path.Base(src))})
		}
		return
	}
	if tiny(n) {
		return
	}
	w.end()
	p := &original.Picture{Name: path.Base(src), Alt: attr(n, "alt"), Data: data}
	if v, err := strconv.Atoi(strings.TrimSuffix(attr(n, "width"), "px")); err == nil && v > 0 && v < 10000 {
		p.Width = unit.Points(float64(v) * 0.75)
	}
	if w.into != nil {
		w.into.Pictures = append(w.into.Pictures, p)
		return
	}
	w.blocks = append(w.blocks, p)
}

// tiny reports whether a picture is an ornament: an icon, a spacer.
func tiny(n *html.Node) bool {
	for _, side := range []string{"width", "height"} {
		v := attr(n, side)
		if v == "" {
			v = style(n, side)
		}
		if i, err := strconv.Atoi(strings.TrimSuffix(v, "px")); err == nil && i > 0 && i <= 48 {
			return true
		}
	}
	src := attr(n, "src")
	return !strings.HasPrefix(src, "data:") && (strings.Contains(src, "icon") || strings.Contains(src, "logo"))
}
