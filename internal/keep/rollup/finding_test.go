package rollup

import (
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// TestGathered looks that copied prose of many bodies is one finding, with who and how
// many, and that of a few, and all others, stay as they are.
func TestGathered(t *testing.T) {
	made := func(id, body string) *Finding {
		d := diag.New(diag.Pos{File: body, Line: 3}, diag.T("文字", "prose"), diag.Text{})
		d.ID, d.Severity = id, diag.Warning
		return &Finding{Body: body, Diagnostic: d}
	}
	all := []*Finding{made("T3-BALANCE", "甲局")}
	for _, body := range []string{"甲局", "乙局", "丙局", "丁局"} {
		all = append(all, made("X-TEXT-SIMILARITY", body), made("X-TEXT-SIMILARITY", body))
	}
	all = append(all, made("ROLLUP-PROSE", "甲局"), made("ROLLUP-PROSE", "乙局"))
	got := Gathered(all)
	if len(got) != 4 {
		t.Fatalf("%d findings, want 4", len(got))
	}
	if zh := got[1].What.ZH; got[1].Body != "" || !strings.Contains(zh, "4 个单位") || !strings.Contains(zh, "8 处") || !strings.Contains(zh, "丁局") {
		t.Errorf("%q of %q", zh, got[1].Body)
	}
	if got[1].Line != 0 || all[1].Line != 3 {
		t.Error("the one finding has no place, and those it stands for keep theirs")
	}
}
