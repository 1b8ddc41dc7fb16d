package sign

import (
	"nianbao/internal/diag"
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
		if why, ok := l.Forbids(name, false, s.opt.Seal != nil); ok {
			return s.say(diag.T("再签名会使已有的签名失效：%[1]s", "another signature would break one that is there: %[2]s", why.ZH, why.EN),
				diag.T("请向签名人要一份没有这样限制的文件；只是不许看得见的签名时，不加 --seal 就可以。", "ask whoever signed it for a file without this restriction; where only a visible signature is forbidden, leave out --seal."))
		}
	}
	return nil
}
