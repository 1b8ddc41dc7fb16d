package press

import (
	"path/filepath"
	"slices"

	"nianbao/internal/diag"
)

// Ways are the ways to build a report that give a file as it is; none: the file is
// not what the report gives now.
type Ways uint8

// The ways.
const (
	Plain    Ways = 1 << iota
	WithRoom      // for a seal
	WithData      // the PDF carries what it was made of
	WithRoomAndData
	AnyWay = Plain | WithRoom | WithData | WithRoomAndData
)

const (
	anyWithRoom = WithRoom | WithRoomAndData
	anyWithData = WithData | WithRoomAndData
)

// Sealed reports whether a seal has room in the plainest of the ways.
func (w Ways) Sealed() bool { return w != 0 && w&^anyWithRoom == 0 }

// Attach reports whether the PDF carries what it was made of in the plainest of them.
func (w Ways) Attach() bool { return w != 0 && w&^anyWithData == 0 }

// Unlike says of files that the report gives, but in no one way, how they differ;
// they are not archived together. Zero: they are of one way.
func Unlike(names []string, ways []Ways) diag.Text {
	all := AnyWay
	for _, w := range ways {
		all &= w
	}
	if all != 0 {
		return diag.Text{}
	}
	// only gives the file that is built in none but these ways.
	only := func(these Ways) string {
		if i := slices.IndexFunc(ways, func(w Ways) bool { return w&^these == 0 }); i >= 0 {
			return filepath.Base(names[i])
		}
		return ""
	}
	if with, without := only(anyWithRoom), only(AnyWay&^anyWithRoom); with != "" && without != "" {
		return diag.T("%s 给公章留了位置，%s 没有留：两份不一样。", "%s has room for a seal and %s has none: they are not alike.", with, without)
	}
	with, without := only(anyWithData), only(AnyWay&^anyWithData)
	return diag.T("%s 带着填的内容，%s 没有带：两份不一样。", "%s carries what it was made of and %s does not: they are not alike.", with, without)
}
