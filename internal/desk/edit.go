package desk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"nianbao/internal/clerk/paste"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
	"nianbao/internal/press"
)

// keyPath is a value's way through the file: keys, and numbers of items.
type keyPath []string

// Keys may have any characters; a path's text has neither their slashes nor blanks.
var (
	escaped   = strings.NewReplacer("%", "%25", "/", "%2F", " ", "%20")
	unescaped = strings.NewReplacer("%25", "%", "%2F", "/", "%20", " ")
)

func (p keyPath) String() string {
	all := make([]string, len(p))
	for i, key := range p {
		all[i] = escaped.Replace(key)
	}
	return strings.Join(all, "/")
}

func splitPath(s string) keyPath {
	p := strings.Split(s, "/")
	for i := range p {
		p[i] = unescaped.Replace(p[i])
	}
	return p
}

func itoa(i int) string            { return strconv.Itoa(i) }
func (p keyPath) parent() keyPath  { return p[:len(p)-1] }
func (p keyPath) key() string      { return p[len(p)-1] }
func textOf(n *source.Node) string { return strings.TrimSuffix(nodeText(n), "\n") }

func nodeText(n *source.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}

// in gives the value at the path, or nil.
func (p keyPath) in(n *source.Node) *source.Node {
	for _, key := range p {
		switch i, err := strconv.Atoi(key); {
		case n == nil:
			return nil
		case n.Kind == source.Table:
			n = n.Get(key)
		case n.Kind == source.Array && err == nil && i >= 0 && i < len(n.Items):
			n = n.Items[i]
		default:
			return nil
		}
	}
	return n
}

// shown is a text as a field shows it: what is left to fill is blank there.
func shown(text string) string {
	if text == report.Unfilled {
		return ""
	}
	return text
}

// textAt gives what a field has.
func textAt(o *press.Opened, key string) string {
	path := splitPath(key)
	if path.isLines(o.Form) {
		return joined(path.in(o.File.Root))
	}
	if path.key() == widthsField {
		return strings.ReplaceAll(joined(path.in(o.File.Root)), "\n", " ")
	}
	if text, behind, ok := path.passage(); ok {
		p := passagesOf(textOf(text.in(o.File.Root)))
		if i := p.run(behind); i >= 0 {
			return p.passage(i)
		}
		return ""
	}
	if len(path) == 3 {
		if table := o.Form.TableOf(path[0]); table != nil {
			sheet, _ := tally.Of(table, o.Report.Parts[path[0]], o.Report.AsPublished)
			return sheet.Figure(path[1], path[2]).Text
		}
	}
	return textOf(path.in(o.File.Root))
}

// change is a field that was changed: from Was, which the page showed, to Text.
type change struct {
	Key  string `json:"key"`
	Was  string `json:"was"`
	Text string `json:"text"`
}

// clashes reports whether a field has something else than the page showed and
// than it is to have.
func (c change) clashes(text string) bool {
	now := shown(text)
	return now != shown(c.Was) && now != shown(c.Text)
}

// notMade is a change that was not made, and why. The others are.
type notMade struct {
	Key     string `json:"key"`
	Why     string `json:"why"`
	Now     string `json:"now"`     // what the file has
	Changed bool   `json:"changed"` // and somebody else wrote
}

// maxChanges is how many fields are changed at once.
const maxChanges = 2000

// The reasons why a change is not made.
var (
	errChanged = diag.New(diag.Pos{}, diag.T("这一格在别处已经改过，没有覆盖。", "the value was changed elsewhere and was not replaced."), diag.T("请看现在的内容，需要时再改。", "see what it is now."))
	errLong    = diag.New(diag.Pos{}, diag.T("这一格写得太长了，最多 17 万个汉字，没有保存。", "the text is longer than 512 KB; it was not saved."), diag.T("请删短，或者分成几个附件。", "shorten it, or divide it into attachments."))
	errField   = diag.New(diag.Pos{}, diag.T("报告里没有这一格。", "the report has no such field."), diag.T("请重新打开这份报告。", "open the report again."))
)

// postEdit makes changes to a report and answers with the report as it is then,
// and with those that cannot be made. Those of a draft are shown and not written.
func (d *Desk) postEdit(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name    string   `json:"name"`
		Changes []change `json:"changes"`
		Draft   bool     `json:"draft"`
	}
	if !asked(w, r, &in) {
		return
	}
	if len(in.Changes) > maxChanges {
		badRequest(w)
		return
	}
	if !in.Draft {
		d.rewriteSome(w, in.Name, fieldOf(in.Changes), func(o *press.Opened) (*press.Opened, remarks, error) {
			after, left := d.edited(in.Name, o, in.Changes)
			return after, remarks{Left: left}, nil
		})
		return
	}
	o, err := d.read(in.Name)
	if err != nil {
		refuse(w, err)
		return
	}
	s := d.snapshot(in.Name, d.drafted(in.Name, o, in.Changes))
	s.draft = true
	d.show(w, s, remarks{})
}

