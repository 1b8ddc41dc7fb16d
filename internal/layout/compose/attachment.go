package compose

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// attachmentList adds the list of attachments below the text (GB/T 9704-2012
// 7.3.4). With the signature below it, it does not stand alone on a page
// (7.3.5.5).
func (c *composer) attachmentList() {
	look, as := &c.form.Attachment, c.report.Attachments
	for i := range as {
		p := look.ListNext
		switch {
		case len(as) == 1:
			p = look.ListOne
		case i == 0:
			p = look.ListFirst
		}
		entry := pattern(p, i+1, as[i].Name.Text, as[i].Name.Pos)
		entry.KeepLast = true
		c.add(entry)
	}
}

// attachments adds the attachments, each on pages of its own (7.3.7): its mark
// in line 1, its title in line 3.
func (c *composer) attachments() {
	look, as := &c.form.Attachment, c.report.Attachments
	for i := range as {
		p := look.Many
		if len(as) == 1 {
			p = look.One
		}
		mark := pattern(p, i+1, "", as[i].Pos)
		mark.PageBreak = true
		c.add(mark)
		title := lines(as[i].Title)
		title.Style, title.Role = look.Title, document.Heading1
		title.Bookmark = mark.Text() + " " + strings.ReplaceAll(title.Text(), "\n", "")
		c.add(title)
		c.text(as[i].Text)
	}
}

// pattern fills in a pattern. A name that takes several lines stands below its
// own first character (7.3.4).
func pattern(p form.Pattern, n int, name string, pos diag.Pos) *document.Paragraph {
	fill := strings.NewReplacer("{n}", strconv.Itoa(n), "{name}", name).Replace
	before, _, named := strings.Cut(p.Text.Text, "{name}")
	entry := &document.Paragraph{Style: p.Style, Runs: []document.Run{{Text: fill(p.Text.Text), Pos: pos}}}
	if named {
		entry.Mark = utf8.RuneCountInString(fill(before))
	}
	return entry
}
