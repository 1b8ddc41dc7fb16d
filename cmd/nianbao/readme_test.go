package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"nianbao/internal/press"
)

// TestReadme does what the guides say: every command line of theirs, in order,
// in a folder with a few files of the names that they use.
func TestReadme(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		guide, reports, archive string
		own                     map[string]string // our files by the guide's names
		steps                   int               // at least so many command lines
	}{
		{"README.zh-CN.md", "历年", "档案", map[string]string{"key": "单位.p12", "seal": "印章.png"}, 15},
		{"README.md", "reports", "archive", map[string]string{"key": "office.p12", "seal": "seal.png"}, 18},
		{"docs/zh/*.md", "历年", "档案", map[string]string{"key": "单位.p12", "seal": "印章.png", "head": "3f2a90c417be5d68"}, 55},
	} {
		t.Run(c.guide, func(t *testing.T) {
			guide := together(t, filepath.Join(root, c.guide))
			g := &follower{t: t, root: root, flags: allFlags(), done: map[string]bool{}}
			t.Chdir(t.TempDir())
			g.prepare(c.reports, c.own["key"], c.own["seal"])
			for _, line := range commandLines(guide) {
				if c.own["head"] != "" && strings.Contains(line, c.own["head"]) {
					_, said, _ := call(t, "archive", "log", c.archive)
					_, head, _ := strings.Cut(said, "末行 SHA-256：")
					line = strings.Replace(line, c.own["head"], head[:min(len(head), 16)], 1)
				}
				g.do(line)
			}
			if len(g.done) < c.steps {
				t.Errorf("only %d command lines were found", len(g.done))
			}
			for _, flag := range regexp.MustCompile("`--([a-z-]+)").FindAllStringSubmatch(guide, -1) {
				if !g.flags[flag[1]] {
					t.Errorf("there is no option --%s", flag[1])
				}
			}
		})
	}
}

// TestChinesePages follows the links of the page that a clerk begins with: each
// leads to a file, and to one in Chinese (the English pages have a Han character in
// forty letters at most).
func TestChinesePages(t *testing.T) {
	page := string(read(t, filepath.Join("..", "..", "README.zh-CN.md")))
	links := regexp.MustCompile(`\]\(([^)#]+)`).FindAllStringSubmatch(page, -1)
	if len(links) < 10 {
		t.Errorf("only %d links were found", len(links))
	}
	han, latin := regexp.MustCompile(`\p{Han}`), regexp.MustCompile(`[A-Za-z]`)
	for _, link := range links {
		text := read(t, filepath.Join("..", "..", link[1]))
		if filepath.Ext(link[1]) == ".md" && 2*len(han.FindAll(text, -1)) < len(latin.FindAll(text, -1)) {
			t.Errorf("%s is not in Chinese", link[1])
		}
	}
}

// together gives the text of files, one after the other.
func together(t *testing.T, pattern string) (text string) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal(pattern, err)
	}
	for _, name := range names {
		text += string(read(t, name))
	}
	return text
}

// commandLines finds the program's command lines: in code blocks and between
// single backquotes.
func commandLines(guide string) (lines []string) {
	for _, m := range regexp.MustCompile("(?m)^ *(nianbao [^\n]+)$|`(nianbao [^`\n]+)`").FindAllStringSubmatch(guide, -1) {
		lines = append(lines, m[1]+m[2])
	}
	return lines
}

// allFlags are the options of all commands.
func allFlags() map[string]bool {
	all := map[string]bool{}
	for _, c := range withSubcommands((&app{}).root()) {
		c.Flags().VisitAll(func(f *pflag.Flag) { all[f.Name] = true })
		c.PersistentFlags().VisitAll(func(f *pflag.Flag) { all[f.Name] = true })
	}
	return all
}

// follower does what a guide says.
type follower struct {
	t     *testing.T
	root  string
	flags map[string]bool
	done  map[string]bool
}

// originals writes a report as Word files, to be imported.
func (g *follower) originals(report string, names ...string) {
	dir := g.t.TempDir()
	if code, _, errs := call(g.t, "build", report, "--format", "docx", "-o", dir); code != exitOK {
		g.t.Fatal(errs)
	}
	for _, name := range names {
		g.copy(filepath.Join(dir, strings.TrimSuffix(filepath.Base(report), ".toml")+".docx"), name)
	}
}

