package guide

import (
	"bytes"
	"image/png"
	"io/fs"

	"github.com/yuin/goldmark/ast"

	"nianbao/internal/clerk/report"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// picture adds a PNG file of the guide's folder, its words below it.
func (s *setter) picture(n *ast.Image) error {
	data, err := fs.ReadFile(s.pictures, string(n.Destination))
	if err != nil {
		return err
	}
	pixels, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	words, err := s.runs(n, "")
	if err != nil {
		return err
	}
	size := pixels.Bounds().Size()
	w := min(unit.Length(size.X)*unit.Inch/report.GoodDPI, s.look.Page.TextWidth())
	s.add(&document.Paragraph{Style: s.look.Use.Caption, KeepNext: document.KeepCaption, Image: &document.Image{
		Data: data, Format: "png", Pixels: pixels, Width: w, Height: w * unit.Length(size.Y) / unit.Length(size.X), Alt: plain(words), Shrinks: true,
	}})
	s.add(&document.Paragraph{Style: s.look.Use.Caption, Runs: words})
	return nil
}
