package desk

import (
	"os"

	"nianbao/internal/clerk/report"
	"nianbao/internal/press"
)

// maxDecoded is how many pixels of a report's pictures are kept.
const maxDecoded = 60_000_000

// decoded are the pictures of the report that was drawn last, by file and stamp: to
// decode a photo takes longer than all else that a key asks for.
type decoded map[string]*report.Image

// printed reads a report again with its pictures, and decodes those alone that it has
// not decoded before.
func (had *decoded) printed(of *press.Opened) (*press.Opened, error) {
	o, err := press.Parse(of.Forms, of.File, report.PicturesGlanced(func(string, func() bool) bool { return true })) // they are decoded below
	if err != nil {
		return nil, err
	}
	stamps, known := map[string]string{}, true // as they are before they are read
	for key, i := range o.Report.Images {
		fi, err := os.Stat(i.Path)
		if err == nil {
			stamps[key] = i.Path + "\n" + stampOf(fi)
		}
		known = known && (*had)[stamps[key]] != nil
	}
	if known {
		for key, i := range o.Report.Images {
			was := (*had)[stamps[key]]
			i.Data, i.Pixels, i.Turn, i.PixelWidth, i.PixelHeight = was.Data, was.Pixels, was.Turn, was.PixelWidth, was.PixelHeight
		}
		return o, nil
	}
	if o, err = press.Parse(of.Forms, of.File); err != nil {
		return nil, err
	}
	*had = decoded{}
	pixels := 0
	for key, i := range o.Report.Images {
		if pixels += i.PixelWidth * i.PixelHeight; stamps[key] != "" && pixels <= maxDecoded {
			(*had)[stamps[key]] = i
		}
	}
	return o, nil
}
