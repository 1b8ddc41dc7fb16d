package desk

import (
	"strings"

	"nianbao/internal/check"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// snapshot is a report with all that it is shown of, as one request found it: what is
// asked twice could have two answers.
type snapshot struct {
	*press.Opened
	name    string
	last    *press.Opened // of the year before; nil: there is none
	told    diag.List     // of one that cannot be read, or several
	rivals  []string      // that it may be chosen of; what is told last is of them
	drawn   string        // tells whether its pages look as they did
	version string        // the same of all that it is shown of
	draft   bool          // somebody is typing, and nothing is saved yet
}

// snapshot looks at what belongs to a report: the bytes of its file and of that of the
// year before, its forms and, since that is asked every few seconds, the sizes and
// times of its pictures.
func (d *Desk) snapshot(name string, o *press.Opened) *snapshot {
	s := &snapshot{Opened: o, name: name}
	before := d.shelf.Before(o)
	key := []string{o.File.Name, itoa(o.Report.Year), o.Report.Agency.Text, o.Report.Checks.Last.Text, identity(o.Forms), before.ID()}
	last := d.lasts.get(strings.Join(key, "\n"), func() press.Earlier { return before.Report(o.Forms) })
	s.last, s.told, s.rivals = last.Opened, last.Told, last.Rivals
	s.drawn = version(o.File.Data) + identity(o.Forms)
	for _, f := range d.picturesOf(o, name) {
		s.drawn += "\n" + d.stamp(f)
	}
	s.version = version([]byte(s.drawn + before.ID()))
	return s
}

// inspect checks a report against the one of the year before.
func (d *Desk) inspect(s *snapshot) (*check.Result, error) {
	return press.Explain(&d.checker, s.Opened, s.last)
}
