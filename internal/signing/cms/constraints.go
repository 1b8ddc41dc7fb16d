package cms

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

var (
	oidNameConstraints = asn1.ObjectIdentifier{2, 5, 29, 30}
	oidAltNames        = asn1.ObjectIdentifier{2, 5, 29, 17}
)

// directory is the tag of a directory name among general names (RFC 5280 4.2.1.6).
var directory = context(4)

// subtrees are the directory names to which an issuer's certificate limits what is
// issued below it (RFC 5280 4.2.1.10). Names of other kinds are the affair of the
// libraries that look for ways, which know no directory names.
type subtrees struct {
	permitted, excluded []pkix.RDNSequence
	foreign             bool // names of kinds that nobody here knows are limited, too
}

// ourNames takes the extension out of those that the library does not understand
// if that is for directory names alone.
func ourNames(c *x509.Certificate) {
	value, _, _ := extension(c, oidNameConstraints)
	if s, ok := readSubtrees(value); ok && !s.foreign {
		c.UnhandledCriticalExtensions = slices.DeleteFunc(c.UnhandledCriticalExtensions, oidNameConstraints.Equal)
	}
}

// known are the tags of the names that the library or we compare: mail, DNS,
// directory, URI, IP.
var known = []der.Tag{der.Tag(1).ContextSpecific(), der.Tag(2).ContextSpecific(), directory, der.Tag(6).ContextSpecific(), der.Tag(7).ContextSpecific()}

// keepsNames reports whether all certificates below each issuer on a way have names
// that it may give; one that cannot be read permits nothing.
func keepsNames(chain []*x509.Certificate) bool {
	for i, issuer := range chain {
		value, _, said := extension(issuer, oidNameConstraints)
		if i == 0 || !said {
			continue
		}
		s, ok := readSubtrees(value)
		if !ok {
			return false
		}
		for k, c := range chain[:i] {
			if k > 0 && Self(c) { // issued to itself, on the way
				continue
			}
			if names, ok := directoryNames(c); !ok || slices.ContainsFunc(names, s.forbids) {
				return false
			}
		}
	}
	return true
}

func (s *subtrees) forbids(name pkix.RDNSequence) bool {
	in := func(tree pkix.RDNSequence) bool { return within(name, tree) }
	return len(s.permitted) > 0 && !slices.ContainsFunc(s.permitted, in) || slices.ContainsFunc(s.excluded, in)
}

// readSubtrees reads the extension.
func readSubtrees(value []byte) (s *subtrees, ok bool) {
	s = &subtrees{}
	in := cryptobyte.String(value)
	var seq cryptobyte.String
	if !in.ReadASN1(&seq, der.SEQUENCE) || !in.Empty() {
		return nil, false
	}
	for i, list := range []*[]pkix.RDNSequence{&s.permitted, &s.excluded} {
		var trees cryptobyte.String
		var given bool
		if !seq.ReadOptionalASN1(&trees, &given, context(uint8(i))) {
			return nil, false
		}
		if *list, ok = s.readTrees(trees); !ok {
			return nil, false
		}
	}
	return s, seq.Empty()
}

// readTrees reads the directory names of a list of subtrees, which have no other
// bounds (RFC 5280: minimum is zero, maximum is absent).
func (s *subtrees) readTrees(trees cryptobyte.String) (list []pkix.RDNSequence, ok bool) {
	for !trees.Empty() {
		var tree, base cryptobyte.String
		var tag der.Tag
		if !trees.ReadASN1(&tree, der.SEQUENCE) || !tree.ReadAnyASN1(&base, &tag) {
			return nil, false
		}
		s.foreign = s.foreign || !slices.Contains(known, tag)
		if tag != directory {
			continue
		}
		name, ok := readName(base)
		if !ok || !tree.Empty() {
			return nil, false
		}
		list = append(list, name)
	}
	return list, true
}

func readName(raw []byte) (name pkix.RDNSequence, ok bool) {
	rest, err := asn1.Unmarshal(raw, &name)
	return name, err == nil && len(rest) == 0
}

// directoryNames gives a certificate's subject, if it has one, and its other names
// of this kind.
func directoryNames(c *x509.Certificate) (list []pkix.RDNSequence, ok bool) {
	subject, ok := readName(c.RawSubject)
	if !ok {
		return nil, false
	}
	if len(subject) > 0 {
		list = append(list, subject)
	}
	value, _, said := extension(c, oidAltNames)
	if !said {
		return list, true
	}
	in := cryptobyte.String(value)
	var names cryptobyte.String
	if !in.ReadASN1(&names, der.SEQUENCE) {
		return nil, false
	}
	for !names.Empty() {
		var v cryptobyte.String
		var tag der.Tag
		if !names.ReadAnyASN1(&v, &tag) {
			return nil, false
		}
		if tag != directory {
			continue
		}
		name, ok := readName(v)
		if !ok {
			return nil, false
		}
		list = append(list, name)
	}
	return list, true
}

// within reports whether a name begins as another does (RFC 5280 7.1).
func within(name, tree pkix.RDNSequence) bool {
	return len(name) >= len(tree) && slices.EqualFunc(name[:len(tree)], tree, func(a, b pkix.RelativeDistinguishedNameSET) bool {
		return slices.Equal(parts(a), parts(b))
	})
}

// parts writes the attributes of a part of a name in one order; neither case nor
// the amount of white space tells texts apart.
func parts(set pkix.RelativeDistinguishedNameSET) (list []string) {
	for _, a := range set {
		text, ok := a.Value.(string)
		if !ok {
			text = fmt.Sprintf("%T %v", a.Value, a.Value)
		}
		list = append(list, a.Type.String()+"="+strings.Join(strings.Fields(strings.ToLower(text)), " "))
	}
	slices.Sort(list)
	return list
}
