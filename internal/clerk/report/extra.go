package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/pattern"
)

// The kinds of what prose may place in a line of its own.
const (
	TableRef = "table"
	ImageRef = "image"
	FormRef  = "" // the form's table of a part
)

var (
	reference = pattern.New(`^\{(?:([A-Za-z]+)\.([^{}]*)|([a-z][a-z0-9_]*))\}$`)
	// almost is meant as a reference: in the middle of a line, with full-width
	// marks or with blanks.
	almost = pattern.New(`[{｛]\s*(?i:table|image)\s*[.．。:：][^{}｛｝]{0,80}[}｝]`)
)

// Ref takes a paragraph apart that stands for a table or an image: {table.NAME},
// {image.NAME}, or by a part's key for the form's table of that part: {review}.
func (v Value) Ref() (kind, name string, ok bool) {
	m := reference.FindStringSubmatch(v.Text)
	if m == nil {
		return "", "", false
	}
	return m[1], m[2] + m[3], true
}

// extras reads the tables and images that prose places. It stands before all
// prose.
func (d *decoder) extras() {
	root := d.File.Root
	d.report.Tables = map[string]*ProseTable{}
	for _, n := range d.Items(root.Get(TableRef)) {
		if t := d.proseTable(n); t != nil {
			d.report.Tables[n.Key] = t
		}
	}
	d.report.Images = map[string]*Image{}
	for _, n := range d.Items(root.Get(ImageRef)) {
		if i := d.image(n); i != nil {
			d.report.Images[n.Key] = i
		}
	}
	d.placed, d.tables = map[string]bool{}, map[string]int{}
}

// misplaced tells of references that would be printed as they are.
func (d *decoder) misplaced(v Value) {
	if !strings.Contains(v.Text, "{") && !strings.Contains(v.Text, "｛") {
		return // all but a few paragraphs
	}
	if _, _, ok := v.Ref(); ok {
		return
	}
	for _, m := range almost.FindAllStringIndex(v.Text, -1) {
		words := v.Text[m[0]:m[1]]
		d.At(v.At(m[0]), utf8.RuneCountInString(words), diag.Error, diag.T("这里不能放表格或图片，会照原样印出：%s", "no table or image can be placed like this; it would be printed as it is: %s", words),
			diag.T("请另起一行，单独写 {table.名称} 或 {image.名称}，用半角的 { } 和 . ，不加空格。", "write {table.NAME} or {image.NAME} in a line of its own, without blanks."))
	}
}

// reference looks up what a paragraph places.
func (d *decoder) reference(v Value) {
	kind, name, ok := v.Ref()
	if !ok {
		return
	}
	root := d.File.Root
	if kind == FormRef {
		d.formTable(v, name)
		return
	}
	if kind != TableRef && kind != ImageRef {
		d.At(v.Pos, utf8.RuneCountInString(v.Text), diag.Error, diag.T("不认识：%s", "unknown: %s", v.Text),
			diag.T("放表格写 {table.名称}，放图片写 {image.名称}。", "a table is placed by {table.NAME}, an image by {image.NAME}."))
		return
	}
	if root.Get(kind).Get(name) != nil {
		d.placed[kind+"."+name] = true
		if kind == TableRef {
			d.placedAgain(v, kind+"."+name)
		}
		return
	}
	var known []string
	for _, n := range d.defined(kind) {
		known = append(known, n.Key)
	}
	do := diag.T("请增加一段 [%[1]s.%[2]s]；不放表格就删去这一行。", "add a section [%[1]s.%[2]s], or delete this line.", kind, source.Typed(name))
	if kind == ImageRef {
		do = diag.T(`请增加一段 [%[1]s.%[2]s]，下面写 file = "图片文件名"；不放图片就删去这一行。`, `add a section [%[1]s.%[2]s] with file = "name of the picture", or delete this line.`, kind, source.Typed(name))
	}
	if k := source.Nearest(name, known); k != "" {
		do = diag.T("是否想写 {%[1]s.%[2]s}？", "did you mean {%[1]s.%[2]s}?", kind, k)
	} else if len(known) > 0 {
		do = diag.T("已有的：%s。", "there are: %s.", strings.Join(known, ", "))
	}
	d.At(v.Pos, utf8.RuneCountInString(v.Text), diag.Error, diag.T("没有 [%[1]s.%[2]s]。", "there is no [%[1]s.%[2]s].", kind, name), do)
}

// placedAgain tells, once, of a table that is placed a second time.
func (d *decoder) placedAgain(v Value, name string) {
	const told = -1
	switch first, twice := d.tables[name]; {
	case !twice:
		d.tables[name] = v.Pos.Line
	case first != told:
		d.At(v.Pos, utf8.RuneCountInString(v.Text), diag.Warning, diag.T("这张表第 %d 行已经放过，会印两次。", "this table is placed in line %d already; it is printed twice.", first),
			diag.T("不要印两次的，请只留一处。", "keep one of them, unless it is to be printed twice."))
		d.tables[name] = told
	}
}

