package prose

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"nianbao/layouts"
)

// Class is what a word does in a sentence; docs/prose.md says what each is for.
type Class uint8

// The classes of words.toml, and those of what is no word.
const (
	Plain  Class = iota // no word that is known
	Known               // a term of the lexicon, which says the rest
	Mark                // ， ； ： 、 （ ） “ ” ？
	Figure              // a number
	Year                // 2020年, 2020年度
	Date                // 1月27日
	Month               // 3月
	Title               // 《》
	Own                 // the body's own name, 我局
	Application
	Apply
	New
	Receive
	Accept
	Answer
	Handle
	In
	Out
	Carry
	Applicant
	Party
	Channel
	Limit
	Result
	Reason
	Opened
	Review
	Suit
	Direct
	After
	Outcome
	Veto
	Cause
	NormDocs
	Rules
	Made
	Repealed
	Valid
	Loose
	Licence
	Penalty
	Compulsion
	Decide
	Shown
	Published
	Decision
	Grown
	Fees
	Row
	Wide
	Part
	Include
	Content
	Each
	Every
	Total
	Rest
	Share
	Up
	Down
	Raised
	Same
	Left
	Steeply
	Compare
	Than
	Verb
	Named
	Overlap
	Kinds
	Other
	Screen
	Wish
	ThisYear
	OtherYear
	PartYear
	WholeYear
	Body
	Called
	Noise
	Fill
)

// names are the classes as words.toml writes them.
var names = map[string]Class{
	"application": Application, "apply": Apply, "new": New, "receive": Receive, "accept": Accept, "answer": Answer, "handle": Handle,
	"in": In, "out": Out, "carry": Carry, "applicant": Applicant, "party": Party, "channel": Channel, "limit": Limit, "result": Result, "reason": Reason, "opened": Opened,
	"review": Review, "suit": Suit, "direct": Direct, "after": After, "outcome": Outcome, "veto": Veto, "cause": Cause,
	"normdocs": NormDocs, "rules": Rules, "made": Made, "repealed": Repealed, "valid": Valid, "loose": Loose,
	"licence": Licence, "penalty": Penalty, "compulsion": Compulsion, "decide": Decide, "shown": Shown, "published": Published, "decision": Decision, "grown": Grown, "fees": Fees,
	"row": Row, "wide": Wide, "part": Part, "include": Include, "content": Content, "each": Each, "every": Every, "total": Total, "rest": Rest,
	"share": Share, "up": Up, "down": Down, "raised": Raised, "same": Same, "left": Left, "steeply": Steeply, "compare": Compare, "than": Than, "verb": Verb, "named": Named, "overlap": Overlap, "kinds": Kinds,
	"other": Other, "screen": Screen, "wish": Wish, "thisyear": ThisYear, "otheryear": OtherYear, "partyear": PartYear, "wholeyear": WholeYear,
	"body": Body, "self": Called, "noise": Noise, "fill": Fill,
}

// A Term is a word of the lexicon. A word may be of several classes; a token has
// all of them.
type Term struct {
	Word    string
	is      [2]uint64         // classes, a bit each
	Columns []string          // of an applicant, an outcome
	Rows    []string          // of a result
	Keys    map[string]string // of a row of an old form, by the form's name
}

// Is reports whether the word is of a class.
func (t *Term) Is(c Class) bool { return t != nil && t.is[c>>6]&(1<<(c&63)) != 0 }

func (t *Term) add(c Class) { t.is[c>>6] |= 1 << (c & 63) }

func (t *Term) drop(cs ...Class) {
	for _, c := range cs {
		t.is[c>>6] &^= 1 << (c & 63)
	}
}

// Lexicon finds terms at a place of a text: by the first character, the longest
// first.
type Lexicon struct {
	Halves []Half // names of which two are all there is
	Scope  *Scope
	adding map[string]*Term              // until index
	terms  []Term                        // as they stand in lists
	first  [firstEnd - firstBegin]uint16 // by character: which of lists
	lists  []termList
}

// termList are the terms that begin with one character.
type termList struct {
	next  uint64 // the lower bits of the characters that stand second in them
	terms []Term // longest first
	one   *Term  // the character alone, where it is one
}

const (
	firstBegin = 0x4E00
	firstEnd   = 0xA000
)

// A Half is two kinds of names: a list of one of each is whole, 建议和提案.
type Half struct{ Have, Against []string }

// asHalf is what words.toml calls it; it is looked for within names, not read as a word.
const asHalf = "half"

// wordsFile is words.toml.
type wordsFile struct {
	Words []struct {
		As      string            `toml:"as"`
		Have    []string          `toml:"have"`
		Against []string          `toml:"against"`
		Column  []string          `toml:"column"`
		Row     []string          `toml:"row"`
		Rows    map[string]string `toml:"rows"`
	} `toml:"words"`
	Scope []scopeEntry `toml:"scope"`
}