// fieldOf gives the key of the one field that is changed, "" where several are.
func fieldOf(changes []change) string {
	if len(changes) == 1 {
		return changes[0].Key
	}
	return ""
}

// rewrite changes a report's file and answers with the report as it is then.
func (d *Desk) rewrite(w http.ResponseWriter, name string, change func(*press.Opened) (*press.Opened, error)) {
	d.rewriteSome(w, name, "", func(o *press.Opened) (*press.Opened, remarks, error) {
		after, err := change(o)
		return after, remarks{}, err
	})
}

// errElsewhere is of what was asked for of a report that is another by now: rows and
// parts are told by their numbers.
var errElsewhere = diag.New(diag.Pos{}, diag.T("这份报告在别处改过，这一下没有做。", "the report was changed elsewhere; this was not done."), diag.T("现在看到的是改过的内容，请看清楚了再点。", "it is shown as it is now; look at it and ask again."))

// rewriteShown is rewrite for what holds only for the report as the page shows it.
func (d *Desk) rewriteShown(w http.ResponseWriter, name, version string, change func(*press.Opened) (*press.Opened, error)) {
	d.rewrite(w, name, func(o *press.Opened) (*press.Opened, error) {
		if d.snapshot(name, o).version != version {
			return nil, errElsewhere
		}
		return change(o)
	})
}

// rewriteSome is rewrite for changes of which there is something to say, such as
// that some are not made. Changes of one field, if it is named, are undone together.
func (d *Desk) rewriteSome(w http.ResponseWriter, name, field string, change func(*press.Opened) (*press.Opened, remarks, error)) {
	d.writing.Lock()
	defer d.writing.Unlock()
	var before, after *press.Opened
	var became remarks
	err := overtaking(func() (err error) {
		if before, err = d.read(name); err != nil {
			return err
		}
		after, became, err = change(before)
		if err == nil && !bytes.Equal(before.File.Data, after.File.Data) {
			err = d.save(name, before, after)
		}
		return err
	})
	if err != nil {
		refuse(w, err)
		return
	}
	d.undo.add(name, field, before.File.Data, after.File.Data)
	d.show(w, d.snapshot(name, after), became)
}

// maxOvertaken is how often a change is begun anew.
const maxOvertaken = 20

var errBusy = diag.New(diag.Pos{}, diag.T("别的程序一直在写这份报告的文件，没有保存。", "another program keeps writing the report's file; it was not saved."), diag.T("请看是不是别的电脑上也打开了它。", "see whether it is open on another machine."))

// overtaking changes a file, and begins anew as long as another program has written it
// in between: what both change is in it.
func overtaking(change func() error) error {
	for range maxOvertaken {
		if err := change(); !errors.Is(err, errOvertaken) {
			return err
		}
	}
	return errBusy
}

// drafted is edited for a draft: the findings and the pages are of the same one.
func (d *Desk) drafted(name string, o *press.Opened, changes []change) *press.Opened {
	if len(changes) == 0 {
		return o
	}
	asked, _ := json.Marshal(changes) // of texts alone
	return d.drafts.get(name+version(o.File.Data)+identity(o.Forms)+version(asked), func() *press.Opened {
		after, _ := d.edited(name, o, changes)
		return after
	})
}

// edited gives the report with the changes that can be made, and those that
// cannot: one must not keep the others from being saved.
func (d *Desk) edited(name string, o *press.Opened, changes []change) (*press.Opened, []notMade) {
	after, err := d.withAll(name, o, changes)
	switch {
	case err == nil:
		return after, nil
	case len(changes) == 1:
		c := changes[0]
		return o, []notMade{{c.Key, reasons(err)[0], shown(textAt(o, c.Key)), err == errChanged}}
	}
	half := len(changes) / 2
	o, left := d.edited(name, o, changes[:half])
	o, more := d.edited(name, o, changes[half:])
	return o, append(left, more...)
}

// withAll gives the report with all changes; one that could not be read any more
// is not given.
func (d *Desk) withAll(name string, o *press.Opened, changes []change) (*press.Opened, error) {
	e := newEditor(o)
	for _, c := range changes {
		if err := e.change(c); err != nil {
			return nil, err
		}
	}
	return d.finished(name, e)
}

// finished writes what the editor collected, and gives the report.
func (d *Desk) finished(name string, e *editor) (*press.Opened, error) {
	e.writeTexts()
	e.writeRows()
	return d.applied(name, e.edit)
}

