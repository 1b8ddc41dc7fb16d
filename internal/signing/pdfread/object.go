package pdfread

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Object is an object of a PDF file (ISO 32000-1 7.3): nil for null, bool,
// Number, Name, String, Array, Dict, Ref or *Stream.
type Object any

type (
	// Number is a number as it is written, so that it can be written again
	// without a change.
	Number string
	// Name is a name without its slash and with #xx resolved.
	Name string
	// String is a string's bytes.
	String []byte
	// Array is an array.
	Array []Object
	// Dict is a dictionary in the order of the file.
	Dict []Entry
	// Entry is an entry of a dictionary.
	Entry struct {
		Key   Name
		Value Object
	}
	// Ref is a reference to an indirect object.
	Ref struct{ Num, Gen int }
	// Stream is a stream with its data as they stand in the file.
	Stream struct {
		Dict Dict
		Raw  []byte
	}
)

// Int gives a whole number.
func (n Number) Int() (int, bool) {
	v, err := strconv.ParseInt(string(n), 10, 64)
	return int(v), err == nil
}

// Get gives the value of a key, nil where there is none.
func (d Dict) Get(key Name) Object {
	for i := range d {
		if d[i].Key == key {
			return d[i].Value
		}
	}
	return nil
}

// Has reports whether there is a key, be its value null.
func (d Dict) Has(key Name) bool {
	return slices.ContainsFunc(d, func(e Entry) bool { return e.Key == key })
}

// With gives a copy of the dictionary in which key has a value.
func (d Dict) With(key Name, value Object) Dict {
	c := make(Dict, len(d), len(d)+1)
	copy(c, d)
	for i := range c {
		if c[i].Key == key {
			c[i].Value = value
			return c
		}
	}
	return append(c, Entry{key, value})
}

// Without gives a copy of the dictionary without some keys.
func (d Dict) Without(keys ...Name) Dict {
	c := make(Dict, 0, len(d))
next:
	for _, e := range d {
		for _, k := range keys {
			if e.Key == k {
				continue next
			}
		}
		c = append(c, e)
	}
	return c
}

// Text gives a text string's characters (7.9.2.2): UTF-16, UTF-8 or
// PDFDocEncoding. What these do not know is U+FFFD.
func (s String) Text() string {
	if u, ok := bytes.CutPrefix(s, []byte("\xFE\xFF")); ok {
		var units []uint16
		for ; len(u) > 1; u = u[2:] {
			units = append(units, uint16(u[0])<<8|uint16(u[1]))
		}
		return string(utf16.Decode(units))
	}
	if u, ok := bytes.CutPrefix(s, []byte("\xEF\xBB\xBF")); ok {
		return strings.ToValidUTF8(string(u), "\uFFFD")
	}
	r := make([]rune, len(s))
	for i, c := range s {
		r[i] = docChar(c)
	}
	return string(r)
}

// docChars are the characters of PDFDocEncoding (annex D.3) that are not those of
// Latin-1: from 0x18 to 0x1F, and from 0x80 to 0xA0.
var docChars = []rune("˘ˇˆ˙˝˛˚˜" + "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€")

func docChar(c byte) rune {
	switch {
	case c >= 0x18 && c <= 0x1F:
		return docChars[c-0x18]
	case c >= 0x80 && c <= 0xA0:
		return docChars[8+c-0x80]
	case c == 0x7F || c == 0xAD:
		return utf8.RuneError
	}
	return rune(c)
}

// Date gives a date string's time (7.9.4); ok is false where it is none.
func (text String) Date() (t time.Time, ok bool) {
	s := strings.TrimPrefix(string(text), "D:")
	s = strings.ReplaceAll(s, "'", "")
	if strings.HasSuffix(s, "Z0000") {
		s = s[:len(s)-4]
	}
	for _, layout := range []string{"20060102150405-0700", "20060102150405Z", "20060102150405", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// TextString gives a text string: as it is where it is printable ASCII, else
// in UTF-16.
func TextString(s string) String {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			b := String{0xFE, 0xFF}
			for _, u := range utf16.Encode([]rune(s)) {
				b = append(b, byte(u>>8), byte(u))
			}
			return b
		}
	}
	return String(s)
}

// Int is a whole number as an object.
func Int(v int) Number { return Number(strconv.Itoa(v)) }
