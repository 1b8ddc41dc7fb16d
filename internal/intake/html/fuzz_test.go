package html

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/internal/intake/original/originaltest"
)

func FuzzRead(f *testing.F) { originaltest.Fuzz(f, seedFiles(f), Read) }

// An element's attributes are asked for again and again.
func TestManyAttributes(t *testing.T) {
	for n, read := range map[int]bool{20: true, maxAttrs + 1: false} {
		var page strings.Builder
		page.WriteString("<html><body><p")
		for i := range n {
			fmt.Fprintf(&page, " a%d=1", i)
		}
		if _, err := Read("a.html", []byte(page.String()+">1")); (err == nil) != read {
			t.Errorf("%d attributes: %v", n, err)
		}
	}
}
