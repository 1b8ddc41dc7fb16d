package source

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

const edited = "\uFEFF# 头\r\nyear = 2020 # 年\r\n\r\n[agency]\r\nname = \"某县水利局\"  # 全称\r\n# 尾\r\n\r\n[applications]\r\nnew = [ # 新收\r\n  3, 0, # 自然人、企业\r\n  0,\r\n]\r\nopen = [1, 2]\r\n[applications.x]\r\n# 空\r\n[[chapter]]\r\na.b = 1\r\nc = { d = 1, } # 行"

func TestEdit(t *testing.T) {
	for _, c := range []struct {
		name     string
		edit     func(f *File, e *Edit)
		old, new string // what becomes of the file
		err      error
	}{
		{"a number", func(f *File, e *Edit) { e.Replace(f.Root.Get("year"), "2021") }, "2020", "2021", nil},
		{"a text", func(f *File, e *Edit) { e.Replace(f.Root.Get("agency").Get("name"), Quote("某\"局\n\\")) }, "某县水利局", `某\"局\n\\`, nil},
		{"items around remarks", func(f *File, e *Edit) { e.Replace(f.Root.Get("applications").Get("new"), "[4, 5, 6]") }, "3, 0, # 自然人、企业\r\n  0", "4, 5, # 自然人、企业\r\n  6", nil},
		{"more items", func(f *File, e *Edit) { e.SetItems(f.Root.Get("applications").Get("new"), "3", "0", "0", "1", "2") }, "  0,\r\n]", "  0, 1, 2,\r\n]", nil},
		{"fewer items", func(f *File, e *Edit) { e.SetItems(f.Root.Get("applications").Get("new"), "3") }, "3, 0, # 自然人、企业\r\n  0,\r\n", "3, # 自然人、企业\r\n\r\n", nil},
		{"no items", func(f *File, e *Edit) { e.SetItems(f.Root.Get("applications").Get("open")) }, "[1, 2]", "[]", nil},
		{"a remark in the way", func(f *File, e *Edit) { e.Replace(f.Root.Get("applications").Get("new"), "1") }, "", "", ErrRemarks},
		{"no literal", func(f *File, e *Edit) { e.Replace(f.Root.Get("year"), "1\nx = 2") }, "", "", ErrLiteral},
		{"a remark as literal", func(f *File, e *Edit) { e.Replace(f.Root.Get("year"), "1 # x") }, "", "", ErrLiteral},
		{"a table with a header", func(f *File, e *Edit) { e.Replace(f.Root.Get("agency"), "1") }, "", "", ErrNode},
		{"nothing", func(f *File, e *Edit) { e.Replace(nil, "1") }, "", "", ErrNode},
		{"twice", func(f *File, e *Edit) { e.Replace(f.Root.Get("year"), "1"); e.Replace(f.Root.Get("year"), "2") }, "", "", ErrTwice},
		{"a key at the top", func(f *File, e *Edit) { e.Insert(f.Root, "form", `"2019"`) }, "# 年\r\n", "# 年\r\nform = \"2019\"\r\n", nil},
		{"a key below a remark", func(f *File, e *Edit) { e.Insert(f.Root.Get("agency"), "单位", "1") }, "# 全称\r\n", "# 全称\r\n\"单位\" = 1\r\n", nil},
		{"a key behind an array", func(f *File, e *Edit) { e.Insert(f.Root.Get("applications"), "y", "1") }, "open = [1, 2]\r\n", "open = [1, 2]\r\ny = 1\r\n", nil},
		{"a key of an empty table", func(f *File, e *Edit) { e.Insert(f.Root.Get("applications").Get("x"), "y", "1") }, "[applications.x]\r\n", "[applications.x]\r\ny = 1\r\n", nil},
		{"two keys in braces", func(f *File, e *Edit) {
			c := f.Root.Get("chapter").Items[0].Get("c")
			e.Insert(c, "y", "1")
			e.Insert(c, "z", "2")
		}, "d = 1,", "d = 1, y = 1, z = 2,", nil},
		{"a key by dots", func(f *File, e *Edit) { e.Insert(f.Root.Get("chapter").Items[0].Get("a"), "y", "1") }, "a.b = 1\r\n", "a.b = 1\r\na.y = 1\r\n", nil},
		{"a key at the end of the file", func(f *File, e *Edit) { e.Insert(f.Root.Get("chapter").Items[0], "y", "1") }, "} # 行", "} # 行\r\ny = 1", nil},
		{"a key that is there", func(f *File, e *Edit) { e.Insert(f.Root, "year", "1") }, "", "", ErrTwice},
		{"a key twice", func(f *File, e *Edit) { e.Insert(f.Root, "y", "1"); e.Insert(f.Root, "y", "1") }, "", "", ErrTwice},
		{"a section", func(f *File, e *Edit) {
			e.Section([]string{"签 名", "a"}, "name", `"x"`)
			e.Section([]string{"签 名", "b"})
		}, "} # 行", "} # 行\r\n\r\n[\"签 名\".a]\r\nname = \"x\"\r\n\r\n[\"签 名\".b]\r\n", nil},
		{"a section that is there", func(f *File, e *Edit) { e.Section([]string{"agency"}) }, "", "", ErrTwice},
		{"a value goes with its remark", func(f *File, e *Edit) { e.Remove(f.Root.Get("year")) }, "year = 2020 # 年\r\n", "", nil},
		{"an array goes", func(f *File, e *Edit) { e.Remove(f.Root.Get("applications").Get("new")) }, "new = [ # 新收\r\n  3, 0, # 自然人、企业\r\n  0,\r\n]\r\n", "", nil},
		{"a table goes", func(f *File, e *Edit) { e.Remove(f.Root.Get("agency")) }, "\r\n[agency]\r\nname = \"某县水利局\"  # 全称\r\n", "", nil},
		{"a table with tables goes", func(f *File, e *Edit) { e.Remove(f.Root.Get("applications")) },
			"\r\n[applications]\r\nnew = [ # 新收\r\n  3, 0, # 自然人、企业\r\n  0,\r\n]\r\nopen = [1, 2]\r\n[applications.x]\r\n", "", nil},
		{"the last item goes with its array", func(f *File, e *Edit) { e.Remove(f.Root.Get("chapter").Items[0]) }, "[[chapter]]\r\na.b = 1\r\nc = { d = 1, } # 行", "", nil},
		{"the last value in braces goes with its comma", func(f *File, e *Edit) { e.Remove(f.Root.Get("chapter").Items[0].Get("c").Get("d")) }, "{ d = 1, }", "{ }", nil},
		{"the last value of dots goes with them", func(f *File, e *Edit) { e.Remove(f.Root.Get("chapter").Items[0].Get("a").Get("b")) }, "a.b = 1\r\n", "", nil},
		{"an item goes", func(f *File, e *Edit) { e.Remove(f.Root.Get("applications").Get("open").Items[0]) }, "", "", ErrNode},
		{"twice gone", func(f *File, e *Edit) { e.Remove(f.Root.Get("year")); e.Remove(f.Root.Get("year")) }, "", "", ErrNode},
		{"another item", func(f *File, e *Edit) {
			e.Append("chapter", "x", "1")
			e.Append("附件", "y", "2")
			e.Append("附件")
		}, "} # 行", "} # 行\r\n\r\n[[chapter]]\r\nx = 1\r\n\r\n[[\"附件\"]]\r\ny = 2\r\n\r\n[[\"附件\"]]\r\n", nil},
		{"an item of a table", func(f *File, e *Edit) { e.Append("agency") }, "", "", ErrTwice},
		{"a section below a value", func(f *File, e *Edit) { e.Section([]string{"year", "x"}) }, "", "", ErrTwice},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Parse("f.toml", []byte(edited))
			if err != nil {
				t.Fatal(err)
			}
			e := f.Edit()
			c.edit(f, e)
			got, err := e.Apply()
			if !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
				t.Fatalf("%v, not %v", err, c.err)
			}
			if want := strings.Replace(edited, c.old, c.new, 1); err == nil && string(got) != want {
				t.Errorf("%q\nnot\n%q", got, want)
			}
			if string(f.Data) != edited {
				t.Error("the file itself was changed")
			}
		})
	}
}

