package desk

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// Another start opens a page of the first, and trusts nobody who does not know the
// first one's key; nor is the key told to him.
func TestFirst(t *testing.T) {
	o := newOffice(t)
	note := filepath.Join(t.TempDir(), "note.json")
	host := o.server.Listener.Addr().String()
	if err := leave(note, host, o.guard.key); err != nil {
		t.Fatal(err)
	}
	address := first(note)
	if !strings.HasPrefix(address, "http://"+host+"/#") {
		t.Fatalf("%q", address)
	}
	if code, _ := o.ask("POST", "/session", address[strings.Index(address, "#")+1:], nil); code != 200 {
		t.Errorf("the token gives no session: %d", code)
	}
	if err := leave(note, host, "another key"); err != nil {
		t.Fatal(err)
	}
	if address := first(note); address != "" {
		t.Errorf("with a wrong key: %q", address)
	}
	heard := ""
	squatter := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		heard += string(body)
		io.WriteString(w, "token "+string(body))
	}))
	defer squatter.Close()
	if err := leave(note, squatter.Listener.Addr().String(), o.guard.key); err != nil {
		t.Fatal(err)
	}
	if address := first(note); address != "" || heard == "" || strings.Contains(heard, o.guard.key) {
		t.Errorf("a stranger on the port: %q; he heard %q", address, heard)
	}
}
