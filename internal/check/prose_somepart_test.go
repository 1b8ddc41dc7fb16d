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
	})
}
