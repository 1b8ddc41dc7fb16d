package check

import (
	"slices"

	"nianbao/internal/diag"
)

// Rule is a check: what it finds, in which forms, and how. Those without a
// Check are formulas in the layouts, or need more than one report.
type Rule struct {
	ID       string
	Severity diag.Severity // of its findings, unless a finding says otherwise
	From, To int           // the years of the forms that it holds for; 0: any
	Last     bool          // needs the report of the year before
	Finds    diag.Text     // what it finds
	Example  string        // what it would find, made up
	Check    func(*Context)
}

const (
	bad   = diag.Error
	doubt = diag.Warning
	note  = diag.Info
)

// Rules are all rules, in the order in which they are told to people.
var Rules = slices.Concat(figureRules, yearRules, proseRules, structureRules, oldRules, fileRules, rollupRules)

// figureRules compare a table's figures with each other.
var figureRules = []Rule{
	{ID: "T3-BALANCE", Severity: bad, Finds: diag.T("申请情况表：本年新收加上年结转，不等于总计加结转下年度（逐列核对）", "applications: new and carried in are not the results and carried out, column by column"), Example: "自然人：新收 3、结转 0，总计 2、结转下年度 0"},
	{ID: "T3-RESULT-SUM-2019", Severity: bad, Finds: diag.T("申请情况表（2019—2020 年度）：（七）总计不等于前面各种办理结果之和", "applications (forms of 2019 and 2020): the results do not add up to their total"), Example: "予以公开 2、部分公开 1，总计 2"},
	{ID: "T3-RESULT-SUM-2021", Severity: bad, Finds: diag.T("申请情况表（2021 年度起）：（七）总计不等于前面各种办理结果之和", "applications (since 2021): the results do not add up to their total"), Example: "予以公开 2、部分公开 1，总计 2"},
	{ID: "T3-ROW-TOTAL", Severity: bad, Finds: diag.T("申请情况表：一行的总计不等于六类申请人之和", "applications: a row's total is not the sum of the six kinds of applicants"), Example: "自然人 2、商业企业 1，总计 2"},
	{ID: "T3-INT", Severity: bad, Finds: diag.T("申请情况表：应当是不小于 0 的整数，不留空白", "applications: a whole number is wanted, no blank"), Example: "自然人：“2件”"},
	{ID: "T3-OTHER-HIGH", Severity: doubt, Finds: diag.T("申请情况表：“其他处理”占得太多", "applications: too many results are “others”"), Example: "总计 10，其他处理 9"},
	{ID: "T4-TOTAL", Severity: bad, Finds: diag.T("复议诉讼表：总计不等于四种结果之和", "review and suits: a total is not the sum of the outcomes"), Example: "结果维持 1、尚未审结 1，总计 1"},
	{ID: "T4-INT", Severity: bad, Finds: diag.T("复议诉讼表：应当是不小于 0 的整数，不留空白", "review and suits: a whole number is wanted, no blank"), Example: "结果维持：“/”"},
	{ID: "T4-CODEFENDANT", Severity: note, Finds: diag.T("提醒：共同被告的案件只由原行为机关计算", "a reminder: a case with two defendants is counted by the body of the original act"), Example: "复议后起诉 1 件"},
	{ID: "T4-NO-APPLICATIONS", Severity: doubt, Finds: diag.T("没有申请，却有复议或诉讼", "there are reviews or suits, but no applications"), Example: "新收、结转都是 0，行政复议 2 件"},
	{ID: "T2-INT-2019", Severity: bad, Finds: diag.T("主动公开表（2019—2020 年度）：应当是不小于 0 的整数，不留空白", "disclosure (forms of 2019 and 2020): a whole number is wanted, no blank"), Example: "行政许可：“105项”"},
	{ID: "T2-INT-2021", Severity: bad, Finds: diag.T("主动公开表（2021 年度起）：应当是不小于 0 的整数，不留空白；收费金额可以有小数", "disclosure (since 2021): a whole number is wanted, no blank; fees may have decimals"), Example: "行政许可：“1,423件”"},
	{ID: "T2-DELTA-SIGN", Severity: note, From: 2019, To: 2020, Finds: diag.T("本年增/减的正负号写法前后不一", "the signs of the changes are not written alike"), Example: "一处写 +144，一处写 12", Check: deltaSign},
	{ID: "T2-ITEMS-NONNEG", Severity: bad, Finds: diag.T("项目数量加上增减以后小于 0", "items and their change give less than none"), Example: "上一年 3，本年增/减 -5"},
	{ID: "T2-PUBLISHED-LE-MADE", Severity: doubt, Finds: diag.T("新公开数量多于新制作数量", "more was published than made"), Example: "新制作 2，新公开 5"},
	{ID: "T2-PUBLISHED-LE-PUBLIC", Severity: bad, Finds: diag.T("新公开数量多于对外公开总数量", "more was published this year than is public in all"), Example: "新公开 5，公开总数量 3"},
	{ID: "T2-PROCUREMENT", Severity: doubt, Finds: diag.T("采购项目数和金额只有一个，或金额没有单位", "procurement: items without an amount or the other way, or no unit"), Example: "采购项目 3，金额 0"},
	{ID: "T2-DECISIONS-WITHOUT-ITEMS", Severity: doubt, Finds: diag.T("有处理决定，却没有事项", "there are decisions, but no items"), Example: "项目数量 0，处理决定 12"},
	{ID: "T2-FEE-UNIT", Severity: doubt, Finds: diag.T("收费金额像是把元当成了万元", "fees seem to be in yuan, not in 10,000 yuan"), Example: "收费金额 3524000（万元）"},
	{ID: "T2-VALID-GE-MADE", Severity: doubt, Finds: diag.T("现行有效件数少于本年制发件数", "fewer are in force than were made this year"), Example: "制发 5，现行有效 3"},
	{ID: "T2-RULES-POWER", Severity: doubt, Finds: diag.T("没有规章制定权的单位填了规章", "rules (规章) of a body that cannot make any"), Example: "县教育局：规章 1 件"},
	{ID: "T2-31DEC", Severity: note, Finds: diag.T("提醒：规章、规范性文件截至 12 月 31 日", "a reminder: figures are those of 31 December"), Example: "制发 2 件"},
	{ID: "T2-ALL-DECISIONS", Severity: note, Finds: diag.T("提醒：没有公开的处理决定也要计入", "a reminder: decisions that were not published count, too"), Example: "行政许可 1423 件"},
}

