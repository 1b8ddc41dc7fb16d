package html

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// table writes a table.
func (w *writer) table(t *document.Table) {
	w.tables++
	if w.pasted {
		w.tag("table", "border", "1", "style", "width:100%;border-collapse:collapse").newline()
		w.tag("tbody").newline()
		w.rows(t, 0, len(t.Rows))
		w.tag("/tbody").newline()
		w.tag("/table").newline()
		return
	}
	w.tag("div", "class", breadth(t), "role", "region", "tabindex", "0", "aria-label", w.regionName(t)).newline()
	w.tag("table").newline()
	w.caption(t)
	w.tag("colgroup")
	for _, c := range t.Columns {
		w.tag("col", "style", "width:"+share(c, t))
	}
	w.tag("/colgroup").newline()
	head := headRows(t)
	if head > 0 {
		w.tag("thead").newline()
		w.rows(t, 0, head)
		w.tag("/thead").newline()
	}
	w.tag("tbody").newline()
	w.rows(t, head, len(t.Rows))
	w.tag("/tbody").newline()
	w.tag("/table").newline()
	w.tag("/div").newline()
}

// regionName names a table among all of the page, since landmarks need names
// that differ (ARIA, region).
func (w *writer) regionName(t *document.Table) string {
	return strings.TrimSpace(fmt.Sprintf("表%d %s", w.tables, t.Title))
}

// wide is from how many columns on a table is moved sideways on a small screen.
const wide = 6

func breadth(t *document.Table) string {
	if len(t.Columns) >= wide {
		return "table wide"
	}
	return "table"
}

// caption writes the table's title. One that is the heading above it is not
// shown again.
func (w *writer) caption(t *document.Table) {
	class := ""
	if w.title == "" {
		class = "unseen"
	}
	if t.Title != "" {
		w.tag("caption", "class", class).text(t.Title).tag("/caption").newline()
	}
}

// headRows gives how many rows are heading rows. Where a cell goes on below
// them there are none: a span ends with its row group.
func headRows(t *document.Table) int {
	for r := range t.HeaderRows {
		for i := range t.Rows[r].Cells {
			if r+t.Rows[r].Cells[i].RowSpan > t.HeaderRows {
				return 0
			}
		}
	}
	if t.HeaderRows == len(t.Rows) {
		return 0
	}
	return t.HeaderRows
}

func share(width unit.Length, t *document.Table) string {
	return fmt.Sprintf("%.3g%%", 100*float64(width)/float64(t.Width()))
}

// rows writes the rows from from up to to.
func (w *writer) rows(t *document.Table, from, to int) {
	heads := w.heads(t)
	for r := from; r < to; r++ {
		w.tag("tr").newline()
		for i := range t.Rows[r].Cells {
			w.cell(t, r, i, heads)
		}
		w.tag("/tr").newline()
	}
}

// heads finds the headings of each cell, for pages alone: editors drop ids.
func (w *writer) heads(t *document.Table) [][]string {
	if w.pasted {
		return nil
	}
	return headings(t, func(row, cell int) string { return fmt.Sprintf("t%d-%d-%d", w.tables, row+1, cell+1) })
}

// cell writes a cell.
func (w *writer) cell(t *document.Table, r, i int, heads [][]string) {
	c := &t.Rows[r].Cells[i]
	name, scope, id, headers := "td", "", "", ""
	if isHead(c) {
		name, scope = "th", scopes[c.Head]
		if heads != nil {
			id = fmt.Sprintf("t%d-%d-%d", w.tables, r+1, i+1)
		}
	} else if heads != nil {
		headers = strings.Join(heads[place(t, r, i)], " ")
	}
	var width, shade string
	if w.pasted {
		var wide unit.Length
		for _, col := range t.Columns[c.Col : c.Col+c.ColSpan] {
			wide += col
		}
		width = "width:" + share(wide, t)
	}
	if c.Shade != "" {
		shade = "color:#000;background:#" + c.Shade
	}
	text := c.Text.Text
	if isHead(c) {
		text = unbroken(text)
	}
	set := ""
	if s := w.doc.Style(c.Style); s != nil {
		set = align(s.Align)
		if set == "" && (isHead(c) || w.pasted) {
			set = "text-align:left"
		}
	}
	look := rules(set, spaces(text))
	if w.pasted {
		w.tag(name, "scope", scope, "rowspan", span(c.RowSpan), "colspan", span(c.ColSpan), "style", rules(width, shade))
		w.tag("p", "style", rules("margin:0", look)).text(text).tag("/p")
	} else {
		w.tag(name, "id", id, "scope", scope, "headers", headers, "rowspan", span(c.RowSpan), "colspan", span(c.ColSpan), "style", rules(shade, look))
		w.text(text)
	}
	w.tag("/" + name).newline()
}

var scopes = map[document.Scope]string{document.ColumnScope: "col", document.BothScope: "col", document.RowScope: "row"}

// isHead reports whether a cell is a heading; a blank one is the heading of
// nothing.
func isHead(c *document.Cell) bool { return c.Head != document.NoScope && c.Text.Text != "" }

// span gives a span; 1 is not said.
func span(n int) string {
	if n == 1 {
		return ""
	}
	return strconv.Itoa(n)
}

// unbroken takes the line breaks out of a label: they are for the column of the
// printed form, and editors cut the text there.
func unbroken(text string) string {
	lines := strings.Split(text, "\n")
	out := lines[0]
	for _, l := range lines[1:] {
		last, _ := utf8.DecodeLastRuneInString(out)
		first, _ := utf8.DecodeRuneInString(l)
		if word(last) && word(first) {
			out += " "
		}
		out += l
	}
	return out
}

// word reports whether r is of a script that parts words by spaces.
func word(r rune) bool { return !document.EastAsian(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
