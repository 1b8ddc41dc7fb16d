package sign

import "nianbao/internal/signing/pdfread"

// SignAnyway signs whatever stands in a file, as another program would.
func SignAnyway(name string, data []byte, opt *Options) ([]byte, error) {
	f, err := pdfread.Open(name, data)
	if err != nil {
		return nil, err
	}
	if err := f.Readable(); err != nil {
		return nil, err
	}
	s := &signing{name: name, file: f, update: f.Update(), opt: opt}
	return s.sign()
}
