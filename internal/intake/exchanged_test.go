package intake_test

import (
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/intake/original"
	"nianbao/internal/intake/text"
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
		{"two names in a row", "county/2023.toml", map[string][]string{"三、本年度办理结果": {"（二）部分公开（区分处理的，只计这一情形，不计其他情形）"}}, []string{"applications.open.natural"}},
		{"the year of a head", "county/2023.toml", map[string][]string{"本年处理决定数量": {"上年处理决定数量"}}, []string{"disclosure.licence.decisions"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, d := webPage(t, filepath.Join(samples, c.sample))
			renamedLabels(d, c.others)
			plain, err := text.Read("report.txt", []byte(asText(d, func(g *original.Grid) string { return rowsOfText(g, "", "\n", "") })))
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range []*original.Document{d, plain} {
				areMarked(t, x, c.marked)
			}
		})
	}
}

func areMarked(t *testing.T, d *original.Document, keys []string) {
	t.Helper()
	_, r := imported(t, d)
	marked := map[string]bool{}
	for _, x := range r.Doubts {
		marked[x.Key] = true
	}
	for _, k := range keys {
		if !marked[k] {
			t.Errorf("%s: %s is not marked", d.Format, k)
		}
	}
}

// TestTwoTablesAreMarked: of two tables of one kind, one behind the other or side
// by side, the figures that differ are marked.
func TestTwoTablesAreMarked(t *testing.T) {
	for _, beside := range []bool{false, true} {
		_, d := webPage(t, filepath.Join(samples, "county/2023.toml"))
		_, other := webPage(t, filepath.Join(samples, "county/2024.toml"))
		for i, b := range d.Blocks {
			g, ok := b.(*original.Grid)
			if !ok {
				continue
			}
			second, ok := other.Blocks[min(i, len(other.Blocks)-1)].(*original.Grid)
			for k := 0; !ok && k < len(other.Blocks); k++ {
				if s, is := other.Blocks[k].(*original.Grid); is && s.Rows == g.Rows {
					second, ok = s, true
				}
			}
			if !ok || second.Rows != g.Rows {
				continue
			}
			if !beside {
				d.Blocks = append(d.Blocks, second)
				continue
			}
			for _, c := range second.Cells {
				c.Column += g.Columns + 1
				g.Cells = append(g.Cells, c)
			}
			g.Columns += 1 + second.Columns
		}
		areMarked(t, d, []string{"applications.new.natural"})
	}
}