// yearRules compare with the year before.
var yearRules = []Rule{
	{ID: "X-CARRY", Severity: bad, From: 2019, To: 2019, Last: true, Finds: diag.T("上年结转不等于上一年的结转下年度", "what was carried in is not what last year carried out"), Example: "上年结转 0，上一年报告结转下年度 4", Check: carriedFromProse},
	{ID: "X-VALID", Severity: doubt, Last: true, Finds: diag.T("现行有效件数与上一年的加减不符", "those in force do not follow from last year's"), Example: "上年 13、制发 2、废止 0，现行有效 17"},
	{ID: "X-ITEMS", Severity: doubt, Last: true, Finds: diag.T("上一年项目数量与上一年的报告不符", "last year's items are not those of last year's report"), Example: "上一年项目数量 105，上一年报告算得 249"},
	{ID: "X-PUBLIC-TOTAL", Severity: doubt, Last: true, Finds: diag.T("对外公开总数量比上一年还少", "less is public than last year"), Example: "上一年 30，本年 28"},
	{ID: "X-FJ-CUMULATIVE", Severity: doubt, Last: true, Finds: diag.T("累计数与上一年累计加本年数不符", "the cumulative figure does not follow from last year's"), Example: "上一年累计 40，本年 5，累计 50"},
	{ID: "X-JUMP", Severity: doubt, From: 2019, Last: true, Finds: diag.T("比上一年增减五倍以上", "it is more than five times last year's, or less than a fifth"), Example: "上一年 12，本年 1200", Check: jump},
	{ID: "X-LEFT-OUT", Severity: doubt, From: 2019, Last: true, Finds: diag.T("没有写的数，上一年不是 0", "what is not given was not 0 last year"), Example: "没有写行政许可一行，上一年 1466", Check: leftOut},
	{ID: "X-SAME", Severity: doubt, From: 2019, Last: true, Finds: diag.T("整张表同上一年一样", "a whole table is last year's"), Example: "二十个数与上一年逐个相同", Check: same},
	{ID: "X-TEXT-SIMILARITY", Severity: doubt, Last: true, Finds: diag.T("文字同上一年雷同", "the prose is nearly last year's"), Example: "第五部分 97% 的文字与上一年相同", Check: similar},
}

