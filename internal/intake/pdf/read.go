// Package pdf reads the text of PDF files: paragraphs, tables and pictures. What
// comes in is a file's bytes; what goes out is an original.Document. It knows no
// form. Of a file whose tags (ISO 32000-1 14.7) cover all of its text, the tags
// are read; of others, lines, indents and rules are what people see too.
package pdf

import (
	"cmp"
	"errors"
	"slices"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/intake/pdf/content"
	"nianbao/internal/intake/pdf/mend"
)

// ErrNoText is what a file is refused for whose pages are pictures.
var ErrNoText = errors.New("the PDF file has no text: its pages are pictures")

// ErrEmpty is what a file is refused for that has neither text nor pictures.
var ErrEmpty = errors.New("the PDF file has neither text nor pictures")

// ErrUnknown is what a file is refused for most of whose characters cannot be known.
var ErrUnknown = errors.New("the fonts of the PDF file do not tell its characters")

// Refusal is why a file cannot be read, for the clerk. Reason is ErrNoText or an
// error of mend.
type Refusal struct {
	*diag.Diagnostic
	Reason error
}

// Unwrap gives the reason.
func (r *Refusal) Unwrap() error { return r.Reason }

// page is a page while it is read.
type page struct {
	*content.Page
	number int
	lines  []line
	tables []*filled

	printed, through int  // the page numbers that it shows, one or two; 0: none
	again            bool // its text is that of a page before

	columns []columns // from the top; known once its flows are
}

// Read reads a file; name stands in messages. The error is a *Refusal.
func Read(name string, data []byte) (*original.Document, error) {
	f, err := mend.Open(data)
	if err != nil {
		return nil, refuse(name, err)
	}
	leaves, err := f.Pages()
	if err != nil {
		return nil, refuse(name, err)
	}
	d := &reader{file: f, doc: &original.Document{Name: name, Format: "PDF"}}
	d.doc.Title, d.doc.Author = d.property("Title"), d.property("Author")
	r := content.NewReader(f)
	for i := range leaves {
		d.pages = append(d.pages, &page{Page: r.Page(&leaves[i]), number: i + 1})
		d.refs = append(d.refs, leaves[i].Ref)
	}
	if err := d.whole(); err != nil {
		return nil, refuse(name, err)
	}
	d.read()
	return d.doc, nil
}

func refuse(name string, reason error) error {
	what, do := diag.T("PDF 文件读不出来", "the PDF file cannot be read"), diag.T("请重新拷贝一份；或用 WPS、浏览器打开后另存、打印为 PDF 再试。", "copy it again; or open it and save or print it as PDF again.")
	switch reason {
	case mend.ErrNotPDF:
		what = diag.T("不是 PDF 文件", "this is no PDF file")
		do = diag.T("请检查文件名和文件类型。", "check the name and the type of the file.")
	case mend.ErrEncrypted:
		what = diag.T("PDF 文件要密码才能打开", "the PDF file cannot be opened without a password")
		do = diag.T("请用密码打开，另存为不加密的 PDF 再试。", "open it with its password and save it without one.")
	case mend.ErrTooLarge:
		what = diag.T("PDF 文件里的对象或数据太多，不像是年报", "the PDF file holds more objects or data than any report")
	case mend.ErrNoPages:
		what = diag.T("PDF 文件损坏：找不到页面", "the PDF file is damaged: no page can be found")
	case ErrEmpty:
		what = diag.T("PDF 里没有文字，也没有图片：页面是空白的，或者内容已经损坏", "the PDF file has neither text nor pictures: its pages are blank, or their content is damaged")
	case ErrUnknown:
		what = diag.T("PDF 里的字读不出来：字体里没有编码表，或者已经损坏", "the characters of the PDF file cannot be known: its fonts do not tell, or are damaged")
		do = diag.T("请找原来的 Word 文件，或政府网站上的网页；或用 WPS 打开原稿，重新导出 PDF 再试。", "look for the Word file or the web page, or export the PDF anew.")
	case ErrNoText:
		what = diag.T("PDF 里没有文字，每页都是图片（扫描件）", "the PDF file has no text: its pages are pictures (a scan)")
		do = diag.T("请找原来的 Word 文件，或政府网站上的网页；扫描件里的数字只能照着录入。", "look for the Word file or the web page; figures of a scan have to be typed.")
	}
	return &Refusal{diag.New(diag.Pos{File: name}, what, do), reason}
}

