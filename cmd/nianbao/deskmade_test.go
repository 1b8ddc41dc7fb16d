package main

import (
	"bytes"
	"os"
	"testing"
	"time"

	"nianbao/internal/layout/font"
	"nianbao/internal/press"
)

// What a report gives now is known by what is in the file, not by its time.
func TestMadeOf(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{
		d.with("build", "@report.toml", "--format", "docx,pdf,html"), d.with("excel", "@report.toml"),
		d.with("sign", "@report.pdf", "--key", "@test.p12", "--passphrase-file", "@word.txt", "-o", "@report-签名.pdf"),
	} {
		if code, _, errs := call(t, args...); code != exitOK {
			t.Fatal(errs)
		}
	}
	var a *app
	var lib *font.Library
	a = newApp(0, nil, os.Stderr, os.Stderr, func(string) string { return "" })
	lib, err := a.openFonts()
	if err != nil {
		t.Fatal(err)
	}
	tell := func(want bool) {
		t.Helper()
		same := a.madeOf(lib, d.path("report.toml"))
		for _, ending := range press.Endings() {
			if got := same(ending, read(t, d.path("report"+ending))); got != want {
				t.Errorf("report%s: %v", ending, got)
			}
		}
	}
	tell(true)
	before := read(t, d.path("report.toml"))
	d.write("report.toml", bytes.Replace(before, []byte("2020"), []byte("2019"), -1))
	old := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(d.path("report.toml"), old, old); err != nil {
		t.Fatal(err)
	}
	tell(false)
	d.write("report.toml", before)
	tell(true)
}
