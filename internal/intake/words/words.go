// Package words is layouts/intake/words.toml: what labels and headings of forms
// are called elsewhere, and what stands on a portal's page beside a report. It
// reads no document.
package words

import (
	"fmt"
	"sync"

	"github.com/BurntSushi/toml"

	"nianbao/layouts"
)

// Words are all of them, as they stand in the file.
type Words struct {
	Labels   []Label   `toml:"label"`
	Headings []Heading `toml:"heading"`
	Page     Page      `toml:"page"`
}

// Label is a label of a form with its other names.
type Label struct {
	Label string
	Also  []string
}

// Heading is what the heading of a part is called, by the part's key.
type Heading struct {
	Part string
	Also []string
}

// Page is what stands beside an article.
type Page struct {
	Whole  []string // all there is in a paragraph, alone or several of them
	Begins []string // a short paragraph begins so
}

// Read gives the words.
var Read = sync.OnceValues(func() (*Words, error) {
	w := &Words{}
	if err := toml.Unmarshal(layouts.Words, w); err != nil {
		return nil, fmt.Errorf("layouts/intake/words.toml: %w", err)
	}
	return w, nil
})
