package report

import (
	"slices"
	"strings"
)

// Named is the row's label with its key: 行政许可（licence）; the key alone where
// the form prints none.
func (s *RowSchema) Named() string { return labelled(s.Label, s.Key) }

// Head is what the form prints above a column; the column's key where that is
// nothing.
func (s *RowSchema) Head(column string) string {
	if i := slices.Index(s.Columns, column); i >= 0 && i < len(s.Heads) && s.Heads[i] != "" {
		return s.Heads[i]
	}
	return column
}

// headsOf lists columns by what the form prints above them.
func (s *RowSchema) headsOf(columns []string) string {
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = s.Head(c)
	}
	return strings.Join(heads, "、")
}

func labelled(label, key string) string {
	if label == "" {
		return key
	}
	return label + "（" + key + "）"
}
