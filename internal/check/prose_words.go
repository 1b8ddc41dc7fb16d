package check

import "regexp"

// The keys of parts, rows and columns that rules of prose speak of. Labels are
// the forms'; where a form has no such key the rule says nothing.
const (
	partOverview     = "overview"
	partDisclosure   = "disclosure"
	partApplications = "applications"
	partReview       = "review"
	partProblems     = "problems"
	partOther        = "other"
)

// The words by which prose is recognised. A pattern speaks of sentences as
// passage.read leaves them: marks for numbers, 《》 empty.
var (
	reNumbered = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]是)`)

	// An reApplication for information, and no other reApplication.
	wordApplication = `(?:政府)?(?:信息公开(?:的|书面)?申请|依申请公开|公开(?:政府|相关)?信息的?申请|申请公开|信息申请公?开?|公开申请|信息依申请|依申请(?:信息|事项|件|办理))`
	reApplication   = regexp.MustCompile(wordApplication)
	// reOnlyApplication is what may stand for it below such a heading.
	reOnlyApplication = regexp.MustCompile(`^(?:的|了|到|各类|社会|群众|公众|公民|申请人|提出)*申请(?:数量|数|件|事项|总数|总量)?(?:共|共计|合计|总计|为)?$`)

	// reOtherMatters make a number no count of applications, or of some of them.
	reOtherMatters = regexp.MustCompile(`许可|登记|确认|复议|诉讼|咨询|信访|投诉|举报|建议|提案|热线|留言|来信|来电|网民|审批|救助|执行|赔偿|档案|查询|办件|工单|` +
		`当面|现场|窗口|信函|邮寄|邮件|传真|网络|网上|线上|线下|在线|书面|口头|自然人|法人|企业|公民|个人|组织|律师|重复|结转|转结|上年|去年|延期|延长|补正|撤回|撤销|转办|交办|` +
		`较|比|增加|减少|增长|下降|上升|平均|每|至少|超过|其中|目标|力争|第三方|当场|逾期|超期|征地|拆迁|涉及|关于|有关|简易|内部`)
	// reEverybody and reChannels are no such restriction.
	reEverybody = regexp.MustCompile(`(?:公民|自然人|个人)[、和及]法人(?:[、和及或以]+(?:其他|其它)组织)?|社会公众|人民群众`)
	reChannels  = regexp.MustCompile(`(?:通过|经|以|从|由)[^，；。]{0,40}?等(?:各种|多种|各类|各|多)?(?:个)?(?:渠道|方式|形式|途径)|(?:通过|经|从)(?:各种|多种|各类|各个?|多个?)(?:渠道|方式|形式|途径)`)

	reNewAfter  = regexp.MustCompile(`(新收到?|新增|收到|受理|接收|接到|新接收|共接)([^，；：。、（` + reMark + `]{0,40})` + reN)
	reNewBefore = regexp.MustCompile(`(新收到?|新增|收到|受理|接收|接到|新接收|共接)(?:的|了|各类|有效)?` + reN + `([^，；：。（` + reMark + `]{2,40})`)
	reNewPlain  = regexp.MustCompile(`(?:政府)?(?:信息公开申请|依申请公开(?:政府信息|信息)?(?:申请|事项|件)?)(?:共|总共|全年|共计|总计|总数|总量|数量|数|为|有)*(新收到?|收到|受理|接收|接到)(?:的|了|共|共计)?` + reN)
	reIncluding = regexp.MustCompile(`^(?:（|，)?(?:含|包含|包括|其中|内含)(?:本年新收` + reN + `、?)?上(?:一)?年(?:度)?(?:结转|转结)`)

	// 新收14件，上年结转2件，共16件
	reNewBoth = regexp.MustCompile(`(?:上年度?|上一年度?|去年)(?:结转|转结|遗留)[^，；：。（` + reMark + `]{0,16}` + reN + `，(?:两项|总)?(?:合计|共计|总计|共)(?:有|为|处理|办理|受理)?(?:申请)?` + reN)

	reCarriedIn      = regexp.MustCompile(`(?:上年度?|上一年度?|去年|(\d{4})年度?)(?:结转|转结|转来|结转来|遗留)(?:到|至)?(?:本年度?|今年)?((?:继续)?(?:办理|处理)?的?(?:政府)?(?:信息公开)?(?:依申请公开)?(?:申请)?(?:数量|数|事项|案件)?(?:共|共计|为|有)?)：?` + reN)
	reCarriedOut     = regexp.MustCompile(`(?:结转|转结|转)(?:至|到|入)?(?:下年度?|下一年度?|次年度?|明年|翌年|(\d{4})年度?)((?:继续)?(?:办理|处理|答复)?的?(?:政府)?(?:信息公开)?(?:依申请公开)?(?:申请)?(?:数量|数|事项|案件)?(?:共|共计|为|有)?)：?` + reN)
	reCarriedOutLate = regexp.MustCompile(reN + `(?:申请|事项|政府信息公开申请)?(?:已|均|将|需|因|为|按规定|依法|的|正在办理)*(?:结转|转结|转)(?:至|到|入)?(?:下年度?|下一年度?|次年度?|明年|翌年|(\d{4})年度?)`)

	reCarriedOutOver = regexp.MustCompile(`(?:结转|转结)` + reN + `(?:申请|事项|政府信息公开申请)?(?:至|到|入)(?:下年度?|下一年度?|次年度?|明年|翌年|(\d{4})年度?)`)

	reDoneAfter = regexp.MustCompile(`(办结|答复|办理完毕|办复|回复|办理完成)([^，；：。、（` + reMark + `]{0,24})` + reN)
	reHandled   = regexp.MustCompile(`(办理|处理)([^，；：。（` + reMark + `]{3,40})` + reN)
	reDoneFirst = regexp.MustCompile(`(?:^|，|；)` + reN + `(?:申请|政府信息公开申请)?(?:均|已|全部|都|按时|按期|依法|及时|依规)*(办结|答复|办理完毕|办复|回复)`)
	reDoneWords = regexp.MustCompile(`^(?:了|的|政府|信息|公开|申请|依|共|共计|合计|总数|总计|数量|数|为|率|事项|件|已|均|全部|人|办理)*$`)
	reDonePart  = regexp.MustCompile(`(?:当场|延期|延长|逾期|超期|书面|当面|网上|电话|口头|未|不|无法|部分|其中|重复|先|另|提前)[^，；。]{0,4}$`)

	// A number beside the label of a kind of result.
	reKindAfter   = regexp.MustCompile(`^(?:的|申请|答复|情形|情况|为|共计|共|有|政府信息|信息|：)*` + reN)
	reKindBefore  = regexp.MustCompile(reN + `(?:申请)?(?:为|系|是|属于|依法|依规|按规定|按规范|按程序|给予|作出|做出|答复|决定|的|均|已)*$`)
	reLabelNumber = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])`)
	reBrackets    = regexp.MustCompile(`（[^）]*）`)
	// Documents that a body issues are not to be opened either (不予公开): no results of applications.
	reDocuments = regexp.MustCompile(`公文|制发|印发|发文|文件(?:共|共计|总数|总计|为)*` + reN)
	reMainVerb  = regexp.MustCompile(`新收|收到|受理|接收|接到|办理|处理|答复|办结`)

	// reEveryOne is what makes 一件 mean each of them.
	reEveryOne = regexp.MustCompile(`每|做到|坚持|凡|只要|逐`)
	// reTitles are names of the report's own parts in a list of them, and what is
	// counted behind it: 收到和处理…情况等六个部分, 情况说明3份.
	reTitles = regexp.MustCompile(`^(?:和|及|与|、)(?:处理|办理|答复)|情况(?:等|说明|报告)*$`)

	// Cases about information, not those of a body's business.
	reAboutInformation = regexp.MustCompile(`信息公开|依申请公开|政务公开|公开申请|申请公开|公开信息`)
	reCaseFill         = `(?:案件|申请|案|事项|数量|数|总数|情况|共|共计|合计|总计|为|有|的|发生|产生|收到|受理|：)*`
	reReviewAfter      = regexp.MustCompile(`复议` + reCaseFill + reN)
	reReviewBefore     = regexp.MustCompile(reN + `(?:因?(?:政府)?信息公开(?:工作|申请|事项|答复)?(?:引起|引发|产生|发生|提起)?的?|被申请|被提起|申请|提起)*(?:行政)?复议`)
	reSuitAfter        = regexp.MustCompile(`诉讼` + reCaseFill + reN)
	reSuitBefore       = regexp.MustCompile(reN + `(?:因?(?:政府)?信息公开(?:工作|申请|事项|答复)?(?:引起|引发|产生|发生|提起)?的?|被申请|被提起|提起)*(?:行政)?诉讼`)
	reBothCases        = regexp.MustCompile(`复议(?:案件|申请|案)?(?:、|和|及|或|与|以及|、和)+(?:被?提起)?(?:行政)?诉讼(?:案件|情况|案|事项)?((?:共|共计|合计|总计|均为|均|各|分别|发生|为|：)*)` + reN)
	reCaseVeto         = regexp.MustCompile(`答复复议|代理|应诉|参加|出庭|参与|审理|维持|纠正|纠错|胜诉|败诉|撤回|驳回|协调|化解|其中|指导|全部|终止|审结|已结|未结|尚未|办理|承办|较|比|增加|减少|增长|下降`)

	reUpheldAll = regexp.MustCompile(`(?:均|全部|都|皆)(?:已|获|被|获得|得到|予以|依法|为|系|作出|判决|结果|裁定|决定|得以)*维持`)
	reNoLoss    = regexp.MustCompile(`零(?:败诉|纠错|撤销|被纠错)|(?:无|未发生|未出现|没有|无一)(?:一起|一件|一例)?(?:行政)?(?:诉讼|复议)?(?:案件)?(?:败诉|被?纠错|被?纠正)`)
	reWish      = regexp.MustCompile(`力争|争取|确保|努力|目标|力求|将|要|下一步|追求|未能`)

	// Nothing of a kind.
	reNoneOf  = regexp.MustCompile(`(?:未|没有|尚未|暂未|从未|暂无|均无|亦无|也无|并无|无)(?:再|有|曾|发生|产生|出现|收到|接到|接收到?|受理|收|过|到|处理|任何|新增|新收到?|和|或|一起|一件|一例|因|关于|的|相关|有关|涉及|人|提起|引发|引起|被|办理|此类)*`)
	reNoneNot = regexp.MustCompile(`^(?:法|需|关|论|偿|误|障碍|效|正当|故|现成|条件|逾期|超期|超时|延期|因此|不|缝|限|人员)`)
	// What may stand between the verb and the thing that there is none of.
	reNoneApplication = regexp.MustCompile(`^(?:公民|自然人|法人|其他|组织|社会|公众|群众|单位|个人|任何|申请人|有关|相关|关于|要求|提出|提交|的|、|和|或|及|政府|主动|向我[局镇乡办县委]|书面|到|新收?|各类)*(?:` + wordApplication + `|信息公开(?:事项|件))`)
	reNoneCase        = regexp.MustCompile(`^(?:因|由|于|被|对|针对|就|与|我|本|[局镇乡办县市区委院厅]|单位|机关|有关|相关|涉及|关于|政府|信息|公开|政务|事务|工作|申请|依|答复|事项|而|所|引起|引发|产生|发生|导致|提起|提出|的|、|和|或|及|与|件|案件|任何|行政|以及|申请人|公民|法人|其他|组织|对此|不服|投诉|举报|申诉|收到|收费|被申请)*(复议|诉讼)`)

	// Cases without any cause named, and the matters that others are about.
	reNoCases     = regexp.MustCompile(`^(?:任何|相关|有关)?(?:行政)?(?:复议|诉讼)(?:(?:、|和|及|或|与|以及)(?:行政)?(?:复议|诉讼))?(?:的|案件|案|事项|情况|情形|现象|发生)*$`)
	reOwnBusiness = regexp.MustCompile(`许可|处罚|强制|执法|征收|征地|登记|审批|依法行政|法治|合同`)

	// Below the heading of applications the plain word is enough.
	reNonePlain = regexp.MustCompile(`^(?:公民|法人|其他|其它|组织|社会|公众|群众|个人|任何|有关|相关|的|、|和|或|提出|主动|要求|公开|政府|信息)*(?:申请|依申请|公开申请)`)
	reNoneEnd   = regexp.MustCompile(`^(?:的|公开|政府|信息|申请|事项|件|情况|材料|要求|发生|办理|需要|办件|业务|案件|书|表|数量|为|零|报告|产生|提出|）|、|（)*(?:$|[，。；）（])`)
	reNotAll    = regexp.MustCompile(`月|季度|其中|除|外|个别|有的|部分|当面|网上|信函|传真|线上|线下|现场|窗口|乡镇|法人|企业|自然人`)

	// Which time and which reBodies a number speaks of.
	reTimeWords  = regexp.MustCompile(`(\d{4})年|今年|本年|全年|年内|上一?年|去年|往年|前年|明年|下一?年|次年`)
	reCompared   = regexp.MustCompile(`(?:较|比|与|同|和|跟)$`)
	reCarryWords = regexp.MustCompile(`^(?:度)?(?:结转|转结|转来|遗留|相比|同期|继续|末|底)`)
	// 结转1件至2026年
	reCarryTo    = regexp.MustCompile(`(?:结转|转结)[^，；。]{1,10}(?:至|到|入)$`)
	rePartOfYear = regexp.MustCompile(`季度|上半年|下半年|月份|(?:\d|[一二三四五六七八九十])月(?:[^\d日]|$)|近.{1,3}年|以来|历年|截至|截止|连续|年均|每年|每月|年起|年来|日前|月底|同期`)
	reWholeYear  = regexp.MustCompile(`1月1日(?:起|开始)?(?:至|到|—|-|~)+(?:\d{4}年)?12月31日`)

	reTimeOfSubject = regexp.MustCompile(`\d{4}年度?|\d+月\d+日|全年度?|本年度?|今年|年度|年内|期间|总共|一共|共计?|累计|合计|总计|实际|依法|按时|及时|均|全部|先后|新|已|自|起|至|止|内|度|我们|截至|底|方面|情况`)
	reOurselves     = regexp.MustCompile(`[我本该](?:人民政府|政府|单位|机关|部门|系统|街道办事处|街道办|街道|委员会|办公室|中心|[局镇乡县市区办委厅院州省署队会旗])(?:机关|政府|办公室|本级)?`)
	reBodies        = regexp.MustCompile(`局|委|办公室|办事处|政府办|镇|乡|街道|中心|大队|支队|部门|单位|机关|政府|各|下属|直属|系统|所|院|站|公司|集团|学校|园区|县|市|区|州|省`)
	reWhole         = regexp.MustCompile(`全(?:县|市|区|州|省|旗|镇|乡|街道|局|系统|委|厅|办|院)`)
	reInScreens     = regexp.MustCompile(`网站|平台|专区|专栏|渠道|公众号|信箱|邮箱|窗口`)
)
