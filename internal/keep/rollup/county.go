// Package rollup adds up the reports of a county's bodies. In go a County, the
// list of its bodies with what is left out and adjusted, and a folder of their
// reports; out come the county's TOML with every table summed, a working paper in
// Excel, a list of what is wrong by body, and a ledger of all sources. Who handed
// in what is told, never guessed. How files that are no TOML are read is told to
// it as a Reader.
package rollup

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/pattern"
)

// County is what COUNTY.toml says.
type County struct {
	File        string
	Agency      string // whose report the sums are for
	Year        int
	Form        string        // "" the year's
	From        string        // folder of the bodies' reports; "" told elsewhere
	Due         document.Date // day by which bodies hand in; zero: none
	LastReport  string        // the county's report of the year before; "" none
	LastReports string        // folder of the bodies' reports of the year before; "" those beside this year's
	Bodies      []*Body
	Adjusts     []Adjust

	source *source.File
}

// Body is one body of the list.
type Body struct {
	Pos      diag.Pos
	Name     string
	Also     []string // other names
	Kind     Kind
	Group    string
	File     string        // which file is its, where two could be; relative to the folder
	Excluded string        // why it is not counted; "" it is
	Received document.Date // zero: not said
}

// Kind is what a body is to the county.
type Kind string

// The kinds.
const (
	Department Kind = "department"
	Township   Kind = "township"
	Own        Kind = "own"   // the county government's own office: one addend, not the sum
	Lower      Kind = "lower" // a government whose report is a sum itself
)

// kinds are all of them, with their names.
var kinds = []struct {
	Kind
	name diag.Text
}{
	{Department, diag.Text{ZH: "部门", EN: "department"}}, {Township, diag.Text{ZH: "乡镇、街道", EN: "township"}},
	{Own, diag.Text{ZH: "本机关", EN: "own office"}}, {Lower, diag.Text{ZH: "下级政府（已是汇总数）", EN: "lower government (a sum itself)"}},
}

// Name is what people call a kind.
func (k Kind) Name() diag.Text {
	for _, known := range kinds {
		if known.Kind == k {
			return known.name
		}
	}
	return diag.Text{}
}

// Adjust is what is added to a sum, and why: a case with two defendants that is
// counted once.
type Adjust struct {
	Pos    diag.Pos
	Cell   Place
	Amount report.Value
	Reason string
}

// ReadCounty reads a COUNTY.toml. The error is a diag.List; what could be read in spite
// of it is given with it.
func ReadCounty(name string) (*County, error) {
	c := &County{File: name}
	f, err := source.Read(name)
	if err != nil {
		return c, err
	}
	d := source.NewDecoder(f)
	c.source = f
	root := f.Root
	if root.Get("body") == nil && (root.Get("overview") != nil || root.Get("applications") != nil) {
		d.At(diag.Pos{File: name, Line: 1, Col: 1}, 1, diag.Error, diag.T("这是一份年报，不是单位名单。", "this is a report, not a list of bodies."), diag.T("还没有名单的，可以先写一份初稿（nianbao rollup --new 名单.toml --from 文件夹）。", "nianbao rollup --new COUNTY.toml --from FOLDER writes one."))
		return c, d.Err()
	}
	if b := root.Get("body"); b != nil && b.Kind == source.Table {
		d.Value(b, diag.T("一个单位一段，要写两层方括号。", "each body is a table of a list, in double brackets."), diag.T("请把 [body] 改成 [[body]]。", "write [[body]], not [body]."))
		return c, d.Err()
	}
	d.Table(root, "year", "agency", "form", "from", "due", "last_report", "last_reports", "body", "adjust")
	c.Year, _ = d.Int(d.Need(root, "year", source.Integer))
	c.Agency, _ = d.String(d.Need(root, "agency", source.String))
	if plain(c.Agency) == "" || c.Agency == report.Unfilled {
		if n := root.Get("agency"); n != nil {
			d.Value(n, diag.T("本级政府的名称还没有填。", "the county's name is not filled in."), diag.T(`请写全称，例如 agency = "某县人民政府"。`, `write the full name.`))
		}
	}
	c.Form, _ = d.String(root.Get("form"))
	c.From, _ = d.String(root.Get("from"))
	c.Due = day(d, root.Get("due"))
	c.LastReport, _ = d.String(root.Get("last_report"))
	c.LastReports, _ = d.String(root.Get("last_reports"))
	for _, n := range d.Array(d.Need(root, "body", source.Array)) {
		c.Bodies = append(c.Bodies, readBody(d, n))
	}
	for _, n := range d.Array(root.Get("adjust")) {
		a := readAdjust(d, n)
		c.adjustedOnce(d, a)
		c.Adjusts = append(c.Adjusts, a)
	}
	c.namesOnce(d)
	return c, d.Err()
}

