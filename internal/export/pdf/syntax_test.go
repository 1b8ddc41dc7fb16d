package pdf

import "testing"

func TestAppendText(t *testing.T) {
	for _, test := range []struct{ s, want string }{
		{"", "()"}, {"zh-CN", "(zh-CN)"}, {`a(b)\c`, `(a\(b\)\\c)`}, {"年", "<FEFF5E74>"}, {"a\n", "<FEFF0061000A>"},
		{"𠮷", "<FEFFD842DFB7>"}, {"\xFF", "<FEFFFFFD>"},
	} {
		if got := string(appendText(nil, test.s)); got != test.want {
			t.Errorf("%q: got %s, want %s", test.s, got, test.want)
		}
	}
}

func TestAppendName(t *testing.T) {
	for _, test := range []struct{ s, want string }{
		{"Fandol-Song", "/Fandol-Song"}, {"A B#/(", "/A#20B#23#2F#28"}, {"宋", "/#E5#AE#8B"}, {"", "/"},
	} {
		if got := string(appendName(nil, test.s)); got != test.want {
			t.Errorf("%q: got %s, want %s", test.s, got, test.want)
		}
	}
}
