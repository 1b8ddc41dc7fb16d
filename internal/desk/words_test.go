package desk

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestNoCommandsInPage(t *testing.T) {
	for text, want := range map[string]string{
		"请填写。": "请填写。",
		"一、总体情况（overview）还有待填：文字":                                                     "一、总体情况还有待填：文字",
		"填上数字，没有的填 0；一行都是 0 的，可以整行删去。":                                                "填上数字，没有的填 0。",
		"部门（含派出机构）的数":                                                                 "部门（含派出机构）的数",
		"请复制到这个文件夹里；确实要用外面的，加 --x。":                                                   "请复制到这个文件夹里。",
		"重新生成；要照样存档，加 --as-is。\n日志共 1 行":                                              "重新生成。\n日志共 1 行",
		"不要的，删去；也可以用 -o 写到别的文件夹。":                                                     "不要的，删去。",
		"没有写。编号用 nianbao check --rules 列出。":                                           "没有写。",
		`改写；加 --fonts 文件夹；在页面上填写的，用 nianbao desk --fonts C:\Windows\Fonts 打开；--x 代替。`: `改写；在页面上填写的，用 nianbao desk --fonts C:\Windows\Fonts 打开。`,
		"请写明理由（--reason）。":                                                            "请写明理由。",
		"看不出单位名称，请填写，或用 --agency 写明":                                                  "看不出单位名称，请填写",
	} {
		if got := inPage(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// No message of the packages behind the desk speaks of a command line in the page,
// and none has nothing left to say there.
func TestAllMessagesInPage(t *testing.T) {
	chinese := regexp.MustCompile(`diag\.T\(("(?:[^"\\]|\\.)*"|` + "`[^`]*`" + `)`)
	count := 0
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range chinese.FindAllSubmatch(data, -1) {
			text, err := strconv.Unquote(string(m[1]))
			if err != nil {
				return err
			}
			count++
			if got := inPage(text); command.MatchString(strings.ReplaceAll(got, opening, "")) || text != "" && strings.TrimSpace(got) == "" {
				t.Errorf("%s: %q becomes %q", path, text, got)
			}
		}
		return err
	})
	if err != nil || count < 500 {
		t.Errorf("%d messages were read: %v", count, err)
	}
}
