package source

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// Decoder walks a File's tree for a reader that knows its keys, and collects
// everything that is not as the reader expects. Its methods take nil for a
// value that is not there, and then say nothing.
type Decoder struct {
	File *File
	List diag.List
	// Home, if set, says where a key belongs that is unknown where it stands.
	Home func(key string) diag.Text
	// Labels, if set, gives what people call a known key.
	Labels func(key string) []string
}

// NewDecoder begins a walk through f.
func NewDecoder(f *File) *Decoder { return &Decoder{File: f, List: slices.Clone(f.Unquoted)} }

// Err gives the errors and warnings found so far by place, or nil when none of
// them is an error.
func (d *Decoder) Err() error {
	d.List.Sort()
	return d.List.Err()
}

// At tells something of the place p.
func (d *Decoder) At(p diag.Pos, span int, sev diag.Severity, what, do diag.Text) {
	d.List = append(d.List, &diag.Diagnostic{Pos: p, Severity: sev, What: what, Do: do, SourceLine: d.File.Line(p.Line), Span: max(span, 1)})
}

// Value tells an error of a value.
func (d *Decoder) Value(n *Node, what, do diag.Text) { d.At(n.Pos, n.Span, diag.Error, what, do) }

// Key tells an error of a value's key.
func (d *Decoder) Key(n *Node, what, do diag.Text) {
	if n.KeyPos.IsZero() {
		d.Value(n, what, do)
		return
	}
	d.At(n.KeyPos, n.KeySpan, diag.Error, what, do)
}

// Table expects a table whose keys are all known.
func (d *Decoder) Table(n *Node, known ...string) bool {
	if !d.is(n, Table) {
		return false
	}
	for _, k := range n.Items {
		if !slices.Contains(known, k.Key) {
			d.Unknown(k, known)
		}
	}
	return true
}

// Items expects a table with free keys and gives its values.
func (d *Decoder) Items(n *Node) []*Node {
	if !d.is(n, Table) {
		return nil
	}
	for _, k := range n.Items {
		d.freeKey(k)
	}
	return n.Items
}

// Need gives table's value for key, and tells when it is missing; kind is what
// is expected.
func (d *Decoder) Need(table *Node, key string, kind Kind) *Node {
	if table == nil || table.Kind != Table {
		return nil
	}
	v := table.Get(key)
	if v == nil && !d.inChinese(table, key) {
		what, do := diag.T("缺少 %[1]s。", "%[2]s is missing.", d.labelled([]string{key}), key), diag.T("请补上：%s = …", "add: %s = …", key)
		switch {
		case kind == Table && table == d.File.Root:
			do = diag.T("请补上一段：[%s]", "add a section: [%s]", key)
		case table == d.File.Root: // at the end it would belong to the last section
			do = diag.T("请在文件开头，第一个方括号 [ ] 之前补上：%s = …", "add at the top, before the first [ ]: %s = …", key)
		}
		if table == d.File.Root {
			d.At(diag.Pos{File: d.File.Name}, 1, diag.Error, what, do)
		} else {
			d.Value(table, what, do)
		}
	}
	return v
}

// Unknown tells that nobody knows the key of n.
func (d *Decoder) Unknown(n *Node, known []string) {
	if isForeign(n.Key) {
		d.chinese(n, known)
		return
	}
	do := diag.T("这里可用的键：%s。", "the keys known here: %s.", strings.Join(known, ", "))
	if len(known) == 0 {
		do = diag.T("这里不能再有键。", "no key may stand here.")
	}
	if d.Home != nil && !d.Home(n.Key).IsZero() {
		do = d.Home(n.Key)
	} else if k := Nearest(n.Key, known); k != "" {
		do = diag.T("是否想写 %[1]s？", "did you mean %[1]s?", k)
	}
	d.Key(n, diag.T("不认识的键：%s", "unknown key: %s", n.Key), do)
}

// String expects a text of at most MaxText.
func (d *Decoder) String(n *Node) (string, bool) {
	if !d.is(n, String) {
		return "", false
	}
	if len(n.Text) > MaxText {
		d.Value(n, diag.T("这里的文字太长，最多 %d KB（17 万个汉字）。", "the text is longer than %d KB.", MaxText>>10), diag.T("请删短，或者分成几个附件。", "shorten it, or divide it into attachments."))
		return "", false
	}
	return n.Text, true
}

// Bool expects true or false.
func (d *Decoder) Bool(n *Node) (value, ok bool) {
	return d.is(n, Bool) && n.Text == "true", n != nil && n.Kind == Bool
}

// Int expects a whole number.
func (d *Decoder) Int(n *Node) (int, bool) {
	if !d.is(n, Integer) {
		return 0, false
	}
	i, err := strconv.ParseInt(n.Text, 0, 0)
	if err != nil {
		d.Value(n, diag.T("数字太大：%s", "the number is too large: %s", n.Text), diag.Text{})
		return 0, false
	}
	return int(i), true
}

