package desk

import (
	"strings"
	"testing"
)

// Of a report that is the sum of a list's bodies the page says that it was not compared
// with them, and of no other.
func TestSumIsNotCompared(t *testing.T) {
	for _, c := range []struct {
		list List
		told bool
	}{
		{List{Name: "名单.toml", Year: 2020, Agency: "汶上县行政审批服务局"}, true},
		{List{Name: "名单.toml", Year: 2021, Agency: "汶上县行政审批服务局"}, false},
		{List{Name: "名单.toml", Year: 2020, Agency: "汶上县人民政府"}, false},
		{List{Name: "名单.toml", Year: 2020, Agency: "汶上县行政审批服务局", Why: errNoDoubt}, false},
	} {
		o := newOffice(t)
		o.know([]*List{&c.list})
		v, _ := o.shown("")
		told := false
		for _, f := range v.Findings {
			if strings.Contains(f.What, "同“名单.toml”上各单位的数，生成的时候才核对") {
				told = told || f.Severity == "note" && strings.Contains(f.What, "那一份对照")
			}
		}
		if told != c.told || v.Warnings > 0 {
			t.Errorf("%+v: told %v", c.list, told)
		}
	}
}
