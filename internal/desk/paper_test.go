package desk

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/diag"
	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
)

// drawn asks for pages as the browser does.
func (o *office) drawn(have []string, changes ...change) (pages []pageView, text string) {
	o.Helper()
	body, _ := json.Marshal(map[string]any{"name": name, "changes": changes, "have": have})
	_, text = o.ask("POST", "/api/pages", string(body), nil)
	var answer struct{ Pages []pageView }
	if err := json.Unmarshal([]byte(text), &answer); err != nil || len(answer.Pages) == 0 {
		o.Fatalf("no pages: %.300s", text)
	}
	return answer.Pages, text
}

func ids(pages []pageView) (all []string) {
	for _, p := range pages {
		all = append(all, p.ID)
	}
	return all
}

// A figure that is typed, and not saved yet, changes one page and no other.
func TestOnlyChangedPagesAreSent(t *testing.T) {
	o := newOffice(t)
	before := o.file()
	all, _ := o.drawn(nil)
	for i, p := range all {
		if !strings.HasPrefix(p.SVG, "<svg") {
			t.Errorf("page %d is not sent", i+1)
		}
	}
	if again, _ := o.drawn(ids(all)); strings.Contains(again[0].SVG, "<svg") || again[0].ID != all[0].ID {
		t.Error("a page that the browser has is sent again")
	}
	now, _ := o.drawn(ids(all), change{"applications/new/natural", "2", "17"})
	sent := 0
	for _, p := range now {
		if p.SVG != "" {
			sent++
			if !strings.Contains(p.SVG, `data-at="applications/new/natural 0"`) || !strings.Contains(p.SVG, ">17</text>") {
				t.Error("the page that is sent has not the figure with its field")
			}
		}
	}
	if sent != 1 || len(now) != len(all) {
		t.Errorf("%d pages sent of %d, want 1", sent, len(now))
	}
	if o.file() != before {
		t.Error("looking at pages wrote the report")
	}
}

// What is typed in a line of prose names its line.
func TestPlacesInPages(t *testing.T) {
	o := newOffice(t)
	_, v, _ := o.edit(change{"problems/text", o.text("problems/text"), "第一段。\n第二段。"})
	if v.Name == "" {
		t.Fatal("not edited")
	}
	_, text := o.drawn(nil)
	for _, at := range []string{`problems/text 0`, `problems/text 1`, `overview/text 1`, `signature/date 0`} {
		if !strings.Contains(text, `data-at=\"`+at+`\"`) {
			t.Errorf("no page has %q", at)
		}
	}
}

func TestUndo(t *testing.T) {
	o := newOffice(t)
	first := o.file()
	o.edit(change{"signature/date", "2021年1月27日", "2021年1月28日"})
	second := o.file()
	o.edit(change{"applications/new/natural", "2", "3"})
	o.edit(change{"applications/new/natural", "3", "34"}) // within a breath
	third := o.file()
	for i, step := range []struct {
		body       string
		code       int
		want       string
		undo, redo bool
	}{
		{`{"name":"2020.toml"}`, 200, second, true, true},
		{`{"name":"2020.toml"}`, 200, first, false, true},
		{`{"name":"2020.toml"}`, 422, first, false, false},
		{`{"name":"2020.toml","redo":true}`, 200, second, true, true},
		{`{"name":"2020.toml","redo":true}`, 200, third, true, false},
		{`{"name":"2020.toml","redo":true}`, 422, third, false, false},
	} {
		code, text := o.ask("POST", "/api/undo", step.body, nil)
		var v view
		json.Unmarshal([]byte(text), &v)
		if code != step.code || o.file() != step.want || code == 200 && (v.Undo != step.undo || v.Redo != step.redo) {
			t.Errorf("step %d: %d, undo %v, redo %v, file as wanted %v", i+1, code, v.Undo, v.Redo, o.file() == step.want)
		}
	}
	write(t, o.path(name), []byte(first+"# by another program\n"))
	if code, _ := o.ask("POST", "/api/undo", `{"name":"2020.toml"}`, nil); code != 422 || !strings.HasSuffix(o.file(), "by another program\n") {
		t.Errorf("a file that was changed elsewhere: %d", code)
	}
}

