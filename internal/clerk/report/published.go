package report

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Label is a label of a form's table that was published otherwise.
type Label struct {
	At    int // which of the labels of the table it is, in the order of its grid
	Value Value
}

// onlyPublished tells that a key is for reports that were published.
func (d *decoder) onlyPublished(n *source.Node, what diag.Text) bool {
	if d.report.AsPublished {
		return true
	}
	d.Key(n, what, diag.T("请删去；录入已公布的报告、要照原样保留时，写 as_published = true。", "delete it; to keep what was published, write as_published = true."))
	return false
}

// tableOf gives what a part may hold where it was published with the table of
// another form, and that form's name.
func (d *decoder) tableOf(n *source.Node, s PartSchema, of Schema) (PartSchema, string) {
	k := n.Get(formKey)
	if n.Kind != source.Table || k == nil || len(s.Rows) == 0 || of.Form == nil {
		return s, ""
	}
	name := d.filled(k).Text
	if name == "" || !d.onlyPublished(k, diag.T("这一部分的表由年度的表式规定，不能另用一年的。", "the form of the year gives this part's table; it cannot be another one's.")) {
		return s, ""
	}
	other, err := of.Form(name)
	i := slices.IndexFunc(other.Parts, func(p PartSchema) bool { return p.Key == s.Key && len(p.Rows) > 0 })
	if err != nil || i < 0 {
		d.Value(k, diag.T("没有名为 %[1]q 的表式，或者它没有 [%[2]s] 这张表。", "there is no form called %[1]q, or it has no table [%[2]s].", name, s.Key),
			diag.T("请换成程序有的表式（nianbao forms 列出名称）。", "nianbao forms lists the forms."))
		return s, ""
	}
	s.Rows, s.Labels = other.Parts[i].Rows, other.Parts[i].Labels
	return s, name
}

// labelsOf reads the labels that were published otherwise: for each as the form
// has it what was printed, or of one that stands in the table several times an
// array.
func (d *decoder) labelsOf(n *source.Node, s PartSchema) (ls []Label) {
	if n == nil || !d.onlyPublished(n, diag.T("表中的文字由表式规定，不能另写。", "the form gives the labels of its tables; they cannot be others.")) {
		return nil
	}
	for _, k := range d.Items(n) {
		at := d.labelled(k.Key, s)
		switch {
		case len(at) == 0:
			d.noLabel(k, s)
		case k.Kind != source.Array:
			v := d.line(k)
			for _, i := range at {
				ls = append(ls, Label{i, v})
			}
		case len(k.Items) != len(at):
			d.Value(k, diag.T("“%[1]s”在表中有 %[2]d 处，这里写了 %[3]d 个。", "“%[1]s” stands in the table %[2]d times; here are %[3]d.", k.Key, len(at), len(k.Items)),
				diag.T("各处都一样的，写一个文字；不一样的，从上到下、从左到右每处写一个。", "where all are alike write one text; else one for each, from top to bottom."))
		default:
			for i, v := range k.Items {
				ls = append(ls, Label{at[i], d.line(v)})
			}
		}
	}
	return ls
}

// labelled gives which labels of the form are so.
func (d *decoder) labelled(text string, s PartSchema) (at []int) {
	for i := range s.Labels {
		if d.labelOf(s, i) == text {
			at = append(at, i)
		}
	}
	return at
}

// labelOf is a label as it is printed, in one line.
func (d *decoder) labelOf(s PartSchema, i int) string {
	fill := strings.NewReplacer("\n", "", "{year}", strconv.Itoa(d.report.Year), "{agency}", d.report.Agency.Text)
	return strings.TrimSpace(fill.Replace(s.Labels[i]))
}

func (d *decoder) noLabel(k *source.Node, s PartSchema) {
	var all []string
	for i := range s.Labels {
		if l := d.labelOf(s, i); l != "" && !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	do := diag.T("等号左边照表式写，右边写原件上的。表式中有：%s。", "left of the = is what the form has, right of it what was printed. The form has: %s.", strings.Join(all, "、"))
	if near := source.Nearest(k.Key, all); near != "" {
		do = diag.T("是否想写 %[1]q？等号左边照表式写，右边写原件上的。", "did you mean %[1]q? Left of the = is what the form has, right of it what was printed.", near)
	}
	d.Key(k, diag.T("表式的这张表中没有“%s”。", "this table of the form has no “%s”.", k.Key), do)
}
