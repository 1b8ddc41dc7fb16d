package intake

import (
	"fmt"

	"github.com/BurntSushi/toml"

	"nianbao/layouts"
)

// words are layouts/intake/words.toml: what is called by other names in
// reports.
type words struct {
	labels   map[string][]string // other names of a label, both bare
	headings map[string][]string // of a part's heading, by the part's key, bare
	known    map[[2]string]float64
}

func readWords() (*words, error) {
	var file struct {
		Label []struct {
			Label string
			Also  []string
		}
		Heading []struct {
			Part string
			Also []string
		}
	}
	if err := toml.Unmarshal(layouts.Words, &file); err != nil {
		return nil, fmt.Errorf("layouts/intake/words.toml: %w", err)
	}
	w := &words{labels: map[string][]string{}, headings: map[string][]string{}, known: map[[2]string]float64{}}
	for _, l := range file.Label {
		for _, a := range l.Also {
			w.labels[bare(l.Label)] = append(w.labels[bare(l.Label)], bare(a))
		}
	}
	for _, h := range file.Heading {
		for _, a := range h.Also {
			w.headings[h.Part] = append(w.headings[h.Part], bare(a))
		}
	}
	return w, nil
}
