package guide

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"nianbao/internal/document"
)

// runs gives the text within a node; style is that of what stands around it.
func (s *setter) runs(parent ast.Node, style string) (all []document.Run, err error) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		var runs []document.Run
		switch n := n.(type) {
		case *ast.Text:
			runs = s.text(n, style)
		case *ast.String:
			runs = []document.Run{{Style: style, Text: string(n.Value)}}
		case *ast.CodeSpan:
			runs, err = s.runs(n, codeStyle)
		case *ast.Emphasis:
			runs, err = s.runs(n, "lead2")
		case *ast.Link: // on paper a link is its words
			runs, err = s.runs(n, style)
		default:
			err = unknown(n)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, runs...)
	}
	return all, nil
}

// text gives one text; a line's end within Chinese is no blank.
func (s *setter) text(n *ast.Text, style string) []document.Run {
	t := string(n.Value(s.source))
	if n.HardLineBreak() {
		t += "\n"
	}
	return []document.Run{{Style: style, Text: t}}
}

// plain gives the text of a cell, whose style is one throughout.
func plain(runs []document.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
