package docx

import (
	"fmt"
	"sync"

	"nianbao/internal/document"
)

// styleSet is what the constant parts are made from.
type styleSet struct {
	page      *document.Page
	list      []document.Style
	names     map[string]string   // font role → family
	fonts     []document.WordFont // for the font table, in the order of their first use
	language  string
	processor string
}

// style gives the style called id, or nil.
func (s *styleSet) style(id string) *document.Style {
	for i := range s.list {
		if s.list[i].ID == id {
			return &s.list[i]
		}
	}
	return nil
}

// body is the style that becomes Word's Normal: the one called "body", or
// else the first one for paragraphs.
func (s *styleSet) body() *document.Style {
	if st := s.style("body"); st != nil && !st.Run {
		return st
	}
	for i := range s.list {
		if !s.list[i].Run {
			return &s.list[i]
		}
	}
	return nil
}

// kit is everything that documents of one style set share.
type kit struct {
	set     *styleSet
	parts   parts
	section []byte // sectPr
	paras   memo[paraKey]
	runs    memo[runKey]
	tables  memo[tableKey]
	rows    memo[rowKey]
	cells   memo[cellKey]
}

// kitCache keeps the kits of the style sets seen last.
type kitCache struct {
	mu sync.Mutex
	m  map[string]*kit
}

var kits kitCache

const maxKits = 16 // style sets; a run has one or a few

func (c *kitCache) get(doc *document.Document, opt Options) *kit {
	if opt.WordFont == nil {
		opt.WordFont = func(role string) document.WordFont { return document.WordFont{Name: role} }
	}
	if opt.WordProcessor == "" {
		opt.WordProcessor = Word
	}
	language := doc.Info.Language
	if language == "" {
		language = "zh-CN"
	}
	names := map[string]string{}
	var used []document.WordFont
	key := fmt.Appendf(nil, "%q %q %#v", opt.WordProcessor, language, doc.Page)
	for i := range doc.Styles {
		st := &doc.Styles[i]
		for _, role := range [2]string{st.Font, st.Latin} {
			if _, ok := names[role]; !ok {
				f := opt.WordFont(role)
				names[role] = f.Name
				used = append(used, f)
			}
		}
		key = fmt.Appendf(key, "%#v %q %q", *st, names[st.Font], names[st.Latin])
	}
	key = fmt.Appendf(key, "%q", used)
	c.mu.Lock()
	k := c.m[string(key)]
	c.mu.Unlock()
	if k != nil {
		return k
	}
	// The caller may change its document later; the kit stays.
	page := doc.Page
	k = newKit(&styleSet{&page, append([]document.Style(nil), doc.Styles...), names, used, language, opt.WordProcessor})
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || len(c.m) >= maxKits {
		c.m = map[string]*kit{}
	}
	c.m[string(key)] = k
	return k
}

func newKit(s *styleSet) *kit {
	k := &kit{set: s, section: s.section()}
	k.packParts(s)
	return k
}

// memo keeps property blocks by what they are made from.
type memo[K comparable] struct {
	mu sync.RWMutex
	m  map[K][]byte
}

const maxFragments = 2048 // of one kind; a report needs a hundred

func (c *memo[K]) get(key K, make func(K) []byte) []byte {
	c.mu.RLock()
	b, ok := c.m[key]
	c.mu.RUnlock()
	if ok {
		return b
	}
	b = make(key)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || len(c.m) >= maxFragments {
		c.m = map[K][]byte{}
	}
	c.m[key] = b
	return b
}
