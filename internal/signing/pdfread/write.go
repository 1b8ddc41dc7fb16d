package pdfread

import (
	"fmt"
	"strconv"
)

// Append appends an object as it stands in a file; of a stream its dictionary.
func Append(b []byte, o Object) []byte {
	switch o := o.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, o)
	case Number:
		return append(b, o...)
	case Name:
		return appendName(b, o)
	case String:
		return appendString(b, o)
	case Array:
		b = append(b, '[')
		for i, v := range o {
			if i > 0 {
				b = append(b, ' ')
			}
			b = Append(b, v)
		}
		return append(b, ']')
	case Dict:
		b = append(b, "<<"...)
		for i, e := range o {
			if i > 0 {
				b = append(b, ' ')
			}
			b = append(appendName(b, e.Key), ' ')
			b = Append(b, e.Value)
		}
		return append(b, ">>"...)
	case Ref:
		return fmt.Appendf(b, "%d %d R", o.Num, o.Gen)
	case *Stream:
		return Append(b, o.Dict)
	case Raw:
		return append(b, o...)
	}
	panic(fmt.Sprintf("pdfread: %T is no object", o))
}

// Raw is an object that is already written, for Append.
type Raw []byte

const hexDigits = "0123456789ABCDEF"

func appendName(b []byte, n Name) []byte {
	b = append(b, '/')
	for i := 0; i < len(n); i++ {
		if c := n[i]; IsRegular(c) && c > ' ' && c <= '~' && c != '#' {
			b = append(b, c)
		} else {
			b = append(b, '#', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return b
}

func appendString(b []byte, s String) []byte {
	for _, c := range s {
		if c < ' ' || c > '~' {
			b = append(b, '<')
			for _, c := range s {
				b = append(b, hexDigits[c>>4], hexDigits[c&15])
			}
			return append(b, '>')
		}
	}
	b = append(b, '(')
	for _, c := range s {
		if c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return append(b, ')')
}
