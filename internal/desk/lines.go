package desk

import (
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
)

// The fields of lines that stand by themselves: of the title, below it, above and below
// a form's table.
var (
	titleLines = keyPath{"title", "lines"}
	belowTitle = keyPath{"title", "below"}
)

// The keys of the lines above and below a part's table.
const above, below = "head", "foot"

// isLines reports whether a key is that of such lines.
func (p keyPath) isLines(f *form.Form) bool {
	if len(p) != 2 {
		return false
	}
	return slices.Equal(p, titleLines) || slices.Equal(p, belowTitle) || (p[1] == above || p[1] == below) && f.TableOf(p[0]) != nil
}

// joined gives the texts of an array as lines; one line may be a text alone.
func joined(n *source.Node) string {
	if n == nil || n.Kind == source.String {
		return textOf(n)
	}
	lines := make([]string, len(n.Items))
	for i, l := range n.Items {
		lines[i] = l.Text
	}
	return strings.Join(lines, "\n")
}

// lines is the field of lines that can be left out: what holds then is its hint.
func (s *viewer) lines(key keyPath, label, hint string) fieldView {
	n := key.in(s.o.File.Root)
	f := fieldView{Key: key.String(), Label: label, Hint: hint, Long: true, Text: joined(n)}
	switch {
	case n == nil:
	case n.Kind == source.Array:
		for i, l := range n.Items {
			s.mark(l.Pos, f.Key, i)
		}
	default:
		s.mark(n.Pos, f.Key, 0)
	}
	return f
}

// aside is lines of a kind that few reports have.
func (s *viewer) aside(key keyPath, label, hint string) fieldView {
	f := s.lines(key, label, hint)
	f.Aside = true
	return f
}

// around are the lines above and below a part's table.
func (s *viewer) around(of *form.Part) []fieldView {
	hint := func(lines []form.Line) string {
		var all []string
		for _, l := range lines {
			all = append(all, l.Fill(s.o.Report.Agency.Text, s.o.Report.Year))
		}
		return strings.Join(all, "\n")
	}
	return []fieldView{
		s.aside(keyPath{of.Key, above}, "表上面的小字（单位、截止日期等），一行一行写", hint(of.Table.Head)),
		s.aside(keyPath{of.Key, below}, "表下面的注，一行一行写", hint(of.Table.Foot)),
	}
}

// lines changes such lines; without any the form's hold.
func (e *editor) lines(key keyPath, n *source.Node, c change) error {
	switch {
	case n != nil && n.Kind != source.Array && n.Kind != source.String:
		return errField
	case c.clashes(joined(n)):
		return errChanged
	}
	var lines []string
	for line := range strings.SplitSeq(plain(c.Text), "\n") {
		if key[0] == titleLines[0] { // of a note the indent is meant
			line = strings.TrimSpace(line)
		}
		if strings.TrimSpace(line) != "" {
			lines = append(lines, source.Quote(line))
		}
	}
	switch {
	case len(lines) == 1 && n != nil && n.Kind == source.String:
		e.put(key, n, lines[0])
	case len(lines) > 0:
		e.put(key, n, "["+strings.Join(lines, ", ")+"]")
	case n != nil:
		e.edit.Remove(n)
	}
	return nil
}
