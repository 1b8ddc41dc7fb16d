package source

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
)

// agrees says where the tree and what BurntSushi/toml decoded differ.
func agrees(n *Node, v any) error {
	differ := func() error { return fmt.Errorf("%s: %q is %v %q, not %T %v", n.Pos, n.Key, n.Kind, n.Text, v, v) }
	plain := strings.ReplaceAll(n.Text, "_", "")
	switch v := v.(type) {
	case map[string]any:
		if n.Kind != Table || len(v) != len(n.Items) {
			return differ()
		}
		for k, w := range v {
			c := n.Get(k)
			if c == nil {
				return fmt.Errorf("%s: no key %q", n.Pos, k)
			}
			if err := agrees(c, w); err != nil {
				return err
			}
		}
	case []map[string]any:
		l := make([]any, len(v))
		for i := range v {
			l[i] = v[i]
		}
		return agrees(n, l)
	case []any:
		if n.Kind != Array || len(v) != len(n.Items) {
			return differ()
		}
		for i, w := range v {
			if err := agrees(n.Items[i], w); err != nil {
				return err
			}
		}
	case string:
		if n.Kind != String || n.Text != v {
			return differ()
		}
	case int64:
		i, err := strconv.ParseInt(plain, 0, 64)
		if n.Kind != Integer || err != nil || i != v {
			return differ()
		}
	case float64:
		f, err := strconv.ParseFloat(strings.TrimLeft(plain, "+"), 64)
		if strings.HasSuffix(plain, "nan") {
			f, err = math.NaN(), nil
		}
		if n.Kind != Float || err != nil || f != v && !(math.IsNaN(f) && math.IsNaN(v)) {
			return differ()
		}
	case bool:
		if n.Kind != Bool || n.Text != strconv.FormatBool(v) {
			return differ()
		}
	case time.Time:
		if n.Kind != Datetime {
			return differ()
		}
	default:
		return differ()
	}
	return nil
}

// placed checks that every place in the tree points at what it is said to.
func placed(f *File, n *Node) error {
	if n != f.Root {
		line := []rune(f.Line(n.Pos.Line))
		if n.Pos.Col < 1 || n.Pos.Col-1+n.Span > len(line) || n.Span < 1 {
			return fmt.Errorf("%s: %d characters are outside of line %q", n.Pos, n.Span, string(line))
		}
		at := string(line[n.Pos.Col-1:])
		if k := n.Kind; k != String && k != Array && k != Table && !strings.HasPrefix(at, n.Text) {
			return fmt.Errorf("%s: %q does not stand at %q", n.Pos, n.Text, at)
		}
		if !n.KeyPos.IsZero() {
			line := []rune(f.Line(n.KeyPos.Line))
			if n.KeyPos.Col < 1 || n.KeyPos.Col-1+n.KeySpan > len(line) {
				return fmt.Errorf("%s: the key is outside of the line", n.KeyPos)
			}
			typed := string(line[n.KeyPos.Col-1 : n.KeyPos.Col-1+n.KeySpan])
			if !strings.Contains(typed, `\`) && strings.Trim(typed, `"'`) != strings.Trim(n.Key, `"'`) {
				return fmt.Errorf("%s: %q does not stand at %q", n.KeyPos, n.Key, typed)
			}
		}
	}
	if n.Kind == String {
		for off, r := range n.Text {
			p := n.At(off)
			line := []rune(f.Line(p.Line))
			if p.Col < 1 || p.Col > len(line)+1 {
				return fmt.Errorf("%s: outside of the line", p)
			}
			if r == '\n' && p.Col == len(line)+1 {
				continue
			}
			if p.Col > len(line) || line[p.Col-1] != r && line[p.Col-1] != '\\' {
				return fmt.Errorf("%s: character %q at byte %d is not there", p, r, off)
			}
		}
	}
	for _, k := range n.Items {
		if err := placed(f, k); err != nil {
			return err
		}
	}
	return nil
}

