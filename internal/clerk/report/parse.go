package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"nianbao/internal/character"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// The years that a report may be of: the law took effect in 2008.
const (
	FirstYear = 2008
	LastYear  = 2100
)

// top are the keys that every report may have, whatever its form.
var top = []string{"year", "form", "as_published", "agency", "title", "preamble", "signature", "checks", "attachment", TableRef, ImageRef}

// The keys of chapters, and those of a part, beside its rows of figures.
const (
	chapterKey = "chapter"
	textKey    = "text"
	headingKey = "heading"
	headKey    = "head"
	footKey    = "foot"
	formKey    = "form"
	labelsKey  = "labels"
)

// RowKey reports whether a row of figures may have the key.
func RowKey(key string) bool {
	return !slices.Contains([]string{textKey, headingKey, headKey, footKey, formKey, labelsKey}, key)
}

// PartKey reports whether a part of a form may have the key.
func PartKey(key string) bool { return key != chapterKey && !slices.Contains(top, key) }

// Option is a choice of who reads a report.
type Option func(*decoder)

// PicturesOutside lets a report take pictures that do not lie in its folder or
// below: whoever wrote the file may choose any picture that its reader has.
func PicturesOutside(d *decoder) { d.outside = true }

// PicturesUnread leaves the files of pictures closed: for who wants a report's
// words and figures, and may not have its pictures.
func PicturesUnread(d *decoder) { d.unread = true }

// PicturesGlanced looks at the files of pictures, and leaves their pixels: for who
// reads a report again at each key. whole is asked whether the pixels can be read,
// which may be known already; decode tries.
func PicturesGlanced(whole func(path string, decode func() bool) bool) Option {
	return func(d *decoder) { d.whole = whole }
}

// Parse makes a Report of a file. Its error is a diag.List of everything that
// is wrong, in the order of the file. schema gives what a form lets a report
// say; form is "" where the clerk names none.
func Parse(f *source.File, schema func(year int, form string) (Schema, error), options ...Option) (*Report, error) {
	d := &decoder{Decoder: source.NewDecoder(f), report: &Report{File: f.Name, Parts: map[string]*Part{}}}
	for _, set := range options {
		set(d)
	}
	if d.noReport() {
		return nil, d.Err()
	}
	d.extras()
	d.head()
	s, ok := d.schema(schema)
	d.report.Preamble = d.paragraphs(f.Root.Get("preamble"))
	d.attachments(f.Root.Get("attachment"))
	if ok {
		d.parts(s)
		d.unplaced()
	}
	if err := d.Err(); err != nil {
		return nil, err
	}
	d.report.Warnings = d.List
	return d.report, nil
}

type decoder struct {
	*source.Decoder
	report  *Report
	placed  map[string]bool                            // "table.NAME", "image.NAME"
	tables  map[string]int                             // the form's tables that prose places, with the lines
	here    []string                                   // those that the prose which is read may place
	outside bool                                       // pictures may lie outside of the report's folder
	unread  bool                                       // the files of pictures stay closed
	whole   func(path string, decode func() bool) bool // asked of their pixels, which are left; nil: they are read
	old     otherForm                                  // of the part that is read
}

// head reads what does not depend on the form.
func (d *decoder) head() {
	r, root := d.report, d.File.Root
	d.Labels = Schema{}.labels
	d.Home = func(key string) diag.Text {
		switch key {
		case "date":
			return diag.T("%[1]s 属于 [signature]（落款）：请移到那里；上面的 [signature] 丢了的，请补上。", "%[1]s belongs to [signature]: move it there, or put that back above it.", key)
		case "name":
			return diag.T("%[1]s 属于 [signature]（落款）或 [agency]（单位）：请移到那里；上面的方括号一行丢了的，请补上。", "%[1]s belongs to [signature] or [agency]: move it there, or put that back above it.", key)
		}
		if slices.Contains(top, key) {
			return diag.T("%[1]s 属于整个文件：请移到第一个方括号 [ ] 之前，或改为单独一段。", "%[1]s belongs to the whole file: move it above the first [ ].", key)
		}
		return diag.Text{}
	}
	if n := d.Need(root, "year", source.Integer); n != nil {
		if y, ok := d.Int(n); ok && (y < FirstYear || y > LastYear) {
			d.Value(n, diag.T("年份 %[1]d 不对，应在 %[2]d 到 %[3]d 之间。", "the year %[1]d is wrong; it must be between %[2]d and %[3]d.", y, FirstYear, LastYear), diag.Text{})
		} else if ok {
			r.Year = y
		}
	}
	r.Form = d.line(root.Get("form")).Text
	r.AsPublished, _ = d.Bool(root.Get("as_published"))
	if n := d.Need(root, "agency", source.Table); n != nil && d.Table(n, "name") {
		r.Agency = d.filled(d.Need(n, "name", source.String))
	}
	if n := root.Get("title"); n != nil && d.Table(n, "lines", "below") {
		for _, l := range d.Array(n.Get("lines")) {
			r.Title = append(r.Title, d.filled(l))
		}
		if below := n.Get("below"); below != nil {
			r.BelowTitle = d.titleLines(below)
		}
		r.release()
	}
	if n := root.Get("signature"); n != nil && d.Table(n, "name", "date") {
		r.Signature.Pos = n.Pos
		r.Signature.Name = d.line(n.Get("name"))
		d.date(n.Get("date"))
	}
	d.checks(root.Get("checks"))
}