// proseRules compare what the prose says with the tables and with itself.
var proseRules = []Rule{
	{ID: "P-NEW", Severity: bad, From: 2019, Finds: diag.T("文字里的收到、受理件数与表不符", "how many applications the prose says came in"), Example: "“收到申请11件”，表中新收 12", Check: proseNew},
	{ID: "P-CARRY", Severity: bad, From: 2019, Finds: diag.T("文字里的上年结转、结转下年度与表不符", "how many the prose says were carried in or out"), Example: "“上年结转2件”，表中 3", Check: proseCarry},
	{ID: "P-DONE", Severity: bad, From: 2019, Finds: diag.T("文字里的办结、答复、办理件数与表不符", "how many the prose says were answered"), Example: "“办结13件”，表中总计 14", Check: proseDone},
	{ID: "P-RESULT-KINDS", Severity: doubt, From: 2019, Finds: diag.T("文字里予以公开、不予公开等件数与表不符", "the prose's counts of each kind of result"), Example: "“予以公开9件”，表中 8", Check: proseKinds},
	{ID: "P-PERCENT", Severity: doubt, Finds: diag.T("百分比算错，或同上年比的增减、上年的数不对", "a percentage, a change against last year or last year's figure is wrong"), Example: "“120条，其中网站60条，占45%”", Check: prosePercent},
	{ID: "P-REVIEW", Severity: bad, From: 2019, Finds: diag.T("文字里的复议、诉讼件数与表不符", "how many reviews and suits the prose tells of"), Example: "“行政复议4件”，表中 3", Check: proseReview},
	{ID: "P-OUTCOME-WORDS", Severity: doubt, From: 2019, Finds: diag.T("“均获维持”“零败诉”与表不符", "“all upheld” and the like against the table"), Example: "“均获维持”，表中结果纠正 1", Check: proseOutcome},
	{ID: "P-NORMDOCS", Severity: doubt, From: 2019, Finds: diag.T("文字里规范性文件的制发、废止、有效件数与表不符", "the prose's counts of normative documents"), Example: "“制发规范性文件3件”，表中 2", Check: proseNormdocs},
	{ID: "P-LICENCE", Severity: doubt, From: 2019, Finds: diag.T("文字里许可、处罚、强制的件数与表不符", "the prose's counts of licences, penalties, compulsion"), Example: "“作出行政处罚100件”，表中 9", Check: proseDecisions},
	{ID: "P-STATISTICS", Severity: doubt, To: 2018, Finds: diag.T("文字里的件数与统计表不符（2018 年度以前）", "the prose's counts are not the statistics table's (2018 and before)"), Example: "“网站公开1687条”，表中 1678", Check: proseStatistics},
	{ID: "P-ZERO", Severity: bad, From: 2019, Finds: diag.T("文字说没有，表里却有", "the prose says none, the table has some"), Example: "“未收到申请”，表中新收 2", Check: proseZero},
	{ID: "P-PARTS-SUM", Severity: doubt, Finds: diag.T("“共几条，其中……”各项之和与总数不符", "the parts of a breakdown do not add up"), Example: "“公开12条，其中网站5条、公众号6条、其他2条”", Check: proseParts},
	{ID: "P-TABLE-SUM", Severity: doubt, Finds: diag.T("文字中的表：合计与各行之和不符", "a table in the prose: the row 合计 is not the sum of the others"), Example: "甲镇 12、乙镇 8，合计 21", Check: tableSums},
	{ID: "P-FEE", Severity: bad, From: 2021, Finds: diag.T("第六部分没有写信息处理费", "the last part does not report the fee for handling information"), Example: "第六部分只写“无”", Check: proseFee},
}

