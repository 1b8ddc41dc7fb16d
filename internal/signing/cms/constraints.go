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
	oidMail            = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 1}
)

// Tags of directory names and mail addresses among general names (RFC 5280 4.2.1.6).
var directory, mail = context(4), der.Tag(1).ContextSpecific()

// subtrees are the directory names to which an issuer's certificate limits what is
// issued below it (RFC 5280 4.2.1.10), and the mail addresses in them. Names of other
// kinds, and addresses that stand by themselves, are the affair of the libraries that
// look for ways, which do not read directory names.
type subtrees struct {
	permitted, excluded namesOf
	foreign             bool // names of kinds that nobody here knows are limited, too
}

// namesOf are one list of subtrees.
type namesOf struct {
	directories []pkix.RDNSequence
	mails       []string
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
var known = []der.Tag{mail, der.Tag(2).ContextSpecific(), directory, der.Tag(6).ContextSpecific(), der.Tag(7).ContextSpecific()}

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

// forbids reports whether a name is none that may be given, or has an address that may
// not.
func (s *subtrees) forbids(name pkix.RDNSequence) bool {
	in := func(tree pkix.RDNSequence) bool { return within(name, tree) }
	return outside(s.permitted.directories, s.excluded.directories, in) || slices.ContainsFunc(addresses(name), func(address string) bool {
		return outside(s.permitted.mails, s.excluded.mails, func(tree string) bool { return mailWithin(address, tree) })
	})
}

// outside reports whether something is in none of the trees that are permitted, or in
// one that is excluded.
func outside[T any](permitted, excluded []T, in func(T) bool) bool {
	return len(permitted) > 0 && !slices.ContainsFunc(permitted, in) || slices.ContainsFunc(excluded, in)
}

// addresses lists the mail addresses in a directory name.
func addresses(name pkix.RDNSequence) (list []string) {
	for _, part := range name {
		for _, a := range part {
			if text, ok := a.Value.(string); ok && a.Type.Equal(oidMail) {
				list = append(list, text)
			}
		}
	}
	return list
}

// mailWithin reports whether an address is the one that a subtree names, or at the
// host, or below the domain, that it names.
func mailWithin(address, tree string) bool {
	address, tree = strings.ToLower(address), strings.ToLower(tree)
	host := address[strings.LastIndexByte(address, '@')+1:]
	switch {
	case strings.Contains(tree, "@"):
		return address == tree
	case strings.HasPrefix(tree, "."):
		return strings.HasSuffix(host, tree)
	}
	return host == tree
}

// readSubtrees reads the extension.
func readSubtrees(value []byte) (s *subtrees, ok bool) {
	s = &subtrees{}
	in := cryptobyte.String(value)
	var seq cryptobyte.String
	if !alone(in, &seq, der.SEQUENCE) {
		return nil, false
	}
	for i, list := range []*namesOf{&s.permitted, &s.excluded} {
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

// readTrees reads a list of subtrees; directory names have no other bounds (RFC
// 5280: minimum is zero, maximum is absent).
func (s *subtrees) readTrees(trees cryptobyte.String) (list namesOf, ok bool) {
	for !trees.Empty() {
		var tree, base cryptobyte.String
		var tag der.Tag
		if !trees.ReadASN1(&tree, der.SEQUENCE) || !tree.ReadAnyASN1(&base, &tag) {
			return list, false
		}
		switch tag {
		case mail:
			list.mails = append(list.mails, string(base))
		case directory:
			name, ok := readName(base)
			if !ok || !tree.Empty() {
				return list, false
			}
			list.directories = append(list.directories, name)
		default:
			s.foreign = s.foreign || !slices.Contains(known, tag)
		}
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
	if !alone(in, &names, der.SEQUENCE) {
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
