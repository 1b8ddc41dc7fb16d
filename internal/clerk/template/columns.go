package template

import (
	"slices"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
)

// short gives the columns of a row that have to be given.
func short(s report.RowSchema) (columns []string) {
	for _, c := range s.Columns {
		if c != s.Total {
			columns = append(columns, c)
		}
	}
	return columns
}

// alike reports whether all rows of a table have the same columns.
func alike(t *form.Table) bool {
	for _, s := range t.FigureRows {
		if !slices.Equal(s.Columns, t.FigureRows[0].Columns) {
			return false
		}
	}
	return len(t.FigureRows) > 0
}

// arrays reports whether the rows of a table are written as arrays: they are
// alike and have several figures.
func arrays(t *form.Table) bool { return alike(t) && len(short(t.FigureRows[0])) > 1 }
