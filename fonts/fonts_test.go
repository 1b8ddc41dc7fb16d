package fonts

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme checks that README.md lists every data file with its size and
// checksum, and nothing that is not there.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]string)
	for line := range strings.Lines(string(readme)) {
		if cols := strings.Split(line, "|"); len(cols) == 9 && strings.HasPrefix(cols[1], " `") {
			listed[strings.Trim(cols[1], " `")] = strings.TrimSpace(cols[6]) + " " + strings.Trim(cols[7], " `")
		}
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch filepath.Ext(e.Name()) {
		case ".go", ".md", ".py", ".toml", "":
			continue
		}
		data, err := os.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("%d %x", len(data), sha256.Sum256(data)); listed[e.Name()] != want {
			t.Errorf("%s: README.md has %q, want %q", e.Name(), listed[e.Name()], want)
		}
		delete(listed, e.Name())
		inside, err := Embedded.ReadFile(e.Name())
		if err != nil || !bytes.Equal(inside, data) {
			t.Errorf("%s is not in the program as it is here: %v", e.Name(), err)
		}
	}
	for name := range listed {
		t.Errorf("README.md lists %s, which is not there", name)
	}
}

func TestSize(t *testing.T) {
	const limit = 50_000_000
	var size int64
	err := filepath.WalkDir(".", func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if size > limit {
		t.Errorf("%d bytes, more than %d", size, limit)
	}
}

// TestLicences checks that a licence goes with every font into the program.
func TestLicences(t *testing.T) {
	readme, err := Notices.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := Notices.ReadDir("LICENSES")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.Contains(string(readme), "`"+e.Name()+"`") {
			t.Errorf("README.md does not name LICENSES/%s", e.Name())
		}
	}
	for name, phrase := range map[string]string{
		"Fandol-COPYING.txt": "embed this font",
		"Fandol-README.txt":  "GPL + GPL font exception",
		"Liberation.txt":     "SIL OPEN FONT LICENSE",
		"LXGW-WenKai.txt":    "SIL OPEN FONT LICENSE",
		"Noto-Sans-SC.txt":   "SIL OPEN FONT LICENSE",
		"Noto-Serif-SC.txt":  "SIL OPEN FONT LICENSE",
		"Unicode.txt":        "Permission is hereby granted",
	} {
		text, err := Notices.ReadFile("LICENSES/" + name)
		if err != nil || !strings.Contains(string(text), phrase) {
			t.Errorf("%s: no %q, %v", name, phrase, err)
		}
	}
}

func TestUnknownFile(t *testing.T) {
	if _, err := Embedded.ReadFile("SimSun.ttf"); !os.IsNotExist(err) {
		t.Errorf("got %v", err)
	}
}
