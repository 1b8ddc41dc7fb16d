package rollup

import (
	"fmt"
	"strings"
	"unicode"

	"nianbao/internal/diag"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/press"
	"nianbao/internal/press/workbook"
	"nianbao/internal/unit"
)

// The sheets of the working paper beside those of tables and bodies.
const (
	progressSheet = "进度"
	problemSheet  = "问题"
	adjustSheet   = "调整"
	sourceSheet   = "来源"
	fromSheet     = "单位始" // sums reach from here to the next: names that need no quotes,
	toSheet       = "单位止" // since LibreOffice 7 does not read a range of sheets in quotes
)

// Where figures stand on a body's sheet, the same on each, so that a sum reaches
// through all of them.
const (
	firstFigure  = 3 // row
	figureColumn = 1
	amountColumn = 2 // of adjustments
)

// Book makes the working paper of a county whose TOML is o: a sheet for each table
// with live sums, who handed in what, what is wrong, adjustments, sources, and a
// sheet for each body with the place of each figure. The error is a diag.List.
func (r *Rollup) Book(o *press.Opened) (*xlsx.Book, error) {
	book, err := workbook.Make(o.Report, o.Form)
	if err != nil {
		return nil, err
	}
	b := &bookMaker{Rollup: r, book: book, rows: map[Place]int{}}
	tables := len(book.Sheets) - 1 // the last says which rules hold; here this program does
	book.Sheets = book.Sheets[:tables]
	book.Sheets[0].Cells[0].Name = "" // it is no workbook to be imported
	b.progress()
	b.problems()
	b.adjustments()
	b.sources()
	b.bodies()
	for i := range tables {
		for k := range book.Sheets[i].Cells {
			b.sum(&book.Sheets[i].Cells[k])
		}
	}
	return book, nil
}

type bookMaker struct {
	*Rollup
	book *xlsx.Book
	rows map[Place]int // of adjustments, on their sheet
}

// list adds a sheet of lines.
func (b *bookMaker) list(name string, millimetres []int, heads ...string) *xlsx.Sheet {
	s := xlsx.Sheet{Name: xlsx.SheetName(name, b.book.Sheets)}
	for _, mm := range millimetres {
		s.Columns = append(s.Columns, unit.Length(mm)*unit.Millimetre)
	}
	b.book.Sheets = append(b.book.Sheets, s)
	p := &b.book.Sheets[len(b.book.Sheets)-1]
	if len(heads) > 0 {
		line(p, xlsx.Head, heads...)
	}
	return p
}

// line adds a row of texts to a sheet.
func line(s *xlsx.Sheet, look xlsx.Look, texts ...string) {
	row, lines := len(s.Heights), 1
	for i, t := range texts {
		lines = max(lines, linesOf(t, s.Columns[i]))
		s.Cells = append(s.Cells, xlsx.Cell{Place: xlsx.Place{Row: row, Col: i}, RowSpan: 1, ColSpan: 1, Look: look, Text: t})
	}
	s.Heights = append(s.Heights, unit.Length(lines)*lineHeight)
}

// The size and line height of the cells' type, 10.5 pt.
const (
	typeSize   = 105 * unit.Point / 10
	lineHeight = 15 * unit.Point
)

// linesOf estimates how many lines a text takes in a column: a character outside of
// Latin is as wide as it is high, another six tenths of it.
func linesOf(text string, column unit.Length) (lines int) {
	room := max(column-4*unit.Millimetre, typeSize)
	for line := range strings.SplitSeq(text, "\n") {
		var width unit.Length
		for _, c := range line {
			if c > unicode.MaxLatin1 {
				width += typeSize
			} else {
				width += typeSize * 6 / 10
			}
		}
		lines += max(int((width+room-1)/room), 1)
	}
	return lines
}

// number makes a number of a cell of a sheet's last row.
func number(s *xlsx.Sheet, column, columns int) {
	c := &s.Cells[len(s.Cells)-columns+column]
	c.Look, c.Number = xlsx.Figure, true
}

func (b *bookMaker) progress() {
	s := b.list(progressSheet, []int{12, 60, 45, 35, 40, 70}, "序号", "单位", "类别", "组", "情况", "文件")
	for i, e := range b.Bodies {
		file := ""
		if e.Now != nil {
			file = e.Now.Rel
		}
		line(s, xlsx.Label, fmt.Sprint(i+1), e.Name, e.Kind.Name().ZH, e.Group, e.State().ZH, file)
	}
}

