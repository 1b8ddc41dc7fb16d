package content

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// predefined gives a predefined CMap (9.7.5.2) whose codes are characters of a
// known set. Its CIDs are given for ASCII only, which is all whose width may
// differ from an em.
func predefined(name string) (*charset, bool) {
	base := strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")
	switch base {
	case "GB-EUC", "GBK-EUC":
		return &charset{step: stepDouble, decode: simplifiedchinese.GBK, ascii: 814}, true
	case "GBKp-EUC", "GBpc-EUC":
		return &charset{step: stepDouble, decode: simplifiedchinese.GBK, ascii: 1}, true
	case "GBK2K":
		return &charset{step: stepGB18030, decode: simplifiedchinese.GB18030, ascii: 1}, true
	case "ETen-B5", "B5pc", "HKscs-B5", "ETenms-B5":
		return &charset{step: stepDouble, decode: traditionalchinese.Big5, ascii: 1}, true
	}
	if !strings.HasPrefix(base, "Uni") {
		return nil, false
	}
	switch {
	case strings.Contains(base, "UCS2"), strings.Contains(base, "UTF16"):
		return &charset{step: stepUTF16, ascii: 1}, true
	case strings.Contains(base, "UTF32"):
		return &charset{step: stepUTF32, ascii: 1}, true
	case strings.Contains(base, "UTF8"):
		return &charset{step: stepUTF8, ascii: 1}, true
	}
	return nil, false
}

// charset is a code space whose codes are characters of an encoding.
type charset struct {
	step   func(s []byte) int // bytes of the code that s begins with
	decode encoding.Encoding  // nil: a form of Unicode, see step
	ascii  uint32             // CID of the space
}

func (c *charset) next(s []byte) (uint32, int) {
	n := max(1, min(c.step(s), len(s)))
	return number(s[:n]), n
}

func (c *charset) cid(code uint32, bytes int) uint32 {
	if t, ok := c.text(code, bytes); ok && len(t) == 1 && t[0] >= ' ' && t[0] <= '~' {
		return c.ascii + uint32(t[0]-' ')
	}
	return 0xFFFF // of no entry: as wide as DW says
}

func (c *charset) text(code uint32, bytes int) (string, bool) {
	b := make([]byte, bytes)
	for i := range b {
		b[bytes-1-i] = byte(code >> (8 * i))
	}
	var s string
	switch {
	case c.decode != nil:
		out, err := c.decode.NewDecoder().Bytes(b)
		if err != nil {
			return "", false
		}
		s = string(out)
	case bytes == 4 && code>>26 == 0xD800>>10: // a pair of UTF-16
		s = string(utf16.DecodeRune(rune(code>>16), rune(code&0xFFFF)))
	case bytes == 2 || bytes == 4 && code <= utf8.MaxRune:
		s = string(rune(code))
	default:
		s = string(b)
	}
	return s, utf8.ValidString(s) && meaningful(s)
}

func stepDouble(s []byte) int {
	if s[0] <= 0x80 || s[0] == 0xFF {
		return 1
	}
	return 2
}

func stepGB18030(s []byte) int {
	if s[0] > 0x80 && len(s) > 1 && s[1] >= '0' && s[1] <= '9' {
		return 4
	}
	return stepDouble(s)
}

func stepUTF16(s []byte) int {
	if s[0]&0xFC == 0xD8 {
		return 4
	}
	return 2
}

func stepUTF32([]byte) int { return 4 }

func stepUTF8(s []byte) int {
	switch {
	case s[0] < 0x80:
		return 1
	case s[0] < 0xE0:
		return 2
	case s[0] < 0xF0:
		return 3
	}
	return 4
}
