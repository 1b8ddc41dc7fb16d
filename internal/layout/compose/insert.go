package compose

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/internal/clerk/form"
	"nianbao/internal/clerk/report"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/unit"
)

// text adds prose, with the tables and images that are placed in it.
func (c *composer) text(vs []report.Value) {
	for _, v := range vs {
		kind, name, ok := v.Ref()
		switch {
		case ok && kind == report.TableRef && c.report.Tables[name] != nil:
			c.insertTable(c.report.Tables[name], name)
		case ok && kind == report.ImageRef && c.report.Images[name] != nil:
			c.insertImage(c.report.Images[name], v.Pos)
		case ok && kind == report.FormRef:
			c.insertFormTable(name)
		default:
			c.prose(v)
		}
	}
}

// caption adds the title of a table or of a picture, with room between it and
// the text.
func (c *composer) caption(v report.Value, p document.Paragraph) {
	if v.Text != "" {
		p.Style, p.Runs = c.form.Use.Caption, []document.Run{run(v)}
		c.add(&p)
	}
}

// line gives a part of a line's height, 1/n, in whole twips.
func (c *composer) line(n unit.Length) unit.Length {
	return unit.Length((c.form.Page.LinePitch / n).Twips()) * unit.Twip
}

// keepLead keeps the paragraph before a table or a picture with it, where it
// leads up to it: 情况如下表：.
func (c *composer) keepLead() {
	if len(c.doc.Blocks) == 0 {
		return
	}
	p, ok := c.doc.Blocks[len(c.doc.Blocks)-1].(*document.Paragraph)
	if ok && p.Role == document.Body && (strings.HasSuffix(p.Text(), "：") || strings.HasSuffix(p.Text(), ":")) {
		p.KeepNext = max(p.KeepNext, document.KeepLead)
	}
}

// insertTable adds a table of the report's own, its title above it; name is what
// the report calls it.
func (c *composer) insertTable(from *report.ProseTable, name string) {
	c.keepLead()
	look, room := &c.form.Table, c.form.Page.TextWidth()
	widths := from.Widths
	var sum unit.Length
	for _, w := range widths {
		sum += w
	}
	switch {
	case widths == nil:
		widths = c.shares(from)
	case sum > room:
		c.fault(from.Pos, diag.T("各列共宽 %v，超过版心宽 %v。", "the columns are %v wide together; the text area is %v.", sum, room),
			diag.T("请减小 widths_mm，至少减 %v。", "make widths_mm smaller, by %v at least.", sum-room))
	}
	for i, w := range widths {
		if w <= 2*look.MarginX {
			c.fault(from.Pos, diag.T("第 %d 列太窄。", "column %d is too narrow.", i+1), diag.T("请减少列，或加宽这一列。", "have fewer columns, or make it wider."))
			break
		}
	}
	c.caption(from.Title, document.Paragraph{KeepNext: document.KeepCaption, Above: c.line(2)})
	t := &document.Table{
		Title: from.Title.Text, Columns: widths, HeaderRows: from.Header, Keep: from.Keep,
		Above: look.Above, Rule: look.Rule, MarginX: look.MarginX, MarginY: look.MarginY, Inset: look.Inset,
		Name: cmp.Or(from.Title.Text, "table."+name), Widen: diag.T("请核对数字；确实这么长的，在 [table.%[1]s] 中用 widths_mm 加宽这一列，或少用几列。", "check the figure; if it is right, make the column wider with widths_mm in [table.%[1]s], or have fewer columns.", name),
		Rows: make([]document.Row, len(from.Rows)),
	}
	label := c.labelKind(from)
	for r, row := range from.Rows {
		cells := make([]document.Cell, len(row))
		for i := range row {
			cells[i] = c.cell(c.kindOf(from, r, &row[i], label), row[i].Col, row[i].RowSpan, row[i].ColSpan, run(row[i].Value))
		}
		t.Rows[r] = document.Row{MinHeight: look.RowHeight, Cells: cells}
	}
	c.add(t)
}

