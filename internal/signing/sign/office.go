package sign

import (
	"crypto/x509"
	"slices"
	"strings"
	"unicode"

	"nianbao/internal/pattern"
)

// IsOf reports whether a certificate's holder is a body or one of its people. Names are
// compared whole: 某县人民政府城关街道办事处 has the county's name in it and is another
// office. The most particular name that is a body's decides, so that an office is not
// taken for the government that it stands under.
func IsOf(c *x509.Certificate, body string) bool {
	organisations, units, common := few(c.Subject.Organization), few(c.Subject.OrganizationalUnit), few(strings.Split(c.Subject.CommonName, "@"))
	is := func(name string) bool { return len(body) <= longName && sameOffice(name, body) }
	for _, at := range []struct{ names, above []string }{
		{common, slices.Concat(organisations, units, joined(organisations, units))},
		{units, organisations},
		{organisations, nil},
	} {
		if slices.ContainsFunc(at.names, is) || slices.ContainsFunc(joined(at.above, at.names), is) {
			return true
		}
		if slices.ContainsFunc(at.names, isOffice) {
			return false
		}
	}
	return false
}

// longName is how many bytes of a name are compared.
const longName = 3 * longest

// few leaves out what no office's certificate has, for its names are each compared with
// all above them.
func few(names []string) []string {
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return len(n) > longName })
	return names[:min(len(names), 8)]
}

// joined puts each name behind each of those that it may stand under.
func joined(above, names []string) (all []string) {
	for _, a := range above {
		for _, n := range names {
			all = append(all, a+n)
		}
	}
	return all
}

var (
	// sealWords stand behind a name to say what of the office it is.
	sealWords = pattern.New(`(?:\((?:公章|印章|签章|签名|盖章|章|(?:电子|法定名称|行政)(?:公?章|印章|签章|签名))\)|(?:电子|法定名称|行政|单位)?(?:公章|印章|签章)|(?:电子|业务|公文|行政审批|政务服务|政务公开|(?:政府)?信息公开|合同|财务)?专用章|\((?:本级|机关)\)|本级|机关)$`)
	// holderWords are what only a certificate has behind it: the office's own office,
	// the number of a further key, the register's code, the kind of key.
	holderWords = pattern.New(`(?:\(?(?:[0-9]{1,18}|[0-9a-z]{18}|sm2|rsa)\)?|办公[室厅])$`)
	// place is one at a name's beginning.
	place = pattern.New(`^(?:\p{Han}县|[城郊矿]区|\p{Han}{2,8}?(?:[省市区县州盟旗镇]|街道)|\p{Han}{1,7}[^城]乡)`)
	// dispatched is a sub-district's office with the government that sent it.
	dispatched = pattern.New(`^(.+)政府(\p{Han}{1,8}街道办)$`)
	// ofBody ends the names of bodies, ofOffice those of anything that has a place in front.
	ofBody   = pattern.New(`\p{Han}(?:政府|街道办|管委会|委员会|\p{Han}[局厅])$`)
	ofOffice = pattern.New(`(?:公署|中心|公司|集团|办公室|[局厅委会办处所站队院校馆社部])$`)

	brackets = strings.NewReplacer("〔", "(", "〕", ")", "[", "(", "]", ")", "【", "(", "】", ")", "{", "(", "}", ")", "﹙", "(", "﹚", ")")
	shorter  = strings.NewReplacer("人民政府", "政府", "管理委员会", "管委会", "街道办事处", "街道办")
)

// sameOffice reports whether a holder's name is a body's, written out or not.
func sameOffice(holder, body string) bool {
	bodies := stripped(compared(body), sealWords)
	return slices.ContainsFunc(stripped(compared(holder), sealWords, holderWords), func(h string) bool {
		return slices.ContainsFunc(bodies, func(b string) bool { return h == b || sameBelow(h, b) })
	})
}

// stripped gives a name, and what is left of it each time that words are taken from its
// end. One may be a name of its own (某县人民政府办公室), so all count.
func stripped(name string, words ...*pattern.Pattern) []string {
	all := []string{name}
	for i := 0; i < len(words); i++ {
		if at := words[i].FindStringIndex(name); at != nil && at[0] > 0 {
			name = name[:at[0]]
			all = append(all, name)
			i = -1
		}
	}
	return all
}

// sameBelow reports whether two names differ only in which of the places that they lie
// in they name: the last place and what follows are the same.
func sameBelow(a, b string) bool {
	first, office := places(a)
	second, other := places(b)
	if office != other || len(first) == 0 || len(second) == 0 || first[len(first)-1] != second[len(second)-1] {
		return false
	}
	if len(first) > len(second) {
		first, second = second, first
	}
	for _, p := range second {
		if len(first) > 0 && p == first[0] {
			first = first[1:]
		}
	}
	return len(first) == 0
}

// places parts a name into the places at its beginning and what is behind them.
func places(name string) (all []string, rest string) {
	if m := dispatched.FindStringSubmatch(name); m != nil {
		name = m[1] + m[2]
	}
	for {
		p := place.FindString(name)
		if p == "" {
			return all, name
		}
		all, name = append(all, p), name[len(p):]
	}
}

// isOffice reports whether a name is a body's, not a person's or a section's.
func isOffice(name string) bool {
	return slices.ContainsFunc(stripped(compared(name), sealWords, holderWords), func(n string) bool {
		at, rest := places(n)
		return ofBody.MatchString(n) || len(at) > 0 && ofOffice.MatchString(rest)
	})
}

// compared is a name as it is compared: without blanks, with half-width signs, one kind
// of brackets, small letters, and the usual short words.
func compared(name string) string {
	return shorter.Replace(brackets.Replace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '！' && r <= '～':
			r += '!' - '！'
		}
		return unicode.ToLower(r)
	}, name)))
}
