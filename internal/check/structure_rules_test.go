package check

import (
	"strings"
	"testing"

	"nianbao/internal/diag"
)

func init() {
	inSentences("S-SIX", "overview", example{}, []string{
		"二、主动公开|二、主动公开政府信息情况",
		"一、总体|一、总体情况",
		"存在的|存在的主要问题及改进情况",
	}, []string{
		"（一）主动公开。",
		"主动公开政府信息情况良好。",
		"本报告由总体情况、主动公开政府信息情况等六个部分组成。",
		"（二）收到和处理政府信息公开申请情况。全年没有。",
		"一是总体情况较好。",
	})
	inSentences("S-NUMBERING", "overview", example{}, []string{
		"（三）|（一）主动公开。\n（三）平台建设。",
		"（二）|（二）主动公开。\n（三）平台建设。",
		"三是|一是加强领导；三是落实责任。",
		"（二）|（一）主动公开。\n（二）依申请公开。\n（二）平台建设。",
		"3.|1.依托网站。\n3.调整栏目。",
		"③|①网站；③公众号。",
		"3.|1.2020年，公开目录。\n3.调整栏目。",
		"一是办理|存在不足：一是公开不够；一是办理不快。",
	}, []string{
		"存在不足：一是公开不够。改进措施：一是加强公开；二是提速办理。",

		"（一）主动公开。一是网站；二是公众号。\n（二）依申请公开。一是办理；二是答复。",
		"政府信息管理情况。一是组织编制目录；二是建立栏目；三是纠错。",
		"首先组织编制目录，其一是目录，统一是关键；二是建立栏目。",
		"一是主动公开情况。\n二是依申请公开情况。\n三是管理情况。一是组织编制；二是建立栏目；三是纠错。\n四是平台建设情况。1.依托网站。2.调整栏目。3.加强管理。\n五是考核情况。",
		"根据《条例》第二十条第（一）（五）（六）（八）项。",
		"地震6.2级，3.5公里。",
		"1.2020年，公开目录。\n2.调整栏目。",
		"首先是领导重视；二是落实责任。",
		"存在问题一是不够全面；二是不够及时。",
		"（一）主动公开\n1.网站\n2.公众号\n（二）依申请公开\n1.受理\n2.答复",
	})
	title := func(y string) example {
		return example{more: "[title]\nlines = [\"某县某局" + y + "年政府信息公开工作年度报告\"]"}
	}
	hit := title("2019")
	hit.name, hit.hit, hit.at = "title of last year", true, "2019"
	prove("S-YEAR", hit)
	miss := title("2020")
	miss.name = "title"
	prove("S-YEAR", miss)
	prove("S-YEAR",
		example{name: "signed two years later", hit: true, at: "2022年1月7日", more: "[signature]\nname = \"某县某局\"\ndate = \"2022年1月7日\""},
		example{name: "signed in the next year", more: "[signature]\nname = \"某县某局\"\ndate = \"2021年1月7日\""})
	inSentences("S-YEAR", "overview", example{}, []string{
		"202020年|202020年，我局公开信息10条。",
		"自至|本报告数据自至2020年12月31日止。",
		"202011日|自202011日起统计。",
		"2017年|2017年，我局认真贯彻落实条例。",
		"2019年|2019年，我局认真贯彻落实条例。",
		"2019年|（二）依申请公开。2019年，我局收到申请7件。",
		"200年度|200年度我局收到申请2件。", "月31止|统计期限自2020年1月1日至12月31止。", "2019年|（三） 政府信息管理情况 2019年，我局共制定规范性文件0件。", "﹝20168号|按照通知（中办发﹝20168号）要求。",
		"2020年年|2020年年我局公开信息10条。",
		"2020年13月|于2020年13月公布。",
		"11月31日|于2020年11月31日公布。",
		"2020年月|于2020年月公布。",
		"年515日|条例自2019年515日起施行。",
		"2020年|按时编制2020年政府信息公开工作年度报告，并于2020年1月20日前向社会公布。",
	}, []string{
		"2019年，我局建成专栏，今年又增加两个。",
		"2019年，我局公开信息7条；2020年公开10条。",
		"2020年，我局比2019年多公开信息10条，2021年将继续努力。",
		"自2008年《条例》施行以来，信息公开不断深入。",
		"2018年以来，我局认真贯彻落实条例。",
		"《2016年政务公开工作要点》。",
		"根据《条例》（国务院令第711号，2019年修订）。",
		"喜迎建党100年，200年历史的老街。",
		"2020年年度报告已公布。",
		"电话：0537-7281890，邮编272500。",
		"6月1至7日开展宣传周活动。", "（三）政府信息管理情况 2020年，我局共制定规范性文件0件。",
		"避免年年雷同。",
		"按时编制2019年政府信息公开工作年度报告，并于2020年1月20日前向社会公布。",
		"2020年年报将于2021年1月20日前公布。",
	})
	inSentences("S-YEAR", "problems", example{}, []string{
		"2020年|公开不够及时。2020年，我局将健全制度。", "2019年|公开不够及时。2019年我局将健全制度。", "2020年|公开不够及时。下一步，在2020年工作中，我局拟健全制度。",
	}, []string{
		"公开不够及时。2021年，我局将健全制度。", "2020年，我局将网站改版作为重点，完成了栏目调整。", "2020年公开不够及时，将加以改进。",
	})
	chapter := func(heading, text string) string {
		return "[signature]\nname = \"某县某局\"\n[[chapter]]\nheading = \"" + heading + "\"\ntext = \"" + text + "\""
	}
	prove("S-YEAR",
		example{name: "a chapter of last year", year: 2016, hit: true, at: "2015年", more: chapter("一、概述", "2015年，我局没有收到申请。")},
		example{name: "a chapter about last year's problems", year: 2016, more: chapter("一、上年问题的改进情况", "2015年，我局提出的问题已整改。")})
	inSentences("S-PERIOD", "overview", example{}, []string{
		"2020年1月1日至2020年11月30日|本报告数据统计期限为2020年1月1日至2020年11月30日。",
		"2019年1月1日至12月31日|数据的统计时限为2019年1月1日至12月31日。",
		"2020年1月1日起至2020年12月30日|所列数据的统计期限自2020年1月1日起至2020年12月30日止。",
	}, []string{
		"报告中所列数据的日期自2020年1月1日起至2020年12月31日止。",
		"数据统计期限为2020年1月1日至12月31日。",
		"数据截止日期为2020年12月31日。",
		"2020年3月1日至3月31日开展宣传月活动。",
		"统计期限：2020年1月1日—2020年12月31日。",
	})
	titled := func(lines ...string) string { return "[title]\nlines = [\"" + strings.Join(lines, "\", \"") + "\"]\n" }
	prove("S-TITLE",
		example{name: "letters changed places", agency: "某县甲镇人民政府", hit: true, at: "工作告年度报", more: titled("某县甲镇2020年政府信息公开", "工作告年度报")},
		example{name: "a character is missing", agency: "某县甲镇人民政府", hit: true, at: "2020年政府信息公工作年度报告", more: titled("某县甲镇", "2020年政府信息公工作年度报告")},
		example{name: "another body", agency: "某县甲镇人民政府", hit: true, at: "某县乙镇2020年", more: titled("某县乙镇2020年", "政府信息公开工作年度报告")},
		example{name: "year without 年", agency: "某县甲镇人民政府", hit: true, at: "2020政府信息公开工作年度报告", more: titled("某县甲镇", "2020政府信息公开工作年度报告")},
		example{name: "short name", agency: "某县发展和改革委员会", more: titled("某县发改委2020年", "政府信息公开工作年度报告")},
		example{name: "older words", agency: "某县甲镇人民政府", more: titled("甲镇人民政府关于2020年度政府信息公开情况的报告")},
		example{name: "the year in the middle", agency: "某县甲镇人民政府", more: titled("甲镇政府信息公开2020年年度报告")},
		example{name: "work report", agency: "某县甲镇人民政府", more: titled("甲镇2020年度政府信息公开工作年报")},
		example{name: "annual", agency: "某县甲镇人民政府", more: titled("2020年甲镇政务公开年报")})
	inSentences("S-SELF", "overview", example{agency: "某县某镇人民政府"}, []string{
		"我局|我局积极配合调整。", "本局|本局未收到申请。",
	}, []string{
		"我镇积极配合调整。", "本镇未收到申请。", "县财政局将信息公开。", "我局部公开。",
	})
	inSentences("S-SELF", "overview", example{agency: "某县民政局"}, []string{
		"我镇|我镇高度重视信息公开。", "我乡|今年，我乡未收到申请。", "本街道|本街道主动公开信息10条。",
	}, []string{
		"我局高度重视信息公开。", "指导各乡镇主动公开信息。", "我县高度重视信息公开。", "我镇政府网。",
	})
	inSentences("S-SELF", "overview", example{agency: "某县人民政府"}, []string{"我局|我局高度重视信息公开。"}, []string{"我县高度重视信息公开。", "我办高度重视信息公开。"})
	inSentences("S-NOTICE", "overview", example{}, []string{
		"国办公开办函〔2021〕30号|根据《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。",
		"国办公开办函[2021]30号|按照年度报告格式的通知（国办公开办函[2021]30号）编制。",
		"国办公开办函〔2021〕30号|根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号）编制。",
		"国办公开办函〔2018〕60号|按照年度报告格式（国办公开办函〔2018〕60号）编制。",
	}, []string{
		"根据《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）编制。",
		"按照规范平台事项的通知（国办公开办函〔2019〕61号）。",
		"按照年度报告格式的通知（国办公开办函〔2019〕60号）和规范平台的通知（国办公开办函〔2019〕61号）。",
		"按照国办发〔2021〕12号文件。",
		"按照年度报告格式[2019]60号。",
	})
	prove("S-FORM",
		example{name: "form of 2019 for 2022", hit: true, year: 2022, form: "2019"},
		example{name: "form of 2019 for 2018", hit: true, year: 2018, form: "2019"},
		example{name: "form of 2019 for 2021", hit: true, year: 2021, form: "2019", says: "2019-2020"},
		example{name: "2019", year: 2019}, example{name: "2020"}, example{name: "2020 named", form: "2019"})
	inSentences("S-RESIDUE", "overview", example{}, []string{
		"&nbsp;|公开信息&nbsp;10条。", "<!--|公开<!--[if gte mso 9]>信息。", "附件下载|附件下载：年报.doc", "（略）|制度（略）。", "XX|XX局公开信息。",
		"某某|由某某同志负责。", "文字描述|文字描述", "××|收到××件。", "# 明年再写|# 明年再写", "{tabl|{tabl", "table.a}|见下表table.a}。", "【打印】|【打印】", "□|□ 公开",
		"??|??? 二是公开目录。", "????|????公开目录。", "{表|{表格1}", "、|、加强管理。", "- |- 公开目录。", "●|● 公开目录。", "**|**今年**公开目录。", "##|## 公开目录", "（|主要情况（黑体三号字）", "【|【填写单位】", "待|待补充", "X月|X月X日公开。", "录 >|公开目录 >",
		"【单位名称】|【单位名称】公开信息。", "【电话】|电话：【电话】，传真无。", "〔年份〕|〔年份〕年公开。", "[请填写]|由[请填写]负责。", "{单位}|{单位}负责。", "<日期>|于<日期>公开。", "（待核实）|公开信息10条（待核实）。",
		"（具体数字）|公开信息（具体数字）条。", "此处插入|此处插入统计图。", "请在此填|请在此填写。", "xx局|xx局负责。", "○○县|○○县公开信息。", "（待补）|公开目录（待补）。", "[待|由[待定人选]负责。",
	}, []string{
		"O2O平台、LED屏、H5、XXL码。", "# 号键返回上级菜单。", "#号键转人工，*号键重听。", "#政务公开日#话题阅读量12万次。", "开设#政务公开#话题。", "代码集{一}、{二}。", "提供打印、复印服务。", "公开信息10条，收到2×3件。", "字体适宜。", "点击率上升。", "A&B公司。", "群众打印材料。", "制度有待补充和完善。", "（三号楼二层）查阅。", "-5℃以下停办。", "增长率>5%。", "《关于〈条例〉的说明》。", "国办发〔2019〕14号。",
		"【联系电话】0537-7281890。", "请填写《申请表》，在此提交。", "二○○八年起。", "二○○○年起。", "各单位在此填报。", "（待人接物）要文明。", "（单位盖章）", "开设【政策解读】【待遇保障】栏目。", "按[部门][年度]检索。", "身份证号处理为“3708**********12”，电话处理为“138****5678”。", "邮箱：ly__gk@163.com。", "字体大小可调。", "增加附件下载栏目，开通扫一扫在手机打开功能。", "表单中标***的为必填。",
		"公开前将身份证号码处理为“6201**********12”，电话处理为“138****5678”。", "隐去身份证号中间位数（如622***********1234），姓名写作“王某某”。", "电话138××××5678。", "个人姓名一律以“某某”代替。", "案例以“甲某”“某某公司”代称。", "按“××同志”隐去姓名，例如“张××”“李某某”。", "保护王××、李某某等人的隐私。", "公示名单：张*明、王***。", "以“××镇未及时更新”方式点名。",
		"网站设有“打印本页”“关闭窗口”“分享到”按钮，字体大小可调。", "“附件下载”“字号：大、中、小”功能齐全。", "纠正“责任编辑：”“信息来源：”缺失问题14处。", "新增打印本页、关闭窗口等功能。", "附件下载栏目改版完成。", "为图片增加文字描述。", "备用邮箱 qs___zj@126.com。",
		"申请表设“□邮寄 □电子邮件 □当面领取”三个选项。", "文号统一写作“青建依复〔20××〕×号”。", "用□表示未完成。", "采用{年份}+{序号}的文号规则。", "“×年×月×日”由承办人填写。", "标题统一为“××（事项名称）办事指南”。", "采用“局长+XX科室”模式审核。", "必填项以*标注，选填项以**标注，电子表单中标***的为必读。", "（具体做法见附件）", "此处公示。", "制度有待补充。",
	})
	inSentences("S-DOUBLE", "overview", example{}, []string{
		"政府信息政府信息|公开政府信息政府信息10条。", "，，|公开信息10条，，收到申请2件。", "。。|公开信息。。", "的的|公开的的信息。", "性性|过程性性信息1件。", "《《|按照《《条例》办理。", "《《|按照《《条例》》办理。", "规范公开目录内容|规范公开目录内容，明确责任，规范公开目录内容。", "加强目录管理工作。|加强目录管理工作。加强目录管理工作。", "可查阅可以查阅|群众可查阅可以查阅目录。", "2020年2020年|我局2020年2020年公开信息。",
	}, []string{
		"一条一条梳理，逐项逐项落实。", "按照《〈条例〉实施办法》。", "按照《《条例》实施办法》办理。", "认认真真、方方面面、实实在在。", "电话12121212。", "收到0件，办结0件，答复0件。", "三审三校、应公开尽公开、一村一品。", "信息……公开", "避免年年雷同，2020年年度报告。", "为了了解情况以及及时公开。",
	})
	inSentences("S-PAIRS", "overview", example{}, []string{
		"《|按照《条例公开信息。", "》|按照条例》公开信息。", "（|公开信息10条（含公告3条。", "）|公开信息10条）。", "“|坚持“公开为常态，公开信息。", "”|坚持公开为常态”，公开信息。", "】|公开信息10条】。", "“|做好“一网“公开。",
	}, []string{
		"1）公开目录；2）公开指南；a）公开年报。", "（一）公开“一网”、“一端”，按照《条例》（国务院令第711号）办理。", "按照《〈条例〉办法》。", "（目录如下：\n一是网站）。", "公开信息(含公告)10条。",
	})
	inSentences("S-END", "overview", example{}, []string{
		"，|共收到申请2件，\n其中网上1件。", "、|加强管理、", "度|全年公开信息10条，完善了有关制度",
	}, []string{
		"全年公开信息10条，完善了有关制度。", "（一）主动公开情况", "主要做法如下：", "一是公开；", "按照《条例》", "全年公开信息10条（含公告）",
	})
	inSentences("S-MISSING-NUMBER", "overview", example{}, []string{
		"信息条|公开信息条，收到申请2件。", "公开条|共主动公开条，其中公告1条。", "共计件|收到申请共计件。", "占%|公告占%。", "收到信息公开申请份|收到信息公开申请份。", "事项项|公开事项项，已办结。",
	}, []string{
		"公开信息10条，收到申请2件。", "多次召开会议，数次，几条，若干条。", "公布文件、事项、信息、条例。", "学习信息公开条例、公开条目，", "提供条件，制定文件，", "信息条目清晰。", "共条件具备。", "公开信息数十条，", "逐条、逐项。",
	})
	inSentences("S-ASCII", "overview", example{}, []string{",|公开信息,收到申请。", ":|方式:网站。", "(|公开(含网站)。"},
		[]string{"公开信息，收到申请。", "电话:0537-7281890", "O2O,LED", "比例为3:2。", "a,b", "1,234条"})
	sign := func(agency, name, date string, y int) example {
		return example{name: name + " " + date, agency: agency, year: y, more: "[signature]\nname = \"" + name + "\"\ndate = \"" + date + "\""}
	}
	signs := func(id string, hit bool, es ...example) {
		for _, e := range es {
			e.hit = hit
			prove(id, e)
		}
	}
	signs("S-SIGNATURE", true, sign("某县某局", "某县别局", "2021年1月7日", 2020), sign("某县某局", "某县某局", "2021年01月07日", 2020),
		sign("某县某局", "某县某局", "2020年12月30日", 2020), sign("某县某局", "某县某局", "二〇二一年一月七日", 2020), sign("某县某局", "某县某局", "2021-1-27", 2020), sign("某县某局", "某县某局", "2021.1.7", 2020), sign("汶上县行政审批服务局", "行政审批服务局", "2021年1月27日", 2020))
	signs("S-SIGNATURE", false, sign("某县某局", "某县某局", "2021年1月7日", 2020), sign("某县某局", "某县 某局", "2021年1月7日", 2020), sign("某县人民政府", "某县人民政府办公室", "2021年1月7日", 2020),
		sign("某县人民政府", "某县政府", "2021年10月20日", 2020))
	signs("S-DEADLINE", true, sign("某县某局", "某县某局", "2021年2月1日", 2020), sign("某县某镇人民政府", "某县某镇人民政府", "2021年2月7日", 2020),
		sign("某县人民政府", "某县人民政府", "2021年2月21日", 2020), sign("某省人民政府", "某省人民政府", "2021年4月1日", 2020))
	signs("S-DEADLINE", false, sign("某县某局", "某县某局", "2021年1月31日", 2020), sign("某县人民政府", "某县人民政府", "2021年2月20日", 2020),
		sign("某市人民政府", "某市人民政府", "2021年3月10日", 2020), sign("国家税务总局某县税务局", "国家税务总局某县税务局", "2021年3月20日", 2020),
		sign("某高新区管理委员会", "某高新区管理委员会", "2021年2月20日", 2020), sign("某县某局", "某县某局", "2020年12月31日", 2020))
	signs("S-DEADLINE-OLD", true, sign("某县某局", "某县某局", "2016年4月1日", 2015), sign("某县人民政府", "某县人民政府", "2013年12月1日", 2012), sign("某镇", "某镇", "2010年5月7日", 2009))
	signs("S-DEADLINE-OLD", false, sign("某县某局", "某县某局", "2016年3月31日", 2015), sign("某县某局", "某县某局", "2013年1月7日", 2012), sign("某县某局", "某县某局", "二○一二年二月二十日", 2011),
		sign("某县某局", "某县某局", "2017年", 2015), sign("某县某局", "某县某局", "2021年4月1日", 2020))
	all := "（一）主动公开。公开信息。（二）依申请公开。没有。（三）政府信息管理。规范。（四）平台建设。网站。（五）监督保障。"
	inSentences("S-TOPICS", "overview", example{}, []string{
		"|（一）主动公开。公开信息。（二）依申请公开。没有。", "|" + strings.ReplaceAll(all, "政府信息管理", "管理"), "|" + strings.ReplaceAll(all, "依申请公开", "申请"),
	}, []string{all, all + "责任追究。", strings.ReplaceAll(all, "（四）平台建设", "（四）政府信息公开平台建设"), "主动公开、依申请、信息管理、平台、保障", strings.ReplaceAll(all, "依申请公开", "政府信息公开申请")})
	inSentences("S-ASSESSMENT", "overview", example{agency: "某县人民政府"}, []string{"|开展考核、评议。", "|开展考核，没有责任追究。", "|公开信息。"},
		[]string{"开展工作考核、社会评议，没有责任追究。", "考核、评价、问责。", "考核合格，群众满意度高，未发生追责。"})
	prove("S-ASSESSMENT", example{name: "bureau", text: []string{"overview", "公开信息。"}}, example{name: "township", agency: "某县某镇人民政府", text: []string{"overview", "公开信息。"}})
	long := strings.Repeat("公", 1001)
	inSentences("S-LEN1", "overview", example{year: 2021}, []string{"|" + long, "|" + long + "，", "|一" + long},
		[]string{long[len("公"):], strings.Repeat("公，", 1000), "短", strings.Repeat("公 ", 999), strings.Repeat("“”", 2000) + "公"})
	prove("S-LEN1", example{name: "2020", text: []string{"overview", long}})
	problem := "主要问题是公开内容不够全面、更新内容不够及时，群众互动较少。下一步将健全信息公开发布协调机制，完善信息公开审查制度，缩短信息发布时间。"
	inSentences("S-PART5", "problems", example{}, []string{"|无", "|无。", "|存在问题，将改进。", "|" + strings.Repeat("工作很好，", 12), "|一是" + strings.Repeat("工作很好，", 6) + "二是" + strings.Repeat("工作很好，", 6)},
		[]string{problem, problem + problem, strings.ReplaceAll(problem, "问题", "短板"), strings.ReplaceAll(problem, "下一步", "今后"), strings.ReplaceAll(problem, "主要问题是", ""),
			"一是公开口径有时不一致，不同股室对同类信息的处理不同；二是历史资料检索不便，老年群众反映找不到。下一步，建立台账，逐项改正，明确时间和责任人。"})
	prove("S-PART5", example{name: "empty", hit: true})
	prove("S-PART6", example{name: "no text", hit: true})
	inSentences("S-PART6", "other", example{}, nil, []string{"无", "无。", "没有。", "2020年无其他需要报告的事项。", "本年度未收取信息处理费。"})
	inSentences("P-FEE", "other", example{year: 2021}, []string{"无|无", "无其他|无其他需要报告的事项。", "2021年|2021年政协提案办理情况已公开。", "收取|收取信息处理费10次。", "展览|展览免费开放。"},
		[]string{"本年度未收取信息处理费。", "收取信息处理费380元。", "依申请公开信息处理费0元。", "无。未产生信息公开处理费。", "本年度没有收费情况。", "收取信息公开处理费0次。", "本年度政府信息公开申请均免费提供。"})
	prove("P-FEE", example{name: "2020", text: []string{"other", "无"}})
}