var decimal = pattern.New(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// Number expects a decimal number and gives it as it was typed, without the
// _ that TOML allows between figures.
func (d *Decoder) Number(n *Node) (string, bool) {
	if !d.is(n, Integer, Float) {
		return "", false
	}
	t := strings.ReplaceAll(n.Text, "_", "")
	if leadingDigits(t) != len(t) && !decimal.MatchString(t) {
		d.Value(n, diag.T("这不是普通的十进制数字：%s", "this is no plain decimal number: %s", n.Text),
			diag.T("请写成 29497、35.24 这样的数字；没有的写 0。", "write a number such as 29497 or 35.24, and 0 for none."))
		return "", false
	}
	return t, true
}

// Typed expects a number or a text and gives it as it was typed.
func (d *Decoder) Typed(n *Node) (string, bool) {
	if n != nil && n.Kind == String {
		return n.Text, true
	}
	if !d.is(n, String, Integer, Float) {
		return "", false
	}
	return d.Number(n)
}

// Array expects an array and gives its values.
func (d *Decoder) Array(n *Node) []*Node {
	if n != nil && n.Kind == Table && n.made == byHeader {
		d.Value(n, diag.T("%s 可以有几段，要写两层方括号。", "%s is a table of a list, in double brackets.", n.Key), diag.T("请写成 [[%s]]。", "write [[%s]].", n.Key))
		return nil
	}
	if !d.is(n, Array) {
		return nil
	}
	return n.Items
}

// Strings expects an array of texts.
func (d *Decoder) Strings(n *Node) []string {
	var ss []string
	for _, v := range d.Array(n) {
		if s, ok := d.String(v); ok {
			ss = append(ss, s)
		}
	}
	return ss
}

// is tells when n is of none of the kinds.
func (d *Decoder) is(n *Node, kinds ...Kind) bool {
	if n == nil || slices.Contains(kinds, n.Kind) {
		return n != nil
	}
	var want [2][]string
	for _, k := range kinds {
		if slices.Contains(kinds, Float) && k == Integer {
			continue // Float stands for both
		}
		want[0] = append(want[0], k.name().ZH)
		want[1] = append(want[1], k.name().EN)
	}
	is, name := n.Kind.name(), n.Key
	what := diag.T("%[1]s 应该是%[2]s，这里是%[4]s。", "%[1]s must be %[3]s; this is %[5]s.",
		name, strings.Join(want[0], "或"), strings.Join(want[1], " or "), is.ZH, is.EN)
	if name == "" {
		what = diag.T("这里应该是%[1]s，却是%[3]s。", "%[2]s is needed here; this is %[4]s.",
			strings.Join(want[0], "或"), strings.Join(want[1], " or "), is.ZH, is.EN)
	}
	do := howTo(kinds[0])
	scalar := n.Kind != Array && n.Kind != Table
	figures := n.Text[:len(n.Text)-len(strings.TrimLeft(n.Text, "0123456789"))]
	switch {
	case kinds[0] == String && scalar:
		do = diag.T(`请加上英文（半角）引号：%[1]q。`, `put it into quotes: %[1]q.`, n.Text)
	case kinds[0] == Integer && n.Kind == String && figures != "": // "2020年"
		do = diag.T("请写成 %[1]s，不加引号。", "write %[1]s, without quotes.", figures)
	}
	d.Value(n, what, do)
	return false
}

func (k Kind) name() diag.Text {
	switch k {
	case String:
		return diag.Text{ZH: "文字", EN: "a text"}
	case Integer:
		return diag.Text{ZH: "整数", EN: "a whole number"}
	case Float:
		return diag.Text{ZH: "数字", EN: "a number"}
	case Bool:
		return diag.Text{ZH: " true 或 false", EN: "true or false"}
	case Datetime:
		return diag.Text{ZH: "日期", EN: "a date"}
	case Array:
		return diag.Text{ZH: "数组 [ ]", EN: "an array [ ]"}
	}
	return diag.Text{ZH: "表", EN: "a table"}
}

// howTo says how a value of kind k is typed.
func howTo(k Kind) diag.Text {
	switch k {
	case String:
		return diag.T(`文字写在英文（半角）引号里："…"。`, `a text stands in quotes: "…".`)
	case Integer, Float:
		return diag.T("数字不加引号，例如 12。", "a number has no quotes, such as 12.")
	case Bool:
		return diag.T("请写 true 或 false，不加引号。", "write true or false without quotes.")
	case Array:
		return diag.T("请写成 [ …, … ]。", "write it as [ …, … ].")
	case Table:
		return diag.T("请写成 { 键 = 值, … }，或另起一段 [名称]。", "write it as { key = value, … }, or as a [name] of its own.")
	}
	return diag.Text{}
}
