package desk

import (
	"strings"
	"testing"
)

// What import could not read for certain is a warning at its row, or of the whole, on
// page and card, until somebody has compared it; that is undone like all else.
func TestDoubts(t *testing.T) {
	o := newOffice(t)
	if v, _ := o.shown(""); v.Warnings != 0 {
		t.Fatal("the sample has warnings")
	}
	sample := o.file()
	o.replace("# 一、本年新收政府信息公开申请数量", "# 一、本年新收政府信息公开申请数量；存疑：合计不合（表 2，第 4 行）；另一句")
	o.replace("year = 2020", "# 存疑：这一段是看不见的文字（去年.html）\n# 共 2 处存疑，数字的存疑写在各行之后。\nyear = 2020")
	before := o.file()
	v, _ := o.shown("")
	var doubts []findingView
	for _, f := range v.Findings {
		if f.Doubt != "" {
			doubts = append(doubts, f)
		}
	}
	if len(doubts) != 2 || v.Warnings != 2 || o.card().Warnings != 2 {
		t.Fatalf("%d doubts, %d warnings, the card %+v", len(doubts), v.Warnings, o.card())
	}
	if f := doubts[0]; f.Key != "" || !strings.Contains(f.What, "看不见的文字") {
		t.Errorf("of the whole: %+v", f)
	}
	if f := doubts[1]; f.Key != "applications/new/natural" || !strings.Contains(f.What, "一、本年新收政府信息公开申请数量：合计不合（表 2，第 4 行）；另一句") {
		t.Errorf("of a row: %+v", f)
	}
	for i, f := range doubts {
		if code, text := o.ask("POST", "/api/doubt", body(map[string]any{"name": name, "doubt": f.Doubt}), nil); code != 200 {
			t.Errorf("doubt %d: %d %s", i, code, text)
		}
	}
	if o.file() != sample {
		t.Errorf("the file has %.300s", o.file())
	}
	if code, _ := o.ask("POST", "/api/doubt", body(map[string]any{"name": name, "doubt": doubts[0].Doubt}), nil); code != 422 {
		t.Errorf("a doubt that is gone: %d", code)
	}
	o.ask("POST", "/api/undo", `{"name":"2020.toml"}`, nil)
	o.ask("POST", "/api/undo", `{"name":"2020.toml"}`, nil)
	if o.file() != before {
		t.Error("it is not undone")
	}
}

// A doubt that quotes words leads to the line that has them.
func TestDoubtOfWords(t *testing.T) {
	o := newOffice(t)
	lines := strings.Split(o.text("overview/text"), "\n")
	last := lines[len(lines)-1]
	words := string([]rune(last)[2:12])
	o.replace("year = 2020", "# 存疑：原件这一段里“"+words+"…”是划去的或看不见的文字，照样录入了（第 1 页）\nyear = 2020")
	v, _ := o.shown("")
	found := 0
	for _, f := range v.Findings {
		if f.Doubt != "" {
			found++
		}
		if f.Doubt != "" && (f.Key != "overview/text" || f.Line != len(lines)-1) {
			t.Errorf("%+v", f)
		}
	}
	if found != 1 {
		t.Errorf("%d doubts", found)
	}
}

// A doubt of a whole part leads to the part, one that quotes a heading or a cell to that,
// and one of the whole file nowhere.
func TestDoubtOfAPart(t *testing.T) {
	for doubt, key := range map[string]string{
		"三、收到和处理政府信息公开申请情况：报告自己分章，没有这张表：是本来没有，还是漏了？": "applications/heading",
		"五、存在的主要问题及改进情况：文件里还有一张这样的表（去年.docx，表 2）":    "problems/heading",
		"页面上是“2021年1月27日”，PDF 所带的数据文件是“2021年1月28日”":  "signature/date",
		"图片太多，img9.png 没有录入（第 2 页）":                  "",
		"三、收到和处理：没有这一部分":                             "",
	} {
		o := newOffice(t)
		o.replace("year = 2020", "# 存疑："+doubt+"\nyear = 2020")
		v, _ := o.shown("")
		found := 0
		for _, f := range v.Findings {
			if f.Doubt == "" {
				continue
			}
			if found++; f.Key != key {
				t.Errorf("%s leads to %q, not %q", doubt, f.Key, key)
			}
		}
		if found != 1 {
			t.Errorf("%s: %d doubts", doubt, found)
		}
	}
}

// What is left to fill inside of a line is counted as such.
func TestLeftToFillInALine(t *testing.T) {
	o := newOffice(t)
	if _, v, _ := o.edit(change{"other/text", o.text("other/text"), "收费情况待填。"}); v.Unfilled != 1 || o.card().Unfilled != 1 {
		t.Errorf("%d to fill, on the card %d", v.Unfilled, o.card().Unfilled)
	}
}
