package cms

import (
	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// Bounds of what DER reads.
const (
	longestBER = 32 << 20 // bytes
	deepestBER = 48       // values in values
)

// DER turns the first value of a BER encoding (X.690 8) into DER, as far as
// messages need it: lengths are definite and as short as can be, octet strings
// are in one piece. What stands behind the value is given back as rest. Values
// within octet strings are left alone, and so are sets that are not sorted: a
// signature over them is one over what was sent. DER comes out as it went in.
// The error is ErrSyntax or ErrUnsupported.
func DER(in []byte) (out, rest []byte, err error) {
	if len(in) > longestBER {
		return nil, nil, ErrUnsupported
	}
	v, rest, err := readBER(in, 0)
	if err != nil {
		return nil, nil, err
	}
	return v, rest, nil
}

// readBER converts one value.
func readBER(in []byte, depth int) (out, rest []byte, err error) {
	tag, length, body, err := readHead(in)
	if err != nil {
		return nil, nil, err
	}
	constructed := tag&0x20 != 0
	if !constructed {
		if length < 0 || !mayBePrimitive(tag) {
			return nil, nil, ErrSyntax
		}
		return withTag(tag, body[:length]), body[length:], nil
	}
	if depth == deepestBER {
		return nil, nil, ErrUnsupported
	}
	if length >= 0 {
		rest, body = body[length:], body[:length]
	}
	var contents []byte
	for length < 0 || len(body) > 0 {
		if length < 0 && len(body) >= 2 && body[0] == 0 && body[1] == 0 { // end of contents
			rest = body[2:]
			break
		}
		var member []byte
		if member, body, err = readBER(body, depth+1); err != nil {
			return nil, nil, err
		}
		if tag == octets {
			if member, err = piece(member); err != nil {
				return nil, nil, err
			}
		}
		contents = append(contents, member...)
	}
	switch {
	case tag == octets:
		tag = der.OCTET_STRING
	case tag&0xC0 == 0 && tag != der.SEQUENCE && tag != der.SET:
		return nil, nil, ErrUnsupported // another string in pieces
	}
	return withTag(tag, contents), rest, nil
}

// octets is an octet string in pieces (X.690 8.7.3).
const octets = der.OCTET_STRING | 0x20

// piece gives the contents of an octet string's part.
func piece(member cryptobyte.String) ([]byte, error) {
	var contents cryptobyte.String
	if !member.ReadASN1(&contents, der.OCTET_STRING) {
		return nil, ErrSyntax
	}
	return contents, nil
}

// mayBePrimitive reports whether a tag without the bit for constructed values
// may stand: the end of contents, sequences and sets may not.
func mayBePrimitive(tag der.Tag) bool {
	return tag != 0 && tag != der.SEQUENCE&^0x20 && tag != der.SET&^0x20
}

// readHead reads a tag and a length; -1: it is indefinite. The body that is
// given back holds at least length bytes.
func readHead(in []byte) (tag der.Tag, length int, body []byte, err error) {
	if len(in) < 2 {
		return 0, 0, nil, ErrSyntax
	}
	tag = der.Tag(in[0])
	if tag&0x1F == 0x1F {
		return 0, 0, nil, ErrUnsupported // tags of several bytes: no message has them
	}
	length, body = int(in[1]), in[2:]
	switch {
	case length == 0x80:
		return tag, -1, body, nil
	case length > 0x84:
		return 0, 0, nil, ErrSyntax
	case length > 0x80:
		n := length & 0x7F
		if len(body) < n {
			return 0, 0, nil, ErrSyntax
		}
		length = 0
		for _, b := range body[:n] {
			length = length<<8 | int(b)
		}
		body = body[n:]
	}
	if length < 0 || length > len(body) {
		return 0, 0, nil, ErrSyntax
	}
	return tag, length, body, nil
}
