package report

import (
	"bytes"
	"errors"
	"image"
	_ "image/jpeg" // decoders
	_ "image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// Image is a picture that prose places.
type Image struct {
	Pos                     diag.Pos
	File                    Value       // as typed
	Path                    string      // of the file, as it was opened; "" PicturesUnread, and nothing below but what was typed
	Width                   unit.Length // as it is printed; 0: it follows from the picture
	Caption                 Value       // printed below it; "" none
	Alt                     Value       // for people who cannot see it; else the caption or the name
	Data                    []byte
	Pixels                  image.Image
	Format                  string        // "png" or "jpeg"
	Turn                    document.Turn // of Pixels and Data, to stand upright
	PixelWidth, PixelHeight int           // upright
}

// What a picture may have, and what it needs to be printed well.
const (
	maxImageBytes  = 20 << 20
	maxImageSide   = 10000
	maxImagePixels = 25_000_000 // a whole page in colour at 600 dots per inch has 20
	GoodDPI        = 300
)

// image reads a picture and what the clerk says of it.
func (d *decoder) image(n *source.Node) *Image {
	if !d.Table(n, "file", "width_mm", "caption", "alt") {
		return nil
	}
	file := d.Need(n, "file", source.String)
	i := &Image{Pos: n.Pos, File: d.filled(file), Caption: d.line(n.Get("caption")), Alt: d.line(n.Get("alt"))}
	width := n.Get("width_mm")
	if width != nil {
		i.Width = d.millimetres(width)
	}
	if i.Alt.Text == "" {
		i.Alt = i.Caption
	}
	if i.Alt.Text == "" {
		i.Alt = Value{Text: n.Key, Pos: n.KeyPos}
	}
	if d.unread {
		return i
	}
	if i.File.Text == "" || !d.picture(file, i) {
		return nil
	}
	// pixels and inches: width / (pixels / dpi); 1417 pixels are 120 mm at 300
	tenths := int64(i.PixelWidth) * int64(unit.Inch) / GoodDPI / int64(unit.Millimetre/10)
	if dpi := (int64(i.PixelWidth)*int64(unit.Inch) + int64(i.Width)/2) / int64(max(i.Width, 1)); i.Width > 0 && dpi < GoodDPI {
		d.At(width.Pos, width.Span, diag.Warning,
			diag.T("图片只有 %[1]d 像素宽，印成这么宽每英寸只有 %[2]d 点，会模糊。", "the picture is %[1]d pixels wide; so wide it is printed at %[2]d dots per inch and will look coarse.", i.PixelWidth, dpi),
			diag.T("每英寸 %[1]d 点才清楚：请用更大的图片，或把宽度改为 %[2]d.%[3]d 毫米以内。", "%[1]d are needed: take a larger picture, or a width of %[2]d.%[3]d mm at most.", GoodDPI,
				tenths/10, tenths%10))
	}
	return i
}

// picture reads the file of a picture. It stands relative to the report.
func (d *decoder) picture(n *source.Node, i *Image) bool {
	path, what, do := picturePath(d.File.Name, i.File.Text, d.outside)
	if !what.IsZero() {
		d.Value(n, what, do)
		return false
	}
	i.Path = path
	data, what, do := readImage(filepath.ToSlash(path))
	if !what.IsZero() {
		d.Value(n, what, do)
		return false
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	damaged := func() {
		d.Value(n, diag.T("这不是 PNG 或 JPEG 图片，或者文件已损坏：%s", "this is no PNG and no JPEG picture, or it is damaged: %s", i.File.Text),
			diag.T("请用看图软件打开，另存为 PNG 或 JPEG。", "open it in a viewer and save it as PNG or JPEG."))
	}
	switch {
	case err != nil, format != "png" && format != "jpeg", c.Width < 1, c.Height < 1: // other packages bring more decoders
		damaged()
		return false
	case c.Width > maxImageSide || c.Height > maxImageSide || c.Width*c.Height > maxImagePixels:
		d.Value(n, diag.T("图片是 %[1]d × %[2]d 像素，每边不能超过 %[3]d，一共不能超过 %[4]d 万。", "the picture has %[1]d × %[2]d pixels; a side may have %[3]d, the whole %[5]d million.", c.Width, c.Height, maxImageSide, maxImagePixels/10_000, maxImagePixels/1_000_000),
			diag.T("请先缩小。", "make it smaller first."))
		return false
	}
	i.Format, i.PixelWidth, i.PixelHeight = format, c.Width, c.Height
	if i.Turn = orientation(data, format); i.Turn.Lying() {
		i.PixelWidth, i.PixelHeight = c.Height, c.Width
	}
	decode := func() bool {
		i.Pixels, _, err = image.Decode(bytes.NewReader(data))
		return err == nil
	}
	if d.whole != nil {
		if !d.whole(i.Path, decode) {
			damaged()
			return false
		}
		i.Pixels = nil
		return true
	}
	if !decode() {
		damaged()
		return false
	}
	i.Data = data
	return true
}

// readImage reads a file that is not too large; else it says what is wrong.
// path has slashes on all systems, since it is told.
func readImage(path string) (data []byte, what, do diag.Text) {
	info, err := os.Stat(filepath.FromSlash(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, diag.T("找不到图片：%s", "there is no such picture: %s", path),
			diag.T("文件名从数据文件所在的文件夹算起，例如 \"图/申请量.png\"。", "its name is relative to the folder of this file, such as \"charts/applications.png\".")
	case err == nil && !info.Mode().IsRegular():
		return nil, diag.T("这不是图片文件：%s", "this is no picture: %s", path), diag.Text{}
	case err == nil && info.Size() > maxImageBytes:
		return nil, diag.T("图片超过 %d MB：%s", "the picture is larger than %d MB: %s", maxImageBytes>>20, path),
			diag.T("请先缩小。", "make it smaller first.")
	}
	f, err := os.Open(filepath.FromSlash(path))
	if err == nil {
		defer f.Close()
		data, err = io.ReadAll(io.LimitReader(f, maxImageBytes))
	}
	if err != nil {
		why, do := diag.System(err)
		return nil, diag.T("无法读取图片 %s：%s", "the picture %s cannot be read: %s", path, why), do
	}
	return data, diag.Text{}, diag.Text{}
}
