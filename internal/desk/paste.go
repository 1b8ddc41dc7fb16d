package desk

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/paste"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// pasting is a block of a spreadsheet and the cell that it is pasted into.
type pasting struct {
	Name  string `json:"name"`
	Key   string `json:"key"`
	Block string `json:"block"`
	Yes   bool   `json:"yes"` // to the Question
}

// blockName is what messages call what was pasted.
const blockName = "粘贴的内容"

// postPaste puts a block into a table: rows with labels where these stand, others
// from the cell on. It answers with the report, and with what was not placed.
func (d *Desk) postPaste(w http.ResponseWriter, r *http.Request) {
	var in pasting
	if !asked(w, r, &in) {
		return
	}
	d.rewriteSome(w, in.Name, "", func(o *press.Opened) (*press.Opened, remarks, error) {
		after, told, err := d.pasted(o, &in)
		return after, remarks{Told: told}, err
	})
}

// pasted gives the report with a block in it, and what is to be said of it.
func (d *Desk) pasted(o *press.Opened, in *pasting) (*press.Opened, []string, error) {
	cells, key := paste.Cells(in.Block), splitPath(in.Key)
	table := o.Form.TableOf(key[0])
	if table != nil && paste.Labelled(table, cells) {
		data, _, err := paste.Block(o.File, o.Form, key[0], in.Block, blockName, in.Yes)
		if err != nil {
			return nil, nil, questioned(err)
		}
		var told []string
		for _, t := range paste.Told(table, cells) {
			told = append(told, t.ZH)
		}
		after, err := d.parse(in.Name, data)
		return after, told, err
	}
	s := newViewer(in.Name, o, nil)
	s.fields()
	p := &placer{rows: s.view.tableWith(in.Key), table: table, year: o.Report.Year, sure: in.Yes}
	if err := p.place(cells, in.Key); err != nil {
		return nil, nil, err
	}
	after, left := d.edited(in.Name, o, p.changes)
	for _, l := range left {
		p.say(p.labels[l.Key] + "：" + l.Why)
	}
	p.compare(after)
	return after, p.told, nil
}

// questioned is an error as a question where the clerk may say yes, else with what
// came of it.
func questioned(err error) error {
	var a paste.Ambiguous
	var list diag.List
	switch {
	case errors.As(err, &list):
		return append(list, diag.New(diag.Pos{}, diag.T("什么也没有放。", "nothing was put in."), diag.Text{}))
	case !errors.As(err, &a):
		return err
	}
	return Question{diag.New(a.Pos, a.What, diag.T("本来就没有总计、一列也不少的，点“确定”，照样放进去；不然点“取消”，连总计一起把各列都复制过来（隐藏的列先取消隐藏）。", "if there is no total and no column is missing, put it in; else copy all columns, and the total with them."))}
}

