// Package compose puts a report and its form together. In go a report.Report
// and a form.Form, out comes a document.Document: the paragraphs with their
// styles, the tables with their values, the missing totals. It knows neither
// Word nor PDF nor fonts, and no label of any form.
package compose

import (
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/form"
	"nianbao/internal/report"
)

// Compose makes the document of r in the form f. The error is a diag.List: a
// total that has to be computed needs figures.
func Compose(r *report.Report, f *form.Form) (*document.Document, error) {
	c := &composer{report: r, form: f, doc: &document.Document{Page: f.Page, Styles: f.Styles}}
	title := c.title()
	for _, v := range r.Preamble {
		c.prose(v)
	}
	for i := range f.Parts {
		c.part(&f.Parts[i])
	}
	c.signature()
	c.doc.Info = document.Info{
		Title:    strings.ReplaceAll(title, "\n", ""),
		Author:   r.Agency.Text,
		Subject:  f.Subject,
		Language: f.Language,
		Date:     r.Signature.Day,
	}
	if err := c.bad.Err(); err != nil {
		return nil, err
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

// title adds the title, a line break between its lines, and gives its text.
func (c *composer) title() string {
	p := &document.Paragraph{Style: c.form.Use.Title, Role: document.Title}
	var lines [][]document.Run
	for _, v := range c.report.Title {
		lines = append(lines, []document.Run{{Text: v.Text, Pos: v.Pos}})
	}
	if len(lines) == 0 {
		for _, l := range c.form.Title {
			lines = append(lines, c.fill(l))
		}
	}
	for i, line := range lines {
		if i > 0 {
			p.Runs[len(p.Runs)-1].Text += "\n"
		}
		p.Runs = append(p.Runs, line...)
	}
	c.add(p)
	return p.Text()
}

// fill fills in a line of the form's title, a run for each piece, so that each
// knows where it was typed.
func (c *composer) fill(l form.Line) (runs []document.Run) {
	for text := l.Text; text != ""; {
		piece, name, rest := cutName(text)
		if piece != "" {
			runs = append(runs, document.Run{Text: piece, Pos: l.Pos})
		}
		switch name {
		case "{agency}":
			runs = append(runs, document.Run{Text: c.report.Agency.Text, Pos: c.report.Agency.Pos})
		case "{year}":
			runs = append(runs, document.Run{Text: strconv.Itoa(c.report.Year)})
		}
		text = rest
	}
	return runs
}

// cutName cuts a text at its first {name}.
func cutName(text string) (before, name, after string) {
	i := strings.IndexByte(text, '{')
	j := strings.IndexByte(text, '}')
	if i < 0 || j < i {
		return text, "", ""
	}
	return text[:i], text[i : j+1], text[j+1:]
}

// part adds a part: heading, prose, table. A part without prose stays empty.
func (c *composer) part(p *form.Part) {
	c.add(&document.Paragraph{
		Style: c.form.Use.Part, Role: document.Heading1, Bookmark: p.Heading.Text,
		Runs: []document.Run{{Text: p.Heading.Text, Pos: p.Heading.Pos}},
	})
	given := c.report.Parts[p.Key]
	if given == nil {
		given = &report.Part{}
	}
	for _, v := range given.Text {
		c.prose(v)
	}
	if p.Table != nil {
		c.table(p, given)
	}
}

func (c *composer) signature() {
	s := &c.report.Signature
	if s.Name.Text == "" && s.Date.Text == "" {
		return
	}
	c.add(&document.Signature{
		Style: c.form.Use.Signature,
		Name:  document.Run{Text: s.Name.Text, Pos: s.Name.Pos},
		Date:  document.Run{Text: s.Date.Text, Pos: s.Date.Pos},
		Blank: c.form.Use.SignatureBlank,
	})
}