// cell makes a cell of a kind.
func (c *composer) cell(k *form.Kind, col, rowSpan, colSpan int, text document.Run) document.Cell {
	return document.Cell{
		Col: col, RowSpan: rowSpan, ColSpan: colSpan, Text: text,
		Style: k.Style, Head: k.Scope, Upright: k.Upright, Shade: k.Shade,
	}
}

// kindOf says how a cell of a report's own table is set; label is for its first
// column.
func (c *composer) kindOf(t *report.ProseTable, r int, cell *report.Cell, label *form.Kind) *form.Kind {
	switch {
	case r < t.Header:
		return c.form.Kind(form.HeaderKind)
	case isFigure(cell.Value):
		return c.form.Kind(form.FigureKind)
	case cell.Col == 0:
		return label
	}
	return c.form.Kind(form.TextKind)
}

// labelKind says how the first column of a report's own table is set: short
// labels are centred, as in the form's tables.
func (c *composer) labelKind(t *report.ProseTable) *form.Kind {
	centred := c.form.Kinds[form.CentredKind]
	for _, row := range t.Rows[t.Header:] {
		if centred == nil || len(row) > 0 && row[0].Col == 0 && (row[0].ColSpan > 1 || width(row[0].Text) > shortLabel) {
			return c.form.Kind(form.LabelKind)
		}
	}
	return centred
}

// isFigure reports whether a cell holds a figure, perhaps with a unit, or a mark
// that stands for one.
func isFigure(v report.Value) bool {
	if _, u, ok := v.Amount(); ok {
		return utf8.RuneCountInString(u) <= 2
	}
	return !strings.ContainsFunc(v.Text, unicode.IsLetter)
}

// insertImage adds an image, its caption below it; at is where it is asked for.
func (c *composer) insertImage(from *report.Image, at diag.Pos) {
	c.keepLead()
	wide, high := c.form.Page.TextWidth(), c.form.Page.TextHeight()-2*c.form.Page.LinePitch // its caption goes with it
	w := from.Width
	if w == 0 {
		w = min(unit.Length(from.PixelWidth)*unit.Inch/report.GoodDPI, wide, widthAt(from, high))
	}
	h := w * unit.Length(from.PixelHeight) / unit.Length(from.PixelWidth)
	switch {
	case w > wide:
		c.fault(from.Pos, diag.T("图片宽 %v，超过版心宽 %v。", "the picture is %v wide; the text area is %v.", w, wide),
			narrower(wide))
	case h > high:
		c.fault(from.Pos, diag.T("图片高 %v，一页放不下（连图题最高 %v）。", "the picture is %v high and does not fit on a page, where there is room for %v beside its caption.", h, high),
			narrower(widthAt(from, high)))
	}
	p := &document.Paragraph{Style: c.form.Use.Caption, Image: &document.Image{
		Data: from.Data, Format: from.Format, Pixels: from.Pixels, Turn: from.Turn, Width: w, Height: max(h, 1), Alt: from.Alt.Text, Shrinks: from.Width == 0, Pos: at,
	}}
	if from.Caption.Text != "" {
		p.KeepNext = document.KeepCaption
	}
	c.add(p)
	c.caption(from.Caption, document.Paragraph{Below: c.line(4)})
}

// narrower says how wide a picture may be, in tenths of a millimetre.
func narrower(most unit.Length) diag.Text {
	if most < unit.Millimetre/10 {
		return diag.T("请不写 width_mm，或换一张宽一些的图片。", "leave width_mm out, or take a picture that is not so narrow.")
	}
	tenths := most / (unit.Millimetre / 10)
	return diag.T("请把 width_mm 改为 %[1]d.%[2]d 以内，或者不写。", "make width_mm %[1]d.%[2]d at most, or leave it out.", tenths/10, tenths%10)
}

// widthAt is how wide an image of a height is.
func widthAt(i *report.Image, high unit.Length) unit.Length {
	return max(high*unit.Length(i.PixelWidth)/unit.Length(i.PixelHeight), 1)
}

func (c *composer) fault(p diag.Pos, what, do diag.Text) {
	c.bad = append(c.bad, diag.New(p, what, do))
}
