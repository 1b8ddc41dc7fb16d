package report

import (
	"slices"
	"strings"
)

// Named is the row's label with its key: 行政许可（licence）; the key alone where
// the form prints none.
func (s *RowSchema) Named() string { return labelled(s.Label, s.Key) }

// Head is what the form prints above a column; the column's key where that is
// nothing.
func (s *RowSchema) Head(column string) string {
	if i := slices.Index(s.Columns, column); i >= 0 && i < len(s.Heads) && s.Heads[i] != "" {
		return s.Heads[i]
	}
	return column
}

// headsOf lists columns by what the form prints above them.
func (s *RowSchema) headsOf(columns []string) string {
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = s.Head(c)
	}
	return strings.Join(heads, "、")
}

func labelled(label, key string) string {
	if label == "" {
		return key
	}
	return label + "（" + key + "）"
}

// words are what clerks call the keys that are no form's.
var words = map[string][]string{
	"year": {"年度", "年份", "报告年度"}, "form": {"表式"}, "as_published": {"照原样"}, "preamble": {"前言", "引言"}, "agency": {"单位", "机关"},
	"name": {"名称", "单位名称", "单位", "署名"}, "title": {"标题"}, "lines": {"各行"}, "signature": {"落款", "署名"}, "date": {"日期", "成文日期"},
	chapterKey: {"章", "章节"}, headingKey: {"标题"}, textKey: {"正文", "文字", "内容"}, headKey: {"表上文字"}, footKey: {"表下文字", "注", "附注"},
	"attachment": {"附件"}, TableRef: {"表格"}, ImageRef: {"图片"}, "checks": {"核对"}, "off": {"关闭"}, "last": {"上年的报告"}, "below": {"发布日期", "发布时间"},
	"applications": {"依申请公开"}, "review": {"复议诉讼"}, "statistics": {"统计表"},
	"file": {"文件"}, "caption": {"图题"}, "columns": {"表头", "列名"}, "rows": {"各行"},
}

// labels gives what the form, and clerks, call a key.
func (s Schema) labels(key string) (ls []string) {
	add := func(l string) {
		if l != "" && !slices.Contains(ls, l) {
			ls = append(ls, l)
		}
	}
	for _, w := range words[key] {
		add(w)
	}
	for _, p := range s.Parts {
		if p.Key == key {
			add(p.Head)
		}
		for i := range p.Rows {
			r := &p.Rows[i]
			if r.Key == key {
				add(r.Label)
			}
			if h := r.Head(key); h != key {
				add(h)
			}
		}
	}
	return ls
}
