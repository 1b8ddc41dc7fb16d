package pdfread

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// said gives the English text of an error without its offset.
func said(err error) string {
	if d, ok := err.(*damage); ok {
		return d.en
	}
	return fmt.Sprint(err)
}

// TestTables reads cross-reference tables (7.5.4), good ones and others.
func TestTables(t *testing.T) {
	const row, free = "0000000017 00000 n\r\n", "0000000003 65535 f \n"
	for in, want := range map[string]string{
		"xref\n0 2\n" + free + row + "trailer\n<</A 1>>":    "[{0 {3 65535 0 true} false} {1 {17 0 0 false} false}] <</A 1>>",
		"xref\n0 0\n5 1\n" + row + "trailer<<>>":            "[{5 {17 0 0 false} false}] <<>>",
		"xref 0 1 \n" + free + "trailer <<>>":               "[{0 {3 65535 0 true} false}] <<>>",
		"xref\r0 1\r" + free + "trailer <<>>":               "[{0 {3 65535 0 true} false}] <<>>",
		"xref\n0 1 \r\n" + free + "trailer <<>>":            "[{0 {3 65535 0 true} false}] <<>>",
		"xref\n%x\n0 1\n" + free + "%y\ntrailer <<>>":       "[{0 {3 65535 0 true} false}] <<>>",
		"xref\n0 1\n0000000003 65535 f\r\ntrailer <<>>":     "[{0 {3 65535 0 true} false}] <<>>",
		"xref\n0 1\n000000003 65535 f \ntrailer <<>>    ":   "a cross-reference section is wrong",
		"xref\n0 1\n0000000003 65535 F \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n0000000003_65535 f \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n0000000003 65535_f \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n0000000003 6553x f \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n000000000x 65535 f \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n0000000003 65535 n_\ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n-000000003 65535 f \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n+000000003 65535 f \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n0000000003 +0000 f \ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n0000000003 65535 f  trailer <<>>    ":   "[{0 {3 65535 0 true} false}] <<>>",
		"xref\n0 1\n0000000003 65535 fx\ntrailer <<>>    ":  "a cross-reference section is wrong",
		"xref\n0 1\n0000000003 65535 f xtrailer <<>>    ":   "a cross-reference section is wrong",
		"xref\n0 1\n" + free[:19]:                           "a cross-reference section is wrong",
		"xref\n0 2\n" + free + "trailer <<>>":               "a cross-reference section is wrong",
		"xref\n0 1" + free:                                  "the object that should stand here does not",
		"xref\n0 1 x\n" + free:                              "a cross-reference section is wrong",
		"xref\n0 1":                                         "a cross-reference section is wrong",
		"xref\n0 1 ":                                        "a cross-reference section is wrong",
		"xref\n-1 1\n" + free:                               "the object that should stand here does not",
		"xref\nx 1\n" + free:                                "the object that should stand here does not",
		"xref\n8388606 1\n" + row + "trailer <<>>":          "[{8388606 {17 0 0 false} false}] <<>>",
		"xref\n8388607 1\n" + row + "trailer <<>>":          "a cross-reference section is wrong",
		"xref\n8388608 0\n" + row + "trailer <<>>":          "the object that should stand here does not",
		"xref\n0 1\n" + free + "trailer 5":                  "a cross-reference section is wrong",
		"xref\n0 1\n" + free + "trailer <<":                 "the data end too soon",
		"xref\n0 1\n" + free + "trailer":                    "the data end too soon",
		"xref\n0 1\n" + free + "\x00\f\ttrailer\t<</B[]>>x": "[{0 {3 65535 0 true} false}] <</B []>>",
	} {
		f := &File{Data: []byte(in), store: newStore(len(in))}
		s, err := f.readSection(0)
		got := ""
		if err != nil {
			got = said(err)
		} else {
			got = fmt.Sprintf("%v %s", s.rows, Append(nil, s.trailer))
			if !s.table || s.at != 0 || s.end != len(strings.TrimRight(in, "x")) && s.end != strings.LastIndex(in, ">>")+2 {
				t.Errorf("%q: %+v", in, s)
			}
		}
		if got != want {
			t.Errorf("%q: %s, not %s", in, got, want)
		}
	}
	f := &File{Data: []byte("xref"), store: newStore(4)}
	for _, at := range []int{-1, 4, 5} {
		if _, err := f.readSection(at); err == nil || !strings.Contains(said(err), "outside") {
			t.Errorf("at %d: %v", at, err)
		}
	}
	few := &File{Data: []byte("xref\n0 2\n" + free + row + "trailer <<>>"), store: &store{rows: 1, values: 9}}
	if _, err := few.readSection(0); err == nil {
		t.Error("more rows than there may be")
	}
}

