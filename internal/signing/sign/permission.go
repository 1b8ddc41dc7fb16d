package sign

import (
	"nianbao/internal/diag"
	"nianbao/internal/signing/pdfread"
	"nianbao/internal/signing/revision"
)

// mayBeSigned refuses a file that is damaged, or of which an earlier signature
// says that nothing may be added: signing would break it.
func (s *signing) mayBeSigned() error {
	if err := s.file.Readable(); err != nil {
		return err
	}
	name := s.fieldName()
	for _, l := range revision.Locks(s.file) {
		why, ok := l.Forbids(name, false, s.opt.Seal != nil)
		if !ok {
			continue
		}
		do := diag.T("请向签名人要一份没有这样限制的文件。", "ask whoever signed it for a file without this restriction.")
		if _, ever := l.Forbids(name, false, false); !ever {
			do = diag.T("只是不许看得见的签名，请签看不见的；不加 --seal 就可以。", "only a visible signature is forbidden: leave out --seal.")
		}
		return s.say(diag.T("再签名会使已有的签名失效：%[1]s", "another signature would break one that is there: %[2]s", why.ZH, why.EN), do)
	}
	return s.standing()
}

// standing refuses a file with a signature that is broken already: whoever signs
// it vouches for what the earlier signer did not. Whom that signer is trusted by is
// not asked, and a signature that is not understood is left to whoever verifies.
func (s *signing) standing() error {
	if v := broken(s.file); v != nil {
		return s.say(diag.T("已有的签名 %[1]s 已经失效：%[2]s", "the signature %[1]s that is there is broken: %[3]s", v.Field, v.Problems[0].ZH, v.Problems[0].EN),
			diag.T("不要在这份文件上签名：先用 verify 查看，再向签名人要一份完好的文件。", "do not sign this file: see what verify says, and ask whoever signed it for one that is whole."))
	}
	return nil
}

// kept looks at a file that was signed as whoever verifies it will: no earlier signature
// may be broken by the new one. Files are made in many ways, and not each of them can
// take a further signature that is seen.
func (s *signing) kept(out []byte) error {
	f, err := pdfread.Open(s.name, out)
	if err != nil {
		return err
	}
	v := broken(f)
	if v == nil {
		return nil
	}
	do := diag.T("请签看不见的；不加 --seal 就可以。", "sign so that nothing is seen: leave out --seal.")
	if s.opt.Seal == nil {
		do = diag.T("请向签名人要一份另外生成的文件。", "ask whoever signed it for a file that was made in another way.")
	}
	return s.say(diag.T("再签名会使已有的签名 %[1]s 失效：%[2]s", "another signature would break the signature %[1]s that is there: %[3]s", v.Field, v.Problems[0].ZH, v.Problems[0].EN), do)
}

// broken gives a signature of a file that is broken, whomever one trusts; nil: none.
func broken(f *pdfread.File) *Signature {
	r := &Report{}
	h := &history{file: f, report: r}
	h.read()
	h.tell()
	for _, v := range r.Signatures {
		if len(v.Problems) > 0 && !v.unread {
			return v
		}
	}
	return nil
}
