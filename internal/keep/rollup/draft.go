package rollup

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// draftHead stands at the top of a new list.
const draftHead = `# 汇总名单：本级政府要汇总哪些单位
#   [[body]] 一段一个单位：name 全称；also 其他名称；kind 类别：department 部门、township 乡镇街道、
#     own 本机关（办公室自己的报告）、lower 下级政府（交来的已是汇总数）；group 分组；
#     file 有两份时写明用哪一份；received 收到的日期；excluded 不计入的理由（如垂直管理）。
#   [[adjust]] 一段一处调整：cell 哪一格；amount 加减多少；reason 理由（如共同被告只计一次）。
`

// Draft writes a list of the bodies whose reports lie in a folder. What it cannot
// know is left to be filled in. The error is a diag.List.
func Draft(ctx context.Context, read *Reader, dir, from string) ([]byte, error) {
	sources, err := read.gather(ctx, dir, "", 0)
	if err != nil {
		return nil, err
	}
	years, names := map[int]int{}, map[string]string{}
	for _, s := range sources {
		if s.Err == nil && s.Agency != "" && s.Agency != report.Unfilled {
			years[s.Year]++
			names[plain(s.Agency)] = s.Agency
		}
	}
	if len(names) == 0 {
		return nil, diag.List{diag.New(diag.Pos{File: dir}, diag.T("文件夹里没有能读的报告。", "the folder has no report that can be read."), diag.T("请检查 --from。", "look at --from."))}
	}
	year := slices.MaxFunc(slices.Collect(maps.Keys(years)), func(a, b int) int { return cmp.Or(cmp.Compare(years[a], years[b]), cmp.Compare(a, b)) })
	county := government(slices.Sorted(maps.Values(names)))
	delete(names, plain(county)) // its own report is the sum, and no addend
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nyear   = %d\nagency = %s  # 本级政府全称\nfrom   = %s\n# due = \"%d年1月31日\"  # 各单位交报的期限\n# last_report  = \"…\"  # 本级政府上一年的报告\n# last_reports = \"…\"  # 各单位上一年的报告所在的文件夹\n",
		draftHead, year, source.Quote(county), source.Quote(filepath.ToSlash(from)), year+1)
	for _, key := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&b, "\n[[body]]\nname = %s\nkind = %q\n", source.Quote(names[key]), kindOf(names[key]))
	}
	return []byte(b.String()), nil
}

// government is the name of the county's government, as far as the names of its
// bodies tell.
func government(names []string) string {
	common := names[0]
	for _, n := range names {
		for !strings.HasPrefix(n, common) {
			r := []rune(common)
			common = string(r[:len(r)-1])
		}
	}
	for _, level := range []string{"县", "市", "区", "旗"} {
		if i := strings.LastIndex(common, level); i > 0 {
			return common[:i+len(level)] + "人民政府"
		}
	}
	return report.Unfilled
}

// kindOf is what a body is by its name; people look at it again.
func kindOf(name string) Kind {
	switch {
	case strings.HasSuffix(name, "人民政府办公室"), strings.HasSuffix(name, "政府办公室"):
		return Own
	case strings.HasSuffix(name, "街道办事处"), strings.HasSuffix(name, "镇人民政府"), strings.HasSuffix(name, "乡人民政府"):
		return Township
	case strings.HasSuffix(name, "人民政府"):
		return Lower
	}
	return Department
}

// NextYear writes the list of the year after: bodies, kinds and what is left out
// stay; days, files and adjustments, which were that year's, go. The error is a
// diag.List.
func NextYear(c *County) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nyear   = %d\nagency = %s\n", draftHead, c.Year+1, source.Quote(c.Agency))
	if c.From != "" {
		fmt.Fprintf(&b, "from   = %s  # 请改成本年的文件夹；去年的写进 last_reports\n", source.Quote(c.From))
	}
	for _, body := range c.Bodies {
		fmt.Fprintf(&b, "\n[[body]]\nname = %s\n", source.Quote(body.Name))
		if len(body.Also) > 0 {
			var also []string
			for _, name := range body.Also {
				also = append(also, source.Quote(name))
			}
			fmt.Fprintf(&b, "also = [%s]\n", strings.Join(also, ", "))
		}
		fmt.Fprintf(&b, "kind = %s\n", source.Quote(string(body.Kind)))
		for _, k := range [][2]string{{"group", body.Group}, {"excluded", body.Excluded}} {
			if k[1] != "" {
				fmt.Fprintf(&b, "%s = %s\n", k[0], source.Quote(k[1]))
			}
		}
	}
	return []byte(b.String()), nil
}