// formTable looks up the form's table that a paragraph places.
func (d *decoder) formTable(v Value, key string) {
	span := utf8.RuneCountInString(v.Text)
	first, twice := d.tables[key]
	var do diag.Text
	switch {
	case !slices.Contains(d.here, key):
		if do = diag.T("这里放不了表式的表；放自己的表格写 {table.名称}，放图片写 {image.名称}。", "no table of the form can be placed here; one of your own is placed by {table.NAME}, an image by {image.NAME}."); len(d.here) > 0 {
			do = diag.T("这里可以写：%s；放自己的表格写 {table.名称}，放图片写 {image.名称}。", "here may stand: %s; a table of your own is placed by {table.NAME}, an image by {image.NAME}.", "{"+strings.Join(d.here, "} {")+"}")
		}
		if k := source.Nearest(key, d.here); k != "" && k != key {
			do = diag.T("是否想写 {%s}？", "did you mean {%s}?", k)
		}
		d.At(v.Pos, span, diag.Error, diag.T("这里不认识：%s", "unknown here: %s", v.Text), do)
	case twice:
		d.At(v.Pos, span, diag.Error, diag.T("表 %[1]s 第 %[2]d 行已经放过。", "the table %[1]s is placed in line %[2]d already.", v.Text, first),
			diag.T("请只留一处。", "keep one of them."))
	case d.File.Root.Get(key) == nil:
		d.At(v.Pos, span, diag.Error, diag.T("没有 [%[1]s] 一段，这里没有表可放。", "there is no section [%[1]s], so there is no table to place.", key),
			diag.T("请增加一段 [%[1]s]，写上表中的数字；不放表就删去这一行。", "add a section [%[1]s] with its figures, or delete this line.", key))
	default:
		d.tables[key] = v.Pos.Line
	}
}

// defined gives the tables or the images that the file has.
func (d *decoder) defined(kind string) []*source.Node {
	if n := d.File.Root.Get(kind); n != nil && n.Kind == source.Table {
		return n.Items
	}
	return nil
}

// unplaced tells of tables and images that no prose places.
func (d *decoder) unplaced() {
	for _, kind := range []string{TableRef, ImageRef} {
		for _, n := range d.defined(kind) {
			if !d.placed[kind+"."+n.Key] {
				d.At(n.KeyPos, n.KeySpan, diag.Warning, diag.T("[%[1]s.%[2]s] 没有放进任何文字，不会印出。", "[%[1]s.%[2]s] stands in no text; it is not printed.", kind, n.Key),
					diag.T("请在文字中另起一行写 {%[1]s.%[2]s}。", "write {%[1]s.%[2]s} in a line of its own in the text.", kind, n.Key))
			}
		}
	}
}

// chapters reads the chapters of a report that has some of its own.
func (d *decoder) chapters(n *source.Node) {
	for _, c := range d.Array(n) {
		if !d.Table(c, "heading", textKey) {
			continue
		}
		d.report.Chapters = append(d.report.Chapters, Chapter{
			Pos:     c.Pos,
			Heading: d.filled(d.Need(c, "heading", source.String)),
			Text:    d.paragraphs(c.Get(textKey)),
		})
	}
}

// attachments reads what follows the report.
func (d *decoder) attachments(n *source.Node) {
	for _, a := range d.Array(n) {
		if !d.Table(a, "title", "name", textKey) {
			continue
		}
		at := Attachment{Pos: a.Pos, Title: d.titleLines(d.Need(a, "title", source.String)), Name: d.filled(a.Get("name")), Text: d.paragraphs(d.Need(a, textKey, source.String))}
		if a.Get("name") == nil && len(at.Title) > 0 {
			at.Name = at.Title[0]
			if len(at.Title) > 1 {
				at.Name = Value{Pos: at.Title[0].Pos}
				for _, l := range at.Title {
					at.Name.Text += l.Text
				}
			}
		}
		d.report.Attachments = append(d.report.Attachments, at)
	}
}

// titleLines reads a title: a text, or an array of its lines.
func (d *decoder) titleLines(n *source.Node) (lines []Value) {
	if n == nil {
		return nil
	}
	if n.Kind != source.Array {
		return []Value{d.filled(n)}
	}
	for _, l := range n.Items {
		lines = append(lines, d.filled(l))
	}
	if len(lines) == 0 {
		d.Value(n, diag.T("这里不能为空。", "this must not be blank."), diag.T("请填写。", "fill it in."))
	}
	return lines
}
