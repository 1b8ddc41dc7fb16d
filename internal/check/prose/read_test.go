package prose

import (
	"strings"
	"testing"

	"nianbao/internal/clerk/report"
)

// names of what numbers count and why they are not compared, for the table below.
var (
	countNames = map[Count]string{Unread: "?", NoCount: "no", Slogan: "slogan", Item: "item", OtherWork: "other", Rate: "rate", ShareOf: "share", Growth: "growth", Some: "some",
		Received: "received", Fresh: "fresh", Accepted: "accepted", Answered: "answered", Handled: "handled", CarriedIn: "in", CarriedOut: "out", Results: "result", Applicants: "applicant",
		Reviews: "review", Suits: "suit", Cases: "cases", Outcomes: "outcome", Documents: "documents", Decisions: "decisions", Items: "items", FeesTaken: "fees", RowOf: "row"}
	why = map[Doubt]string{Sure: "", Vague: "~", OfPart: "/part", OtherTime: "/time", OtherBody: "/body", Qualified: "/some", Wished: "/wish"}
)

// read reads a paragraph of part one of a county bureau's report of 2020.
func read(t testing.TB, text, part, topic string) ([]Number, []Group) {
	ps := []Passage{{Value: report.Value{Text: text}, Part: part, Topic: topic}}
	ps[0].Cut(new(Indexer))
	ps[0].Scan(words(t), NewSelf("青禾县农业农村局", "局委厅办院"))
	all := Read(ps, 2020)
	return all, Groups(ps, all)
}

// TestRead looks how numbers are read.
func TestRead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"我局收到政府信息公开申请12件。", "received"},
		{"新收政府信息公开申请12件，上年结转3件，办结14件，结转下年度1件。", "fresh in answered out"},
		{"受理11件依申请公开事项。", "accepted"},
		{"县教育局收到政府信息公开申请4件，办结4件。", "received/body answered/body"},
		{"2019年收到政府信息公开申请9件。", "received/time"},
		{"第一季度收到政府信息公开申请4件。", "received/time"},
		{"截至12月31日，收到政府信息公开申请4件。", "received"},
		{"收到政府信息公开申请10余件。", "received~"},
		{"收到涉及征地的政府信息公开申请3件。", "received/some"},
		{"收到政府信息公开申请12件，其中予以公开8件、不予公开2件，3件属于无法提供。", "received result result result"},
		{"收到政府信息公开申请12件（其中自然人10件），办结12件。", "received applicant answered"},
		{"收到政府信息公开申请12件，同比增长20%。", "received growth"},
		{"收到政府信息公开申请12件，较上年增加2件。", "received growth"},
		{"收到行政许可申请900件，办结898件。", "other other"},
		{"每收到一件申请，都当日登记。", "slogan"},
		{"因政府信息公开引起的行政复议3件，维持2件；行政诉讼1件。", "review outcome suit"},
		{"办理行政复议案件120件。", "other"},
		{"制发规范性文件5件，废止1件，现行有效9件。", "documents documents documents"},
		{"作出行政处罚决定12件。", "decisions"},
		{"公示行政处罚信息12条。", "decisions/some"},
		{"行政许可事项增至249项。", "items"},
		{"收取行政事业性收费4.5万元。", "fees"},
		{"满意率99.5%，占60%。", "rate share"},
		{"电话0537，第20条。", "no no"},
		{"2019年全年，收到政府信息公开申请9件。2020年全年，收到政府信息公开申请12件。", "received/time received"},
		{"较2019年，全年收到政府信息公开申请12件。", "received"},
		{"收到政府信息公开申请12件，均为上半年收到的。", "received/part"},
		{"政府信息公开申请情况。公租房申请32件，受理30件，办结30件。", "item other other"},
		{"受理政府信息公开申请的三个渠道。", "accepted/some"},
		{"含上年结转在内共有政府信息公开申请15件。", "received"},
		{"上年结转政府信息公开申请共3件。", "in"},
		{"政府信息公开申请情况。上年结转3件，新收12件，共15件。", "in fresh received"},
		{"申请10件以上的单位有6个，共收到政府信息公开申请9件。", "item item received/part"},
		{"政府信息公开申请情况。月均收到申请1件。", "received/time"},
		{"政府信息公开申请情况。督办答复9件。", "answered/some"},
		{"政府信息公开申请情况。第三方不同意公开的申请5件。", "item"},
		{"政府信息公开申请情况。答复公开8件、部分公开2件。", "result result"},
		{"政府信息公开申请情况。答复公开10件、未公开2件。", "result/some item"},
		{"政府信息公开申请情况。公开类答复9件，各类答复14件。", "answered/some answered"},
		{"力争答复政府信息公开申请12件。", "answered/wish"},
	} {
		all, _ := read(t, c.text, "overview", "一、总体情况\n")
		var got []string
		for _, n := range all {
			if n.S.Tokens[n.Token].Class != Figure {
				continue // a year or a date
			}
			got = append(got, countNames[n.Of]+why[n.Doubt])
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %s, want %s", c.text, g, c.want)
		}
	}
}

