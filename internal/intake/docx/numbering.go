package docx

import (
	"strconv"
	"strings"
)

const levels = 9 // of a list (17.9.6)

// numbering computes the numbers that Word shows (17.9).
type numbering struct {
	lists  map[string]*list        // by numId
	counts map[string]*[levels]int // by abstractNumId: lists of one definition go on counting
	styles map[string][2]string    // the list and level that a paragraph style's level names
	used   map[string]bool         // lists that were met, for their own starts
}

// list is a list: its levels, with its own overrides.
type list struct {
	abstract string
	levels   [levels]*node
	starts   map[int]int // own starts, by level
}

func (w *walker) readNumbering() error {
	w.numbering = &numbering{map[string]*list{}, map[string]*[levels]int{}, map[string][2]string{}, map[string]bool{}}
	p, err := w.pack.related(w.part, "numbering")
	if p == nil || err != nil {
		return err
	}
	abstract, links := map[string]*node{}, map[string]string{}
	for _, a := range p.root.all("abstractNum") {
		abstract[a.attr("abstractNumId")] = a
		if s := a.val("styleLink"); s != "" {
			links[s] = a.attr("abstractNumId")
		}
	}
	for _, n := range p.root.all("num") {
		id := n.val("abstractNumId")
		if s := abstract[id].val("numStyleLink"); links[s] != "" {
			id = links[s]
		}
		if err := w.numbering.add(n, id, abstract[id]); err != nil {
			return err
		}
	}
	return nil
}

// longestText is how long the text of a level may be, in bytes; Word allows 31
// characters. It is written for each paragraph.
const longestText = 1000

// add takes up a list.
func (n *numbering) add(num *node, id string, abstract *node) error {
	l := &list{abstract: id, starts: map[int]int{}}
	set := func(lvl *node, at string) {
		if i, err := strconv.Atoi(at); err == nil && i >= 0 && i < levels && lvl != nil {
			l.levels[i] = lvl
		}
	}
	if abstract != nil {
		for _, lvl := range abstract.all("lvl") {
			set(lvl, lvl.attr("ilvl"))
		}
	}
	for _, o := range num.all("lvlOverride") {
		set(o.child("lvl"), o.attr("ilvl"))
		at, err := strconv.Atoi(o.attr("ilvl"))
		if v, err2 := strconv.Atoi(o.val("startOverride")); err == nil && err2 == nil {
			l.starts[at] = v
		}
	}
	key := num.attr("numId")
	n.lists[key] = l
	for i, lvl := range l.levels {
		if len(lvl.val("lvlText")) > longestText {
			return tooMuch("编号的样式太长，有 %d 个字节。", "the text of a list's level has %d bytes.", len(lvl.val("lvlText")))
		}
		if s := lvl.val("pStyle"); s != "" && n.styles[s][0] == "" {
			n.styles[s] = [2]string{key, strconv.Itoa(i)}
		}
	}
	return nil
}

// ofStyle gives the list and the level that a paragraph style stands for.
func (n *numbering) ofStyle(style string) (num, level string) {
	return n.styles[style][0], n.styles[style][1]
}

// next gives the number of the next paragraph of a list at a level, "" where it
// shows none.
func (n *numbering) next(num, level string) string {
	l := n.lists[num]
	at, _ := strconv.Atoi(level)
	if l == nil || num == "0" || at < 0 || at >= levels || l.levels[at] == nil {
		return ""
	}
	count := n.counts[l.abstract]
	if count == nil {
		count = &[levels]int{}
		for i := range count {
			count[i] = l.start(i) - 1
		}
		n.counts[l.abstract] = count
	}
	if !n.used[num] {
		n.used[num] = true
		for i, v := range l.starts {
			if i >= 0 && i < levels {
				count[i] = v - 1
			}
		}
	}
	count[at]++
	for i := 0; i < at; i++ {
		if count[i] < l.start(i) { // a level that was passed over counts as begun
			count[i] = l.start(i)
		}
	}
	for i := at + 1; i < levels; i++ {
		if restart, err := strconv.Atoi(l.levels[i].val("lvlRestart")); err != nil || restart > at && restart != 0 {
			count[i] = l.start(i) - 1
		}
	}
	return l.text(at, count)
}

// start gives where a level begins to count.
func (l *list) start(level int) int {
	if v, ok := l.starts[level]; ok {
		return v
	}
	if v, err := strconv.Atoi(l.levels[level].val("start")); err == nil {
		return v
	}
	return 0
}

// text fills in a level's pattern: %1 is the number of the first level.
func (l *list) text(at int, count *[levels]int) string {
	lvl := l.levels[at]
	pattern := lvl.val("lvlText")
	if lvl.val("numFmt") == "bullet" {
		return bullet(pattern)
	}
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) || pattern[i+1] < '1' || pattern[i+1] > '9' {
			b.WriteByte(pattern[i])
			continue
		}
		i++
		k := int(pattern[i] - '1')
		format := l.levels[k].val("numFmt")
		if lvl.is("isLgl") {
			format = "decimal"
		}
		b.WriteString(formatNumber(format, count[k]))
	}
	return b.String()
}
