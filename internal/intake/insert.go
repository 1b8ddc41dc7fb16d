package intake

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // decoders
	_ "image/jpeg"
	"image/png"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/clerk/grid"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
	"nianbao/internal/unit"
)

var (
	tableName = pattern.New(`^(附?表\s*[0-9０-９一二三四五六七八九十]|.{0,30}表$)`)
	imageName = pattern.New(`^图\s*[0-9０-９一二三四五六七八九十]`)
)

// isCaption reports whether a piece is set as a caption.
func isCaption(p *piece) bool {
	return p.short(45) && !numbering.MatchString(p.text) && (p.centred() || strings.EqualFold(p.para.Style, "caption") || p.para.Style == "题注")
}

// caption gives the text of the piece at i, if it is the title of the table below
// it.
func caption(ps []piece, i int) string {
	if i < 0 || ps[i].para == nil {
		return ""
	}
	if isCaption(&ps[i]) || ps[i].short(45) && tableName.MatchString(ps[i].text) && !numbering.MatchString(ps[i].text) && !strings.HasSuffix(ps[i].text, "下表") {
		return ps[i].text
	}
	return ""
}

// pictureCaption gives the text of the piece at i, if it stands below a picture.
func pictureCaption(ps []piece, i int) string {
	if i >= len(ps) || ps[i].para == nil {
		return ""
	}
	if isCaption(&ps[i]) || ps[i].short(45) && imageName.MatchString(ps[i].text) {
		return ps[i].text
	}
	return ""
}

// table writes a table of the text and gives the reference to it; "" where there
// is none to place.
func (w *writer) table(p *piece, title string) string {
	g := p.grid
	switch {
	case g.Rows == 0 || g.Columns == 0:
		return ""
	case g.Rows > grid.MaxRows || g.Columns > grid.MaxColumns:
		w.doubt(Doubt{Place: g.Place, Why: diag.T("表格有 %d 行 %d 列，太大，没有录入", "a table of %d rows and %d columns is too large and was left out", g.Rows, g.Columns)})
		return ""
	}
	w.tables++
	laid := g.Laid()
	name := fmt.Sprintf("t%d", w.tables)
	rows := make([]string, g.Rows)
	for r, row := range laid {
		cells := make([]string, len(row))
		for c, cell := range row {
			cells[c] = w.place(cell, r, c)
		}
		rows[r] = "[" + strings.Join(cells, ", ") + "]"
	}
	head := headRows(g, laid)
	b := &w.extras
	fmt.Fprintf(b, "\n[table.%s]\n", name)
	if title != "" {
		fmt.Fprintf(b, "title = %s\n", quote(title))
	}
	if head == 1 && !strings.Contains(rows[0], `"<"`) {
		fmt.Fprintf(b, "columns = %s\n", rows[0])
	} else {
		fmt.Fprintf(b, "columns = [%s]\n", strings.Join(rows[:head], ", "))
	}
	fmt.Fprintf(b, "rows = [\n")
	for _, row := range rows[head:] {
		fmt.Fprintf(b, "  %s,\n", row)
	}
	fmt.Fprintf(b, "]\n")
	return placed(report.TableRef, name)
}

// place writes what stands at a place of a grid, counted from 0.
func (w *writer) place(c *original.Cell, row, column int) string {
	switch {
	case c == nil:
		return `""`
	case c.Row-1 < row && c.Column-1 <= column:
		if c.Column-1 < column {
			return `"<"`
		}
		return `"^"`
	case c.Column-1 < column:
		return `"<"`
	}
	if len(c.Pictures) > 0 {
		w.doubt(Doubt{Place: c.Place, Why: diag.T("表格里的图片没有录入", "a picture in a table was left out")})
	}
	w.doubtCell(c)
	t := ""
	for _, l := range strings.Split(c.Text, "\n") {
		if l = w.clean(l, c.Place); l != "" {
			t = joined(t, l)
		}
	}
	return typed(grid.AsText(t))
}

// doubtCell says of a cell of the text's tables why it may not say what was shown.
// Recognised text is told of once, for the page; a raised mark counts where it may
// be read as a figure's digit.
func (w *writer) doubtCell(c *original.Cell) {
	switch {
	case c.Unsure.IsZero(), c.Unsure == original.Guessed, c.Unsure == original.Raised && !looksLikeFigure(c.Text):
	default:
		w.doubt(Doubt{Place: c.Place, Written: c.Text, Why: c.Unsure})
	}
}

