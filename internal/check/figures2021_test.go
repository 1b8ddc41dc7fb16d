package check

// The examples of the rules about figures of the form of 2021.
func init() {
	in := func(e example) example {
		e.year = 2021
		return e
	}
	years := func(e example, last string) example {
		e.year, e.last = 2022, &example{year: 2021, figures: last}
		return e
	}
	prove("T3-RESULT-SUM-2021",
		in(example{name: "short", hit: true, at: "3", figures: "applications.new.natural=3 applications.other2.natural=1 applications.other3.natural=1 applications.result_total.natural=3",
			says: "result_total(3) == (other2(1) + other3(1) + …(0))"}),
		in(example{name: "equal", figures: "applications.other1.natural=1 applications.other2.natural=1 applications.other3.natural=1 applications.result_total.natural=3"}),
	)
	prove("T3-BALANCE",
		in(example{name: "2021", hit: true, figures: "applications.carried_in.charity=1"}),
		in(example{name: "2021", figures: "applications.carried_in.charity=1 applications.carried_out.charity=1"}),
	)
	prove("T3-OTHER-HIGH",
		in(example{name: "2021", hit: true, says: "现为 2，应为 ≤ 1", figures: "applications.open.natural=8 applications.other1.natural=1 applications.other3.natural=1 applications.result_total.natural=10"}),
		in(example{name: "2021", figures: "applications.open.natural=19 applications.other1.natural=1 applications.other3.natural=1 applications.result_total.natural=21"}),
	)
	prove("T2-INT-2021",
		in(example{name: "blank", hit: true, figures: "disclosure.licence.decisions="}),
		in(example{name: "decimals", hit: true, at: "1.1234567", figures: "disclosure.fees.amount_wan=1.1234567"}),
		in(example{name: "unit", hit: true, figures: "disclosure.fees.amount_wan=12万元"}),
		in(example{name: "part", hit: true, figures: "disclosure.normdocs.made=1.5 disclosure.normdocs.valid=2"}),
		in(example{name: "fee", figures: "disclosure.fees.amount_wan=24252.311082"}),
	)
	prove("T2-FEE-UNIT",
		in(example{name: "county", hit: true, figures: "disclosure.fees.amount_wan=1000001"}),
		years(example{name: "eleven times", hit: true, figures: "disclosure.fees.amount_wan=1.1"}, "disclosure.fees.amount_wan=0.1"),
		years(example{name: "ten times", figures: "disclosure.fees.amount_wan=1"}, "disclosure.fees.amount_wan=0.1"),
		years(example{name: "first", figures: "disclosure.fees.amount_wan=100"}, ""),
		in(example{name: "with its unit", figures: "disclosure.fees.amount_wan=352.4万元"}),
		in(example{name: "province", agency: "某省人民政府", figures: "disclosure.fees.amount_wan=1000001"}),
	)
	prove("T2-VALID-GE-MADE",
		in(example{name: "fewer", hit: true, at: "1", figures: "disclosure.normdocs.made=3 disclosure.normdocs.repealed=1 disclosure.normdocs.valid=1", says: "valid(1) >= made(3) - repealed(1)"}),
		in(example{name: "maybe repealed", hit: true, figures: "disclosure.normdocs.made=3 disclosure.normdocs.repealed=1 disclosure.normdocs.valid=2", says: "警告"}),
		in(example{name: "equal", figures: "disclosure.normdocs.made=3 disclosure.normdocs.repealed=1 disclosure.normdocs.valid=3"}),
	)
	prove("T2-31DEC",
		in(example{name: "figures", hit: true, figures: "disclosure.normdocs.valid=3", says: "12月31日\n"}), // a reminder calls no figure wrong
		in(example{name: "none", figures: "disclosure.licence.decisions=3"}),
	)
	prove("T2-ALL-DECISIONS",
		in(example{name: "figures", hit: true, figures: "disclosure.penalty.decisions=3"}),
		in(example{name: "none", figures: "disclosure.normdocs.valid=3"}),
	)
	prove("T2-RULES-POWER",
		in(example{name: "2021", hit: true, figures: "disclosure.rules.valid=3"}),
		in(example{name: "2021", agency: "某省人民政府", figures: "disclosure.rules.valid=3"}),
	)
	prove("X-VALID",
		years(example{name: "differs", hit: true, at: "12", figures: "disclosure.normdocs.made=3 disclosure.normdocs.repealed=1 disclosure.normdocs.valid=12"}, "disclosure.normdocs.valid=9"),
		years(example{name: "equal", figures: "disclosure.normdocs.made=3 disclosure.normdocs.repealed=1 disclosure.normdocs.valid=11"}, "disclosure.normdocs.valid=9"),
		example{name: "other forms", year: 2021, figures: "disclosure.normdocs.valid=11", last: &example{year: 2020, figures: "disclosure.normdocs.public_total=99"}},
	)
	prove("X-CARRY",
		example{name: "other forms", hit: true, year: 2021, last: &example{year: 2020, figures: "applications.carried_out.legal=2"}},
		example{name: "other forms", year: 2021, figures: "applications.carried_in.legal=2", last: &example{year: 2020, figures: "applications.carried_out.legal=2"}},
	)
}
