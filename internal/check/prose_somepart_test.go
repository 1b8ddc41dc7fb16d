package check

// What a share is taken of, and what is told of some only, is not the table's number.
func init() {
	inSentences("P-REVIEW", "overview", example{figures: "review.suit_direct.upheld=11 review.review.upheld=13"}, []string{
		"12件|政府信息公开行政诉讼12件，占全县行政应诉案件67件的16.4%。",
	}, []string{
		"政府信息公开行政诉讼11件，占全县行政应诉案件67件的16.4%。",
		"政府信息公开行政复议13件，占全县行政复议总量286件的4.5%。",
	})
	inSentences("P-NEW", "overview", base, []string{
		"11件|我局共收到政府信息公开申请11件。",
	}, []string{
		"受理的申请有9件延至2021年办理。",
		"收到的申请中有31件属于咨询性质。",
		"全年收到的申请中，有9件（占75%）予以公开。",
	})
	inSentences("P-PARTS-SUM", "overview", base, []string{
		"属于公开范围5件|2020年共受理依申请公开12件，其中：属于公开范围5件，属于部分公开范围1件，不予公开2件，信息不存在无法提供2件，重复申请1件，转下年度继续办理3件。",
	}, []string{
		"2020年共受理依申请公开12件，其中：属于公开范围5件，属于部分公开范围1件，不予公开2件，信息不存在无法提供2件，重复申请1件，转下年度继续办理1件。",
	})
}
