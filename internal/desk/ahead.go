package desk

import (
	"errors"
	"os"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// ahead is what a build says of a report beside what the checks find: page and card
// must not call a report whole that no file can be made of.
type ahead struct {
	list  diag.List
	stops diag.List // and of a report that the checks find nothing in
}

// ahead looks at a report's pictures and characters; that it cannot be set is known
// where its pages were asked for.
func (d *Desk) ahead(name string, o *press.Opened) (said ahead) {
	with := o
	if o.File.Root.Get(report.ImageRef) != nil {
		var err error
		if with, err = d.glanced(o); err != nil {
			errors.As(err, &said.list)
			return said
		}
	}
	characters, err := d.tools.Characters(with)
	said.list = append(append(said.list, with.Report.Warnings...), characters...)
	if !errors.As(err, &said.stops) {
		said.stops, _ = d.refused.known(d.shownVersion(o, name))
	}
	return said
}

// glanced reads a report again with what its pictures are, without their pixels.
func (d *Desk) glanced(o *press.Opened) (*press.Opened, error) {
	forms, err := d.tools.Forms(o.File.Name)
	if err != nil {
		return nil, err
	}
	return press.Parse(forms, o.File, report.PicturesGlanced(d.wholePicture))
}

// wholePicture tries once whether a picture can be read, as long as it is the same.
func (d *Desk) wholePicture(path string, decode func() bool) bool {
	fi, err := os.Stat(path)
	if err != nil {
		return decode()
	}
	return d.whole.get(path+"\n"+stampOf(fi), decode)
}
