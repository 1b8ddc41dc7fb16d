package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// What a part of a workbook may hold. Workbooks of reports have some 200 KB.
const (
	maxPart   = 8 << 20  // bytes that count, unzipped
	maxRaw    = 64 << 20 // bytes of a part with its blank cells
	maxMerged = 5000     // merged cells of a sheet
)

// slimmed gives a workbook without its blank cells and rows, of which there may be
// tens of thousands that have a border or a colour; false: its sheets and texts are
// larger than those of any report, since a few bytes can be millions of cells.
func slimmed(data []byte) ([]byte, bool) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return data, true // what is no package is refused elsewhere
	}
	left, slim, all := maxUnzipped, map[*zip.File][]byte{}, weight{}
	for _, f := range z.File {
		name := strings.ToLower(f.Name)
		part, err := unzipped(f, min(maxRaw, left))
		if err != nil {
			return data, true
		}
		if left -= len(part); left < 0 || len(part) > maxRaw {
			return nil, false
		}
		if !isXML(part) {
			continue
		}
		w := weigh(part)
		if strings.HasPrefix(name, "xl/worksheets/") && (len(part) > maxPart || w.places > manyPlaces || w.tooMuch()) {
			part = withoutBlanks(part)
			slim[f], w = part, weigh(part)
		}
		if all.add(w); len(part) > maxPart || all.tooMuch() {
			return nil, false
		}
	}
	if len(slim) == 0 {
		return data, true
	}
	packed, err := repacked(z, slim)
	return packed, err == nil
}

// unzipped gives a part, and one byte more than most where it is larger.
func unzipped(f *zip.File, most int) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	part, _ := io.ReadAll(io.LimitReader(r, int64(most)+1)) // a damaged one is refused elsewhere
	return part, nil
}

// repacked writes a package with other content of some of its files.
func repacked(z *zip.Reader, parts map[*zip.File][]byte) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		part, ok := parts[f]
		if !ok {
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(part); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// withoutBlanks takes the cells that hold nothing, and the rows without cells, out of
// a sheet (ECMA-376 18.3.1.4, 18.3.1.73). Where a cell or a row does not say its
// place, which then follows from those before it, all stays.
func withoutBlanks(sheet []byte) []byte {
	out := make([]byte, 0, len(sheet)/2)
	row, begun := -1, 0 // where the row begins in out, and its cells
	for rest := sheet; ; {
		i := bytes.IndexByte(rest, '<')
		end := bytes.IndexByte(rest[max(i, 0):], '>') + max(i, 0)
		if i < 0 || end < i {
			return append(out, rest...)
		}
		out = append(out, rest[:i]...)
		tag := rest[i : end+1]
		rest = rest[end+1:]
		cell, rows := bytes.HasPrefix(tag, []byte("<c ")), bytes.HasPrefix(tag, []byte("<row "))
		switch {
		case (cell || rows) && !bytes.Contains(tag, []byte(` r="`)):
			return sheet
		case (cell || rows) && bytes.HasSuffix(tag, []byte("/>")):
			continue
		case cell && bytes.HasPrefix(rest, []byte("</c>")):
			rest = rest[len("</c>"):]
			continue
		case rows:
			row, begun = len(out), len(out)+len(tag)
		case string(tag) == "</row>" && row >= 0 && len(bytes.TrimSpace(out[begun:])) == 0:
			out, row = out[:row], -1
			continue
		}
		out = append(out, tag...)
	}
}
