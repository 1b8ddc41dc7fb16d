package batch

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// Twins finds reports of one agency and one year among the inputs: which of
// them is the right one only people can tell, so none is taken. It gives, by
// Rel, why an input is refused. A body has one report a year; a corrected one
// takes the place of the old one, which the archive keeps.
func Twins(inputs []Input) map[string]error {
	type report struct {
		year   int
		agency string
	}
	same := map[report][]Input{}
	for _, i := range inputs {
		year, agency := press.Glance(i.Path)
		if year == 0 || agency == "" {
			year, agency = identity(i.Path)
		}
		if year > 0 && agency != "" {
			r := report{year, agency}
			same[r] = append(same[r], i)
		}
	}
	refused := map[string]error{}
	for r, list := range same {
		if len(list) > 1 { // a glance may be wrong
			list = slices.DeleteFunc(list, func(i Input) bool {
				year, agency := identity(i.Path)
				return year != r.year || agency != r.agency
			})
		}
		for _, i := range list {
			if others := but(list, i); len(others) > 0 {
				refused[i.Rel] = refuse(i.Path, diag.T("同一单位、同一年度有几份报告：%[1]s %[2]d 年，还有 %[3]s。", "there are several reports of one agency and year: %[1]s, %[2]d; also %[3]s.", r.agency, r.year, some(others)),
					diag.T("请只留一份，其余的移到别的文件夹；若是年份或单位名称写错了，请改正。", "keep one and move the others elsewhere; or mend the year or the name."))
			}
		}
	}
	return refused
}

// some names the first of many.
func some(names []string) string {
	const most = 3
	if len(names) <= most+1 {
		return strings.Join(names, "、")
	}
	return strings.Join(names[:most], "、") + "…（" + strconv.Itoa(len(names)) + "）"
}

// identity reads a file for its year and its agency.
func identity(path string) (year int, agency string) {
	f, err := source.Read(path)
	if err != nil {
		return 0, "" // told when it is built
	}
	d := source.NewDecoder(f)
	if n := f.Root.Get("year"); n != nil {
		year, _ = d.Int(n)
	}
	if n := f.Root.Get("agency"); n != nil {
		if n = n.Get("name"); n != nil {
			agency, _ = d.String(n)
		}
	}
	return year, strings.TrimSpace(agency)
}

// but gives the paths of all inputs but one, which may be named in several ways.
func but(list []Input, one Input) (paths []string) {
	for _, i := range list {
		if !sameFile(i.Path, one.Path) {
			paths = append(paths, i.Path)
		}
	}
	return paths
}
