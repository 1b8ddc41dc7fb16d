package desk

import (
	"io"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"nianbao/internal/clerk/grid"
	"nianbao/internal/clerk/paste"
	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// placing is where a table or a picture goes: behind a line of a text.
type placing struct {
	Name  string `json:"name"`
	Field string `json:"field"`
	Line  int    `json:"line"`
	Block string `json:"block"` // of a spreadsheet, as it is copied
}

var (
	errBlock   = diag.New(diag.Pos{}, diag.T("要放的表格没有两行，或者读不出来。", "the table has not two rows, or cannot be read."), diag.T("请在 Excel 或 WPS 里选中整个表格复制，第一行是表头。", "copy the whole table; its first row are the headings."))
	errPicture = diag.New(diag.Pos{}, diag.T("图片只能是 PNG 或 JPEG 文件。", "pictures are PNG or JPEG files."), diag.T("请用看图软件另存为 PNG 或 JPEG。", "save it as one of these."))
)

// postTable puts a table that was copied from a spreadsheet into a text.
func (d *Desk) postTable(w http.ResponseWriter, r *http.Request) {
	var in placing
	if !asked(w, r, &in) {
		return
	}
	d.rewrite(w, in.Name, func(o *press.Opened) (*press.Opened, error) {
		rows, err := rowsOf(in.Block)
		if err != nil {
			return nil, err
		}
		var lines []string
		for _, row := range rows[1:] {
			lines = append(lines, "  "+row+",\n")
		}
		return d.placed(o, &in, report.TableRef, "columns", rows[0], "rows", "[\n"+strings.Join(lines, "")+"]")
	})
}

// rowsOf gives the rows of a copied block as TOML arrays of as many cells each.
func rowsOf(block string) ([]string, error) {
	blank := func(record []string) bool { return len(record) == 1 && record[0] == "" }
	records := slices.DeleteFunc(paste.Cells(block), blank)
	if len(records) < 2 {
		return nil, errBlock
	}
	columns := 0
	for _, record := range records {
		columns = max(columns, len(record))
	}
	rows := make([]string, len(records))
	for i, record := range records {
		cells := make([]string, columns)
		for c := range cells {
			cells[c] = cellLiteral(strings.Join(record[min(c, len(record)):min(c+1, len(record))], ""))
		}
		rows[i] = "[" + strings.Join(cells, ", ") + "]"
	}
	return rows, nil
}

// cellLiteral writes a cell as text, whatever it is; one that is blank stays so.
func cellLiteral(text string) string {
	if text = strings.TrimSpace(plain(text)); whole.MatchString(text) {
		return text
	}
	return source.Quote(grid.AsText(text))
}

// postPicture puts a picture's file beside the report and the picture into a text.
func (d *Desk) postPicture(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	line, err := strconv.Atoi(q.Get("line"))
	if err != nil {
		badRequest(w)
		return
	}
	in, file := placing{Name: q.Get("name"), Field: q.Get("field"), Line: line}, q.Get("file")
	d.rewrite(w, in.Name, func(o *press.Opened) (*press.Opened, error) {
		if !slices.Contains([]string{"image/png", "image/jpeg"}, http.DetectContentType(data)) || !slices.Contains([]string{".png", ".jpg", ".jpeg"}, strings.ToLower(path.Ext(file))) {
			return nil, errPicture
		}
		if strings.ContainsAny(file, `/\`) {
			return nil, errName
		}
		kept, err := d.keep(path.Join(path.Dir(in.Name), file), data)
		if err != nil {
			return nil, err
		}
		now, err := d.placed(o, &in, report.ImageRef, "file", source.Quote(file))
		if err == nil {
			_, err = d.printed(now) // it can be drawn
		}
		if err != nil && !kept {
			d.root.Remove(path.Join(path.Dir(in.Name), file)) // it came with this request
		}
		return now, err
	})
}

// placed adds a section [kind.NAME] and a line for it in a text.
func (d *Desk) placed(o *press.Opened, in *placing, kind string, keysAndLiterals ...string) (*press.Opened, error) {
	name := freeKey(o.File.Root.Get(kind), kind)
	e := newEditor(o)
	p, i, err := e.passages(splitPath(in.Field))
	if err != nil {
		return nil, err
	}
	p.insert(i, in.Line, "{"+kind+"."+name+"}")
	e.writeTexts()
	e.edit.Section([]string{kind, name}, keysAndLiterals...)
	return d.applied(in.Name, e.edit)
}

// freeKey gives a name that the file has not yet.
func freeKey(of *source.Node, kind string) string {
	for i := 1; ; i++ {
		if name := kind + itoa(i); of.Get(name) == nil {
			return name
		}
	}
}

// sections are what can be added to a report, with the key of its title.
var sections = map[string]string{"attachment": "title", "chapter": "heading"}

// postSection adds an attachment or a chapter of one's own, to be filled in.
func (d *Desk) postSection(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name string `json:"name"`
		What string `json:"what"` // a key of sections
	}
	if !asked(w, r, &in) {
		return
	}
	d.rewrite(w, in.Name, func(o *press.Opened) (*press.Opened, error) {
		title := sections[in.What]
		if title == "" {
			return nil, errField
		}
		e := o.File.Edit()
		e.Append(in.What, title, source.Quote(report.Unfilled), "text", source.QuoteLines(report.Unfilled+"\n"))
		return d.applied(in.Name, e)
	})
}

// postRemove takes a table or a picture with its lines, a section, or a text that the
// form has not out of the report. The picture's file stays.
func (d *Desk) postRemove(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Name    string `json:"name"`
		Version string `json:"version"` // that the page shows
		What    string `json:"what"`    // "table.NAME", "image.NAME", "attachment.0", "chapter.0", "PART.text"
	}
	if !asked(w, r, &in) {
		return
	}
	d.rewriteShown(w, in.Name, in.Version, func(o *press.Opened) (*press.Opened, error) {
		kind, name, _ := strings.Cut(in.What, ".")
		n := keyPath{kind, name}.in(o.File.Root)
		if n == nil || kind != report.TableRef && kind != report.ImageRef && sections[kind] == "" && !canBeWithout(o.Form, keyPath{kind, name}) {
			return nil, errField
		}
		e := o.File.Edit()
		e.Remove(n)
		if sections[kind] == "" {
			unplace(e, o.File.Root, n, "{"+in.What+"}")
		}
		return d.applied(in.Name, e)
	})
}

// unplace takes the lines that place something out of all texts but those of what
// is removed.
func unplace(e *source.Edit, in, removed *source.Node, line string) {
	for _, n := range in.Items {
		if n == removed {
			continue
		}
		if n.Kind != source.String {
			unplace(e, n, removed, line)
			continue
		}
		lines := strings.Split(n.Text, "\n")
		left := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.TrimSpace(l) == line })
		if len(left) == len(lines) {
			continue
		}
		text := strings.Join(left, "\n")
		if strings.TrimSpace(text) == "" {
			text = report.Unfilled + "\n"
		}
		e.Replace(n, source.QuoteLines(text))
	}
}
