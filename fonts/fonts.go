// Package fonts holds the program's own fonts and the table that says which of
// them make up a style. It knows nothing of font formats.
package fonts

import (
	"embed"
	"io/fs"
)

// Embedded is the fonts and fonts.toml inside the program.
var Embedded Files

// Files gives the files of this folder by name.
type Files struct{}

// ReadFile gives the bytes inside the program themselves, not a copy: a face of
// 15 MB costs only the memory pages that are read. They must not be changed.
func (Files) ReadFile(name string) ([]byte, error) {
	if data, ok := files[name]; ok {
		return data, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Notices is README.md, with the origin of every font, and the licence texts in
// LICENSES.
//
//go:embed README.md LICENSES/*.txt
var Notices embed.FS

var files = map[string][]byte{
	"fonts.toml":                        table,
	"hanzi8105.txt":                     hanzi8105,
	"FandolFang-Regular.otf":            fandolFangRegular,
	"FandolHei-Regular.otf":             fandolHeiRegular,
	"FandolKai-Regular.otf":             fandolKaiRegular,
	"FandolSong-Bold.otf":               fandolSongBold,
	"FandolSong-Regular.otf":            fandolSongRegular,
	"LiberationSerif-Regular.ttf":       liberationSerifRegular,
	"NianbaoSansMedium-Supplement.ttf":  nianbaoSansMedium,
	"NianbaoSerifBold-Supplement.ttf":   nianbaoSerifBold,
	"NianbaoWenKai-Supplement.ttf":      nianbaoWenKai,
	"NianbaoWenKaiLight-Supplement.ttf": nianbaoWenKaiLight,
	"NotoSerifSC-Regular.ttf":           notoSerifSCRegular,
}

// One variable a file, since embed.FS would copy what it gives.
var (
	//go:embed fonts.toml
	table []byte
	//go:embed hanzi8105.txt
	hanzi8105 []byte // 通用规范汉字表 (2013) in its order, fifty to a line
	//go:embed FandolFang-Regular.otf
	fandolFangRegular []byte
	//go:embed FandolHei-Regular.otf
	fandolHeiRegular []byte
	//go:embed FandolKai-Regular.otf
	fandolKaiRegular []byte
	//go:embed FandolSong-Bold.otf
	fandolSongBold []byte
	//go:embed FandolSong-Regular.otf
	fandolSongRegular []byte
	//go:embed LiberationSerif-Regular.ttf
	liberationSerifRegular []byte
	//go:embed NianbaoSansMedium-Supplement.ttf
	nianbaoSansMedium []byte
	//go:embed NianbaoSerifBold-Supplement.ttf
	nianbaoSerifBold []byte
	//go:embed NianbaoWenKai-Supplement.ttf
	nianbaoWenKai []byte
	//go:embed NianbaoWenKaiLight-Supplement.ttf
	nianbaoWenKaiLight []byte
	//go:embed NotoSerifSC-Regular.ttf
	notoSerifSCRegular []byte
)