// TestStreams reads cross-reference streams (7.5.8).
func TestStreams(t *testing.T) {
	for in, want := range map[string]string{
		"/Size 2/W[1 2 1]|\x01\x01\x02\x03\x00\x00\x09\xff":                         "[{0 {258 3 0 false} false} {1 {9 255 0 true} false}]",
		"/Size 9/W[1 1 1]/Index[4 1 7 1]|\x02\x05\x06\x01\x07\x00":                  "[{4 {6 0 5 false} false} {7 {7 0 0 false} false}]",
		"/Size 1/W[0 1 0]|\x07":                                                     "[{0 {7 0 0 false} false}]",
		"/Size 0/W[1 1 1]|":                                                         "[]",
		"/Size 1/W[1 8 0]|\x01\x00\x00\x00\x00\x00\x00\x01\x00":                     "[{0 {256 0 0 false} false}]",
		"/Size 1/W[1 8 0]|\x01\xff\x00\x00\x00\x00\x00\x01\x00":                     "a cross-reference section is wrong",
		"/Size 1/W[1 9 0]|\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00":                 "a cross-reference section is wrong",
		"/Size 1/W[1 -1 1]|\x01\x00":                                                "a cross-reference section is wrong",
		"/Size 1/W[0 0 0]|":                                                         "a cross-reference section is wrong",
		"/Size 1/W[1 1]|\x01\x00":                                                   "a cross-reference section is wrong",
		"/Size 1/W[1 1 1 1]|\x01\x00\x00\x00":                                       "a cross-reference section is wrong",
		"/Size 1/W[1 1.0 1]|\x01\x00\x00":                                           "a cross-reference section is wrong",
		"/Size 1/W 5|\x01":                                                          "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]|\x02\x00\x00":                                             "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]|\x05\x04\x03":                                             "[{0 {0 0 0 true} true}]",
		"/Size 1/W[1 1 1]|\x01\x04":                                                 "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]|\x01\x04\x03\x01":                                         "a cross-reference section is wrong",
		"/Size 2/W[1 1 1]|\x01\x04\x03":                                             "a cross-reference section is wrong",
		"/W[1 1 1]|\x01\x04\x03":                                                    "a cross-reference section is wrong",
		"/Size -1/W[1 1 1]|":                                                        "a cross-reference section is wrong",
		"/Size 1.0/W[1 1 1]|\x01\x04\x03":                                           "a cross-reference section is wrong",
		"/Size 8388607/W[1 1 1]/Index[0 1]|\x01\x04\x03":                            "[{0 {4 3 0 false} false}]",
		"/Size 8388608/W[1 1 1]/Index[0 1]|\x01\x04\x03":                            "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[8388606 1]|\x01\x04\x03":                            "[{8388606 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Index[8388607 1]|\x01\x04\x03":                            "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[-1 1]|\x01\x04\x03":                                 "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[1 -1]|\x01\x04\x03":                                 "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[0 1 5]|\x01\x04\x03":                                "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[0 1.0]|\x01\x04\x03":                                "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[/A 1]|\x01\x04\x03":                                 "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[0 2]|\x01\x04\x03":                                  "a cross-reference section is wrong",
		"/Size 1/W[1 1 1]/Index[0 0 3 1 4 0]|\x01\x04\x03":                          "[{3 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Type/ObjStm|\x01\x04\x03":                                 "a key twice",
		"/Size 1/W[1 1 1]/Filter/LZWDecode|\x01\x04\x03":                            "a stream's filter is not supported",
		"/Size 1/W[1 1 1]/Filter[]|\x01\x04\x03":                                    "[{0 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Filter[/FlateDecode/FlateDecode]|\x01\x04\x03":            "a stream's filter is not supported",
		"/Size 1/W[1 1 1]/Filter/FlateDecode|\x01\x04\x03":                          "a stream cannot be inflated",
		"/Size 1/W[1 1 1]/Filter[/FlateDecode]|" + string(Deflate([]byte{1, 4, 3})): "[{0 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Filter[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 3>>]|" + string(Deflate([]byte{2, 1, 4, 3})):                 "[{0 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 1>>|" + string(Deflate([]byte{1, 4, 3})):                                   "[{0 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 10/Columns 3>>|" + string(Deflate([]byte{1, 1, 3, 255})):                   "[{0 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3>>|" + string(Deflate([]byte{0, 1, 4, 3})):                      "[{0 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 6/BitsPerComponent 4>>|" + string(Deflate([]byte{0, 1, 4, 3})):  "[{0 {4 3 0 false} false}]",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 2>>|" + string(Deflate([]byte{1, 4, 3})):                                   "a stream's predictor is not supported",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 16>>|" + string(Deflate([]byte{1, 4, 3})):                                  "a stream's predictor is not supported",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 9>>|" + string(Deflate([]byte{1, 4, 3})):                                   "a stream's predictor is not supported",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 0>>|" + string(Deflate([]byte{1, 4, 3})):                        "a stream's predictor is not supported",
		"/Size 1/W[1 1 1]/Filter[/FlateDecode]/DecodeParms<</Predictor 12/Columns 3>>|" + string(Deflate([]byte{2, 1, 4, 3})):                   "a stream's parameters can be read in two ways",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms[<</Predictor 12/Columns 3>>]|" + string(Deflate([]byte{2, 1, 4, 3})):                   "a stream's parameters can be read in two ways",
		"/Size 1/W[1 1 1]/Filter[/FlateDecode]/DecodeParms[null null]|" + string(Deflate([]byte{1, 4, 3})):                                      "a stream's parameters can be read in two ways",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 12.0/Columns 3>>|" + string(Deflate([]byte{2, 1, 4, 3})):                   "a stream's predictor is not supported",
		"/Size 1/W[1 1 1]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2/BitsPerComponent 12>>|" + string(Deflate([]byte{2, 1, 4, 3})): "a stream's predictor is not supported",
	} {
		entries, data, _ := strings.Cut(in, "|")
		f := &File{Data: fmt.Appendf(nil, "7 0 obj\n<</Type/XRef%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", entries, len(data), data), store: newStore(len(in))}
		s, err := f.readSection(0)
		got := ""
		if err != nil {
			got = said(err)
		} else if got = fmt.Sprint(s.rows); s.table || s.self != (Ref{7, 0}) || s.end != len(f.Data)-1 {
			t.Errorf("%q: %+v", in, s)
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s, not %s", in, got, want)
		}
	}
	for _, other := range []string{"7 0 obj\n<</Type/XRef>>\nendobj\n", "7 0 obj\n<</Type/ObjStm/Length 0>>\nstream\n\nendstream\nendobj\n", "7 0 obj 5 endobj", "trailer"} {
		f := &File{Data: []byte(other), store: newStore(len(other))}
		if _, err := f.readSection(0); err == nil {
			t.Errorf("%q is a section", other)
		}
	}
}

