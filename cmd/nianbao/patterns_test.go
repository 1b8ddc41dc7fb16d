package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestExpand(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"2019.toml", "2020.toml", "甲.toml", "x.txt", "a[1].toml"} {
		os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o666)
	}
	for _, test := range []struct {
		args, want []string // nil: an error
	}{
		{[]string{"20*.toml"}, []string{"2019.toml", "2020.toml"}},
		{[]string{"甲.toml", "202?.toml"}, []string{"甲.toml", "2020.toml"}},
		{[]string{"a[1].toml"}, []string{"a[1].toml"}},
		{[]string{"missing.toml"}, []string{"missing.toml"}}, // told by who opens it
		{[]string{"*.md"}, nil},
	} {
		in := slices.Clone(test.args)
		for i := range in {
			in[i] = filepath.Join(dir, in[i])
		}
		got, err := expand(in)
		for i := range got {
			got[i] = filepath.Base(got[i])
		}
		if (err != nil) != (test.want == nil) || !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, %v", test.args, got, err)
		}
	}
	if code, _, errs := call(t, "build", filepath.Join(dir, "*.toml")); code != exitInput || !strings.Contains(errs, "甲.toml") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
