package intake

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
)

// formRow is a row of a form's table, with what tells it in an original.
type formRow struct {
	labels []string    // the labels before its figures; all of them where it has none
	leaf   string      // the last of these, the name of the row; "" the row has no name
	after  []string    // what follows the leaf: a label such as a unit or a code; "" for a figure
	values []form.Cell // its figures
	head   []headRow   // the rows that head its figures, from top to bottom
}

// headRow is a row of the form's table that heads columns.
type headRow struct {
	row   int
	texts []string
	cells []form.Cell // of texts
}

// rowsOf takes a form's table apart, once.
func (m *maker) rowsOf(t *form.Table) []formRow {
	rows, ok := m.rows[t]
	if !ok {
		rows = rowsOf(t, m.Agency, m.Year)
		m.rows[t] = rows
	}
	return rows
}

// rowsOf takes a form's table apart.
func rowsOf(t *form.Table, agency string, year int) []formRow {
	var rows []formRow
	var head []headRow
	begun := false // a row of figures came since the last row without
	for r := range t.Rows {
		f := formRow{}
		this := headRow{row: r}
		figures := slices.ContainsFunc(t.Rows[r].Cells, func(c form.Cell) bool { return c.Row != "" })
		for _, c := range t.Rows[r].Cells {
			text := strings.TrimSpace(c.Text.Fill(agency, year))
			switch {
			case c.Row != "":
				f.values = append(f.values, c)
				f.after = append(f.after, "")
			case len(f.values) > 0: // a label behind figures names nothing
			case plain(text) == "" && len(f.labels) > 0:
				f.after = append(f.after, "-")
			case figures && isUnit(text) && len(f.labels) > 0:
				f.after = append(f.after, text)
			case plain(text) != "":
				f.labels = append(f.labels, text)
				f.after = nil
				this.texts, this.cells = append(this.texts, text), append(this.cells, c)
			}
		}
		if len(f.values) == 0 {
			if begun {
				head, begun = nil, false
			}
			head = append(head, this)
			rows = append(rows, formRow{labels: f.labels})
			continue
		}
		begun = true
		if len(f.labels) > 0 {
			f.leaf = f.labels[len(f.labels)-1]
		}
		f.head = head
		rows = append(rows, f)
	}
	return rows
}

// isUnit reports whether a label is the unit or the code of a row, not its name.
func isUnit(text string) bool {
	t := plain(text)
	return t != "" && (len([]rune(t)) <= 2 || strings.Trim(t, "0123456789") == "")
}

// headOf gives the nearest label above a figure: which of the head's rows, and
// which of its texts; -1 where there is none.
func (f *formRow) headOf(v form.Cell) (row, text int) {
	for i := len(f.head) - 1; i >= 0; i-- {
		for j, c := range f.head[i].cells {
			if c.Col <= v.Col && v.Col < c.Col+c.ColSpan {
				return i, j
			}
		}
	}
	return -1, -1
}

// schema gives the schema of the row of figures.
func schema(t *form.Table, f *formRow) report.RowSchema { return t.Schema(f.values[0].Row) }
