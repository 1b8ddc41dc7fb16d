package main

import (
	"image"
	"image/color/palette"
	"image/gif"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestMistakes makes mistakes of people who begin: what is said leads on, and no file
// is written under a name that another program opens.
func TestMistakes(t *testing.T) {
	report := string(read(t, sample))
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"2020.toml": report, "改名.docx": report, "空.docx": "", "半.docx": "PK\x03\x04half", "扫描.pdf.jpg": "\xFF\xD8\xFF\xE0",
		"表样.toml": "source = \"x\"\npage = \"gbt9704\"\n[[part]]\nkey = \"overview\"\n", "名单.toml": "year = 2020\nagency = \"某县人民政府\"\n[[body]]\nname = \"某局\"\n",
		"问号.toml": regexp.MustCompile(`\p{Han}`).ReplaceAllString(report, "?"),
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		line string
		code int
		says string
	}{
		{"new 2026 -o 2026.docx", exitUsage, "以 .toml 结尾"},
		{"new 2222 -o 2222.toml", exitInput, "只到 2100 年"},
		{"rollup --new 单位.docx --from .", exitUsage, "以 .toml 结尾"},
		{"sign 2020.pdf --key x.p12 -o 签.docx", exitUsage, "以 .pdf 结尾"},
		{"import 改名.docx --list 存疑.xlsx", exitUsage, "以 .csv 结尾"},
		{"batch . -o 成品 --report 结果.xlsx", exitUsage, "以 .csv 结尾"},
		{"build 2020.toml —o 成品", exitUsage, "一个英文减号：-o"},
		{"build 2020.toml /o 成品", exitUsage, "一个英文减号：-o"},
		{"build 2020.toml ——output 成品", exitUsage, "两个英文减号：--output"},
		{"/?", exitOK, "archive"},
		{"核对", exitUsage, "是否想写 check？"},
		{"build 2020。toml", exitInput, "是否想写 2020.toml？"},
		{"build 2020.tmol", exitInput, "是否想写 2020.toml？"},
		{"import 改名.docx", exitInput, "把结尾改成 .toml"},
		{"import 空.docx", exitInput, "文件是空的"},
		{"import 半.docx", exitInput, "文件不完整"},
		{"import 扫描.pdf.jpg", exitInput, "这是图片"},
		{"build 表样.toml", exitInput, "这是表样"},
		{"check 名单.toml", exitInput, "nianbao rollup"},
		{"check 问号.toml", exitInput, "存成了问号"},
		{"forms 2030", exitOK, "2021年度至今"},
		{"forms 没有", exitInput, "没有这个数据文件、表式或年度"},
		{"desk 没有", exitInput, "没有这个文件夹"},
		{"build 2020.toml --layouts 没有", exitInput, "请检查文件夹的名字"},
		{"verify 改名.docx", exitInput, "用生成的 PDF"},
		{"archive verify .", exitInput, "没有存过报告"},
	} {
		code, out, errs := call(t, strings.Fields(c.line)...)
		if code != c.code || !strings.Contains(out+errs, c.says) || c.line == "forms 2030" && strings.Contains(out, "2019") {
			t.Errorf("%s: exit %d, want %d and %q:\n%s%s", c.line, code, c.code, c.says, out, errs)
		}
	}
	for _, pattern := range []string{"2026*", "单位*", "签*", "存疑*", "结果*"} {
		if names, _ := filepath.Glob(pattern); len(names) > 0 {
			t.Errorf("%v was written", names)
		}
	}
}

// TestGIF: a decoder that some package brings along lets no picture in that the Word
// file cannot hold.
func TestGIF(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "a.gif"))
	if err != nil {
		t.Fatal(err)
	}
	err = gif.Encode(f, image.NewPaletted(image.Rect(0, 0, 300, 200), palette.Plan9), nil)
	f.Close()
	if err != nil {
		t.Fatal(err)
	}
	path := input(t, dir, "其中建议提案办理结果信息公开情况如下：", "情况如下：\n{image.x}", "# ―― 二、主动公开政府信息情况 ――", "[image.x]\nfile = \"a.gif\"\n")
	if code, out, errs := call(t, "build", path); code != exitInput || !strings.Contains(errs, "不是 PNG 或 JPEG") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}

// TestNothingForADroppedFile: an archive is unpacked first, and of an empty folder no
// other is told of.
func TestNothingForADroppedFile(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "空")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, says := range map[string]string{"各单位.zip": "先解压", "年报.lnk": "快捷方式", "印章.png": "双击程序", "a.ofd": "另存为 .docx", "空": "没有能导入的文件"} {
		var out strings.Builder
		dropped([]string{filepath.Join(dir, name)}, strings.NewReader("\n"), &out, &out, func(string) string { return "" })
		if !strings.Contains(out.String(), says) || strings.Contains(out.String(), "都在文件夹") {
			t.Errorf("%s: %s", name, out.String())
		}
	}
}