// unwritten says why the file could not be edited.
func unwritten(err error) error {
	if errors.Is(err, source.ErrRemarks) {
		return diag.New(diag.Pos{}, diag.T("这一格里面有说明，不能在这里改。", "there are remarks inside of the value."), diag.T("请用记事本改数据文件里的这一处。", "change it in the file."))
	}
	return diag.New(diag.Pos{}, diag.T("这样改会使数据文件读不通，没有保存。", "the file would not be readable; it was not saved."), diag.T("请换一种写法。", "write it in another way."))
}

// editor turns changes of fields into edits of the file.
type editor struct {
	o     *press.Opened
	edit  *source.Edit
	texts texts
	rows  map[string]map[string]string // part/row → column → text
	list  []string                     // the keys of rows, in the order in which they came
}

func newEditor(o *press.Opened) *editor {
	return &editor{o: o, edit: o.File.Edit(), rows: map[string]map[string]string{}}
}

func (e *editor) change(c change) error {
	key := splitPath(c.Key)
	if len(c.Text) > source.MaxText {
		return errLong
	}
	if _, _, ok := key.passage(); ok {
		return e.passage(key, c)
	}
	if len(key) == 3 {
		if table := e.o.Form.TableOf(key[0]); table != nil {
			return e.figure(c, key)
		}
	}
	n := key.in(e.o.File.Root)
	switch {
	case key.isLines(e.o.Form):
		return e.lines(key, n, c)
	case key.isCell():
		return e.cell(key, n, c)
	case len(key) == 3 && key[0] == report.TableRef && key[2] == widthsField:
		return e.widths(key, n, c)
	case !known[key.key()] || n != nil && n.Kind != source.String:
		return errField
	case c.clashes(textOf(n)):
		return errChanged
	case optional[key.key()] && key[0] != "chapter" && key[0] != "attachment" && strings.TrimSpace(c.Text) == "":
		if n != nil {
			e.edit.Remove(n)
		}
		return nil
	}
	e.put(key, n, oneLine(c.Text))
	return nil
}

// known are the last keys of texts that are changed here; an optional one that is
// emptied goes.
var (
	known    = map[string]bool{"heading": true, "name": true, "date": true, "title": true, "caption": true, "alt": true}
	optional = map[string]bool{"heading": true, "title": true, "caption": true, "alt": true}
)

// cell changes a cell of a table of prose.
func (e *editor) cell(key keyPath, n *source.Node, c change) error {
	switch {
	case n == nil || n.Kind == source.Array || n.Kind == source.Table:
		return errField
	case c.clashes(n.Text):
		return errChanged
	}
	e.edit.Replace(n, cellLiteral(c.Text))
	return nil
}

// lineEnds are what programs copy as ends of lines; a tab at a line's beginning is
// an indent.
var (
	lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")
	indent   = pattern.New(`(?m)^[ ]*\t[ \t]*`)
)

// plain gives a text as it can stand in a file, however it was copied: without the
// characters that steer other programs.
func plain(text string) string {
	text = indent.ReplaceAllString(lineEnds.Replace(text), "")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' && r != '\n', r == 0x7f, r == '\uFEFF':
			return -1
		}
		return r
	}, text)
}

// oneLine gives the literal of a text that stands in one line.
func oneLine(text string) string {
	if text = plain(text); strings.TrimSpace(text) == "" {
		text = report.Unfilled
	}
	return source.Quote(strings.ReplaceAll(text, "\n", " "))
}

// put gives a value that is there another literal, or a table another key.
func (e *editor) put(key keyPath, n *source.Node, literal string) {
	parent := key.parent().in(e.o.File.Root)
	switch {
	case n != nil:
		e.edit.Replace(n, literal)
	case parent != nil:
		e.edit.Insert(parent, key.key(), literal)
	default:
		e.edit.Section(key.parent(), key.key(), literal)
	}
}

// figure collects a change of a figure; a row is written as one.
func (e *editor) figure(c change, key keyPath) error {
	table, part := e.o.Form.TableOf(key[0]), e.o.Report.Parts[key[0]]
	sheet, _ := tally.Of(table, part, e.o.Report.AsPublished)
	f := sheet.Figure(key[1], key[2])
	switch {
	case !sheet.Has(key[1], key[2]) || f.State != tally.Typed && sheet.Adds(key[1], key[2]):
		return errField
	case c.clashes(f.Text):
		return errChanged
	}
	row := key.parent().String()
	if e.rows[row] == nil {
		e.rows[row], e.list = map[string]string{}, append(e.list, row)
	}
	e.rows[row][key[2]] = c.Text
	if plain, ok := paste.Figure(c.Text); ok && c.Text != "-" && !e.o.Report.AsPublished { // more may be typed behind it
		e.rows[row][key[2]] = paste.Whole(e.o.Form, key[0], key[1], key[2], plain) // full-width figures, marks of thousands
	}
	return nil
}