// text gives a field's text.
func (o *office) text(key string) string {
	r, err := o.read(name)
	if err != nil {
		o.Fatal(err)
	}
	return textOf(splitPath(key).in(r.File.Root))
}

// A report that is left to fill has pages: totals that cannot be computed yet are
// blank there, never 0.
func TestPagesOfWhatIsLeftToFill(t *testing.T) {
	o := newOffice(t)
	all, _ := o.drawn(nil)
	now, _ := o.drawn(nil, change{"applications/new/natural", "2", ""}, change{"applications/carried_in/natural", "0", ""})
	if len(now) != len(all) {
		t.Fatalf("%d pages, want %d", len(now), len(all))
	}
	for _, p := range now {
		if row := `data-at="applications/new/`; strings.Contains(p.SVG, row) {
			at := strings.LastIndex(p.SVG, row)
			if !strings.Contains(p.SVG, ">待填</text>") || strings.Count(p.SVG[at:at+2000], "2</text>") > 0 {
				t.Error("a total is drawn that is not known")
			}
			return
		}
	}
	t.Error("no page has the figures")
}

// Pages that somebody looks at are drawn before others, some at a time, until the
// browser has all of them; a picture is decoded once as long as it is the same.
func TestPagesInSightAreDrawnFirst(t *testing.T) {
	o := newOffice(t)
	long := strings.Repeat("下一步，我局将继续完善工作机制，加强业务培训，主动接受社会监督，把公开工作做细做实。\n", 500)
	o.edit(change{"problems/text", o.text("problems/text"), long})
	ask := func(have []string, see []int) (p paged) {
		t.Helper()
		_, text := o.ask("POST", "/api/pages", body(map[string]any{"name": name, "have": have, "see": see}), nil)
		if err := json.Unmarshal([]byte(text), &p); err != nil || len(p.Pages) < 20 {
			t.Fatalf("%.300s", text)
		}
		return p
	}
	sent := func(p paged) (all []int) {
		for i := range p.Pages {
			if p.Pages[i].SVG != "" {
				all = append(all, i)
			}
		}
		return all
	}
	if p := ask(nil, []int{7, 9}); !slices.Equal(sent(p), []int{7, 9}) || p.Left != len(p.Pages)-2 {
		t.Errorf("in sight: %v, %d left", sent(p), p.Left)
	}
	have, rounds := []string{}, 0
	for left := 1; left > 0; rounds++ {
		p := ask(have, []int{})
		if len(sent(p)) == 0 || len(sent(p)) > someDrawn {
			t.Fatalf("%d at once", len(sent(p)))
		}
		for _, i := range sent(p) {
			have = append(have, p.Pages[i].ID)
		}
		left = p.Left
	}
	if p := ask(have, []int{0}); rounds < 3 || len(sent(p)) > 0 || p.Left > 0 {
		t.Errorf("after %d rounds %v are sent", rounds, sent(p))
	}
}

// What setting warns of comes with the pages, also where they were set before; what is
// among the findings does not come twice.
func TestPagesTellWarnings(t *testing.T) {
	o := newOffice(t)
	set, characters := o.tools.Layout, diag.List{diag.New(diag.Pos{}, diag.T("字", "c"), diag.Text{})}
	o.tools.Characters = func(*press.Opened) (diag.List, error) { return characters, nil }
	o.tools.Layout = func(r *press.Opened) (*typeset.Layout, error) {
		l, err := set(r)
		warning, note := *characters[0], *characters[0]
		warning.Severity, warning.What = diag.Warning, diag.T("图片太高", "too high")
		note.Severity, note.What = diag.Info, diag.T("提示", "a note")
		l.Warnings = append(l.Warnings, characters[0], &warning, &note)
		return l, err
	}
	for range 2 {
		_, text := o.drawn(nil)
		var got paged
		if err := json.Unmarshal([]byte(text), &got); err != nil || len(got.Said) != 1 || !strings.Contains(got.Said[0], "图片太高") {
			t.Errorf("%v: %q", err, got.Said)
		}
	}
}
