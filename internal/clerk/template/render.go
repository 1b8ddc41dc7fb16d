package template

import (
	"strings"

	"nianbao/internal/diag"
)

// widest is the width of a value up to which remarks are lined up.
const widest = 60

// render writes a file.
func render(head, tail []string, all []*section) string {
	var b strings.Builder
	lines := func(ls []string) {
		for _, l := range ls {
			b.WriteString(l + "\n")
		}
	}
	lines(head)
	var before *statement
	for _, s := range all {
		keys, values := widths(s)
		for _, st := range s.statements() {
			switch {
			case before == nil && len(head) == 0:
			case before == nil || st.blank || st.header || len(before.after) > 0 || mentionsBlank(st.lead):
				b.WriteString("\n")
			}
			lines(st.lead)
			b.WriteString(st.line(keys, values) + "\n")
			lines(st.after)
			before = st
		}
	}
	if len(tail) > 0 {
		b.WriteString("\n")
		lines(tail)
	}
	return b.String()
}

func (s *section) statements() []*statement {
	if s.head == nil {
		return s.items
	}
	return append([]*statement{s.head}, s.items...)
}

func mentionsBlank(lines []string) bool {
	for _, l := range lines {
		if l == "" {
			return true
		}
	}
	return false
}

// widths gives how wide keys and values of a section are that stand in one
// line.
func widths(s *section) (keys, values int) {
	for _, st := range s.items {
		if w := width(st.value); st.short() && w <= widest {
			keys, values = max(keys, width(st.key)), max(values, w)
		}
	}
	return keys, values
}

// short reports whether the statement stands in one line.
func (st *statement) short() bool { return !st.header && !strings.Contains(st.value, "\n") }

func (st *statement) line(keys, values int) string {
	if st.header {
		return strings.TrimRight(st.key+"  "+st.note, " ")
	}
	key, pad := st.key, 0
	if st.short() && width(st.value) <= widest {
		key += blanks(keys - width(key))
		pad = values - width(st.value)
	}
	line := key + " = " + st.value
	if st.note != "" {
		line += blanks(pad) + "  " + st.note
	}
	return line
}

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }

func width(text string) (w int) {
	for _, r := range text {
		w += diag.Width(r)
	}
	return w
}
