package check

import "strings"

// The examples of the rules about figures of the forms before 2019.
func init() {
	prove("O-NUMBER",
		example{name: "blank", year: 2016, figures: "statistics.c1_3.value=", hit: true},
		example{name: "with a unit", year: 2016, figures: "statistics.h4.value=2.5万元", hit: true, at: "2.5"},
		example{name: "a fraction", year: 2016, figures: "statistics.h4.value=2.50"})

	national := func(name string, hit bool, figures, says string) example {
		return example{name: name, hit: hit, year: 2016, figures: statistics(figures, "value"), says: says}
	}
	prove("O-CHANNELS",
		national("short", true, "c1=5 c1_1=2 c1_3=2", "c1(5) == (c1_1(2) + c1_2(0) + c1_3(2) + c1_4(0))"),
		national("label", true, "c1=5 c1_1=2 c1_3=2", "统计数（value）"),
		national("equal", false, "c1=5 c1_1=2 c1_3=2 c1_4=1", ""),
	)
	prove("O-DONE",
		national("short", true, "c2=5 c2_1=4", ""),
		national("equal", false, "c2=5 c2_1=4 c2_2=1", ""),
	)
	prove("O-ANSWERS",
		national("kinds", true, "c3=2 c3_2=1", "c3(2) == "),
		national("reasons", true, "c3=1 c3_4=1", "c3_4(1) == "),
		national("equal", false, "c3=3 c3_1=1 c3_4=1 c3_4f=1 c3_8=1", ""),
	)
	prove("O-REVIEW",
		national("review", true, "d=1", ""),
		national("suit", true, "e=2 e1=1", ""),
		national("equal", false, "d=2 d1=1 d3=1 e=1 e2=1", ""),
	)
	prove("O-STAFF",
		national("short", true, "h3=5 h3_1=2 h3_2=2", ""),
		national("equal", false, "h3=5 h3_1=2 h3_2=3", ""),
	)
	prove("O-OFWHICH",
		national("documents", true, "a1=3 a1a=4", "a1a(4) <= a1(3)"),
		national("conferences", true, "b2_1=1 b2_1a=2", ""),
		national("interviews", true, "b2_2a=1", ""),
		national("equal", false, "a1=4 a1a=4 a2_2=4 b2_1=1 b2_1a=1 b2_2=2 b2_2a=1", ""),
	)
	prove("O-CHANNEL-COVER",
		national("more than all", true, "a1=8 a2_1=4 a2_2=3", ""),
		national("less than one", true, "a1=3 a2_1=4 a2_2=3", "max(a2_1(4)"),
		national("repeated", false, "a1=4 a2_1=4 a2_2=3", ""),
		national("all different", false, "a1=7 a2_1=4 a2_2=3", ""),
	)
	local := func(year int, form string) func(name string, hit bool, figures string) example {
		columns := map[string]string{"2011-fujian": "value", "2014-fujian": "value", "2008-shanghai": "year", "2008-dingxi": "year"}
		return func(name string, hit bool, figures string) example {
			return example{name: name, hit: hit, year: year, form: form, figures: statistics(figures, columns[form])}
		}
	}
	fj := local(2012, "2011-fujian")
	prove("O-FJ11",
		fj("ways", true, "b=3 b1=1 b6=1"),
		fj("answers", true, "c=3 c1=1 c2=1"),
		fj("of which", true, "a=3 a2=4"),
		fj("equal", false, "a=3 a1=3 a2=3 b=3 b1=1 b3=1 b6=1 c=3 c1=1 c2=1 c3=1"),
	)
	fj = local(2016, "2014-fujian")
	prove("O-FJ14",
		fj("ways", true, "b=3 b1=1 b3=1"),
		fj("answers", true, "c=3 c1=1 c4=1"),
		fj("of which", true, "a=3 a1=4"),
		fj("equal", false, "a=3 a1=3 a2=4 b=3 b1=1 b2=1 b3=1 c=3 c1=1 c2=1 c4=1"),
	)
	sh := local(2010, "2008-shanghai")
	prove("O-SH",
		sh("01", true, "r01=5 r02=3 r03=3"),
		sh("03", true, "r01=5 r03=3 r04=4"),
		sh("12", true, "r12=2 r13=1"),
		sh("19", true, "r19=2 r20=1"),
		sh("27", true, "r19=2 r27=2 r28=1"),
		sh("37", true, "r37=1"),
		sh("38", true, "r37=1 r38=1"),
		sh("43", true, "r37=1 r43=1"),
		sh("equal", false, "r01=6 r02=3 r03=3 r04=3 r12=2 r13=1 r18=1 r19=3 r20=1 r27=2 r28=1 r33=1 r37=0.3 r38=0.1 r39=0.1 r43=0.2 r44=0.2"),
	)
	dx := local(2008, "2008-dingxi")
	prove("O-DX",
		dx("10", true, "r10=2 r11=1"),
		dx("17", true, "r17=2 r18=1"),
		dx("20", true, "r17=1 r20=1"),
		dx("02", true, "r01=1 r02=2"),
		dx("03", true, "r03=1"),
		dx("equal", false, "r01=2 r02=2 r03=2 r10=2 r11=1 r16=1 r17=3 r18=1 r20=2 r21=1 r31=1"),
	)
	cumulative := func(name string, hit bool, year int, form, figures, last string) example {
		return example{name: name, hit: hit, year: year, form: form, figures: figures, last: &example{year: year - 1, form: form, figures: last}}
	}
	published := "as_published = true\n"
	prove("O-CHANNELS",
		example{name: "blank among others", hit: true, year: 2016, more: published, figures: "statistics.c1.value=5 statistics.c1_1.value=3 statistics.c1_2.value= statistics.c1_3.value=/ statistics.c1_4.value=1", says: "空白按 0 计"},
		example{name: "blank among others, equal", year: 2016, more: published, figures: "statistics.c1.value=4 statistics.c1_1.value=3 statistics.c1_2.value= statistics.c1_3.value=/ statistics.c1_4.value=1"},
		example{name: "all blank", year: 2016, more: published, figures: "statistics.c1.value=4 statistics.c1_1.value= statistics.c1_2.value= statistics.c1_3.value=/ statistics.c1_4.value=无"},
	)
	prove("X-FJ-CUMULATIVE",
		example{name: "the same key of another form", year: 2014, form: "2014-fujian", figures: "statistics.b2.cumulative=6", last: &example{year: 2013, form: "2011-fujian", figures: "statistics.b2.cumulative=1"}},
		example{name: "label", hit: true, year: 2012, form: "2011-fujian", figures: "statistics.e.value=1", last: &example{year: 2011, form: "2011-fujian"}, says: "行政诉讼数（e）"},
		cumulative("2012", true, 2012, "2011-fujian", "statistics.d.value=2 statistics.d.cumulative=9", "statistics.d.cumulative=8"),
		cumulative("2016", true, 2016, "2014-fujian", "statistics.a.value=2 statistics.a.cumulative=9", "statistics.a.cumulative=8"),
		cumulative("equal", false, 2012, "2011-fujian", "statistics.d.value=2 statistics.d.cumulative=9", "statistics.d.cumulative=7"),
		cumulative("equal", false, 2016, "2014-fujian", "statistics.a.value=2 statistics.a.cumulative=9", "statistics.a.cumulative=7"),
	)
	prove("NOT-GIVEN",
		example{name: "row of statistics", hit: true, year: 2016, leave: "statistics.f", says: "f"},
		example{name: "row of some years", year: 2016, form: "2014-fujian", leave: "statistics.g"},
	)
}

// statistics names figures of the table of statistics.
func statistics(figures, column string) string {
	f := strings.Fields(figures)
	for i, s := range f {
		row, value, _ := strings.Cut(s, "=")
		f[i] = "statistics." + row + "." + column + "=" + value
	}
	return strings.Join(f, " ")
}