// TestEditImplicit: a table that only headers make gets its own section.
func TestEditImplicit(t *testing.T) {
	f, err := Parse("f.toml", []byte("[a.b]\nx = 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	e := f.Edit()
	if e.Insert(f.Root.Get("a"), "y", "1"); !errors.Is(e.err, ErrNode) {
		t.Error(e.err)
	}
	e = f.Edit()
	e.Section([]string{"a"}, "y", "1")
	if got, err := e.Apply(); err != nil || string(got) != "[a.b]\nx = 1\n\n[a]\ny = 1\n" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestQuote(t *testing.T) {
	for _, text := range []string{"", "一", `a"b\c`, "a\nb", "a\n\n", "\n", `"""` + "\n" + `""""""`, "x\n\"", "\x00\x7f\t\r", `\n` + "\n" + `\`, "\"\n\\\"", "　\n 。 "} {
		for _, q := range []string{Quote(text), QuoteLines(text)} {
			f, err := Parse("f.toml", []byte("x = "+q))
			if err != nil {
				t.Errorf("%q: %s\n%v", text, q, err)
			} else if got := f.Root.Get("x").Text; got != text {
				t.Errorf("%q became %q by %s", text, got, q)
			}
		}
	}
}

// remarksOf gives all remarks of a file.
func remarksOf(data []byte) (all []string) {
	text, _ := decode("f.toml", data)
	for _, r := range scan("f.toml", text).remarks {
		all = append(all, text[r[0]:r[1]])
	}
	return all
}

// nodes gives the values of a tree.
func nodes(n *Node) []*Node {
	all := []*Node{n}
	for _, k := range n.Items {
		all = append(all, nodes(k)...)
	}
	return all
}

// FuzzEdit changes one value of any file. What Apply gives has the new value, all
// remarks, and what stood before and behind; a plain value can always be changed, but for
// one that looks like a key with its value.
func FuzzEdit(f *testing.F) {
	for i, d := range documents {
		f.Add([]byte(d), uint(i), "文\"\n"+d[:min(9, len(d))])
	}
	f.Add([]byte(edited), uint(7), "x")
	f.Fuzz(func(t *testing.T, data []byte, which uint, text string) {
		file, err := Parse("f.toml", data)
		if err != nil || len(data) > 1<<16 || !utf8.ValidString(text) {
			return
		}
		all := nodes(file.Root)
		n := all[which%uint(len(all))]
		for _, literal := range []string{Quote(text), QuoteLines(text), "[1, 2]"} {
			e := file.Edit()
			if n.Kind == Table {
				e.Insert(n, text, literal)
			} else {
				e.Replace(n, literal)
			}
			got, err := e.Apply()
			if err != nil {
				plain := n.Kind != Table && n.made == byValue && !e.hasRemark(n.from, n.to)
				// In an array a line that looks like a key's is taken for one by
				// the reader; such an edit is refused and changes nothing.
				if plain && literal[0] == '"' && !strings.Contains(text, "=") {
					t.Fatalf("%q: %v", literal, err)
				}
				continue
			}
			if now := remarksOf(got); !slices.Equal(remarksOf(data), now) {
				t.Fatalf("remarks became %q", now)
			}
			if again, err := Parse("f.toml", got); err != nil || len(nodes(again.Root)) < 1 {
				t.Fatal(err)
			}
		}
	})
}

// TestRemarks: remarks of a kind change where they stand, go with their lines, and
// more come below the last.
func TestRemarks(t *testing.T) {
	const file = "# a：1\r\n# 说明\r\nyear = 2020 # a：2\r\n  # a：3\r\ntext = \"\"\"\r\n# a：4\r\n\"\"\"\r\n# a：5"
	change := map[string]string{"# a：1": "# a：9", "# a：2": "", "# a：3": "", "# a：5": "# a：5"}
	f, err := Parse("f.toml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	e := f.Edit()
	e.Remarks(func(remark string) (string, bool) { return change[remark], strings.HasPrefix(remark, "# a") }, func() []string { return []string{"# a：6", "# a：7"} })
	got, err := e.Apply()
	want := "# a：9\r\n# 说明\r\nyear = 2020 \r\ntext = \"\"\"\r\n# a：4\r\n\"\"\"\r\n# a：5\r\n# a：6\r\n# a：7"
	if err != nil || string(got) != want {
		t.Errorf("%v\n got %q\nwant %q", err, got, want)
	}
	e = f.Edit()
	e.Remarks(func(string) (string, bool) { return "no remark", true }, func() []string { return nil })
	if _, err := e.Apply(); !errors.Is(err, ErrLiteral) {
		t.Errorf("a line that is no remark: %v", err)
	}
}