// prepare lays out what whoever reads the guide has.
func (g *follower) prepare(reports, key, seal string) {
	g.t.Setenv(passphraseVariable, passphrase)
	county := filepath.Join(g.root, "samples", "county")
	g.copy(filepath.Join(g.root, "samples", "2020.toml"), "2020.toml")
	g.copy(filepath.Join(county, "2025.toml"), "2025.toml")
	g.copy(filepath.Join(county, "2019.toml"), filepath.Join(reports, "2019.toml"))
	g.copy("2020.toml", filepath.Join(reports, "2020.toml"))
	last := strings.NewReplacer("year = 2020 ", "year = 2019 ", "2021年", "2020年").Replace(string(read(g.t, "2020.toml")))
	g.write("2019.toml", last)
	g.write("名单.txt", "2020.toml\n")
	g.originals(filepath.Join(county, "2021.toml"), "2020年报.docx", "2018.docx", filepath.Join("旧报告", "2021.docx"), filepath.Join("old", "2021.docx"), "2025.docx")
	g.originals(filepath.Join(county, "2025.toml"), "2025年报.docx")
	for _, dir := range []string{"各单位", "bodies"} { // who handed in what, to be rolled up
		g.copy(filepath.Join(county, "2025.toml"), filepath.Join(dir, "a.toml"))
	}
	for _, name := range []string{"block.txt", "申请表.txt"} {
		g.write(name, "一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3\n")
	}
	g.run("rollup", "--new", "名单2025.toml", "--from", "bodies")
	g.run("sign", "--new-test-key", key)
	if err := os.Rename(strings.TrimSuffix(key, ".p12")+".pem", "ca.pem"); err != nil {
		g.t.Fatal(err)
	}
	img := image.NewNRGBA(image.Rect(0, 0, 600, 600))
	img.SetNRGBA(300, 300, color.NRGBA{220, 0, 0, 255})
	f, err := os.Create(seal)
	if err == nil {
		err = png.Encode(f, img)
		f.Close()
	}
	if err != nil {
		g.t.Fatal(err)
	}
}

func (g *follower) copy(from, to string) { g.write(to, string(read(g.t, from))) }

func (g *follower) write(name, text string) {
	g.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		g.t.Fatal(err)
	}
}

// mention is where a guide names a command and shows no use of it.
var mention = regexp.MustCompile(`^nianbao (new|fmt|import|build|check|desk|rollup)$|…|^nianbao import 文件`)

// do runs a command line that was not run yet.
func (g *follower) do(line string) {
	if g.done[line] || mention.MatchString(line) {
		return
	}
	g.done[line] = true
	args := strings.Fields(strings.NewReplacer(`C:\Windows\Fonts`, filepath.Join(g.root, "fonts"), "--fonts 文件夹", "--fonts "+filepath.Join(g.root, "fonts"), "某字", "县", " 网址", " http://127.0.0.1:1").Replace(line))[1:]
	if args[0] == "build" && len(args) > 1 { // what is signed is not built over: they keep it elsewhere
		if name := target(args[1], "", ".pdf"); press.Signed(contents(name)) {
			os.Rename(name, "已签名的"+name)
		}
	}
	switch {
	case args[0] == "new" && args[2] == "--from" && args[1] == "2026" && filepath.Ext(args[len(args)-1]) == ".toml": // for those who have last year's
		args[len(args)-1] = "另.toml"
	case args[0] == "new" && args[2] == "--from" && filepath.Ext(args[3]) == "": // a folder
		g.copy("2025.toml", filepath.Join(args[3], "2025.toml"))
	case args[0] == "new":
		os.Remove(args[len(args)-1])
	case args[0] == "check" && args[1] == "2026.toml": // what was left is told
		if code, said, _ := call(g.t, args...); code != exitInput || !strings.Contains(said, "待填") && !strings.Contains(said, "还没有填") {
			g.t.Errorf("%s: exit code %d: %s", line, code, said)
		}
		return
	case args[0] == "build" && args[1] == "2026.toml":
		g.fill("2026.toml")
	case args[0] == "extract": // of a file built with --attach
		g.run("build", "2020.toml", "--attach")
		os.RemoveAll("取出")
		os.Remove("2020.docx")
		os.Remove("2020.toml.bak")
		if !strings.Contains(line, "-o") {
			os.Rename("2020.toml", "2020.toml.bak")
			defer os.Rename("2020.toml.bak", "2020.toml")
		}
	case args[0] == "archive" && args[1] == "restore":
		os.RemoveAll("取出")
	}
	g.run(args...)
}

// contents gives what a file has; one that is not there has nothing.
func contents(name string) []byte {
	data, _ := os.ReadFile(name)
	return data
}

func (g *follower) run(args ...string) {
	g.t.Helper()
	var out, errs strings.Builder
	if code := run(args, strings.NewReader(""), &out, &errs, os.Getenv); code != exitOK {
		g.t.Errorf("nianbao %s: exit code %d: %s%s", strings.Join(args, " "), code, out.String(), errs.String())
	}
}

// fill does what the guide says of 待填.
func (g *follower) fill(name string) {
	text := string(read(g.t, name))
	for _, pair := range [][2]string{
		{"name = \"待填\"", "name = \"某县水利局\""}, {"date = \"待填\"", "date = \"2027年1月20日\""},
		{"\n待填\n", "\n我局按照《中华人民共和国政府信息公开条例》的要求，做好政府信息公开工作。本年度未收取信息处理费。\n"}, {"= \"待填\"", "= 0"},
	} {
		text = strings.ReplaceAll(text, pair[0], pair[1])
	}
	rows := regexp.MustCompile(`(?m)^[a-z_0-9]+ += 0 .*\n`) // one line of noughts may be left out
	g.write(name, rows.ReplaceAllString(text, ""))
}
