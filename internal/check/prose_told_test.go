package check

import (
	"strings"
	"testing"

	"nianbao/internal/diag"
)

func init() {
	inSentences("P-REVIEW", "overview", base, []string{
		"2件|因政府信息公开引发行政争议5件，其中，行政复议2件，行政诉讼2件。",
		"1件|因政府信息公开引发行政争议5件，其中，行政复议3件，结果维持1件，结果纠正1件；行政诉讼2件。",
	}, []string{
		"因政府信息公开引发行政争议5件，其中，行政复议3件，结果维持2件，结果纠正1件；行政诉讼2件。",
		"化解行政争议30件，其中，行政复议14件，结果维持9件。",
	})
	inSentences("P-CARRY", "overview", base, []string{
		"4件|受理政府信息公开申请12件，承办上年度结转4件，已办理14件，结转至下年度办理1件。",
		"4件|（二）依申请公开。2019年结转至2020年4件，2020年共受理申请12件。",
		"2件|（二）依申请公开。受理申请12件，答复14件，尚有2件在办理期限内。",
	}, []string{
		"受理政府信息公开申请12件，承办上年度结转3件，已办理14件，结转至下年度办理1件。",
		"（二）依申请公开。2019年结转至2020年3件，2020年共受理申请12件。",
		"（二）依申请公开。2018年结转至2019年4件，2020年共受理申请12件。",
		"（二）依申请公开。已办理上年结转2件。",
		"含上年结转在内，共有政府信息公开申请15件。",
		"含上年结转在内共有政府信息公开申请15件。",
	})
	inSentences("P-DONE", "overview", base, []string{
		"13件|经过努力，全年办结政府信息公开申请13件。",
		"13件|（二）依申请公开。上年结转3件和新收12件，共15件，办结13件。",
		"8件|（二）依申请公开。答复公开9件。全年办结8件。",
	}, []string{
		"（二）依申请公开。上年结转3件和新收12件，共15件，办结14件。",
		"力争全年办结政府信息公开申请13件。",
		"（二）依申请公开。督办答复9件。",
		"（二）依申请公开。答复公开9件、未公开5件。",
	})
	inSentences("P-ZERO", "overview", base, []string{
		"没有|（二）依申请公开。没有结转件。",
		"无|（二）依申请公开。所有申请均已办结，无结转。",
		"无|（二）依申请公开。全年受理申请12件，无结转下年度申请。",
	}, []string{
		"（二）依申请公开。上年结转的申请均已办结，无结转。",
		"（二）依申请公开。上半年，没有结转件。",
		"（二）依申请公开。信访事项均已办结，无结转。",
		"（二）依申请公开。部门无结转申请。",
		"财政资金无结转。",
	})
	inSentences("P-NEW", "overview", base, []string{
		"13件|（二）依申请公开。收到13件、办结12件、复议1件。",
	}, []string{
		"（二）依申请公开。春节假期收到申请2件。",
		"（二）依申请公开。收到12件、办结14件、结转1件。",
	})
	inSentences("P-PERCENT", "overview", base, []string{
		"52%|（二）依申请公开。征求第三方意见2件。按申请方式分，网上7件，占52%；信函3件，占25%；当面2件，占16.7%。",
	}, []string{
		"（二）依申请公开。包括上年结转在内，全年共办理申请15件。按申请方式分，网上9件，占75%；信函3件，占25%。",
	})
	inSentences("P-PARTS-SUM", "overview", base, nil, []string{
		"（二）依申请公开。网上申请9件（占12件的75%）。",
		"主动公开信息312条（历年累计1436条）。",
		"主动公开信息60条（约占120条的50%）。",
		"印发公开文件126件。解读文件6件，解读率100%。听证12件。撤销处罚8件。",
		"回应事件152次，回应33次。公开文件36件。主动公开文件36件，制发文件41件，撤销5件。",
	})
	inSentences("P-RESULT-KINDS", "overview", base, []string{
		"2件|（二）依申请公开。办结14件，其中予以公开8件、部分公开1件、不予公开2件、无法提供2件、其他2件。",
	}, []string{
		"（二）依申请公开。14件办结件：公开类9件、不公开类2件、其他3件。",
	})
	inSentences("P-OUTCOME-WORDS", "overview", base, []string{
		"零纠错|因政府信息公开引起的行政复议实现零纠错。",
	}, []string{
		"因政府信息公开引起的行政复议没有败诉后未整改的情况。",
		"因政府信息公开引起的行政复议，本级实现零纠错。",
	})
	inSentences("P-ZERO", "overview", base, []string{
		"没有|没有因政府信息公开被申请行政复议。",
	}, []string{
		"没有被复议机关确认违法的信息公开答复。",
		"没有收到信息公开行政复议决定。",
	})
	repealed := example{figures: "disclosure.normdocs.repealed=2", year: 2022}
	inSentences("P-ZERO", "overview", repealed, []string{
		"没有|全年没有废止规范性文件。",
	}, []string{
		"全年没有废止上年制发的规范性文件。",
		"上半年没有废止规范性文件。",
	})
	inSentences("P-PARTS-SUM", "overview", base, []string{
		"予以公开8件|共办结政府信息公开申请14件。从答复结果看，予以公开8件、部分公开1件、不予公开2件、无法提供3件、不予处理1件。",
	}, []string{
		"（二）依申请公开。共办结申请14件。征求第三方意见2件。从答复结果看，予以公开8件、部分公开1件、不予公开2件、无法提供2件、不予处理1件。",
		"（二）依申请公开。2019年结转到2020年的3件全部办结。从答复结果看，予以公开8件、部分公开1件、不予公开2件、无法提供2件、不予处理1件。",
		"（二）依申请公开。行政复议调解3件。从答复结果看，予以公开8件、部分公开1件、不予公开2件、无法提供2件、不予处理1件。",
	})
	county := example{agency: "青禾县人民政府", figures: base.figures}
	inSentences("P-NEW", "overview", county, []string{
		"11件|全县共收到政府信息公开申请11件。",
	}, []string{
		"全市共收到政府信息公开申请96件，我县12件。",
		"我市收到政府信息公开申请96件。",
	})
}

// TestShareOfItsRow looks that what a share should be is of the row that its figure stands in.
func TestShareOfItsRow(t *testing.T) {
	for text, want := range map[string]string{
		"（二）依申请公开。企业申请2件，占20%。": "17%",
		"（二）依申请公开。予以公开8件，占20%。": "57%",
	} {
		e := base
		e.text = []string{partOverview, text}
		res, _ := e.run(t)
		got := ""
		for _, f := range res.Findings {
			if f.ID == "P-PERCENT" {
				got = f.Want
			}
		}
		if got != want {
			t.Errorf("%s: it should be %q, want %q", text, got, want)
		}
	}
}

// TestTableIsNamedFirst looks that a part that agrees with the table is said to, though the
// sum of its list is wrong.
func TestTableIsNamedFirst(t *testing.T) {
	e := base
	e.text = []string{partOverview, "共办结政府信息公开申请14件，其中予以公开8件、部分公开1件、不予公开2件、无法提供3件、不予处理1件。"}
	r, _, fo := e.read(t)
	res, err := (&Checker{}).Run(Input{Report: r, Form: fo, Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range res.Numbers {
		said := n.Said().In(diag.Chinese)
		switch n.Text {
		case "8件":
			if !strings.Contains(said, "相符：予以公开 8") || !strings.Contains(said, "≠") {
				t.Error(said)
			}
		case "3件":
			if !strings.Contains(said, "不符") {
				t.Error(said)
			}
		}
	}
}
