package intake

import (
	"sync"

	"nianbao/internal/intake/words"
)

// otherNames are the other names of labels and headings, made comparable.
type otherNames struct {
	labels   map[string][]string // of a label, both bare
	headings map[string][]string // of a part's heading, by the part's key, bare
	page     *words.Page

	mu    sync.RWMutex
	known map[[2]string]float64 // likeness of pairs that were compared
}

// readOtherNames gives the one that all reports share.
var readOtherNames = sync.OnceValues(func() (*otherNames, error) {
	all, err := words.Read()
	if err != nil {
		return nil, err
	}
	o := &otherNames{labels: map[string][]string{}, headings: map[string][]string{}, page: &all.Page, known: map[[2]string]float64{}}
	for _, l := range all.Labels {
		for _, a := range l.Also {
			o.labels[bare(l.Label)] = append(o.labels[bare(l.Label)], bare(a))
		}
	}
	for _, h := range all.Headings {
		for _, a := range h.Also {
			o.headings[h.Part] = append(o.headings[h.Part], bare(a))
		}
	}
	return o, nil
})
