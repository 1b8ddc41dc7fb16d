package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"sync"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// guide is the guide's page, which is made when it is first asked for.
type guide struct {
	make   func() ([]byte, error)
	once   sync.Once
	page   []byte
	policy string
	err    error
}

// get shows the guide. It has its style in it, which is allowed by its hash.
func (g *guide) get(w http.ResponseWriter, _ *http.Request) {
	g.once.Do(func() {
		g.err = diag.Guard(func() (err error) {
			g.page, err = g.make()
			g.policy = policyOf(g.page)
			return err
		})
	})
	if g.err != nil {
		refuse(w, g.err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", g.policy)
	w.Write(g.page)
}

var (
	styles     = pattern.New(`(?s)<style>(.*?)</style>`)
	attributes = pattern.New(` style="([^"]*)"`)
)

// policyOf allows a page of ours its own styles and pictures, and nothing else
// (CSP 3, 6.7.3.3).
func policyOf(page []byte) string {
	p := bytes.NewBufferString("default-src 'none'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-hashes'")
	seen := map[string]bool{}
	for _, all := range [][][][]byte{styles.FindAllSubmatch(page, -1), attributes.FindAllSubmatch(page, -1)} {
		for _, m := range all {
			sum := sha256.Sum256(m[1])
			if source := " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !seen[source] {
				seen[source] = true
				p.WriteString(source)
			}
		}
	}
	return p.String()
}
