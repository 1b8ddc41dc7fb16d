package source

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/pattern"
)

// Insert gives a table of the file another key, behind its last one: the root, a
// table with a header, one in braces, or one made by dots. In a table that only
// the headers of its own tables make, such as the a of [a.b], a key has no place
// (ErrNode); Section makes one.
func (e *Edit) Insert(table *Node, key, literal string) {
	v, ok := e.literal(literal)
	if !ok {
		return
	}
	if !e.add(table, key, v) {
		return
	}
	statement := Key(key) + " = " + literal
	switch path := e.dotted(e.file.Root, table, nil); {
	case table.Kind != Table:
		e.fail(ErrNode)
	case table.made == byValue:
		e.intoBraces(table, statement)
	case table == e.file.Root && !hasStatements(table):
		e.cut(0, 0, statement+"\n")
	case table.made == byHeader && !hasStatements(table):
		e.below(table.to, statement)
	case table.made == byHeader:
		e.below(lastStatement(table), statement)
	case table.made == byDots:
		e.below(lastStatement(table), strings.Join(append(path, statement), "."))
	default:
		e.fail(ErrNode)
	}
}

// Section adds a table at the end of the file: [path] with these keys and
// literals, in turns. A table that is there already is ErrTwice, unless only the
// headers of its own tables make it.
func (e *Edit) Section(path []string, keysAndLiterals ...string) {
	t, names := e.file.Root, make([]string, len(path))
	for i, name := range path {
		names[i] = Key(name)
		next := e.child(t, name)
		if next == nil {
			next = &Node{Kind: Table, Key: name, made: byPath}
			e.attach(t, next)
		}
		if next.Kind == Array && next.made == byHeader {
			next = next.Items[len(next.Items)-1]
		}
		if last := i == len(path)-1; next.Kind != Table || next.made == byValue || next.made == byDots || last && next.made == byHeader {
			e.fail(ErrTwice)
			return
		}
		t = next
	}
	e.statements("["+strings.Join(names, ".")+"]", t, keysAndLiterals)
}

// Append adds another [[name]] at the end of the file, with these keys and
// literals, in turns.
func (e *Edit) Append(name string, keysAndLiterals ...string) {
	list := e.child(e.file.Root, name)
	if list == nil {
		list = &Node{Kind: Array, Key: name, made: byHeader}
		e.attach(e.file.Root, list)
	}
	if list.Kind != Array || list.made != byHeader {
		e.fail(ErrTwice)
		return
	}
	t := &Node{Kind: Table, made: byPath}
	e.attach(list, t)
	e.statements("[["+Key(name)+"]]", t, keysAndLiterals)
}

// statements adds a header and what stands below it at the end of the file.
func (e *Edit) statements(header string, t *Node, keysAndLiterals []string) {
	e.tail += "\n" + header + "\n"
	for i := 0; i+1 < len(keysAndLiterals); i += 2 {
		v, ok := e.literal(keysAndLiterals[i+1])
		if !ok || !e.add(t, keysAndLiterals[i], v) {
			return
		}
		e.tail += Key(keysAndLiterals[i]) + " = " + keysAndLiterals[i+1] + "\n"
	}
}

// child gives a table's value for a key, also one that was added.
func (e *Edit) child(t *Node, key string) *Node {
	if n := t.Get(key); n != nil {
		return n
	}
	if i := slices.IndexFunc(e.added[t], func(n *Node) bool { return n.Key == key }); i >= 0 {
		return e.added[t][i]
	}
	return nil
}

// attach notes that a table gets a value; one that Section made holds it itself.
func (e *Edit) attach(t, v *Node) {
	if t.Pos.IsZero() {
		t.Items = append(t.Items, v)
		return
	}
	e.added[t] = append(e.added[t], v)
}

// add is attach for a key that must not be there.
func (e *Edit) add(t *Node, key string, v *Node) bool {
	switch {
	case t == nil || t.Kind != Table:
		e.fail(ErrNode)
	case e.child(t, key) != nil:
		e.fail(ErrTwice)
	default:
		v.Key = key
		e.attach(t, v)
		return true
	}
	return false
}

// dotted gives the keys that lead from the nearest table with a header, or the
// root, to one that dots made.
func (e *Edit) dotted(from, table *Node, path []string) []string {
	for _, k := range from.Items {
		if k.Kind != Table && (k.Kind != Array || k.made != byHeader) {
			continue
		}
		way := path
		switch {
		case k.made == byDots:
			way = append(slices.Clone(path), Key(k.Key))
		default:
			way = nil
		}
		if k == table {
			return way
		}
		if found := e.dotted(k, table, way); found != nil {
			return found
		}
	}
	return nil
}

// intoBraces puts a statement behind the last one of a table in braces.
func (e *Edit) intoBraces(t *Node, statement string) {
	if t.to <= t.from {
		e.fail(ErrNode)
		return
	}
	if len(t.Items) == 0 {
		if len(e.added[t]) > 1 {
			statement = ", " + statement
		}
		e.cut(t.from+1, t.from+1, statement)
		return
	}
	at := lastStatement(t)
	e.cut(at, at, ", "+statement)
}

// below puts a statement on a line of its own below the one that ends at at, and
// below the remark behind that.
func (e *Edit) below(at int, statement string) {
	if i := strings.IndexByte(e.text[at:], '\n'); i >= 0 {
		e.cut(at+i+1, at+i+1, statement+"\n")
		return
	}
	e.cut(len(e.text), len(e.text), "\n"+statement)
}

// hasStatements reports whether a table has keys below its header, before the
// next one.
func hasStatements(t *Node) bool {
	return slices.ContainsFunc(t.Items, func(k *Node) bool { return k.made == byValue || k.made == byDots })
}

// lastStatement gives where the last of a table's own statements ends.
func lastStatement(t *Node) (end int) {
	for _, k := range t.Items {
		switch k.made {
		case byValue:
			end = max(end, k.to)
		case byDots:
			end = max(end, lastStatement(k))
		}
	}
	return end
}

var bareKey = pattern.New(`^[A-Za-z0-9_-]+$`)

// Key writes a key, in quotes where it needs them.
func Key(name string) string {
	if bareKey.MatchString(name) {
		return name
	}
	return Quote(name)
}

// Quote writes a text as a TOML string in one line, every character of it.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' && r != '\t' || r == 0x7F:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// QuoteLines writes a text of several lines as it stands in a clerk's file: from
// the line below three quotes on; one of one line as Quote does. Three quotes on a
// line of their own end a text that ends with a line's end.
func QuoteLines(text string) string {
	if !strings.Contains(text, "\n") {
		return Quote(text)
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		q := Quote(l)
		lines[i] = strings.ReplaceAll(strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`), `"""`, `""\"`)
	}
	all := strings.Join(lines, "\n")
	if s, found := strings.CutSuffix(all, `"`); found && !strings.HasSuffix(s, `\`) {
		all = s + `\"`
	}
	return `"""` + "\n" + all + `"""`
}
