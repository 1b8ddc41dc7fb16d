package check

import (
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
)

// cleanReports are texts in the manner of counties, bureaus and townships. No
// rule of prose has anything to say of them.
var cleanReports = []example{
	{name: "bureau 2019", year: 2019, agency: "青河县自然资源局", figures: "applications.new.natural=23 applications.open.natural=15 applications.deny5.natural=2 applications.unable1.natural=5 applications.carried_out.natural=1 review.review.upheld=2",
		text: []string{"overview", `2019年，青河县自然资源局认真贯彻落实新修订的《中华人民共和国政府信息公开条例》，全年主动公开各类信息1320余条。
（一）主动公开。全年通过县政府门户网站公开信息862条，其中机构职能类12条、公告类430条、其他420条。
（二）依申请公开。全年共收到政府信息公开申请23件，同比增长15%，其中网上申请14件、信函申请9件；已办结22件，结转下年度办理1件。因政府信息公开被申请行政复议2件，均获维持，未发生行政诉讼。
（三）政府信息管理。办理不动产登记申请12043件，受理采矿权许可申请3件。
（四）平台建设。微信公众号推送文章156篇。
（五）监督保障。一是加强学习，二是强化考核。`}},
	{name: "bureau carried", year: 2020, agency: "青河县住房和城乡建设局", figures: "applications.new.natural=40 applications.carried_in.natural=2 applications.open.natural=30 applications.partial.natural=4 applications.unable1.natural=5 applications.carried_out.natural=3",
		text: []string{"overview", `（二）依申请公开情况。2020年，我局新收政府信息公开申请40件，上年结转2件，共办理39件，结转下年度3件。从答复情况看，予以公开30件，部分公开4件，无法提供5件，不予公开0件。
近三年我局共收到信息公开申请110件，2019年办结35件。第四季度收到申请12件。`}},
	{name: "township none", year: 2020, agency: "青河县柳林镇人民政府", figures: "disclosure.penalty.decisions=3",
		text: []string{"overview", `（一）主动公开。2020年柳林镇主动公开政府信息111条，其中公开指南类1条，政务动态类99条，其他类信息11条。
（二）依申请公开。本年度我镇未收到申请人提出的依申请公开申请，故也未出现不予公开政府信息情况。
（五）监督保障。全年未发生针对我镇有关政府信息公开事务的行政复议、行政诉讼和举报投诉。全年作出行政处罚3件。`}},
	{name: "county", year: 2020, agency: "青河县人民政府", figures: "applications.new.natural=89 applications.open.natural=60 applications.deny4.natural=8 applications.unable2.natural=20 applications.carried_out.natural=1 review.review.upheld=10 review.review.corrected=3 review.suit_direct.pending=1",
		text: []string{"overview", `一是主动公开情况。全县通过政府门户网站公开信息2548条，宣传册公开1876条。
二是依申请公开情况。全县共收到政府信息公开申请89件次，已经答复88件，1件结转下年度继续办理；产生行政复议13件和行政诉讼1件。县公安局收到申请12件，县教育局收到申请5件。
三是政府信息管理情况。一是组织30个乡镇和部门编制目录；二是建立栏目；三是纠错。
四是平台建设情况。1.依托门户网站。2.调整栏目。
五是监督保障情况。12345热线受理诉求5231件，办结5230件。`}},
	{name: "bureau licences", year: 2020, agency: "青河县市场监督管理局", figures: "applications.new.natural=3 applications.open.natural=3 disclosure.licence.decisions=7200 disclosure.penalty.decisions=86",
		text: []string{"overview", `2020年共办理行政许可7200件，作出行政处罚决定86件，公示行政处罚信息80条，收到投诉举报1530件，办结1520件。依申请公开方面，全年受理申请3件，均在法定期限内答复。办理人大建议2件、政协提案5件，答复7件。`}},
	{name: "office", year: 2020, agency: "青河区人民政府办公室", figures: "applications.new.natural=8 applications.open.natural=2 applications.partial.natural=2 applications.deny6.natural=1 applications.unable1.natural=2 applications.other.natural=1",
		text: []string{"overview", `2020年，区政府办公室共收到8份政府信息公开申请，均为自然人申请。其中，予以公开2件，部分公开2件，属于四类过程性信息1件，其他1件（申请人自主撤销）。无下年度结转。全区行政机关共收到政府信息公开申请164件。`}},
	{name: "words for figures", year: 2020, agency: "青河县教育体育局", figures: "applications.new.natural=12 applications.open.natural=12",
		text: []string{"overview", `（二）依申请公开。全年收到公民、法人和其他组织提出的政府信息公开申请十二件，按时答复12件，答复率100%。收到来信来访三十余件。`}},
	{name: "with carried in", year: 2020, agency: "青河县公安局", figures: "applications.new.natural=10 applications.carried_in.natural=2 applications.open.natural=12",
		text: []string{"overview", `2020年，我局受理依申请公开事项12件（含上年结转2件），全部办结。办理行政复议案件15件、行政诉讼案件6件，指导派出所化解纠纷300余起。`}},
	{name: "street", year: 2019, agency: "青河区东关街道办事处", figures: "applications.new.natural=1 applications.open.natural=1",
		text: []string{"overview", `截至2019年底，街道累计公开信息1900条，比2018年增加300条。2019年收到信函申请1件，为政府信息公开申请，已按期答复。未收到行政许可申请，无收费情况。`}},
	{name: "no reviews", year: 2020, agency: "青河县财政局", figures: "applications.new.business=5 applications.open.business=5",
		text: []string{"overview", `（二）依申请公开。收到政府信息公开申请5件，均为企业申请，全部予以公开，占100%。没有因政府信息公开引起的行政复议和行政诉讼，无逾期答复情况，未收取任何费用。上年结转资金200万元已公开。`}},
	{name: "channels", year: 2020, agency: "青河县水利局", figures: "applications.new.natural=16 applications.open.natural=16",
		text: []string{"overview", `2020年，通过线上、信函等渠道收到依申请公开信息16件，已全部按期限答复办结。通过网络收到申请9件，当面收到申请7件。平均每件用时9个工作日，最多的1件用时20个工作日。`}},
	{name: "bureau 2020 review", year: 2020, agency: "青河县司法局", figures: "applications.new.natural=4 applications.open.natural=4",
		text: []string{"overview", `全年办理行政复议案件120件，维持95件、纠正10件；代理县政府行政诉讼案件36件，均获胜诉。2020年我局收到政府信息公开申请4件，办结4件。审查行政规范性文件20件，废止规范性文件3件。`}},
	{name: "county 2022", year: 2022, agency: "青河县人民政府", figures: "applications.new.natural=658 applications.open.natural=658 review.review.upheld=22 review.suit_direct.upheld=1",
		text: []string{"overview", `2022年全县共收到政府信息公开申请658件，因政府信息公开引起的行政复议22件、行政诉讼案件1件。围绕国办发〔2021〕12号文件，举办培训班3期、200余人次。`, "other", "本年度收取信息处理费380元。"}},
	{name: "township 2023", year: 2023, agency: "青河县柳林乡人民政府", text: []string{"overview", `2023年柳林乡收到依申请公开事项0件，因信息公开引起的行政复议0件、行政诉讼0件。制定并公开规范性文件0件，行政许可0件，行政处罚0件，行政强制0件；热线共受理咨询投诉4件，按期答复率100%。`, "other", "没有收取信息处理费。"}},
	{name: "bureau 2025", year: 2025, agency: "青河县民政局", figures: "applications.new.natural=19 applications.open.natural=19", text: []string{"overview", `2025年，共处理政府信息公开申请19件，申请内容主要涉及征地补偿、社会保障等方面，均在规定期限内答复。其中第三季度收到申请6件。`, "other", "2025年，未发生信息处理费收取情况。"}},
}

