package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// What a part of a workbook may hold. Workbooks of reports have some 200 KB.
const (
	maxPart   = 8 << 20 // bytes, unzipped
	maxMerged = 5000    // merged cells of a sheet
)

// within reports whether a workbook's sheets and texts are no larger than those
// of any report: a few bytes can be millions of cells.
func within(data []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return true // what is no package is refused elsewhere
	}
	for _, f := range z.File {
		if !strings.HasSuffix(strings.ToLower(f.Name), ".xml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return true
		}
		part, _ := io.ReadAll(io.LimitReader(r, maxPart+1))
		r.Close()
		if len(part) > maxPart || bytes.Count(part, []byte("mergeCell ")) > maxMerged {
			return false
		}
	}
	return true
}
