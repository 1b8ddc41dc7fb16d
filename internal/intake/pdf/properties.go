package pdf

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/internal/signing/pdfread"
)

// property gives an entry of the document information dictionary (14.3.3).
// Programs write it in UTF-16 with its mark, in UTF-8, or, wrongly, in GBK.
func (d *reader) property(key pdfread.Name) string {
	s, _ := d.file.Resolve(d.file.Info().Get(key)).(pdfread.String)
	text := s.Text()
	switch {
	case len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF:
	case utf8.Valid(s):
		text = string(bytes.TrimPrefix(s, []byte("\uFEFF")))
	default:
		if b, err := simplifiedchinese.GBK.NewDecoder().Bytes(s); err == nil {
			text = string(b)
		}
	}
	return string(bytes.Trim([]byte(text), "\x00 "))
}
