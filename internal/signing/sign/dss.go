package sign

import (
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
	"strings"

	"nianbao/internal/signing/cms"
	"nianbao/internal/signing/pdfread"
)

// mostData bounds what is read of a document security store, in bytes.
const mostData = 64 << 20

// readDSS reads a file's document security store (ISO 32000-2 12.8.4.3). What
// cannot be read of it is left aside: it vouches for nothing.
func readDSS(f *pdfread.File) *cms.Evidence {
	e := &cms.Evidence{}
	dss := f.Dict(f.Catalog().Get("DSS"))
	left := mostData
	for _, kind := range []struct {
		key pdfread.Name
		add func([]byte) error
	}{{"Certs", e.AddCertificate}, {"CRLs", e.AddList}, {"OCSPs", e.AddAnswer}} {
		for _, o := range f.Array(dss.Get(kind.key)) {
			s, ok := f.Resolve(o).(*pdfread.Stream)
			if !ok {
				continue
			}
			data, _ := f.Decode(s)
			if left -= len(data); left >= 0 {
				kind.add(data)
			}
		}
	}
	return e
}

// writeDSS adds a document security store to an update, or adds to the one
// there is: the evidence, and in VRI which signature it is for.
func writeDSS(f *pdfread.File, u *pdfread.Update, e *cms.Evidence, signature pdfread.String) {
	root := f.Trailer.Get("Root").(pdfread.Ref)
	old := f.Catalog().Get("DSS")
	dss := f.Dict(old)
	entry := pdfread.Dict{}
	for _, kind := range []struct {
		key, short pdfread.Name
		values     [][]byte
	}{{"Certs", "Cert", raws(e.Certificates)}, {"CRLs", "CRL", lists(e.Lists)}, {"OCSPs", "OCSP", e.Answers}} {
		var refs pdfread.Array
		for _, v := range kind.values {
			r := u.New()
			u.Put(r, &pdfread.Stream{Dict: pdfread.Dict{{Key: "Filter", Value: pdfread.Name("FlateDecode")}}, Raw: pdfread.Deflate(v)})
			refs = append(refs, r)
		}
		if refs != nil {
			entry = entry.With(kind.short, refs)
			dss = dss.With(kind.key, append(append(pdfread.Array{}, f.Array(dss.Get(kind.key))...), refs...))
		}
	}
	sum := sha1.Sum([]byte(signature)) // a name for the signature (12.8.4.4), no protection
	vri := f.Dict(dss.Get("VRI")).With(pdfread.Name(strings.ToUpper(hex.EncodeToString(sum[:]))), entry)
	dss = dss.With("VRI", vri)
	if r, ok := old.(pdfread.Ref); ok {
		u.Put(r, dss)
		return
	}
	r := u.New()
	u.Put(r, dss)
	u.Put(root, f.Catalog().With("DSS", r))
}

func raws(list []*x509.Certificate) (all [][]byte) {
	for _, c := range list {
		all = append(all, c.Raw)
	}
	return all
}

func lists(list []*x509.RevocationList) (all [][]byte) {
	for _, l := range list {
		all = append(all, l.Raw)
	}
	return all
}