// joined puts the next line of a cell behind those before. Lines that end
// nothing were broken because the column is narrow.
func joined(text, line string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	first, _ := utf8.DecodeRuneInString(line)
	switch {
	case text == "":
		return line
	case strings.ContainsRune("。；;：:", last) || numbering.MatchString(line):
		return text + "\n" + line
	case last < 0x2E80 && first < 0x2E80 && (unicode.IsLetter(last) || unicode.IsDigit(last)) && (unicode.IsLetter(first) || unicode.IsDigit(first)):
		return text + " " + line
	}
	return text + line
}

// headRows gives how many rows at the top of a table are headings.
func headRows(g *original.Grid, laid [][]*original.Cell) int {
	head := 0
	for head < g.Rows-1 && allHeader(laid[head]) {
		head++
	}
	if head == 0 && g.Rows > 1 && g.Columns > 1 && noFigures(laid[0]) {
		head = 1
	}
	for again := true; again; { // a heading may not go on below the headings
		again = false
		for _, c := range g.Cells {
			if end := c.Row - 1 + c.RowSpan; c.Row-1 < head && end > head {
				head, again = end, true
			}
		}
	}
	if head >= g.Rows {
		return 0
	}
	return head
}

func allHeader(row []*original.Cell) bool {
	for _, c := range row {
		if c != nil && !c.Header {
			return false
		}
	}
	return true
}

// noFigures reports whether a row has words in all of its cells.
func noFigures(row []*original.Cell) bool {
	for _, c := range row {
		if c == nil || looksLikeFigure(c.Text) {
			return false
		}
	}
	return true
}

const (
	maxPixels   = 25_000_000
	maxSide     = 10000
	maxPictures = 500       // of a report: pages may show one again and again
	maxTaken    = 256 << 20 // bytes of all of them
)

// image writes a picture and gives the reference to it; "" where it cannot be
// used.
func (w *writer) image(p *original.Picture, title string) string {
	n := len(w.out.Pictures) + 1
	w.taken += len(p.Data)
	if n > maxPictures || w.taken > maxTaken {
		w.doubt(Doubt{Place: p.Place, Why: diag.T("图片太多，%s 没有录入", "there are too many pictures: %s was left out", p.Name)})
		return ""
	}
	data, ext, ok := usable(p.Data)
	if !ok {
		w.doubt(Doubt{Place: p.Place, Why: diag.T("图片 %s 不是 PNG、JPEG 或 GIF，或者太大，没有录入", "the picture %s is no PNG, JPEG or GIF, or too large; it was left out", p.Name)})
		return ""
	}
	file := fmt.Sprintf("%s-图%d.%s", w.Stem, n, ext)
	w.out.Pictures = append(w.out.Pictures, Picture{file, data})
	name := fmt.Sprintf("p%d", n)
	b := &w.extras
	fmt.Fprintf(b, "\n[image.%s]\nfile = %s\n", name, quote(file))
	if mm := p.Width.Millimetres(); p.Width >= unit.Millimetre && mm <= 156 {
		fmt.Fprintf(b, "width_mm = %d\n", int(mm))
	}
	if title != "" {
		fmt.Fprintf(b, "caption = %s\n", quote(title))
	}
	if alt := w.clean(strings.ReplaceAll(p.Alt, "\n", " "), p.Place); alt != "" && alt != title {
		fmt.Fprintf(b, "alt = %s\n", quote(alt))
	}
	return placed(report.ImageRef, name)
}

// usable gives a picture as PNG or JPEG.
func usable(data []byte) (out []byte, ext string, ok bool) {
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width < 1 || c.Height < 1 || c.Width > maxSide || c.Height > maxSide || c.Width*c.Height > maxPixels || len(data) > 20<<20 {
		return nil, "", false
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, "", false
	case format == "png":
		return data, "png", true
	case format == "jpeg":
		return data, "jpg", true
	}
	var b bytes.Buffer
	if png.Encode(&b, img) != nil {
		return nil, "", false
	}
	return b.Bytes(), "png", true
}
