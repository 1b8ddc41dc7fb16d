// Package compose puts a report and its form together. In go a report.Report
// and a form.Form, out comes a document.Document: the paragraphs with their
// styles, the tables with their values, the images. It knows neither Word nor
// PDF nor fonts, and no label of any form.
package compose

import (
	"cmp"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// Compose makes the document of r in the form f. The error is a diag.List: a
// total that has to be computed needs figures, a table and an image need room.
func Compose(r *report.Report, f *form.Form) (*document.Document, error) {
	c := composed(r, f)
	c.bad = append(c.bad, c.unknown...)
	c.bad.Sort()
	if err := c.bad.Err(); err != nil {
		return nil, c.bad
	}
	return c.doc, nil
}

// Draft is Compose for a report that is being written: totals that cannot be
// computed yet are blank.
func Draft(r *report.Report, f *form.Form) (*document.Document, error) {
	c := composed(r, f)
	c.bad.Sort()
	if err := c.bad.Err(); err != nil {
		return nil, c.bad
	}
	return c.doc, nil
}

func composed(r *report.Report, f *form.Form) *composer {
	c := &composer{report: r, form: f, doc: &document.Document{Page: f.Page, Styles: styles(r, f)}, placed: map[string]bool{}}
	title := c.title()
	for _, v := range r.BelowTitle {
		c.add(&document.Paragraph{Style: cmp.Or(f.Use.BelowTitle, f.Use.Caption), Runs: []document.Run{run(v)}})
	}
	c.text(r.Preamble)
	if f.Chapters {
		c.chapters()
	}
	c.parts(false)
	if !f.Chapters {
		c.chapters()
	}
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
	return c
}

// styles are the form's, without the one of a line that few reports have.
func styles(r *report.Report, f *form.Form) []document.Style {
	if len(r.BelowTitle) > 0 || f.Use.BelowTitle == "" {
		return f.Styles
	}
	return slices.DeleteFunc(slices.Clone(f.Styles), func(s document.Style) bool { return s.ID == f.Use.BelowTitle })
}

type composer struct {
	report  *report.Report
	form    *form.Form
	doc     *document.Document
	bad     diag.List
	unknown diag.List       // totals that cannot be computed
	placed  map[string]bool // parts whose tables stand where prose placed them
	within  string          // the part that is added; "" none
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

func (c *composer) chapters() {
	for i := range c.report.Chapters {
		c.chapter(&c.report.Chapters[i])
	}
}

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
		if p := &c.form.Parts[i]; p.Appendix == appendix && !c.placed[p.Key] && !(p.Optional && c.report.Parts[p.Key] == nil) {
			c.part(p)
		}
	}
}

// part adds a part: heading, prose, table. A part without prose stays empty.
func (c *composer) part(p *form.Part) {
	given, heading := c.given(p), c.heading(p)
	h := &document.Paragraph{Style: c.form.Use.Part, Role: document.Heading1, Bookmark: heading.Text, Runs: []document.Run{heading}}
	if p.Appendix {
		h.Style, h.PageBreak = c.form.Use.Appendix, true
	}
	c.add(h)
	c.within = p.Key
	c.text(given.Text)
	c.within = ""
	if p.Table != nil && !c.placed[p.Key] {
		c.formTable(p)
	}
}

// given is what the report has of a part; an empty one where that is nothing.
func (c *composer) given(p *form.Part) *report.Part {
	if given := c.report.Parts[p.Key]; given != nil {
		return given
	}
	return &report.Part{}
}

// heading is a part's heading: the report's, or the form's.
func (c *composer) heading(p *form.Part) document.Run {
	if h := c.given(p).Heading; h != nil {
		return run(*h)
	}
	return document.Run{Text: c.fill(p.Heading), Pos: p.Heading.Pos}
}

// formTable adds the form's table of a part with the lines above and below it.
func (c *composer) formTable(p *form.Part) {
	given := c.given(p)
	c.placed[p.Key] = true
	c.keepLead()
	c.tableLines(p.Table.Head, given.Head, document.KeepCaption)
	c.table(p, given, c.heading(p).Text)
	c.tableLines(p.Table.Foot, given.Foot, document.MayPart)
}

// insertFormTable adds the form's table where prose places it. In a chapter,
// what the report has above it goes with it: its heading as a title.
func (c *composer) insertFormTable(key string) {
	for i := range c.form.Parts {
		p := &c.form.Parts[i]
		if p.Key != key || p.Table == nil {
			continue
		}
		if c.within != key { // in a chapter
			c.text(c.given(p).Text)
			if h := c.given(p).Heading; h != nil {
				c.keepLead()
				c.caption(*h, document.Paragraph{KeepNext: document.KeepCaption, Above: c.line(2)})
			}
		}
		c.formTable(p)
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
