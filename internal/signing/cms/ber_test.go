package cms_test

import (
	"bytes"
	"errors"
	"testing"

	"nianbao/internal/signing/cms"
)

func TestDER(t *testing.T) {
	deep := bytes.Repeat([]byte{0x30, 0x80}, 60)
	for _, c := range []struct {
		name      string
		in        []byte
		out, rest []byte
		want      error
	}{
		{"DER", []byte{0x30, 3, 2, 1, 5}, []byte{0x30, 3, 2, 1, 5}, nil, nil},
		{"indefinite", []byte{0x30, 0x80, 2, 1, 5, 0, 0, 7}, []byte{0x30, 3, 2, 1, 5}, []byte{7}, nil},
		{"long length", []byte{0x30, 0x82, 0, 4, 2, 0x81, 1, 5}, []byte{0x30, 3, 2, 1, 5}, nil, nil},
		{"four bytes of length", []byte{4, 0x84, 0, 0, 0, 1, 5}, []byte{4, 1, 5}, nil, nil},
		{"five bytes of length", []byte{4, 0x85, 0, 0, 0, 0, 1, 5}, nil, nil, cms.ErrSyntax},
		{"long length of nothing", []byte{4, 0x81, 0}, []byte{4, 0}, nil, nil},
		{"empty sequence with more behind", []byte{0x30, 0, 7}, []byte{0x30, 0}, []byte{7}, nil},
		{"an end alone in an indefinite one", []byte{0x30, 0x80, 0, 0}, []byte{0x30, 0}, nil, nil},
		{"pieces", []byte{0x24, 0x80, 4, 1, 1, 0x24, 3, 4, 1, 2, 0, 0}, []byte{4, 2, 1, 2}, nil, nil},
		{"piece of another kind", []byte{0x24, 3, 2, 1, 2}, nil, nil, cms.ErrSyntax},
		{"another string in pieces", []byte{0x2C, 3, 12, 1, 'a'}, nil, nil, cms.ErrUnsupported},
		{"empty sequence", []byte{0x30, 0}, []byte{0x30, 0}, nil, nil},
		{"tag of a context", []byte{0xA0, 0x80, 2, 1, 5, 0, 0}, []byte{0xA0, 3, 2, 1, 5}, nil, nil},
		{"nothing", nil, nil, nil, cms.ErrSyntax},
		{"a tag alone", []byte{0x30}, nil, nil, cms.ErrSyntax},
		{"no end", []byte{0x30, 0x80, 2, 1, 5}, nil, nil, cms.ErrSyntax},
		{"half an end", []byte{0x30, 0x80, 2, 1, 5, 0}, nil, nil, cms.ErrSyntax},
		{"an end in a definite one", []byte{0x30, 2, 0, 0}, nil, nil, cms.ErrSyntax},
		{"too short", []byte{4, 2, 1}, nil, nil, cms.ErrSyntax},
		{"length cut off", []byte{4, 0x82, 1}, nil, nil, cms.ErrSyntax},
		{"primitive without a length", []byte{4, 0x80, 0, 0}, nil, nil, cms.ErrSyntax},
		{"primitive sequence", []byte{0x10, 0}, nil, nil, cms.ErrSyntax},
		{"primitive set", []byte{0x11, 0}, nil, nil, cms.ErrSyntax},
		{"tag of two bytes", []byte{0x3F, 0x21, 0}, nil, nil, cms.ErrUnsupported},
		{"too deep", deep, nil, nil, cms.ErrUnsupported},
		{"too long", make([]byte, 33<<20), nil, nil, cms.ErrUnsupported},
	} {
		out, rest, err := cms.DER(c.in)
		if !errors.Is(err, c.want) || c.want == nil && err != nil || !bytes.Equal(out, c.out) || !bytes.Equal(rest, c.rest) {
			t.Errorf("%s: % x, rest % x, %v", c.name, out, rest, err)
		}
	}
}
