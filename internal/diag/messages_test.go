package diag_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestAllMessages reads the program's own source: every pair of a Chinese and an
// English text is a message. A pair in a call is a format for the arguments
// behind it, all of which it must use and no others; a pair in a literal is no
// format and has no verbs.
func TestAllMessages(t *testing.T) {
	count := 0
	for path, file := range sources(t, "../..") {
		ast.Inspect(file.tree, func(n ast.Node) bool {
			var pair []ast.Expr
			args, spread := 0, false
			switch n := n.(type) {
			case *ast.CallExpr:
				i := pairIn(n.Args)
				if i < 0 {
					return true
				}
				pair, args, spread = n.Args[i:i+2], len(n.Args)-i-2, n.Ellipsis.IsValid()
			case *ast.CompositeLit:
				if pair = textLiteral(n); pair == nil {
					return true
				}
			default:
				return true
			}
			count++
			call, _ := n.(*ast.CallExpr)
			zh, en := literalText(pair[0]), literalText(pair[1])
			literal := call == nil || !isFormat(call.Fun) && !verb.MatchString(zh+en) // parts of a message
			if wrong := wrongVerbs(zh, en, args, literal); wrong != "" && !spread {
				t.Errorf("%s:%d: %s\n  %q\n  %q", path, file.set.Position(n.Pos()).Line, wrong, zh, en)
			}
			if place := touching(zh); place != "" {
				t.Errorf("%s:%d: no blank between Chinese and Latin at %q\n  %q", path, file.set.Position(n.Pos()).Line, place, zh)
			}
			return true
		})
	}
	if count < 500 {
		t.Errorf("only %d messages were found; this test is blind", count)
	}
}

func TestWrongVerbs(t *testing.T) {
	for _, c := range []struct {
		zh, en  string
		args    int
		literal bool
		wrong   bool
	}{
		{"改", "mend", 0, false, false},
		{"%s：%d", "%s: %d", 2, false, false},
		{"%[1]s", "%[2]s", 2, false, false},
		{"%6[1]d 字", "%6[1]d characters", 1, false, false},
		{"%d%%", "%d%%", 1, false, false},
		{"%%PDF-", "%%PDF-", 0, false, false},
		{"%PDF-", "%PDF-", 0, false, true},
		{"%s", "%s", 0, false, true},
		{"%s", "%s %s", 2, false, true},
		{"%s", "none", 1, false, true},
		{"%[1]s", "%[1]s", 2, false, true},
		{"100%%", "100%%", 0, true, true},
		{"100%", "100%", 0, true, false},
	} {
		if got := wrongVerbs(c.zh, c.en, c.args, c.literal); (got != "") != c.wrong {
			t.Errorf("%q, %q with %d arguments: %q", c.zh, c.en, c.args, got)
		}
	}
}

// touch is where a Chinese character stands directly beside a Latin letter.
var touch = regexp.MustCompile(`\p{Han}\p{Latin}|\p{Latin}\p{Han}`)

// touching gives the first place of a message where the house style wants a
// blank; what a verb stands for is not known here.
func touching(zh string) string { return touch.FindString(verb.ReplaceAllString(zh, "%")) }

func TestTouching(t *testing.T) {
	for zh, want := range map[string]string{
		"这是PDF 文件":     "是P",
		"这是 PDF文件":     "F文",
		"这是 PDF 文件":    "",
		"名%s有 %[1]d 处": "",
		"（PDF）文件、PDF。": "",
		"第一行\nWord":    "",
	} {
		if got := touching(zh); got != want {
			t.Errorf("%q: %q", zh, got)
		}
	}
}

type source struct {
	set  *token.FileSet
	tree *ast.File
}

// sources parses the program's files, without tests.
func sources(t *testing.T, root string) map[string]source {
	t.Helper()
	all := map[string]source{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch name := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "bench"):
			return filepath.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, path, nil, 0)
		all[path] = source{set, tree}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// isFormat reports whether a function is diag.T, or the command's own.
func isFormat(f ast.Expr) bool {
	switch f := f.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name == "T" || f.Sel.Name == "t"
	case *ast.Ident:
		return f.Name == "T"
	}
	return false
}

// pairIn gives where two arguments that are texts, Chinese and English, stand
// side by side; -1: nowhere.
func pairIn(args []ast.Expr) int {
	for i := 0; i+1 < len(args); i++ {
		if isText(args[i]) && isText(args[i+1]) && han(literalText(args[i])) && !han(firstWords(literalText(args[i+1]))) {
			return i
		}
	}
	return -1
}

// textLiteral gives the two texts of a Text{…} or a {ZH: …, EN: …}.
func textLiteral(c *ast.CompositeLit) []ast.Expr {
	if len(c.Elts) != 2 {
		return nil
	}
	pair := make([]ast.Expr, 2)
	for i, e := range c.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); !ok || key.Name != []string{"ZH", "EN"}[i] {
				return nil
			}
			e = kv.Value
		}
		if !isText(e) {
			return nil
		}
		pair[i] = e
	}
	if !han(literalText(pair[0])) || han(firstWords(literalText(pair[1]))) {
		return nil
	}
	return pair
}

// firstWords is what tells the language of a text: English ones may quote
// Chinese words.
func firstWords(s string) string {
	if i := strings.IndexFunc(s, unicode.IsLetter); i >= 0 {
		s = s[i:]
	}
	r := []rune(s)
	return string(r[:min(len(r), 1)])
}

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// isText reports whether e is a string literal, or a sum with one in it.
func isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return e.Op == token.ADD && (isText(e.X) || isText(e.Y))
	}
	return false
}

// literalText gives a text without the constants that are added in.
func literalText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, _ := strconv.Unquote(e.Value)
		return s
	case *ast.BinaryExpr:
		return literalText(e.X) + literalText(e.Y)
	}
	return ""
}

var verb = regexp.MustCompile(`%([-+# 0]*)([0-9]*)(?:\.[0-9]+)?(?:\[([0-9]+)\])?(.)?`)

// wrongVerbs says what is wrong with the formats of a message.
func wrongVerbs(zh, en string, args int, literal bool) string {
	if literal {
		if strings.Contains(zh+en, "%%") || regexp.MustCompile(`%(\[[0-9]+\])?[svdqcxX]\b`).MatchString(zh+en) {
			return "a literal is no format"
		}
		return ""
	}
	used := make([]bool, args)
	for _, format := range []string{zh, en} {
		next, indexed := 0, false
		for _, m := range verb.FindAllStringSubmatch(format, -1) {
			if m[4] == "%" {
				continue
			}
			if !strings.Contains("svdqcxXtfgU", m[4]) || m[4] == "" {
				return fmt.Sprintf("%q is no verb; a sign of its own is %%%%", m[0])
			}
			if m[3] != "" {
				next, _ = strconv.Atoi(m[3])
				next, indexed = next-1, true
			}
			if next >= args {
				return "more verbs than arguments"
			}
			used[next] = true
			next++
		}
		if !indexed && next != args && next != 0 {
			return "more arguments than verbs"
		}
	}
	for i, u := range used {
		if !u {
			return fmt.Sprintf("argument %d is not used", i+1)
		}
	}
	// a text without verbs beside one with them says less
	if args > 0 && (!verb.MatchString(zh) || !verb.MatchString(en)) {
		return "one language says less than the other"
	}
	return ""
}
