package press

import (
	"bytes"
	"strconv"
	"strings"
)

// Beginning gives year and agency of a report as far as the beginning of its file's
// text tells; 0 and "" where it does not. It is asked of every file of a folder, and
// goes no farther than it must.
func Beginning(head []byte) (year int, agency string) {
	inAgency, dated, named := false, false, false
	for line := range bytes.Lines(head) {
		if !dated {
			year, dated = yearIn(line)
		}
		if inAgency && !named {
			agency, named = nameIn(line)
		}
		if dated && named {
			break
		}
		if bytes.IndexByte(line, '[') >= 0 { // another table
			rest, ok := bytes.CutPrefix(line, []byte("[agency]"))
			inAgency = ok && bytes.IndexByte(rest, '[') < 0
		}
	}
	return year, strings.TrimSpace(agency)
}

// yearIn gives the year that a line says: four figures that are no part of a word.
func yearIn(line []byte) (year int, ok bool) {
	value := valueOf(line, "year")
	n := 0
	for n < len(value) && '0' <= value[n] && value[n] <= '9' {
		n++
	}
	if n != len("2020") || n < len(value) && (value[n] == '_' || 'A' <= value[n]&^0x20 && value[n]&^0x20 <= 'Z') {
		return 0, false
	}
	year, err := strconv.Atoi(string(value[:n]))
	return year, err == nil
}

// nameIn gives the name that a line says.
func nameIn(line []byte) (name string, ok bool) {
	value := valueOf(line, "name")
	if len(value) == 0 || value[0] != '"' && value[0] != '\'' {
		return "", false
	}
	n := bytes.IndexAny(value[1:], "\"'\n")
	if n < 0 || value[1+n] == '\n' {
		return "", false
	}
	return string(value[1 : 1+n]), true
}

// valueOf gives what stands behind "key =" in a line, nil where it does not begin so.
func valueOf(line []byte, key string) []byte {
	const blanks = " \t"
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(line, blanks), []byte(key))
	if !ok {
		return nil
	}
	if rest, ok = bytes.CutPrefix(bytes.TrimLeft(rest, blanks), []byte("=")); !ok {
		return nil
	}
	return bytes.TrimLeft(rest, blanks)
}
