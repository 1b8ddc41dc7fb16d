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

// ahead looks at a report's pictures and characters; and, where all is well so far and
// there is time for it, whether it can be set on pages.
func (d *Desk) ahead(s *snapshot, time bool) (said ahead) {
	with := s.Opened
	if s.File.Root.Get(report.ImageRef) != nil {
		var err error
		if with, err = press.Parse(s.Forms, s.File, report.PicturesGlanced(d.wholePicture)); err != nil {
			said.list = listOf(err)
			return said
		}
	}
	characters, err := d.tools.Characters(with)
	said.list = append(append(said.list, with.Report.Warnings...), characters...)
	if said.stops = listOf(err); said.stops != nil {
		return said
	}
	if time && said.list.Err() == nil {
		said.stops = d.unset.get(s.drawn, func() diag.List { // pictures need no pixels for that
			_, err := d.tools.Layout(with)
			return listOf(err)
		})
	} else {
		said.stops, _ = d.unset.known(s.drawn)
	}
	return said
}

// listOf gives what an error tells of a report.
func listOf(err error) (list diag.List) {
	errors.As(err, &list)
	return list
}

// wholePicture tries once whether a picture can be read, as long as it is the same.
func (d *Desk) wholePicture(path string, decode func() bool) bool {
	fi, err := os.Stat(path)
	if err != nil {
		return decode()
	}
	return d.whole.get(path+"\n"+stampOf(fi), decode)
}
