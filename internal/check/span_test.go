package check

func init() {
	school := func(e example) example {
		e.year, e.form = 2023, "school"
		return e
	}
	chapter := func(text string) string {
		return "[[chapter]]\nheading = \"一、概述\"\ntext = \"" + text + "\""
	}
	signed := func(date string) string { return "[signature]\nname = \"某县某局\"\ndate = \"" + date + "\"" }
	below := func(line string) string { return "[title]\nbelow = \"" + line + "\"" }
	titled := func(years string) string {
		return "[title]\nlines = [\"某县某局" + years + "学年信息公开工作年度报告\"]"
	}
	prove("S-PERIOD",
		school(example{name: "a calendar year in a school's report", hit: true, at: "2023年1月1日至12月31日", says: "2022年9月1日至2023年8月31日", more: chapter("数据的统计期限为2023年1月1日至12月31日。")}),
		school(example{name: "another school year", hit: true, more: chapter("数据的统计期限为2021年9月1日至2022年8月31日。")}),
		school(example{name: "the school year", more: chapter("数据的统计期限自2022年9月1日起，至2023年8月31日止。")}))
	prove("S-YEAR",
		school(example{name: "the school year before", hit: true, at: "2021", more: titled("2021—2022")}),
		school(example{name: "both years of the school year", more: titled("2022—2023")}),
		school(example{name: "a school's report a year late", hit: true, at: "2024年", more: signed("2024年10月20日")}),
		school(example{name: "in the year in which the school year ends", more: signed("2023年10月20日")}),
		example{name: "released in the year of the report", hit: true, at: "发布", more: below("发布日期：2020年1月7日")},
		example{name: "released in the next year", more: below("（2021-01-07）")},
		example{name: "a line without a day", more: below("（经局务会审定）")})
	prove("S-SIGNATURE",
		school(example{name: "within the year in which the school year ends", hit: true, says: "没有署名", more: below("2023年10月20日")}),
		school(example{name: "signed in October", more: signed("2023年10月20日")}))
	prove("S-DEADLINE",
		school(example{name: "a school's report in November", hit: true, at: "2023年11月2日", more: signed("2023年11月2日")}),
		school(example{name: "a school's report in October", more: signed("2023年10月31日")}),
		example{name: "released too late", hit: true, at: "发布", more: below("发布日期：2021年3月1日")},
		example{name: "released in time", more: below("发布日期：2021年1月30日")})
	prove("S-SIX",
		example{name: "a chapter behind the parts", hit: true, at: "七、专项", says: "另有一章", more: "[[chapter]]\nheading = \"七、专项工作情况\"\ntext = \"无。\""},
		example{name: "chapters of one's own", year: 2023, form: "2021-chapters", more: "[[chapter]]\nheading = \"一、专项工作情况\"\ntext = \"无。\""})
	prove("S-NUMBERING",
		example{name: "a chapter that goes on behind the parts", more: "[[chapter]]\nheading = \"七、专项工作情况\"\ntext = \"无。\""},
		example{name: "a chapter with a gap behind the parts", hit: true, at: "八、", more: "[[chapter]]\nheading = \"八、专项工作情况\"\ntext = \"无。\""})
	prove("T3-BALANCE",
		example{name: "a table in a chapter", hit: true, year: 2023, form: "2021-chapters", figures: "applications.new.natural=1", more: "[[chapter]]\nheading = \"一、申请\"\ntext = \"\"\"\n{applications}\n\"\"\""},
		example{name: "a table in a chapter that is right", year: 2023, form: "2021-chapters", leave: "applications.result_total", figures: "applications.new.natural=1 applications.open.natural=1", more: "[[chapter]]\nheading = \"一、申请\"\ntext = \"\"\"\n{applications}\n\"\"\""})
}
