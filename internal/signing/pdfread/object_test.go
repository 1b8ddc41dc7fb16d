package pdfread

import (
	"testing"
	"time"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "\xe9\x80\x93\x18\xa0": "é•ﬁ˘€", "\x1f\x81": "˜†", "\x7f\x9f\xad": "\uFFFD\uFFFD\uFFFD", "\xa1\x17": "¡\x17",
		"\xfe\xff\x5e\x74\x62\xa5": "年报", "\xfe\xff\xd8\x00": "\uFFFD", "\xfe\xff\x00\x41\x00": "A",
		"\xef\xbb\xbf\xe5\xb9\xb4": "年", "\xef\xbb\xbf\xe5": "\uFFFD",
	} {
		if got := String(in).Text(); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for in, want := range map[string]time.Time{
		"D:20260102030405Z": at, "D:20260102110405+08'00'": at, "D:20260102110405+08'00": at, "20260102030405": at, "D:20260102030405Z00'00'": at,
		"D:20260102": at.Truncate(24 * time.Hour), "D:2026010203040": {}, "D:20261302030405Z": {}, "": {},
	} {
		if got, ok := String(in).Date(); !got.Equal(want) || ok == want.IsZero() {
			t.Errorf("%q: %v %v", in, got, ok)
		}
	}
}
