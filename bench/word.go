package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"

	"nianbao/internal/document"
	"nianbao/internal/layout/font"
)

// The content as npm docx is given it; lengths in twentieths of a point.
type (
	wordContent struct {
		Title, Author             string
		Width, Height             int64
		Top, Bottom, Left, Right  int64
		Before, After, FolioStyle string
		Styles                    []wordStyle
		Blocks                    []wordBlock
	}
	wordStyle struct {
		ID, Name    string
		Run         bool
		Font, Latin string
		Size        int64 // in half points
		Pitch       int64
		Align       string
		First       int
		Outline     int
	}
	wordBlock struct {
		Style        string    `json:",omitempty"`
		Above, Below int64     `json:",omitempty"`
		Left         int64     `json:",omitempty"`
		Break        bool      `json:",omitempty"`
		Runs         []wordRun `json:",omitempty"`
		Columns      []int64   `json:",omitempty"`
		Header       int       `json:",omitempty"`
		Rows         []wordRow `json:",omitempty"`
	}
	wordRun struct {
		Style string `json:",omitempty"`
		Lines []string
	}
	wordRow struct {
		Height int64
		Cells  []wordCell
	}
	wordCell struct {
		Style            string
		ColSpan, RowSpan int
		Lines            []string
	}
)

const twip = 12700 / 20 // in EMU

var wordAlign = map[document.Align]string{document.Justify: "both", document.Left: "left", document.Center: "center", document.Right: "right"}

// wordSource gives a document's content as JSON.
func wordSource(d *document.Document, fonts *font.Library) ([]byte, error) {
	p := &d.Page
	c := wordContent{
		Title: d.Info.Title, Author: d.Info.Author,
		Width: int64(p.Width) / twip, Height: int64(p.Height) / twip,
		Top: int64(p.Top) / twip, Bottom: int64(p.Bottom) / twip, Left: int64(p.Left) / twip, Right: int64(p.Right) / twip,
		Before: p.Number.Before, After: p.Number.After, FolioStyle: p.Number.Style,
	}
	for i := range d.Styles {
		s := &d.Styles[i]
		c.Styles = append(c.Styles, wordStyle{
			ID: s.ID, Name: s.Name, Run: s.Run, Font: fonts.WordFont(s.Font).Name, Latin: fonts.WordFont(s.LatinFont()).Name,
			Size: int64(s.Size) / twip / 10, Pitch: int64(s.Pitch) / twip, Align: wordAlign[s.Align], First: s.First, Outline: s.Outline,
		})
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			w := wordBlock{Style: b.Style, Left: int64(b.Left) / twip, Above: int64(b.Above) / twip, Below: int64(b.Below) / twip, Break: b.PageBreak}
			for _, r := range b.Runs {
				w.Runs = append(w.Runs, wordRun{r.Style, strings.Split(r.Text, "\n")})
			}
			c.Blocks = append(c.Blocks, w)
		case *document.Table:
			w := wordBlock{Header: b.HeaderRows}
			for _, l := range b.Columns {
				w.Columns = append(w.Columns, int64(l)/twip)
			}
			for i := range b.Rows {
				r := wordRow{Height: int64(b.Rows[i].MinHeight) / twip}
				for _, cell := range b.Rows[i].Cells {
					r.Cells = append(r.Cells, wordCell{cell.Style, cell.ColSpan, cell.RowSpan, strings.Split(cell.Text.Text, "\n")})
				}
				w.Rows = append(w.Rows, r)
			}
			c.Blocks = append(c.Blocks, w)
		default:
			return nil, fmt.Errorf("a %T for Word", b)
		}
	}
	return json.Marshal(c)
}

var (
	wordTable     = regexp.MustCompile(`(?s)<w:tbl>.*?</w:tbl>`)
	wordParagraph = regexp.MustCompile(`(?s)<w:p>(<w:pPr>.*?</w:pPr>)?(<w:r>.*?)</w:p>`)
	wordLead      = regexp.MustCompile(`(?s)^<w:r><w:rPr><w:rStyle.*?</w:r>`)
	wordText      = regexp.MustCompile(`<w:t[^>]*>([^<]*)</w:t>`)
	wordFigure    = regexp.MustCompile(`<w:t[^>]*>([-+]?[0-9][0-9.]*)</w:t>`)
)

// template turns a DOCX into a template as people make it by hand: a tag for
// each paragraph of prose and for each figure. With it come the values of the
// tags, as JSON.
func template(docx []byte) (file, values []byte, err error) {
	archive, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return nil, nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	fill := map[string]string{}
	for _, e := range archive.File {
		r, err := e.Open()
		if err != nil {
			return nil, nil, err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, nil, err
		}
		if e.Name == "word/document.xml" {
			data = []byte(tagged(string(data), fill))
		}
		part, err := w.Create(e.Name)
		if err != nil {
			return nil, nil, err
		}
		part.Write(data)
	}
	if err := w.Close(); err != nil {
		return nil, nil, err
	}
	values, err = json.Marshal(fill)
	return out.Bytes(), values, err
}

// tagged replaces what changes from report to report by tags and puts their
// values into fill.
func tagged(xml string, fill map[string]string) string {
	tag := func(value string) string {
		name := fmt.Sprintf("t%d", len(fill))
		fill[name] = html.UnescapeString(value)
		return `<w:t xml:space="preserve">{` + name + `}</w:t>`
	}
	prose := func(s string) string {
		return wordParagraph.ReplaceAllStringFunc(s, func(p string) string {
			m := wordParagraph.FindStringSubmatch(p)
			lead := wordLead.FindString(m[2])
			if lead != "" {
				lead = wordText.ReplaceAllStringFunc(lead, func(t string) string { return tag(wordText.FindStringSubmatch(t)[1]) })
			}
			rest := m[2][len(wordLead.FindString(m[2])):]
			text := ""
			for _, t := range wordText.FindAllStringSubmatch(rest, -1) {
				text += t[1]
			}
			if text != "" {
				rest = "<w:r>" + tag(text) + "</w:r>"
			}
			return "<w:p>" + m[1] + lead + rest + "</w:p>"
		})
	}
	var b strings.Builder
	at := 0
	for _, t := range wordTable.FindAllStringIndex(xml, -1) {
		b.WriteString(prose(xml[at:t[0]]))
		b.WriteString(wordFigure.ReplaceAllStringFunc(xml[t[0]:t[1]], func(s string) string { return tag(wordFigure.FindStringSubmatch(s)[1]) }))
		at = t[1]
	}
	b.WriteString(prose(xml[at:]))
	return b.String()
}
