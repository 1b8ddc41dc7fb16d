package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isBlock reports whether an element begins a line of its own.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer,
		atom.Blockquote, atom.Pre, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Center, atom.Address, atom.Figure, atom.Figcaption, atom.Form, atom.Fieldset,
		atom.Hr, atom.Aside, atom.Nav, atom.Details, atom.Summary, atom.Caption, atom.Body:
		return true
	}
	switch style(n, "display") {
	case "block", "flex", "table":
		return true
	}
	return false
}

// skipped reports whether an element shows nothing that is read.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Select, atom.Button, atom.Input, atom.Textarea, atom.Iframe, atom.Svg, atom.Object, atom.Video, atom.Audio, atom.Nav, atom.Rt, atom.Rp:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return style(n, "display") == "none" || style(n, "visibility") == "hidden"
}

// find gives the element with the article, and the page's title. It is the
// smallest one that has nearly all of the text outside of links.
func find(root *html.Node) (article *html.Node, title string) {
	body := root
	var look func(*html.Node)
	look = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Title:
			if n.FirstChild != nil && title == "" {
				title = strings.TrimSpace(n.FirstChild.Data)
			}
		case atom.Body:
			body = n
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			look(k)
		}
	}
	look(root)
	weights := map[*html.Node]int{}
	total := weigh(body, weights)
	article = body
	for {
		var next *html.Node
		for k := article.FirstChild; k != nil; k = k.NextSibling {
			if k.Type == html.ElementNode && weights[k]*10 >= total*9 && !isTablePart(k) {
				next = k
			}
		}
		if next == nil {
			return withTitle(article, body), title
		}
		article = next
	}
}

// author gives what the page says of who wrote it.
func author(n *html.Node) string {
	if n.DataAtom == atom.Meta && strings.EqualFold(attr(n, "name"), "author") {
		return attr(n, "content")
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if a := author(k); a != "" {
			return a
		}
	}
	return ""
}

// withTitle goes up until the article has a heading with the report's name: many
// portals set it above the text.
func withTitle(article, body *html.Node) *html.Node {
	for n := article; n != nil && n != body.Parent; n = n.Parent {
		if named(n) && !isTablePart(n) {
			return n
		}
	}
	return article
}

// named reports whether one of the first lines of an element looks like a
// report's name.
func named(n *html.Node) bool {
	head := string(beginning(n, nil, 400))
	i := strings.Index(head, "公开")
	return i >= 0 && (strings.Contains(head[i:], "年度报告") || strings.Contains(head[i:], "年报"))
}

// beginning appends the characters that an element shows, without blanks, until there
// are as many as most.
func beginning(n *html.Node, text []rune, most int) []rune {
	if n.Type == html.TextNode {
		for _, r := range n.Data {
			if len(text) < most && !unicode.IsSpace(r) {
				text = append(text, r)
			}
		}
		return text
	}
	if n.Type == html.ElementNode && skipped(n) {
		return text
	}
	for k := n.FirstChild; k != nil && len(text) < most; k = k.NextSibling {
		text = beginning(k, text, most)
	}
	return text
}

// isTablePart reports whether an element belongs to a table: an article is a
// whole table at least.
func isTablePart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Tbody, atom.Thead, atom.Tr:
		return true
	}
	return n.DataAtom == atom.Table && !frames(n)
}

// weigh counts the characters outside of links below each element.
func weigh(n *html.Node, weights map[*html.Node]int) int {
	if n.Type == html.TextNode {
		return len(strings.Join(strings.Fields(n.Data), ""))
	}
	if n.Type == html.ElementNode && (skipped(n) || n.DataAtom == atom.A) {
		return 0
	}
	sum := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		sum += weigh(k, weights)
	}
	weights[n] = sum
	return sum
}

// plain gives all text that an element shows.
func plain(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode && skipped(n) {
			return
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	return b.String()
}
