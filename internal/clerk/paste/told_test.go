package paste

import (
	"slices"
	"testing"
)

// What a block has below its figures and the table has not is told of; the table's own
// words, blank lines and what stands above the figures are not.
func TestTold(t *testing.T) {
	const row = "（一）予以公开\t4\t1\t0\t0\t0\t0\t5\n"
	heads := OtherHeads.EN
	left := func(words string) string {
		return "a line that was not put into the table: \"" + words + "\". Write it into the prose if it is to be printed."
	}
	for _, c := range []struct {
		name, block string
		want        []string
	}{
		{"figures alone", row, nil},
		{"a remark below", row + "注：上年结转不含撤回的2件\n", []string{left("注：上年结转不含撤回的2件")}},
		{"in two cells, and a blank line", row + "\t\n\t填表人\t张三\n", []string{left("填表人 张三")}},
		{"words of the table", row + "三、本年度办理结果\n（三）不予公开\t\t\n二、上年结转政府信息公开申请数量\t\t\t\n", nil},
		{"a title above", "表二 某县\n" + row, nil},
		{"another head, and a remark", "项目\t甲\t乙\t丙\t丁\t戊\t己\t庚\n" + row + "填表人：张三\n", []string{heads, left("填表人：张三")}},
	} {
		var got []string
		for _, said := range Told(year2023.TableOf("applications"), Cells(c.block)) {
			got = append(got, said.EN)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
