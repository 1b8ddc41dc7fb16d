package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"

	"nianbao/internal/check"
	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/clerk/tally"
	"nianbao/internal/diag"
	"nianbao/internal/press"
	"nianbao/internal/unit"
)

// view is a report as the page shows it.
type view struct {
	Name     string        `json:"name"`
	Version  string        `json:"version"` // of all that it is shown of
	Year     int           `json:"year"`
	Agency   string        `json:"agency"`
	Last     bool          `json:"last"` // the report of the year before is there
	Parts    []partView    `json:"parts"`
	Findings []findingView `json:"findings"`
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Unfilled int           `json:"unfilled"`
	Own      string        `json:"own,omitempty"` // of forms that are not the program's
	Numbers  []numberView  `json:"numbers"`       // of the prose
	Off      []offView     `json:"off"`           // rules that the report switches off
	Mark     string        `json:"mark"`          // of what is left to fill
	remarks
	Undo bool `json:"undo"` // there is something to undo
	Redo bool `json:"redo"`
}

// remarks are what became of what was asked for.
type remarks struct {
	Left []notMade `json:"left"` // of the changes
	Told []string  `json:"told"` // of what was pasted
}

// partView is a part of the form, or another group of texts. A Field is a text
// that can be changed; its key is a path of keys of the file.
type partView struct {
	Heading string      `json:"heading"`
	Fields  []fieldView `json:"fields"`
	Table   *tableView  `json:"table,omitempty"`
	Before  string      `json:"before,omitempty"`  // last year's text
	Remove  string      `json:"remove,omitempty"`  // by which name it can be taken out
	Removes string      `json:"removes,omitempty"` // what that takes out, where it is not all of it
}

type fieldView struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Text  string `json:"text"`
	Todo  bool   `json:"todo"`            // left to fill
	Long  bool   `json:"long"`            // paragraphs
	Hint  string `json:"hint,omitempty"`  // what holds where it is left blank
	Aside bool   `json:"aside,omitempty"` // few reports have it

	Of    string     `json:"of,omitempty"`    // the key of the text that a run of paragraphs belongs to
	End   bool       `json:"end,omitempty"`   // and is the last of
	Thing *thingView `json:"thing,omitempty"` // a table or a picture that stands between them, and no field
}

type tableView struct {
	Widths []unit.Length `json:"widths,omitempty"` // of the columns, as printed
	Rows   [][]cellView  `json:"rows"`
}

// cellView is a label, or a figure where Key is set.
type cellView struct {
	Text    string `json:"text"`
	RowSpan int    `json:"rs"`
	ColSpan int    `json:"cs"`
	Scope   string `json:"scope,omitempty"`
	Key     string `json:"key,omitempty"`
	Label   string `json:"label,omitempty"`
	Todo    bool   `json:"todo,omitempty"`
	Hint    string `json:"hint,omitempty"`     // what is printed where nothing is typed
	Last    string `json:"last,omitempty"`     // last year's figure
	Lines   bool   `json:"lines,omitempty"`    // of words, in a table of prose
	Sum     bool   `json:"computed,omitempty"` // and not to be typed
	Adds    bool   `json:"adds,omitempty"`     // left blank, the form can add it up
}

type findingView struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	CanBeOff bool   `json:"canBeOff"`
	What     string `json:"what"`
	Key      string `json:"key"`             // of the field that it speaks of; "" none
	Line     int    `json:"line"`            // of its text, from 0; wholeText
	Doubt    string `json:"doubt,omitempty"` // the remark of import that it is

	Choose []choice `json:"choose,omitempty"` // what can be done about it
}

// wholeText stands for a line where a finding speaks of all of a text.
const wholeText = -1

var severities = [...]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "note"}

