package main

import (
	"fmt"

	"nianbao/internal/check"
)

// listRules prints every rule: how grave, what it finds, an example.
func (a *app) listRules(json bool) error {
	if json {
		return a.writeJSON(map[string]any{"rules": a.rulesJSON()})
	}
	for _, r := range check.Rules {
		fmt.Fprintf(a.out, "%s  %s\n    %s\n    %s%s\n", r.ID, r.Severity.Word().In(a.lang), r.Finds.In(a.lang), a.t("例：", "such as: "), r.Example)
	}
	fmt.Fprintf(a.out, "\n%s\n", a.t("不适用的规则，在数据文件里写明原因就不再提示（错误、警告、提示都可以关闭）：", "a rule that does not fit is switched off in the report's file, with the reason:"))
	fmt.Fprintf(a.out, "    [checks]\n    off = { \"%s\" = \"%s\" }\n", "X-JUMP", a.t("机构改革，职能划入", "the office took over tasks"))
	return nil
}

// ruleJSON is a rule as programs read it.
type ruleJSON struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	Finds    string `json:"finds"`
	Example  string `json:"example"`
}

func (a *app) rulesJSON() (all []ruleJSON) {
	for _, r := range check.Rules {
		all = append(all, ruleJSON{r.ID, severityWords[r.Severity], r.Finds.In(a.lang), r.Example})
	}
	return all
}
