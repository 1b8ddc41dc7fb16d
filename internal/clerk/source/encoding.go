package source

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"nianbao/internal/diag"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var saveAsUTF8 = diag.T("请用记事本打开，选“文件→另存为”，“编码”选 UTF-8，再保存。",
	"open it in Notepad, choose File, Save As, Encoding UTF-8, and save.")

// Text gives the text of a file that is no TOML, such as a list of names, as
// decode does.
func Text(name string, data []byte) (string, diag.List) { return decode(name, data) }

// decode gives the text of a file: a byte order mark is dropped and line ends
// become '\n'. What is no UTF-8 text is refused with its place.
func decode(name string, data []byte) (string, diag.List) {
	if kind := otherKind(data); kind != (diag.Text{}) {
		return "", diag.List{diag.New(diag.Pos{File: name}, noReport(kind), remedy(name, data))}
	}
	if big, is := utf16Order(data); is {
		d := diag.New(diag.Pos{File: name, Line: 1, Col: 1},
			diag.T("文件的编码是 UTF-16（记事本称“Unicode”），应为 UTF-8。", "the file is UTF-16 (Notepad's “Unicode”); it must be UTF-8."), saveAsUTF8)
		d.SourceLine, _, _ = strings.Cut(utf16Text(data, big), "\n")
		d.SourceLine = strings.TrimRight(d.SourceLine, "\r")
		return "", diag.List{d}
	}
	for bytes.HasPrefix(data, []byte("\uFEFF")) {
		data = data[len("\uFEFF"):]
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	if !utf8.ValidString(text) {
		return "", diag.List{notUTF8(name, text)}
	}
	return text, controls(name, text)
}

// utf16Order tells UTF-16 by its byte order mark, or by the zero bytes that
// stand beside the ASCII characters of a TOML file.
func utf16Order(data []byte) (big, is bool) {
	if len(data) < 2 {
		return false, false
	}
	switch {
	case data[0] == 0xFE && data[1] == 0xFF:
		return true, true
	case data[0] == 0xFF && data[1] == 0xFE:
		return false, true
	}
	var zeros [2]int
	for i, b := range data[:min(len(data), 400)] {
		if b == 0 {
			zeros[i%2]++
		}
	}
	n := zeros[0] + zeros[1]
	return zeros[0] > 0, min(zeros[0], zeros[1]) == 0 && n >= 4 && n*8 > min(len(data), 400)
}

func utf16Text(data []byte, big bool) string {
	var u []uint16
	for i := 0; i+1 < min(len(data), 2000); i += 2 {
		c := uint16(data[i]) | uint16(data[i+1])<<8
		if big {
			c = c<<8 | c>>8
		}
		u = append(u, c)
	}
	return strings.TrimPrefix(string(utf16.Decode(u)), "\uFEFF")
}

// notUTF8 tells the first place that is no UTF-8. A file in the old Chinese
// encoding, Notepad's “ANSI”, is known by being valid in it as a whole.
func notUTF8(name, text string) *diag.Diagnostic {
	at := 0
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	from := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	p := diag.Pos{File: name, Line: 1 + strings.Count(text[:from], "\n")}

	if _, ok := gb18030(text); ok {
		whole, _ := gb18030(line)
		before, _ := gb18030(text[from:at])
		p.Col = 1 + utf8.RuneCountInString(strings.TrimRight(before, "\uFFFD"))
		d := diag.New(p, diag.T("文件的编码是 GBK/GB18030（记事本称“ANSI”），应为 UTF-8。",
			"the file is GBK/GB18030 (Notepad's “ANSI”); it must be UTF-8."), saveAsUTF8)
		d.SourceLine = whole
		return d
	}
	p.Col = 1 + utf8.RuneCountInString(text[from:at])
	d := diag.New(p, diag.T("这里的字节 0x%02X 不是 UTF-8 文字。", "the byte 0x%02X here is no UTF-8 text.", text[at]),
		diag.T("请把这里的字重新输入；若全文都是乱码，请用记事本另存为 UTF-8 编码。", "type the character again; if the whole text looks garbled, save it as UTF-8 in Notepad."))
	d.SourceLine = strings.ToValidUTF8(line, "\uFFFD")
	return d
}

func gb18030(s string) (string, bool) {
	t, err := simplifiedchinese.GB18030.NewDecoder().String(s)
	return t, err == nil && !strings.ContainsRune(t, utf8.RuneError)
}

// hasControl reports whether a text has a control character that TOML forbids.
func hasControl(text string) bool {
	const each = 0x0101010101010101 // byte of eight
	for ; len(text) >= 8; text = text[8:] {
		w := uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 | uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
		low, del := w-each*' ', w^each*0x7F
		if (low&^w|(del-each)&^del)&(each<<7) != 0 && controlIn(text[:8]) { // one below blank, line ends too, or 0x7F
			return true
		}
	}
	return controlIn(text)
}

func controlIn(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7F {
			return true
		}
	}
	return false
}

// controls tells the control characters that TOML forbids, one a line.
func controls(name, text string) (l diag.List) {
	if !hasControl(text) {
		return nil
	}
	for i, line := range strings.Split(text, "\n") {
		at := strings.IndexFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7F })
		if at < 0 {
			continue
		}
		p := diag.Pos{File: name, Line: i + 1, Col: 1 + utf8.RuneCountInString(line[:at])}
		d := diag.New(p, diag.T("这里有看不见的控制字符 U+%04X。", "here stands an invisible control character, U+%04X.", line[at]),
			diag.T("请删去它，或把这一行重新输入。", "delete it, or type the line again."))
		if line[at] == '\r' {
			d.What = diag.T("这里的换行符是旧式的（只有 CR）。", "the line end here is of the old kind (CR alone).")
			d.Do = diag.T("请用编辑器把换行符改为 Windows（CRLF）或 Unix（LF）。", "let the editor set line ends to Windows (CRLF) or Unix (LF).")
		}
		d.SourceLine = line
		if l = append(l, d); len(l) == maxErrors {
			break
		}
	}
	return l
}