// reader reads a file whose pages' content is known.
type reader struct {
	file  *mend.File
	refs  []pageRef
	pages []*page
	doc   *original.Document

	measure *measure // of tagged text, once it was needed
	taken   int      // pictures that were taken out
	bytes   int      // of them
	drawn   int      // pixels of those that were made anew
	blown   int      // of these, what few bytes were blown up to
	spent   bool     // they are too many
	without int      // the last page whose pictures were left out
}

func (d *reader) remark(page int, t diag.Text) {
	d.doc.Remarks = append(d.doc.Remarks, original.Remark{Place: original.Place{Page: page}, Text: t})
}

// lost tells of what may be missing.
func (d *reader) lost(page int, t diag.Text) {
	d.doc.Remarks = append(d.doc.Remarks, original.Remark{Place: original.Place{Page: page}, Text: t, Lost: true})
}

// whole says what of the file could not be read, and refuses a scan.
func (d *reader) whole() error {
	texts, unknown := 0, 0
	var scans []int
	for _, p := range d.pages {
		if slanted := clean(p.Page); slanted > 0 {
			d.remark(p.number, diag.T("斜排的文字（水印）未导入", "slanted text (a watermark) was left out"))
		}
		n := 0
		for i := range p.Glyphs {
			if p.Glyphs[i].Text != " " {
				n++
			}
			if !p.Glyphs[i].Known {
				unknown++
			}
		}
		texts += n
		if n < 5 && p.covered() {
			scans = append(scans, p.number)
		}
	}
	switch pictures := slices.ContainsFunc(d.pages, func(p *page) bool { return len(p.Pictures) > 0 }); {
	case texts == 0 && pictures:
		return ErrNoText
	case texts == 0:
		return ErrEmpty
	case unknown*10 > texts*7:
		return ErrUnknown
	}
	for _, n := range scans {
		d.lost(n, diag.T("这一页是图片（扫描件），里面的文字未导入，要照着录入", "this page is a picture (a scan): its text was not imported and has to be typed"))
	}
	d.unseen()
	return nil
}

// covered reports whether pictures cover most of a page.
func (p *page) covered() bool {
	area := 0.0
	for _, b := range p.Pictures {
		area += (b.X1 - b.X0) * (b.Y1 - b.Y0)
	}
	return area > 0.4*p.Width*p.Height
}

// unseen says what else is to be known about the file.
func (d *reader) unseen() {
	if d.file.Mended {
		d.remark(0, diag.T("PDF 文件有损坏，已尽量读出，请仔细核对", "the PDF file is damaged and was read as far as possible: compare it carefully"))
	}
	for _, p := range d.pages {
		if p.Damaged {
			d.lost(p.number, diag.T("这一页有损坏，可能少了内容，请对照原件核对", "this page is damaged and may lack something: compare it with the original"))
		}
		if p.Cut {
			d.lost(p.number, diag.T("这一页内容太多，只读了一部分", "this page holds too much: only a part of it was read"))
		}
		if p.Outside > 0 {
			d.remark(p.number, diag.T("这一页的纸面以外有 %d 个字，看不见，没有录入", "%d characters stand beside this page, where nobody sees them: they were left out", p.Outside))
		}
		if p.Differs > 0 {
			d.remark(p.number, diag.T("这一页有 %d 处隐藏的替代文字与看到的数字不同，已按看到的导入", "this page has %d hidden texts whose figures differ from what is seen: what is seen was taken", p.Differs))
		}
		unknown, recognised := 0, 0
		for i := range p.Glyphs {
			if !p.Glyphs[i].Known {
				unknown++
			}
			if p.Glyphs[i].Unseen {
				recognised++
			}
		}
		if unknown > 0 {
			d.remark(p.number, diag.T("这一页有 %d 个字读不出来（字体里没有编码），记作 〓，要照原件补上", "%d characters of this page cannot be known (their font does not tell): they are written as 〓 and have to be typed", unknown))
		}
		if recognised > 0 {
			d.remark(p.number, diag.T("这一页的文字是扫描后识别出来的，可能有错，请逐字核对", "the text of this page was recognised from a scan and may be wrong: compare every word"))
		}
	}
}