// otherMatters are sentences about what is not counted in the tables, or only some of it.
var otherMatters = []string{
	"全年受理行政复议案件23件，审结20件，维持15件。",
	"收到信访件12件，办结11件，办结率99%。",
	"办理12345热线工单1120件，按时答复1118件。",
	"受理投诉举报135件，均已答复，回复率100%。",
	"县长信箱收到来信34件，办结34件，回复34件。",
	"全年收到人大代表建议8件、政协提案6件，办结14件，答复率100%。",
	"接到群众来电230个，现场答复210个，转办20件。",
	"全年办理不动产登记申请12043件，办结12000件。",
	"收到社会救助申请56件，审核通过50件，不予通过6件。",
	"我局收到县政府转办的信息公开申请4件，配合答复4件。",
	"指导乡镇办理政府信息公开申请7件，答复7件。",
	"全县各乡镇共收到政府信息公开申请45件，办结44件，结转下年1件。",
	"近三年共收到政府信息公开申请36件，2021年9件，2022年15件，2023年12件。",
	"2022年收到政府信息公开申请15件，办结12件，结转3件。",
	"其中，第一季度收到申请3件，第二季度收到申请4件。",
	"每件申请平均用时8个工作日，最长的1件用时20个工作日。",
	"在答复的申请中，涉及征地的5件，涉及补贴的6件，涉及执法的3件。",
	"申请人当面领取2件，邮寄送达9件，邮件送达3件。",
	"延期答复2件，补正3件，征求第三方意见1件。",
	"收到申请人撤回申请1件，补正后再次提交的申请2件。",
	"召开政府信息公开工作会议2次，培训3期，受训120人次。",
	"我局参加行政诉讼应诉5件，胜诉5件。",
	"行政负责人出庭应诉3件，出庭率100%。",
	"因行政处罚被申请行政复议2件，因行政许可被提起行政诉讼1件。",
	"全年审查规范性文件8件，备案5件，清理废止3件。",
	"转发上级规范性文件12件，解读规范性文件2件。",
	"公开规范性文件4件，公开行政处罚决定书12件，公开行政许可结果310件。",
	"县法院受理涉农行政诉讼案件6件。",
	"对3件重点申请召开会商会，邀请法律顾问参与答复4件。",
	"答复网民留言56条，办理网上咨询34件，处理舆情2件。",
	"通过政府网站公开信息120条，收到评论8条，回复8条。",
	"作出行政处罚决定书公示12件，行政许可公示400件。",
	"收到部门移送线索9件，办结7件，正在办理2件。",
	"对2件申请不予公开的理由进行了说明，对1件作出了部分公开。",
	"共收到申请材料56份，受理补贴申请40件，答复咨询12人次。",
	"与去年相比，申请量减少3件，办结量增加2件。",
	"目前还有1件正在办理中。",
	"政府信息公开申请答复被纠正1件，占比8%。",
	"全年开展执法检查560次，立案23件，结案20件，移送1件。",
	"全局制发公文87件，其中主动公开23件，依申请公开12件，不予公开52件。",
	"受理许可申请520件，准予许可500件，不予许可8件，撤回12件。",
	"本年度政府信息公开投诉举报0件，举报办结0件。",
	"较上年收到申请减少2件，降幅15%。",
	"县教育局收到政府信息公开申请4件，县公安局收到8件，县住建局收到20件。",
	"各乡镇办理政府信息公开申请12件，各部门办理33件。",
	"政府信息公开申请主要集中在征地拆迁8件、社会保障4件、其他2件。",
	"从申请渠道看，网络申请9件，信函申请2件，当面申请1件。",
	"申请内容涉及自然资源类7件、住建类3件、财政类2件。",
	"经审查，属于已主动公开范围的3件，告知获取途径的2件，非本机关职责的4件。",
	"其中按时答复10件，延期答复4件。",
	"本年度申请总量比2022年的15件减少3件。",
	"2022年度结转的3件申请中，予以公开2件，不予公开1件。",
	"新收申请中，自然人提出10件，企业提出2件。",
	"2024年1月收到申请2件，计入下一年度。",
	"截至6月30日，收到政府信息公开申请5件，办结4件。",
	"政府信息公开行政复议案件由市政府受理4件，已作出复议决定3件。",
	"县政府作为复议机关受理涉及政府信息公开的行政复议申请6件。",
	"作为第三人参加政府信息公开行政诉讼2件。",
	"复议决定维持我局答复1件，责令重新答复1件。",
	"一审判决驳回原告诉讼请求1件，二审维持原判1件。",
	"发布规范性文件解读3件，配套图解2件。",
	"修订规范性文件1件，评估规范性文件3件。",
	"现行有效权责清单事项156项，行政许可事项24项。",
	"全年行政许可事项办结率100%，行政处罚公示率100%。",
	"随机抽查行政处罚案卷12件，评查行政许可案卷30件。",
	"收取各类规费12.5万元，减免行政事业性收费3.2万元。",
	"政府信息处理费收取0元。",
	"受理信息公开咨询35人次，接待来访12批次。",
	"共有5个单位收到政府信息公开申请，收到最多的单位收到6件。",
	"依申请公开答复书模板6份，指导各单位规范答复。",
	"政府信息公开目录新增条目12条，废止条目3条。",
	"收到申请后3个工作日内登记，15个工作日内答复的占比90%。",
	"全年网站访问量12万人次，依申请公开栏目点击230次。",
	"组织依申请公开专题培训1次，研讨典型案例6件。",
	"公开答复文书5份，公开典型案例2件。",
}

