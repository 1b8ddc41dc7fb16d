package intake_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/intake"
	"nianbao/internal/intake/original"
)

// signedWith gives the sample's page with other lines in the place of its signature,
// those behind > at the right.
func signedWith(t *testing.T, lines ...string) *intake.Result {
	t.Helper()
	want, d := webPage(t, filepath.Join(samples, sample))
	s := want.Report.Signature
	at := slices.IndexFunc(d.Blocks, func(b original.Block) bool {
		p, ok := b.(*original.Paragraph)
		return ok && strings.TrimSpace(p.Text()) == s.Name.Text
	})
	if at < 0 || s.Date.Text == "" {
		t.Fatal("the sample's page has no signature")
	}
	d.Blocks = d.Blocks[:at]
	for _, l := range lines {
		p := &original.Paragraph{}
		if rest, ok := strings.CutPrefix(l, ">"); ok {
			p.Align, l = original.Right, rest
		}
		p.Runs = []original.Run{{Text: l}}
		d.Blocks = append(d.Blocks, p)
	}
	_, r := imported(t, d)
	return r
}

// TestSignatures: name and date are found in whatever look they stand, and what looks
// like them elsewhere stays where it is.
func TestSignatures(t *testing.T) {
	const name = "云汀县民政局"
	for _, c := range []struct {
		lines      string
		name, date string // "" for none
		text       string // stands in the last part
	}{
		{">云汀县民政局|>2024年1月18日", name, "2024年1月18日", ""},
		{"云汀县民政局|2024年1月18日", name, "2024年1月18日", ""},
		{">云汀县民政局 2024年1月18日", name, "2024年1月18日", ""},
		{"云汀县民政局　　2024 年 1 月 18 日", name, "2024 年 1 月 18 日", ""},
		{"云汀县民政局2024.1.18", name, "2024.1.18", ""},
		{"2024年1月18日 云汀县民政局", name, "2024年1月18日", ""},
		{">云汀县民政局二〇二四年一月十八日", name, "二〇二四年一月十八日", ""},
		{">云汀县第101中学 2024年1月18日", "云汀县第101中学", "2024年1月18日", ""},
		{">云汀县民政局|>2024.1.18", name, "2024.1.18", ""},
		{"云汀县民政局|2024-01-18", name, "2024-01-18", ""},
		{"云汀县民政局|2024/1/18", name, "2024/1/18", ""},
		{">云汀县民政局|>2024年1月", name, "2024年1月", ""},
		{">2024.1.18", "", "2024.1.18", ""},
		{">云汀县民政局|>2024年1月18|>日", name, "2024年1月18日", ""},
		{">云汀县民政局|>2024年|>1月18日", name, "2024年1月18日", ""},
		{">云汀县民政局|>2024年1月1|>8|>日", name, "2024年1月18日", ""},
		{">云汀县民政局 2024年1月|>18日", name, "2024年1月18日", ""},
		{">云汀县民政局|>2024年1月18日|2024-01-22", name, "2024年1月18日", ""},

		{">日", "", "", "日"},
		{"2024-01-18", "", "", "2024-01-18"},
		{"培训时间如下|2024.1.18", "", "", "2024.1.18"},
		{">云汀县民政局|>2024.13.18", "", "", "云汀县民政局\n2024.13.18"},
		{"全年开展培训3期，第一期 2024年1月18日", "", "", "全年开展培训3期，第一期 2024年1月18日"},
		{"本表数据截至2024年1月18", "", "", "截至2024年1月18"},
	} {
		r := signedWith(t, strings.Split(c.lines, "|")...)
		_, signature, _ := strings.Cut(r.Text, "\n[signature]\n")
		for key, want := range map[string]string{"name": c.name, "date": c.date} {
			_, rest, found := strings.Cut("\n"+signature, "\n"+key+" = \"")
			got, _, _ := strings.Cut(rest, "\"")
			if found != (want != "") || got != want {
				t.Errorf("%s: %s %q, want %q", c.lines, key, got, want)
			}
		}
		if before, _, _ := strings.Cut(r.Text, "\n[signature]\n"); !strings.Contains(before, c.text) {
			t.Errorf("%s: lost %s", c.lines, c.text)
		}
	}
}