// writeRows writes the rows whose figures changed. A row that was one word for
// all its figures becomes a list of them: what was not typed stays to be filled.
func (e *editor) writeRows() {
	for _, name := range e.list {
		key := splitPath(name)
		schema, n := e.o.Form.TableOf(key[0]).Schema(key[1]), key.in(e.o.File.Root)
		if n != nil && e.emptied(key, schema) {
			e.edit.Remove(n)
			continue
		}
		e.blankTotal(e.rows[name], n, schema)
		var columns []string
		for _, c := range schema.Columns {
			if c != schema.Total || e.o.Report.AsPublished {
				columns = append(columns, c)
			}
		}
		switch {
		case n != nil && n.Kind == source.Table:
			for _, c := range schema.Columns {
				if text, ok := e.rows[name][c]; ok {
					e.put(append(key, c), n.Get(c), e.typed(text))
				}
			}
		case n != nil && n.Kind == source.Array:
			if len(n.Items) == len(schema.Columns) {
				columns = schema.Columns
			}
			for i, c := range columns {
				if text, ok := e.rows[name][c]; ok {
					e.edit.Replace(n.Items[i], e.typed(text))
				}
			}
		default:
			zero := n == nil && !e.o.Report.AsPublished // a row that is left out
			if zero || n != nil && n.Kind == source.Integer {
				for _, c := range columns {
					if _, typed := e.rows[name][c]; !typed {
						e.rows[name][c] = cmp.Or(nodeText(n), tally.Zero)
					}
				}
			}
			e.put(key, n, list(columns, e.rows[name]))
		}
	}
}

// blankTotal takes a typed total out of a row that leaves it blank: it is computed then.
func (e *editor) blankTotal(row map[string]string, n *source.Node, schema report.RowSchema) {
	text, changed := row[schema.Total]
	if text = strings.TrimSpace(text); n == nil || e.o.Report.AsPublished || !changed || text != "" && text != report.Unfilled {
		return
	}
	last := len(schema.Columns) - 1
	switch {
	case n.Kind == source.Table && n.Get(schema.Total) != nil && len(n.Items) > 1:
		e.edit.Remove(n.Get(schema.Total))
	case n.Kind == source.Array && len(n.Items) == len(schema.Columns) && schema.Columns[last] == schema.Total:
		var all []string
		for i, c := range schema.Columns[:last] {
			text, typed := row[c]
			if !typed {
				text = n.Items[i].Text
			}
			all = append(all, literal(text))
		}
		e.edit.SetItems(n, all...)
		clear(row)
	default:
		return
	}
	delete(row, schema.Total)
}

// typed gives the literal of a figure that was typed into a row that is there. A blank
// of a report as it was published is one that was printed.
func (e *editor) typed(text string) string {
	if e.o.Report.AsPublished && strings.TrimSpace(text) == "" {
		return source.Quote("")
	}
	return literal(text)
}

// emptied reports whether nothing is left in a row that is the sum of others: it is
// computed again. A figure alone that was one may only be typed anew.
func (e *editor) emptied(key keyPath, schema report.RowSchema) bool {
	table := e.o.Form.TableOf(key[0])
	if table.SumOf(key[1]) == nil || e.o.Report.AsPublished {
		return false
	}
	sheet, _ := tally.Of(table, e.o.Report.Parts[key[0]], false)
	if len(schema.Columns) == 1 && sheet.Figure(key[1], schema.Columns[0]).Text != report.Unfilled {
		return false
	}
	for _, c := range schema.Columns {
		text, changed := e.rows[key.String()][c]
		if f := sheet.Figure(key[1], c); !changed && f.State == tally.Typed {
			text = f.Text
		}
		if text = strings.TrimSpace(text); text != "" && text != report.Unfilled {
			return false
		}
	}
	return true
}

// list gives the literal of a whole row.
func list(columns []string, typed map[string]string) string {
	var all []string
	for _, c := range columns {
		all = append(all, literal(typed[c]))
	}
	if len(all) == 1 {
		return all[0]
	}
	return "[" + strings.Join(all, ", ") + "]"
}

var whole = pattern.New(`^(0|[1-9][0-9]{0,14})$`)

// literal writes a figure as a clerk would: bare where that means the same.
func literal(text string) string {
	switch text = strings.TrimSpace(text); {
	case text == "":
		return source.Quote(report.Unfilled)
	case whole.MatchString(text):
		return text
	}
	return source.Quote(text)
}