// structureRules look at headings, words, dates and marks.
var structureRules = []Rule{
	{ID: "S-SIX", Severity: bad, From: 2019, Finds: diag.T("六个部分不齐，标题不对", "the six parts or their headings"), Example: "缺少第五部分", Check: six},
	{ID: "S-TOPICS", Severity: doubt, From: 2019, Finds: diag.T("第一部分没有写全五个方面", "part one does not speak of its five topics"), Example: "没有写监督保障", Check: topics},
	{ID: "S-ASSESSMENT", Severity: note, From: 2019, Finds: diag.T("政府没有写考核、评议、责任追究", "a government does not speak of assessment"), Example: "县政府的报告没有“考核”", Check: assessment},
	{ID: "S-LEN1", Severity: doubt, From: 2021, Finds: diag.T("第一部分太长", "part one is too long"), Example: "1500 字，原则上不超过 1000 字", Check: length1},
	{ID: "S-PART5", Severity: doubt, From: 2019, Finds: diag.T("第五部分敷衍", "part five says nothing"), Example: "“无”", Check: part5},
	{ID: "S-PART6", Severity: bad, From: 2019, Finds: diag.T("第五、第六部分空着", "parts five or six are empty"), Example: "第六部分没有一个字", Check: part6},
	{ID: "S-TITLE", Severity: doubt, Finds: diag.T("标题有错字，或写了别的单位", "the title is misprinted or names another body"), Example: "政府信息公开工作告年度报", Check: title},
	{ID: "S-SELF", Severity: doubt, Finds: diag.T("自称“我镇”“我局”，与本单位不符", "the body calls itself what it is not"), Example: "乡镇的报告写“我局”", Check: otherSelf},
	{ID: "S-YEAR", Severity: bad, Finds: diag.T("年份、日期写错，或留着上一年的", "a year or date is wrong or last year's"), Example: "2023 年的报告写“2022年，我局……”", Check: years},
	{ID: "S-PERIOD", Severity: bad, Finds: diag.T("统计期限不是整个年度", "the period is not the whole year"), Example: "2023年1月1日至11月30日", Check: period},
	{ID: "S-NOTICE", Severity: doubt, From: 2019, Finds: diag.T("引用的文号不对", "the notice cited is the wrong one"), Example: "2023 年的报告引用〔2019〕60号", Check: notice},
	{ID: "S-FORM", Severity: bad, Finds: diag.T("表式不是这一年的", "the form is not that year's"), Example: "2022 年的报告用 2019 年的表式", Check: formOfYear},
	{ID: "S-NUMBERING", Severity: doubt, Finds: diag.T("序号不连续", "numbers of headings are not in order"), Example: "（一）（二）（四）", Check: numbering},
	{ID: "S-RESIDUE", Severity: bad, Finds: diag.T("网页、模板、Word 的残留", "leftovers of web pages, templates, Word"), Example: "“【填写】”“&nbsp;”", Check: residue},
	{ID: "S-DOUBLE", Severity: doubt, Finds: diag.T("重复的字、词、标点", "a character, word or mark stands twice"), Example: "“认真认真落实，，”", Check: func(c *Context) { doubled(c); repeated(c) }},
	{ID: "S-PAIRS", Severity: doubt, Finds: diag.T("括号、引号、书名号不配对", "a bracket or quotation mark without its other half"), Example: "“按照《条例公开”", Check: pairs},
	{ID: "S-END", Severity: note, Finds: diag.T("一段没有写完，或没有句号", "a paragraph that is not closed"), Example: "“共收到申请2件，”", Check: endings},
	{ID: "S-MISSING-NUMBER", Severity: doubt, Finds: diag.T("有单位，没有数字", "a unit without a number"), Example: "“公开信息条”", Check: missingNumber},
	{ID: "S-ASCII", Severity: note, Finds: diag.T("中文之间用了半角标点", "half-width marks between Chinese"), Example: "“公开信息,及时”", Check: asciiMarks},
	{ID: "S-SIGNATURE", Severity: doubt, Finds: diag.T("署名、日期缺少或不对", "the signature or its date is missing or wrong"), Example: "2025年01月20日", Check: signature},
	{ID: "S-DEADLINE", Severity: doubt, From: 2019, Finds: diag.T("日期晚于法定期限", "the date is later than the law wants"), Example: "部门的报告 2月3日 成文", Check: deadline},
	{ID: "S-DEADLINE-OLD", Severity: doubt, To: 2018, Finds: diag.T("日期晚于法定期限（2018 年度以前）", "the date is later than the law wanted (until 2018)"), Example: "4月2日 成文", Check: deadlineOld},
}