// A leftover stops a build where it surely is one: what stands in quotation marks, or
// may be a name that was hidden, is a warning.
func TestProbableResidueIsAWarning(t *testing.T) {
	for text, want := range map[string]diag.Severity{
		"开展“××宣传月”活动。":                 diag.Warning,
		"以“XX”为主题开展活动。":                diag.Warning,
		"某某镇被通报的问题引以为戒。":               diag.Warning,
		"纠正责任编辑：信息来源：等缺失问题。":           diag.Warning,
		"点击下载年度报告文档":                   diag.Warning,
		"XX局隐去姓名后公开。":                  diag.Warning,
		"公开XX光缆工程环评报告。":                diag.Warning,
		"发布《关于XXX事项的公告》。":              diag.Warning,
		"字号：大、中、小可选":                   diag.Warning,
		"发布公告（××类）12条。":                diag.Warning,
		"清理了“&nbsp;”乱码12处、“<br>”标签3处。": diag.Warning,
		"网站代码中的“{{title}}”显示错误已修复。":    diag.Warning,
		"信息来源：县卫健局的有612条，县教育局的有300条。":  diag.Warning,
		"信息来源：县卫健局的有612条。":             diag.Warning,
		"# 键盘损坏，明年再写":                  diag.Error,
		"#明年再写，表里还差两个数":                diag.Error,
		"网站代码中的{{title}}显示错误已修复。":      diag.Error,
		"信息来源：县卫健局 责任编辑：张三":            diag.Error,
		"公开完毕。信息来源：县卫健局":               diag.Error,
		"由XX负责，于XX公司（XX）查阅。":           diag.Error,
		"落实“放管服”要求，由××同志负责“一网”。":       diag.Error,
		"公开信息。“附件下载：年报":                diag.Error,
		"公开渠道（文字描述）如下。":                diag.Error,
		"由（待填写）负责。":                    diag.Error,
		"打印本页":                         diag.Error,
		"责任编辑：张三":                      diag.Error,
		"【打印本页】【关闭窗口】":                 diag.Error,
		"报告完毕。 打印本页 关闭窗口":              diag.Error,
		"| 类别 | 件数 |":                  diag.Warning,
		"收到????件。":                     diag.Error,
		"乱码（显示为“????”）已清除。":            diag.Warning,
		"分享到：微信 微博":                    diag.Error,
		"扫一扫在手机打开当前页":                  diag.Error,
		"我局于××年成立。":                    diag.Error,
		"我局公开信息***条。":                  diag.Error,
		"收到____件。":                     diag.Error,
		"&nbsp;公开“&nbsp;”信息。":          diag.Error,
		"局长王××于××年到任。":                 diag.Error,
		"请在20××年完成。":                   diag.Error,
	} {
		res, _ := (&example{text: []string{partOverview, text}}).run(t)
		told := false
		for _, f := range res.Findings {
			if f.ID == "S-RESIDUE" {
				told = true
				if f.Severity != want {
					t.Errorf("%v, want %v: %s", f.Severity, want, text)
				}
			}
		}
		if !told {
			t.Errorf("nothing is told: %s", text)
		}
	}
}

