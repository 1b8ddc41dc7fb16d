package revision

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
	"nianbao/internal/signing/pdfread"
)

// trailer compares the trailers (7.5.5): the roots are the same, and what is of
// the sections themselves is their reader's affair.
func (c *comparing) trailer() bool {
	top := pdfread.Mention{}
	ignored := func(pdfread.Mention, pdfread.Object, pdfread.Object) bool { return true }
	checks := map[pdfread.Name]check{"ID": c.identifier, "Info": c.info}
	for _, key := range []pdfread.Name{"Size", "Prev", "XRefStm", "Type", "W", "Index", "Filter", "DecodeParms", "Length"} {
		checks[key] = ignored
	}
	return c.entries(top, c.old.Trailer, c.new.Trailer, checks, func(at pdfread.Mention, a, b pdfread.Object) bool {
		if b == nil && at.Path != "/Root" { // private notes need not go on
			return true
		}
		return a == nil && c.noted(at, b) || c.foreign(at, a, b)
	})
}

// noted reports whether an earlier trailer had a private note that the last one
// left out: some programs take it from there.
func (c *comparing) noted(at pdfread.Mention, b pdfread.Object) bool {
	return isSimple(b) && slices.ContainsFunc(c.old.Trailers, func(d pdfread.Dict) bool {
		return slices.ContainsFunc(d, func(e pdfread.Entry) bool { return (pdfread.Mention{}).Under(e.Key) == at && same(e.Value, b) })
	})
}

// identifier compares the file identifiers (14.4): the first stays.
func (c *comparing) identifier(_ pdfread.Mention, a, b pdfread.Object) bool {
	old, new := c.old.Array(a), c.new.Array(b)
	return c.untouched(a, b) || len(old) == 0 && len(new) == 0 || b == nil || len(new) == 2 && (len(old) != 2 || same(old[0], new[0])) && isString(new[0]) && isString(new[1]) && len(new[1].(pdfread.String)) <= longestID
}

// longestID is how many bytes a file identifier has at most; usually 16.
const longestID = 64

// info compares the document information (14.3.3), where programs note that
// they wrote the file.
func (c *comparing) info(at pdfread.Mention, a, b pdfread.Object) bool {
	if b == nil {
		return a == nil || c.foreign(at, a, b)
	}
	if a != nil && !same(a, b) || !c.claim(b, infoRole, at) {
		return c.foreign(at, a, b)
	}
	old, ok1 := c.old.Resolve(a).(pdfread.Dict)
	new, ok2 := c.new.Resolve(b).(pdfread.Dict)
	if a != nil && !ok1 || !ok2 {
		return c.foreign(at, a, b)
	}
	written := func(at pdfread.Mention, a, b pdfread.Object) bool {
		c.step.Metadata = c.step.Metadata || !same(a, b)
		return same(a, b) || isString(b) || c.foreign(at, a, b)
	}
	checks := map[pdfread.Name]check{"ModDate": written, "Producer": written}
	if a == nil {
		checks["CreationDate"], checks["Creator"] = written, written
	}
	return c.entries(at.Into(b), old, new, checks, c.retitled)
}

// retitled refuses what says something else; the same may be in another encoding
// of text strings (7.9.2.2).
func (c *comparing) retitled(at pdfread.Mention, a, b pdfread.Object) bool {
	old, ok1 := a.(pdfread.String)
	new, ok2 := b.(pdfread.String)
	if ok1 && ok2 && old.Text() == new.Text() && !strings.ContainsRune(old.Text(), utf8.RuneError) {
		return true
	}
	return c.refuse(&Objection{true, diag.T("文档信息 %s 与签名时不同", "the document information %s is not what was signed", pathText(at))})
}

// catalog compares the catalogs (7.7.2).
func (c *comparing) catalog() bool {
	root := c.new.Trailer.Get("Root")
	at := pdfread.Mention{Path: "/Root"}
	old, ok1 := c.old.Resolve(root).(pdfread.Dict)
	new, ok2 := c.new.Resolve(root).(pdfread.Dict)
	if !ok1 || !ok2 || !c.claim(root, catalogRole, at) {
		return c.foreign(at, nil, nil)
	}
	return c.entries(at.Into(root), old, new, map[pdfread.Name]check{
		"AcroForm": c.form, "StructTreeRoot": c.tree, "DSS": c.evidence, "Extensions": c.extensions, "Metadata": c.xmp, "Version": c.version,
	}, c.foreign)
}

// version compares the standard's versions: a later one may be named.
func (c *comparing) version(_ pdfread.Mention, a, b pdfread.Object) bool {
	old, _ := a.(pdfread.Name)
	new, ok := b.(pdfread.Name)
	return c.untouched(a, b) || ok && new >= old && (new >= "1.0" && new <= "1.7" || new == "2.0") && len(new) == 3
}

// extensions compares the extensions dictionaries (7.12): entries may be added.
func (c *comparing) extensions(at pdfread.Mention, a, b pdfread.Object) bool {
	if same(a, b) {
		return true
	}
	if _, ok := a.(pdfread.Ref); ok || b == nil {
		return c.foreign(at, a, b)
	}
	old, new := c.old.Dict(a), c.new.Dict(b)
	if !c.together(b, levelRole, at) {
		return false
	}
	return c.entries(at.Into(b), old, new, nil, func(at pdfread.Mention, a, b pdfread.Object) bool {
		if a != nil {
			return c.extensionLevels(at, a, b)
		}
		return c.extension(at, b)
	})
}

// extensionLevels compares the entries of one developer: more levels may be
// added to a list.
func (c *comparing) extensionLevels(at pdfread.Mention, a, b pdfread.Object) bool {
	old, oldAt := many(c.old, a, at)
	new, _ := many(c.new, b, at)
	return oldAt.In == at.In && c.longer(old, new, func(o pdfread.Object) bool { return c.extension(at, o) })
}

// address is how versions and addresses of standards are written.
var address = pattern.New(`^[A-Za-z0-9:/._~?#=&-]{1,200}$`)

func (c *comparing) extension(at pdfread.Mention, o pdfread.Object) bool {
	for _, e := range c.new.Dict(o) {
		ok := false
		switch e.Key {
		case "Type", "BaseVersion":
			ok = isName(e.Value)
		case "ExtensionLevel":
			_, ok = number(e.Value)
		case "ExtensionRevision", "URL":
			ok = spelled(e.Value, address)
		}
		if !ok {
			return c.foreign(at.Under(e.Key), nil, e.Value)
		}
	}
	return true
}
