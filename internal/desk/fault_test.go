package desk

import (
	"strings"
	"testing"
	"time"

	"nianbao/internal/layout/typeset"
	"nianbao/internal/press"
)

// Where the program itself fails the page is told, and the desk goes on: with the
// other reports' cards, with the next request, with the next work.
func TestFaultsAreTold(t *testing.T) {
	o := newOffice(t)
	layout := o.tools.Layout
	o.tools.Layout = func(*press.Opened) (*typeset.Layout, error) { panic("fault of a layout") }
	pages := func() (int, string) { return o.ask("POST", "/api/pages", `{"name":"`+name+`"}`, nil) }
	if code, text := pages(); code != 422 || !strings.Contains(text, "程序出错") || !strings.Contains(text, "fault of a layout") {
		t.Errorf("%d %s", code, text)
	}
	o.tools.Layout = layout
	if code, text := pages(); code != 200 {
		t.Errorf("afterwards: %d %s", code, text)
	}
	o.tools.Archived = func() Archived {
		return func(string, int) func([]byte) bool { panic("fault of an archive") }
	}
	if code, text := o.ask("GET", "/api/states?name="+name+"&name=none.toml", "", nil); code != 200 || !strings.Contains(text, "fault of an archive") || !strings.Contains(text, "none.toml") {
		t.Errorf("states: %d %s", code, text)
	}
	for _, do := range []func(*Work) bool{func(*Work) bool { panic("fault of a work") }, func(*Work) bool { return true }} {
		o.tools.Batch = do
		if code, text := o.ask("POST", "/api/work", `{"kind":"batch"}`, nil); code != 200 {
			t.Fatalf("%d %s", code, text)
		}
		for o.current().running() {
			time.Sleep(time.Millisecond)
		}
		if _, text := o.ask("GET", "/api/work", "", nil); strings.Contains(text, `"ok":true`) == strings.Contains(text, "fault of a work") {
			t.Errorf("work: %s", text)
		}
	}
}
