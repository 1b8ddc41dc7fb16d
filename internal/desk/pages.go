package desk

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// How long a page may be silent before it counts as closed: browsers put pages in
// the background to sleep, and people their computers. A page that says goodbye may
// be loading anew.
const (
	silence  = 12 * time.Hour
	farewell = 4 * time.Second
)

// pages knows which pages are open.
type pages struct {
	mu   *sync.Mutex
	last map[string]time.Time // until when a page is taken to be open
}

func newPages() pages { return pages{new(sync.Mutex), map[string]time.Time{}} }

// post hears of a page: that it is open, or that it closes.
func (p pages) post(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("id")
	p.mu.Lock()
	defer p.mu.Unlock()
	until := time.Now().Add(silence)
	if r.URL.Query().Get("closes") != "" {
		until = time.Now().Add(farewell)
	}
	if _, known := p.last[id]; known || len(p.last) < 1000 && len(id) < 64 {
		p.last[id] = until
	}
	w.WriteHeader(http.StatusNoContent)
}

// open reports whether a page is open; before the first one came, one is awaited.
func (p pages) open(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, until := range p.last {
		if now.Before(until) {
			return true
		}
	}
	return len(p.last) == 0
}

// gone ends when pages were open and none is any more, and nothing is at work.
func (p pages) gone(ctx context.Context, busy func() bool) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case now := <-tick.C:
				if !p.open(now) && !busy() {
					close(done)
					return
				}
			}
		}
	}()
	return done
}
