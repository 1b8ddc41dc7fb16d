package intake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
)

// doubtCarried marks the figures of a table that the file which the original
// carries has otherwise than the original shows.
func (m *maker) doubtCarried(p *form.Part, fs figures) {
	if m.Carried == nil {
		return
	}
	for row, columns := range fs {
		for column, g := range columns {
			if other, ok := m.Carried.written[p.Key+"."+row+"."+column]; !ok || other != g.text {
				g.add(diag.T("页面上是“%[1]s”，PDF 所带的数据文件是“%[2]s”", "the page shows “%[1]s”, the data file that the PDF carries has “%[2]s”", g.text, other))
			}
		}
	}
}

// doubtText marks what else the carried file has otherwise. text is the file that
// is made, without its remarks.
func (m *maker) doubtText(text string) error {
	if m.Carried == nil {
		return nil
	}
	shown, err := m.said(text)
	if err != nil {
		return err
	}
	carried, err := m.said(m.Carried.Text)
	if err != nil {
		return err
	}
	keys := maps.Clone(shown)
	maps.Copy(keys, carried)
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		if a, b := parting(shown[k], carried[k]); a != b {
			m.doubt(Doubt{Part: m.keyName(k), Key: k, Written: a, Why: diag.T("页面上是“%[1]s”，PDF 所带的数据文件是“%[2]s”", "the page shows “%[1]s”, the data file that the PDF carries has “%[2]s”", shortened(a, 40), shortened(b, 40))})
		}
	}
	return nil
}

// keyName gives the heading of the part that a key belongs to, or the key.
func (m *maker) keyName(key string) string {
	first, _, _ := strings.Cut(key, ".")
	for i := range m.form.Parts {
		if p := &m.form.Parts[i]; p.Key == first {
			return m.heading(p)
		}
	}
	return key
}

// parting gives the first lines in which two texts are not the same.
func parting(a, b string) (string, string) {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return as[i], bs[i]
		}
	}
	n := min(len(as), len(bs))
	return strings.Join(as[n:], "\n"), strings.Join(bs[n:], "\n")
}

// said gives the values of a file by their keys, but for the figures of the
// form's tables.
func (m *maker) said(text string) (map[string]string, error) {
	f, err := source.Parse(m.Stem+".toml", []byte(text))
	if err != nil {
		return nil, fmt.Errorf("intake: %s: %w", m.doc.Name, err)
	}
	out := map[string]string{}
	var walk func(key string, n *source.Node)
	walk = func(key string, n *source.Node) {
		if n.Kind != source.Table && n.Kind != source.Array {
			out[key] = n.Text
		}
		for i, item := range n.Items {
			name := item.Key
			if n.Kind == source.Array {
				name = strconv.Itoa(i + 1)
			}
			if !m.isRow(key, name) {
				walk(strings.TrimPrefix(key+"."+name, "."), item)
			}
		}
	}
	walk("", f.Root)
	return out, nil
}

// isRow reports whether a key of a part is a row of its table.
func (m *maker) isRow(part, key string) bool {
	for i := range m.form.Parts {
		if p := &m.form.Parts[i]; p.Key == part && p.Table != nil {
			return p.Table.Schema(key).Key != ""
		}
	}
	return false
}

// SameAsCarried reports whether the original shows what the file that it carries
// says: the same values, and nothing in doubt that is not so there. more is what
// the reader remarked on in the original alone.
func (r *Result) SameAsCarried(carried *Result) (same bool, more []original.Remark) {
	for _, d := range r.Doubts {
		if !slices.ContainsFunc(carried.Doubts, func(x Doubt) bool { return x.Key == d.Key && x.Why == d.Why }) {
			return false, nil
		}
	}
	for _, x := range r.Remarks {
		if !slices.Contains(carried.Remarks, x) {
			more = append(more, x)
		}
	}
	return true, more
}