// read makes the document's blocks.
func (d *reader) read() {
	if blocks, ok := d.tagged(); ok {
		d.twice()
		d.finish(blocks)
		return
	}
	d.bytes, d.drawn, d.blown, d.spent, d.without = 0, 0, 0, false, 0 // the tags may have been believed until their end
	d.spreads()
	for _, p := range d.pages {
		d.layOut(p)
	}
	if numbers, running := furniture(d.pages); numbers+running > 0 {
		d.remark(0, diag.T("未导入：页码 %d 处，页眉页脚 %d 处", "left out: %d page numbers, %d running heads and feet", numbers, running))
	}
	d.twice()
	d.sequence()
	d.finish(d.blocks())
}

// layOut parts a page's glyphs into tables and lines of text.
func (d *reader) layOut(p *page) {
	glyphs := make([]*content.Glyph, 0, len(p.Glyphs))
	for i := range p.Glyphs {
		glyphs = append(glyphs, &p.Glyphs[i])
	}
	all, refused := lattices(p.Page)
	if refused {
		d.remark(p.number, diag.T("这一页的线条太多，表格未识别", "this page has too many rules: its tables were not read"))
	}
	slices.SortStableFunc(all, func(a, b *lattice) int { return cmp.Compare(area(a), area(b)) }) // inner ones first
	for _, l := range all {
		var f *filled
		if f, glyphs = l.fill(glyphs); !f.empty() {
			p.tables = append(p.tables, f)
		}
	}
	slices.SortStableFunc(p.tables, func(a, b *filled) int { return cmp.Compare(a.ys[0], b.ys[0]) })
	p.lines = linesOf(glyphs)
}

func area(l *lattice) float64 {
	b := l.box()
	return (b.X1 - b.X0) * (b.Y1 - b.Y0)
}

// blocks gives the blocks of all pages in reading order.
func (d *reader) blocks() []block {
	flows := make([][]flow, len(d.pages))
	for i, p := range d.pages {
		flows[i] = p.flows()
		d.tellColumns(p, flows[i])
	}
	ps := &paragraphs{}
	measures := d.measures(flows)
	var tables []block
	for i, p := range d.pages {
		next := 0
		for at, f := range flows[i] {
			ps.turnTo(measures[f.narrow], at, len(f.lines))
			for k := range f.lines {
				for ; next < len(p.tables) && p.before(p.tables[next], at, &f.lines[k]); next++ {
					ps.end()
				}
				ps.line(p.number, f.lines[k])
			}
		}
		if next < len(p.tables) {
			ps.end()
		}
		for n, t := range p.tables {
			g := t.grid(p)
			g.Continues = n == 0 && i > 0 && d.pages[i-1].endsInTable() && p.beginsWith(t)
			tables = append(tables, block{p.number, p.order(t.box()), t.ys[0], g})
			d.crossed(p, t)
		}
	}
	ps.end()
	all := append(ps.out, tables...)
	all = append(all, d.pictures()...)
	slices.SortStableFunc(all, byPlace)
	return all
}

// crossed says of which cells a figure stands across a rule.
func (d *reader) crossed(p *page, t *filled) {
	for _, c := range t.crossedCells() {
		d.doc.Remarks = append(d.doc.Remarks, original.Remark{Place: original.Place{Page: p.number, Row: c.row + 1, Column: c.column + 1},
			Text: diag.T("数字写出了格子，请核对它属于哪一格", "a figure stands across a rule: look to which cell it belongs")})
	}
}

// endsInTable reports whether nothing stands below a page's last table.
func (p *page) endsInTable() bool {
	if len(p.tables) == 0 {
		return false
	}
	bottom := p.tables[len(p.tables)-1].ys
	for i := range p.lines {
		if p.lines[i].box.Y1 > bottom[len(bottom)-1] {
			return false
		}
	}
	return true
}

// beginsWith reports whether nothing stands above a table of the page.
func (p *page) beginsWith(t *filled) bool {
	for i := range p.lines {
		if p.lines[i].box.Y0 < t.ys[0] {
			return false
		}
	}
	return true
}

// finish numbers the tables.
func (d *reader) finish(all []block) {
	table := 0
	for _, b := range all {
		if g, ok := b.block.(*original.Grid); ok {
			table++
			g.Table = table
			for _, c := range g.Cells {
				c.Table = table
			}
		}
		d.doc.Blocks = append(d.doc.Blocks, b.block)
	}
}
