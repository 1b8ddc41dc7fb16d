package desk

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Bounds of what a request may bring and take.
const (
	maxBody     = 1 << 20  // of what is asked
	maxTyped    = 8 << 20  // of what is typed, all fields
	maxOriginal = 64 << 20 // of a file that is dropped onto the page
	tokenLife   = 10 * time.Minute
	maxTokens   = 64
)

// withFiles are the requests that bring files.
var withFiles = map[string]bool{"/api/picture": true, "/api/import": true, "/api/seal": true, "/api/sign": true, "/api/verify": true, "/api/extract": true}

// header is what a page of another origin cannot send without being asked for.
const header = "X-Nianbao"

// policy lets a page have what this server gives, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// guard decides who is let in. A token is in the fragment of the address, which
// no browser sends or logs; it is traded once for the cookie of the session and for
// the page's secret. The cookie alone is not enough: browsers send it to all ports of
// this address, also to other people's programs on the same machine. What a page
// stores is its own port's.
type guard struct {
	session, secret string
	key             string // of another start of the program by the same user
	cookie          string

	mu     sync.Mutex
	tokens map[string]time.Time
}

func newGuard() *guard {
	random := func() string { return rand.Text() + rand.Text() }
	return &guard{session: random(), secret: random(), key: random(), tokens: map[string]time.Time{}}
}

// token makes one that can be traded once.
func (g *guard) token() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	for t, made := range g.tokens {
		if time.Since(made) > tokenLife || len(g.tokens) >= maxTokens {
			delete(g.tokens, t)
		}
	}
	t := rand.Text() + rand.Text()
	g.tokens[t] = time.Now()
	return t
}

// outer is what every request passes.
func (g *guard) outer(host string, next http.Handler) http.Handler {
	g.cookie = "nianbao-" + portOf(host)
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch o := r.Header.Get("Origin"); {
		case r.Host != host && r.Host != "localhost:"+portOf(host):
			http.Error(w, "wrong host", http.StatusForbidden) // a name that was bound to this address
			return
		case origin.Check(r) != nil, o != "" && o != "http://"+r.Host:
			http.Error(w, "another origin", http.StatusForbidden)
			return
		case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Header.Get(header) == "":
			http.Error(w, "no "+header, http.StatusForbidden)
			return
		}
		limit := int64(maxBody)
		switch {
		case withFiles[r.URL.Path]:
			limit = maxOriginal
		case r.URL.Path == "/api/edit" || r.URL.Path == "/api/pages":
			limit = maxTyped
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next.ServeHTTP(w, r)
	})
}

// signedIn lets those in who have the cookie and send the secret in the header.
func (g *guard) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie(g.cookie)
		if err != nil || !same(c.Value, g.session) || !same(r.Header.Get(header), g.secret) {
			http.Error(w, "not signed in", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// trade gives the cookie and the secret for a token, once.
func (g *guard) trade(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 256))
	g.mu.Lock()
	made, ok := g.tokens[string(body)]
	delete(g.tokens, string(body))
	g.mu.Unlock()
	if err != nil || !ok || time.Since(made) > tokenLife {
		http.Error(w, "no such token", http.StatusUnauthorized)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: g.cookie, Value: g.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	io.WriteString(w, g.secret)
}

// again gives another start of the program a token of this one's. Each shows that
// it knows the key and tells it to nobody: the port may be another program's by now.
func (g *guard) again(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 256))
	nonce, proof, _ := strings.Cut(string(body), " ")
	if err != nil || !same(proof, proofOf(g.key, "asks", nonce)) {
		http.Error(w, "no such key", http.StatusUnauthorized)
		return
	}
	token := g.token()
	io.WriteString(w, token+" "+proofOf(g.key, "gives", nonce+token))
}

// proofOf shows that whoever says something knows the key.
func proofOf(key, does, text string) string {
	m := hmac.New(sha256.New, []byte(key))
	io.WriteString(m, does+" "+text)
	return hex.EncodeToString(m.Sum(nil))
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
