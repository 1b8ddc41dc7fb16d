package source

import (
	"slices"
	"strings"
	"unicode"

	"nianbao/internal/diag"
)

// isForeign reports whether a key has other letters than TOML's own.
func isForeign(key string) bool {
	return strings.ContainsFunc(key, func(r rune) bool { return r > unicode.MaxASCII })
}

// meant gives the known keys that are called what a Chinese key says: the one
// with that label, or all whose label has it as a part.
func (d *Decoder) meant(key string, known []string) (keys []string) {
	word := labelWord(key)
	if !isForeign(key) || word == "" {
		return nil
	}
	for _, k := range known {
		has := false
		for _, l := range d.labels(k) {
			l = labelWord(l)
			if l == word {
				return []string{k}
			}
			has = has || l != "" && (strings.Contains(l, word) || strings.Contains(word, l))
		}
		if has {
			keys = append(keys, k)
		}
	}
	return keys
}

// chinese tells of a Chinese key, once: also where it has no quotes.
func (d *Decoder) chinese(n *Node, known []string) {
	keys := d.meant(n.Key, known)
	do := diag.T("应写 %[1]s：等号左边和方括号里用模板里的英文名称。", "write %[1]s: keys are the template's, in English.", strings.Join(keys, ""))
	const few = 10
	switch {
	case len(keys) == 1:
	case len(keys) == 0 && len(known) > few:
		do = diag.T("等号左边和方括号里用模板里的英文名称，这里可用：%[1]s。", "keys are the template's, in English; here: %[1]s.", strings.Join(known, ", "))
	case len(keys) == 0:
		keys = known
		fallthrough
	default:
		do = diag.T("等号左边和方括号里用模板里的英文名称，这里可用：%[1]s。", "keys are the template's, in English; here: %[2]s.", d.labelled(keys), strings.Join(keys, ", "))
	}
	d.List = slices.DeleteFunc(d.List, func(o *diag.Diagnostic) bool { return o.Pos == n.KeyPos })
	d.Key(n, diag.T("键不能用中文：%s", "a key is not Chinese: %s", n.Key), do)
}

// Chinese tells of the Chinese keys of a table whose other keys are not looked
// at.
func (d *Decoder) Chinese(table *Node, known []string) {
	for _, n := range table.Items {
		if isForeign(n.Key) {
			d.chinese(n, known)
		}
	}
}

// freeKey says of a free key without quotes that these are all it needs.
func (d *Decoder) freeKey(n *Node) {
	for i, o := range d.List {
		if o.Pos == n.KeyPos && isForeign(n.Key) {
			free := *o
			free.Do = diag.T(`请加上英文（半角）引号：%[1]q。`, `put it into quotes: %[1]q.`, n.Key)
			d.List[i] = &free
		}
	}
}

// inChinese reports whether a table has a key in Chinese that means the key.
func (d *Decoder) inChinese(table *Node, key string) bool {
	return slices.ContainsFunc(table.Items, func(n *Node) bool { return len(d.meant(n.Key, []string{key})) > 0 })
}

// labelled lists keys with what they are called.
func (d *Decoder) labelled(keys []string) string {
	list := slices.Clone(keys)
	for i, k := range list {
		if ls := d.labels(k); len(ls) > 0 {
			list[i] = k + "（" + ls[0] + "）"
		}
	}
	return strings.Join(list, "、")
}

func (d *Decoder) labels(key string) []string {
	if d.Labels == nil {
		return nil
	}
	return d.Labels(key)
}

// labelWord is a label without its numbering, marks and blanks.
func labelWord(label string) string {
	label = strings.TrimLeftFunc(label, func(r rune) bool {
		return strings.ContainsRune("（(0123456789一二三四五六七八九十、.．）) ", r)
	})
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, label)
}