// adjustedOnce tells of an adjustment that is another once more.
func (c *County) adjustedOnce(d *source.Decoder, a Adjust) {
	for _, other := range c.Adjusts {
		n, ok := a.Amount.Number()
		m, okOther := other.Amount.Number()
		if a.Reason != "" && a.Cell == other.Cell && oneLine(a.Reason) == oneLine(other.Reason) && ok && okOther && n.Cmp(m) == 0 {
			d.At(a.Pos, 1, diag.Error, diag.T("这一处调整同第 %d 行的完全一样，会减两次或加两次。", "the adjustment is that of line %d once more, and would count twice.", other.Pos.Line), diag.T("多写了的请删去；确是两件事的，理由分别写清楚。", "remove it, or give each its own reason."))
			return
		}
	}
}

// day reads a day.
func day(d *source.Decoder, n *source.Node) document.Date {
	text, ok := d.String(n)
	if !ok {
		return document.Date{}
	}
	date, ok := report.ParseDate(text)
	if !ok {
		d.Value(n, diag.T("这不是日期：%q", "this is no day: %q", text), diag.T(`请写成 "2026年1月31日"。`, `write it as "2026-01-31".`))
	}
	return date
}

func readBody(d *source.Decoder, n *source.Node) *Body {
	b := &Body{Pos: n.Pos, Kind: Department}
	if !d.Table(n, "name", "also", "kind", "group", "file", "excluded", "received") {
		return b
	}
	b.Name, _ = d.String(d.Need(n, "name", source.String))
	b.Also = d.Strings(n.Get("also"))
	b.Group, _ = d.String(n.Get("group"))
	b.File, _ = d.String(n.Get("file"))
	b.File = strings.ReplaceAll(b.File, `\`, "/") // as Windows writes it
	b.Received = day(d, n.Get("received"))
	if k, ok := d.String(n.Get("kind")); ok {
		if b.Kind = Kind(k); b.Kind.Name().IsZero() {
			d.Value(n.Get("kind"), diag.T("不认识的类别：%q", "unknown kind: %q", k),
				diag.T("可以写 department（部门）、township（乡镇、街道）、own（本机关）、lower（下级政府）。", "it may be department, township, own or lower."))
		}
	}
	if reason := n.Get("excluded"); reason != nil && reason.Kind == source.Bool {
		d.Value(reason, diag.T("excluded 要写不计入的理由，不写 true、false。", "excluded says why, and is not true or false."), diag.T(`例如 excluded = "垂直管理，随上级系统上报"；要计入的，删去这一行。`, `such as excluded = "reports to its own ministry"; remove the line if the body counts.`))
	} else if reason != nil {
		if b.Excluded, _ = d.String(reason); strings.TrimSpace(b.Excluded) == "" {
			d.Value(reason, diag.T("不计入的单位要写明理由。", "say why the body is left out."), diag.T(`例如 excluded = "垂直管理，随上级系统上报"。`, `such as excluded = "reports to its own ministry".`))
		}
	}
	for _, name := range append([]string{b.Name}, b.Also...) {
		if strings.ContainsFunc(name, unicode.IsControl) {
			d.At(b.Pos, 1, diag.Error, diag.T("单位名称里有换行或其他看不见的字符：%q", "a name has a line break or another control character: %q", name), diag.T("请删去。", "remove it."))
		}
	}
	if n.Get("name") != nil && plain(b.Name) == "" {
		d.Value(n.Get("name"), diag.T("单位名称是空的。", "the name is blank."), diag.T("请写全称。", "write the full name."))
	}
	return b
}

func readAdjust(d *source.Decoder, n *source.Node) Adjust {
	a := Adjust{Pos: n.Pos}
	if !d.Table(n, "cell", "amount", "reason") {
		return a
	}
	if cell, ok := d.String(d.Need(n, "cell", source.String)); ok {
		if a.Cell, ok = ParsePlace(cell); !ok {
			d.Value(n.Get("cell"), diag.T("这不是一格：%q", "this names no figure: %q", cell), diag.T("请写成 部分.行.列，例如 review.suit_direct.upheld。", "write part.row.column, such as review.suit_direct.upheld."))
		}
		a.Pos = n.Get("cell").Pos
	}
	if amount := d.Need(n, "amount", source.Integer); amount != nil && plainNumber.MatchString(amount.Text) && amount.Kind != source.String {
		a.Amount = report.Value{Text: amount.Text, Pos: amount.Pos}
	} else if amount != nil {
		d.Value(amount, diag.T("调整多少要写成普通的数：%s", "the amount is no plain number: %s", amount.Text), diag.T("例如 amount = -1，不加引号，不加单位。", "such as amount = -1, without quotes or a unit."))
	}
	if a.Reason, _ = d.String(d.Need(n, "reason", source.String)); n.Get("reason") != nil && strings.TrimSpace(a.Reason) == "" {
		d.Value(n.Get("reason"), diag.T("调整要写明理由。", "say why."), diag.Text{})
	}
	return a
}

// namesOnce tells of a name that two bodies have.
func (c *County) namesOnce(d *source.Decoder) {
	seen := map[string]*Body{}
	for _, b := range c.Bodies {
		for _, name := range append([]string{b.Name}, b.Also...) {
			key := plain(name)
			if key == "" {
				continue
			}
			if key == plain(c.Agency) {
				d.At(b.Pos, 1, diag.Error, diag.T("“%s”是本级政府，不能又是名单上的一个单位。", "%q is the county itself and no body of its own.", name),
					diag.T("请删去这一段；办公室自己的报告，写办公室的全称。", "remove it; the office's own report stands under the office's name."))
			}
			if other := seen[key]; other != nil && other != b {
				d.At(b.Pos, 1, diag.Error, diag.T("名称“%[1]s”在名单上有两个单位：第 %[2]d 行和第 %[3]d 行。", "two bodies have the name %[1]q: lines %[2]d and %[3]d.", name, other.Pos.Line, b.Pos.Line),
					diag.T("一个名称只能属于一个单位。", "a name belongs to one body."))
			}
			seen[key] = b
		}
	}
}

var blanks = pattern.New(`[\s\x{3000}\x{00a0}]+`)

// plain is a name by which names are compared: without blanks and characters that
// nobody sees, with full-width brackets and letters as the half-width ones.
func plain(name string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '！' && c <= '～':
			return c - '！' + '!'
		case unicode.Is(unicode.Cf, c):
			return -1
		}
		return c
	}, blanks.ReplaceAllString(name, ""))
}

// beside gives the path of what COUNTY.toml names.
func (c *County) beside(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(c.File), filepath.FromSlash(name))
}

// Folder is the folder of the bodies' reports that COUNTY.toml names; "" none.
func (c *County) Folder() string { return c.beside(c.From) }

// named gives the body that has a name.
func (c *County) named(agency string) *Body {
	for _, b := range c.Bodies {
		if plain(b.Name) == plain(agency) || slices.ContainsFunc(b.Also, func(a string) bool { return plain(a) == plain(agency) }) {
			return b
		}
	}
	return nil
}

var listsBodies = pattern.New(`(?m)^[ \t]*\[\[[ \t]*body[ \t]*\]\]`)

// ListsBodies reports whether a file is a list of bodies, be it at fault or not filled
// in.
func ListsBodies(name string) bool {
	data, err := source.Bytes(name)
	return err == nil && listsBodies.Match(data)
}
