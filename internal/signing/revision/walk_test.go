package revision_test

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// This is a second reader of the files that document writes, with a way of its
// own: it knows what each number holds last, and reads the text of that.

var (
	wordPattern = regexp.MustCompile(`^(?:<<|>>|\[|\]|\([^()\\\r\n]*\)|<[0-9A-Fa-f]*>|/?[^\x00\t\n\f\r ()<>\[\]{}/%]+)`)
	reference   = regexp.MustCompile(`^[0-9]+$`)
	errNotRead  = errors.New("this reader does not know it")
)

// words splits a body; data is what a stream holds.
func words(body string) (list []string, data string, err error) {
	head, data, _ := strings.Cut(body, "\nstream\n")
	for head = strings.TrimLeft(head, "\x00\t\n\f\r "); head != ""; head = strings.TrimLeft(head, "\x00\t\n\f\r ") {
		w := wordPattern.FindString(head)
		if w == "" || strings.Contains(w, "#") {
			return nil, "", errNotRead
		}
		list, head = append(list, plainWord(w)), head[len(w):]
	}
	return list, data, nil
}

// plainWord writes a number in one way.
func plainWord(w string) string {
	if v, err := strconv.ParseFloat(w, 64); err == nil && strings.Trim(w, "+-.0123456789") == "" {
		return strconv.FormatFloat(v+0, 'f', -1, 64)
	}
	return w
}

// read reads one object: a word, "n g R", a []any or a map[string]any.
func read(list []string, depth int) (o any, rest []string, err error) {
	if len(list) == 0 || depth > 50 {
		return nil, nil, errNotRead
	}
	w := list[0]
	switch {
	case w == "[" || w == "<<":
		return readMany(w, list[1:], depth)
	case len(list) > 2 && list[2] == "R" && reference.MatchString(w) && reference.MatchString(list[1]):
		return w + " " + list[1] + " R", list[3:], nil
	case w == "null":
		return nil, list[1:], nil
	}
	return w, list[1:], nil
}

func readMany(open string, list []string, depth int) (any, []string, error) {
	var members []any
	end := map[string]string{"[": "]", "<<": ">>"}[open]
	for len(list) > 0 && list[0] != end {
		o, rest, err := read(list, depth+1)
		if err != nil {
			return nil, nil, err
		}
		members, list = append(members, o), rest
	}
	if len(list) == 0 || open == "<<" && len(members)%2 != 0 {
		return nil, nil, errNotRead
	}
	if open == "[" {
		return members, list[1:], nil
	}
	d := map[string]any{}
	for i := 0; i < len(members); i += 2 {
		if members[i+1] != nil {
			d[fmt.Sprint(members[i])] = members[i+1]
		}
	}
	return d, list[1:], nil
}

// value reads a body: what it is, and a stream's data.
func readBody(body string) (o any, data string, err error) {
	list, data, err := words(body)
	if err != nil {
		return nil, "", err
	}
	o, rest, err := read(list, 0)
	if err == nil && len(rest) != 0 {
		err = errNotRead
	}
	if d, ok := o.(map[string]any); ok {
		delete(d, "/Length")
	}
	return o, data, err
}

// upward lead away from what a page shows.
var upward = map[string]bool{"/Parent": true, "/P": true, "/V": true}

// reachable lists the numbers that can be reached from one on.
func (o objects) reachable(from int) map[int]bool {
	seen := map[int]bool{}
	var visit func(v any)
	visit = func(v any) {
		switch v := v.(type) {
		case string:
			num, _, _ := strings.Cut(v, " ")
			n, _ := strconv.Atoi(num)
			if !strings.HasSuffix(v, " R") || seen[n] {
				return
			}
			seen[n] = true
			body, _, err := readBody(o[n])
			if err != nil {
				panic(err) // it is of this test
			}
			visit(body)
		case []any:
			for _, e := range v {
				visit(e)
			}
		case map[string]any:
			for k, e := range v {
				if !upward[k] {
					visit(e)
				}
			}
		}
	}
	visit(fmt.Sprintf("%d 0 R", from))
	return seen
}
