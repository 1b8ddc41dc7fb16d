package workbook

import (
	"slices"

	"nianbao/internal/check/formula"
	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/export/xlsx"
	"nianbao/internal/unit"
)

// What a rule comes to.
const (
	holds = "符合"
	fails = "不符"
)

// rules adds the sheet on which each rule says whether it holds, and the colour of
// figures for which one does not.
func (m *maker) rules() error {
	m.checks = &xlsx.Sheet{Name: xlsx.ChecksSheet, Columns: []unit.Length{90 * unit.Millimetre, 60 * unit.Millimetre, 70 * unit.Millimetre, 20 * unit.Millimetre}}
	m.say(xlsx.Words, "白色的格填数字，灰色的格自动计算。数字之间的关系不对时，有关的格变红（须改正）或变黄（请核对），下面写“不符”。")
	m.say(xlsx.Head, "核对什么", "哪张表", "哪一行、哪一列", "结果")
	var bad diag.List
	for i := range m.form.Rules {
		r := &m.form.Rules[i]
		if r.Formula == "" || r.Severity == diag.Info || r.LastForm != "" || r.Agency != nil && (m.blank || !r.Agency.MatchString(m.report.Agency.Text)) {
			continue
		}
		f, err := formula.Compile(m.form, r)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		for k := range f.Instances {
			m.instance(f, &f.Instances[k])
		}
	}
	m.book.Sheets = append(m.book.Sheets, *m.checks)
	return bad.Err()
}

// say adds a row of text to the sheet of the rules.
func (m *maker) say(look xlsx.Look, texts ...string) {
	row := len(m.checks.Heights)
	height := linePitch
	for i, t := range texts {
		m.checks.Cells = append(m.checks.Cells, xlsx.Cell{Place: xlsx.Place{Row: row, Col: i}, RowSpan: 1, ColSpan: 1, Look: look, Text: t})
		if look != xlsx.Words {
			height = max(height, heightOf(t, m.checks.Columns[i:i+1]))
		}
	}
	if look == xlsx.Words {
		m.checks.Cells[len(m.checks.Cells)-1].ColSpan = len(m.checks.Columns)
	}
	m.checks.Heights = append(m.checks.Heights, height)
}

// instance adds a rule for one row or column. A condition that cannot be told,
// since a figure is no number, counts as holding, as it does for check.
func (m *maker) instance(f *formula.Formula, in *formula.Instance) {
	sheet := len(m.book.Sheets)
	condition := m.condition(f, in, sheet)
	if condition == "" {
		return
	}
	first := f.Named(in)[0]
	m.say(xlsx.Label, f.Rule.Text.ZH, m.book.Sheets[m.at[key(first)].sheet].Name, m.where(in, first), "")
	verdict := &m.checks.Cells[len(m.checks.Cells)-1]
	verdict.Look, verdict.Formula = xlsx.Verdict, "IF("+condition+","+xlsx.Quote(holds)+","+xlsx.Quote(fails)+")"
	warning := f.Rule.Severity != diag.Error
	m.checks.Marks = append(m.checks.Marks, xlsx.Mark{Cells: []xlsx.Place{verdict.Place}, Formula: verdict.Absolute() + "=" + xlsx.Quote(fails), Warning: warning})
	cells := map[int][]xlsx.Place{}
	for _, p := range f.Named(in) {
		s := m.at[key(p)]
		cells[s.sheet] = append(cells[s.sheet], s.Place)
	}
	for i := range m.book.Sheets {
		if len(cells[i]) > 0 {
			m.book.Sheets[i].Marks = append(m.book.Sheets[i].Marks, xlsx.Mark{Cells: cells[i], Formula: "NOT(" + m.condition(f, in, i) + ")", Warning: warning})
		}
	}
}

func (m *maker) condition(f *formula.Formula, in *formula.Instance, sheet int) string {
	c := f.Spreadsheet(in, func(p formula.Path) string { return m.ref(sheet, key(p)) })
	if c == "" || len(f.Named(in)) == 0 {
		return ""
	}
	return "IFERROR(" + c + ",TRUE)"
}

func key(p formula.Path) document.FigureKey {
	return document.FigureKey{Part: p.Part, Row: p.Row, Column: p.Column}
}

// where names the row or the column that an instance is for.
func (m *maker) where(in *formula.Instance, p formula.Path) string {
	t := m.form.TableOf(p.Part)
	labels := t.Labels(m.report.Agency.Text, m.report.Year)
	switch {
	case in.Row != "":
		return labels[in.Row].Name
	case in.Column != "":
		return columnLabel(t, labels[p.Row], p)
	}
	return labels[p.Row].Name
}

func columnLabel(t *form.Table, l *form.Labels, p formula.Path) string {
	if i := slices.Index(t.Schema(p.Row).Columns, p.Column); i >= 0 && i < len(l.Columns) {
		return l.Columns[i]
	}
	return p.Column
}
