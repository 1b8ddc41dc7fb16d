package desk

import (
	"encoding/json"
	"strings"
	"testing"
)

// post asks for a change and gives the report as it is then.
func (o *office) post(path, body string) (int, view, string) {
	o.Helper()
	code, text := o.ask("POST", path, body, nil)
	var v view
	json.Unmarshal([]byte(text), &v)
	return code, v, text
}

func (v *view) found(id string) (n int) {
	for _, f := range v.Findings {
		if f.ID == id {
			n++
		}
	}
	return n
}

// A rule that found something is switched off with a reason that the file keeps,
// whatever its section of switches looks like, and on again.
func TestRuleIsSwitchedOff(t *testing.T) {
	const id, off = "T3-BALANCE", `{"name":"2020.toml","id":"T3-BALANCE","reason":" 移交\n给别的单位 "}`
	for _, c := range []struct{ what, section, written string }{
		{"no section", "", "\n[checks.off]\nT3-BALANCE = \"移交 给别的单位\"\n"},
		{"a section without rules", "\n[checks] # 核对\n", "[checks] # 核对\noff = { T3-BALANCE = \"移交 给别的单位\" }\n"},
		{"braces", "\n[checks]\noff = { \"X-JUMP\" = \"改革\" } # 说明\n", "off = { \"X-JUMP\" = \"改革\", T3-BALANCE = \"移交 给别的单位\" } # 说明\n"},
		{"a header", "\n[checks.off]\nX-JUMP = \"改革\" # 说明\n", "X-JUMP = \"改革\" # 说明\nT3-BALANCE = \"移交 给别的单位\"\n"},
	} {
		o := newOffice(t)
		write(t, o.path(name), []byte(o.file()+c.section))
		_, v, _ := o.edit(change{"applications/new/natural", "2", "17"})
		if v.found(id) == 0 {
			t.Fatalf("%s: nothing to switch off: %+v", c.what, v.Findings)
		}
		before := o.file()
		code, v, text := o.post("/api/rule", off)
		if code != 200 || v.found(id) > 0 || !strings.Contains(o.file(), c.written) {
			t.Errorf("%s: %d %.300s\n%s", c.what, code, text, o.file()[len(before)-len(c.section):])
		}
		if code, v, text := o.post("/api/rule", `{"name":"2020.toml","id":"T3-BALANCE","on":true}`); code != 200 || v.found(id) == 0 {
			t.Errorf("%s: on again: %d %.300s", c.what, code, text)
		}
		if c.section == "" && strings.Contains(o.file(), "[checks") {
			t.Errorf("an empty section is left: %s", o.file()[len(before):])
		}
	}
}

func TestRulesThatStayOn(t *testing.T) {
	o := newOffice(t)
	o.edit(change{"applications/new/natural", "2", "17"})
	before := o.file()
	for _, c := range []struct{ what, body string }{
		{"no reason", `{"name":"2020.toml","id":"T3-BALANCE","reason":" "}`},
		{"a reason without end", `{"name":"2020.toml","id":"T3-BALANCE","reason":"` + strings.Repeat("长", 201) + `"}`},
		{"a rule that found nothing", `{"name":"2020.toml","id":"X-JUMP","reason":"x"}`},
		{"no rule", `{"name":"2020.toml","id":"","reason":"x"}`},
		{"on what is not off", `{"name":"2020.toml","id":"T3-BALANCE","on":true}`},
	} {
		if code, _, _ := o.post("/api/rule", c.body); code != 422 || o.file() != before {
			t.Errorf("%s: %d", c.what, code)
		}
	}
}

// Each number of the prose is where the page will mark it, with what became of it.
func TestNumbersAreExplained(t *testing.T) {
	o := newOffice(t)
	was := o.text("problems/text")
	_, v, _ := o.edit(change{"problems/text", was, "𠮷“引号”，\\我局收到政府信息公开申请2件，\n共收到政府信息公开申请 99 件，电话12345。"})
	got := map[string]string{}
	text := []rune(o.text("problems/text"))
	for _, n := range v.Numbers {
		if n.Key == "problems/text" {
			at := n.At - 1 // 𠮷 is two characters for JavaScript
			got[string(text[at:at+n.Length])] = n.Outcome + " " + n.Said
		}
	}
	for number, outcome := range map[string]string{"2件": "agrees ", "99 件": "differs ", "12345": "not-compared "} {
		if !strings.HasPrefix(got[number], outcome) || len(got[number]) < len(outcome)+6 {
			t.Errorf("%s: %q, want %s", number, got[number], outcome)
		}
	}
}