// chained writes a file whose sections say where number 2 stands; what each
// adds to its trailer may name them as @0 and @1.
func chained(trailers ...string) []byte {
	b := []byte("%PDF-1.7\n1 0 obj <</A 2 0 R>> endobj\n")
	var at []int
	for i, trailer := range trailers {
		o := len(b)
		b = fmt.Appendf(b, "2 0 obj (%d) endobj\n", i)
		at = append(at, len(b))
		for n, place := range at {
			trailer = strings.ReplaceAll(trailer, fmt.Sprint("@", n), fmt.Sprint(place))
		}
		b = fmt.Appendf(b, "xref\n1 2\n%010d 00000 n\r\n%010d 00000 n\r\ntrailer\n<</Size 3/Root 1 0 R%s>>\n", 9, o, trailer)
		b = fmt.Appendf(b, "startxref\n%d\n%%%%EOF\n", at[i])
	}
	return b
}

// TestChain follows sections from the newest back.
func TestChain(t *testing.T) {
	for name, c := range map[string]struct {
		trailers []string
		want     string // what number 2 is; or part of the error
	}{
		"one":             {[]string{""}, "(0)"},
		"two":             {[]string{"", "/Prev @0"}, "(1)"},
		"itself":          {[]string{"/Prev @0"}, "circle"},
		"round":           {[]string{"/Prev @0", "/Prev @0"}, "circle"},
		"no number":       {[]string{"", "/Prev /A"}, "section is wrong"},
		"null":            {[]string{"", "/Prev null"}, "(1)"},
		"to nothing":      {[]string{"/Prev 3"}, "does not"},
		"hybrid a table":  {[]string{"", "/XRefStm @0"}, "(1)"},
		"hybrid itself":   {[]string{"/XRefStm @0"}, "section is wrong"},
		"hybrid no place": {[]string{"/XRefStm (a)"}, "section is wrong"},
		"hybrid nowhere":  {[]string{"/XRefStm 3"}, "does not"},
	} {
		f, err := Open("", chained(c.trailers...))
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = string(Append(nil, f.Resolve(Ref{2, 0})))
			if !slices.IsSortedFunc(f.Sections, func(a, b int) int { return b - a }) || f.Sections[0] != f.Start || f.Size() != 3 || f.tables() != len(f.Sections) {
				t.Errorf("%s: %v", name, f.Sections)
			}
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}
