package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/desk"
	"nianbao/internal/diag"
)

// A first list of bodies whose names do not tell the county is a list that is not
// filled in, and is told of where it was written; what has been filled in makes it one
// that is right. It is built as no report.
func TestDeskListIsNotFilledIn(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"甲局", "乙局", "县政府办公室"} {
		text := strings.Replace(string(read(t, sample)), "汶上县行政审批服务局", name, -1)
		os.WriteFile(filepath.Join(folder, name+".toml"), []byte(text), 0o666)
	}
	d, path := deskOf(t, folder), filepath.Join(folder, "名单.toml")
	work := &desk.Work{Context: context.Background()}
	if !d.Draft(path, "", work) {
		t.Fatal("no list was written")
	}
	l := d.List(path)
	if l == nil || l.Why == nil || len(l.Rows) != 3 || l.Year != 2020 {
		t.Fatalf("%+v", l)
	}
	var list diag.List
	if list, _ = l.Why.(diag.List); len(list) != 1 || list[0].Line == 0 || !strings.Contains(list[0].What.ZH, "还没有填") {
		t.Errorf("%v", l.Why)
	}
	if code, out, errs := call(t, "rollup", "--new", path, "--from", folder, "--force"); code != exitOK || !strings.Contains(out+errs, "本级政府的名称还没有填") {
		t.Errorf("%d %s %s", code, out, errs)
	}
	os.WriteFile(path, []byte(strings.Replace(string(read(t, path)), "待填", "某县人民政府", 1)), 0o666)
	if l := d.List(path); l == nil || l.Why != nil || l.Agency != "某县人民政府" {
		t.Errorf("%+v", l)
	}
	os.WriteFile(path, append(read(t, path), "\n[[body]]\nname = \"甲局\"\n[[body"...), 0o666)
	if l := d.List(path); l == nil || l.Why == nil {
		t.Errorf("a list that cannot be read: %+v", l)
	}
	if l := d.List(filepath.Join(folder, "甲局.toml")); l != nil {
		t.Errorf("a report is a list: %+v", l)
	}
}
