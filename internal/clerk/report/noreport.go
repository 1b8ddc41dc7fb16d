package report

import (
	"slices"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// ofLayouts are keys of layouts and of the lists of words beside them.
var ofLayouts = []string{"part", "page", "style", "words", "label"}

// noReport tells of a file of ours that is none of a report's: else all of its keys
// would be told as wrong ones.
func (d *decoder) noReport() bool {
	root := d.File.Root
	agency, body := root.Get("agency"), root.Get("body")
	what, do := diag.Text{}, diag.Text{}
	switch {
	case body != nil && body.Kind == source.Array && (agency == nil || agency.Kind != source.Table):
		what = diag.T("这是单位名单，不是一份报告。", "this is a list of bodies and no report.")
		do = diag.T("要汇总各单位的报告，点“汇总”（nianbao rollup 名单 --from 各单位的文件夹）。", "to add up the bodies' reports: nianbao rollup LIST --from FOLDER.")
	case agency == nil && slices.ContainsFunc(ofLayouts, func(key string) bool { return root.Get(key) != nil }):
		what = diag.T("这是表样，不是一份报告。", "this is a layout and no report.")
		do = diag.T("请另写一份报告（nianbao new 年度 -o 文件名.toml）；要用改过的表样，放进报告旁边名叫 layouts 的文件夹（或者生成时加 --layouts 和它所在的文件夹）。", "nianbao new YEAR -o NAME.toml writes a report's file; to build with a layout that was changed, name its folder with --layouts.")
	default:
		return false
	}
	d.At(diag.Pos{File: d.File.Name}, 1, diag.Error, what, do)
	return true
}
