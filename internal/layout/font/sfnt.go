package font

import (
	"fmt"

	"nianbao/internal/diag"
)

// Signatures of font files (OpenType, "Font file").
const (
	sigTrueType   = 0x00010000
	sigApple      = 0x74727565 // true
	sigOpenType   = 0x4F54544F // OTTO
	sigCollection = 0x74746366 // ttcf
)

const headMagic = 0x5F0F3CF5

// maxFaces is how many faces of a collection are looked at.
const maxFaces = 256

// reader gives n bytes at off, or false when the file is shorter.
type reader func(off, n int) (table, bool)

// tables gives the tables of one face of a file.
type tables struct {
	read    reader
	records table // of the table directory, 16 bytes each
}

// faces gives the offsets of the faces in a file: one, or those of a collection.
func faces(read reader) ([]int, error) {
	head, ok := read(0, 12)
	if !ok {
		return nil, bad("文件太短", "the file is too short")
	}
	switch head.u32(0) {
	case sigTrueType, sigApple, sigOpenType:
		return []int{0}, nil
	case sigCollection:
		n := head.u32(8)
		list, ok := read(12, 4*min(n, maxFaces))
		if n == 0 || !ok {
			return nil, bad("字体集合的目录不完整", "the collection's list of fonts is incomplete")
		}
		offs := make([]int, 0, len(list)/4)
		for i := 0; i < len(list); i += 4 {
			offs = append(offs, list.u32(i))
		}
		return offs, nil
	}
	return nil, bad("不是 TrueType 或 OpenType 字体", "it is no TrueType or OpenType font")
}

// directory reads the table directory at off.
func directory(read reader, off int) (tables, error) {
	head, ok := read(off, 12)
	if !ok {
		return tables{}, bad("没有表目录", "the table directory is missing")
	}
	records, ok := read(off+12, 16*head.u16(4))
	if !ok {
		return tables{}, bad("表目录不完整", "the table directory is incomplete")
	}
	return tables{read, records}, nil
}

// has reports whether the directory lists the table.
func (t *tables) has(tag string) bool { return t.record(tag) != nil }

func (t *tables) record(tag string) table {
	for r := t.records; len(r) >= 16; r = r[16:] {
		if string(r[:4]) == tag {
			return r[:16]
		}
	}
	return nil
}

// get reads a table of at least n bytes.
func (t *tables) get(tag string, n int) (table, error) {
	r := t.record(tag)
	if r == nil {
		return nil, bad(fmt.Sprintf("缺少 %s 表", tag), fmt.Sprintf("the table %s is missing", tag))
	}
	data, ok := t.read(r.u32(8), r.u32(12))
	if !ok || len(data) < n {
		return nil, bad(fmt.Sprintf("%s 表不完整", tag), fmt.Sprintf("the table %s is incomplete", tag))
	}
	return data, nil
}

// optional reads a table that may be missing or damaged.
func (t *tables) optional(tag string, n int) table {
	data, err := t.get(tag, n)
	if err != nil {
		return nil
	}
	return data
}

// reason is why a font cannot be used.
type reason diag.Text

func bad(zh, en string) error { return &reason{zh, en} }

func (r *reason) Error() string { return r.EN }

// reasonOf gives the words of any error.
func reasonOf(err error) *reason {
	if r, ok := err.(*reason); ok {
		return r
	}
	return &reason{err.Error(), err.Error()}
}

// refuse names the file in an error.
func refuse(file string, err error) *diag.Diagnostic {
	why := reasonOf(err)
	return diag.New(diag.Pos{File: file},
		diag.Text{ZH: "字体不能使用：" + why.ZH, EN: "the font cannot be used: " + why.EN},
		diag.T("请换用完好的字体文件，或者把它移出字体文件夹", "replace the font file or take it out of the font folder"))
}

// inMemory reads from data without copying.
func inMemory(data []byte) reader { return table(data).cut }

// Parse reads face index of a font file. It keeps data, which must not change,
// and reads no glyphs: a damaged outline shows when a subset is cut. The error
// is a *diag.Diagnostic that names the file.
func Parse(file string, data []byte, index int) (*Face, error) {
	f, err := parse(data, index)
	if err != nil {
		return nil, refuse(file, err)
	}
	f.File, f.Index = file, index
	return f, nil
}

func parse(data []byte, index int) (*Face, error) {
	read := inMemory(data)
	offs, err := faces(read)
	if err != nil {
		return nil, err
	}
	if index < 0 || index >= len(offs) {
		return nil, bad("字体集合里没有这个字体", "the collection has no such font")
	}
	dir, err := directory(read, offs[index])
	if err != nil {
		return nil, err
	}
	f := new(Face)
	if err := f.parseMetrics(&dir); err != nil {
		return nil, err
	}
	chars, err := dir.get("cmap", 4)
	if err != nil {
		return nil, err
	}
	if f.cmap, err = parseCmap(chars); err != nil {
		return nil, err
	}
	if err := f.parseOutlines(&dir); err != nil {
		return nil, err
	}
	names := readNames(dir.optional("name", 6))
	f.PostScriptName, f.Family = names.postScript, names.family
	if f.PostScriptName == "" && f.cff != nil {
		f.PostScriptName = clean(string(f.cff.name))
	}
	if f.PostScriptName == "" {
		f.PostScriptName = "Unnamed"
	}
	return f, nil
}

// parseMetrics takes the tables of the face's and its glyphs' measures.
func (f *Face) parseMetrics(dir *tables) (err error) {
	for _, want := range []struct {
		tag  string
		size int
		to   *table
	}{{"head", 54, &f.head}, {"hhea", 36, &f.hhea}, {"maxp", 6, &f.maxp}, {"hmtx", 4, &f.hmtx}} {
		if *want.to, err = dir.get(want.tag, want.size); err != nil {
			return err
		}
	}
	f.os2 = dir.optional("OS/2", 68)
	f.post = dir.optional("post", 32)
	f.gsub = dir.optional("GSUB", 10)

	if f.head.u32(12) != headMagic {
		return bad("head 表损坏", "the table head is damaged")
	}
	f.UnitsPerEm = f.head.u16(18)
	if f.UnitsPerEm < 16 || f.UnitsPerEm > 16384 {
		return bad("每字身单位数不对", "the units per em are out of range")
	}
	f.NumGlyphs = f.maxp.u16(4)
	f.hMetrics = f.hhea.u16(34)
	if f.NumGlyphs == 0 || f.hMetrics == 0 || f.hMetrics > f.NumGlyphs ||
		len(f.hmtx) < 4*f.hMetrics+2*(f.NumGlyphs-f.hMetrics) {
		return bad("hmtx 表不完整", "the table hmtx is incomplete")
	}
	return nil
}

func (f *Face) parseOutlines(dir *tables) error {
	switch {
	case dir.has("glyf"):
		if len(f.maxp) < 32 {
			return bad("maxp 表不完整", "the table maxp is incomplete")
		}
		loca, err := dir.get("loca", 0)
		if err != nil {
			return err
		}
		data, err := dir.get("glyf", 0)
		if err != nil {
			return err
		}
		f.outlines, err = newGlyf(data, loca, f.head.u16(50), f.NumGlyphs)
		return err
	case dir.has("CFF "):
		data, err := dir.get("CFF ", 4)
		if err != nil {
			return err
		}
		f.IsCFF = true
		f.cff, err = parseCFF(data, f.NumGlyphs)
		return err
	case dir.has("CFF2"):
		return bad("不支持可变字体（CFF2）", "variable fonts (CFF2) are not supported")
	}
	return bad("没有矢量字形", "it has no outlines")
}