// TestGroups looks which parts are of which total.
func TestGroups(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"公开信息12条，其中网站5条、公众号7条。", "12=5+7"},
		{"公开信息12条：网站5条，公众号7条。", "12=5+7"},
		{"公开信息12条（网站5条，公众号7条）。", "12=5+7"},
		{"公开信息12条，分别为网站5条、公众号7条。", "12=5+7"},
		{"公开信息12条。其中：公告5条，公文7条。", "12=5+7"},
		{"建议8件、提案5件，共13件。", "13=8+5"},
		{"收办申请81件，其中，自然人申请80件，法人或其他组织申请1件；予以公开80件、部分公开1件。", "81=80+1 81=80+1"},
		{"公开信息20条，其中网站12条（公告5条、公文7条），公众号8条。", "20=12+8 12=5+7"},
		{"公开信息20条，其中公告12条，召开会议3次。", "20=12"},
		{"公开信息20余条，其中公告12条。", ""},
		{"内容包括公告12条、公文8条。", ""},
	} {
		all, groups := read(t, c.text, "overview", "一、总体情况\n")
		var got []string
		for _, g := range groups {
			var parts []string
			for _, p := range g.Parts {
				parts = append(parts, all[p].Quantity().Value.Num().String())
			}
			got = append(got, all[g.Totals[len(g.Totals)-1]].Quantity().Value.Num().String()+"="+strings.Join(parts, "+"))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %s, want %s", c.text, g, c.want)
		}
	}
}

// FuzzRead reads any paragraph: every number stands in its sentence, in order,
// and every group has parts of its own sentence.
func FuzzRead(f *testing.F) {
	f.Add("收到政府信息公开申请12件（其中自然人10件），上年结转3件，办结14件，占60%，较上年增加2件。", "overview")
	f.Add("其中（（其中12件：3件、4件）1，002件，共7件，2020年1月1日至12月31日三五件", "applications")
	f.Add("《《12件》其中“一件”的12条，包括分别为0件", "chapter")
	f.Fuzz(func(t *testing.T, text, part string) {
		if len(text) > 1<<14 {
			return
		}
		all, groups := read(t, text, part, "二、\n（二）依申请公开")
		last := -1
		var s *Sentence
		for i, n := range all {
			if n.S != s {
				s, last = n.S, -1
			}
			from, to := n.At()
			if from <= last || to > len(n.S.Text) || n.Words[0] > from || n.Words[1] < to {
				t.Fatalf("number %d stands at %d..%d with %v", i, from, to, n.Words)
			}
			last = from
			if a, b := n.S.Span(from, to); a > b || b > len(text) {
				t.Fatalf("number %d is at %d..%d of the paragraph", i, a, b)
			}
		}
		for _, g := range groups {
			if len(g.Totals) == 0 || len(g.Parts) == 0 {
				t.Fatalf("%+v", g)
			}
		}
	})
}

// TestBehindPart looks at words behind a part that no number follows.
func TestBehindPart(t *testing.T) {
	for text, want := range map[string]int{
		"公开信息12条，其中网站发布规范性文件4件，废止文件0件，现行有效文件20件。": 4,
		"公开信息12条，其中网站4条，废止":                       2,
	} {
		if all, groups := read(t, text, "overview", "一、总体情况\n"); len(all) != want {
			t.Errorf("%s: %+v, %+v", text, all, groups)
		}
	}
}
