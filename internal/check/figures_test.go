package check

// The examples of the rules about figures.
func init() {
	prove("T3-BALANCE",
		example{name: "column", hit: true, at: "3", figures: "applications.new.natural=3 applications.open.natural=2 applications.result_total.natural=2",
			says: "new(3) + carried_in(0) == result_total(2) + carried_out(0)"},
		example{name: "values", hit: true, figures: "applications.new.legal=3 applications.carried_in.legal=1 applications.carried_out.legal=2", says: "现为 4，应为 2"},
		example{name: "label", hit: true, figures: "applications.new.legal=3", says: "法律服务机构（legal）"},
		example{name: "typed total", hit: true, at: "9", figures: "applications.new.total=9", says: "总计（total）"},
		example{name: "carried", figures: "applications.new.natural=3 applications.open.natural=2 applications.result_total.natural=2 applications.carried_out.natural=1"},
		example{name: "no number", figures: "applications.new.natural=三 applications.new.total=3 applications.open.total=3 applications.result_total.total=3"},
		example{name: "sum computed", figures: "applications.new.natural=3 applications.deny2.natural=3", leave: "applications.result_total"},
		example{name: "big", hit: true, figures: "applications.new.natural=9007199254740993 applications.carried_out.natural=9007199254740992", says: "9007199254740993"},
	)
	prove("T3-RESULT-SUM-2019",
		example{name: "short", hit: true, at: "4", figures: "applications.new.natural=4 applications.open.natural=2 applications.deny3.natural=1 applications.result_total.natural=4",
			says: "result_total(4) == (open(2) + deny3(1) + …(0))"},
		example{name: "equal", figures: "applications.open.natural=2 applications.deny3.natural=1 applications.reject5.natural=1 applications.other.natural=1 applications.result_total.natural=5"},
		example{name: "left out", figures: "applications.open.natural=2", leave: "applications.result_total"},
	)
	prove("T3-ROW-TOTAL",
		example{name: "typed", hit: true, at: "3", figures: "applications.new.natural=2 applications.new.total=3", says: "total(3) == (natural(2) + business(0)"},
		example{name: "row", hit: true, figures: "applications.deny8.total=1", says: "8.属于行政查询事项（deny8）"},
		example{name: "equal", figures: "applications.new.natural=2 applications.new.legal=1 applications.new.total=3"},
		example{name: "computed", figures: "applications.new.natural=2"},
	)
	prove("T3-INT",
		example{name: "blank", hit: true, figures: "applications.new.natural=", says: `现为 ""`},
		example{name: "slash", hit: true, at: "/", figures: "applications.deny1.legal=/"},
		example{name: "a whole row", hit: true, at: "/", figures: "applications.deny1.natural=/ applications.deny1.business=/ applications.deny1.research=/ applications.deny1.charity=/ applications.deny1.legal=/ applications.deny1.other_org=/ applications.deny1.total=/", says: `"/" × 7`},
		example{name: "zeros", hit: true, at: "007", figures: "applications.new.natural=007"},
		example{name: "comma", hit: true, figures: "applications.new.natural=1,000"},
		example{name: "sign", hit: true, figures: "applications.new.natural=+3"},
		example{name: "decimal", hit: true, figures: "applications.new.natural=3.0"},
		example{name: "whole", figures: "applications.new.natural=12345678"},
	)
	prove("T3-OTHER-HIGH",
		example{name: "two of ten", hit: true, figures: "applications.open.natural=8 applications.other.natural=2 applications.result_total.natural=10"},
		example{name: "one of ten", figures: "applications.open.natural=9 applications.other.natural=1 applications.result_total.natural=10"},
		example{name: "few", figures: "applications.open.natural=7 applications.other.natural=2 applications.result_total.natural=9"},
	)
	prove("T4-TOTAL",
		example{name: "typed", hit: true, at: "2", figures: "review.suit_direct.upheld=1 review.suit_direct.total=2", says: "total(2) == (upheld(1) + corrected(0) + other(0) + pending(0))"},
		example{name: "equal", figures: "review.review.upheld=1 review.review.pending=1 review.review.total=2"},
	)
	prove("T4-INT",
		example{name: "none", hit: true, at: "无", figures: "review.review.upheld=无"},
		example{name: "total", hit: true, at: "-", figures: "review.review.total=-"},
		example{name: "zero", figures: "review.review.upheld=0 review.review.total=0"},
	)
	prove("T4-CODEFENDANT",
		example{name: "suit", hit: true, figures: "review.suit_after_review.upheld=1"},
		example{name: "direct", figures: "review.suit_direct.upheld=1"},
	)
	prove("T4-NO-APPLICATIONS",
		example{name: "review", hit: true, figures: "review.review.upheld=1"},
		example{name: "suit", hit: true, figures: "review.suit_direct.pending=1"},
		example{name: "carried in", figures: "review.review.upheld=1 applications.carried_in.natural=1 applications.open.natural=1 applications.result_total.natural=1"},
	)
	prove("T2-INT-2019",
		example{name: "blank", hit: true, figures: "disclosure.rules.made="},
		example{name: "negative", hit: true, at: "-3", figures: "disclosure.licence.decisions=-3"},
		example{name: "delta", hit: true, at: "无", figures: "disclosure.licence.delta=无"},
		example{name: "minus signs", figures: "disclosure.licence.prev_items=99 disclosure.licence.delta=-18 disclosure.penalty.prev_items=99 disclosure.penalty.delta=－18 disclosure.fees.prev_items=99 disclosure.fees.delta=−8"},
		example{name: "amount", figures: "disclosure.procurement.items=3 disclosure.procurement.amount=75394432.52元"},
	)
	prove("T2-DELTA-SIGN",
		example{name: "mixed", hit: true, at: "442", figures: "disclosure.licence.delta=+144 disclosure.penalty.delta=442"},
		example{name: "full width", hit: true, at: "442", figures: "disclosure.licence.delta=＋144 disclosure.penalty.delta=442"},
		example{name: "minus and bare", figures: "disclosure.licence.delta=144 disclosure.penalty.prev_items=9 disclosure.penalty.delta=-4 disclosure.fees.delta=0"},
		example{name: "all plus", figures: "disclosure.licence.delta=+144 disclosure.penalty.delta=+4"},
	)
	prove("T2-ITEMS-NONNEG",
		example{name: "below", hit: true, at: "17", figures: "disclosure.fees.prev_items=17 disclosure.fees.delta=－18", says: "prev_items(17) + delta(-18) >= 0"},
		example{name: "value", hit: true, figures: "disclosure.penalty.prev_items=17 disclosure.penalty.delta=-18", says: "现为 -1，应为 ≥ 0"},
		example{name: "nought", figures: "disclosure.fees.prev_items=18 disclosure.fees.delta=−18"},
	)
	prove("T2-PUBLISHED-LE-MADE",
		example{name: "more", hit: true, figures: "disclosure.normdocs.made=2 disclosure.normdocs.published=3 disclosure.normdocs.public_total=3"},
		example{name: "equal", figures: "disclosure.normdocs.made=3 disclosure.normdocs.published=3 disclosure.normdocs.public_total=3"},
	)
	prove("T2-PUBLISHED-LE-PUBLIC",
		example{name: "more", hit: true, figures: "disclosure.normdocs.made=3 disclosure.normdocs.published=3 disclosure.normdocs.public_total=2"},
		example{name: "equal", figures: "disclosure.normdocs.made=3 disclosure.normdocs.published=3 disclosure.normdocs.public_total=3"},
	)
	prove("T2-PROCUREMENT",
		example{name: "no amount", hit: true, figures: "disclosure.procurement.items=3"},
		example{name: "no items", hit: true, figures: "disclosure.procurement.amount=251000元", says: "采购项目数量是 0"},
		example{name: "below nought", hit: true, figures: "disclosure.procurement.items=1 disclosure.procurement.amount=-8040元", says: "应当是数字和单位"},
		example{name: "in words", hit: true, figures: "disclosure.procurement.items=1 disclosure.procurement.amount=若干元", says: "应当是数字和单位"},
		example{name: "no unit", hit: true, at: "8040", figures: "disclosure.procurement.items=1 disclosure.procurement.amount=8040"},
		example{name: "blank", hit: true, figures: "disclosure.procurement.amount="},
		example{name: "yuan", figures: "disclosure.procurement.items=1 disclosure.procurement.amount=8040元"},
		example{name: "ten thousand", figures: "disclosure.procurement.items=1 disclosure.procurement.amount=0.804万元"},
		example{name: "none", figures: "disclosure.procurement.items=0"},
	)
	prove("T2-DECISIONS-WITHOUT-ITEMS",
		example{name: "none left", hit: true, figures: "disclosure.penalty.prev_items=5 disclosure.penalty.delta=-5 disclosure.penalty.decisions=7"},
		example{name: "one left", figures: "disclosure.penalty.prev_items=5 disclosure.penalty.delta=-4 disclosure.penalty.decisions=7"},
	)
	prove("T2-RULES-POWER",
		example{name: "county", hit: true, figures: "disclosure.rules.public_total=1"},
		example{name: "township", hit: true, agency: "建新镇人民政府", figures: "disclosure.rules.made=1"},
		example{name: "banner", hit: true, agency: "科尔沁左翼中旗人民政府", figures: "disclosure.rules.made=1"},
		example{name: "city", agency: "某市人民政府", figures: "disclosure.rules.public_total=1"},
		example{name: "region", agency: "广西壮族自治区乡村振兴局", figures: "disclosure.rules.public_total=1"},
		example{name: "ministry", agency: "住房和城乡建设部", figures: "disclosure.rules.public_total=1"},
		example{name: "named after a town", agency: "镇江市人民政府", figures: "disclosure.rules.public_total=1"},
		example{name: "none", figures: "disclosure.normdocs.public_total=1"},
	)
	prove("NOT-GIVEN",
		example{name: "row", hit: true, leave: "applications.deny3", says: "deny3"},
		example{name: "part", hit: true, leave: "review.review review.suit_direct review.suit_after_review", says: "review, suit_direct, suit_after_review"},
		example{name: "sum", leave: "applications.result_total"},
		example{name: "all given"},
	)
}
