// Package source reads a TOML 1.0 file into a tree whose every value knows its
// line, its column and what was typed. In go bytes, out come a File, or a
// diag.List that says where and why it is no TOML. The package knows no keys;
// a Decoder tells what a reader of the tree expects.
//
// What is valid TOML is decided by github.com/BurntSushi/toml; the scanner here
// adds the places, and words for what clerks mistype.
package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"nianbao/internal/diag"
)

// Kind is the type of a TOML value.
type Kind uint8

// The kinds.
const (
	String Kind = iota
	Integer
	Float
	Bool
	Datetime
	Array
	Table
)

// Node is one value of the file.
type Node struct {
	Kind    Kind
	made    maker
	Pos     diag.Pos // of the value's first character; of a table: its header or key
	KeyPos  diag.Pos // of the key, where there is one
	Span    int      // length in characters on its first line
	KeySpan int
	Key     string  // the key as it is meant, unquoted; "" in arrays
	Text    string  // a string's value; what was typed for numbers, booleans, dates
	Items   []*Node // an array's values; a table's values, in the order of the file

	// Where it stands in the decoded text, in bytes; of a table with a header: the
	// header.
	from, to int

	index map[string]*Node // of a table with many values
	marks []mark
}

// Get gives a table's value for key, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Table {
		return nil
	}
	if n.index != nil {
		return n.index[key]
	}
	for _, k := range n.Items {
		if k.Key == key {
			return k
		}
	}
	return nil
}

// mark says that from byte off of a string's text on, characters stand one
// after the other in the file from line and col on.
type mark struct{ off, line, col int }

// At gives the place in the file of the character at byte off of a string's
// text, through line ends and escapes.
func (n *Node) At(off int) diag.Pos {
	p := n.Pos
	off = min(max(off, 0), len(n.Text))
	lo, hi := 0, len(n.marks)
	for lo < hi {
		if m := (lo + hi) / 2; n.marks[m].off <= off {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == 0 {
		return p
	}
	m := n.marks[lo-1]
	p.Line, p.Col = m.line, m.col+utf8.RuneCountInString(n.Text[m.off:off])
	return p
}

// Line is one line of a string.
type Line struct {
	Text string // without its end
	Off  int    // where it begins in the string's text, in bytes
	Pos  diag.Pos
}

// Lines gives the lines of a string with their places.
func (n *Node) Lines() []Line {
	ls := make([]Line, 0, strings.Count(n.Text, "\n")+1)
	for off, from := 0, 0; off <= len(n.Text); off++ {
		if off == len(n.Text) || n.Text[off] == '\n' {
			ls = append(ls, Line{n.Text[from:off], from, n.At(from)})
			from = off + 1
		}
	}
	return ls
}

// File is a file that was read.
type File struct {
	Name  string
	Data  []byte   // as it was read
	Lines []string // without line ends
	Root  *Node

	Unquoted diag.List // names that are no TOML without quotes: errors, whatever the names are
}

// Line gives the text of line n, counted from 1, or "".
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.Lines) {
		return ""
	}
	return f.Lines[n-1]
}

// Bounds of what is read, in bytes; a report has some 50,000.
const (
	MaxSize = 8 << 20   // of a file
	MaxText = 512 << 10 // of a text in it
)

// Read reads the file called name. All errors are a diag.List.
func Read(name string) (*File, error) {
	data, err := Bytes(name)
	if err != nil {
		return nil, err
	}
	return Parse(name, data)
}

// textEnding is what Notepad adds to a name.
const textEnding = ".txt"

func there(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// Bytes reads what Parse is given; its errors are Read's.
func Bytes(name string) ([]byte, error) {
	fail := func(what, do diag.Text) error {
		return diag.List{diag.New(diag.Pos{File: name}, what, do)}
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && there(name+textEnding):
		return nil, fail(diag.T("文件其实叫 %s：记事本存的时候加上了 .txt。", "the file is called %s: Notepad added .txt when it saved it.", filepath.Base(name)+textEnding),
			diag.T("请改名，去掉末尾的 .txt（资源管理器里先勾选“查看→文件扩展名”）。", "rename it without the .txt (let the Explorer show file name extensions first)."))
	case err == nil && info.IsDir():
		return nil, fail(diag.T("这是文件夹，不是文件。", "this is a folder, not a file."),
			diag.T("只做其中一份，写出 .toml 文件的名字；整个文件夹一起生成，用 nianbao batch。", "name the .toml file inside it; nianbao batch builds a whole folder."))
	case err == nil && info.Size() > MaxSize:
		return nil, tooLarge(name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fail(diag.System(err))
	}
	if blank(data) {
		return nil, fail(diag.T("文件是空的。", "the file is empty."), makeOne)
	}
	return data, nil
}

func tooLarge(name string) error {
	return diag.List{diag.New(diag.Pos{File: name},
		diag.T("文件超过 %d MB，不是年报数据文件。", "the file is larger than %d MB; it is no report.", MaxSize>>20),
		diag.T("请检查文件名。", "check its name."))}
}

// Parse reads data as the content of the file called name. All errors are a
// diag.List, but for those of File.Unquoted, with which a Decoder begins.
func Parse(name string, data []byte) (*File, error) { return parse(name, data, (*scanner).judge) }

// ParseSound is Parse of what is known to be valid TOML, since Parse has read it: of
// files that come along with the program.
func ParseSound(name string, data []byte) (*File, error) {
	return parse(name, data, func(*scanner) error { return nil })
}

func parse(name string, data []byte, judge func(*scanner) error) (*File, error) {
	if len(data) > MaxSize {
		return nil, tooLarge(name)
	}
	text, bad := decode(name, data)
	if bad != nil {
		return nil, bad
	}
	s := scan(name, text)
	s.bad.Sort()
	if len(s.bad) > s.unquoted {
		return nil, s.bad
	}
	if err := judge(s); err != nil {
		if len(s.bad) > 0 {
			return nil, s.bad
		}
		return nil, diag.List{s.refused(err)}
	}
	return &File{Name: name, Data: data, Lines: s.lines, Root: s.root, Unquoted: s.bad}, nil
}
