// Package html reads web pages as they are saved from a portal: HTML and MHTML.
// In go a file's bytes, out comes an original.Document: the article that was
// found among menus, its tables with their spans resolved after the HTML
// standard, and remarks about what was left out. The package knows no form.
package html

import (
	"bytes"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"nianbao/internal/diag"
	"nianbao/internal/intake/original"
	"nianbao/internal/pattern"
)

// What a page may have.
const (
	maxNodes     = 1 << 18
	maxDepth     = 512  // x/net/html itself refuses deeper pages
	longestValue = 1000 // bytes of a property that are looked at, for each element anew
	maxAttrs     = 500  // of an element; they are asked for again and again
)

var looks = pattern.New(`(?i)<(!doctype html|html|head|body|table|div|p|meta|title)[\s>/]`)

// Is reports whether a file looks like a web page.
func Is(data []byte) bool {
	head := data[:min(len(data), 4096)]
	if isMIME(head) {
		return true
	}
	if u, ok := fromUTF16(head); ok {
		head = u
	}
	return looks.Match(head)
}

// Read reads the page with the bytes data; name is its name in messages. The
// error is a *diag.Diagnostic.
func Read(name string, data []byte) (*original.Document, error) {
	page := data
	files := map[string][]byte{}
	contentType := ""
	if isMIME(data[:min(len(data), 4096)]) {
		var err error
		if page, contentType, files, err = unpack(data); err != nil {
			return nil, refuse(name, diag.T("这个网页归档文件（MHTML）读不了：%v。", "this web archive cannot be read: %v.", err))
		}
	}
	text, err := decode(page, contentType)
	if err != nil {
		return nil, refuse(name, diag.T("网页的编码认不出：%v。", "the page's encoding cannot be told: %v.", err))
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, refuse(name, diag.T("网页读不了：%v。", "the page cannot be read: %v.", err))
	}
	if countNodes(root, 0) > maxNodes {
		return nil, refuse(name, diag.T("网页太大。", "the page is too large."))
	}
	w := &walker{doc: &original.Document{Name: name, Format: "HTML"}, files: files, says: map[*html.Node][]properties{}}
	if err := w.read(root); err != nil {
		return nil, err
	}
	return w.doc, nil
}

func refuse(name string, what diag.Text) error {
	return diag.New(diag.Pos{File: name}, what, diag.T("请在浏览器里打开网页，另存为“网页，仅 HTML”后再试；页面上有附件的，下载附件来导入。", "open the page in a browser and save it anew as HTML; where it has the report as an attachment, import that."))
}

// countNodes counts the nodes of a page.
func countNodes(n *html.Node, depth int) int {
	count := 1
	if len(n.Attr) > maxAttrs {
		return maxNodes + 1
	}
	for k := n.FirstChild; k != nil && depth < maxDepth && count <= maxNodes; k = k.NextSibling {
		count += countNodes(k, depth+1)
	}
	return count
}

// decode gives a page in UTF-8: by its byte order mark, by what the archive says,
// by its meta element; without them it is UTF-8 if it can be, else GB 18030.
func decode(page []byte, contentType string) ([]byte, error) {
	if u, ok := fromUTF16(page); ok {
		return u, nil
	}
	page = bytes.TrimPrefix(page, []byte("\xEF\xBB\xBF"))
	e, name, certain := charset.DetermineEncoding(page[:min(len(page), 1024)], contentType)
	if m := declared.FindSubmatch(page[:min(len(page), 8192)]); !certain && m != nil {
		if e2, name2 := charset.Lookup(string(m[1])); e2 != nil {
			e, name, certain = e2, name2, true
		}
	}
	if utf8.Valid(page) { // also where the page says otherwise: browsers save in UTF-8 and leave the old meta
		return page, nil
	}
	if !certain || name == "gbk" || name == "utf-8" {
		e, _ = charset.Lookup("gb18030") // has all of GBK
	}
	return e.NewDecoder().Bytes(page)
}

var declared = pattern.New(`(?i)charset\s*=\s*["']?([a-z0-9_-]+)`)

// fromUTF16 decodes what begins with a byte order mark of UTF-16.
func fromUTF16(data []byte) ([]byte, bool) {
	if !bytes.HasPrefix(data, []byte("\xFF\xFE")) && !bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return nil, false
	}
	name := "utf-16le"
	if data[0] == 0xFE {
		name = "utf-16be"
	}
	e, _ := charset.Lookup(name)
	out, err := e.NewDecoder().Bytes(data[2:])
	return out, err == nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// style gives a property of a style attribute, in small letters. It decides what is
// no part of a page at all; rules of a page's classes, which others may overrule, make
// text doubtful, and are asked by said.
func style(n *html.Node, property string) (value string) {
	for k, v := range declarations(attr(n, "style")) {
		if strings.EqualFold(k, property) {
			value = v()
		}
	}
	return value
}

// declarations gives the properties of a list, in its order, with their values in
// small letters.
func declarations(list string) iter.Seq2[string, func() string] {
	return func(yield func(string, func() string) bool) {
		for s := range strings.SplitSeq(list, ";") {
			k, v, ok := strings.Cut(s, ":")
			value := func() string {
				return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.ToLower(v)), "!important"))
			}
			if ok && !yield(strings.TrimSpace(k), value) {
				return
			}
		}
	}
}

// properties are those of CSS with their values, all in small letters.
type properties map[string]string

// propertiesOf reads a list of declarations; of several of a property the last
// counts.
func propertiesOf(list string) properties {
	var all properties
	for k, v := range declarations(list) {
		if all == nil {
			all = properties{}
		}
		value := v()
		all[strings.ToLower(k)] = value[:min(len(value), longestValue)]
	}
	return all
}
