package source

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// pieces are what files are put together of: sound, nearly sound, and what has a
// meaning of its own in one kind of quotes and none in another.
var pieces = map[string][]string{
	"key": {"a", "b", "1", "-_", "true", "\"a\"", "'a'", "\"中 文\"", "'b.c'", "\"\"", "a.b", "a . \"b\"", "\"\\u0061\"", "\"\\n\"", "a.b.c", "中文", "2020", "1.5", "a.", ".a", "\"a\\q\"", "inf", "é"},
	"value": {"0", "1", "-0", "+7", "01", "1_000", "1__0", "0x1F", "0X1F", "0xG", "0o17", "0b2", "999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "0x8000000000000000",
		"1.5", "1.", ".5", "1e5", "1.5E+3", "1e", "inf", "-nan", "+inf", "Inf", "1e999", "1_0.0_1", "true", "false", "True", "null",
		"2021-01-02", "2021-02-29", "2020-02-29", "2021-01-02T03:04:05Z", "2021-01-02 03:04:05.123+08:00", "2021-01-02t03:04:60Z", "2021-01-02T24:00:00", "03:04:05", "03:04", "3:04:05", "0000-01-01", "2021-1-2", "2021-01-02T03:04:05+25:00", "2021-01-02 ",
		`"x"`, `""`, `"\t\n\"\\\b\f\r"`, `"\u4e2d\U0001F600"`, `"\ud800"`, `"\x41"`, `"\e"`, `"\/"`, `"\a"`, `"\u12"`, `"é中😀"`, `"tab	in"`, `"#"`, `"'"`, `"a`, `"a""b"`,
		`'x'`, `''`, `'\n'`, `'"'`, `'#'`, `'a`, `'''x'''`, `''''x''''`, `'''''x'''''`, `''''''`, "'''\nx\n'''", "'''\r\nx\\\r\n'''", `'''"""'''`, `'''\'''`,
		`"""x"""`, `""""x""""`, `"""""x"""""`, `""""""`, "\"\"\"\nx\n\"\"\"", "\"\"\"\\\n  x \\  \n\n y\"\"\"", `"""\"""`, `"""\""""`, `"""'''"""`, "\"\"\"a\\ b\"\"\"", "\"\"\"\r\n a\r\n\"\"\"", `"""a\\"""`, `"""a""b"""`, `"""\u4e2d\q"""`, "\"\"\"[a]\nb = 1\n\"\"\"",
		"[]", "[1, 2]", "[1,\n2,\n]", "[,]", "[1,,2]", "[1 2]", "['a', \"b\", 1.5]", "[[1],[],[[ ]]]", "[1, # x, ]\n2]", "[\n# only\n]", "[\"]\"]", "['[', ']',]", "[{}]", "[{a=1},{a=2}]", "[1", "[0x1, 1_0]", "[01]", "[\"\\q\"]", "['',\"\"]", "[ [\"a,b\", 2] , 3 ]", "[1,2,]",
		"{}", "{a=1}", "{a=1,}", "{ a.b = 1, a.c = 2 }", "{a=1,a=2}", "{a={b={}}}", "{\na=1\n}", "{a=1 b=2}", "{'x y'=\"}\"}", "{a=1, # c\nb=2}", "{a.b=1,a={}}", "{\"\"=1}", "{,}", "{a=[1,\n2]}", "{a=1"},
	"header":  {"[%]", "[[%]]", "[ % ]", "[[ % ]]", "[%", "[[%]", "[%]]", "[%] # x", "[[%.b]]", "[%.'c']"},
	"remark":  {"", "", "", " # x", "#", " # \"\"\" '''", " # 中\t文", " #\u007f"},
	"lineend": {"\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n", " \t\n", ""},
	"blank":   {"", " ", "\t", "  ", "　", "\u00a0"},
}

// document makes a small file of some pieces; most of its blanks are plain.
func document(r *rand.Rand) string {
	pick := func(kind string) string { return pieces[kind][r.IntN(len(pieces[kind]))] }
	blank := func() string {
		if r.IntN(20) == 0 {
			return pick("blank")
		}
		return " "
	}
	end := func() string {
		if r.IntN(6) == 0 {
			return pick("remark") + pick("lineend")
		}
		return "\n"
	}
	key := func() string { // few, so that some come twice
		if r.IntN(2) == 0 {
			return pieces["key"][r.IntN(12)]
		}
		return pick("key")
	}
	var b strings.Builder
	if r.IntN(12) == 0 {
		b.WriteString("\uFEFF")
	}
	for range 1 + r.IntN(5) {
		if r.IntN(3) == 0 {
			b.WriteString(strings.Replace(pick("header"), "%", key(), 1) + end())
		} else {
			b.WriteString(key() + blank() + "=" + blank() + pick("value") + end())
		}
	}
	return b.String()
}

// What is taken and what is refused, and what the values are, is what the TOML
// library says, in whatever order things come.
func TestAgreesInMany(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	sound := 0
	const many = 20000
	for range many {
		text := document(r)
		if _, err := Parse("f.toml", []byte(text)); err == nil {
			sound++
		}
		check(t, []byte(text))
		if t.Failed() {
			t.Fatalf("%q", text)
		}
	}
	if sound < many/10 || sound > many*9/10 {
		t.Errorf("%d of %d are sound", sound, many)
	}
}
