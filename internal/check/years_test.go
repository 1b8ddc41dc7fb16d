package check

import (
	"strconv"
	"strings"
)

// sentences are some that differ from each other.
func sentences(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString("第" + strings.Repeat("甲", i%7+1) + strconv.Itoa(i*7919) + "项工作由" + strconv.Itoa(i*104729) + "号科室办理完毕。")
	}
	return b.String()
}

const said2018 = "[[chapter]]\nheading = \"一、依申请公开\"\ntext = \"收到政府信息公开申请9件，结转下年度继续办理2件。\""

// The examples of the rules that compare years.
func init() {
	last := func(figures string) *example { return &example{year: 2019, figures: figures} }
	prove("X-CARRY",
		example{name: "differs", hit: true, at: "1", figures: "applications.carried_in.natural=1", last: last("applications.carried_out.natural=2"),
			says: "carried_in(1) == last.carried_out(2)"},
		example{name: "forgotten", hit: true, last: last("applications.carried_out.legal=2")},
		example{name: "another column", hit: true, figures: "applications.carried_in.natural=2", last: last("applications.carried_out.legal=2")},
		example{name: "equal", figures: "applications.carried_in.natural=2", last: last("applications.carried_out.natural=2")},
		example{name: "left out is 0", hit: true, figures: "applications.carried_in.natural=2", last: &example{year: 2019, leave: "applications.carried_out"}, says: "按 0 计"},
		example{name: "2018 in words", hit: true, at: "carried_in", year: 2019, figures: "applications.carried_in.natural=1", last: &example{year: 2018, more: said2018}, says: "结转下年度继续办理2件"},
		example{name: "2018 in words, equal", year: 2019, figures: "applications.carried_in.natural=2", last: &example{year: 2018, more: said2018}},
		example{name: "2017 in words", year: 2019, last: &example{year: 2018, more: strings.Replace(said2018, "结转下年度", "结转2018年度", 1)}},
		example{name: "2018 in the table", hit: true, at: "carried_in", year: 2019, figures: "applications.carried_in.natural=1", last: &example{year: 2018, figures: "statistics.c1.value=9 statistics.c2.value=7"}, says: "c1"},
		example{name: "2018 in the table of Fujian", hit: true, year: 2019, last: &example{year: 2018, form: "2014-fujian", figures: "statistics.b.value=9 statistics.c.value=7"}},
		example{name: "2018 in the table, equal", year: 2019, figures: "applications.carried_in.natural=2", last: &example{year: 2018, figures: "statistics.c1.value=9 statistics.c2.value=7"}},
		example{name: "2018 all done, with earlier ones", year: 2019, figures: "applications.carried_in.natural=2", last: &example{year: 2018, figures: "statistics.c1.value=9 statistics.c2.value=9"}},
		example{name: "last year's is blank", figures: "applications.carried_in.natural=2", last: &example{year: 2019, leave: "applications"}},
		example{name: "no last year", figures: "applications.carried_in.natural=2"},
	)
	prove("X-ITEMS",
		example{name: "differs", hit: true, at: "104", figures: "disclosure.licence.prev_items=104", last: last("disclosure.licence.prev_items=100 disclosure.licence.delta=+5"),
			says: "prev_items(104) == last.prev_items(100) + last.delta(5)"},
		example{name: "equal", figures: "disclosure.licence.prev_items=82", last: last("disclosure.licence.prev_items=100 disclosure.licence.delta=－18")},
	)
	prove("X-PUBLIC-TOTAL",
		example{name: "differs", hit: true, figures: "disclosure.normdocs.published=2 disclosure.normdocs.public_total=10", last: last("disclosure.normdocs.public_total=9")},
		example{name: "equal", figures: "disclosure.normdocs.published=1 disclosure.normdocs.public_total=10", last: last("disclosure.normdocs.public_total=9")},
	)
	prove("X-JUMP",
		example{name: "up", hit: true, at: "101", figures: "disclosure.licence.decisions=101", last: last("disclosure.licence.decisions=20"), says: "last.licence.decisions(20)"},
		example{name: "down", hit: true, at: "3", figures: "disclosure.licence.decisions=3", last: last("disclosure.licence.decisions=20")},
		example{name: "from nothing", hit: true, figures: "applications.new.natural=100", last: last("")},
		example{name: "from nothing to few", figures: "applications.new.natural=20", last: last("")},
		example{name: "from single figures", figures: "disclosure.licence.decisions=60", last: last("disclosure.licence.decisions=9")},
		example{name: "five times", figures: "disclosure.licence.decisions=100", last: last("disclosure.licence.decisions=20")},
		example{name: "a fifth", figures: "disclosure.licence.decisions=4", last: last("disclosure.licence.decisions=20")},
		example{name: "few", figures: "disclosure.licence.decisions=19", last: last("disclosure.licence.decisions=1")},
		example{name: "change", figures: "disclosure.licence.delta=100", last: last("disclosure.licence.delta=1")},
		example{name: "a slipped point", hit: true, year: 2022, figures: "disclosure.fees.amount_wan=35.24", last: &example{year: 2021, figures: "disclosure.fees.amount_wan=388.15"}, says: "388.15"},
		example{name: "amount", figures: "disclosure.procurement.items=1 disclosure.procurement.amount=900元", last: last("disclosure.procurement.items=1 disclosure.procurement.amount=1元")},
	)
	same := "applications.new.natural=3 applications.open.natural=3 applications.result_total.natural=3"
	prove("X-LEFT-OUT",
		example{name: "row", hit: true, leave: "disclosure.licence", last: last("disclosure.licence.decisions=20 disclosure.licence.prev_items=3"), says: "licence (last year 20)"},
		example{name: "part", hit: true, leave: "review.review review.suit_direct review.suit_after_review", last: last("review.review.upheld=2"), says: "review (last year 2)"},
		example{name: "an amount", hit: true, year: 2022, leave: "disclosure.fees", last: &example{year: 2021, figures: "disclosure.fees.amount_wan=1.9"}, says: "last year 1.9"},
		example{name: "a change", leave: "disclosure.licence", last: last("disclosure.licence.delta=+30")},
		example{name: "few", leave: "disclosure.licence", last: last("disclosure.licence.decisions=19")},
		example{name: "0 last year", leave: "disclosure.licence", last: last("")},
		example{name: "written as 0", last: last("disclosure.licence.decisions=20")},
	)
	prove("X-SAME",
		example{name: "applications", hit: true, figures: same, last: last(same)},
		example{name: "disclosure", hit: true, figures: "disclosure.licence.decisions=8", last: last("disclosure.licence.decisions=8")},
		example{name: "one differs", figures: same + " applications.carried_out.legal=1", last: last(same)},
		example{name: "all zero", last: last("")},
	)
	prove("X-TEXT-SIMILARITY",
		example{name: "copied", hit: true, at: "第甲", text: []string{"problems", sentences(0, 9)}, last: &example{year: 2019, text: []string{"problems", sentences(0, 9)}}, says: "100%"},
		example{name: "mostly", hit: true, text: []string{"overview", sentences(0, 12)}, last: &example{year: 2019, text: []string{"overview", sentences(4, 20)}}, says: "文字与上一年相同"},
		example{name: "some", text: []string{"overview", sentences(0, 12)}, last: &example{year: 2019, text: []string{"overview", sentences(8, 20)}}},
		example{name: "short", text: []string{"overview", "本年没有变化。"}, last: &example{year: 2019, text: []string{"overview", "本年没有变化。"}}},
	)
}
