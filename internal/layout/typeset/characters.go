package typeset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/character"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/layout/font"
)

// Characters tells which characters of a document no font has, and which are
// drawn by a font that is none of their style's. It is what Set says of them,
// without setting anything. The error is not the document's fault.
func Characters(doc *document.Document, fonts *font.Library, opt Options) (diag.List, error) {
	s := &setter{doc: doc, fonts: fonts, opt: opt, faces: map[string]*face{}}
	return s.characters()
}

// want is a character that is not drawn by a font of its style.
type want struct {
	r, selector rune
	style       *document.Style
}

// wants are the characters of a document that are not drawn by a font of their
// style, in order, and where each stands. Text that is set twice, as a label
// that is repeated, stands in one place.
type wants struct {
	list []want
	at   map[want][]diag.Pos
	seen map[place]bool
}

type place struct {
	want
	at diag.Pos
}

func (ws *wants) add(w want, run *document.Run, offset int) {
	p := run.Pos
	if p.Line > 0 {
		p.Col += offset
	}
	if ws.seen[place{w, p}] {
		return
	}
	ws.seen[place{w, p}] = true
	if ws.at[w] == nil {
		ws.list = append(ws.list, w)
	}
	ws.at[w] = append(ws.at[w], p)
}

// mostTold is how many different characters are told.
const mostTold = 100

// characters looks at every character of the document once.
func (s *setter) characters() (list diag.List, err error) {
	ws := &wants{at: map[want][]diag.Pos{}, seen: map[place]bool{}}
	eachRun(s.doc, func(style string, run *document.Run) {
		f, bad := s.face(style)
		if bad != nil {
			err = bad
			return
		}
		for i, rest := 0, run.Text; rest != ""; i++ {
			r, n := utf8.DecodeRuneInString(rest)
			rest = rest[n:]
			next := selectorOf(rest)
			switch class := classOf(r); {
			case class == newline, class == nothing:
			case !f.has(r), next != 0 && !f.hasVariant(r, next):
				ws.add(want{r, next, f.style}, run, i)
			}
		}
	})
	for _, w := range ws.list {
		list = append(list, s.tell(w, ws.at[w]))
	}
	if more := len(list) - mostTold; more > 0 {
		slices.SortStableFunc(list, func(a, b *diag.Diagnostic) int { return cmp.Compare(a.Severity, b.Severity) })
		list = list[:mostTold]
		list[mostTold-1].What = with(list[mostTold-1].What, diag.T("（还有 %d 个这样的字符，没有一一列出）", " (%d more such characters are not listed)", more))
	}
	return list, err
}

// eachRun calls do for every text of a document that is set, with its style.
func eachRun(doc *document.Document, do func(style string, run *document.Run)) {
	number, notice := &doc.Page.Number, &doc.Page.Notice
	if number.Style != "" {
		do(number.Style, &document.Run{Text: number.Before + number.After})
	}
	if notice.Text != "" {
		do(notice.Style, &document.Run{Text: notice.Text})
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			for i := range b.Runs {
				style := b.Runs[i].Style
				if style == "" {
					style = b.Style
				}
				do(style, &b.Runs[i])
			}
		case *document.Table:
			for r := range b.Rows {
				for c := range b.Rows[r].Cells {
					cell := &b.Rows[r].Cells[c]
					do(cell.Style, &cell.Text)
				}
			}
		case *document.Signature:
			do(b.Style, &b.Name)
			do(b.Style, &b.Date)
		}
	}
}

// nameFonts notes in the runs of the fitted document what a Word file has to
// take from another font than the style's.
func (s *setter) nameFonts(doc *document.Document) {
	eachRun(doc, func(style string, run *document.Run) {
		f := s.faces[style]
		if f == nil {
			return // a style of which nothing was set
		}
		run.Fonts = nil
		if !f.mixed {
			return
		}
		at, last := 0, ""
		for _, r := range run.Text {
			end := at + utf8.RuneLen(r)
			family := last // a selector goes with its character
			if class := classOf(r); class == newline {
				family = ""
			} else if class != nothing {
				family = f.family(s.draws(f, r, run.Text[end:]))
			}
			if n := len(run.Fonts); family != "" && n > 0 && family == last {
				run.Fonts[n-1].To = end
			} else if family != "" {
				run.Fonts = append(run.Fonts, document.FontSpan{From: at, To: end, Family: family})
			}
			at, last = end, family
		}
	})
}

