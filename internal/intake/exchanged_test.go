package intake_test

import (
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
)

// renamedLabels changes the labels of a document's tables, the n-th of a text by the
// n-th of its others.
func renamedLabels(d *original.Document, others map[string][]string) {
	n := map[string]int{}
	for _, b := range d.Blocks {
		g, ok := b.(*original.Grid)
		if !ok {
			continue
		}
		for _, c := range g.Cells {
			key := strings.ReplaceAll(c.Text, "\n", "")
			if to := others[key]; n[key] < len(to) {
				c.Text = to[n[key]]
			}
			n[key]++
		}
	}
}

// TestExchangedLabelsAreMarked: rows and columns that stand in each other's place,
// and heads with another unit or year, are told by their names or are marked,
// though the sums close.
func TestExchangedLabelsAreMarked(t *testing.T) {
	for _, c := range []struct {
		name, sample string
		others       map[string][]string
		marked       []string // some of the keys that have to be
	}{
		{"rows", "county/2023.toml", map[string][]string{"2.其他法律行政法规禁止公开": {"5.属于三类内部事务信息"}, "5.属于三类内部事务信息": {"2.其他法律行政法规禁止公开"}}, []string{"applications.deny2.natural", "applications.deny5.natural"}},
		{"upper heads", "county/2023.toml", map[string][]string{"未经复议直接起诉": {"复议后起诉"}, "复议后起诉": {"未经复议直接起诉"}}, []string{"review.suit_direct.upheld", "review.suit_after_review.upheld"}},
		{"heads of one section", "county/2019.toml", map[string][]string{"上一年项目数量": {"上一年项目数量", "处理决定数量"}, "本年增/减": {"本年增/减", "上一年项目数量"}, "处理决定数量": {"处理决定数量", "本年增/减"}}, []string{"disclosure.penalty.prev_items", "disclosure.penalty.decisions"}},
		{"the unit of a head", "county/2023.toml", map[string][]string{"本年收费金额（单位：万元）": {"本年收费金额（单位：元）"}}, []string{"disclosure.fees.amount_wan"}},
		{"no unit in a head", "county/2023.toml", map[string][]string{"本年收费金额（单位：万元）": {"本年收费金额"}}, []string{"disclosure.fees.amount_wan"}},
		{"another unit in a head", "county/2019.toml", map[string][]string{"采购总金额": {"采购总金额（万元）"}}, []string{"disclosure.procurement.amount"}},
		{"the year of a head", "county/2023.toml", map[string][]string{"本年处理决定数量": {"上年处理决定数量"}}, []string{"disclosure.licence.decisions"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, d := webPage(t, filepath.Join(samples, c.sample))
			renamedLabels(d, c.others)
			_, r := imported(t, d)
			keys := map[string]bool{}
			for _, x := range r.Doubts {
				keys[x.Key] = true
			}
			for _, k := range c.marked {
				if !keys[k] {
					t.Errorf("%s is not marked", k)
				}
			}
		})
	}
}