// oldRules compare figures in the tables before 2019.
var oldRules = []Rule{
	{ID: "O-CHANNELS", Severity: bad, Finds: diag.T("统计表（2014—2018 年度）：各种申请方式之和与收到申请数不符", "tables of 2014 to 2018: the ways of applying do not add up"), Example: "当面 1、网络 2，收到 4"},
	{ID: "O-DONE", Severity: bad, Finds: diag.T("统计表（2014—2018 年度）：按时、延期办结之和与办结数不符", "tables of 2014 to 2018: those done do not add up"), Example: "按时 3、延期 0，办结 4"},
	{ID: "O-ANSWERS", Severity: bad, Finds: diag.T("统计表（2014—2018 年度）：各种答复之和与答复数不符", "tables of 2014 to 2018: the answers do not add up"), Example: "同意公开 2、不同意 1，答复 4"},
	{ID: "O-REVIEW", Severity: bad, Finds: diag.T("统计表（2014—2018 年度）：复议、诉讼各种结果之和与总数不符", "tables of 2014 to 2018: outcomes do not add up"), Example: "维持 1、纠错 0，复议 2"},
	{ID: "O-STAFF", Severity: bad, Finds: diag.T("统计表（2014—2018 年度）：专职、兼职人数之和与工作人员数不符", "tables of 2014 to 2018: the staff does not add up"), Example: "专职 1、兼职 2，共 4"},
	{ID: "O-OFWHICH", Severity: bad, Finds: diag.T("旧表式：“其中”大于总数", "old tables: a part is larger than its whole"), Example: "主动公开 40，其中 55"},
	{ID: "O-CHANNEL-COVER", Severity: doubt, Finds: diag.T("旧表式：各渠道之和少于总数", "old tables: the channels are fewer than the total"), Example: "公开 100，各渠道合计 60"},
	{ID: "O-FJ11", Severity: bad, Finds: diag.T("福建 2011 年的表：各项之和与合计不符", "Fujian's table of 2011 does not add up"), Example: "当面 3、传真 4，受理 8"},
	{ID: "O-FJ14", Severity: bad, Finds: diag.T("福建 2014 年的表：各项之和与合计不符", "Fujian's table of 2014 does not add up"), Example: "当面 3、网上 4，受理 8"},
	{ID: "O-SH", Severity: bad, Finds: diag.T("上海的表：各项之和与合计不符", "Shanghai's table does not add up"), Example: "当面 3、网上 4，申请 8"},
	{ID: "O-DX", Severity: bad, Finds: diag.T("定西的表：各项之和与合计不符", "Dingxi's table does not add up"), Example: "当面 3、网上 4，申请 8"},
	{ID: "O-NUMBER", Severity: doubt, Finds: diag.T("旧表式里写的不是数字", "old tables: it is no number"), Example: "网站公开：“若干”"},
}

// fileRules look at what the clerk's file says and leaves out.
var fileRules = []Rule{
	{ID: UnfilledID, Severity: bad, Finds: diag.T("还有“待填”", "something is still to be filled in"), Example: "成文日期：待填", Check: notFilled},
	{ID: "NOT-GIVEN", Severity: note, Finds: diag.T("没有写、按 0 印出的行", "rows that were left out and are printed as 0"), Example: "文件中没有“规章”一行", Check: notGiven},
	{ID: offID, Severity: bad, Finds: diag.T("[checks] off 里的编号不存在", "[checks] off names a rule that there is not"), Example: "off = { \"P-NEU\" = \"…\" }"},
}

