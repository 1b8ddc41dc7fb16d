package typeset

import (
	"fmt"
	"slices"
)

// lead tells each link where its heading stands, which is known when all pages
// are set.
func (l *Layout) lead() error {
	for i := range l.Pages {
		links := l.Pages[i].Links
		for k := range links {
			title := links[k].To.Title
			at := slices.IndexFunc(l.Outline, func(o Outline) bool { return o.Title == title })
			if at < 0 {
				return fmt.Errorf("typeset: a link leads to %q, and no heading is called that", title)
			}
			links[k].To = l.Outline[at]
		}
	}
	return nil
}