// TestOtherMatters looks that none of them is taken for a count of the tables,
// under any heading.
func TestOtherMatters(t *testing.T) {
	for _, lead := range []string{"", "（二）依申请公开。", "（五）监督保障情况。"} {
		for _, text := range otherMatters {
			e := base
			e.name, e.year, e.text = lead+text, 0, []string{"overview", lead + text}
			res, _ := e.run(t)
			for _, found := range res.Findings {
				if strings.HasPrefix(found.ID, "P-") && found.ID != "P-FEE" && found.Severity != diag.Info {
					t.Errorf("%s: %s", e.name, found.Diagnostic().Format(diag.Chinese))
				}
			}
		}
	}
}

// TestCleanReports looks that there are no false alarms.
func TestCleanReports(t *testing.T) {
	for _, e := range cleanReports {
		t.Run(e.name, func(t *testing.T) {
			e.leave = "applications.result_total" // is computed
			res, f := e.run(t)
			for _, found := range res.Findings {
				if !strings.HasPrefix(found.ID, "P-") && found.Severity != diag.Error {
					continue
				}
				if found.ID == "S-PART6" || strings.HasPrefix(found.ID, "T") {
					continue // the example has no such part
				}
				d := found.Diagnostic()
				d.SourceLine = f.Line(d.Line)
				t.Errorf("%s", d.Format(diag.Chinese))
			}
		})
	}
}

// FuzzProse reads any text as every part of a report.
func FuzzProse(f *testing.F) {
	for _, e := range cleanReports {
		f.Add(e.text[1])
	}
	f.Add("《《收到申请12,345件，其中（含上年结转百分之一百万亿〔〕①②一是三是\uE000\U0010FFFF\xff")
	in := sampleInput(f)
	compiled, err := checker.compiled(in.Form)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := *in.Report
		r.Parts = map[string]*report.Part{}
		for k, p := range in.Report.Parts {
			r.Parts[k] = &report.Part{Pos: p.Pos, Rows: p.Rows, Text: []report.Value{{Text: text}}}
		}
		r.Title = []report.Value{{Text: text}}
		r.Signature.Name, r.Signature.Date = report.Value{Text: text}, report.Value{Text: text}
		c := &Context{Input: Input{Report: &r, Form: in.Form, Last: in.Report, LastForm: in.Form}, tables: tables(&r, in.Form), words: compiled.words, lastWords: compiled.words}
		for _, r := range checks {
			c.rule = r
			c.rule.Check(c)
		}
		for _, found := range c.findings {
			if found.Span < 0 || found.What.ZH == "" || found.What.EN == "" {
				t.Errorf("%+v", found)
			}
		}
	})
}
