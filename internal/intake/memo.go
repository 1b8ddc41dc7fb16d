package intake

import (
	"strings"
	"sync"
)

// memo keeps what was made of short texts: the same labels come again and again,
// in one report and in all of a run. It may be used by several goroutines.
type memo[V any] struct {
	of   func(text string) V
	mu   sync.RWMutex
	made map[string]V
}

// What is kept.
const (
	maxKept     = 1 << 16
	maxKeptText = 300
)

func (m *memo[V]) get(text string) V {
	m.mu.RLock()
	v, ok := m.made[text]
	m.mu.RUnlock()
	if ok {
		return v
	}
	v = m.of(text)
	if len(text) > maxKeptText {
		return v
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.made == nil {
		m.made = map[string]V{}
	}
	if len(m.made) < maxKept {
		m.made[strings.Clone(text)] = v
	}
	return v
}
