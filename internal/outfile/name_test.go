package outfile

import (
	"os"
	"path/filepath"
	"testing"
)

func TestBelow(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "图"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{
		"2020.toml": nil, "图/a.png": nil, `图\a.png`: nil, "新/甲/a.png": nil, "CONTENT.txt": nil, "a b.png": nil, "年报（终稿）.docx": nil,
		"": ErrName, "../a": ErrName, "/etc/x": ErrName, "a//b": ErrName, "a/../../b": ErrName, `\\host\x`: ErrName, `C:\x`: ErrName,
		".bashrc": ErrName, ".nianbao-batch.json": ErrName, "a/.git/config": ErrName, "con": ErrName, "NUL.txt": ErrName, "a/Com1.png": ErrName, "lpt¹": ErrName, "aux .x": ErrName,
		"a\x1b[2J": ErrName, "a\u202egnp.exe": ErrName, "a\u009b": ErrName, "a\n": ErrName, "a\xff": ErrName, "a.": ErrName, "a ": ErrName, "a?": ErrName, "a:stream": ErrName,
	} {
		if _, err := Below(dir, name); err != want {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
	link := filepath.Join(dir, "link")
	os.Symlink(outside, link)
	if _, err := os.Readlink(link); err != nil { // Wine says that it made one
		t.Skip("no links here: ", err)
	}
	if _, err := Below(dir, "link/a"); err != ErrLink {
		t.Errorf("through a link: %v", err)
	}
	if p, err := Below(dir, "link"); err != nil || p != link {
		t.Errorf("a link in the file's place is replaced, not followed: %v", err)
	}
}
