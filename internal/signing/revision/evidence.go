package revision

import (
	"nianbao/internal/pattern"
	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/pdfread"
)

// evidence compares the document security stores (12.8.4.3): certificates and
// revocation data may be added, and none taken away.
func (c *comparing) evidence(at pdfread.Mention, a, b pdfread.Object) bool {
	if a == nil && b == nil {
		return true
	}
	old, new, ok := c.store(at, a, b)
	if !ok {
		return false
	}
	return c.entries(at.Into(b), old, new, map[pdfread.Name]check{
		"Certs": c.proofs(cms.IsCertificate), "OCSPs": c.proofs(cms.IsAnswer), "CRLs": c.proofs(cms.IsList), "VRI": c.related, "Type": c.typed("DSS"),
	}, c.foreign)
}

// store gives the two states of a dictionary of validation data, which may move
// to another object.
func (c *comparing) store(at pdfread.Mention, a, b pdfread.Object) (old, new pdfread.Dict, ok bool) {
	if !c.claim(b, evidenceRole, at) {
		return nil, nil, false
	}
	old, _ = c.old.Resolve(a).(pdfread.Dict)
	new, ok = c.new.Resolve(b).(pdfread.Dict)
	if !ok || a != nil && old == nil {
		return nil, nil, c.foreign(at, a, b)
	}
	if !same(a, b) || c.isListed(b) {
		c.step.Evidence = true
	}
	return old, new, true
}

func (c *comparing) typed(name pdfread.Name) check {
	return func(_ pdfread.Mention, _, b pdfread.Object) bool { return isName(b, name) }
}

// related compares the information by signature.
func (c *comparing) related(at pdfread.Mention, a, b pdfread.Object) bool {
	old, new, ok := c.store(at, a, b)
	checks := map[pdfread.Name]check{}
	for _, e := range new {
		if digits.MatchString(string(e.Key)) || old.Has(e.Key) {
			checks[e.Key] = c.proof
		}
	}
	return ok && c.entries(at.Into(b), old, new, checks, c.foreign)
}

// How a signature is named (12.8.4.4), and how dates are written (7.9.4): what else
// would fit in there might be something else to some reader.
var (
	digits = pattern.New(`^[0-9A-Fa-f]{40}$`)
	date   = pattern.New(`^D:[0-9]{4,14}([-+Z][0-9']{0,6})?$`)
)

func spelled(o pdfread.Object, how *pattern.Pattern) bool {
	s, ok := o.(pdfread.String)
	return ok && how.Match(s)
}

// proof compares the information for one signature.
func (c *comparing) proof(at pdfread.Mention, a, b pdfread.Object) bool {
	old, new, ok := c.store(at, a, b)
	return ok && c.entries(at.Into(b), old, new, map[pdfread.Name]check{
		"Cert": c.proofs(cms.IsCertificate), "OCSP": c.proofs(cms.IsAnswer), "CRL": c.proofs(cms.IsList), "Type": c.typed("VRI"),
		"TU": func(_ pdfread.Mention, _, b pdfread.Object) bool { return spelled(b, date) },
		"TS": func(at pdfread.Mention, _, b pdfread.Object) bool { return c.blob(at, b, cms.IsToken) },
	}, c.foreign)
}

// proofs compares lists of certificates, of answers or of revocation lists: every one
// of before is there, and each new one is what it should be.
func (c *comparing) proofs(is func([]byte) bool) check {
	return func(at pdfread.Mention, a, b pdfread.Object) bool {
		if !c.claim(b, evidenceRole, at) {
			return false
		}
		old, new := c.old.Array(a), c.new.Array(b)
		if a != nil && old == nil || b != nil && new == nil {
			return c.foreign(at, a, b)
		}
		if len(new) > len(old) || !same(a, b) {
			c.step.Evidence = true
		}
		there := map[string]bool{}
		for _, o := range new {
			if !c.blob(at.Into(b).Member(), o, is) {
				return false
			}
			there[content(c.new, o)] = true
		}
		for _, o := range old {
			if !there[content(c.old, o)] {
				return c.reject("原有的验证数据（%s）被去掉了", "validation data of before were taken away (%s)", pathText(at))
			}
		}
		return true
	}
}

// content tells a stream's data from others'.
func content(f *pdfread.File, o pdfread.Object) string {
	s, ok := f.Resolve(o).(*pdfread.Stream)
	if !ok {
		return ""
	}
	return string(pdfread.Append(nil, s.Dict.Get("Filter"))) + string(s.Raw)
}

// blob checks a stream that holds one value of a kind, and says nothing else.
func (c *comparing) blob(at pdfread.Mention, o pdfread.Object, is func([]byte) bool) bool {
	if !c.isListed(o) {
		_, ok := c.new.Resolve(o).(*pdfread.Stream)
		return ok
	}
	s, ok := c.new.Resolve(o).(*pdfread.Stream)
	if !ok || c.old.HasNumber(o.(pdfread.Ref).Num) || !c.claim(o, evidenceRole, at) {
		return c.foreign(at, nil, o)
	}
	for _, e := range s.Dict {
		switch e.Key {
		case "Length", "Filter", "DecodeParms", "Type":
			if e.Key == "Type" && !isName(e.Value) || !c.together(e.Value, evidenceRole, pdfread.Mention{In: o.(pdfread.Ref)}.Under(e.Key)) {
				return false
			}
		default:
			return c.foreign(pdfread.Mention{In: o.(pdfread.Ref)}.Under(e.Key), nil, e.Value)
		}
	}
	b, err := c.new.Decode(s)
	return err == nil && is(b) || c.foreign(at, nil, o)
}
