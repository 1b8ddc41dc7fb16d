package formula

import "strings"

// Spreadsheet is the formula as spreadsheets have it (ECMA-376 part 1, 18.17),
// without =. cell names the cell of a figure. It is "" where a figure has none,
// as those of the year before.
func (f *Formula) Spreadsheet(in *Instance, cell func(Path) string) string {
	var words []string
	for _, p := range f.pieces {
		t := strings.TrimSpace(p.text)
		switch {
		case p.slot >= 0 && f.slots[p.slot].fixed == "":
			if t = f.cells(in, p.slot, cell); t == "" {
				return ""
			}
		case t == "":
			continue
		}
		words = append(words, t)
	}
	return condition(words)
}

// cells writes the figure of a slot, or the sum of several.
func (f *Formula) cells(in *Instance, slot int, cell func(Path) string) string {
	var refs []string
	for _, p := range in.paths[slot] {
		ref := ""
		if !p.Last {
			ref = cell(p)
		}
		if ref == "" {
			return ""
		}
		refs = append(refs, ref)
	}
	if f.slots[slot].sum {
		return "SUM(" + strings.Join(refs, ",") + ")"
	}
	return refs[0]
}

// Named gives the figures that the formula names for an instance, those that it
// adds up with sum left out.
func (f *Formula) Named(in *Instance) (named []Path) {
	for n := range f.slots {
		if s := &f.slots[n]; s.fixed == "" && !s.sum {
			named = append(named, in.paths[n]...)
		}
	}
	return named
}

// functions are the words that spreadsheets have as functions.
var functions = []struct {
	name  string
	words []string
}{{"OR", []string{"or", "||"}}, {"AND", []string{"and", "&&"}}}

// condition writes words whose or, and, not are operators with functions, the
// weakest operator first.
func condition(words []string) string {
	for _, f := range functions {
		if parts := split(words, f.words...); len(parts) > 1 {
			for i := range parts {
				parts[i] = []string{condition(parts[i])}
			}
			return f.name + "(" + join(parts) + ")"
		}
	}
	var b strings.Builder
	for i := 0; i < len(words); i++ {
		switch w := words[i]; w {
		case "not", "!":
			b.WriteString("NOT")
			if i+1 < len(words) && words[i+1] != "(" {
				return b.String() + "(" + condition(words[i+1:]) + ")"
			}
		case "max", "min":
			b.WriteString(strings.ToUpper(w))
		case "(":
			end := closing(words, i)
			parts := split(words[i+1:end], ",")
			for k := range parts {
				parts[k] = []string{condition(parts[k])}
			}
			b.WriteString("(" + join(parts) + ")")
			i = end
		case "==":
			b.WriteString("=")
		case "!=":
			b.WriteString("<>")
		default:
			b.WriteString(w)
		}
	}
	return b.String()
}

func join(parts [][]string) string {
	var all []string
	for _, p := range parts {
		all = append(all, strings.Join(p, ""))
	}
	return strings.Join(all, ",")
}

// split parts words at an operator that stands in no brackets.
func split(words []string, at ...string) (parts [][]string) {
	depth, from := 0, 0
	for i, w := range words {
		switch w {
		case "(":
			depth++
		case ")":
			depth--
		}
		for _, a := range at {
			if w == a && depth == 0 {
				parts = append(parts, words[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, words[from:])
}

// closing gives the bracket that closes the one at i.
func closing(words []string, i int) int {
	depth := 0
	for k := i; k < len(words); k++ {
		switch words[k] {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return len(words) - 1
}
