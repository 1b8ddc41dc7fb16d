package intake_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	stdhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/internal/intake/html"
	"nianbao/internal/press"
)

// editor is what the editor of a portal leaves of what is pasted into it. These
// are made up after the kinds that there are: white lists of style properties
// (UEditor, KindEditor), of attributes (CKEditor with its filter), and the
// cleaning buttons of portals. They are none of these products.
type editor struct {
	name       string
	properties []string                 // of style that are kept; nil: no style
	attributes []string                 // that are kept besides
	rename     map[string]string        // elements by another name
	change     func(n *stdhtml.Node)    // what else is done to an element
	lost       func(line string) string // what is left of a line of dump
}

var spans = []string{"rowspan", "colspan"}

var editors = []editor{
	{name: "style kept, blank paragraphs filled", properties: []string{"width", "text-align", "text-indent", "margin", "margin-left", "margin-right", "border-collapse", "white-space"}, attributes: append(spans, "border", "scope", "src", "alt", "width"),
		change: func(n *stdhtml.Node) {
			if n.DataAtom == atom.P && n.FirstChild == nil {
				n.AppendChild(&stdhtml.Node{Type: stdhtml.ElementNode, DataAtom: atom.Br, Data: "br"})
			}
		}},
	{name: "few properties of style", properties: []string{"text-align", "text-indent"}, attributes: append(spans, "border", "src", "alt", "width"), lost: blanks},
	{name: "align in place of style", attributes: append(spans, "border", "src", "alt", "width", "align"), lost: blanks,
		change: func(n *stdhtml.Node) {
			for _, a := range n.Attr {
				if _, v, ok := strings.Cut(a.Val, "text-align:"); ok && a.Key == "style" {
					v, _, _ = strings.Cut(v, ";")
					n.Attr = append(n.Attr, stdhtml.Attribute{Key: "align", Val: v})
				}
			}
		}},
	{name: "headings as bold paragraphs, no th", properties: []string{"text-align", "text-indent"}, attributes: append(spans, "src", "alt", "width"),
		rename: map[string]string{"h2": "p", "h3": "p", "h4": "p", "h5": "p", "h6": "p", "th": "td"}, lost: blanks},
	{name: "all cleaned", attributes: spans, lost: captions, rename: map[string]string{"h2": "p", "h3": "p", "h4": "p", "h5": "p", "h6": "p", "th": "td", "strong": "span"},
		change: func(n *stdhtml.Node) {
			if n.DataAtom == atom.Td && n.FirstChild != nil && n.FirstChild.DataAtom == atom.P { // cells have bare text, blank ones a no-break space
				p := n.FirstChild
				n.RemoveChild(p)
				for k := p.FirstChild; k != nil; k = p.FirstChild {
					p.RemoveChild(k)
					n.AppendChild(k)
				}
				if n.FirstChild == nil {
					n.AppendChild(&stdhtml.Node{Type: stdhtml.TextNode, Data: "\u00a0"})
				}
			}
		}},
}

// blanks makes one of several.
func blanks(line string) string { return strings.Join(strings.Fields(line), " ") }

var captioned = regexp.MustCompile(`^(?:table "(.*)" \d+ columns, \d+ head rows|image \d+ caption (.*))$`)

// captions makes plain paragraphs of captions: without its alignment nothing tells
// a caption, and without th nothing a heading row. Pictures are lost.
func captions(line string) string { return blanks(captioned.ReplaceAllString(line, "$1$2")) }

// left gives what is left of the lines of dump.
func (e *editor) left(lines []string) (out []string) {
	for _, l := range lines {
		if l = e.lost(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// through gives what an editor leaves of a fragment.
func (e *editor) through(t *testing.T, fragment []byte) []byte {
	t.Helper()
	nodes, err := stdhtml.ParseFragment(bytes.NewReader(bytes.TrimPrefix(fragment, []byte("\uFEFF"))), &stdhtml.Node{Type: stdhtml.ElementNode, DataAtom: atom.Div, Data: "div"})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html><title>年报</title><div class=\"article\">")
	for _, n := range nodes {
		e.clean(n)
		if err := stdhtml.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	b.WriteString("</div>")
	return b.Bytes()
}

func (e *editor) clean(n *stdhtml.Node) {
	if e.change != nil {
		e.change(n)
	}
	var kept []stdhtml.Attribute
	for _, a := range n.Attr {
		switch {
		case a.Key == "style" && e.properties != nil:
			a.Val = e.style(a.Val)
			kept = append(kept, a)
		case slices.Contains(e.attributes, a.Key):
			kept = append(kept, a)
		}
	}
	n.Attr = kept
	if to, ok := e.rename[n.Data]; ok && n.Type == stdhtml.ElementNode {
		n.Data, n.DataAtom = to, atom.Lookup([]byte(to))
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		e.clean(k)
	}
}

func (e *editor) style(rules string) string {
	var kept []string
	for _, r := range strings.Split(rules, ";") {
		if p, _, _ := strings.Cut(r, ":"); slices.Contains(e.properties, p) {
			kept = append(kept, r)
		}
	}
	return strings.Join(kept, ";")
}

// TestFragmentsSurviveEditors pastes every sample into every editor and imports
// what is left.
func TestFragmentsSurviveEditors(t *testing.T) {
	b := pageBuilder()
	each(t, func(t *testing.T, name string) {
		want, err := press.Open(b.Forms, name)
		if err != nil {
			t.Fatal(err)
		}
		out, err := b.Report(want)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range editors {
			t.Run(e.name, func(t *testing.T) {
				d, err := html.Read("report.html", e.through(t, out.Pasted))
				if err != nil {
					t.Fatal(err)
				}
				d.Author = want.Report.Agency.Text // the title may have it short
				got, _ := imported(t, d)
				a, b := dump(want), dump(got)
				if e.lost != nil {
					a, b = e.left(a), e.left(b)
				}
				compareLines(t, a, b)
			})
		}
	})
}
