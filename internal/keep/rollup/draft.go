package rollup

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
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
func Draft(ctx context.Context, forms *form.Set, read *Reader, dir, from string) ([]byte, error) {
	sources, err := read.gather(ctx, dir, "", 0)
	if err != nil {
		return nil, err
	}
	years, names := map[int]int{}, map[string]string{}
	inForm := map[int]map[string]int{}
	var nameless []string
	for _, s := range sources {
		switch {
		case s.Err != nil:
		case s.Agency == "" || s.Agency == report.Unfilled:
			nameless = append(nameless, s.Rel)
		default:
			years[s.Year]++
			names[plain(s.Agency)] = s.Agency
			if s.Opened != nil {
				if inForm[s.Year] == nil {
					inForm[s.Year] = map[string]int{}
				}
				inForm[s.Year][s.Opened.Form.Name]++
			}
		}
	}
	if len(names) == 0 && len(nameless) > 0 {
		return nil, diag.List{diag.New(diag.Pos{File: dir}, diag.T("文件夹里的报告都还没有填单位全称：%s。", "no report of the folder says whose it is: %s.", shortList(nameless)), diag.T("请先打开，填上单位全称。", "fill in the body's name first."))}
	}
	if len(names) == 0 {
		return nil, diag.List{diag.New(diag.Pos{File: dir}, diag.T("文件夹里没有能读的报告。", "the folder has no report that can be read."), diag.T("请检查文件夹（--from）。", "look at --from."))}
	}
	year := most(years)
	county := government(slices.Sorted(maps.Values(names)))
	delete(names, plain(county)) // its own report is the sum, and no addend
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nyear   = %d\nagency = %s  # 本级政府全称\nfrom   = %s\n# due = \"%d年1月31日\"  # 各单位交报的期限\n# last_report  = \"…\"  # 本级政府上一年的报告\n# last_reports = \"…\"  # 各单位上一年的报告所在的文件夹\n",
		draftHead, year, source.Quote(county), source.Quote(filepath.ToSlash(from)), year+1)
	if usual, err := forms.For(year, ""); err == nil && len(inForm[year]) > 0 && most(inForm[year]) != usual.Name {
		fmt.Fprintf(&b, "form   = %s  # 各单位的报告用的表式\n", source.Quote(most(inForm[year])))
	}
	if len(nameless) > 0 {
		fmt.Fprintf(&b, "# 没有列入的，还没有填单位全称：%s\n", shortList(nameless))
	}
	for _, key := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&b, "\n[[body]]\nname = %s\nkind = %q\n", source.Quote(names[key]), kindOf(names[key]))
	}
	return []byte(b.String()), nil
}

// shortList names the first few of many files.
func shortList(files []string) string {
	const most = 10
	if n := len(files); n > most {
		return strings.Join(files[:most], "、") + fmt.Sprintf(" 等 %d 个", n)
	}
	return strings.Join(files, "、")
}

// most is what was counted most often, the last of those that were as often.
func most[K cmp.Ordered](count map[K]int) K {
	return slices.MaxFunc(slices.Collect(maps.Keys(count)), func(a, b K) int { return cmp.Or(cmp.Compare(count[a], count[b]), cmp.Compare(a, b)) })
}

// government is the name of the county's government, as far as the names of its
// bodies tell: what most of them begin with.
func government(names []string) string {
	count := map[string]int{}
	for _, n := range names {
		if p := placeIn(n); p != "" {
			count[p]++
		}
	}
	if len(count) == 0 {
		return report.Unfilled
	}
	return most(count) + "人民政府"
}

// placeIn is the county, city or district at the beginning of a body's name; behind
// a city's there may be its county's or district's.
func placeIn(name string) string {
	end := level(name)
	if end > 0 && strings.HasSuffix(name[:end], "市") {
		if more := level(name[end:]); more > 0 && len([]rune(name[end:end+more])) <= 5 {
			end += more
		}
	}
	return name[:end]
}

// noLevel are words that begin with the sign of a level and are none.
var noLevel = []string{"市场", "市政", "市容", "市委", "区域", "区划", "县域", "县委", "区委"}

// level is where a county's, city's or district's name at the beginning of a text ends.
func level(text string) int {
	for i, c := range text {
		rest := text[i:]
		if i == 0 || !strings.ContainsRune("县市区旗", c) || slices.ContainsFunc(noLevel, func(w string) bool { return strings.HasPrefix(rest, w) }) {
			continue
		}
		return i + len(string(c))
	}
	return 0
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

// NextYear writes the list of the year after, in the file name: bodies, kinds and what is left out
// stay; days, files and adjustments, which were that year's, go. The error is a
// diag.List.
func NextYear(c *County, name string) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nyear   = %d\nagency = %s\n", draftHead, c.Year+1, source.Quote(c.Agency))
	if c.Form != "" {
		fmt.Fprintf(&b, "# form = %s  # 上一年用的表式；本年也用才写\n", source.Quote(c.Form))
	}
	if from := c.Folder(); from != "" {
		if rel, err := filepath.Rel(filepath.Dir(name), from); err == nil {
			from = filepath.ToSlash(rel)
		}
		fmt.Fprintf(&b, "from   = %s  # 请改成本年的文件夹；去年的写进 last_reports\n", source.Quote(from))
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