// Every place that was left to fill in is told, however near the next one is; what
// a program left in one piece is told once.
func TestEveryPlaceholderIsTold(t *testing.T) {
	for text, want := range map[string]int{
		"XX局收到××件，由某某负责。":                           3,
		"公开<!--[if gte mso 9]><o:p>&nbsp;</o:p>信息。": 1,
		strings.Repeat("××件，", 100):                 mostResidue,
	} {
		e := example{text: []string{partOverview, text}}
		res, _ := e.run(t)
		told := 0
		for _, f := range res.Findings {
			if f.ID == "S-RESIDUE" {
				told++
			}
		}
		if told != want {
			t.Errorf("%d findings, want %d: %.60s", told, want, text)
		}
	}
}

// A table that the preamble places is no leftover.
func TestTableInPreamble(t *testing.T) {
	e := example{more: "preamble = \"\"\"\n根据规定编制本报告。\n{table.a}\n\"\"\"\n[table.a]\ncolumns = [\"类别\", \"件数\"]\nrows = [[\"网站\", 3]]\n", text: []string{partOverview, "公开信息3条。"}}
	res, _ := e.run(t)
	for _, f := range res.Findings {
		if f.ID == "S-RESIDUE" {
			t.Errorf("%v", f.Diagnostic())
		}
	}
}
