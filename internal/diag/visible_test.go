package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
)

const hostile = "a\x1b[31m\u009b2J\u202eb\u2028c\r\nd\te\x00\x7f\ufeff\U000E0041\xff"

func TestVisible(t *testing.T) {
	const want = "a␛[31m<U+009B>2J<U+202E>b<U+2028>c␍␊d␉e␀␡<U+FEFF><U+E0041>�"
	if got := Visible(hostile); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, plain := range []string{"", "县人民政府“公开”—（一）", "𬭚é\u200c\u200d"} {
		if Visible(plain) != plain || Steers(plain) {
			t.Errorf("%q is changed to %q", plain, Visible(plain))
		}
	}
}

func TestWriterKeepsLines(t *testing.T) {
	var b bytes.Buffer
	n, err := fmt.Fprint(Writer(&b), hostile)
	if err != nil || n != len(hostile) {
		t.Fatalf("%d bytes of %d written: %v", n, len(hostile), err)
	}
	if want := "a␛[31m<U+009B>2J<U+202E>b<U+2028>c␍\nd\te␀␡<U+FEFF><U+E0041>�"; b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}

func TestArgumentsOfMessages(t *testing.T) {
	got := T("%s：%v（%[3]s）100%%", "%s: %v (%[3]s) 100%%", "a\nb", errors.New("c\x1bd"), Text{"错\n改", "bad\nmend"})
	if want := (Text{"a␊b：c␛d（错\n改）100%", "a␊b: c␛d (bad\nmend) 100%"}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (Pos{"a\n错误", 1, 2}).String(); got != "a␊错误:1:2" {
		t.Errorf("a place says %q", got)
	}
}

func TestEscapeJSONMeansTheSame(t *testing.T) {
	plain, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	safe := EscapeJSON(plain)
	if Steers(string(safe)) {
		t.Errorf("it steers: %q", safe)
	}
	var a, b string
	if err := errors.Join(json.Unmarshal(plain, &a), json.Unmarshal(safe, &b)); err != nil || a != b {
		t.Errorf("%q, want %q (%v)", b, a, err)
	}
}
