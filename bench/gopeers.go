package main

import (
	"bytes"
	"cmp"
	"io"

	"codeberg.org/go-pdf/fpdf"
	"github.com/jung-kurt/gofpdf"
	"github.com/signintech/gopdf"

	"nianbao/internal/layout/typeset"
)

// peer is what the PDF modules in Go have in common.
type peer interface {
	AddPage()
	AddUTF8FontFromBytes(family, style string, data []byte)
	SetFont(family, style string, size float64)
	Text(x, y float64, text string)
	Rect(x, y, w, h float64, style string)
	Output(w io.Writer) error
}

func newGofpdf() peer    { return gofpdf.New("P", "pt", "A4", "") }
func newSuccessor() peer { return fpdf.New("P", "pt", "A4", "") }

// signintech is gopdf as the others are; it keeps the first error.
type signintech struct {
	gopdf.GoPdf
	shared *gopdf.FontContainer // parsed fonts, which this one can share
	err    error
}

func newSignintech(shared *gopdf.FontContainer) peer {
	p := &signintech{shared: shared}
	p.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4, Unit: gopdf.UnitPT})
	return p
}

func (p *signintech) AddUTF8FontFromBytes(family, _ string, _ []byte) {
	p.err = cmp.Or(p.err, p.AddTTFFontFromFontContainer(family, p.shared))
}

func (p *signintech) SetFont(family, style string, size float64) {
	p.err = cmp.Or(p.err, p.GoPdf.SetFont(family, style, size))
}

func (p *signintech) Text(x, y float64, text string) {
	p.SetXY(x, y)
	p.err = cmp.Or(p.err, p.GoPdf.Text(text))
}

func (p *signintech) Rect(x, y, w, h float64, style string) {
	p.RectFromUpperLeftWithStyle(x, y, w, h, style)
}

func (p *signintech) Output(w io.Writer) error {
	_, err := p.WriteTo(w)
	return cmp.Or(p.err, err)
}

// parsed parses a drawing's fonts for signintech, once for all documents.
func (d *drawing) parsed() (*gopdf.FontContainer, error) {
	c := &gopdf.FontContainer{}
	for name, data := range d.fonts {
		if err := c.AddTTFFontData(name, data); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// drawing is a layout as the peers can draw it: strings at places, rectangles.
type drawing struct {
	fonts map[string][]byte // TrueType files
	pages []drawnPage
}

type drawnPage struct {
	texts []drawnText
	rules [][4]float64
}

type drawnText struct {
	x, y, size float64
	font, text string
}

// newDrawing prepares a layout outside the measured time. The peers take no
// CFF fonts, so substitute gives a TrueType font for each face. A stretch of
// text is one call; that spares them the placing of single characters, which
// our writer does.
func newDrawing(l *typeset.Layout, substitute func(postScriptName string) (name string, data []byte)) *drawing {
	d := &drawing{fonts: map[string][]byte{}}
	for i := range l.Pages {
		var p drawnPage
		for _, t := range l.Pages[i].Texts {
			var text []rune
			for _, g := range t.Glyphs {
				if g.Rune != 0 {
					text = append(text, g.Rune)
				}
			}
			name, data := substitute(t.Face.PostScriptName)
			d.fonts[name] = data
			p.texts = append(p.texts, drawnText{t.X.Points(), t.Y.Points(), t.Size.Points(), name, string(text)})
		}
		for _, r := range l.Pages[i].Rules {
			p.rules = append(p.rules, [4]float64{r.X.Points(), r.Y.Points(), r.W.Points(), r.H.Points()})
		}
		d.pages = append(d.pages, p)
	}
	return d
}

// draw draws the whole document with a peer. Each document parses its fonts
// again: but for gopdf the peers have no way to share them.
func (d *drawing) draw(p peer) ([]byte, error) {
	for name, data := range d.fonts {
		p.AddUTF8FontFromBytes(name, "", data)
	}
	for i := range d.pages {
		p.AddPage()
		for _, t := range d.pages[i].texts {
			p.SetFont(t.font, "", t.size)
			p.Text(t.x, t.y, t.text)
		}
		for _, r := range d.pages[i].rules {
			p.Rect(r[0], r[1], r[2], r[3], "F")
		}
	}
	var b bytes.Buffer
	err := p.Output(&b)
	return b.Bytes(), err
}
