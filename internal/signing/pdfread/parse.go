package pdfread

import (
	"bytes"
	"math"
	"slices"
	"strconv"
)

// deepest is how deep arrays and dictionaries may be nested.
const deepest = 100

// parser reads objects from b on from i. The first error stays.
type parser struct {
	b        []byte
	i        int
	err      error
	store    *store // counts what is read; nil: not counted
	comments bool   // are skipped, and numbers of references may have zeros before
}

// keyword is what is neither an object nor a bracket: obj, endobj, R, stream.
type keyword string

// fail notes an error at an offset and goes to the end.
func (p *parser) fail(at int, zh, en string) {
	if p.err == nil {
		p.err = &damage{at, zh, en}
	}
	p.i = len(p.b)
}

// space skips white space and comments.
func (p *parser) space() {
	for p.i < len(p.b) {
		switch c := p.b[p.i]; {
		case IsSpace(c):
			p.i++
		case c == '%' && p.comments:
			for p.i < len(p.b) && p.b[p.i] != '\n' && p.b[p.i] != '\r' {
				p.i++
			}
		default:
			return
		}
	}
}

// word reads regular characters.
func (p *parser) word() string {
	from := p.i
	for p.i < len(p.b) && IsRegular(p.b[p.i]) {
		p.i++
	}
	return string(p.b[from:p.i])
}

// object reads an object; references are put together.
func (p *parser) object(depth int) Object {
	p.space()
	at := p.i
	if at >= len(p.b) {
		p.fail(at, "内容突然结束", "the data end too soon")
		return nil
	}
	if depth > deepest {
		p.fail(at, "嵌套太深", "nested too deep")
		return nil
	}
	if p.store != nil && !p.store.spend(&p.store.values, 1) {
		p.fail(at, "文件里的内容太多", "the file holds too many values")
		return nil
	}
	switch c := p.b[at]; {
	case c == '/':
		return p.name()
	case c == '(':
		return p.literal()
	case c == '[':
		return p.array(depth)
	case c == '<' && at+1 < len(p.b) && p.b[at+1] == '<':
		return p.dict(depth)
	case c == '<':
		return p.hex()
	case c >= '0' && c <= '9', c == '+', c == '-', c == '.':
		return p.number()
	}
	switch w := p.word(); w {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	case "":
		p.fail(at, "这里不该有这个字符", "a character that does not belong here")
		return nil
	default:
		return keyword(w)
	}
}

// number reads a number or a reference.
func (p *parser) number() Object {
	at := p.i
	w := p.word()
	if !isNumber(w) {
		p.fail(at, "数字写法不对", "no number")
		return nil
	}
	num, err := strconv.ParseInt(w, 10, 64) // alike where an int has 32 bits
	if err != nil || w[0] == '+' || w[0] == '-' {
		return Number(w)
	}
	after := p.i
	p.space()
	if g := p.word(); len(g) < 6 && isDigits(g) {
		p.space()
		if p.i < len(p.b) && p.b[p.i] == 'R' && (p.i+1 == len(p.b) || !IsRegular(p.b[p.i+1])) {
			p.i++
			gen, _ := strconv.Atoi(g)
			if !p.comments && strconv.FormatInt(num, 10)+" "+strconv.Itoa(gen) != w+" "+g {
				p.fail(at, "数字写法不对", "no number")
			}
			return Ref{int(min(num, math.MaxInt32)), gen} // there is no such object: mostObjects
		}
	}
	p.i = after
	return Number(w)
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isNumber tells a number (7.3.3): a sign, digits, one point.
func isNumber(s string) bool {
	if s[0] == '+' || s[0] == '-' {
		s = s[1:]
	}
	whole, part, point := cut(s)
	return len(s) < 40 && (isDigits(whole) || whole == "" && point) && (isDigits(part) || part == "" && whole != "")
}

func cut(s string) (before, after string, found bool) {
	for i := 0; i < len(s); i++ {
		if s[i] == '.' {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func (p *parser) name() Object {
	at := p.i
	p.i++
	w := p.word()
	if slices.ContainsFunc([]byte(w), parts) {
		p.gap(at)
	}
	n := make([]byte, 0, len(w))
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c == '#' {
			if i+2 >= len(w) || Unhex(w[i+1]) < 0 || Unhex(w[i+2]) < 0 {
				p.fail(at, "名称写法不对", "a name is malformed")
				return nil
			}
			c = byte(Unhex(w[i+1])<<4 | Unhex(w[i+2]))
			i += 2
		}
		n = append(n, c)
	}
	return Name(n)
}

// parts reports whether a byte is white space to some readers (PDFium, isspace of C),
// and to us a part of a word.
func parts(c byte) bool { return c == 0x0B || c == 0x80 || c == 0xFF }

// gap notes that a name has one: programs that write the names of fonts in GBK do
// that, so it counts only where something stands behind a signature.
func (p *parser) gap(at int) {
	switch {
	case !p.comments:
		p.fail(at, "名称写法不对", "a name is malformed")
	case p.store != nil && p.store.gap == nil:
		p.store.gap = &damage{at, "名称里有的字节，有的软件当作空白", "a name has bytes that some readers take for white space"}
	}
}

func (p *parser) hex() Object {
	at := p.i
	end := bytes.IndexByte(p.b[at:], '>')
	if end < 0 {
		p.fail(at, "字符串没有结尾", "a string does not end")
		return nil
	}
	s := make(String, 0, end/2)
	half := -1
	for _, c := range p.b[at+1 : at+end] {
		v := Unhex(c)
		switch {
		case IsSpace(c):
		case v < 0:
			p.fail(at, "十六进制字符串写法不对", "a hexadecimal string is malformed")
			return nil
		case half < 0:
			half = v
		default:
			s = append(s, byte(half<<4|v))
			half = -1
		}
	}
	if half >= 0 {
		s = append(s, byte(half<<4))
	}
	p.i = at + end + 1
	return s
}

func (p *parser) literal() Object {
	s, end, ok := Literal(p.b, p.i)
	if !ok {
		p.fail(p.i, "字符串没有结尾", "a string does not end")
		return nil
	}
	p.i = end
	return s
}

func (p *parser) array(depth int) Object {
	p.i++
	a := Array{}
	for {
		p.space()
		if p.i < len(p.b) && p.b[p.i] == ']' {
			p.i++
			return a
		}
		at := p.i
		o := p.object(depth + 1)
		if _, ok := o.(keyword); ok {
			p.fail(at, "数组里有不该有的词", "a word in an array")
		}
		if p.err != nil {
			return nil
		}
		a = append(a, o)
	}
}

func (p *parser) dict(depth int) Object {
	p.i += 2
	d := Dict{}
	var seen keys
	for {
		p.space()
		at := p.i
		if bytes.HasPrefix(p.b[p.i:], []byte(">>")) {
			p.i += 2
			return d
		}
		key, ok := p.object(depth + 1).(Name)
		if !ok && p.err == nil {
			p.fail(at, "字典的键不是名称", "a key of a dictionary is no name")
		}
		if len(d) == mostEntries {
			p.fail(at, "字典太大", "a dictionary is too large")
		}
		if p.err == nil && seen.has(d, key) {
			p.fail(at, "字典里同一个键出现两次", "a dictionary has a key twice")
		}
		at = p.i
		v := p.object(depth + 1)
		if _, ok := v.(keyword); ok {
			p.fail(at, "字典里有不该有的词", "a word in a dictionary")
		}
		if p.err != nil {
			return nil
		}
		d = append(d, Entry{key, v})
	}
}
