package font

import (
	"fmt"
	"sync"

	"github.com/BurntSushi/toml"

	"nianbao/internal/diag"
	"nianbao/internal/document"
)

// Files gives the bundled fonts and fonts.toml by name. What it gives is not
// changed here, so it need not be a copy.
type Files interface {
	ReadFile(name string) ([]byte, error)
}

// tableFile is the table of styles among the bundled files.
const tableFile = "fonts.toml"

// Library is all fonts of a run: the user's folder first, then the bundled
// ones. Faces are parsed when first asked for, once. It may be shared by
// goroutines.
type Library struct {
	bundled Files
	styles  []*style
	others  others

	mu    sync.Mutex
	faces map[string]*Face // of the bundled files
}

// style is a style of fonts.toml.
type style struct {
	Key      string
	Name     string            // for people
	Word     document.WordFont // what a Word file says of the font
	Families []string          // names of a user's font, the best first
	Files    []struct {
		File    string
		Shift   int
		Without string // characters that it draws wrongly
	}

	user  []*Face // in the order of Families
	once  sync.Once
	chain *Chain
	err   error
}

// Open reads the table of styles and looks through the user's folders. The list
// holds errors, with which the library can give no or not all chains, and
// warnings about fonts in the user's folders that cannot be used.
func Open(bundled Files, userDirs []string) (*Library, diag.List) {
	l := &Library{bundled: bundled, faces: make(map[string]*Face)}
	if d := l.readTable(); d != nil {
		return l, diag.List{d}
	}
	return l, l.findUserFonts(userDirs)
}

func (l *Library) readTable() *diag.Diagnostic {
	data, err := l.bundled.ReadFile(tableFile)
	if err != nil {
		return refuseTable(err.Error(), err.Error())
	}
	var t struct{ Style []*style }
	meta, err := toml.Decode(string(data), &t)
	if err != nil {
		return refuseTable(err.Error(), err.Error())
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return refuseTable("不认识的键 "+unknown[0].String(), "unknown key "+unknown[0].String())
	}
	seen := make(map[string]bool)
	for _, s := range t.Style {
		if s.Key == "" || seen[s.Key] || len(s.Files) == 0 {
			return refuseTable(fmt.Sprintf("样式“%s”没有键、重复或没有字体文件", s.Key),
				fmt.Sprintf("style %q has no key, stands twice or has no files", s.Key))
		}
		seen[s.Key] = true
	}
	l.styles = t.Style
	return nil
}

func refuseTable(zh, en string) *diag.Diagnostic {
	return diag.New(diag.Pos{File: tableFile},
		diag.Text{ZH: "字体样式表不能使用：" + zh, EN: "the table of styles cannot be used: " + en},
		diag.T("请恢复 fonts 文件夹里原来的 fonts.toml", "restore the original fonts.toml"))
}

func (l *Library) style(key string) *style {
	for _, s := range l.styles {
		if s.Key == key {
			return s
		}
	}
	return nil
}

// WordFont gives what a Word file says of a style's font; its name is empty for
// a style that fonts.toml does not know.
func (l *Library) WordFont(style string) document.WordFont {
	if s := l.style(style); s != nil {
		return s.Word
	}
	return document.WordFont{}
}

// Chain gives the chain of a style, a key of fonts.toml. The error is a
// *diag.Diagnostic.
func (l *Library) Chain(style string) (*Chain, error) {
	s := l.style(style)
	if s == nil {
		return nil, diag.New(diag.Pos{File: tableFile},
			diag.T("没有字体样式“%s”", "there is no font style %q", style),
			diag.T("请检查版式文件里的字体名", "check the font names in the layout file"))
	}
	s.once.Do(func() { s.chain, s.err = l.build(s) })
	return s.chain, s.err
}

func (l *Library) build(s *style) (*Chain, error) {
	var links []Link
	for _, f := range s.user {
		links = append(links, Link{Face: f, User: true})
	}
	for _, file := range s.Files {
		f, err := l.bundledFace(file.File)
		if err != nil {
			return nil, err
		}
		links = append(links, Link{Face: f, Shift: file.Shift, without: file.Without})
	}
	return newChain(links), nil
}

// bundledFace gives a bundled face; styles share it.
func (l *Library) bundledFace(name string) (*Face, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f := l.faces[name]; f != nil {
		return f, nil
	}
	data, err := l.bundled.ReadFile(name)
	if err != nil {
		return nil, refuse(name, err)
	}
	f, err := Parse(name, data, 0)
	if err != nil {
		return nil, err
	}
	l.faces[name] = f
	return f, nil
}
