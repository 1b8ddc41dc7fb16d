package template

import (
	"fmt"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/pattern"
)

// attachments of the year before are only named.
func (w *writer) attachments() {
	for i, a := range w.Last.Report.Attachments {
		if i == 0 {
			w.line("")
		}
		w.remark(fmt.Sprintf("上年的附件：%s（要附的，另写一段 [[attachment]]）", a.Name.Text))
	}
	w.line("")
}

// keyed writes a key; one that has other characters than letters is quoted.
func keyed(key string) string {
	if bare.MatchString(key) {
		return key
	}
	return source.Quote(key)
}

var bare = pattern.New(`^[A-Za-z0-9_-]+$`)

// tables takes over the tables that prose placed: headings and first column,
// and texts; figures are left to fill.
func (w *writer) tables() {
	for _, n := range w.placed(report.TableRef) {
		if !w.keptTable(n.Key) {
			w.remark(fmt.Sprintf("上年文字中的表格 [table.%s] 没有沿用", keyed(n.Key)))
			continue
		}
		w.line("\n[table.%s]", keyed(n.Key))
		for _, k := range n.Items {
			switch {
			case k.Key == "rows":
				w.rows(k)
			case k.Key == "title":
				w.line("title = %s", source.Quote(strings.TrimSpace(w.shift(k.Text))))
			default:
				w.line("%s = %s", k.Key, w.typed(k))
			}
		}
	}
}

// keptTable reports whether the new file's prose places a table.
func (w *writer) keptTable(name string) bool {
	places := func(ps []report.Value) bool {
		for _, v := range ps {
			if kind, n, ok := v.Ref(); ok && kind == report.TableRef && n == name {
				return w.Last.Report.Tables[name] != nil
			}
		}
		return false
	}
	if places(w.Last.Report.Preamble) {
		return true
	}
	if w.Form.Chapters {
		for _, c := range w.Last.Report.Chapters {
			if places(c.Text) {
				return true
			}
		}
	}
	for _, p := range w.Form.Parts {
		if last := w.Last.Report.Parts[p.Key]; last != nil && places(last.Text) {
			return true
		}
	}
	return false
}

// placed gives the tables or images of the file of the year before.
func (w *writer) placed(kind string) []*source.Node {
	if w.blank {
		return nil
	}
	if n := w.Last.File.Root.Get(kind); n != nil {
		return n.Items
	}
	return nil
}

var looksLikeFigure = pattern.New(`^[-+－＋−]?[0-9]`)

func (w *writer) rows(n *source.Node) {
	w.line("rows = [")
	for _, row := range n.Items {
		var cells []string
		for i, c := range row.Items {
			switch {
			case i > 0 && looksLikeFigure.MatchString(strings.TrimSpace(c.Text)):
				cells = append(cells, source.Quote(report.Unfilled))
			default:
				cells = append(cells, w.typed(c))
			}
		}
		was := ""
		for _, c := range row.Items {
			was += " " + strings.Join(strings.Fields(c.Text), " ")
		}
		w.line("  [%s],  # 上年%s", strings.Join(cells, ", "), was)
	}
	w.line("]")
}

// typed writes a value again.
func (w *writer) typed(n *source.Node) string {
	switch n.Kind {
	case source.String:
		return strings.NewReplacer("\n", `\n`, "\t", `\t`).Replace(source.Quote(w.shift(n.Text)))
	case source.Array:
		var vs []string
		for _, v := range n.Items {
			vs = append(vs, w.typed(v))
		}
		return "[" + strings.Join(vs, ", ") + "]"
	}
	return n.Text
}

// images of the year before are only named: most show its figures.
func (w *writer) images() {
	for _, n := range w.placed(report.ImageRef) {
		if i := w.Last.Report.Images[n.Key]; i != nil {
			w.remark(fmt.Sprintf("上年的图片：[image.%s] file = %s（要放的，另写一段，并在文字中写 {image.%s}）", keyed(n.Key), source.Quote(i.File.Text), n.Key))
		}
	}
	w.line("")
}

// checks that were switched off are named: the reason may hold no longer.
func (w *writer) checks() {
	for _, o := range w.Last.Report.Checks.Off {
		w.remark(fmt.Sprintf("上年关闭的核对：%s（%s）；今年仍要关闭的，另写一段 [checks]", o.ID, o.Reason.Text))
	}
}