// check asserts what holds for any input: no panic; what is accepted, BurntSushi
// reads alike; what BurntSushi accepts, is refused for a table or key that
// TOML 1.0 does not let be given twice, for six quotes after a backslash (which
// BurntSushi takes for five), or for what is nested too deeply, and for nothing
// else.
func check(t *testing.T, data []byte) {
	t.Helper()
	f, err := Parse("f.toml", data)
	if err == nil {
		var m map[string]any
		text, _ := decode("f.toml", data)
		text = scan("f.toml", text).quotedNames() // names that should have quotes are told by the reader
		if _, err := toml.Decode(text, &m); err != nil {
			t.Fatalf("%v\n%q", err, data)
		}
		if err := agrees(f.Root, m); err != nil {
			t.Fatalf("%v\n%q", err, data)
		}
		if err := placed(f, f.Root); err != nil {
			t.Fatalf("%v\n%q", err, data)
		}
		return
	}
	if err.Error() == "" {
		t.Fatal("an empty message")
	}
	text, bad := decode("f.toml", data)
	if bad != nil {
		return
	}
	if strings.Contains(text, `\"`+`"""""`) {
		return
	}
	for _, d := range scan("f.toml", text).bad {
		if strings.Contains(d.What.EN, "twice") || strings.Contains(d.What.EN, "single brackets") || strings.Contains(d.What.EN, "too many") || strings.Contains(d.What.EN, "seems to have no end") { // told instead of what follows
			return
		}
	}
	var m map[string]any
	if _, theirs := toml.Decode(text, &m); theirs == nil {
		t.Fatalf("refused, but BurntSushi takes it:\n%s\n%q", err, data)
	}
}

var documents = []string{
	"", "\n", "# only a remark", "a = 1", "a=1\n\n\nb=2 # c\n",
	"a = \"x\"\nb = 'y'\nc = \"\"\"z\"\"\"\nd = '''w'''\n",
	"a = \"\"\"\n一\n二\n三\"\"\"", "a = '''\n\n一\n'''", "a = \"\"\"\\\n   一 \\\n\n   二\\n三\\t\\\\四\\\"\"\"\"",
	"a = \"\"\"\"一\"\" 二\"\"\"\"\"\nb = ''''一'' '''''\nc = \"\"\"\"\"\"\nd = ''''''\ne=\"\"\nf=''",
	"a = \"\\u4e2d\\U0002B6DAx\\x41\\e\\b\\f\\r\\t\\n\\\\\\\"\"\n",
	"a = \"\"\"\\u4e2d文\n第二行\\u6587字\n\"\"\"\nb = '\\u'",
	"i = [0, +1, -2, 1_000, 0x1F, 0o17, 0b101, +0, -0]",
	"f = [0.0, +1.5, -2.25, 1e3, 1E-3, 1_0.5_0e+1_0, inf, +inf, -inf, nan, +nan, -nan, 24252.311082]",
	"b = [true, false]",
	"d = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5+08:00, 1979-05-27t07:32:00z, 1979-05-27T07:32:00, 1979-05-27 , 07:32:00, 07:32:00.999, 1979-05-27 07:32, 07:32]",
	"a = [ ]\nb = [\n 1, # one\n\n 2\n ,\n 3,\n]\nc = [[1,2],['x',\"y\"],[]]\nd = [1, \"x\", 2.5, {a=1}]",
	"a = [\n\"k = v\",\n'x=y',\n \"[b]\"\n , [\n1]\n]\nb = {\n  c = [ # d = 1\n\"k = v\"]\n}",
	"a = [\n [1]\n]\nb = [\n\t[1], [2],\n\t[3] # c\n]",
	"a = {}\nb = { x = 1, y.z = 2, y.w = {} }\nc = {\"中 文\" = 1, 'b' = 2 , }\nd = {\n a = 1,\n b = 2\n}",
	"[a]\nx=1\n[a.b]\nx=2\n[a.b.c]\n[d]\n", "[a.b.c]\nx=1\n[a]\ny=2\n[a.b]\nz=3", "[ a . \"b c\" . 'd' ]\nx=1",
	"[[a]]\nx=1\n[[a]]\nx=2\n[a.b]\ny=1\n[[a.c]]\n[[a.c]]\nz=1\n[[a]]\n",
	"a.b.c = 1\na.b.d = 2\na . e = 3\n\"a\".f = 4\n[g]\nh.i = 1\nh.j = 2\n[g.k]\nl=1",
	"\"\" = 1\n'x y' = 2\n1 = 3\n-_- = 4\n7.2 = 5\ntrue = 6\n\"中文\" = 7\n\"a\\\"b\\n\" = 8",
	"[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = true\n",
	"a = [ { x = [ { y = 1 } ] }, { x = [] } ]",
	"\ta\t=\t1\t#\t中\n\t[b]\t\n",
	strings.Repeat("a.", 50) + "b = 1", strings.Repeat("k", 3000) + " = 1",
	"a = \"\"\"\n[b]\nc = 1\n\"\"\"\nd = 1\n[b]\n",
	func() (s string) {
		for i := 0; i < 40; i++ {
			s += fmt.Sprintf("k%d = %d\n", i, i)
		}
		return
	}(),
}

