package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nianbao/internal/outfile"
)

// Open serves the desk until ctx ends or its last page is closed. ready is told
// the address to open, once. Another start for the same folder opens a page of
// the first: ready is told its address, and Open returns.
func (d *Desk) Open(ctx context.Context, ready func(address string)) error {
	note := d.note()
	if address := first(note); address != "" {
		ready(address)
		return nil
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	host := l.Addr().String()
	if note != "" && leave(note, host, d.guard.key) == nil {
		defer func() {
			if left(note).Host == host { // another start may have left its own
				os.Remove(note)
			}
		}()
	}
	s := &http.Server{Handler: d.handler(host), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: 5 * time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	ready("http://" + host + "/#" + d.guard.token())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	case <-d.pages.gone(ctx, func() bool { return d.current().running() }):
	}
	end, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return s.Shutdown(end) // what is being written is written
}

// running is what the first start leaves for others of the same user.
type running struct{ Host, Key string }

// note is the name of the file that says who serves the folder; "" where the
// system has no place for it, and then each start serves for itself.
func (d *Desk) note() string {
	if d.tools.Cache == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(d.folder))
	return filepath.Join(d.tools.Cache, "desk-"+hex.EncodeToString(sum[:8])+".json")
}

func leave(note, host, key string) error {
	data, err := json.Marshal(running{host, key})
	if err != nil {
		return err
	}
	return outfile.Write(outfile.File{Path: note, Data: data, Private: true})
}

// left reads it; the zero value: there is none.
func left(note string) (r running) {
	data, err := os.ReadFile(note)
	if err != nil || json.Unmarshal(data, &r) != nil {
		return running{}
	}
	return r
}

// first asks whoever serves the folder already for an address; "" nobody does.
func first(note string) string {
	r := left(note)
	if ip, _, err := net.SplitHostPort(r.Host); err != nil || ip != "127.0.0.1" {
		return ""
	}
	nonce := rand.Text()
	q, err := http.NewRequest(http.MethodPost, "http://"+r.Host+"/again", strings.NewReader(nonce+" "+proofOf(r.Key, "asks", nonce)))
	if err != nil {
		return ""
	}
	q.Header.Set(header, "1")
	client := http.Client{Timeout: 2 * time.Second, Transport: &http.Transport{}} // no proxy
	a, err := client.Do(q)
	if err != nil {
		return ""
	}
	defer a.Body.Close()
	said, err := io.ReadAll(io.LimitReader(a.Body, 256))
	token, proof, _ := strings.Cut(string(said), " ")
	if err != nil || a.StatusCode != http.StatusOK || !same(proof, proofOf(r.Key, "gives", nonce+token)) {
		return ""
	}
	return "http://" + r.Host + "/#" + token
}

func portOf(host string) string {
	_, port, _ := net.SplitHostPort(host)
	return port
}
