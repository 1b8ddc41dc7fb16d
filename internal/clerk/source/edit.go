package source

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// Why a file cannot be edited as was asked. Apply gives one of these, and no
// bytes.
var (
	ErrLiteral = errors.New("the text is no TOML value")
	ErrNode    = errors.New("the value is not one of the file's, or has no place of its own")
	ErrRemarks = errors.New("a remark stands inside of the value")
	ErrTwice   = errors.New("the place is edited twice, or the key is there already")
	ErrMeaning = errors.New("the edited file would not mean what was asked")
)

// Edit changes values of a file in place. All else stays byte by byte as it was
// typed: remarks, order, blanks, line ends, the byte order mark. Calls are
// collected; Apply, called once, makes all of them or none.
type Edit struct {
	file    *File
	text    string // decoded
	remarks [][2]int
	cuts    []cut
	tail    string            // behind the file's end
	want    map[*Node]*Node   // values that become others
	added   map[*Node][]*Node // values that tables get
	removed map[*Node]bool    // values that go
	err     error
}

// cut replaces the decoded text from byte from to byte to.
type cut struct {
	from, to int
	text     string
}

// Edit begins an edit of f, which itself is not changed.
func (f *File) Edit() *Edit {
	text, bad := decode(f.Name, f.Data)
	e := &Edit{file: f, text: text, want: map[*Node]*Node{}, added: map[*Node][]*Node{}, removed: map[*Node]bool{}}
	if bad != nil {
		e.err = bad
		return e
	}
	e.remarks = scan(f.Name, text).remarks
	return e
}

// Remark is a remark of a file, from its # to the end of its line.
type Remark struct {
	Line int
	Text string
}

// Remarks gives all remarks of a file, in order.
func (f *File) Remarks() (all []Remark) {
	e := f.Edit()
	line, at := 1, 0
	for _, r := range e.remarks {
		line += strings.Count(e.text[at:r[0]], "\n")
		at = r[0]
		all = append(all, Remark{line, e.text[r[0]:r[1]]})
	}
	return all
}

func (e *Edit) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

// Replace gives the value n another literal: 12, "某某局", [1, 2]. A value that
// has remarks inside keeps them where both are arrays (see SetItems); else it is
// ErrRemarks.
func (e *Edit) Replace(n *Node, literal string) {
	v, ok := e.literal(literal)
	switch {
	case !ok:
	case n == nil || n.to <= n.from || n.made != byValue:
		e.fail(ErrNode)
	case !e.hasRemark(n.from, n.to):
		e.want[n] = v
		e.cut(n.from, n.to, literal)
	case n.Kind == Array && v.Kind == Array:
		items := make([]string, len(v.Items))
		for i, k := range v.Items {
			items[i] = literal[k.from-len(probe) : k.to-len(probe)]
		}
		e.SetItems(n, items...)
	default:
		e.fail(ErrRemarks)
	}
}

// SetItems gives an array other items, one by one, so that line ends and remarks
// between them stay. More items go behind the last one; what is left over is
// taken out.
func (e *Edit) SetItems(n *Node, literals ...string) {
	if n == nil || n.Kind != Array || n.made != byValue || n.to <= n.from {
		e.fail(ErrNode)
		return
	}
	want := &Node{Kind: Array}
	for i, l := range literals {
		v, ok := e.literal(l)
		if !ok {
			return
		}
		want.Items = append(want.Items, v)
		if i < len(n.Items) && e.text[n.Items[i].from:n.Items[i].to] != l {
			if e.hasRemark(n.Items[i].from, n.Items[i].to) {
				e.fail(ErrRemarks)
				return
			}
			e.cut(n.Items[i].from, n.Items[i].to, l)
		}
	}
	e.want[n] = want
	if more := literals[min(len(n.Items), len(literals)):]; len(more) > 0 {
		e.grow(n, more)
	}
	e.shrink(n, len(literals))
}

// grow puts items behind an array's last one.
func (e *Edit) grow(n *Node, more []string) {
	at, text := n.from+1, strings.Join(more, ", ")
	if len(n.Items) > 0 {
		at, text = n.Items[len(n.Items)-1].to, ", "+text
	}
	e.cut(at, at, text)
}

// shrink takes items out from the one with index keep on, each with the blanks
// before it and the comma behind it; where the last one has none, no comma is left
// behind the items that stay.
func (e *Edit) shrink(n *Node, keep int) {
	for i := keep; i < len(n.Items); i++ {
		k := n.Items[i]
		if e.hasRemark(k.from, k.to) {
			e.fail(ErrRemarks)
			return
		}
		from := len(strings.TrimRight(e.text[:k.from], " \t"))
		e.cut(from, k.to, "")
		end := n.to
		if i+1 < len(n.Items) {
			end = n.Items[i+1].from
		}
		at := e.comma(k.to, end)
		if at < 0 && keep > 0 {
			at = e.comma(n.Items[keep-1].to, n.Items[keep].from)
		}
		if at >= 0 {
			e.cut(at, at+1, "")
		}
	}
}

// comma finds a comma that stands in no remark; -1 where there is none.
func (e *Edit) comma(from, to int) int {
	for at := from; at < to; at++ {
		if e.text[at] == ',' && !slices.ContainsFunc(e.remarks, func(r [2]int) bool { return r[0] <= at && at < r[1] }) {
			return at
		}
	}
	return -1
}

// probe is a statement whose value is a literal.
const probe = "x = "

