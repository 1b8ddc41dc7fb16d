package formula

import (
	"strings"
	"testing"

	"nianbao/internal/clerk/form"
	"nianbao/layouts"
)

// TestSpreadsheet writes formulas as spreadsheets have them.
func TestSpreadsheet(t *testing.T) {
	set, err := form.Load([]string{"xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "times"}, form.Folder{Name: "layouts", FS: layouts.FS})
	if err != nil {
		t.Fatal(err)
	}
	f, err := set.For(2023, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ each, formula, want string }{
		{"row", "total == sum(total)", "new.total=SUM(new.natural,new.business,new.research,new.charity,new.legal,new.other_org)"},
		{"column", "new + carried_in == result_total + carried_out", "new.natural+carried_in.natural=result_total.natural+carried_out.natural"},
		{"", "(new.total + open.total) * 10 <= 3.5 or new.total < 10", "OR((new.total+open.total)*10<=3.5,new.total<10)"},
		{"", "new.total != 1 and (new.total > 2 or open.total > 3)", "AND(new.total<>1,(OR(new.total>2,open.total>3)))"},
		{"", "not (new.total == 1 && open.total == 2) || new.total == 3", "OR(NOT(AND(new.total=1,open.total=2)),new.total=3)"},
		{"", "max(new.total, min(open.total, 2) + 1) >= 4", "MAX(new.total,MIN(open.total,2)+1)>=4"},
		{"", "new.total == last.new.total", ""},
	} {
		r := &form.Rule{Part: "applications", Each: c.each, Formula: c.formula}
		compiled, bad := Compile(f, r)
		if bad != nil {
			t.Fatalf("%s: %v", c.formula, bad)
		}
		got := compiled.Spreadsheet(&compiled.Instances[0], func(p Path) string { return p.Row + "." + p.Column })
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.formula, got, c.want)
		}
		for _, p := range compiled.Named(&compiled.Instances[0]) {
			if strings.Contains(c.formula, "sum(") && p.Column != "total" {
				t.Errorf("%s names the summand %v", c.formula, p)
			}
		}
	}
}