// ReadWords reads a file of words; its errors are for who wrote the file.
func ReadWords(data []byte) (*Lexicon, error) {
	var f wordsFile
	if err := toml.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	l := &Lexicon{adding: map[string]*Term{}}
	var err error
	if l.Scope, err = readScope(f.Scope); err != nil {
		return nil, err
	}
	for _, w := range f.Words {
		if w.As == asHalf {
			l.Halves = append(l.Halves, Half{w.Have, w.Against})
			continue
		}
		class, ok := names[w.As]
		if !ok {
			return nil, fmt.Errorf("as = %q", w.As)
		}
		for _, word := range w.Have {
			if r, _ := utf8.DecodeRuneInString(word); r < firstBegin || r >= firstEnd {
				return nil, fmt.Errorf("have = [%q]", word)
			}
			l.Add(word, class, Term{Columns: w.Column, Rows: w.Row, Keys: w.Rows})
		}
	}
	l.index()
	return l, nil
}

// Bundled gives the words that come along.
var Bundled = sync.OnceValues(func() (*Lexicon, error) { return ReadWords(layouts.Prose) })

// Add adds a word; index must be called before the lexicon is used.
func (l *Lexicon) Add(word string, c Class, with Term) {
	t := l.adding[word]
	if t == nil {
		t = &Term{Word: word}
		l.adding[word] = t
	}
	t.add(c)
	if with.Columns != nil {
		t.Columns = with.Columns
	}
	if with.Rows != nil {
		t.Rows = with.Rows
	}
	if with.Keys != nil {
		t.Keys = with.Keys
	}
}

// A Word is one that a form adds.
type Word struct {
	Text string
	As   Class
	Term Term
}

// For gives the lexicon for a form: without the words for rows that it does not
// have, and with more words; those that are there already stay as they are.
func (l *Lexicon) For(form string, words []Word) *Lexicon {
	n := &Lexicon{adding: make(map[string]*Term, len(l.terms)+len(words)), Halves: l.Halves, Scope: l.Scope}
	for _, copied := range l.terms {
		if copied.Keys[form] == "" {
			if copied.drop(Row, Wide); copied.is == [2]uint64{} {
				continue
			}
		}
		n.adding[copied.Word] = &copied
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w.Text)
		if r < firstBegin || r >= firstEnd || l.Term(w.Text).Is(w.As) {
			continue
		}
		n.Add(w.Text, w.As, w.Term)
	}
	n.index()
	return n
}

// index sorts the terms under their first characters, and puts them one behind the
// other in memory, as they are asked for.
func (l *Lexicon) index() {
	under := [][]*Term{nil}
	for w, t := range l.adding {
		r, _ := utf8.DecodeRuneInString(w)
		n := l.first[r-firstBegin]
		if n == 0 {
			n = uint16(len(under))
			l.first[r-firstBegin] = n
			under = append(under, nil)
		}
		under[n] = append(under[n], t)
	}
	l.terms, l.lists = make([]Term, 0, len(l.adding)), make([]termList, len(under))
	for i, terms := range under {
		slices.SortFunc(terms, func(a, b *Term) int { return len(b.Word) - len(a.Word) })
		from := len(l.terms)
		for _, t := range terms {
			l.terms = append(l.terms, *t)
		}
		l.lists[i] = listOf(l.terms[from:len(l.terms):len(l.terms)])
	}
	l.adding = nil
}

// listOf makes the list of the terms that begin with one character.
func listOf(terms []Term) termList {
	list := termList{terms: terms}
	for i := range terms {
		w := terms[i].Word
		_, n := utf8.DecodeRuneInString(w)
		if second, _ := utf8.DecodeRuneInString(w[n:]); second == utf8.RuneError {
			list.one = &terms[i]
		} else {
			list.next |= 1 << (second & 63)
		}
	}
	return list
}

// Term gives what a word means, nil where it is not known.
func (l *Lexicon) Term(word string) *Term {
	r, _ := utf8.DecodeRuneInString(word)
	if t := l.at(word, r); t != nil && t.Word == word {
		return t
	}
	return nil
}

// at gives the longest term with which a text begins whose first character is r.
func (l *Lexicon) at(text string, r rune) *Term {
	if r < firstBegin || r >= firstEnd {
		return nil
	}
	list := &l.lists[l.first[r-firstBegin]]
	if list.terms == nil {
		return nil
	}
	if second, _ := utf8.DecodeRuneInString(text[utf8.RuneLen(r):]); list.next&(1<<(second&63)) == 0 {
		return list.one
	}
	for i := range list.terms {
		if strings.HasPrefix(text, list.terms[i].Word) {
			return &list.terms[i]
		}
	}
	return nil
}