// literal reads a literal as the value that it is.
func (e *Edit) literal(text string) (*Node, bool) {
	if strings.ContainsRune(text, '\r') {
		e.fail(ErrLiteral)
		return nil, false
	}
	f, err := Parse("", []byte(probe+text))
	if err == nil && len(f.Root.Items) == 1 {
		if v := f.Root.Items[0]; v.Key == "x" && v.made == byValue && v.from == len(probe) && v.to == len(probe+text) && len(f.Unquoted) == 0 {
			return v, true
		}
	}
	e.fail(ErrLiteral)
	return nil, false
}

func (e *Edit) hasRemark(from, to int) bool {
	return slices.ContainsFunc(e.remarks, func(r [2]int) bool { return from <= r[0] && r[0] < to })
}

func (e *Edit) cut(from, to int, text string) { e.cuts = append(e.cuts, cut{from, to, text}) }

// Apply gives the bytes of the edited file. They are read again, and are given
// only where they mean what was asked and nothing else: what was not edited has
// its old value.
func (e *Edit) Apply() ([]byte, error) {
	if e.err != nil {
		return nil, e.err
	}
	slices.SortStableFunc(e.cuts, func(a, b cut) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.to - b.to
	})
	for i := 1; i < len(e.cuts); i++ {
		if e.cuts[i].from < e.cuts[i-1].to {
			return nil, ErrTwice
		}
	}
	if e.tail != "" {
		if e.text != "" && !strings.HasSuffix(e.text, "\n") {
			e.tail = "\n" + e.tail
		}
		e.cut(len(e.text), len(e.text), e.tail)
	}
	data := e.splice()
	f, err := Parse(e.file.Name, data)
	if err != nil || !e.means(e.file.Root, f.Root) {
		return nil, errors.Join(ErrMeaning, err)
	}
	return data, nil
}

// splice makes the cuts in the bytes as they were read, whose line ends may be
// CR LF and which may begin with byte order marks.
func (e *Edit) splice() []byte {
	data, newline := e.file.Data, "\n"
	if bytes.Contains(data, []byte("\r\n")) {
		newline = "\r\n"
	}
	var b bytes.Buffer
	at, off := 0, 0 // in data, in the decoded text
	for bytes.HasPrefix(data[at:], []byte("\uFEFF")) {
		at += len("\uFEFF")
	}
	from := 0
	to := func(end int) int { // steps on to a byte of the decoded text
		for ; off < end; off++ {
			if data[at] == '\r' && at+1 < len(data) && data[at+1] == '\n' {
				at++
			}
			at++
		}
		return at
	}
	for _, c := range e.cuts {
		b.Write(data[from:to(c.from)])
		b.WriteString(strings.ReplaceAll(c.text, "\n", newline))
		from = to(c.to)
	}
	b.Write(data[from:])
	return b.Bytes()
}

// means reports whether the value now is what old was to become.
func (e *Edit) means(old, now *Node) bool {
	if v := e.want[old]; v != nil {
		return same(v, now)
	}
	if old.Kind != now.Kind || old.Kind != Array && old.Kind != Table && old.Text != now.Text || len(now.Items) != e.left(old)+len(e.added[old]) {
		return false
	}
	i := 0
	for _, k := range old.Items {
		if e.removed[k] {
			continue
		}
		if n := counterpart(now, i, k); n == nil || !e.means(k, n) {
			return false
		}
		i++
	}
	for j, k := range e.added[old] {
		if n := counterpart(now, i+j, k); n == nil || !same(k, n) {
			return false
		}
	}
	return true
}

// counterpart gives what a value of a table, or the one at i of an array, is
// elsewhere.
func counterpart(in *Node, i int, k *Node) *Node {
	if in.Kind == Table {
		return in.Get(k.Key)
	}
	return in.Items[i]
}

// same reports whether two values are equal, as they were typed.
func same(a, b *Node) bool {
	if a.Kind != b.Kind || a.Kind != Array && a.Kind != Table && a.Text != b.Text || len(a.Items) != len(b.Items) {
		return false
	}
	for i, k := range a.Items {
		if n := counterpart(b, i, k); n == nil || !same(k, n) {
			return false
		}
	}
	return true
}

// Remarks lets change say of each remark, from its # to the end of its line,
// whether it is one of a kind, and what it becomes: a remark in one line, or "" for
// none, and its line goes with it where nothing else stands there. The lines of
// more go below the last one of the kind; where there is none left they have no place.
func (e *Edit) Remarks(change func(remark string) (now string, ofKind bool), more func() []string) {
	end := -1
	for _, r := range e.remarks {
		old := e.text[r[0]:r[1]]
		now, ofKind := change(old)
		if !ofKind {
			continue
		}
		from, to := r[0], r[1]
		if now == "" {
			from, to = e.wholeLine(from, to)
		}
		if end = to; now != old {
			e.remark(from, to, now)
		}
	}
	if end < 0 {
		return
	}
	for _, line := range more() {
		if end > 0 && e.text[end-1] == '\n' {
			line += "\n"
		} else {
			line = "\n" + line
		}
		e.remark(end, end, line)
	}
}

// remark puts a remark, or none, into a place.
func (e *Edit) remark(from, to int, text string) {
	if t := strings.Trim(text, "\n"); t != "" && !strings.HasPrefix(t, "#") || strings.ContainsAny(t, "\r\n") {
		e.fail(ErrLiteral)
		return
	}
	e.cut(from, to, text)
}

// wholeLine widens the place of a remark to its line where nothing else stands in it.
func (e *Edit) wholeLine(from, to int) (int, int) {
	start := strings.LastIndexByte(e.text[:from], '\n') + 1
	if strings.Trim(e.text[start:from], " \t") != "" {
		return from, to
	}
	if to < len(e.text) && e.text[to] == '\n' {
		to++
	}
	return start, to
}
