package desk

import (
	"encoding/json"
	"strconv"
	"testing"
)

// BenchmarkKey is what the server does for a key: the findings of a draft, then its
// pages, of which the browser has all but those that change.
func BenchmarkKey(b *testing.B) {
	for _, part := range []string{"findings", "pages"} {
		b.Run(part, func(b *testing.B) {
			o := newOffice(b)
			have, _ := o.drawn(nil)
			for i := 0; b.Loop(); i++ {
				c := []change{{"applications/new/natural", "2", strconv.Itoa(10 + i)}}
				in := map[string]any{"name": name, "changes": c, "draft": true, "have": ids(have)}
				body, _ := json.Marshal(in)
				o.ask("POST", "/api/edit", string(body), nil)
				if part == "pages" {
					o.ask("POST", "/api/pages", string(body), nil)
				}
			}
		})
	}
}
