package docx

import (
	"cmp"
	"slices"
	"sync"

	"nianbao/internal/document"
)

// styleSet is what the constant parts are made from.
type styleSet struct {
	page      *document.Page
	list      []document.Style
	names     map[string]string   // font role → family
	roles     []string            // in the order of their first use
	fonts     []document.WordFont // of the roles, for the font table
	language  string
	processor string
}

// newStyleSet gives that of a document, which the caller may change later.
func newStyleSet(doc *document.Document, opt Options) *styleSet {
	page := doc.Page
	s := &styleSet{page: &page, list: slices.Clone(doc.Styles), names: map[string]string{}, language: language(doc), processor: opt.WordProcessor}
	for i := range s.list {
		for _, role := range [2]string{s.list[i].Font, s.list[i].Latin} {
			if _, ok := s.names[role]; !ok {
				f := opt.WordFont(role)
				s.names[role] = f.Name
				s.roles, s.fonts = append(s.roles, role), append(s.fonts, f)
			}
		}
	}
	return s
}

// is reports whether it is the style set of a document.
func (s *styleSet) is(doc *document.Document, opt Options) bool {
	if s.processor != opt.WordProcessor || s.language != language(doc) || *s.page != doc.Page || !slices.Equal(s.list, doc.Styles) {
		return false
	}
	for i, role := range s.roles {
		if !s.fonts[i].Equal(opt.WordFont(role)) {
			return false
		}
	}
	return true
}

func language(doc *document.Document) string { return cmp.Or(doc.Info.Language, "zh-CN") }

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
	mu   sync.Mutex
	list []*kit
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
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range c.list {
		if k.set.is(doc, opt) {
			return k
		}
	}
	if len(c.list) == maxKits {
		c.list = nil
	}
	k := newKit(newStyleSet(doc, opt))
	c.list = append(c.list, k)
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

// recent is the block that a writer asked for last: the next is often the same.
type recent[K comparable] struct {
	key   K
	block []byte
}

func (r *recent[K]) get(c *memo[K], key K, make func(K) []byte) []byte {
	if r.block == nil || r.key != key {
		r.key, r.block = key, c.get(key, make)
	}
	return r.block
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
