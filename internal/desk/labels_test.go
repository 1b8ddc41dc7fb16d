package desk

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGuideNamesButtons: what the guide says is to be clicked or ticked stands on the
// page under that name.
func TestGuideNamesButtons(t *testing.T) {
	all := func(pattern string) string {
		var b strings.Builder
		names, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(data)
		}
		return b.String()
	}
	const ofWindows = "更多信息 仍要运行"                                                  // where it asks whether the program is to run
	page := ofWindows + all("assets/*.html") + all("assets/*.js") + all("list.go") // which names one
	figures := regexp.MustCompile(`\s*[0-9]+\s*`)                                  // 接着写 2026 年
	named := regexp.MustCompile(`(?:点|勾)“([^”]+)”`).FindAllStringSubmatch(all("../../docs/zh/*.md")+all("../../README.zh-CN.md"), -1)
	if len(named) < 20 {
		t.Errorf("the guide names %d buttons only", len(named))
	}
	for _, m := range append(named, []string{"", "没有这个按钮"}) { // and a control
		there := true
		for _, piece := range figures.Split(m[1], -1) {
			there = there && strings.Contains(page, piece)
		}
		if there != (m[0] != "") {
			t.Errorf("%s: on the page %v", m[1], there)
		}
	}
}
