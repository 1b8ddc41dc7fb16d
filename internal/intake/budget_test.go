package intake_test

import (
	"strings"
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/original"
)

// TestTooMuchIsRefused: a file may say much in few bytes; it is refused by its name
// before it is looked at.
func TestTooMuchIsRefused(t *testing.T) {
	many := make([]original.Block, 30_001)
	for i := range many {
		many[i] = &original.Paragraph{Runs: []original.Run{{Text: "字"}}}
	}
	long := &original.Paragraph{Runs: []original.Run{{Text: strings.Repeat("字", 3<<20)}}}
	for name, blocks := range map[string][]original.Block{"many": many, "long": {long}} {
		_, err := intake.Make(&original.Document{Name: name, Blocks: blocks}, nil, intake.Options{Year: 2023})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