func (d *decoder) date(n *source.Node) {
	s := &d.report.Signature
	if n != nil && n.Kind == source.Datetime {
		s.Date = Value{Text: n.Text, Pos: n.Pos}
	} else {
		s.Date = d.line(n)
	}
	if s.Date.Text == "" || s.Date.Unfilled() {
		return
	}
	day, ok := ParseDate(s.Date.Text)
	if ok && n.Kind == source.Datetime { // nothing that would have to stay as typed
		s.Date.Text = fmt.Sprintf("%d年%d月%d日", day.Year, day.Month, day.Day)
	}
	if s.Day = day; !ok {
		d.unreadDate(n)
	}
}

// unreadDate tells of a date that cannot be read: of a day that no calendar has
// as an error.
func (d *decoder) unreadDate(n *source.Node) {
	text := d.report.Signature.Date.Text
	narrow := character.HalfWidth(text)
	day, ok := ParseDate(narrow)
	switch {
	case ok:
		d.At(n.Pos, n.Span, diag.Warning, diag.T("日期里有全角的数字：%s", "full-width figures in a date: %s", text),
			diag.T("请写成 %[1]d年%[2]d月%[3]d日。", "write %[1]d年%[2]d月%[3]d日.", day.Year, day.Month, day.Day))
	case arabicDay.MatchString(narrow):
		severity := diag.Error
		if d.report.AsPublished {
			severity = diag.Warning
		}
		d.At(n.Pos, n.Span, severity, diag.T("没有这一天：%s", "there is no such day: %s", text), diag.T("请核对年、月、日。", "look at year, month and day again."))
	default:
		d.At(n.Pos, n.Span, diag.Warning, diag.T("看不懂这个日期：%s", "this date cannot be read: %s", text),
			diag.T("它会照原样印出；一般写成 %d年1月27日。", "it is printed as typed; usually it is written %d年1月27日.", d.report.Year+1))
	}
}

// arabicDay is written as a day, whether the calendar has it or not.
var arabicDay = pattern.New(`^\s*[0-9]{4}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?\s*$`)

// schema asks for the form of the report.
func (d *decoder) schema(lookup func(int, string) (Schema, error)) (Schema, bool) {
	root, at := d.File.Root, d.File.Root.Get("year")
	if d.report.Year == 0 {
		d.Chinese(root, top) // one of them may be the year
		return Schema{}, false
	}
	s, err := lookup(d.report.Year, d.report.Form)
	if err == nil {
		return s, true
	}
	if n := root.Get("form"); n != nil {
		at = n
	}
	what, do := diag.T("没有可用的表式：%v", "there is no form for it: %v", err), diag.Text{}
	var told *diag.Diagnostic
	if errors.As(err, &told) {
		what, do = told.What, told.Do
	}
	d.Value(at, what, do)
	return s, false
}

// parts reads the parts that the form has, and the chapters of the report's own.
func (d *decoder) parts(s Schema) {
	d.Labels = s.labels
	known := append(slices.Clone(top), chapterKey)
	for _, p := range s.Parts {
		known = append(known, p.Key)
	}
	home := d.Home
	d.Home = func(key string) diag.Text {
		if t := home(key); !t.IsZero() {
			return t
		}
		return s.home(key)
	}
	d.Table(d.File.Root, known...)
	if s.Chapters {
		d.here = s.tables()
	}
	d.chapters(d.File.Root.Get(chapterKey))
	for _, p := range s.Parts {
		d.old = otherForm{part: p.Key, others: s.Others}
		n := d.File.Root.Get(p.Key)
		if n == nil && d.report.AsPublished && len(p.Rows) > 0 && !p.Optional {
			d.Need(d.File.Root, p.Key, source.Table)
		}
		if n != nil {
			d.part(n, p, s)
			d.tellOther()
		}
	}
}

