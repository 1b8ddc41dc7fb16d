package compose

import (
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/document"
)

// prose adds a paragraph. Its numbering says what it is: a heading of its own
// line, a paragraph with a run-in lead, or plain text.
func (c *composer) prose(v report.Value) {
	if l := c.levelOf(v.Text); l != nil {
		c.add(c.level(l, v))
		return
	}
	c.add(c.body(v))
}

// levelOf gives the level that a text's numbering says; nil: none.
func (c *composer) levelOf(text string) *form.Level {
	for i := range c.form.Levels {
		if l := &c.form.Levels[i]; l.Match.MatchString(text) {
			return l
		}
	}
	return nil
}

func (c *composer) body(v report.Value) *document.Paragraph {
	return &document.Paragraph{Style: c.form.Use.Body, Runs: []document.Run{{Text: v.Text, Pos: v.Pos}}}
}

// level sets a numbered paragraph.
func (c *composer) level(l *form.Level, v report.Value) *document.Paragraph {
	end, stop := leadEnd(v.Text, l.Stops)
	switch {
	case end < len(v.Text) && l.Lead != "":
		p := c.body(v)
		p.Runs = []document.Run{
			{Style: l.Lead, Text: v.Text[:end], Pos: v.Pos},
			{Text: v.Text[end:], Pos: v.At(end)},
		}
		return p
	case end < len(v.Text),
		stop != "" && !strings.Contains(l.Ends, stop),
		l.MaxChars > 0 && utf8.RuneCountInString(v.Text) > l.MaxChars:
		return c.body(v)
	}
	p := c.body(v)
	p.Style, p.Role = l.Style, l.Role
	if l.Role != document.Body {
		p.Bookmark = v.Text
	}
	return p
}

// leadEnd gives where the text up to and including the first of stops ends,
// and that stop; the whole text where it has none.
func leadEnd(text, stops string) (int, string) {
	i := strings.IndexAny(text, stops)
	if i < 0 {
		return len(text), ""
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return i + n, text[i : i+n]
}