// tell says of a character, once, at its first place, who draws it.
func (s *setter) tell(w want, at []diag.Pos) *diag.Diagnostic {
	f := s.faces[w.style.ID]
	other, ok, passed := s.fonts.Other(w.r)
	d := &diag.Diagnostic{Pos: at[0], Severity: diag.Info, Span: 1}
	switch {
	case f.has(w.r):
		d.What, d.Do = s.variantOf(w)
	case ok:
		d.What = diag.T("字符“%[1]c”（%[1]U）由字体“%[2]s”代排，样式“%[3]s”的字体没有这个字", "the character “%[1]c” (%[1]U) is drawn by the font “%[2]s”; those of the style “%[3]s” do not have it", w.r, other.Face.Family, w.style.Name)
	default:
		d.Severity = diag.Error
		d.What = diag.T("没有字体含有字符“%[1]c”（%[1]U），样式“%[2]s”", "no font has the character “%[1]c” (%[1]U), style “%[2]s”", w.r, w.style.Name)
		d.Do = diag.T(`请改用别的写法；有含有该字的字体的，加 --fonts 和它的文件夹，先试 Windows 自带的：--fonts C:\Windows\Fonts；在页面上填写的，先关上页面，再用 nianbao desk --fonts C:\Windows\Fonts 打开；--allow-missing 用方框代替。`, `write it differently; where there is a font that has it, name its folder by --fonts, first those of Windows: --fonts C:\Windows\Fonts; the page is opened with them by nianbao desk --fonts C:\Windows\Fonts; --allow-missing prints a box.`)
		if s.opt.AllowMissing {
			d.Severity = diag.Warning
			d.Do = diag.T("印成了方框；要印出来，把含有该字的字体放进字体文件夹（--fonts）", "a box is printed; to have it printed, put a font that has it into the folder of --fonts")
		}
		d.What = with(d.What, passedOver(passed))
	}
	if n := len(at); n > 1 {
		d.What = with(d.What, diag.T("，共 %d 处，这是第一处", "; %d places, this is the first", n))
	}
	return d
}

// variantOf says who draws a variant that no font of the style has.
func (s *setter) variantOf(w want) (what, do diag.Text) {
	if g, ok := s.fonts.OtherVariant(w.r, w.selector); ok {
		return diag.T("“%[1]c”的异体（%[1]U %[2]U）由字体“%[3]s”代排", "the variant of “%[1]c” (%[1]U %[2]U) is drawn by the font “%[3]s”", w.r, w.selector, g.Face.Family), diag.Text{}
	}
	return diag.T("没有字体含有“%[1]c”的这种异体（%[1]U %[2]U），印成“%[1]c”的普通字形，文件中仍保留异体的编码", "no font has this variant of “%[1]c” (%[1]U %[2]U); it is drawn as “%[1]c” usually is, and the files keep its code", w.r, w.selector),
		diag.T("要印出这种字形，把含有它的字体放进字体文件夹（--fonts）", "to have it drawn, put a font that has it into the folder of --fonts")
}

// mostPassed is how many fonts that were passed over a message names.
const mostPassed = 3

// passedOver says why fonts that have a character do not draw it.
func passedOver(fonts []font.Passed) diag.Text {
	if len(fonts) == 0 {
		return diag.Text{}
	}
	var zh, en []string
	for _, p := range fonts[:min(len(fonts), mostPassed)] {
		zh = append(zh, fmt.Sprintf("%s（%s）有这个字，但%s", p.Name, p.File, p.Why.ZH))
		en = append(en, fmt.Sprintf("%s (%s) has it, but %s", p.Name, p.File, p.Why.EN))
	}
	return diag.Text{ZH: "；" + strings.Join(zh, "；"), EN: "; " + strings.Join(en, "; ")}
}

func with(a, b diag.Text) diag.Text { return diag.Text{ZH: a.ZH + b.ZH, EN: a.EN + b.EN} }

// has reports whether a font of the style has r.
func (f *face) has(r rune) bool {
	_, ok := f.lookup(r)
	return ok
}

// hasVariant reports whether a font of the style knows r with a selector.
func (f *face) hasVariant(r, selector rune) bool {
	_, ok := f.chinese.LookupVariant(r, selector)
	return ok
}

// lookup finds r in the chain of its script, then in the other one.
func (f *face) lookup(r rune) (font.Glyph, bool) {
	if r == '\t' {
		r = ' '
	}
	first, second := f.chinese, f.latin
	if !document.EastAsian(r) {
		first, second = second, first
	}
	if g, ok := first.Lookup(r); ok {
		return g, true
	}
	return second.Lookup(r)
}

// selector reports whether r selects a variant of the character before it.
func selector(r rune) bool { return !ideograph(r) && character.Of(r) == character.Selector }

// firstOfSelectors is the least byte with which a selector begins.
const firstOfSelectors = 0xEF

// selectorOf gives the selector with which a text begins, or 0.
func selectorOf(text string) rune {
	if text == "" || text[0] < firstOfSelectors { // as nearly always
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(text); selector(r) {
		return r
	}
	return 0
}