func (b *bookMaker) problems() {
	s := b.list(problemSheet, []int{50, 15, 60, 150, 90}, "单位", "程度", "文件", "问题", "怎么办")
	for _, f := range b.Findings {
		line(s, xlsx.Label, f.Body, f.Severity.Word().ZH, f.Pos.String(), f.Marked(diag.Chinese), f.Do.ZH)
	}
}

func (b *bookMaker) adjustments() {
	s := b.list(adjustSheet, []int{60, 110, 25, 120}, "格", "名称", "加减", "理由")
	for _, c := range b.Cells {
		for _, a := range c.Adjusts {
			if _, ok := b.rows[c.Place]; !ok {
				b.rows[c.Place] = len(s.Heights)
			}
			line(s, xlsx.Label, Key(c.Place), b.labels.of(c.Place), a.Amount.Text, a.Reason)
			number(s, amountColumn, 4)
		}
	}
}

func (b *bookMaker) sources() {
	s := b.list(sourceSheet, []int{80, 60, 25, 150}, "文件", "单位", "用途", "SHA-256")
	uses := map[string]string{"counted": "计入", "last year": "上年对照", "excluded": "不计入", "not counted": "没有计入"}
	for _, l := range b.Ledger().Sources {
		line(s, xlsx.Label, l.File, l.Body, uses[l.Use], l.SHA256)
	}
}

// bodies adds a sheet for each body that is counted, between two that hold nothing.
func (b *bookMaker) bodies() {
	line(b.list(fromSheet, []int{150}), xlsx.Words, "这一张和“"+toSheet+"”之间的各工作表，是计入合计的单位。")
	for _, e := range b.Bodies {
		if !e.Counted() {
			continue
		}
		name := e.Name
		if name == toSheet { // the sums reach to the sheet of that name
			name += "（单位）"
		}
		s := b.list(name, []int{150, 25, 80})
		line(s, xlsx.Title, e.Name)
		line(s, xlsx.Words, e.Now.Rel+"，SHA-256 "+e.Now.Sum)
		line(s, xlsx.Head, "格", "数", "出处")
		b.figures(s, e)
	}
	line(b.list(toSheet, []int{150}), xlsx.Words, "到这里为止。")
}

// figures fills a body's sheet: one row for each figure of the form, also where the
// body's is none.
func (b *bookMaker) figures(s *xlsx.Sheet, e *Entry) {
	for _, c := range b.Cells {
		g := e.sheets[c.Part].Figure(c.Row, c.Column)
		text, from := "", "没有计入"
		if a := c.of(e); a != nil {
			text, from = a.Number.FloatString(decimals(a.Number)), e.Source(c.Place, g).ZH
		}
		line(s, xlsx.Label, b.labels.of(c.Place), text, from)
		if text != "" {
			number(s, figureColumn, 3)
		}
	}
}

// of gives what a body adds; nil where it adds nothing.
func (c *Cell) of(e *Entry) *Addend {
	for i := range c.Addends {
		if c.Addends[i].Entry == e {
			return &c.Addends[i]
		}
	}
	return nil
}

// sum makes a formula of a figure of a table that is no total.
func (b *bookMaker) sum(cell *xlsx.Cell) {
	p, ok := ParsePlace(cell.Name)
	c := b.byPlace[p]
	if !ok || c == nil {
		return
	}
	cell.Open, cell.Accepts = false, nil
	if c.Total {
		return
	}
	cell.Number, cell.Text, cell.Decimals = true, c.Sum.FloatString(c.Decimals), c.Decimals
	at := xlsx.Place{Row: firstFigure + b.index(p), Col: figureColumn}
	cell.Formula = "SUM(" + fromSheet + ":" + toSheet + "!" + at.Absolute() + ")"
	for i := range c.Adjusts {
		cell.Formula += "+" + xlsx.Foreign(adjustSheet, xlsx.Place{Row: b.rows[p] + i, Col: amountColumn})
	}
	if c.Decimals > 0 {
		cell.Formula = fmt.Sprintf("ROUND(%s,%d)", cell.Formula, c.Decimals)
	}
}

// index is a figure's number in the order of the form.
func (b *bookMaker) index(p Place) int {
	for i, c := range b.Cells {
		if c.Place == p {
			return i
		}
	}
	return -1
}
