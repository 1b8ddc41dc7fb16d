// Package compose puts a report and its form together. In go a report.Report
// and a form.Form, out comes a document.Document: the paragraphs with their
// styles, the tables with their values, the images. It knows neither Word nor
// PDF nor fonts, and no label of any form.
package compose

import (
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// Compose makes the document of r in the form f. The error is a diag.List: a
// total that has to be computed needs figures, a table and an image need room.
func Compose(r *report.Report, f *form.Form) (*document.Document, error) {
	c := &composer{report: r, form: f, doc: &document.Document{Page: f.Page, Styles: f.Styles}}
	title := c.title()
	c.text(r.Preamble)
	for i := range r.Chapters {
		c.chapter(&r.Chapters[i])
	}
	c.parts(false)
	c.attachmentList()
	c.signature()
	c.parts(true)
	c.attachments()
	c.doc.Info = document.Info{
		Title:    strings.ReplaceAll(title, "\n", ""),
		Author:   r.Agency.Text,
		Subject:  f.Subject,
		Language: f.Language,
		Date:     r.Signature.Day,
	}
	if err := c.bad.Err(); err != nil {
		c.bad.Sort()
		return nil, c.bad
	}
	return c.doc, nil
}

type composer struct {
	report *report.Report
	form   *form.Form
	doc    *document.Document
	bad    diag.List
}

func (c *composer) add(b document.Block) { c.doc.Blocks = append(c.doc.Blocks, b) }

// fill gives a line of the form with what the report says of itself.
func (c *composer) fill(l form.Line) string { return l.Fill(c.report.Agency.Text, c.report.Year) }

// title adds the title and gives its text.
func (c *composer) title() string {
	p := lines(c.report.Title)
	if len(p.Runs) == 0 {
		vs := make([]report.Value, len(c.form.Title))
		for i, l := range c.form.Title {
			vs[i] = report.Value{Text: c.fill(l), Pos: c.report.Agency.Pos}
		}
		p = lines(vs)
	}
	p.Style, p.Role = c.form.Use.Title, document.Title
	c.add(p)
	return p.Text()
}

// lines makes a paragraph of values, a line break between them.
func lines(vs []report.Value) *document.Paragraph {
	p := &document.Paragraph{}
	for i, v := range vs {
		if i > 0 {
			p.Runs[i-1].Text += "\n"
		}
		p.Runs = append(p.Runs, run(v))
	}
	return p
}

func run(v report.Value) document.Run { return document.Run{Text: v.Text, Pos: v.Pos} }

// chapter adds a chapter. Its heading is of the level that its numbering says;
// without one it is a heading like a part's.
func (c *composer) chapter(ch *report.Chapter) {
	h := &document.Paragraph{Style: c.form.Use.Part, Role: document.Heading1}
	if l := c.levelOf(ch.Heading.Text); l != nil && l.Role != document.Body {
		h.Style, h.Role = l.Style, l.Role
	}
	h.Bookmark, h.Runs = ch.Heading.Text, []document.Run{run(ch.Heading)}
	c.add(h)
	c.text(ch.Text)
}

// parts adds the parts that stand in the report or, if so, those that stand
// after it.
func (c *composer) parts(appendix bool) {
	for i := range c.form.Parts {
		if p := &c.form.Parts[i]; p.Appendix == appendix && !(p.Optional && c.report.Parts[p.Key] == nil) {
			c.part(p)
		}
	}
}

// part adds a part: heading, prose, table. A part without prose stays empty.
func (c *composer) part(p *form.Part) {
	given := c.report.Parts[p.Key]
	if given == nil {
		given = &report.Part{}
	}
	heading := document.Run{Text: c.fill(p.Heading), Pos: p.Heading.Pos}
	if given.Heading != nil {
		heading = run(*given.Heading)
	}
	h := &document.Paragraph{Style: c.form.Use.Part, Role: document.Heading1, Bookmark: heading.Text, Runs: []document.Run{heading}}
	if p.Appendix {
		h.Style, h.PageBreak = c.form.Use.Appendix, true
	}
	c.add(h)
	c.text(given.Text)
	if p.Table != nil {
		c.keepLead()
		c.tableLines(p.Table.Head, given.Head, document.KeepCaption)
		c.table(p, given, heading.Text)
		c.tableLines(p.Table.Foot, given.Foot, document.MayPart)
	}
}

// tableLines adds the lines above or below a table: the report's, or the form's
// where it has none.
func (c *composer) tableLines(from []form.Line, given []report.Value, keep document.Keep) {
	if given == nil {
		for _, l := range from {
			given = append(given, report.Value{Text: c.fill(l), Pos: l.Pos})
		}
	}
	for _, v := range given {
		c.add(&document.Paragraph{Style: c.form.Use.TableLine, Runs: []document.Run{run(v)}, KeepNext: keep})
	}
}

func (c *composer) signature() {
	s := &c.report.Signature
	if s.Name.Text == "" && s.Date.Text == "" {
		return
	}
	c.add(&document.Signature{Style: c.form.Use.Signature, Name: run(s.Name), Date: run(s.Date), Blank: c.form.Use.SignatureBlank})
}
