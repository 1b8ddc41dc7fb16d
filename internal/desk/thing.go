package desk

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"nianbao/internal/clerk/report"
	"nianbao/internal/clerk/source"
	"nianbao/internal/diag"
	"nianbao/internal/press"
)

// thingView is a table or a picture that stands among the paragraphs of a text.
type thingView struct {
	Ref      string      `json:"ref"` // "table.NAME", "image.NAME", or the part of a table of the form
	Of       string      `json:"of"`  // the key of its text; "" it stands in none
	Name     string      `json:"name"`
	Fields   []fieldView `json:"fields"`
	Table    *tableView  `json:"table,omitempty"`
	Picture  string      `json:"picture,omitempty"` // its file, below the folder
	Stamp    string      `json:"stamp,omitempty"`   // of that, as it is now
	OfForm   bool        `json:"ofForm"`            // and cannot be taken out
	Repeated bool        `json:"repeated"`          // it is shown before
}

// prose gives a text of paragraphs: its runs of them, and what stands between.
func (s *viewer) prose(key keyPath, label string) (all []fieldView) {
	n := key.in(s.o.File.Root)
	if n != nil && n.Kind != source.String {
		return nil
	}
	p := passagesOf(textOf(n))
	name := label
	for i := range p.lines {
		text := p.passage(i)
		f := fieldView{Key: passageKey(key, p, i), Of: key.String(), Label: name, Long: true, End: i == len(p.things),
			Text: shown(text), Todo: text == report.Unfilled}
		if len(p.things) > 0 {
			f.Hint = "这里可以写一段文字"
		}
		s.count(text)
		all = append(all, f)
		if i < len(p.things) {
			t := s.thing(p.things[i], key.String())
			all, name = append(all, fieldView{Thing: t}), label+"，"+t.Name+"后面"
		}
	}
	s.markProse(key, n, p)
	return all
}

// markProse notes where the lines of a text stand in the file.
func (s *viewer) markProse(key keyPath, n *source.Node, p *passages) {
	if n == nil {
		return
	}
	s.mark(n.Pos, key.String(), wholeText)
	i, line, in := 0, 0, &shownText{n, 0}
	for _, l := range n.Lines() {
		if i < len(p.things) && line == len(p.lines[i]) {
			s.mark(l.Pos, thingKey(p.things[i]), 0)
			i, line, in = i+1, 0, &shownText{n, l.Off + len(l.Text) + 1}
			continue
		}
		s.markLine(l, passageKey(key, p, i), line, in)
		line++
	}
}

// thingKey is the key of the field that stands for a thing.
func thingKey(thing string) string {
	switch kind, name, _ := (report.Value{Text: thing}).Ref(); kind {
	case report.TableRef:
		return keyPath{kind, name, "title"}.String()
	case report.ImageRef:
		return keyPath{kind, name, "caption"}.String()
	}
	return ""
}

// thing gives a table or a picture that stands in a text, "" in none.
func (s *viewer) thing(line, of string) *thingView {
	kind, name, _ := (report.Value{Text: line}).Ref()
	t := &thingView{Ref: strings.Trim(line, "{}"), Of: of, Fields: []fieldView{}, OfForm: kind == report.FormRef}
	t.Name, t.Repeated = s.names[t.Ref], s.names[t.Ref] != ""
	if t.Repeated {
		return t
	}
	key := keyPath{kind, name}
	switch kind {
	case report.TableRef:
		t.Name = s.numbered("表格", kind)
		t.Fields = append(s.field(append(key, "title"), "表题"), s.widthsOf(key))
		t.Table = s.proseTable(key, s.o.Report.Tables[name])
	case report.ImageRef:
		n := append(key, "file").in(s.o.File.Root)
		if n != nil {
			s.mark(n.Pos, thingKey(line), 0)
		}
		file := textOf(n)
		t.Name, t.Picture = s.numbered("图片", kind)+"（"+file+"）", path.Join(path.Dir(s.view.Name), file)
		t.Fields = append(s.field(append(key, "caption"), "图题"), s.field(append(key, "alt"), "给看不见图的人的说明")...)
	default:
		t.Name = "本表式的表格（数字在下面填）"
	}
	s.names[t.Ref] = t.Name
	return t
}

// numbered names the next table or picture.
func (s *viewer) numbered(what, kind string) string {
	number := 1
	for ref := range s.names {
		if strings.HasPrefix(ref, kind+".") {
			number++
		}
	}
	return what + " " + itoa(number)
}

// unplaced are tables and pictures that stand in no text.
func (s *viewer) unplaced() {
	var fields []fieldView
	for _, kind := range []string{report.TableRef, report.ImageRef} {
		of := s.o.File.Root.Get(kind)
		if of == nil || of.Kind != source.Table {
			continue
		}
		for _, n := range of.Items {
			if ref := kind + "." + n.Key; s.names[ref] == "" {
				fields = append(fields, fieldView{Thing: s.thing("{"+ref+"}", "")})
				s.mark(n.KeyPos, thingKey("{"+ref+"}"), 0)
			}
		}
	}
	if len(fields) > 0 {
		s.view.Parts = append(s.view.Parts, partView{Heading: "没有放进文字的表格和图片（不会印出）", Fields: fields})
	}
}

// byName gives a message with the names of things in place of what the file has for
// them.
func (s *viewer) byName(text string) string {
	if !strings.ContainsAny(text, "[{") {
		return text
	}
	var all []string
	for ref, name := range s.names {
		all = append(all, "另起一行写 {"+ref+"}", "放上"+name, "["+ref+"]", name, "{"+ref+"}", name)
	}
	return strings.NewReplacer(all...).Replace(text)
}

// moving asks for a thing to be moved: in its text by one paragraph, or, where it
// stands in no text, behind a line of a passage.
type moving struct {
	placing
	Version string `json:"version"` // that the page shows
	What    string `json:"what"`    // a Ref
	Of      string `json:"of"`      // the key of its text
	Up      bool   `json:"up"`
}

var errEnd = diag.New(diag.Pos{}, diag.T("已经在这段文字的头上或末尾了。", "it is at the beginning or the end of the text."), diag.T("要放到别处，先点“去掉”，再在那里放。", "to put it elsewhere, take it out and place it there."))

// postMove moves a table or a picture among the paragraphs of its text.
func (d *Desk) postMove(w http.ResponseWriter, r *http.Request) {
	var in moving
	if !asked(w, r, &in) {
		return
	}
	d.rewriteShown(w, in.Name, in.Version, func(o *press.Opened) (*press.Opened, error) {
		e, thing := newEditor(o), "{"+in.What+"}"
		key := in.Of
		if key == "" {
			key = in.Field
		}
		p, i, err := e.passages(splitPath(key))
		if err != nil {
			return nil, err
		}
		if in.Of == "" {
			p.insert(i, in.Line, thing)
		} else if at := slices.Index(p.things, thing); at < 0 {
			return nil, errField
		} else if !p.move(at, in.Up) {
			return nil, errEnd
		}
		return d.finished(in.Name, e)
	})
}