// getReport gives a report, or 204 where it is the version that the page has. That of
// the year before may have come into the folder, or gone, since.
func (d *Desk) getReport(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	o, err := d.read(name)
	if err != nil {
		refuse(w, err)
		return
	}
	d.shelf.Renew(o.File.Name)
	s := d.snapshot(name, o)
	if s.version == r.URL.Query().Get("version") {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	d.show(w, s, remarks{})
}

func version(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// show answers with a report and what the checks find in it, and with what became
// of what was asked for.
func (d *Desk) show(w http.ResponseWriter, s *snapshot, became remarks) {
	v, err := d.view(s)
	if err != nil {
		refuse(w, err)
		return
	}
	v.remarks = became
	answer(w, v)
}

// view gives a report as the page shows it.
func (d *Desk) view(of *snapshot) (*view, error) {
	result, err := d.inspect(of)
	if err != nil {
		return nil, err
	}
	s := newViewer(of.name, of.Opened, of.last)
	s.fields()
	s.view.Version, s.view.Own = of.version, d.ownForms(of.File.Name)
	for _, t := range s.view.things() {
		t.Stamp = d.stamp(t.Picture)
	}
	s.view.Undo, s.view.Redo = d.undo.can(of.name, of.File.Data)
	s.findings(d.ahead(of, !of.draft && result.Count(diag.Error) == 0), of.told, of.rivals, result)
	if list := d.listFor(of); list != nil {
		s.finding("", notCompared(of.File.Name, list), false)
	}
	for i := range result.Numbers {
		s.number(&result.Numbers[i])
	}
	for _, off := range result.Off {
		s.view.Off = append(s.view.Off, offView{off.ID, off.Reason, off.Count})
	}
	return s.view, nil
}

// ownForms says of a report that its forms are not the program's; "": they are.
func (d *Desk) ownForms(file string) string {
	if err := d.tools.OwnForms(file); err != nil {
		return reasons(err)[0]
	}
	return ""
}

// place is where a line of a field's value begins in a line of the file.
type place struct {
	col    int
	key    string
	line   int // of the value, from 0
	source source.Line
	in     *shownText // nil: the value is no text
}

// shownText is the text that a field shows, or the part of it that begins at a byte.
type shownText struct {
	n     *source.Node
	begin int
}

// viewer makes a view.
type viewer struct {
	o, last *press.Opened
	view    *view
	at      map[int][]place   // by line
	names   map[string]string // of tables and pictures, by what places them
}

func newViewer(name string, o, last *press.Opened) *viewer {
	v := &view{Name: name, Year: o.Report.Year, Agency: shown(o.Report.Agency.Text), Last: last != nil, Mark: report.Unfilled, Findings: []findingView{}, Numbers: []numberView{}, Off: []offView{}}
	return &viewer{o: o, last: last, view: v, at: map[int][]place{}, names: map[string]string{}}
}

// fields views everything that can be changed, in the report's order.
func (s *viewer) fields() {
	s.texts()
	for i := range s.o.Form.Parts {
		s.part(&s.o.Form.Parts[i])
	}
	s.end()
	s.attachments()
	s.unplaced()
}

func (s *viewer) mark(p diag.Pos, key string, line int) {
	if p.Line > 0 {
		s.at[p.Line] = append(s.at[p.Line], place{col: p.Col, key: key, line: line})
	}
}

// markLine is mark for a line of a text.
func (s *viewer) markLine(l source.Line, key string, line int, in *shownText) {
	s.at[l.Pos.Line] = append(s.at[l.Pos.Line], place{l.Pos.Col, key, line, l, in})
}

// placeOf gives the field whose value begins nearest before a place of the file,
// in the same line; the zero place where there is none.
func (s *viewer) placeOf(p diag.Pos) (best place) {
	if p.File != s.o.File.Name {
		return best
	}
	for _, at := range s.at[p.Line] {
		if at.col <= p.Col && at.col > best.col {
			best = at
		}
	}
	return best
}

// texts are what stands before the parts.
func (s *viewer) texts() {
	p := partView{Heading: "单位和前言"}
	root := s.o.File.Root
	p.Fields = append(p.Fields, s.field(keyPath{"agency", "name"}, "单位全称")...)
	p.Fields = append(p.Fields, s.lines(titleLines, "标题，一行一行写", "不填就由单位全称和年度组成"),
		s.aside(belowTitle, "标题下面的文字（发布日期等），一行一行写", ""))
	if n := root.Get("preamble"); n != nil {
		p.Fields = append(p.Fields, s.prose(keyPath{"preamble"}, "前言")...)
	}
	s.view.Parts = append(s.view.Parts, p)
	for i := range s.o.Report.Chapters {
		at := keyPath{"chapter", itoa(i)}
		s.view.Parts = append(s.view.Parts, partView{Heading: s.o.Report.Chapters[i].Heading.Text, Remove: "chapter." + itoa(i),
			Fields: append(s.field(append(at, "heading"), "标题"), s.prose(append(at, "text"), "正文")...)})
	}
}

// attachments are what follows the report.
func (s *viewer) attachments() {
	for i := range s.o.Report.Attachments {
		at := keyPath{"attachment", itoa(i)}.String()
		s.view.Parts = append(s.view.Parts, partView{Heading: "附件 " + itoa(i+1), Remove: "attachment." + itoa(i),
			Fields: append(s.field(splitPath(at+"/title"), "附件标题"), s.prose(splitPath(at+"/text"), "正文")...)})
	}
}

// end is the signature.
func (s *viewer) end() {
	s.view.Parts = append(s.view.Parts, partView{Heading: "落款",
		Fields: append(s.field(keyPath{"signature", "name"}, "署名"), s.field(keyPath{"signature", "date"}, "成文日期")...)})
}

// field gives a text of the file, none where its value is something else.
func (s *viewer) field(key keyPath, label string) []fieldView {
	n := key.in(s.o.File.Root)
	if n != nil && n.Kind != source.String {
		return nil
	}
	text := textOf(n)
	f := fieldView{Key: key.String(), Label: label, Text: shown(text), Todo: text == report.Unfilled}
	if n != nil {
		s.mark(n.Pos, f.Key, wholeText)
		for i, line := range n.Lines() {
			s.markLine(line, f.Key, i, &shownText{n, 0})
		}
	}
	s.count(text)
	return []fieldView{f}
}

// count counts the lines that are left to fill.
func (s *viewer) count(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == report.Unfilled {
			s.view.Unfilled++
		}
	}
}

// part gives a part of the form.
func (s *viewer) part(of *form.Part) {
	given := s.o.Report.Parts[of.Key]
	if of.Optional && given == nil {
		return
	}
	p := partView{Fields: []fieldView{}, Heading: of.Heading.Fill(s.o.Report.Agency.Text, s.o.Report.Year)}
	if given != nil && given.Heading != nil {
		p.Heading = given.Heading.Text
	}
	heading := s.field(keyPath{of.Key, "heading"}, "标题")
	for i := range heading {
		heading[i].Hint = of.Heading.Fill(s.o.Report.Agency.Text, s.o.Report.Year)
	}
	p.Fields = append(p.Fields, heading...)
	p.Before = s.textBefore(of.Key)
	written := given != nil && len(given.Text) > 0
	if of.Text || written || p.Before != "" { // one that the form has not, too: it is printed
		p.Fields = append(p.Fields, s.prose(keyPath{of.Key, "text"}, "正文")...)
	}
	if !of.Text && written {
		p.Remove, p.Removes = of.Key+".text", "正文"
	}
	if of.Table != nil {
		p.Table = s.table(of, given)
		p.Fields = append(p.Fields, s.around(of)...)
	}
	s.view.Parts = append(s.view.Parts, p)
}

// textBefore gives a part's paragraphs of the year before, to be read beside this
// year's; "" where there are none.
func (s *viewer) textBefore(part string) string {
	if s.last == nil || s.last.Report.Parts[part] == nil {
		return ""
	}
	var lines []string
	for _, v := range s.last.Report.Parts[part].Text {
		if _, _, things := v.Ref(); !things {
			lines = append(lines, v.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// table gives a form's table with the figures that are typed or computed.
func (s *viewer) table(of *form.Part, given *report.Part) *tableView {
	year, agency := s.o.Report.Year, s.o.Report.Agency.Text
	sheet, _ := tally.Of(of.Table, given, s.o.Report.AsPublished)
	labels := of.Table.Labels(agency, year)
	before := s.lastSheet(of.Key)
	t := &tableView{Widths: of.Table.Columns}
	for i := range of.Table.Rows {
		row := []cellView{}
		for _, c := range of.Table.Rows[i].Cells {
			v := cellView{RowSpan: c.RowSpan, ColSpan: c.ColSpan}
			if c.Row == "" {
				v.Text, v.Scope = c.Text.Fill(agency, year), "row"
				if i < of.Table.HeaderRows {
					v.Scope = "col"
				}
			} else {
				s.figure(&v, of, sheet, before, c.Row, c.Column)
				v.Label = label(labels[c.Row], of.Table.Schema(c.Row), c.Column)
			}
			row = append(row, v)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s *viewer) figure(v *cellView, of *form.Part, sheet, before *tally.Sheet, row, column string) {
	f := sheet.Figure(row, column)
	v.Key, v.Text, v.Sum = keyPath{of.Key, row, column}.String(), shown(f.Text), f.State != tally.Typed && sheet.Adds(row, column)
	v.Todo = f.Text == report.Unfilled
	v.Adds = sheet.Adds(row, column)
	switch {
	case f.State == tally.Typed:
		s.count(f.Text)
	case f.State == tally.NotGiven && !s.o.Report.AsPublished && !sheet.Unknown(row, column):
		v.Hint = tally.Zero
	}
	s.mark(f.Pos, v.Key, 0)
	if before != nil && before.Has(row, column) {
		last := before.Figure(row, column)
		if v.Last = shown(last.Text); last.State == tally.NotGiven && !s.last.Report.AsPublished {
			v.Last = tally.Zero
		}
	}
}

// lastSheet gives the figures of the year before where its table has the same
// rows.
func (s *viewer) lastSheet(part string) *tally.Sheet {
	if s.last == nil || s.last.Form.TableOf(part) == nil {
		return nil
	}
	sheet, _ := tally.Of(s.last.Form.TableOf(part), s.last.Report.Parts[part], s.last.Report.AsPublished)
	return sheet
}

// label is what is read out of a figure: its row and its column.
func label(l *form.Labels, schema report.RowSchema, column string) string {
	if l == nil {
		return column
	}
	for i, c := range schema.Columns {
		if c == column && i < len(l.Columns) {
			return l.Full() + "，" + l.Columns[i]
		}
	}
	return l.Full()
}

// findings adds what import doubts, what a build would say, what is said of the year before, and what the
// checks found.
func (s *viewer) findings(said ahead, list diag.List, rivals []string, result *check.Result) {
	s.doubts()
	for _, found := range slices.Concat(said.list, list) {
		s.finding("", found, false)
	}
	if len(list) > 0 {
		s.view.Findings[len(s.view.Findings)-1].Choose = choices(s.o, rivals)
	}
	left := 0
	for _, found := range result.Findings {
		s.finding(found.ID, found.Diagnostic(), found.Span == 0)
		if found.ID == check.UnfilledID {
			left++
		}
	}
	s.view.Unfilled = max(s.view.Unfilled, left) // some stand where no field is blank: inside of a line
	if s.view.Errors+s.view.Unfilled > 0 {
		return // which the rules have said better
	}
	for _, found := range said.stops {
		s.finding("", found, false)
	}
}

// finding adds a finding, beside the field that it speaks of; whole: of all of its
// text, not of words in it.
func (s *viewer) finding(id string, f *diag.Diagnostic, whole bool) {
	at := s.placeOf(f.Pos)
	if whole && at.in != nil {
		at.line = wholeText
	}
	v := findingView{ID: id, Severity: severities[f.Severity], CanBeOff: check.CanBeOff(id), What: s.byName(said(f)), Key: at.key, Line: at.line}
	switch {
	case id == check.UnfilledID:
		v.Severity = "todo" // is counted place by place, and no mistake
	case f.Severity == diag.Error:
		s.view.Errors++
	case f.Severity == diag.Warning:
		s.view.Warnings++
	}
	s.view.Findings = append(s.view.Findings, v)
}
