package pdf

import (
	"crypto/md5"
	"fmt"
	"slices"
	"strings"
)

// Attachment is a file that the PDF carries with it. With one the file is
// PDF/A-3 (ISO 19005-3 6.8), else PDF/A-2.
type Attachment struct {
	Name        string // with slashes, "2020.toml"
	Type        string // media type
	Description string
	Data        []byte
}

// attach writes the attachments as embedded files that are the source of the
// whole document (ISO 32000-1 7.11; ISO 19005-3 annex E), and gives what the
// catalog says of them.
func (w *Writer) attach(files []Attachment, m *metadata) (entries []byte) {
	if len(files) == 0 {
		return nil
	}
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b Attachment) int { return strings.Compare(a.Name, b.Name) })
	year, month, day := m.day()
	var names, list []byte
	for i := range files {
		a := &files[i]
		stream, spec := w.alloc(), w.alloc()
		sum := md5.Sum(a.Data) // 7.11.4.1, table 46: CheckSum
		dict := appendName([]byte("/Type/EmbeddedFile/Subtype"), a.Type)
		dict = appendInt(append(dict, "/Params<</Size "...), len(a.Data))
		dict = fmt.Appendf(dict, "/ModDate(D:%04d%02d%02d000000+08'00')/CheckSum<%x>>>", year, month, day, sum)
		w.foreign(stream, string(dict), a.Data)
		b := appendText(append(w.body[:0], "<</Type/Filespec/AFRelationship/Source/F"...), a.Name)
		b = appendText(append(b, "/UF"...), a.Name)
		b = appendText(append(b, "/Desc"...), a.Description)
		b = appendRef(append(b, "/EF<</F "...), stream)
		b = append(appendRef(append(b, "/UF "...), stream), ">>>>"...)
		w.object(spec, b)
		w.body = b
		names = append(appendRef(append(appendText(names, a.Name), ' '), spec), ' ')
		list = append(appendRef(list, spec), ' ')
	}
	entries = append(append([]byte("/Names<</EmbeddedFiles<</Names["), names...), "]>>>>/AF["...)
	return append(append(entries, list...), ']')
}
