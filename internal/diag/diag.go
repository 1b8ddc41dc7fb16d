// Package diag holds what the program says to the clerk: messages in Chinese
// and English, with the place in the file that they speak of.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Lang is a language of messages.
type Lang int

// The languages of messages.
const (
	Chinese Lang = iota
	English
)

// Text is one message in both languages.
type Text struct{ ZH, EN string }

// T formats a message; both formats take the same arguments in the same order
// (or by index, %[2]s). A Text as an argument is taken in the format's language,
// and so are errors that have one; what comes from elsewhere is put on one line
// with nothing in it that could steer a terminal.
func T(zh, en string, args ...any) Text {
	if len(args) == 0 && !strings.Contains(zh, "%") && !strings.Contains(en, "%") {
		return Text{zh, en} // rules prepare many that are not told
	}
	return Text{fmt.Sprintf(zh, spoken(Chinese, args)...), fmt.Sprintf(en, spoken(English, args)...)}
}

func spoken(l Lang, args []any) []any {
	said := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case Text:
			said[i] = a.In(l)
		case string:
			said[i] = Visible(a)
		case error:
			said[i] = spokenError(l, a)
		default:
			said[i] = a
		}
	}
	return said
}

// In gives the message in language l.
func (t Text) In(l Lang) string {
	if l == English {
		return t.EN
	}
	return t.ZH
}

// IsZero reports whether there is no message.
func (t Text) IsZero() bool { return t == Text{} }

// Pos is a place in a file. Line and Col count from 1, Col in characters
// (code points). The zero Line means the file as a whole.
type Pos struct {
	File      string
	Line, Col int
}

// IsZero reports whether the place is unknown.
func (p Pos) IsZero() bool { return p == Pos{} }

// String gives file:line:col as compilers do.
func (p Pos) String() string {
	file := Visible(p.File)
	if p.Line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Col)
}

// Severity says how grave a diagnostic is.
type Severity int

// The severities.
const (
	Error Severity = iota
	Warning
	Info
)

// Word is what the severity is called.
func (s Severity) Word() Text {
	switch s {
	case Warning:
		return Text{"警告", "warning"}
	case Info:
		return Text{"提示", "note"}
	}
	return Text{"错误", "error"}
}

// Diagnostic is one thing to tell: where, what is wrong, what to do.
type Diagnostic struct {
	Pos
	ID         string // of the rule that found it; "" none did
	Severity   Severity
	What       Text
	Do         Text   // what the clerk can do; may be zero
	SourceLine string // the line of the file itself, without its end
	Span       int    // characters that are marked from Col on; at least 1
}

// New makes an error without a source line.
func New(p Pos, what, do Text) *Diagnostic { return &Diagnostic{Pos: p, What: what, Do: do, Span: 1} }

// Error gives the message in English, as Go's logs do.
func (d *Diagnostic) Error() string { return d.Format(English) }

// Marked gives what is wrong with the id of its rule before it, for who looks it up.
func (d *Diagnostic) Marked(l Lang) string {
	if d.ID == "" {
		return d.What.In(l)
	}
	return "[" + d.ID + "] " + d.What.In(l)
}

// Format gives the message with place, line and caret.
func (d *Diagnostic) Format(l Lang) string {
	var b strings.Builder
	if !d.Pos.IsZero() {
		b.WriteString(d.Pos.String())
		b.WriteString(": ")
	}
	b.WriteString(d.Severity.Word().In(l))
	b.WriteString(": ")
	b.WriteString(d.Marked(l))
	if d.SourceLine != "" && d.Line > 0 {
		e := cut(d.SourceLine, d.Col, d.Span)
		num := fmt.Sprintf("%4d | ", d.Line)
		fmt.Fprintf(&b, "\n%s%s", num, e.text)
		fmt.Fprintf(&b, "\n%s| %s%s", strings.Repeat(" ", len(num)-2), strings.Repeat(" ", e.before), strings.Repeat("^", e.marked))
	}
	if !d.Do.IsZero() {
		b.WriteString("\n      → ")
		b.WriteString(d.Do.In(l))
	}
	return b.String()
}

// List is several diagnostics as one error.
type List []*Diagnostic

// Error gives all messages in English.
func (l List) Error() string { return l.Format(English) }

// Format gives all messages, one below the other.
func (l List) Format(lang Lang) string {
	s := make([]string, len(l))
	for i, d := range l {
		s[i] = d.Format(lang)
	}
	return strings.Join(s, "\n")
}

// first gives the first error, or what is first.
func (l List) first() *Diagnostic {
	for _, d := range l {
		if d.Severity == Error {
			return d
		}
	}
	return l[0]
}

// Sort orders the list by file, line and column.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b *Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Severity, b.Severity))
	})
}

// Err gives the list as an error, or nil when it holds no Error.
func (l List) Err() error {
	for _, d := range l {
		if d.Severity == Error {
			return l
		}
	}
	return nil
}
