package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"time"

	"nianbao/internal/pattern"
)

// number is a formula's kept value that is a number. The library writes all of
// them as text, which WPS shows as text (ECMA-376 part 1, 18.18.11).
var number = pattern.New(`(<c [^>]*?) t="str"(><f>[^<]*</f><v>-?[0-9][0-9.E+-]*</v>)`)

// finish packs the file anew: kept numbers as numbers, no time of making.
// kept has, for each sheet's part and each cell, the text that a formula comes to.
func finish(data []byte, kept map[string]map[string]string) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		part, err := read(f)
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/") && bytes.Contains(part, []byte("<f>")) {
			part = number.ReplaceAll(words(part, kept[f.Name]), []byte("$1$2"))
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(part); err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return out.Bytes(), err
}

// wordless is a formula without a kept value.
var wordless = pattern.New(`<c r="([A-Z]+[0-9]+)"[^>]* t="str"><f>[^<]*</f>(<v></v>)?</c>`)

// words gives formulas that come to text the text that they come to: the library
// would keep the number of a shared string.
func words(part []byte, kept map[string]string) []byte {
	return wordless.ReplaceAllFunc(part, func(cell []byte) []byte {
		var v bytes.Buffer
		if err := xml.EscapeText(&v, []byte(kept[string(wordless.FindSubmatch(cell)[1])])); err != nil {
			return cell // a buffer takes everything
		}
		head, _, _ := bytes.Cut(cell, []byte("</f>"))
		return slices.Concat(head, []byte("</f><v>"), v.Bytes(), []byte("</v></c>"))
	})
}

func read(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