// tableWith gives the cells of the table that has a cell, row by row, without
// labels.
func (v *view) tableWith(key string) (rows [][]cellView) {
	has := func(c cellView) bool { return c.Key == key }
	for _, t := range v.tables() {
		if !slices.ContainsFunc(t.Rows, func(row []cellView) bool { return slices.ContainsFunc(row, has) }) {
			continue
		}
		for _, row := range t.Rows {
			row = slices.DeleteFunc(slices.Clone(row), func(c cellView) bool { return c.Key == "" })
			if len(row) > 0 {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// things gives the tables and pictures that stand in prose.
func (p *partView) things() (all []*thingView) {
	for _, f := range p.Fields {
		if f.Thing != nil {
			all = append(all, f.Thing)
		}
	}
	return all
}

func (v *view) things() (all []*thingView) {
	for i := range v.Parts {
		all = append(all, v.Parts[i].things()...)
	}
	return all
}

// tables gives the tables of a report, those of its prose too.
func (v *view) tables() (all []*tableView) {
	for i := range v.Parts {
		for _, t := range v.Parts[i].things() {
			all = append(all, t.Table)
		}
		all = append(all, v.Parts[i].Table)
	}
	return slices.DeleteFunc(all, func(t *tableView) bool { return t == nil })
}

// placer puts a block without labels into a table, cell by cell.
type placer struct {
	rows    [][]cellView
	table   *form.Table // nil: it is one of prose
	year    int         // of the report
	sure    bool        // no total came along
	changes []change
	labels  map[string]string // of the cells that are changed or compared
	sums    [][2]string       // keys that are computed, and what the block has for them
	told    []string
	under   bool // the last column of the block has its own head
}

func (p *placer) say(text string) { p.told = append(p.told, text) }

// place finds the cell for each of the block's. A blank one leaves the figure that
// is there: no blank becomes 0, and none takes a figure away.
func (p *placer) place(block [][]string, key string) error {
	p.labels = map[string]string{}
	top, left := p.find(key)
	if top < 0 {
		return errField
	}
	single := len(block) == 1 && len(block[0]) == 1
	if p.table != nil && !single {
		all := len(block)
		var err error
		if block, err = p.figures(block, p.rows[top][left:]); err != nil {
			return err
		}
		end := len(block)
		for end > 0 && blank(block[end-1]) {
			end--
		}
		if end > len(p.rows)-top && slices.ContainsFunc(block[:end], blank) {
			return errBlankBetween
		}
		if err := p.totals(block, top, left, all-len(block)); err != nil {
			return err
		}
	}
	outside, blank := 0, 0
	for r, row := range block {
		for c, text := range row {
			switch {
			case text == "" && p.table != nil:
				if top+r < len(p.rows) && left+c < len(p.rows[top+r]) && p.rows[top+r][left+c].Text != "" && !p.rows[top+r][left+c].Sum {
					blank++
				}
			case top+r >= len(p.rows) || left+c >= len(p.rows[top+r]):
				if text != "" {
					outside++
				}
			default:
				if err := p.put(p.rows[top+r][left+c], text, r, c, single); err != nil {
					return err
				}
			}
		}
	}
	if n := paste.Strokes(block); n > 0 && p.table != nil {
		p.say(paste.StrokesAreZero(n).ZH)
	}
	if blank > 0 {
		p.say("粘贴的内容有 " + itoa(blank) + " 格是空白，表里原来的数没有改。")
	}
	if outside > 0 {
		p.say("粘贴的内容比表格大，有 " + itoa(outside) + " 格没有放下。")
	}
	return nil
}

// totals asks where the last column of the block seems to have totals, and would go
// into a column that is none; above it are so many heads.
func (p *placer) totals(block [][]string, top, left, heads int) error {
	if p.sure || p.under {
		return nil
	}
	butOne := left == 0
	for r, row := range block {
		end := left + len(row)
		if top+r >= len(p.rows) || end > len(p.rows[top+r]) || p.rows[top+r][end-1].Sum || !slices.ContainsFunc(p.rows[top+r][end:], func(c cellView) bool { return c.Sum }) {
			return nil
		}
		butOne = butOne && end == len(p.rows[top+r])-1
	}
	if i := paste.EndsInTotals(block, butOne); i >= 0 {
		return questioned(paste.Ambiguous{Diagnostic: diag.New(diag.Pos{}, paste.MaybeTotal(heads+i+1), diag.Text{})})
	}
	return nil
}

func (p *placer) find(key string) (row, column int) {
	for r := range p.rows {
		if c := slices.IndexFunc(p.rows[r], func(c cellView) bool { return c.Key == key }); c >= 0 {
			return r, c
		}
	}
	return -1, -1
}

// put puts a text into a cell. In a block of figures all must be figures: a label
// would move the others by one.
func (p *placer) put(to cellView, text string, r, c int, single bool) error {
	if p.table != nil {
		figure, ok := paste.Figure(text)
		switch {
		case ok:
			text = figure
		case !single:
			return diag.New(diag.Pos{}, diag.T("粘贴的内容第 %[1]d 行第 %[2]d 格是“%[3]s”，不是数字，什么也没有放。", "row %[1]d, cell %[2]d of the block is %[3]q, no figure; nothing was put in.", r+1, c+1, text),
				errFigures)
		}
	}
	p.labels[to.Key] = to.Label
	if to.Sum {
		p.sums = append(p.sums, [2]string{to.Key, text})
	} else {
		p.changes = append(p.changes, change{to.Key, to.Text, text})
	}
	return nil
}

// compare says where a sum of the block is not the one that is computed.
func (p *placer) compare(o *press.Opened) {
	for _, s := range p.sums {
		key := splitPath(s[0])
		block := strings.TrimPrefix(s[1], "+")
		if p.table != nil {
			block = paste.Whole(o.Form, key[0], key[1], key[2], block)
		}
		if now := textAt(o, s[0]); block != strings.TrimPrefix(now, "+") {
			computed := "程序算出来是 " + now
			if now == "" {
				computed = "这一格由程序计算，现在还是空的"
			}
			p.say(p.labels[s[0]] + "：粘贴的是 " + s[1] + "，" + computed + "。")
		}
	}
}
