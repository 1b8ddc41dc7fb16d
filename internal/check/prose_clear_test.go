package check

import (
	"strings"
	"testing"

	"nianbao/internal/diag"
)

// TestUnknownWordsStopNoBuild: a clause with a word that nobody knows may speak of some
// only, so that what it says is no error; one that is understood whole is.
func TestUnknownWordsStopNoBuild(t *testing.T) {
	for text, want := range map[string]bool{
		"全年共收到政府信息公开申请11件。":                   true,
		"2020年，我局收到政府信息公开申请11件。":              true,
		"新收政府信息公开申请11件，办结13件。":                true,
		"因政府信息公开引起的行政复议4件。":                   true,
		"收到政府信息公开申请12件，上年结转2件。":               true,
		"2020年，我局受理政府信息公开申请11件，并答复。":          true,
		"2020年，我局受理政府信息公开申请8件，另有4件撤回。":        false,
		"2020年，我局受理政府信息公开申请8件，还有4件经沟通撤回。":     false,
		"2020年，我局受理政府信息公开申请8件，不予受理4件。":        false,
		"新收政府信息公开申请11件，上年结转1件，办结12件，结转下年度1件。": true,
		"新收政府信息公开申请11件，其中网上申请1件。":             true,
		"新收政府信息公开申请11件，另行公开文件30份。":            true,
		"新收政府信息公开申请11件，比上年减少1件。":              true,
		"2020年，我局受理政府信息公开申请8件，不予受理3件。":        true,
		// what may be of others stands in the next sentence, in another unit, is about so many, or is taken off
		"2020年，我局受理政府信息公开申请8件。另有4件撤回。":      false,
		"2020年，我局受理政府信息公开申请8件。未予受理4件。":      false,
		"2020年，我局受理政府信息公开申请8件，还有4宗经沟通撤回。":   false,
		"2020年，我局受理政府信息公开申请8件，约4件经沟通撤回。":    false,
		"2020年，我局收到政府信息公开申请20件，撤回8件。":       false,
		"2020年，我局收到政府信息公开申请20件，其中重复申请8件。":   false,
		"2020年，我局收到政府信息公开申请20件，其中8件为信访。":    false,
		"2020年，我局收到政府信息公开申请20件，实际受理12件。":    false,
		"2020年，我局约收到政府信息公开申请11件。":           false,
		"2020年，我局收到政府信息公开申请20件，其中网上申请8件。":   true,
		"2020年，我局收到政府信息公开申请8件，延期4件。":        true,
		"2020年，我局收到政府信息公开申请8件。办理人大建议4件。":    true,
		"2020年，我局收到政府信息公开申请8件。现行有效规范性文件4件。": true,
		"2020年，我局收到政府信息公开申请8件。培训4次，4人次参加。":  true,
		"2020年，我局收到政府信息公开申请20件，实际受理11件。":    true,
		"2020年，我局收到政府信息公开申请20件，其中新收12件。":    true,
		// what a clause before says holds for the number, too
		"2020年，我局共收到政府信息公开申请11件。":         true,
		"截至12月31日，收到政府信息公开申请11件。":         true,
		"2020年1月1日至12月31日，收到政府信息公开申请11件。": true,
		"按照县政府部署，收到政府信息公开申请11件。":          true,
		"据统计，收到政府信息公开申请11件。":              true,
		"通过网络、信函等渠道，收到政府信息公开申请11件。":       true,
		"我局规范办理流程，全年收到政府信息公开申请11件。":       true,
		"依申请公开方面，收到政府信息公开申请11件。":          true,
		"与上年相比，申请有所减少，全年收到政府信息公开申请11件。":   true,
		"村务公开栏更新，收到政府信息公开申请11件。":          false,
		"征地公告发布后，收到政府信息公开申请11件。":          false,
		"值班人员当天登记，收到政府信息公开申请11件，答复9件。":    false,
		"汛期共收到政府信息公开申请4件、答复4件。":           false,
		"按年收到政府信息公开申请15件测算。":              false,
		"药物临床试验窗口受理政府信息公开申请17件。":          false,
		"新系统上线后共收到政府信息公开申请52件。":           false,
		"“政务公开日”当天收到政府信息公开申请1件。":          false,
		"三年共收到政府信息公开申请45件。":               false,
		"从2018年到2020年，共收到政府信息公开申请30件。":    false,
		"2018—2020年共办结政府信息公开申请30件。":       false,
		"2019、2020两年共收到政府信息公开申请22件。":      false,
	} {
		e := base
		e.text = []string{partOverview, text}
		res, _ := e.run(t)
		stops := false
		for _, f := range res.Findings {
			stops = stops || strings.HasPrefix(f.ID, "P-") && f.Severity == diag.Error
		}
		if stops != want {
			t.Errorf("an error is %v: %s", stops, text)
		}
	}
}
