package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// decode gives a text in UTF-8: by its byte order mark, else as UTF-8 if it can be
// that, else as GB 18030, which has all of GBK. cut says that the end may be a part
// of a character. It is false where the file is no text.
func decode(data []byte, cut bool) (string, bool) {
	text, ok := string(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))), true
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		text, ok = decoded(utf.UTF16(utf.LittleEndian, utf.UseBOM), data)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, ok = decoded(utf.UTF16(utf.BigEndian, utf.UseBOM), data)
	case utf8.ValidString(text) || cut && utf8.ValidString(whole(text)):
	default:
		text, ok = decoded(simplifiedchinese.GB18030, data)
	}
	if cut {
		text = strings.TrimRight(text, string(utf8.RuneError))
	}
	return text, ok && !strings.ContainsFunc(text, foreign)
}

func decoded(e encoding.Encoding, data []byte) (string, bool) {
	out, err := e.NewDecoder().Bytes(data)
	return string(out), err == nil
}

// whole takes the beginning of a character from a text's end.
func whole(text string) string {
	for i := 1; i < utf8.UTFMax && i <= len(text); i++ {
		if utf8.RuneStart(text[len(text)-i]) {
			return text[:len(text)-i]
		}
	}
	return text
}

// foreign reports what no text has.
func foreign(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r\u0085", r)
}