// tables lists the parts that have a table.
func (s Schema) tables() (keys []string) {
	for _, p := range s.Parts {
		if len(p.Rows) > 0 {
			keys = append(keys, p.Key)
		}
	}
	return keys
}

// home says to which part a key belongs, or which form has a part so called.
func (s Schema) home(key string) diag.Text {
	var in []string
	for _, p := range s.Parts {
		if slices.ContainsFunc(p.Rows, func(r RowSchema) bool { return r.Key == key }) {
			in = append(in, "["+p.Key+"]")
		}
	}
	if len(in) > 0 { // the head of its section may have been deleted
		return diag.T("%[1]s 属于 %[2]s：请移到那里；上面的 %[2]s 丢了的，请在这一行前面补上。", "%[1]s belongs to %[2]s: move it there, or write %[2]s above it if that was lost.", key, strings.Join(in, " "))
	}
	if slices.ContainsFunc(s.Parts, func(p PartSchema) bool { return p.Key == key }) {
		return diag.T("它是一个部分，不是一行：要单独一行写成 [%s]，各行写在下面。", "it is a part, not a row: write [%s] on a line of its own, and the rows below.", key)
	}
	for _, o := range s.Others {
		if !slices.ContainsFunc(o.Parts, func(p PartSchema) bool { return p.Key == key }) {
			continue
		}
		do := diag.T("这是%[1]s表式的一部分，这份报告用的表式没有，请删去。", "it is a part of the form of %[2]s; this report's form has none. Delete it.", o.Years.ZH, o.Years.EN)
		if s.Chapters {
			do = diag.T("这是%[1]s表式的一部分，这份报告用的表式没有；各章请写成 [[chapter]]，下面写 heading 和 text。", "it is a part of the form of %[2]s; this report's form has none. Write chapters as [[chapter]], with heading and text.", o.Years.ZH, o.Years.EN)
		}
		return do
	}
	return diag.Text{}
}

func (d *decoder) part(n *source.Node, s PartSchema, of Schema) {
	s, other := d.tableOf(n, s, of)
	known := append(rowKeys(s), headingKey, textKey)
	if len(s.Rows) > 0 {
		known = append(known, headKey, footKey)
	}
	if d.report.AsPublished && len(s.Rows) > 0 || n.Get(formKey) != nil || n.Get(labelsKey) != nil { // told below
		known = append(known, formKey, labelsKey)
	}
	if !d.table(n, known, rowKeys) {
		return
	}
	p := &Part{Pos: n.Pos, Form: other}
	d.report.Parts[s.Key] = p
	if h := n.Get(headingKey); h != nil {
		v := d.filled(h)
		p.Heading = &v
	}
	if d.here = nil; len(s.Rows) > 0 {
		d.here = []string{s.Key}
	}
	p.Text = d.paragraphs(n.Get(textKey))
	p.Head, p.Foot = d.lines(n.Get(headKey)), d.lines(n.Get(footKey))
	p.Labels = d.labelsOf(n.Get(labelsKey), s)
	d.rows(n, s, p)
}

// rows reads the rows of figures of a part.
func (d *decoder) rows(n *source.Node, s PartSchema, p *Part) {
	var missing, keys []string
	count := 0
	for i := range s.Rows {
		count += len(s.Rows[i].Columns)
	}
	p.Rows = make(map[string]*Row, len(s.Rows))
	rows, figures := make([]Row, len(s.Rows)), make(Values, count) // of all rows at once
	for i := range s.Rows {
		r := &s.Rows[i]
		columns := len(r.Columns)
		if k := n.Get(r.Key); k != nil {
			rows[i] = Row{Pos: k.KeyPos, Values: figures[:0:columns]}
			d.row(k, r, &rows[i])
			p.Rows[r.Key] = &rows[i]
			figures = figures[columns:]
		} else if !r.Optional {
			missing, keys = append(missing, r.Named()), append(keys, r.Key)
		}
	}
	const most = 8
	if n := len(missing); n > most {
		missing = append(missing[:most-1], fmt.Sprintf("%s等 %d 行", missing[most-1], n))
	}
	if d.report.AsPublished && len(missing) > 0 {
		d.Value(n, diag.T("已公布的报告（as_published）要照原样写全，这里缺少：%[1]s", "a published report (as_published) must be typed in full; missing here: %[2]s", strings.Join(missing, "、"), strings.Join(keys, ", ")),
			diag.T(`原文是空白的，写 ""。`, `for what was blank write "".`))
	}
}

