package prose

import (
	"fmt"
	"sync"

	"github.com/BurntSushi/toml"

	"nianbao/layouts"
)

// Scope has the words by which a clause says whether what another counts is all or some; they
// stand in words.toml as [[scope]], where is said what each is for.
type Scope struct {
	thing, time, whole, about, worked, led, event, link, aside, more, leftOut, ofAll, treated, restate, apart phrase
	frames                                                                                                    []phrase
}

// A phrase is how clauses begin or end, or what they have.
type phrase struct{ begin, end, have []string }

// in reports whether a clause begins, ends or has it so.
func (p *phrase) in(clause string) bool {
	return anyPrefix(clause, p.begin) || anySuffix(clause, p.end) || anyIn(clause, p.have...)
}

// Worked reports whether a clause tells what was done.
func (w *Scope) Worked(clause string) bool { return w.worked.in(clause) }

// Restates reports whether words say that what follows is what was counted before, in another
// way: 申请表41份，计52件; TakesOff that some of it do not count: 其中5件为信访，不计入.
func (w *Scope) Restates(words string) bool { return w.restate.in(words) }
func (w *Scope) TakesOff(words string) bool { return w.apart.in(words) }

// framed reports whether a clause tells what was done, or how or for what something was.
func (w *Scope) framed(clause string) bool {
	if w.Worked(clause) {
		return true
	}
	for i := range w.frames {
		if f := &w.frames[i]; anyPrefix(clause, f.begin) && anyIn(clause, f.have...) {
			return true
		}
	}
	return false
}

// scopeEntry is one [[scope]].
type scopeEntry struct {
	As    string   `toml:"as"`
	Begin []string `toml:"begin"`
	End   []string `toml:"end"`
	Have  []string `toml:"have"`
}

// bundledScope gives the entries that come along.
var bundledScope = sync.OnceValues(func() ([]scopeEntry, error) {
	var f wordsFile
	err := toml.Unmarshal(layouts.Prose, &f)
	return f.Scope, err
})

// readScope gathers the entries of a file; those of one name are put together, frames are not.
// Of names that the file does not have, as in copies from before there were any, those that
// come along hold.
func readScope(entries []scopeEntry) (w *Scope, err error) {
	ours, err := bundledScope()
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	for _, e := range entries {
		own[e.As] = true
	}
	for _, e := range ours {
		if !own[e.As] {
			entries = append(entries, e)
		}
	}
	w = &Scope{}
	named := map[string]*phrase{"thing": &w.thing, "time": &w.time, "whole": &w.whole, "about": &w.about, "worked": &w.worked, "led": &w.led,
		"event": &w.event, "link": &w.link, "aside": &w.aside, "more": &w.more, "leftout": &w.leftOut, "ofall": &w.ofAll,
		"treated": &w.treated, "restate": &w.restate, "apart": &w.apart}
	for _, e := range entries {
		for _, words := range [][]string{e.Begin, e.End, e.Have} {
			for _, word := range words {
				if word == "" {
					return nil, fmt.Errorf("as = %q: %q", e.As, word) // every clause has it
				}
			}
		}
		if e.As == "frame" {
			w.frames = append(w.frames, phrase{begin: e.Begin, have: e.Have})
			continue
		}
		p := named[e.As]
		if p == nil {
			return nil, fmt.Errorf("as = %q", e.As)
		}
		p.begin, p.end, p.have = append(p.begin, e.Begin...), append(p.end, e.End...), append(p.have, e.Have...)
	}
	return w, nil
}