// lookup gives the rule called id.
func lookup(id string) (Rule, bool) {
	if i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == id }); i >= 0 {
		return Rules[i], true
	}
	return Rule{}, false
}

// ids gives the ids of all rules.
func ids() []string {
	all := make([]string, len(Rules))
	for i := range Rules {
		all[i] = Rules[i].ID
	}
	return all
}

// rollupRules need the reports of a county's bodies, or the list of them: they are
// nianbao rollup's, and those of check on a county's report beside such a list.
var rollupRules = []Rule{
	{ID: "ROLLUP-SUM", Severity: bad, Finds: diag.T("汇总：本级的数不等于各单位之和", "roll-ups: a figure is not the sum of the bodies'"), Example: "各单位新收合计 81，本级写 80"},
	{ID: "ROLLUP-MISSING", Severity: bad, Finds: diag.T("汇总：有单位没有交", "roll-ups: a body's report is missing"), Example: "名单上 49 个单位，收到 48 份"},
	{ID: "ROLLUP-LATE", Severity: doubt, Finds: diag.T("汇总：过了期限才交", "roll-ups: a report came late"), Example: "期限 1 月 31 日，2 月 3 日收到"},
	{ID: "ROLLUP-TWICE", Severity: bad, Finds: diag.T("汇总：一个单位交了两份不同的报告", "roll-ups: two reports of one body"), Example: "水利局.docx 和 水利局（改）.docx"},
	{ID: "ROLLUP-UNKNOWN", Severity: bad, Finds: diag.T("汇总：名单上没有的单位，或看不出是哪个单位", "roll-ups: a report of a body that is not listed"), Example: "名单上没有“某县水务局”"},
	{ID: "ROLLUP-YEAR", Severity: bad, Finds: diag.T("汇总：交来的是别的年度的报告", "roll-ups: a report of another year"), Example: "要 2025 年的，交来 2024 年的"},
	{ID: "ROLLUP-FORM", Severity: bad, Finds: diag.T("汇总：用了旧的表式", "roll-ups: a report in another form"), Example: "2025 年的报告用 2019 年的表"},
	{ID: "ROLLUP-UNREAD", Severity: bad, Finds: diag.T("汇总：文件读不出来", "roll-ups: a file cannot be read"), Example: "扫描件，没有文字"},
	{ID: "ROLLUP-FIGURE", Severity: bad, Finds: diag.T("汇总：空白、不是数字、缺表，没有计入", "roll-ups: a figure that is none, or a table that is missing"), Example: "行政许可：“/”"},
	{ID: "ROLLUP-DOUBT", Severity: bad, Finds: diag.T("汇总：导入时读不准的数", "roll-ups: a figure that the import is not sure of"), Example: "原件此格为“3 件”"},
	{ID: "ROLLUP-COPY", Severity: bad, Finds: diag.T("汇总：整张表同别的单位或本单位上一年一样", "roll-ups: a table is another body's, or last year's"), Example: "水利局的表同林业局的逐格相同"},
	{ID: "ROLLUP-PROSE", Severity: doubt, Finds: diag.T("汇总：文字同别的单位雷同", "roll-ups: prose is nearly another body's"), Example: "92% 的文字同林业局的一样"},
	{ID: "ROLLUP-TENFOLD", Severity: doubt, Finds: diag.T("汇总：正好是上一年的十倍、百倍", "roll-ups: a figure is ten or a hundred times last year's"), Example: "上年 31，本年 310"},
	{ID: "ROLLUP-OWN", Severity: bad, Finds: diag.T("汇总：本机关交的是全县的汇总表", "roll-ups: the own office hands in the county's sums"), Example: "政府办的新收件数不少于其他单位之和"},
	{ID: "ROLLUP-DEFENDANT", Severity: note, Finds: diag.T("汇总：共同被告的案件可能重复计算", "roll-ups: a case with two defendants may be counted twice"), Example: "政府办和公安局都有复议后起诉 1 件"},
	{ID: "ROLLUP-OFF", Severity: note, Finds: diag.T("汇总：单位自己关闭了规则", "roll-ups: a body switched a rule off"), Example: "水利局关闭了 T3-BALANCE"},
}
