package report

import (
	"strings"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
)

// Checks says how the report is checked.
type Checks struct {
	Off  []RuleOff // in the order of the file
	Last Value     // which file beside it is the report of the year before; "": it is looked for
}

// RuleOff switches a rule off.
type RuleOff struct {
	ID     string
	Reason Value
	Pos    diag.Pos // of the id
}

// checks reads the section [checks].
func (d *decoder) checks(n *source.Node) {
	if n == nil || !d.Table(n, "off", "last") {
		return
	}
	if last := n.Get("last"); last != nil {
		d.report.Checks.Last = d.line(last)
		if name := d.report.Checks.Last.Text; strings.ContainsAny(name, `/\:`) || last.Kind == source.String && !strings.HasSuffix(name, ".toml") {
			d.Value(last, diag.T("last 要写上一年的报告的文件名，它和这份放在同一个文件夹里。", "last is the name of the file of the year before, which lies in the same folder."),
				diag.T(`请写成 last = "2022.toml" 这样。`, `write it like last = "2022.toml".`))
		}
	}
	if off := n.Get("off"); off != nil && off.Kind != source.Table {
		d.Value(off, diag.T("off 里要写关闭哪条规则、为什么。", "off says which rules are switched off, and why."),
			diag.T(`请写成 off = { "X-JUMP" = "机构改革" } 这样。`, `write it like off = { "X-JUMP" = "机构改革" }.`))
		return
	}
	for _, o := range d.Items(n.Get("off")) {
		reason := d.line(o)
		if o.Kind == source.String && reason.Text == "" {
			d.Value(o, diag.T("没有写明为什么关闭 %s。", "it is not said why %s is switched off.", o.Key),
				diag.T(`请写明理由，例如 "X-JUMP" = "机构改革"。`, `give the reason, such as "X-JUMP" = "机构改革".`))
		}
		d.report.Checks.Off = append(d.report.Checks.Off, RuleOff{o.Key, reason, o.KeyPos})
	}
}
