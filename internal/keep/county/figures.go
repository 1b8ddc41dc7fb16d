package county

// years works out the figures of all years, each from the one before.
func (b *body) years() []*year {
	var all []*year
	last := &year{body: b, Year: FirstYear - 1, sums: map[string]int{}, rows: map[string][6]int{}, values: map[string]int{
		"docs_total": b.any(0, "docs", 3, 20), "items": b.any(0, "items", 10, 120), "valid": b.any(0, "valid", 5, 25),
	}}
	for n := FirstYear; n <= LastYear; n++ {
		y := &year{body: b, Year: n, values: map[string]int{}, sums: map[string]int{}, rows: map[string][6]int{}}
		y.publish()
		switch {
		case n < 2014:
			y.apply("b1", "b4", "b3", "b5", "b2")
			y.answer("c1", "c2", "c3")
		case n < 2016:
			y.apply("b1", "b2", "b3")
			y.answer("c1", "c4", "c2", "c3")
		case n < 2019:
			y.apply("c1_3", "c1_1", "c1_4")
			y.answer("c3_2", "c3_1", "c3_6", "c3_3", "c3_5", "c3_4c")
			y.put(y.share(n, "done", y.values["b"], 15), "c2_1", "c2_2")
		default:
			y.applicants(last)
		}
		y.disputes()
		y.documents(last)
		y.add(last)
		all = append(all, y)
		last = y
	}
	return all
}

// put gives the parts their keys.
func (y *year) put(parts []int, keys ...string) {
	for i, k := range keys {
		y.values[k] = parts[i]
	}
}

// publish: what was published, by channel and by kind.
func (y *year) publish() {
	a := y.any(0, "size", 60, 400) + 12*(y.Year-FirstYear) + y.Any("a", 0, 25)
	y.values["a"] = a
	y.put(y.share(y.Year, "channel", a, 2, 12), "a1", "a2", "rest")
	y.put(y.share(y.Year, "kind", a, 20, 25, 15, 10), "k1", "k2", "k3", "k0", "k4")
	y.put([]int{y.values["a2"], y.values["a1"], y.Any("weibo", 0, 40), y.Any("weixin", 20, 150) * a / 400, y.values["rest"]},
		"a2_1", "a2_2", "a2_3", "a2_4", "a2_5")
	y.values["hot"] = y.Any("hot", 1, 5)
	y.values["b2_3"] = y.Any("explained", 3, 18)
	if y.From(2021) { // proposals
		y.put([]int{y.Any("k0", 1, 15), y.Any("k1", 0, 6), y.Any("k2", 1, 15), y.Any("k3", 0, 6)}, "k0", "k1", "k2", "k3")
	}
}

// apply: applications by the way they came, all answered in the year.
func (y *year) apply(keys ...string) {
	n := y.any(0, "asked", 3, 15) + y.Any("b", 0, y.Year-FirstYear+2)
	y.values["b"], y.values["c"] = n, n
	y.put(y.share(y.Year, "way", n, []int{30, 20, 15, 10}[:len(keys)-1]...), keys...)
}

// answer: the same, by what was answered.
func (y *year) answer(keys ...string) {
	y.put(y.share(y.Year, "answer", y.values["b"], []int{20, 15, 15, 10, 5}[:len(keys)-1]...), keys...)
}

// applicants: applications by applicant and result, with what goes over to the
// next year.
func (y *year) applicants(last *year) {
	results := []string{"open", "partial", "unable1", "deny4", "deny6", "unable3", "reject1"}
	shares := []int{20, 20, 8, 6, 6, 6}
	rows := map[string]*[6]int{"new": {}, "carried_in": {}, "carried_out": {}, "result": {}}
	for _, k := range results {
		rows[k] = &[6]int{}
	}
	for i, most := range [6]int{40, 12, 1, 0, 4, 1} {
		key := string(rune('0' + i))
		in := last.rows["carried_out"][i]
		n := y.Any("new"+key, most/3, most)
		out := min(n, y.Any("out"+key, 0, most/10))
		rows["new"][i], rows["carried_in"][i], rows["carried_out"][i], rows["result"][i] = n, in, out, n+in-out
		for j, part := range y.share(y.Year, "result"+key, n+in-out, shares...) {
			rows[results[j]][i] = part
		}
	}
	for k, r := range rows {
		y.rows[k] = *r
	}
}

// disputes: complaints, reviews and suits; the form of 2011 has no complaints.
func (y *year) disputes() {
	review, suit := y.Any("review", 0, 3)/2, y.Any("suit", 0, 3)/3
	if y.Year < 2014 {
		y.put([]int{review, suit, 0}, "d", "e", "f")
	} else {
		y.put([]int{y.Any("complaints", 0, 3), review, suit}, "d", "e", "f")
	}
}

// documents: normative documents and what was decided on. Like all big
// figures they stay near the body's own level: a check compares the years.
func (y *year) documents(last *year) {
	docs, repealed := y.Any("docs", 0, 3), y.Any("repealed", 0, 2)
	y.values["a1b"] = docs
	y.values["docs"], y.values["docs_total"] = docs, last.values["docs_total"]+docs
	y.values["repealed"], y.values["valid"] = repealed, last.values["valid"]+docs-repealed
	y.values["items"] = last.values["items"] + last.values["items_new"]
	y.values["items_new"] = y.Any("items", 0, 4)
	y.values["licences"] = y.any(0, "licences", 50, 3000) + y.Any("licences", 0, 200)
	y.values["penalties"] = y.any(0, "penalties", 15, 90) + y.Any("penalties", 0, 20)
	y.values["served"] = y.any(0, "served", 200, 3000) + y.Any("served", 0, 200)
}

// add makes the cumulative figures. In 2014 the rows get other meanings: post
// and fax become one, a row for complaints comes before reviews and suits.
func (y *year) add(last *year) {
	before := last.sums
	if y.Year == 2014 {
		before = map[string]int{
			"a": before["a"], "a1": before["a1"], "a2": before["a2"],
			"b1": before["b1"], "b2": before["b3"] + before["b4"], "b3": before["b2"] + before["b5"],
			"c1": before["c1"], "c2": before["c2"], "c3": before["c3"], "e": before["d"], "f": before["e"],
		}
	}
	for k, v := range before {
		y.sums[k] = v
	}
	for k, v := range y.values {
		y.sums[k] += v
	}
}
