package check

import "nianbao/internal/pattern"

// The keys of parts, rows and columns that rules of prose speak of. Labels are
// the forms'; where a form has no such key the rule says nothing.
const (
	partOverview     = "overview"
	partDisclosure   = "disclosure"
	partApplications = "applications"
	partReview       = "review"
	partProblems     = "problems"
	partOther        = "other"
	partStatistics   = "statistics"

	rowNew          = "new"
	rowIn           = "carried_in"
	rowResults      = "result_total"
	rowOut          = "carried_out"
	rowReview       = "review"
	rowSuitDirect   = "suit_direct"
	rowSuitReview   = "suit_after_review"
	rowNormdocs     = "normdocs"
	rowRules        = "rules"
	rowFees         = "fees"
	columnUpheld    = "upheld"
	columnCorrect   = "corrected"
	columnOther     = "other"
	columnPending   = "pending"
	columnDecisions = "decisions"
	columnPrevItems = "prev_items"
	columnDelta     = "delta"
)

// The words by which prose is recognised. A pattern speaks of sentences as
// passage.read leaves them: marks for numbers, 《》 empty.
var (
	reNumbered = pattern.New(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]是)`)

	// An reApplication for information, and no other reApplication.
	wordApplication = `(?:政府)?(?:信息公开(?:的|书面)?申请|依申请公开|公开(?:政府|相关)?信息的?申请|政府信息公开的申请|申请公开|信息申请公?开?|公开申请|信息依申请|依申请(?:信息|事项|件|办理))`
	reApplication   = pattern.New(wordApplication)

	reChannels = pattern.New(`(?:通过|经|以|从|由)[^，；。]{0,40}?等(?:各种|多种|各类|各|多)?(?:个)?(?:渠道|方式|形式|途径)|(?:通过|经|从)(?:各种|多种|各类|各个?|多个?)(?:渠道|方式|形式|途径)`)

	reLabelNumber = pattern.New(`^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])`)
	reBrackets    = pattern.New(`（[^）]*）`)

	// Cases about information, not those of a body's business.
	reAboutInformation = pattern.New(`信息公开|依申请公开|政务公开|公开申请|申请公开|公开信息`)

	reUpheldAll = pattern.New(`(?:均|全部|都|皆)(?:已|获|被|获得|得到|予以|依法|为|系|作出|判决|结果|裁定|决定|得以)*维持`)
	reNoLoss    = pattern.New(`零(?:败诉|纠错|撤销|被纠错)|(?:无|未发生|未出现|没有|无一)(?:一起|一件|一例)?(?:行政)?(?:诉讼|复议)?(?:案件)?(?:败诉|被?纠错|被?纠正)`)
	reWish      = pattern.New(`力争|争取|确保|努力|目标|力求|将|要|下一步|追求|未能`)

	// Nothing of a kind.
	reNoneOf  = pattern.New(`(?:未|没有|尚未|暂未|从未|暂无|均无|亦无|也无|并无|无)(?:再|有|曾|发生|产生|出现|收到|接到|接收到?|受理|收|过|到|处理|任何|新增|新收到?|和|或|一起|一件|一例|因|关于|的|相关|有关|涉及|人|提起|引发|引起|被|办理|此类)*`)
	reNoneNot = pattern.New(`^(?:法|需|关|论|偿|误|障碍|效|正当|故|现成|条件|逾期|超期|超时|延期|因此|不|缝|限|人员)`)
	// What may stand between the verb and the thing that there is none of.
	reNoneApplication = pattern.New(`^(?:公民|自然人|法人|其他|组织|社会|公众|群众|单位|个人|任何|申请人|针对|本|我|部门|机关|[局镇乡街道委厅]|政务|依法|有关|相关|关于|要求|提出|提交|的|、|和|或|及|政府|主动|向我[局镇乡办县委]|书面|到|新收?|各类)*(?:` + wordApplication + `|信息公开(?:事项|件))`)
	reNoneCase        = pattern.New(`^(?:因|由|于|被|对|针对|就|与|我|本|[局镇乡办县市区委院厅]|单位|机关|有关|相关|涉及|关于|政府|信息|公开|政务|事务|工作|申请|依|答复|事项|而|所|引起|引发|产生|发生|导致|提起|提出|的|、|和|或|及|与|件|案件|任何|行政|以及|申请人|公民|法人|其他|组织|对此|不服|投诉|举报|申诉|收到|收费|被申请)*(复议|诉讼)`)

	// What may stand behind cases of which there were none.
	reNoneCaseEnd = pattern.New(`^(?:、|和|及|或|与|以及|也|均|亦|未|无|没有|行政|复议|诉讼|提起|申请|应诉|案件|案|事项|情况|情形|现象|发生|出现|引起|引发|产生|被|的|等)*$`)

	// Cases without any cause named, and the matters that others are about.
	reNoCases     = pattern.New(`^(?:任何|相关|有关)?(?:行政)?(?:复议|诉讼)(?:(?:、|和|及|或|与|以及)(?:行政)?(?:复议|诉讼))?(?:的|案件|案|事项|情况|情形|现象|发生)*$`)
	reOwnBusiness = pattern.New(`许可|处罚|强制|执法|征收|征地|登记|审批|依法行政|法治|合同`)

	// 申请为零
	reZeroCount = pattern.New(`(?:` + wordApplication + `)(?:数量|总数|数|总量|件数)*(?:共|均|全年)*(?:为零|是零|零件)`)

	// Below the heading of applications the plain word is enough.
	reNonePlain = pattern.New(`^(?:公民|法人|其他|其它|组织|社会|公众|群众|个人|任何|有关|相关|的|、|和|或|提出|主动|要求|公开|政府|信息)*(?:申请|依申请|公开申请)`)
	reNoneEnd   = pattern.New(`^(?:的|公开|政府|信息|申请|事项|件|情况|材料|要求|发生|办理|需要|办件|业务|案件|书|表|数量|为|零|报告|产生|提出|）|、|（)*(?:$|[，。；）（])`)
	reNotAll    = pattern.New(`月|季度|其中|除|外|个别|有的|部分|当面|网上|信函|传真|线上|线下|现场|窗口|乡镇|法人|企业|自然人`)

	// Which time and which reBodies a number speaks of.
	reTimeWords  = pattern.New(`(\d{4})年|今年|本年|全年|年内|上一?年|去年|往年|前年|明年|下一?年|次年`)
	reCompared   = pattern.New(`(?:较|比|与|同|和|跟)$`)
	reCarryWords = pattern.New(`^(?:度)?(?:结转|转结|转来|遗留|相比|同期|继续|末|底)`)
	// 结转1件至2026年
	reCarryTo    = pattern.New(`(?:结转|转结)[^，；。]{1,10}(?:至|到|入)$`)
	rePartOfYear = pattern.New(`季度|上半年|下半年|月份|(?:\d|[一二三四五六七八九十])月(?:[^\d日]|$)|近.{1,3}年|以来|历年|截至|截止|连续|年均|每年|每月|年起|年来|日前|月底|同期`)
	reWholeYear  = pattern.New(`1月1日(?:起|开始)?(?:至|到|—|-|~)+(?:\d{4}年)?12月31日`)

	reTimeOfSubject = pattern.New(`\d{4}年度?|\d+月\d+日|全年度?|本年度?|今年|年度|年内|期间|总共|一共|共计?|累计|合计|总计|实际|依法|按时|及时|均|全部|先后|新|已|自|起|至|止|内|度|我们|截至|底|方面|情况`)
	// reSubject is what a clause that says there was none may begin with.
	reSubject   = pattern.New(`^(?:` + wordApplication + `|政府信息公开|信息公开|政务公开|依申请公开|行政复议|行政诉讼|行政机关|依申请|申请|受理|办理|处理|收到|工作|公开|信息|各级|系统|区域|辖区|复议|诉讼|目前|同时|此外|另外|故|也|并|且|还|又|在|以来|当年|本级|对|因|于|中|里|上|的|了|到|从|及|和|与|或|、|一年|所有|共|计|均|亦|都|则|没)*$`)
	reOurselves = pattern.New(`[我本该](?:人民政府|政府|单位|机关|部门|系统|街道办事处|街道办|街道|委员会|办公室|中心|[局镇乡县市区办委厅院州省署队会旗])(?:机关|政府|办公室|本级)?`)
	reBodies    = pattern.New(`局|委|办公室|办事处|政府办|镇|乡|街道|中心|大队|支队|部门|单位|机关|政府|各|下属|直属|系统|所|院|站|公司|集团|学校|园区|县|市|区|州|省`)
	reWhole     = pattern.New(`全(?:县|市|区|州|省|旗|镇|乡|街道|局|系统|委|厅|办|院)`)
	reInScreens = pattern.New(`网站|平台|专区|专栏|渠道|公众号|信箱|邮箱|窗口`)
)
