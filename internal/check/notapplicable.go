package check

import (
	"maps"
	"slices"

	"nianbao/internal/diag"
)

// notApplicable are the rules that need more than one body's report, and why
// they are not run here.
var notApplicable = map[string]diag.Text{
	"ROLLUP-SUM":     diag.T("要有下级各单位的年报：汇总时核对。", "it needs the reports of the bodies below: it is for roll-ups."),
	"ROLLUP-MISSING": diag.T("要有下级单位名单：汇总时核对。", "it needs the list of the bodies below: it is for roll-ups."),
}

func notApplicableIDs() []string { return slices.Sorted(maps.Keys(notApplicable)) }

// ids gives the ids of the rules written in Go, sorted.
func ids() []string {
	return slices.Sorted(maps.Keys(registry))
}
