package press

import (
	"os"
	"path/filepath"
	"testing"
)

// A report's draft, its reprint and its signed PDF are not written where a report lies
// whose own files are called so.
func TestFilesOfAnotherReport(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"2020.toml", "2020-草稿.toml", "2020-p1-2.toml.txt", "2020-粘贴.toml"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	input := filepath.Join(dir, "2020.toml")
	for file, refused := range map[string]bool{
		"2020.docx": false, "2020.pdf": false, "2020-草稿.docx": true, "2020-草稿.pdf": true, "2020-p1-2.pdf": true,
		"2020-p1-3.pdf": false, "2020-签名.pdf": false, "2020-粘贴.html": false,
	} {
		if err := OwnFiles(input, []string{filepath.Join(dir, file)}); (err != nil) != refused {
			t.Errorf("%s: %v", file, err)
		}
	}
	if err := OwnFiles(filepath.Join(dir, "2020-草稿.toml"), []string{filepath.Join(dir, "2020-草稿.docx")}); err != nil {
		t.Errorf("its own file: %v", err)
	}
}
