package desk

import (
	"path"
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

// Building gives how files are built in the plainest of the ways.
func (w Ways) Building(formats []string) *Building {
	return &Building{Formats: formats, Sealed: w != 0 && w&^anyWithRoom == 0, Attach: w != 0 && w&^anyWithData == 0}
}

// Unlike says of files that the report gives, but in no one way, how they differ;
// they are not archived together. nil: they are of one way.
func Unlike(names []string, ways []Ways) *diag.Diagnostic {
	all := AnyWay
	for _, w := range ways {
		all &= w
	}
	if all != 0 {
		return nil
	}
	// only gives the file that is built in none but these ways.
	only := func(these Ways) string {
		if i := slices.IndexFunc(ways, func(w Ways) bool { return w&^these == 0 }); i >= 0 {
			return path.Base(names[i])
		}
		return ""
	}
	if with, without := only(anyWithRoom), only(AnyWay&^anyWithRoom); with != "" && without != "" {
		return diag.New(diag.Pos{}, diag.T("%s 给公章留了位置，%s 没有留：两份不一样。", "%s has room for a seal and %s has none: they are not alike.", with, without), alikeAgain)
	}
	with, without := only(anyWithData), only(AnyWay&^anyWithData)
	return diag.New(diag.Pos{}, diag.T("%s 带着填的内容，%s 没有带：两份不一样。", "%s carries what it was made of and %s does not: they are not alike.", with, without), alikeAgain)
}

var alikeAgain = diag.T("照签名的那一份再生成一次（“给公章留出位置”“把填的内容和 Word 一起放进 PDF”与签名时一样勾选或不勾选）；或者勾选“替换已签名的文件”，重新签名。",
	"build again as the signed one was built, with or without room and data; or sign again, with leave to replace it.")
