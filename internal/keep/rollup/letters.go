package rollup

import (
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"nianbao/internal/clerk/form"
	"nianbao/internal/diag"
	"nianbao/internal/document"
	"nianbao/internal/outfile"
	"nianbao/internal/pattern"
	"nianbao/internal/press"
)

// Letter is a list of what is wrong with a body's report, to be sent to it.
type Letter struct {
	Name string // of its files, without ending
	Text string
	Word []byte // one page
}

// Letters writes a list for each body of which something was found, and one of who
// has handed in. Bodies of which an earlier one may lie there, and of which nothing
// is left to tell, get one that says so.
func (r *Rollup) Letters(b *press.Builder, earlier func(name string) bool) (all []Letter, err error) {
	taken := map[string]bool{standingName: true}
	told := r.Told()
	for i, e := range r.Bodies {
		name := fileName(e.Name)
		if taken[strings.ToLower(name)] || name == "" {
			name = fmt.Sprintf("%s-%d", name, i+1)
		}
		taken[strings.ToLower(name)] = true
		items := r.itemsFor(e.Name, told)
		if len(items) == 0 {
			if !earlier(name) {
				continue
			}
			items = []string{"以前指出的问题已经没有了，不用再改。"}
		}
		l, err := r.letter(b, name, fmt.Sprintf("%s\n%d年政府信息公开工作年度报告需要核对的问题", e.Name, r.County.Year), items)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	l, err := r.letter(b, standingName, fmt.Sprintf("%d年政府信息公开工作年度报告交报情况", r.County.Year), r.standing())
	return append([]Letter{l}, all...), err
}

// standingName is the file of the list of who has handed in.
const standingName = "00-交报情况"

// itemsFor gives what is to be told to a body, without the marks that programs read.
func (r *Rollup) itemsFor(body string, told []*Finding) (all []string) {
	for _, f := range r.forLetter(body, told) {
		word := "请核对"
		if f.Severity == diag.Error {
			word = "须改正"
		}
		what := keysIn.ReplaceAllString(f.What.ZH, "")
		t := fmt.Sprintf("%d．（%s）%s", len(all)+1, word, oneLine(what))
		if f.SourceLine != "" && f.ID != "ROLLUP-MISSING" {
			t += fmt.Sprintf("（第%d行）", f.Line)
		}
		if do := forBody(f); do != "" {
			t += "。" + strings.TrimSuffix(oneLine(do), "。")
		}
		all = append(all, strings.TrimSuffix(t, "。")+"。")
	}
	return all
}

// forLetter gives what a body is told of: first what its report says, then what
// could not be read for sure. That a sum does not close is told once, by its rule.
func (r *Rollup) forLetter(body string, told []*Finding) []*Finding {
	var sure, doubts []*Finding
	for _, f := range told {
		switch {
		case f.Body != body || f.Severity == diag.Info:
		case f.ID == "ROLLUP-DOUBT":
			doubts = append(doubts, f)
		default:
			sure = append(sure, f)
		}
	}
	isTold := func(d *Finding) bool {
		return slices.ContainsFunc(r.Form.Rules, func(rule form.Rule) bool {
			return strings.Contains(d.What.ZH, rule.Text.ZH) && slices.ContainsFunc(sure, func(f *Finding) bool { return f.ID == rule.ID })
		})
	}
	return append(sure, slices.DeleteFunc(doubts, isTold)...)
}

// keysIn finds names of places that mean something in a data file alone.
var keysIn = pattern.New(`（[a-z_0-9]+(\.[a-z_0-9]+)*）| ?\[[a-z_]+\]：?`)

// bodyDoes are what a body can do about a finding, where that is not what the
// county can do.
var bodyDoes = map[string]string{
	"ROLLUP-MISSING": "请尽快报送。",
	"ROLLUP-YEAR":    "请报送本年度的报告。",
	"ROLLUP-TWICE":   "请告知以哪一份为准。",
	"ROLLUP-UNREAD":  "请改正后重新报送。",
	"ROLLUP-FORM":    "请按本年的表式重填后报送。",
	"ROLLUP-DOUBT":   "请对照原件核对。",
	"ROLLUP-UNKNOWN": "请核对报告上的单位名称。",
	"ROLLUP-COPY":    "请核对是不是填错了表。",
	"ROLLUP-PROSE":   "请按本单位的情况重写。",
	"ROLLUP-OWN":     "请只报本机关自己的数。",
}

func forBody(f *Finding) string {
	do, ok := bodyDoes[f.ID]
	if ending := strings.ToLower(filepath.Ext(f.File)); f.ID == "ROLLUP-DOUBT" && ending != ".docx" && ending != ".doc" {
		do += "最好改交 Word 文件。"
	}
	if ok {
		return do
	}
	return keysIn.ReplaceAllString(f.Do.ZH, "")
}

// standing says who has handed in and who has not.
func (r *Rollup) standing() (all []string) {
	count := map[string]int{}
	var missing, wrong, left []string
	for _, e := range r.Bodies {
		switch {
		case e.Excluded != "":
			left = append(left, e.Name+"（"+e.Excluded+"）")
		case e.Counted():
			count["计入"]++
		case e.Now != nil || e.spoilt:
			wrong = append(wrong, e.Name)
		default:
			missing = append(missing, e.Name)
		}
	}
	all = append(all, fmt.Sprintf("应计入 %d 个单位，已计入 %d 个。", count["计入"]+len(wrong)+len(missing), count["计入"]))
	var late []string
	for _, e := range r.Bodies {
		if r.overdue(e) {
			late = append(late, e.Name+inBrackets(dayText(e.Received)))
		}
	}
	for _, l := range []struct {
		what  string
		names []string
	}{{"未交", missing}, {"已交、有问题、没有计入", wrong}, {"已计入、但有的数没有计入", r.Uncounted()}, {"过期才交", late}, {"不计入", left}} {
		if len(l.names) > 0 {
			all = append(all, fmt.Sprintf("%s（%d 个）：%s。", l.what, len(l.names), strings.Join(l.names, "、")))
		}
	}
	return all
}

// letter writes a list as text, and as a Word file of one page: what finds no room
// on it stands in the text alone, and the page says so.
func (r *Rollup) letter(b *press.Builder, name, title string, items []string) (Letter, error) {
	l := Letter{Name: name, Text: "\uFEFF" + strings.ReplaceAll(title, "\n", "") + "\r\n\r\n" + strings.Join(items, "\r\n") + "\r\n"}
	set := func(n int) (pages int, err error) { // with the first n
		shown := items[:n:n]
		if n < len(items) {
			shown = append(shown, fmt.Sprintf("另有 %d 项，见同名的文本文件。", len(items)-n))
		}
		l.Word, pages, err = b.Letter(r.page(title, shown))
		return pages, err
	}
	pages, err := set(min(len(items), mostOnPage))
	if err != nil || pages <= 1 && len(items) <= mostOnPage {
		return l, err
	}
	over := sort.Search(min(len(items), mostOnPage), func(n int) bool { // the first number that is too many
		var pages int
		if err == nil {
			pages, err = set(n + 1)
		}
		return pages > 1
	})
	if err == nil {
		_, err = set(over)
	}
	return l, err
}

// mostOnPage is more than a page holds.
const mostOnPage = 30

// page sets a list as the form's pages are.
func (r *Rollup) page(title string, items []string) *document.Document {
	doc := &document.Document{Page: r.Form.Page, Styles: r.Form.Styles, Info: document.Info{Title: strings.ReplaceAll(title, "\n", ""), Author: r.County.Agency, Subject: r.Form.Subject, Language: r.Form.Language}}
	doc.Blocks = append(doc.Blocks, &document.Paragraph{Style: r.Form.Use.Title, Role: document.Title, Runs: []document.Run{{Text: title}}})
	for _, t := range items {
		doc.Blocks = append(doc.Blocks, &document.Paragraph{Style: r.Form.Use.Body, Runs: []document.Run{{Text: diag.Visible(t)}}})
	}
	return doc
}

// fileName makes the name of a file of a body's.
func fileName(name string) string {
	name = strings.Map(func(c rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, c) || c < ' ' {
			return '_'
		}
		return c
	}, blanks.ReplaceAllString(name, ""))
	name = strings.Trim(name, ". ")
	if r := []rune(name); len(r) > 60 {
		name = string(r[:60])
	}
	if !outfile.Plain(name) {
		return "_" + name
	}
	return name
}