// broken are files that are refused.
var broken = []string{
	"a", "a =", "= 1", "a = 1 2", "a = 1 b = 2", "a b = 1", "a. = 1", ".a = 1", "a..b = 1", "a = b", "a = \"x", "a = 'x", "a = \"\"\"x", "a = '''x\n\n",
	"a = \"x\ny\"", "a = [1", "a = [1 2]", "a = [,]", "a = [1,,2]", "a = {b=1", "a = {b}", "a = {,}", "a = {b=1,,c=2}", "a = {b=1 c=2}", "[a", "[a]]", "[[a]", "[]", "[a.]", "[a] b=1",
	"a = 01", "a = +01", "a = 1__0", "a = _1", "a = 1_", "a = 1.", "a = .1", "a = 1.e2", "a = 0x", "a = 0b2", "a = +0x1", "a = 1e", "a = True", "a = 2021-13-01", "a = 2021-02-30", "a = 25:00:00",
	"a = 99999999999999999999", "a = \"\\q\"", "a = \"\\u12\"", "a = \"\\ud800\"", "a = \"\\U00110000\"", "a = \"\"\"\\ x\"\"\"", "a = \"\\ \"",
	"a = 1\na = 2", "a = 1\na.b = 2", "[a]\n[a]", "a = 1\n[a]", "a = {}\n[a.b]", "a = []\n[[a]]", "[[a]]\n[a]", "[a]\n[[a]]", "a.b = 1\n[a]", "a = {b=1, b=2}", "[a.b]\n[a]\nb.c=1",
	"a = \"\"\"\"\"\"\"\"\"", "a = ''''''''''", "\x00", "a = \"\x01\"", "# \x7f", "a = 1\rb = 2", "a\u00a0= 1", "\u3000a = 1",
	strings.Repeat("[", 200), "a = " + strings.Repeat("[", 200), "a = " + strings.Repeat("{a=", 200), strings.Repeat("a.", 200) + "b = 1",
	`a = """n \\""""""`, `a = """a = "n \\""""""`,
	"\xff", "a = \"\xd6\xd0\"", "\xff\xfea\x00", "\xfe\xff\x00a", "a\x00=\x001\x00\n\x00",
}

func TestAgreesWithBurntSushi(t *testing.T) {
	for i, doc := range documents {
		for _, d := range []string{doc, "\uFEFF" + doc, strings.ReplaceAll(doc, "\n", "\r\n"), doc + "\n"} {
			if _, err := Parse("f.toml", []byte(d)); err != nil {
				t.Errorf("document %d: %v", i, err)
				continue
			}
			check(t, []byte(d))
		}
	}
	for i, doc := range broken {
		if _, err := Parse("f.toml", []byte(doc)); err == nil {
			t.Errorf("broken %d is accepted: %q", i, doc)
		}
		check(t, []byte(doc))
	}
}

func FuzzParse(f *testing.F) {
	for _, d := range documents {
		f.Add([]byte(d))
	}
	for _, d := range broken {
		f.Add([]byte(d))
	}
	f.Fuzz(check)
}
