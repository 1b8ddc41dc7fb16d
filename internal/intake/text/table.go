package text

import (
	"slices"
	"strings"

	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// What a table may have.
const (
	mostRows  = 20_000
	mostCells = 200 // of a row
	longLine  = 16  // bytes that count as a line
)

// ruled is the line between head and body of a table in Markdown.
var ruled = pattern.New(`^[\s|:+-]*-[\s|:+-]*$`)

// table reads the table that the lines begin with and tells how many lines it
// has; nil and one line where they begin with none. Blank lines may stand between
// rows. tried is how many lines were looked at.
func table(lines []string) (g *original.Grid, n, tried int) {
	var rows []string
scan:
	for i, l := range lines {
		tried += 1 + len(l)/longLine
		if len(rows) == mostRows {
			break
		}
		switch {
		case strings.TrimSpace(l) == "":
			continue // also a tab alone, which parts nothing
		case !isRow(l):
			break scan
		case !ruled.MatchString(l):
			rows = append(rows, l)
		}
		n = i + 1
	}
	if g = grid(rows); !isTable(g) {
		return nil, 1, tried
	}
	return g, n, tried
}

// isRow reports whether a line has cells. A tab at its beginning only indents it;
// a sentence may have one mark in it.
func isRow(line string) bool {
	line = strings.TrimLeft(line, " \t\u00a0\u3000")
	marks := strings.Count(line, "|") + strings.Count(line, "｜") + strings.Count(line, "\t")
	return marks > 1 || marks == 1 && !strings.ContainsRune(line, '。')
}

// grid makes a table of its rows.
func grid(rows []string) *original.Grid {
	g := &original.Grid{Rows: len(rows)}
	begun, ended := true, true // each row begins and ends with a bar
	for _, r := range rows {
		begun = begun && strings.HasPrefix(strings.TrimSpace(r), "|")
		ended = ended && strings.HasSuffix(strings.TrimSpace(r), "|")
	}
	for i, r := range rows {
		for k, text := range cells(r, begun && ended, ended) {
			g.Cells = append(g.Cells, &original.Cell{Place: original.Place{Row: i + 1, Column: k + 1}, RowSpan: 1, ColSpan: 1, Text: strings.TrimSpace(text)})
			g.Columns = max(g.Columns, k+1)
		}
	}
	return g
}

// cells parts a row. Where all rows begin and end with a bar, or all end with one,
// these bars part nothing.
func cells(row string, begun, ended bool) []string {
	by := "\t"
	if strings.ContainsAny(row, "|｜") {
		by, row = "|", strings.TrimSpace(strings.ReplaceAll(row, "｜", "|"))
		if begun {
			row = strings.TrimPrefix(row, "|")
		}
		if ended {
			row = strings.TrimSuffix(row, "|")
		}
	}
	all := strings.SplitN(row, by, mostCells+1)
	return all[:min(len(all), mostCells)]
}

// isTable reports whether rows are a table's: at least two of them, and half of
// all, have several cells, and something stands in several of a row.
func isTable(g *original.Grid) bool {
	cells, filled := make([]int, g.Rows), make([]int, g.Rows)
	for _, c := range g.Cells {
		cells[c.Row-1]++
		if c.Text != "" {
			filled[c.Row-1]++
		}
	}
	several := 0
	for _, n := range cells {
		if n > 1 {
			several++
		}
	}
	return several >= 2 && several*2 >= g.Rows && slices.Max(filled) > 1
}

// number says in all cells which table they are of.
func number(g *original.Grid, table int) {
	g.Table = table
	for _, c := range g.Cells {
		c.Table = table
	}
}
