package pdfread

import (
	"strconv"
	"unicode/utf16"
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

// Text gives a text string's characters (7.9.2.2). PDFDocEncoding is taken for
// Latin-1, from which it differs in a few marks.
func (s String) Text() string {
	if len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF {
		var u []uint16
		for b := s[2:]; len(b) > 1; b = b[2:] {
			u = append(u, uint16(b[0])<<8|uint16(b[1]))
		}
		return string(utf16.Decode(u))
	}
	r := make([]rune, len(s))
	for i, c := range s {
		r[i] = rune(c)
	}
	return string(r)
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