// lines reads an array of lines; it is nil only where there is none.
func (d *decoder) lines(n *source.Node) []Value {
	if n == nil {
		return nil
	}
	ls := []Value{}
	for _, l := range d.Array(n) {
		ls = append(ls, d.line(l))
	}
	return ls
}

// row reads a row: an array of its columns, a table by column, or, where it
// has one column only, the value alone.
func (d *decoder) row(n *source.Node, s *RowSchema, row *Row) {
	short := s.Columns // the columns that have to be given
	switch last := len(short) - 1; {
	case s.Total == "" || d.report.AsPublished:
	case last >= 0 && short[last] == s.Total:
		short = short[:last:last]
	default:
		short = slices.DeleteFunc(slices.Clone(short), func(c string) bool { return c == s.Total })
	}
	switch {
	case n.Kind == source.Table:
		d.rowTable(n, s, short, row)
	case n.Kind == source.Array:
		columns := s.Columns
		if len(n.Items) != len(columns) {
			columns = short
		}
		if len(n.Items) != len(columns) {
			d.wrongLength(n, s, short)
			break
		}
		for i, v := range n.Items {
			row.Values = append(row.Values, Figure{columns[i], d.figure(v)})
		}
	case len(short) == 1:
		row.Values.Set(short[0], d.figure(n))
	case unfilled(n), n.Kind == source.Integer && n.Text == "0": // one word for the whole row
		for _, c := range short {
			row.Values.Set(c, d.figure(n))
		}
	default:
		d.Value(n, diag.T("%[1]s这一行有 %[2]d 个数：%[3]s。", "the row %[4]s has %[2]d figures: %[5]s.", s.Named(), len(short), s.headsOf(short), n.Key, strings.Join(short, ", ")),
			inBrackets(n, len(short)))
	}
}

// inBrackets shows how a row of several figures is written of which one was given.
func inBrackets(n *source.Node, figures int) diag.Text {
	zeros := n.Key + " = [" + strings.Repeat("0, ", figures-1) + "0]"
	return diag.T("请把 %[1]d 个数依次写在方括号里，用英文逗号分开，例如 %[2]s。", "write the %[1]d figures in brackets, with commas between, such as %[2]s.", figures, zeros)
}

func (d *decoder) rowTable(n *source.Node, s *RowSchema, short []string, row *Row) {
	d.table(n, s.Columns, columnKeys)
	for _, c := range s.Columns {
		if v := n.Get(c); v != nil {
			row.Values.Set(c, d.figure(v))
		} else if d.report.AsPublished && slices.Contains(short, c) {
			d.Need(n, c, source.Integer)
		}
	}
}

func (d *decoder) wrongLength(n *source.Node, s *RowSchema, short []string) {
	zh, en := fmt.Sprint(len(short)), fmt.Sprint(len(short))
	if len(short) < len(s.Columns) {
		zh, en = fmt.Sprintf("%d 个（总计由程序计算）或 %d", len(short), len(s.Columns)), fmt.Sprintf("%d (the total is computed) or %d", len(short), len(s.Columns))
	}
	what := diag.T("%[5]s应有 %[2]s 个数，这里有 %[4]d 个", "%[1]s needs %[3]s figures; there are %[4]d", n.Key, zh, en, len(n.Items), s.Named())
	switch missing := short[min(len(n.Items), len(short)):]; {
	case len(missing) > 0:
		what.ZH += fmt.Sprintf("，照次序数，缺最后 %d 个：%s", len(missing), s.headsOf(missing))
		what.EN += "; by their order the last are missing: " + strings.Join(missing, ", ")
	case len(n.Items) > len(s.Columns):
		what.ZH += fmt.Sprintf("，多出 %d 个", len(n.Items)-len(s.Columns))
	}
	what.ZH, what.EN = what.ZH+"。", what.EN+"."
	d.Value(n, what, diag.T("依次是：%[1]s。", "they are, in this order: %[2]s.", s.headsOf(s.Columns), strings.Join(s.Columns, ", ")))
}

// figure reads a cell: a number or a text in one line.
func (d *decoder) figure(n *source.Node) Value {
	if n.Kind == source.String {
		return d.line(n)
	}
	t, _ := d.Typed(n)
	return Value{Text: t, Pos: n.Pos}
}
